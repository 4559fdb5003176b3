"""The home of what a budget file would change as a workbook: every line of account, department, unit and so on."""

from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Font

from tracker.exchange.change_tables import fill
from tracker.waiting import KeyChanges, KeyMoved

COLUMNS = ("what happens", "budget", "lines for", "moved from", "in force", "in this file", "difference")


def key_workbook(found: KeyChanges, file: str) -> bytes:
    """Every change of a file that waits, the largest first; an empty cell is no dollars, a zero is lines of zero."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Changes"
    sheet.append([f"What {file} would change, in dollars"])
    sheet.append(list(COLUMNS))
    for cell in (sheet["A1"], *sheet[2]):
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A3"
    for number, change in enumerate(found.largest, start=3):
        for place, value in enumerate(_row(change), start=1):
            fill(sheet.cell(number, place), value)
    octets = BytesIO()
    book.save(octets)
    return octets.getvalue()


def _row(change: KeyMoved) -> tuple[str | Decimal | None, ...]:
    amounts = (None if text is None else Decimal(text) for text in (change.before, change.after, change.difference))
    return change.became, change.book, change.key, change.came_from, *amounts
