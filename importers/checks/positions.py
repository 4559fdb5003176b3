"""The home of one check: positions without money, where positions and money stand side by side."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import compress

from importers.budget_issues import FTE_WITHOUT_AMOUNT
from importers.cells import CellRef, addresses
from importers.columns import Columns
from importers.issues import Issue
from importers.values import is_blank

Positions = tuple[Sequence[int | None], Sequence[Decimal | None]]
"""Cents and FTE by row, of one column of amounts."""


def check_positions(columns: Columns, several: Sequence[Positions], kept: Sequence[Sequence[bool]]) -> list[Issue]:
    """One warning for all lines of a table that have FTE and $0 or no amount beside it.

    Other money may pay for such a position, or its amount was lost: only a person knows. Where most positions of a
    column stand without dollars, as in a table of positions or with FTE on rows of their own, that is how the table is
    made, and nothing is told.
    """
    cells = [
        cell
        for each, positions, lines in zip(columns.each(), several, kept, strict=True)
        for cell in _without_money(each, positions, lines)
    ]
    cells.sort(key=lambda cell: (cell.row, cell.column))
    if not cells:
        return []
    return [FTE_WITHOUT_AMOUNT.at(cells[0], field=("amount",), count=len(cells), cells=addresses(cells))]


def _without_money(columns: Columns, positions: Positions, kept: Sequence[bool]) -> Iterator[CellRef]:
    if not {"amount", "fte"} <= columns.used.keys():
        return
    cents, fte = positions
    staffed = [row for row in compress(range(len(kept)), kept) if fte[row]]
    unpaid = [row for row in staffed if not cents[row]]
    if len(unpaid) * 2 >= len(staffed):
        return
    values = columns.cells("amount")
    for row in unpaid:
        # What cannot be read is told as that.
        if cents[row] == 0 or is_blank(values[row]):
            yield columns.table.sheet.at(columns.table.first_row + row, columns.used["amount"])
