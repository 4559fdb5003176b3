"""The home of reading links from the workbook that was written for them: cells as texts and days, with their places."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from budgets.period import FiscalCalendar
from importers.cells import CellRef
from importers.checks.filled_sheets import BY_HAND, check_filled_sheets
from importers.dates import read_time
from importers.issues import Issue, Severity
from importers.layout_tables import LayoutTable
from importers.layouts.crosswalk import BASES, CROSSWALK, LINKS
from importers.link_issues import LINK_CELL_UNREADABLE, NOT_LINKS
from importers.markers import layout_of, names_layout
from importers.number_formats import percent_cells
from importers.plan_issues import CELL_ERROR, FORMULA_NOT_CALCULATED, SHEET_MISSING
from importers.plan_rows import Found, Notes, Row
from importers.values import find_number, text_of
from importers.workbook import open_workbook

DAYS = ("since", "until")


@dataclass(frozen=True, slots=True)
class CrosswalkRow:
    """One row: its ``texts`` and ``days`` by the fields of the layout, where something stands, and the cell of each."""

    texts: Mapping[str, str]
    days: Mapping[str, date]
    cells: Mapping[str, CellRef]


def read_crosswalk(data: bytes, file: str) -> tuple[tuple[CrosswalkRow, ...], tuple[Issue, ...]]:
    """Read the rows of a workbook of links, and everything that is wrong with single cells. Never raises."""
    book = open_workbook(data, file, BY_HAND)
    if isinstance(book, Issue):
        return (), (book,)
    if not names_layout(book, CROSSWALK):
        return (), (NOT_LINKS.at(None, file),)
    template = layout_of(book, CROSSWALK)
    if isinstance(template, Issue):
        return (), (template,)
    sheet, notes = book.sheet(LINKS.name), Notes(list(check_filled_sheets(book, template)))
    if sheet is None:
        return (), (SHEET_MISSING.at(None, LINKS.name),)
    if any(issue.severity is Severity.ERROR for issue in notes.issues):
        return (), tuple(notes.issues)
    table = LayoutTable(template.sheet(LINKS.name), sheet, notes)
    percents = percent_cells(data, sheet.name)
    rows = [_row(row, percents, notes) for row in table.rows()] if table.check() else []
    return tuple(rows), tuple(map(_stopping, notes.issues))


def _row(row: Row, percents: Collection[str] | None, notes: Notes) -> CrosswalkRow:
    found = {name: cells[0] for name, cells in row.items() if cells}
    filled = {name: cell for name, cell in found.items() if not cell.is_blank}
    days = {name: day for name in DAYS if name in filled and (day := _day(filled[name], name, notes))}
    texts = {name: text_of(cell.value).strip() for name, cell in filled.items() if name not in DAYS}
    if "share" in filled:
        texts["share"] = _share(filled["share"], percents, notes)
    if "basis" in texts:
        texts["basis"] = texts["basis"].casefold()
        if texts["basis"] not in BASES:
            notes.tell(LINK_CELL_UNREADABLE, filled["basis"], "basis", takes=f"one of {', '.join(BASES)}")
    return CrosswalkRow(texts, days, {name: cell.at for name, cell in found.items()})


def _share(found: Found, percents: Collection[str] | None, notes: Notes) -> str:
    """A share as its cell shows it: a number that is shown with a percent sign is kept as a part of one.

    ``percents`` None: the file does not tell how it is shown, and 1 may be 1 % or 100 %.
    """
    number = None if isinstance(found.value, str) else find_number(found.value)
    if number is not None and percents is None:
        notes.tell(LINK_CELL_UNREADABLE, found, "share", takes="the share as a text with its percent sign: 25 %")
    is_part = number is not None and found.at.address in (percents or ())
    return f"{(number * 100).normalize():f} %" if number is not None and is_part else text_of(found.value).strip()


def _day(found: Found, name: str, notes: Notes) -> date | None:
    said = read_time(found.value, FiscalCalendar())
    if said.plain and said.first == said.last:
        return said.first
    notes.tell(LINK_CELL_UNREADABLE, found, name, takes="a day, such as 1/1/2026")
    return None


def _stopping(issue: Issue) -> Issue:
    """A formula that gives nothing would leave out what a person thinks to have said: it stops the file."""
    if issue.kind in (CELL_ERROR, FORMULA_NOT_CALCULATED):
        return LINK_CELL_UNREADABLE.at(
            issue.cell, issue.value or "a formula", field=issue.field, takes="the value itself"
        )
    return issue
