"""The home of in which order the dates of a plan are read: by its language, its texts and its headings."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from budgets.period import FiscalCalendar
from importers import plan_issues as kinds
from importers.date_orders import Dates, cells_of, dates_of
from importers.dates import DateOrder
from importers.issues import Issue
from importers.layout_tables import LayoutTable
from importers.layouts.column_contents import YEAR
from importers.layouts.layout import CellKind
from importers.layouts.long_plan import LongTable, field_of
from importers.layouts.plan_columns import PlanColumn
from importers.layouts.tidy_plan import PlanTable
from importers.plan_language import headings_are_spanish, is_spanish
from importers.workbook import Sheet

TIMES = frozenset({"start", "due", "timeline", "measure.baseline_date", "measure.target_date", "measure.as_of", YEAR})


def dates_of_tables(tables: Sequence[PlanTable], calendar: FiscalCalendar) -> tuple[Dates, list[Issue]]:
    """How dates are read in tables with a row for each action, and what is to be told of it."""
    by_sheet: dict[str, tuple[Sheet, list[PlanTable]]] = {}
    for table in tables:
        by_sheet.setdefault(table.sheet.name, (table.sheet, []))[1].append(table)
    cells = (cell for sheet, own in by_sheet.values() for cell in cells_of(sheet, _fields_of(own)))
    headings = (column.heading for table in tables for column in table.columns if column.field)
    return dates_of(cells, calendar, expected=_expected([table.sheet for table in tables], headings))


def dates_of_long(tables: Sequence[LongTable], calendar: FiscalCalendar) -> tuple[Dates, list[Issue]]:
    """How dates are read in tables with a row for each field of an action, and what is to be told of it."""
    cells = (cell for long in tables for cell in cells_of(long.table.sheet, _fields_of_long(long)))
    headings = (name for long in tables for name, column in long.fields.items() if column.field)
    return dates_of(cells, calendar, expected=_expected([long.table.sheet for long in tables], headings))


def dates_of_template(tables: Sequence[LayoutTable], calendar: FiscalCalendar) -> tuple[Dates, list[Issue]]:
    """How dates are read in a workbook of ours, and what is to be told of it; its headings say nothing."""
    cells = (cell for table in tables for cell in cells_of(table.sheet, _fields_of_layout(table)))
    return dates_of(cells, calendar, expected=_expected([table.sheet for table in tables], ()))


def _expected(sheets: Iterable[Sheet], headings: Iterable[str]) -> DateOrder:
    spanish = is_spanish(sheets) or headings_are_spanish(headings)
    return DateOrder.EITHER if spanish else DateOrder.MONTH_FIRST


def _fields_of(tables: Sequence[PlanTable]) -> Callable[[int, int], str]:
    fields = {
        (number, column.number): str(column.field)
        for table in tables
        for column in table.columns
        if column.field in TIMES
        for number in table.rows
    }
    return lambda row, column: fields.get((row, column), "")


def _fields_of_layout(table: LayoutTable) -> Callable[[int, int], str]:
    if table.layout.is_form:
        dated = {each.name for each in table.layout.columns if each.kind is CellKind.DATE}
        places = {found.at: name for name, cells in table.form().items() for found in cells if name in dated}
        return lambda row, column: places.get(table.sheet.at(row, column), "")
    columns = {number: each.name for number, each in table.columns().items() if each.kind is CellKind.DATE}
    return lambda row, column: columns.get(column, "") if row > table.header_row else ""


def _fields_of_long(long: LongTable) -> Callable[[int, int], str]:
    def field_at(row: int, column: int) -> str:
        name = field_of(long, row) if column == long.value and row in long.table.rows else None
        return name if name in TIMES else ""

    return field_at


# -- headings


def with_sure_headings(table: PlanTable, dates: Dates) -> tuple[PlanTable, list[Issue]]:
    """The table without the days of headings that could be two days, each told."""
    issues = [
        kinds.DATE_ORDER_UNCLEAR.at(
            table.sheet.at(table.header_row, column.number), column.heading, field=("heading",), why=dates.why
        )
        for column in _unsure(table.columns, dates)
    ]
    return replace(table, columns=tuple(_sure(column, dates) for column in table.columns)), issues


def with_sure_names(long: LongTable, dates: Dates) -> tuple[LongTable, list[Issue]]:
    """The same for the names of fields that stand in rows."""
    fields = {name: _sure(column, dates) for name, column in long.fields.items()}
    unsure = {column.heading for column in _unsure(tuple(long.fields.values()), dates)}
    table, issues = with_sure_headings(long.table, dates)
    for row in table.rows if unsure else ():
        name = str(table.sheet.value(row, long.field))
        if name in unsure:
            at = table.sheet.at(row, long.field)
            issues.append(kinds.DATE_ORDER_UNCLEAR.at(at, name, field=("heading",), why=dates.why))
    return replace(long, table=table, fields=fields), issues


def _unsure(columns: Iterable[PlanColumn], dates: Dates) -> Iterator[PlanColumn]:
    return (each for each in columns if (each.dated or each.span) and dates.leaves_open(each.heading))


def _sure(column: PlanColumn, dates: Dates) -> PlanColumn:
    is_open = (column.dated or column.span) and dates.leaves_open(column.heading)
    return replace(column, dated=None, span=None) if is_open else column
