"""The home of one check: rows that are exact copies of a row above them."""

from collections import Counter
from collections.abc import Sequence
from itertools import compress

from importers.cells import addresses
from importers.columns import Columns
from importers.issues import REPEATED_LINE, Issue
from importers.workbook import CellValue


def check_repeated_lines(columns: Columns, kept: Sequence[bool]) -> list[Issue]:
    """One warning for all copies together: a real book may hold some, and all of them count (validate.md, Lines)."""
    if "amount" not in columns.used:
        return []
    table = columns.table
    amounts = columns.cells("amount")
    # Only rows whose amount occurs twice can be copies; comparing whole rows of those alone is much less to do.
    twice = {amount for amount, times in Counter(amounts).items() if times > 1}
    seen: set[tuple[CellValue, ...]] = set()
    copies = []
    for index in compress(range(len(amounts)), kept):
        if amounts[index] in twice:
            copy = tuple(table.rows[index])
            if copy in seen:
                copies.append(table.sheet.at(table.first_row + index, columns.used["amount"]))
            seen.add(copy)
    if not copies:
        return []
    return [REPEATED_LINE.at(copies[0], field=("amount",), count=len(copies), cells=addresses(copies))]
