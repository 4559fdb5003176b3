"""The home of what the cells of a plan's column say about its heading: marks under times, numbers under a goal."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from budgets.period import FiscalCalendar
from importers.dates import read_time
from importers.layouts.plan_columns import ASKED, DATED_FIELDS, PlanColumn, is_about_the_form
from importers.layouts.tidy_plan import PlanTable
from importers.lexicon import fold, load_lexicon
from importers.plan_rows import MARKS
from importers.plan_values import is_mark
from importers.values import one_line, read_number, text_of
from importers.workbook import CellValue
from plans.framework import Framework

_TIME_OF_DAY = re.compile(r"\d:\d\d")
FEWEST_MARKED = 2
MOST = 0.5
FEWEST_FORM_MARKS = 2
SIMILAR = 95.0
YEAR, FIGURE, FIGURE_VALUE = "year", "figure", "figure_value"
"""Not fields of a plan: where a measure has a row for each year or figure, the columns that tell which it is."""


def with_contents(table: PlanTable, framework: Framework) -> PlanTable:
    """The table with its columns understood by what they hold, where the words of the headings do not tell alone."""
    table = _with_goals(table, framework)
    fields = {column.field for column in table.columns}
    form = sum(1 for column in table.columns if is_about_the_form(column.heading)) >= FEWEST_FORM_MARKS
    marks = _columns_of_marks(table)
    columns = (_understood(table, column, fields, form=form) for column in table.columns)
    told = tuple(replace(each, field=MARKS) if each.number in marks else each for each in columns)
    return _with_figures(replace(table, columns=told))


def _with_goals(table: PlanTable, framework: Framework) -> PlanTable:
    """The table with the one column whose every cell names a goal, where no heading says which it is."""
    if table.column("goal") or table.column("title") is None:
        return table
    found = [
        column.number
        for column in table.columns
        if column.field is None and _all_name_goals(_values(table, column.number), framework)
    ]
    if len(found) != 1:
        return table
    columns = (
        replace(each, field="goal", similarity=SIMILAR) if each.number in found else each for each in table.columns
    )
    return replace(table, columns=tuple(columns))


def _all_name_goals(values: Sequence[CellValue], framework: Framework) -> bool:
    return bool(values) and all(framework.match_goal(one_line(value)) for value in values)


def _with_figures(table: PlanTable) -> PlanTable:
    """The table with the columns that tell of which year, or which figure of a measure, a row is."""
    fields = {column.field for column in table.columns}
    if "measure.title" not in fields:
        return table
    named: dict[int, str] = {}
    for column in table.columns:
        word = load_lexicon("plan").values["figure_columns"].get(fold(column.heading))
        if word == "figure" and column.field is None and _holds_figures(table, column.number):
            named[column.number] = FIGURE
        elif word == "year" and column.field in (None, "measure.as_of") and _holds_years(table, column.number):
            named[column.number] = YEAR
    if FIGURE in named.values():
        words = load_lexicon("plan").values["figure_columns"]
        values = [each.number for each in table.columns if words.get(fold(each.heading)) == "value"]
        named |= dict.fromkeys(values[:1], FIGURE_VALUE)
    elif not fields & {"measure.target", "measure.actual"} or not _repeats_measures(table):
        return table
    columns = (replace(each, field=named[each.number]) if each.number in named else each for each in table.columns)
    return replace(table, columns=tuple(columns))


def _holds_figures(table: PlanTable, number: int) -> bool:
    words = load_lexicon("plan")
    values = [words.match(one_line(value)) for value in _values(table, number)]
    return bool(values) and sum(1 for each in values if each and each.field in DATED_FIELDS) > len(values) * MOST


def _holds_years(table: PlanTable, number: int) -> bool:
    values = [read_time(value, FiscalCalendar()) for value in _values(table, number)]
    return bool(values) and sum(1 for each in values if each.span and not each.plain) > len(values) * MOST


def _repeats_measures(table: PlanTable) -> bool:
    keys = [column.number for column in table.columns if column.field in ("code", "title", "measure.title")]
    said = [tuple(one_line(table.sheet.value(row, number)) for number in keys) for row in table.rows]
    filled = [each for each in said if any(each)]
    return len(set(filled)) < len(filled)


def _understood(table: PlanTable, column: PlanColumn, fields: set[str | None], *, form: bool) -> PlanColumn:
    numbers = fields & DATED_FIELDS
    if column.field == "goal" and numbers and _holds_numbers(table, column.number):
        return replace(column, field="measure.target", similarity=SIMILAR)
    if column.field == "indicator" and numbers and "measure.title" not in fields:
        return replace(column, field="measure.title", similarity=SIMILAR)
    if column.field == "note":
        notes = sum(1 for each in table.columns if each.field == "note")
        return replace(column, field="progress_note" if notes == 1 and "progress_note" not in fields else None)
    if form and (column.field == "code" or _is_of_the_sending(table, column)):
        return replace(column, field=None)
    return column


def _is_of_the_sending(table: PlanTable, column: PlanColumn) -> bool:
    """Whether a form's column of starts or ends tells when it was filled in: to the minute, or beside a question."""
    if column.field not in ("start", "due"):
        return False
    others = any(each.field == column.field and each.similarity == ASKED for each in table.columns)
    values = _values(table, column.number)
    to_the_minute = sum(1 for value in values if _TIME_OF_DAY.search(text_of(value))) > len(values) * MOST
    return to_the_minute or (others and column.similarity > ASKED)


def _values(table: PlanTable, number: int) -> list[CellValue]:
    values = (table.sheet.value(row, number) for row in table.rows)
    return [value for value in values if one_line(value)]


def _holds_numbers(table: PlanTable, number: int) -> bool:
    values = [read_number(value) for value in _values(table, number)]
    return sum(1 for said in values if said and not said.words) > len(values) * MOST


def _columns_of_marks(table: PlanTable) -> set[int]:
    """The columns under times where most cells that hold anything hold a mark."""
    timed = [column.number for column in table.columns if column.field is None and column.span]
    held = [value for number in timed for value in _values(table, number)]
    return set(timed) if len(timed) >= FEWEST_MARKED and _are_marks(held) else set()


def _are_marks(values: Iterable[CellValue]) -> bool:
    held = list(values)
    return sum(map(is_mark, held)) >= len(held) * MOST
