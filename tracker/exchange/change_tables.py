"""The home of changes as a workbook to take along: each step slice by slice, and the keys that differ."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from importers.written_cells import put_text
from tracker.change_rows import BESIDE_PACKAGES, ChangesAsked, ChangesPage, CutChange, KeyChange, Step, none_named
from tracker.choosing import book_name
from tracker.records import KEYS
from tracker.rows import Money
from tracker.sums import Slice

MOST_KEYS = 20_000
"""How many keys a workbook lists, the largest changes first."""

KEYS_AT_ONCE = 5_000
"""How many of them are asked for at once."""

STEP_COLUMNS = ("from", "to", "code", "name", "what happened", "before", "after", "change", "FTE before", "FTE after")
KEY_COLUMNS = (
    "what happened",
    *(f"{dimension.value} {what}" for dimension in KEYS for what in ("code", "name")),
    "moved from",
    "before",
    "after",
    "change",
    "FTE before",
    "FTE after",
    "actions that it pays, or that ask for it",
)
MONEY = "#,##0.00;(#,##0.00);0.00"
_FTE = "#,##0.0#####"
_WIDTH = 18
HEAD_ROWS = 3

Value = str | Decimal | None


def pages_of(ask: Callable[[ChangesAsked], ChangesPage], asked: ChangesAsked) -> list[ChangesPage]:
    """All pages of one comparison that a workbook lists, ``KEYS_AT_ONCE`` keys each; one where nothing differs."""
    first = ask(replace(asked, skip=0, size=KEYS_AT_ONCE))
    skips = range(KEYS_AT_ONCE, min(first.of, MOST_KEYS), KEYS_AT_ONCE)
    return [first, *(ask(replace(asked, skip=skip, size=KEYS_AT_ONCE)) for skip in skips)]


def change_workbook(pages: Sequence[ChangesPage]) -> bytes:
    """The pages of one comparison as a workbook, the steps from the first; an empty cell is what nobody said.

    Where more keys differ than are listed, the sheet of the keys says so.
    """
    book, first = Workbook(), pages[0]
    steps = book.worksheets[0]
    steps.title = "Steps"
    _write(steps, first, STEP_COLUMNS, _step_rows(first), first.missing)
    changes = book.create_sheet("Changes")
    cut = [f"The {MOST_KEYS:,} largest of {first.of:,} changes"] if first.of > MOST_KEYS else []
    rows = (_key_row(change) for page in pages for change in page.keys)
    _write(changes, first, KEY_COLUMNS, rows, (*cut, *first.missing))
    octets = BytesIO()
    book.save(octets)
    return octets.getvalue()


def _write(
    sheet: Worksheet,
    page: ChangesPage,
    columns: Sequence[str],
    rows: Iterable[Sequence[Value]],
    about: Iterable[str],
) -> None:
    asked, a_year = page.asked, ", dollars by the year" if page.yearly else ", in dollars"
    title = f"{page.county.name}: {asked.direction} from {asked.before} to {asked.after}, by {asked.cut}{a_year}"
    put_text(sheet["A1"], title)
    put_text(sheet["A2"], "; ".join((f"As of {page.county.as_of.isoformat()}", *about)))
    sheet.append(list(columns))
    for cell in (sheet["A1"], *sheet[HEAD_ROWS]):
        cell.font = Font(bold=True)
    sheet.freeze_panes = f"A{HEAD_ROWS + 1}"
    for place in range(1, len(columns) + 1):
        sheet.column_dimensions[get_column_letter(place)].width = _WIDTH
    for number, values in enumerate(rows, start=HEAD_ROWS + 1):
        for place, (column, value) in enumerate(zip(columns, values, strict=True), start=1):
            fill(sheet.cell(number, place), value, _FTE if column.startswith("FTE") else MONEY)


def fill(cell: Cell | MergedCell, value: Value, form: str = MONEY) -> None:
    """Put a value into a cell as what it is: text as text, whatever it looks like."""
    if isinstance(value, str):
        put_text(cell, value)
    elif value is not None:
        cell.value = value
        cell.number_format = form


def _step_rows(page: ChangesPage) -> Iterable[Sequence[Value]]:
    for step in page.steps:
        yield _step_row(step, "total", step.before.money, step.after.money, step.dollars, Slice(None, None, "all"))
        for row in step.rows:
            yield _step_row(step, row.kind.value, row.before, row.after, row.dollars, _named(row, page.asked))


def _step_row(
    step: Step, became: str, before: Money | None, after: Money | None, change: Decimal, of: Slice
) -> Sequence[Value]:
    books = book_name(step.before.view), book_name(step.after.view)
    return *books, of.code, of.name, became, *_dollars(before, after), change, *_ftes(before, after)


def _named(row: CutChange, asked: ChangesAsked) -> Slice:
    return Slice(None, None, none_named(asked)) if row.of.key is None else row.of


def _key_row(change: KeyChange) -> Sequence[Value]:
    key = (*change.key[:-1], Slice(None, None, BESIDE_PACKAGES)) if change.beside_packages else change.key
    names = (part for of in key for part in (of.code, of.name))
    moved = " / ".join(of.code or of.name or "" for of in (change.came_from or ())[:2])
    sums = (*_dollars(change.before, change.after), change.dollars, *_ftes(change.before, change.after))
    return change.kind.value, *names, moved or None, *sums, "; ".join(action.label for action in change.actions) or None


def _dollars(before: Money | None, after: Money | None) -> tuple[Value, Value]:
    return before.amount if before else None, after.amount if after else None


def _ftes(before: Money | None, after: Money | None) -> tuple[Value, Value]:
    return before.fte if before else None, after.fte if after else None
