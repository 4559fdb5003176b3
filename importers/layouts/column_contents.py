"""The home of what the cells of a plan's column say about its heading: marks under times, numbers under a goal."""

from collections.abc import Iterable
from dataclasses import replace

from importers.layouts.plan_columns import DATED_FIELDS, PlanColumn, is_about_the_form
from importers.layouts.tidy_plan import PlanTable
from importers.plan_rows import MARKS
from importers.plan_values import fold, is_mark, plain, read_number
from importers.workbook import CellValue

FEWEST_MARKED = 2
MOST = 0.5
FEWEST_FORM_MARKS = 2
SIMILAR = 95.0


def with_contents(table: PlanTable) -> PlanTable:
    """The table with its columns understood by what they hold, where the words of the headings do not tell alone."""
    fields = {column.field for column in table.columns}
    form = sum(1 for column in table.columns if is_about_the_form(column.heading)) >= FEWEST_FORM_MARKS
    marks = _columns_of_marks(table)
    columns = (_understood(table, column, fields, form=form) for column in table.columns)
    return replace(
        table,
        columns=tuple(replace(each, field=MARKS) if each.number in marks else each for each in columns),
    )


def _understood(table: PlanTable, column: PlanColumn, fields: set[str | None], *, form: bool) -> PlanColumn:
    numbers = fields & DATED_FIELDS
    if column.field == "goal" and numbers and _holds_numbers(table, column.number):
        return replace(column, field="measure.target", similarity=SIMILAR)
    if column.field == "indicator" and numbers and "measure.title" not in fields:
        return replace(column, field="measure.title", similarity=SIMILAR)
    if column.field == "note" and "progress_note" not in fields:
        return replace(column, field="progress_note")
    if column.field == "code" and form:
        return replace(column, field=None)
    return column


def _values(table: PlanTable, number: int) -> list[CellValue]:
    values = (table.sheet.value(row, number) for row in table.rows)
    return [value for value in values if fold(plain(value))]


def _holds_numbers(table: PlanTable, number: int) -> bool:
    values = _values(table, number)
    return bool(values) and sum(1 for value in values if read_number(value)) > len(values) * MOST


def _columns_of_marks(table: PlanTable) -> set[int]:
    """The columns under times where most cells that hold anything hold a mark."""
    timed = [column.number for column in table.columns if column.field is None and column.span]
    held = [value for number in timed for value in _values(table, number)]
    return set(timed) if len(timed) >= FEWEST_MARKED and _are_marks(held) else set()


def _are_marks(values: Iterable[CellValue]) -> bool:
    held = list(values)
    return sum(map(is_mark, held)) >= len(held) * MOST
