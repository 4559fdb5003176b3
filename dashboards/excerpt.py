"""The home of excerpts: the part of someone's sheet around the cells that matter, as it stands in the file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboards import formats
from importers.cells import column_letters
from importers.workbook import Sheet

_AROUND = 1
_AROUND_SOUGHT = 4
_MOST_ROWS = 24
_MOST_COLUMNS = 14
_LONGEST = 90
# XFD1048576 is the last cell.
_MOST_LETTERS, _MOST_DIGITS = 3, 7


@dataclass(frozen=True, slots=True)
class Place:
    """One cell of a sheet, counted from 1."""

    row: int
    column: int

    @property
    def address(self) -> str:
        """The place as people write it, such as ``B14``."""
        return f"{column_letters(self.column)}{self.row}"


@dataclass(frozen=True, slots=True)
class ExcerptRow:
    """One row; ``follows_gap`` says that rows between it and the one before are left out."""

    number: int
    cells: tuple[str, ...]
    follows_gap: bool


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Some rows and columns of a sheet."""

    sheet: str
    columns: tuple[int, ...]
    rows: tuple[ExcerptRow, ...]
    of_rows: int


def read_place(cell: str) -> Place | None:
    """The place that ``B14`` names; None for a text that names none.

    >>> read_place("B14"), read_place("AA3").column, read_place("row 3")
    (Place(row=14, column=2), 27, None)
    """
    letters = cell.rstrip("0123456789")
    digits = cell[len(letters) :]
    if not letters.isascii() or not letters.isalpha() or len(letters) > _MOST_LETTERS:
        return None
    if not digits or len(digits) > _MOST_DIGITS:
        return None
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    return Place(int(digits), column)


def excerpt(
    sheet: Sheet,
    heading_rows: Sequence[int],
    marked: Iterable[Place],
    columns: Sequence[int],
    sought: Place | None = None,
) -> Excerpt:
    """The headings, the rows around marked cells, and where there is room the first rows beneath the headings.

    ``columns`` are those that were read; columns of marked cells are always in it. Of the rows around the cell that
    somebody came for, ``sought``, more are shown, and before all others.
    """
    places = [*([sought] if sought else []), *marked]
    height = len(sheet.rows)
    around = [sought.row + step for step in range(-_AROUND_SOUGHT, _AROUND_SOUGHT + 1)] if sought else []
    marked_rows = [*around, *(place.row for place in places)]
    rows = _rows([row for row in heading_rows if row <= height], marked_rows, height)
    wide = _columns(columns, [place.column for place in places], sheet.width)
    drawn = [
        ExcerptRow(row, tuple(_text(sheet, row, column) for column in wide), bool(place) and row != rows[place - 1] + 1)
        for place, row in enumerate(rows)
    ]
    return Excerpt(sheet.name, wide, tuple(drawn), height)


def _rows(headings: Sequence[int], marked: Sequence[int], height: int) -> list[int]:
    chosen = set(headings)
    near = [row + step for row in marked for step in range(-_AROUND, _AROUND + 1)]
    first = max(headings, default=0) + 1
    for row in [*marked, *near, *range(first, first + 8)]:
        if len(chosen) >= _MOST_ROWS:
            break
        if 0 < row <= height:
            chosen.add(row)
    return sorted(chosen)


def _columns(read: Sequence[int], marked: Sequence[int], width: int) -> tuple[int, ...]:
    chosen: list[int] = []
    for column in [*marked, *read, *range(1, width + 1)]:
        if len(chosen) < _MOST_COLUMNS and 0 < column <= width and column not in chosen:
            chosen.append(column)
    return tuple(sorted(chosen))


def _text(sheet: Sheet, row: int, column: int) -> str:
    text = " ".join(formats.cell(sheet.value(row, column)).split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}\N{HORIZONTAL ELLIPSIS}"
