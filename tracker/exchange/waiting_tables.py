"""The home of what a budget file changes as a workbook: every line of account, department, unit and so on."""

from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from tracker.exchange.change_tables import fill
from tracker.waiting import KeyChanges, KeyMoved, WholeGone

COLUMNS = ("what happens", "budget", "lines for", "moved from", "in force", "in this file", "difference")
WHOLE_COLUMNS = ("what is gone", "budget", "name", "department", "dollars before", "FTE before", "in this file")
_DONE = {"what happens": "what happened", "in force": "before"}


def key_workbook(found: KeyChanges, file: str, *, is_done: bool) -> bytes:
    """The changes of a file, the largest first; an empty cell is no dollars, a zero is lines of zero.

    Where there are more than are listed, its first row says so, and with which decision a first budget is compared.
    Departments, programs and packages that are gone entirely have a sheet of their own.
    ``is_done`` says that it was accepted, and so has changed what stood before it.
    """
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Changes"
    cut = f": the {len(found.largest):,} largest of {found.of:,} changes" if found.of > len(found.largest) else ""
    beside = "".join(f". {each.words(is_done=is_done)}" for each in found.compared)
    sheet.append([f"What {file} {'changed' if is_done else 'would change'}, in dollars{cut}{beside}"])
    sheet.append([_DONE.get(name, name) if is_done else name for name in COLUMNS])
    for cell in (sheet["A1"], *sheet[2]):
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A3"
    for number, change in enumerate(found.largest, start=3):
        for place, value in enumerate(_row(change), start=1):
            fill(sheet.cell(number, place), value)
    if found.whole:
        _add_whole(book.create_sheet("Gone entirely"), found.whole)
    octets = BytesIO()
    book.save(octets)
    return octets.getvalue()


def _add_whole(sheet: Worksheet, whole: Sequence[WholeGone]) -> None:
    sheet.append(WHOLE_COLUMNS)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    for number, each in enumerate(whole, start=2):
        left = "only lines of $0" if each.has_lines else "no line"
        texts = (each.dimension, each.book, each.name, each.department)
        amounts = (None if text is None else Decimal(text) for text in (each.dollars, each.fte))
        for place, value in enumerate((*texts, *amounts, left), start=1):
            fill(sheet.cell(number, place), value)


def _row(change: KeyMoved) -> tuple[str | Decimal | None, ...]:
    amounts = (None if text is None else Decimal(text) for text in (change.before, change.after, change.difference))
    return change.became, change.book, change.key, change.came_from, *amounts
