"""The home of one check: rows that are exact copies of a row above them."""

from collections.abc import Sequence

from importers.columns import Columns
from importers.issues import REPEATED_LINE, Issue

CELLS_NAMED = 8


def check_repeated_lines(columns: Columns, kept: Sequence[bool]) -> list[Issue]:
    """One warning for all copies together: a real book may hold some, and all of them count (validate.md, Lines)."""
    rows = [tuple(row) for row, keep in zip(columns.table.rows, kept, strict=True) if keep]
    if len(set(rows)) == len(rows) or "amount" not in columns.used:
        return []
    seen: set[tuple[object, ...]] = set()
    copies = []
    for number, (row, keep) in enumerate(zip(columns.table.rows, kept, strict=True), start=columns.table.first_row):
        if keep:
            copy = tuple(row)
            if copy in seen:
                copies.append(columns.table.sheet.at(number, columns.used["amount"]))
            seen.add(copy)
    named = ", ".join(cell.address for cell in copies[:CELLS_NAMED])
    more = f" and {len(copies) - CELLS_NAMED} more" if len(copies) > CELLS_NAMED else ""
    return [REPEATED_LINE.at(copies[0], field=("amount",), count=len(copies), cells=f"{named}{more}")]
