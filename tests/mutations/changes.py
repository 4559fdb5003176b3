"""The home of the changes, one function each: a book and chance give its rows, changed in one place, or None."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from random import Random

from openpyxl.utils import column_index_from_string

from importers.values import find_number, is_blank, text_of
from importers.workbook import CellValue
from tests.mutations.books import Book, Rows

Change = Callable[[Book, Random], Rows | None]

TEXTS = ("see note", "TBD", "n/a", "12,000 (est.)", "1.2M")
THOUSAND = Decimal(1000)


def text_in_amount(book: Book, chance: Random) -> Rows | None:
    """A text stands where an amount was."""
    return _put(book, chance.choice(book.amounts), chance.choice(TEXTS))


def heading_lost(book: Book, chance: Random) -> Rows | None:
    """The lowest heading of a column that is read is blank."""
    row, column = chance.choice(_headings(book, used=True))
    return _put(book, (row, column), "")


def headings_swapped(book: Book, chance: Random) -> Rows | None:
    """The headings of two columns, one of which is read, change places."""
    one = chance.choice(_headings(book, used=True))
    others = [each for each in _headings(book, used=False) if each != one]
    if not others:
        return None
    other = chance.choice(others)
    rows = book.rows()
    for row in book.reading.tables[0].header_rows:
        _swap(rows, (row, one[1]), (row, other[1]))
    return rows


def total_broken(book: Book, chance: Random) -> Rows | None:
    """A total says another amount than its lines add up to."""
    if not book.totals:
        return None
    at = chance.choice(book.totals)
    return _put_number(book, at, (find_number(book.sheet.value(*at)) or 0) + chance.choice((-1000, -9, 9, 90, 1000)))


def sign_changed(book: Book, chance: Random) -> Rows | None:
    """An amount that a total adds up has the other sign."""
    if not book.checked:
        return None
    at = chance.choice(book.checked)
    return _put_number(book, at, -(find_number(book.sheet.value(*at)) or 0))


def unit_changed(book: Book, chance: Random) -> Rows | None:
    """An amount that a total adds up is in thousands, or in dollars where others are in thousands."""
    if not book.checked:
        return None
    at = chance.choice(book.checked)
    number = find_number(book.sheet.value(*at)) or Decimal(0)
    return _put_number(book, at, number / THOUSAND if chance.random() < 0.5 else number * THOUSAND)


def heading_row_moved(book: Book, chance: Random) -> Rows | None:
    """The lowest row of headings stands beneath a few of the lines."""
    table = book.reading.tables[0]
    down = chance.randint(1, 3)
    rows = book.rows()
    if table.header_rows[-1] + down > len(rows):
        return None
    heading = rows.pop(table.header_rows[-1] - 1)
    rows.insert(table.header_rows[-1] - 1 + down, heading)
    return rows


def row_doubled(book: Book, chance: Random) -> Rows | None:
    """The row of a line stands twice."""
    row, _ = chance.choice(book.amounts)
    rows = book.rows()
    rows.insert(row, rows[row - 1])
    return rows


def digits_glued(book: Book, chance: Random) -> Rows | None:
    """The digits of two amounts stand in one cell, as a printed page gives them."""
    at, other = chance.choice(book.amounts), chance.choice(book.amounts)
    one, two = (find_number(book.sheet.value(*each)) or Decimal(0) for each in (at, other))
    return _put(book, at, f"{one:,}{chance.choice(('', ' '))}{two:,}")


def amount_moved(book: Book, chance: Random) -> Rows | None:
    """An amount stands one column to the left or to the right, over whatever was there."""
    row, column = chance.choice(book.amounts)
    beside = column + chance.choice((-1, 1))
    rows = book.rows()
    if not 0 < beside <= max(len(rows[row - 1]), book.width):
        return None
    cells = _cells(rows, row, max(column, beside))
    cells[beside - 1], cells[column - 1] = cells[column - 1], ""
    return rows


CHANGES: Sequence[Change] = (
    text_in_amount,
    heading_lost,
    headings_swapped,
    total_broken,
    sign_changed,
    unit_changed,
    heading_row_moved,
    row_doubled,
    digits_glued,
    amount_moved,
)


def _headings(book: Book, *, used: bool) -> list[tuple[int, int]]:
    """The cells of the lowest headings, of columns that are read or of all."""
    table = book.reading.tables[0]
    row = table.header_rows[-1]
    columns = [column_index_from_string(each.letter) for each in table.columns if each.field or not used]
    return [(row, column) for column in dict.fromkeys(columns) if not is_blank(book.sheet.value(row, column))]


def _put(book: Book, at: tuple[int, int], value: CellValue) -> Rows:
    rows = book.rows()
    _cells(rows, at[0], at[1])[at[1] - 1] = value
    return rows


def _put_number(book: Book, at: tuple[int, int], number: Decimal | int) -> Rows:
    """A number as the file has them: text in a csv file, a number in a workbook."""
    was = book.sheet.value(*at)
    return _put(book, at, text_of(float(number)) if isinstance(was, str) else float(number))


def _cells(rows: Rows, row: int, width: int) -> list[CellValue]:
    """A copy of a row, in its place, with at least so many cells."""
    cells = list(rows[row - 1])
    cells += [""] * (width - len(cells))
    rows[row - 1] = cells
    return cells


def _swap(rows: Rows, one: tuple[int, int], other: tuple[int, int]) -> None:
    cells = _cells(rows, one[0], max(one[1], other[1]))
    cells[one[1] - 1], cells[other[1] - 1] = cells[other[1] - 1], cells[one[1] - 1]
