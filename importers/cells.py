"""The home of places in a workbook: sheet, row and column, and how a place is written."""

from collections.abc import Sequence
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


def column_letters(column: int) -> str:
    """The letters of a column counted from 1.

    >>> column_letters(1), column_letters(28)
    ('A', 'AB')
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


class CellRef(NamedTuple):
    """One cell, counted from 1 as spreadsheets count. In a csv file the sheet is ``CSV`` and rows are records."""

    sheet: str
    row: int
    column: int

    @property
    def address(self) -> str:
        """The place on its sheet, such as ``B14``."""
        return f"{column_letters(self.column)}{self.row}"

    def __str__(self) -> str:
        return f"{self.sheet}!{self.address}"


def addresses(cells: Sequence[CellRef], most: int = 8) -> str:
    """The first of these cells by their addresses, and how many more there are: ``B2, B5 and 3 more``."""
    named = ", ".join(cell.address for cell in cells[:most])
    return f"{named} and {len(cells) - most} more" if len(cells) > most else named


class Read(NamedTuple, Generic[T]):
    """A record and the cell that it came from."""

    record: T
    at: CellRef
