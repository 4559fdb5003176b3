"""The home of measures with a row for each year, or for each figure: their rows become one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from importers import plan_issues as kinds
from importers.date_orders import Dates
from importers.dates import DateDoubt
from importers.layouts.column_contents import FIGURE, FIGURE_VALUE, YEAR
from importers.layouts.tidy_plan import PlanTable
from importers.lexicon import load_lexicon
from importers.plan_grid import MEASURE
from importers.plan_rows import Found, Notes, Row, said_in
from importers.plan_tables import Rows
from importers.values import one_line, text_of

_BY_YEAR = ("measure.target", "measure.actual")
_KEYS = ("code", "title", "measure.code", "measure.title")
_HELPERS = (YEAR, FIGURE, FIGURE_VALUE)

Cells = dict[str, tuple[Found, ...]]


def by_year(rows: Rows, dates: Dates, notes: Notes) -> Rows:
    """The rows of a table with those of one measure together, each number with the last day of its year."""
    if not _has(rows.table, YEAR) and not _has(rows.table, FIGURE):
        return rows
    groups: dict[tuple[str, ...], tuple[int, Cells]] = {}
    for number, row in rows.rows:
        key = tuple(said_in(row, name) for name in _KEYS)
        dated = _dated(row, dates, notes)
        if key in groups:
            groups[key] = groups[key][0], _merged(groups[key][1], dated, notes)
        else:
            groups[key] = number, dated
    return replace(rows, rows=tuple(groups.values()))


def _has(table: PlanTable, name: str) -> bool:
    return table.column(name) is not None


def _dated(row: Row, dates: Dates, notes: Notes) -> Cells:
    """A row whose numbers bear the day of its year, and stand in the field that it calls them by."""
    cells = {name: found for name, found in row.items() if name not in _HELPERS}
    day = _day(row, dates, notes)
    for name in _BY_YEAR:
        if name in cells and YEAR in row:
            cells[name] = tuple(found._replace(dated=found.dated or day) for found in cells[name])
    for found in row.get(FIGURE_VALUE, ()):
        figure = _figure(row, notes)
        if figure:
            cells[figure] = (found._replace(dated=day),)
    return cells


def _day(row: Row, dates: Dates, notes: Notes) -> date | None:
    found = next((each for each in row.get(YEAR, ()) if not each.is_blank), None)
    if found is None:
        return None
    said = dates.read(found.value, found.at)
    if said.doubt is DateDoubt.ORDER:
        notes.tell(kinds.DATE_ORDER_UNCLEAR, found, "measure.target_date", why=dates.why)
    elif said.doubt is not DateDoubt.TURNED and (said.last is None or said.doubt):
        notes.tell(kinds.DATE_UNCLEAR, found, "measure.target_date")
    return None if said.doubt else said.last


def _figure(row: Row, notes: Notes) -> str | None:
    """The field that a row calls its number by, such as Target."""
    found = next((each for each in row.get(FIGURE, ()) if not each.is_blank), None)
    match = load_lexicon("plan").match(text_of(found.value)) if found else None
    if match and match.field.startswith(MEASURE):
        return match.field
    if found:
        choices = "baseline, target, actual"
        notes.tell(kinds.NOT_IN_LIST, found, "measure", thing="what a number of a measure is", choices=choices)
    return None


def _merged(one: Cells, other: Mapping[str, Sequence[Found]], notes: Notes) -> Cells:
    """The cells of two rows of one measure; what they say differently is told, and the first stands."""
    merged = dict(one)
    for name, cells in other.items():
        new = [found for found in cells if not found.is_blank]
        own = [found for found in merged.get(name, ()) if not found.is_blank]
        if name in _BY_YEAR or not own:
            merged[name] = (*own, *new) or tuple(cells)
        elif new and name not in _KEYS and one_line(new[0].value) != one_line(own[0].value):
            notes.tell(kinds.JOIN_DIFFERS, new[0], name, other=own[0].at)
    return merged
