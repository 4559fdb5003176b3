"""The home of limits: how much a file may ask for before it is refused, and what a sheet weighs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from importers.file_issues import TEXT_TOO_LONG
from importers.issues import FILE_TOO_LARGE, SHEET_TOO_LARGE, Issue


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a file may ask for (docs/reference/security.md).

    ``file_bytes`` are bytes as sent, ``unpacked_bytes`` bytes once unpacked, ``unpacked_ratio`` how many times over a
    file may unpack. ``cells`` are counted from A1 to the last used one, over all sheets of a workbook together;
    ``cells_held_twice`` is the same for xls, xlsb and ods, of which the reader keeps values and formulas at once.
    ``cell_letters`` is the longest text of one cell, and ``letters`` all text once every cell has its own copy.
    """

    file_bytes: int = 256_000_000
    unpacked_bytes: int = 1_000_000_000
    unpacked_ratio: int = 250
    parts: int = 10_000
    sheets: int = 250
    rows: int = 1_048_576
    columns: int = 16_384
    cells: int = 17_000_000
    cells_held_twice: int = 8_000_000
    cell_letters: int = 100_000
    letters: int = 300_000_000


class Weight(NamedTuple):
    """What one sheet asks for: rows and columns from A1 on, and its text when every cell has its own copy, in bytes."""

    sheet: str
    rows: int
    columns: int
    letters: int = 0
    longest: int = 0

    @property
    def cells(self) -> int:
        """The cells from A1 to the last used one."""
        return self.rows * self.columns


def check_weights(weights: Sequence[Weight], file: str, bounds: Limits, most_cells: int) -> Issue | None:
    """The first limit that the sheets of a file pass, if any."""
    for weight in weights:
        if weight.rows > bounds.rows:
            return SHEET_TOO_LARGE.at(None, weight.sheet, limit=f"{bounds.rows:,} rows")
        if weight.columns > bounds.columns:
            return SHEET_TOO_LARGE.at(None, weight.sheet, limit=f"{bounds.columns:,} columns")
        if weight.cells > most_cells:
            return SHEET_TOO_LARGE.at(None, weight.sheet, limit=f"{most_cells:,} cells")
        if weight.longest > bounds.cell_letters:
            return TEXT_TOO_LONG.at(None, weight.sheet, limit=f"{bounds.cell_letters:,}")
    if sum(weight.cells for weight in weights) > most_cells:
        return FILE_TOO_LARGE.at(None, file, limit=f"{most_cells:,} cells")
    if sum(weight.letters for weight in weights) > bounds.letters:
        return FILE_TOO_LARGE.at(None, file, limit=f"{bounds.letters // 1_000_000} MB of text")
    return None
