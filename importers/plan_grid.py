"""The home of the rows of a plan's table as the reader takes them: merges spread, headings between rows over theirs."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from importers import plan_issues as kinds
from importers.layouts.narrative import Banner, banner_of, is_heading_over_actions, is_total
from importers.layouts.plan_columns import PlanColumn
from importers.layouts.tidy_plan import PlanTable, repeats_headings
from importers.plan_rows import MARKS, Found, Notes, Row
from importers.reading import LeftOut
from importers.values import one_line, text_of
from importers.workbook import Span
from plans.framework import Framework

MEASURE = "measure."
FILLED_DOWN = ("goal", "strategy")
WIDE = 3
MOST_MERGED = 400
_PARTS = re.compile(r"\s*(?:/|;|\||\s[-\u2013]\s)\s*")
_LEAD_IN = re.compile(r"(?:[A-Z]|\d{1,2}|[ivxIVX]{1,4})(?:\.\d{1,2})*\s*[.):-]\s+\S")


@dataclass(slots=True)
class Grid:
    """The rows of a table, and what beside them was not read; ``last`` is the last row that holds anything."""

    rows: list[tuple[int, Row]] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    last: int = 0


@dataclass(slots=True)
class _Above:
    """The headings over the rows that are being read: a goal, a strategy; ``waiting`` have no rows beneath them yet."""

    goal: Found | None = None
    strategy: Found | None = None
    waiting: list[tuple[Banner, Found]] = field(default_factory=list)


def grid_of(table: PlanTable, framework: Framework, notes: Notes) -> Grid:
    """Every row beneath the headings that may be an action or a measure, with what stands over it filled in."""
    grid = Grid(last=table.header_row)
    above = _Above(goal=goal_above(table, framework))
    if above.goal and above.goal.value == table.sheet.value(above.goal.at.row, above.goal.at.column):
        grid.left_out.extend(_used([(Banner.GOAL, above.goal)], table))
    merged = _merged(table)
    filler = _Filler(table, merged)
    for number in table.rows:
        own = _own(table, number)
        if not own:
            continue
        grid.last = number
        if repeats_headings(table, number):
            grid.left_out.append(LeftOut(table.sheet.name, "headings repeated", row=number))
        elif len(own) == 1 and is_total(one_line(own[0].value)):
            grid.left_out.append(LeftOut(table.sheet.name, "total", row=number))
        elif (banner := _banner(table, number, own, framework)) is not None:
            _take(banner, table, above, framework, notes, grid)
        else:
            row = filler.filled(_row(table, number, merged, notes))
            grid.left_out.extend(_used(above.waiting, table))
            grid.rows.append((number, _under(row, above, table)))
    _end(above.waiting, table, notes, grid)
    grid.left_out.sort(key=lambda left: left.row or 0)
    return grid


def _own(table: PlanTable, number: int) -> list[Found]:
    """What is written in a row, under the headings that are read; else whatever stands in it."""
    cells = [
        Found(value, table.sheet.at(number, column))
        for column, value in enumerate(table.sheet.rows[number - 1], start=1)
        if value != ""
    ]
    read = {column.number for column in table.columns if column.field}
    filled = [found for found in cells if not found.is_blank]
    return [found for found in filled if found.at.column in read] or filled


# -- headings between the rows


def goal_above(table: PlanTable, framework: Framework) -> Found | None:
    """The goal that a title above the headings names, else the name of the sheet; None where the rows say their own."""
    if table.column("goal"):
        return None
    titles = [
        Found(value, table.sheet.at(row, column))
        for row in range(1, table.top)
        for column, value in enumerate(table.sheet.rows[row - 1], start=1)
        if isinstance(value, str) and banner_of(value, framework) is Banner.GOAL
    ]
    if titles:
        return titles[-1]
    named = framework.match_goal(table.sheet.name)
    return Found(table.sheet.name, table.sheet.at(1, 1)) if named else None


def _banner(table: PlanTable, number: int, own: list[Found], framework: Framework) -> Found | None:
    """The text of a row that holds nothing else and heads the rows beneath it."""
    if len(own) != 1 or not isinstance(own[0].value, str):
        return None
    found, text = own[0], one_line(own[0].value)
    if _width(table, number, found.at.column) >= WIDE:
        return found
    column = next((each for each in table.columns if each.number == found.at.column), None)
    named = column.field if column else None
    first = min(each.number for each in table.columns)
    if named == "code":
        return found if " " in text else None
    if named == "indicator":
        return found if _LEAD_IN.match(text) else None
    if named and (named == "title" or named.startswith(MEASURE)):
        return found if named == "title" and is_heading_over_actions(text, framework) else None
    return found if found.at.column <= first or named in FILLED_DOWN else None


def _width(table: PlanTable, row: int, column: int) -> int:
    spans = (span for span in table.sheet.merges if (span.first_row, span.first_column) == (row, column))
    headed = {each.number for each in table.columns}
    return max((len(headed & set(range(s.first_column, s.last_column + 1))) for s in spans), default=1)


def _take(found: Found, table: PlanTable, above: _Above, framework: Framework, notes: Notes, grid: Grid) -> None:
    banner = banner_of(text_of(found.value), framework)
    said = above.goal is not None or any(waiting is Banner.GOAL for waiting, _ in above.waiting)
    known = said or table.column("goal") is not None
    if banner is Banner.STRATEGY and not known:
        # The first heading over all rows would be their goal; that it is none of the framework's is told as such.
        banner = Banner.GOAL
    if banner is Banner.NOTE:
        grid.left_out.append(LeftOut(table.sheet.name, "note", row=found.at.row))
        return
    ended = above.waiting if banner is Banner.GOAL else [each for each in above.waiting if each[0] is banner]
    _end(ended, table, notes, grid)
    above.waiting = [each for each in above.waiting if each not in ended]
    above.waiting.append((banner, found))


def _end(waiting: list[tuple[Banner, Found]], table: PlanTable, notes: Notes, grid: Grid) -> None:
    for banner, found in waiting:
        if banner is Banner.GOAL:
            notes.tell(kinds.GOAL_WITHOUT_ACTIONS, found, "goal")
        grid.left_out.append(LeftOut(table.sheet.name, "heading without actions", row=found.at.row))


def _used(waiting: list[tuple[Banner, Found]], table: PlanTable) -> Iterator[LeftOut]:
    """The headings that the next row stands under: no actions, but read all the same."""
    return (LeftOut(table.sheet.name, f"heading, read as {banner}", row=found.at.row) for banner, found in waiting)


def _under(row: Row, above: _Above, table: PlanTable) -> Row:
    for banner, found in above.waiting:
        if banner is Banner.GOAL:
            above.goal, above.strategy = found, None
        else:
            above.strategy = found
    above.waiting = []
    said: dict[str, Found | None] = {"goal": above.goal, "strategy": above.strategy}
    over = {
        name: (found._replace(over=True),)
        for name, found in said.items()
        if found and all(each.is_blank for each in row.get(name, ())) and _may_be_over(name, table)
    }
    return {**row, **over}


def _may_be_over(name: str, table: PlanTable) -> bool:
    """Whether a heading over the rows says a field: not where a column says it, row by row."""
    return name == "goal" or table.column(name) is None


# -- one row


def _row(
    table: PlanTable, number: int, merged: Mapping[tuple[int, int], Span], notes: Notes
) -> dict[str, tuple[Found, ...]]:
    row: dict[str, tuple[Found, ...]] = {}
    for column in table.columns:
        if column.field:
            for name, found in _cells(table, number, column, merged, notes):
                row[name] = (*row.get(name, ()), found)
    return row


def _cells(
    table: PlanTable, number: int, column: PlanColumn, merged: Mapping[tuple[int, int], Span], notes: Notes
) -> Iterator[tuple[str, Found]]:
    name = str(column.field)
    span = merged.get((number, column.number))
    at = table.sheet.at(span.first_row if span else number, column.number)
    found = Found(table.sheet.value(at.row, at.column), at, column.dated, column.span, over=span is not None)
    if column.also is None:
        yield name, found
        return
    parts = _PARTS.split(one_line(found.value))
    if len(parts) == 1 and not found.is_blank:
        notes.tell(kinds.TWO_THINGS_UNCLEAR, found, name, heading=column.heading)
    both = parts if len(parts) == 2 else ("", "")  # noqa: PLR2004
    yield name, found._replace(value=both[0])
    yield column.also, found._replace(value=both[1])


def _merged(table: PlanTable) -> dict[tuple[int, int], Span]:
    """The cells beneath the first of merged ones that it speaks for, by row and column: not for actions and codes."""
    speaks = {column.number for column in table.columns if column.field not in (None, "title", "code", MARKS)}
    return {
        (row, column): span
        for span in table.sheet.merges
        if span.last_row - span.first_row < MOST_MERGED
        for column in {span.first_column} & speaks
        for row in range(span.first_row + 1, span.last_row + 1)
    }


@dataclass(slots=True)
class _Filler:
    """Gives rows the goal or strategy that stands in the first row of each group alone."""

    table: PlanTable
    merged: Mapping[tuple[int, int], Span]
    above: dict[str, Found] = field(default_factory=dict)
    names: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self.names = frozenset(name for name in FILLED_DOWN if _is_filled_down(self.table, name))

    def filled(self, row: dict[str, tuple[Found, ...]]) -> Row:
        """The row with a goal or strategy that stands once for several rows."""
        filled = dict(row)
        for name in FILLED_DOWN:
            cells = filled.get(name, ())
            if cells and not cells[0].is_blank:
                if name == "goal":
                    self.above.pop("strategy", None)
                self.above[name] = cells[0]
            elif cells and name in self.above and name in self.names:
                filled[name] = (self.above[name]._replace(over=True),)
        return filled


def _is_filled_down(table: PlanTable, name: str) -> bool:
    """Whether a column is written in the first row of each group only: blanks stand in it, and never a repetition."""
    column = table.column(name)
    if column is None:
        return False
    filled = [number for number in table.rows if len(_own(table, number)) > 1]
    texts = [one_line(table.sheet.value(number, column.number)) for number in filled]
    written = [text for text in texts if text]
    once = len(set(written)) == len(written)
    return bool(texts) and bool(texts[0]) and once and 0 < len(written) <= len(texts) // 2
