import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboards import excerpt as module
from dashboards.excerpt import Place, excerpt, read_place
from importers.workbook import Sheet

SHEET = Sheet("Plan", tuple((f"A{row}", "", float(row)) for row in range(1, 101)))


def test_the_examples_hold():
    assert doctest.testmod(module).failed == 0


def test_shows_headings_marked_rows_and_their_neighbours():
    part = excerpt(SHEET, [1], [Place(50, 1)], [1, 3])

    numbers = [row.number for row in part.rows]
    assert {1, 49, 50, 51} <= set(numbers)
    assert [row.number for row in part.rows if row.follows_gap] == [49]


def test_shows_the_cells_as_they_stand():
    part = excerpt(SHEET, [1], [Place(50, 3)], [1])

    (row,) = [row for row in part.rows if row.number == 50]
    assert row.cells == ("A50", "", "50")


def test_more_rows_stand_around_the_cell_that_somebody_came_for():
    part = excerpt(SHEET, [1], [Place(row, 1) for row in range(2, 90)], [1, 3], Place(95, 3))

    assert set(range(91, 100)) <= {row.number for row in part.rows}


def test_a_place_outside_the_sheet_is_left_out():
    part = excerpt(SHEET, [1], [Place(9999, 99)], [1])

    assert max(row.number for row in part.rows) <= 100
    assert max(part.columns) <= 3


def test_a_large_sheet_is_never_shown_whole():
    wide = Sheet("Wide", tuple(tuple("x" * 500 for _ in range(60)) for _ in range(400)))

    part = excerpt(wide, [1], [Place(row, row % 60) for row in range(2, 300)], range(1, 60))

    assert len(part.rows) <= 24
    assert len(part.columns) <= 14
    assert all(len(cell) <= 90 for row in part.rows for cell in row.cells)


@pytest.mark.parametrize("cell", ["", "B", "14", "row 3", "ABCD1", "\N{LATIN SMALL LETTER E WITH ACUTE}4", "B1-C2"])
def test_a_text_that_names_no_cell_names_no_place(cell):
    assert read_place(cell) is None


@given(st.integers(1, 1_000_000), st.integers(1, 16_384))
def test_a_place_reads_back_as_it_was_written(row, column):
    place = Place(row, column)

    assert read_place(place.address) == place


@given(st.text())
def test_no_text_breaks_the_reading_of_places(text):
    assert read_place(text) is None or isinstance(read_place(text), Place)
