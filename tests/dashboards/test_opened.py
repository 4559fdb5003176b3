from dashboards.pages.imports.opened import OpenWorkbooks
from importers.workbook import Sheet, Workbook


class Shelf:
    def __init__(self, cells: int) -> None:
        self.cells, self.taken = cells, list[int]()

    def take(self, import_id: int) -> Workbook | None:
        self.taken.append(import_id)
        return Workbook("book.csv", "csv", (Sheet("CSV", [["x"] * self.cells]),)) if import_id else None


def test_a_workbook_that_is_asked_for_again_is_still_open():
    shelf = Shelf(cells=10)
    workbooks = OpenWorkbooks(shelf.take, most_cells=30)

    first, again = workbooks(1), workbooks(1)

    assert first is again
    assert shelf.taken == [1]


def test_workbooks_stay_open_only_as_long_as_they_are_small_together():
    shelf = Shelf(cells=10)
    workbooks = OpenWorkbooks(shelf.take, most_cells=30)

    for number in (1, 2, 3, 1, 4, 1, 2):
        workbooks(number)

    assert shelf.taken == [1, 2, 3, 4, 2]


def test_the_last_one_stays_open_however_large_it_is():
    shelf = Shelf(cells=100)
    workbooks = OpenWorkbooks(shelf.take, most_cells=30)

    for number in (1, 1, 2, 2, 1):
        workbooks(number)

    assert shelf.taken == [1, 2, 1]


def test_what_cannot_be_opened_is_not_tried_again():
    shelf = Shelf(cells=10)
    workbooks = OpenWorkbooks(shelf.take)

    assert (workbooks(0), workbooks(0)) == (None, None)
    assert shelf.taken == [0]
