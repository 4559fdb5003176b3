"""The home of reading our own budget layout: its columns by their headings, and the form beside them."""

from datetime import date, datetime

from budgets.period import BudgetPeriod
from budgets.phases import AmendmentBasis
from importers.answers import Asked
from importers.budget_sheets import BudgetAbout
from importers.columns import Columns, profile_of
from importers.headers import Table, table_at
from importers.issues import COLUMN_OF_LAYOUT_MISSING, NOT_A_DAY
from importers.layouts.layout import SheetLayout, WorkbookLayout
from importers.layouts.standard_budget import ABOUT, LINES, STANDARD_BUDGET
from importers.lexicon import fold
from importers.markers import layout_of
from importers.values import is_blank, text_of
from importers.workbook import CellValue, Sheet, Workbook


def standard_layout(book: Workbook, asked: Asked) -> WorkbookLayout | None:
    """Our layout in the version that a workbook says; None where that is not known."""
    found = layout_of(book, STANDARD_BUDGET)
    if isinstance(found, WorkbookLayout):
        return found
    asked.issues.append(found)
    return None


def standard_columns(book: Workbook, template: WorkbookLayout, asked: Asked) -> Columns | None:
    """The columns of the sheet of lines; None where there is no such sheet."""
    lines = book.sheet(LINES.name)
    table = table_at(lines, 1, alone=True) if lines else None
    if table is None:
        asked.issues.append(COLUMN_OF_LAYOUT_MISSING.at(None, LINES.columns[0].heading))
        return None
    return _columns(table, template.sheet(LINES.name), asked)


def _columns(table: Table, lines: SheetLayout, asked: Asked) -> Columns:
    profiles = {heading.column: profile_of(table.rows, heading.column - 1) for heading in table.headings}
    columns = Columns(table, profiles)
    known = {fold(column.heading): column for column in lines.columns}
    for heading in table.headings:
        column = known.get(fold(heading.text))
        if column and column.name not in columns.used:
            columns.used[column.name] = heading.column
    for number, column in enumerate(lines.columns, start=1):
        if column.required and column.name not in columns.used:
            cell = table.sheet.at(table.header_row, number)
            asked.issues.append(COLUMN_OF_LAYOUT_MISSING.at(cell, column.heading, field=(column.name,)))
    if not {"amount", "fte"} & columns.used.keys():
        cell, lacking = table.sheet.at(table.header_row, 1), lines.column("amount").heading
        asked.issues.append(COLUMN_OF_LAYOUT_MISSING.at(cell, lacking, field=("amount",)))
    return columns


def read_about(book: Workbook, template: WorkbookLayout, asked: Asked) -> BudgetAbout:
    """What the form About says of the whole file; all of it may be left blank."""
    sheet = book.sheet(ABOUT.name)
    if sheet is None:
        return BudgetAbout()
    names = {fold(column.heading): column.name for column in template.sheet(ABOUT.name).columns}
    rows = {
        names[fold(text_of(row[0]))]: number
        for number, row in enumerate(sheet.rows, start=1)
        if row and fold(text_of(row[0])) in names
    }
    texts = {name: text_of(sheet.value(row, 2)) or None for name, row in rows.items()}
    days = {name: _day(sheet, rows[name], asked) for name in ("period_start", "period_end", "as_of") if name in rows}
    start, end = days.get("period_start"), days.get("period_end")
    basis = fold(texts.get("basis") or "")
    return BudgetAbout(
        period=BudgetPeriod(start=start, end=end) if start and end and start < end else None,
        county=texts.get("county"),
        department=texts.get("department"),
        fund=texts.get("fund"),
        as_of=days.get("as_of"),
        basis=AmendmentBasis(basis) if basis in tuple(AmendmentBasis) else None,
    )


def _day(sheet: Sheet, row: int, asked: Asked) -> date | None:
    value: CellValue = sheet.value(row, 2)
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if is_blank(value):
        return None
    try:
        return date.fromisoformat(text_of(value))
    except ValueError:
        asked.issues.append(NOT_A_DAY.at(sheet.at(row, 2), text_of(value)))
        return None
