"""The home of reading a county's equity framework from a workbook of ours."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from budgets.period import FiscalCalendar
from importers.date_orders import Dates
from importers.dates import DateDoubt
from importers.issues import Issue, Severity
from importers.layout_tables import LayoutTable, filled_cell
from importers.layouts import framework as layout
from importers.layouts.layout import WorkbookLayout
from importers.markers import layout_of
from importers.plan_dates import dates_of_template
from importers.plan_issues import DATE_ORDER_UNCLEAR, DATE_UNCLEAR, FRAMEWORK_INVALID, SHEET_MISSING
from importers.plan_lists import split_names
from importers.plan_rows import Notes, Row
from importers.values import text_of
from importers.workbook import Workbook, open_workbook
from plans.framework import Framework

_LISTS = {
    "goals": layout.GOALS,
    "strategies": layout.STRATEGIES,
    "policy_areas": layout.POLICY_AREAS,
    "determinants": layout.DETERMINANTS,
    "crosswalk": layout.CROSSWALK,
}
_SEVERAL = frozenset({"also", "new"})


def read_framework_workbook(data: bytes, file: str) -> tuple[Framework | None, tuple[Issue, ...]]:
    """Read a framework from the bytes of a workbook; None where its issues leave no framework. Never raises."""
    book = open_workbook(data, file)
    if isinstance(book, Issue):
        return None, (book,)
    template = layout_of(book, layout.FRAMEWORK)
    if isinstance(template, Issue):
        return None, (template,)
    notes = Notes()
    told = _told(book, template, notes)
    if any(issue.severity is Severity.ERROR for issue in notes.issues):
        return None, tuple(notes.issues)
    try:
        return Framework.model_validate(told), tuple(notes.issues)
    except ValidationError as error:
        why = "; ".join(_sentence(problem) for problem in error.errors())
        return None, (*notes.issues, FRAMEWORK_INVALID.at(None, why=why))


def _told(book: Workbook, template: WorkbookLayout, notes: Notes) -> Mapping[str, Any]:
    told: dict[str, Any] = {}
    for sheet in template.sheets:
        found = book.sheet(sheet.name)
        if found is None:
            if sheet.required:
                notes.issues.append(SHEET_MISSING.at(None, sheet.name))
            continue
        table = LayoutTable(sheet, found, notes)
        if sheet.is_form:
            dates, issues = dates_of_template([table], FiscalCalendar())
            notes.issues.extend(issues)
            told |= _about(table.form(), dates, notes)
        elif table.check():
            name = next(name for name, each in _LISTS.items() if each.name == sheet.name)
            told[name] = [_entry(row) for row in table.rows()]
    return told


def _about(row: Row, dates: Dates, notes: Notes) -> dict[str, Any]:
    about: dict[str, Any] = {
        name: text for name in ("code", "title", "version", "source") if (text := _text(row, name))
    }
    found = filled_cell(row, "adopted")
    if found is not None:
        said = dates.read(found.value, found.at)
        if said.plain:
            about["adopted"] = said.first
        elif said.doubt is DateDoubt.ORDER:
            notes.tell(DATE_ORDER_UNCLEAR, found, "adopted", why=dates.why)
        else:
            notes.tell(DATE_UNCLEAR, found, "adopted")
    return about


def _entry(row: Row) -> dict[str, Any]:
    entry: dict[str, Any] = {}
    for name in row:
        found = filled_cell(row, name)
        if found is not None:
            entry[name] = split_names(found.value) if name in _SEVERAL else _text(row, name)
        elif name == "new":
            entry[name] = ()
    return entry


def _text(row: Row, name: str) -> str | None:
    found = filled_cell(row, name)
    return text_of(found.value).strip() if found else None


def _sentence(problem: Mapping[str, Any]) -> str:
    """One problem in the words of the workbook: its sheet and row, and what is wrong there."""
    steps = [step + 1 if isinstance(step, int) else str(step).replace("_", " ") for step in problem["loc"]]
    at = " ".join(str(step) for step in steps)
    said = "is missing" if problem["type"] == "missing" else str(problem["msg"]).removeprefix("Value error, ")
    return f"{at}: {said}" if at else said
