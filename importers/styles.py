"""The home of reading the styles of a workbook, with the library that knows them; it takes long to load."""

import io
import zipfile
from collections.abc import Iterator, Mapping

import openpyxl
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils.exceptions import InvalidFileException

from importers.looks import Looks

_WHITE = frozenset({"FFFFFFFF", "00FFFFFF", "00000000"})
_CANNOT_BE_READ = (
    zipfile.BadZipFile,
    InvalidFileException,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
)
"""What the reader of styles raises for a file that it does not understand: then nothing is known of its looks."""


def read_looks(data: bytes) -> Mapping[str, Looks]:
    """The looks of every sheet of an xlsx, by its name; empty where the library does not understand the file."""
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), rich_text=True)
        return {sheet.title: _looks(list(_cells(sheet.iter_rows()))) for sheet in book.worksheets}
    except _CANNOT_BE_READ:
        return {}


def _cells(rows: Iterator[tuple[Cell | MergedCell, ...]]) -> Iterator[Cell]:
    for row in rows:
        yield from (cell for cell in row if isinstance(cell, Cell) and _is_special(cell))


def _is_special(cell: Cell) -> bool:
    return bool(cell.has_style or cell.comment) or isinstance(cell.value, CellRichText)


def _looks(cells: list[Cell]) -> Looks:
    rich = {(cell.row, cell.column): cell.value for cell in cells if isinstance(cell.value, CellRichText)}
    return Looks(
        struck=frozenset((cell.row, cell.column) for cell in cells if cell.font.strike and cell.value is not None),
        partly=frozenset(place for place, text in rich.items() if any(map(_is_struck, text))),
        colors={(cell.row, cell.column): color for cell in cells if (color := _color(cell))},
        comments={(cell.row, cell.column): cell.comment.text for cell in cells if cell.comment},
    )


def _is_struck(piece: str | TextBlock) -> bool:
    return isinstance(piece, TextBlock) and bool(piece.font.strike)


def _color(cell: Cell) -> str | None:
    """The color that a cell is filled with, as the file names it; None for none and for white."""
    if cell.fill.fill_type != "solid":
        return None
    color = cell.fill.fgColor
    named = f"{color.type} {color.value} {color.tint}"
    return None if color.type == "rgb" and color.value in _WHITE else named
