"""The home of one check: sheets of a workbook of ours that nobody sees, that nobody reads, or that no person filled."""

from collections.abc import Iterator

from importers.checks.hidden import check_hidden
from importers.issues import HIDDEN_SHEET, SHEET_TOO_LARGE, Issue
from importers.layouts.layout import MARKER_SHEET, WorkbookLayout
from importers.limits import Limits
from importers.plan_issues import SHEET_NOT_READ
from importers.workbook import Workbook

MOST_ROWS = 10_000
"""In one sheet. Thousands of links and answers are filled in by people; of more, each row would only be a fault."""
BY_HAND = Limits(
    file_bytes=20_000_000,
    unpacked_bytes=200_000_000,
    cells=1_000_000,
    cells_held_twice=1_000_000,
    cell_letters=40_000,
    letters=30_000_000,
)
"""What a workbook that people fill in may ask for."""
_OURS = frozenset({MARKER_SHEET, "Lists"})


def check_filled_sheets(book: Workbook, layout: WorkbookLayout) -> Iterator[Issue]:
    """What is to be told of the sheets of a workbook of ours before its rows are read; an error: they are not to be."""
    # As they are found when they are read: spaces and case make no difference there.
    names = {found.name for sheet in layout.sheets if (found := book.sheet(sheet.name))}
    for sheet in book.sheets:
        if sheet.name in names and len(sheet.rows) > MOST_ROWS:
            yield SHEET_TOO_LARGE.at(None, sheet.name, limit=f"{MOST_ROWS:,} rows")
        elif sheet.name in names:
            if sheet.hidden:
                yield HIDDEN_SHEET.at(None, sheet.name, use="read all the same")
            yield from check_hidden(sheet, range(1, len(sheet.rows) + 1), range(1, sheet.width + 1))
        elif sheet.name not in _OURS and not sheet.is_empty:
            why = f"the workbook has its rows on {' and '.join(each.name for each in layout.sheets)}"
            yield SHEET_NOT_READ.at(sheet.at(1, 1), sheet.name, why=why)
