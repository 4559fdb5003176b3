"""The home of actions against the budget cycle: a table whose rows are drawn over one axis, by department or action."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dash import html
from dash.development.base_component import Component

from dashboards import formats
from dashboards.address import address
from dashboards.components.actions import action_link
from dashboards.components.bars import action_mix
from dashboards.components.parts import Children, lines, link, quiet, status
from dashboards.components.tables import Column, Heading, Row, table
from dashboards.figures.timeline import Axis, action_bar, due_marks, scale
from dashboards.marks import ACTION
from plans.progress import OPEN_STATUSES, ActionStatus
from tracker.cycle import MilestoneRow
from tracker.rows import ActionRow, View


@dataclass(frozen=True, slots=True)
class Against:
    """What actions are drawn against: the axis and milestones of the cycle, today, and the end of the period."""

    axis: Axis
    steps: Sequence[MilestoneRow]
    today: date
    period_end: date


def department_gantt(rows: Sequence[ActionRow], against: Against, view: View) -> Component:
    """A row a department: from its first start to its last due date, a mark for each due date between."""
    headings = (Heading("Department", Column.NAME), Heading("Actions"), Heading("Dates"), _drawn(against.axis))
    own: dict[tuple[str, str], list[ActionRow]] = {}
    for row in rows:
        own.setdefault((row.department, row.department_key), []).append(row)
    drawn = [
        Row(
            (
                link(name, address("/cycle", view, department=key)),
                action_mix(_mix(actions)),
                _spread(actions, against.period_end),
                due_marks(actions, against.axis, against.today, against.steps),
            )
        )
        for (name, key), actions in sorted(own.items(), key=lambda item: item[0][0].casefold())
    ]
    return table("Actions against the budget cycle, by department", headings, drawn, css="gantt")


def action_gantt(rows: Sequence[ActionRow], against: Against, view: View) -> Component:
    """A row an action: from its start to its due date."""
    headings = (Heading("Action", Column.NAME), Heading("Status"), Heading("Dates"), _drawn(against.axis))
    drawn = [
        Row(
            (
                action_link(row, view),
                status(ACTION[row.status]),
                _dates(row, against.axis, against.today, against.period_end),
                action_bar(row, against.axis, against.today, against.steps),
            )
        )
        for row in rows
    ]
    return table("Actions against the budget cycle", headings, drawn, css="gantt")


def in_order(rows: Sequence[ActionRow]) -> list[ActionRow]:
    """Actions by their due dates, the earliest first; those without one at the end."""
    return sorted(rows, key=lambda row: (row.due is None, row.due or date.max, row.start or date.min, row.title))


def _drawn(axis: Axis) -> Heading:
    return Heading("Over the cycle", Column.WIDE, scale(axis))


def _dates(row: ActionRow, axis: Axis, today: date, period_end: date) -> Children:
    """The dates in words, and what a reader of the bar would have to see: what is not said, late, or out of step."""
    start = formats.day(row.start) if row.start else "no start"
    due = formats.day(row.due) if row.due else row.due_text or "no due date"
    is_open = row.status is None or row.status in OPEN_STATUSES
    late = (today - row.due).days if row.due and is_open else 0
    notes = [
        formats.days_until(-late) if late > 0 else None,
        "starts before this cycle" if row.start and row.start < axis.first else None,
        "ends after the period" if row.due and row.due > period_end else None,
    ]
    told = ", ".join(note for note in notes if note)
    return lines(f"{start} to {due}", html.Span(told, className="lacking" if late > 0 else "quiet") if told else None)


def _spread(rows: Sequence[ActionRow], period_end: date) -> Children:
    days = [day for row in rows for day in (row.start, row.due) if day]
    after = sum(row.due is not None and row.due > period_end for row in rows)
    undated = sum(row.due is None for row in rows)
    notes = [
        f"{formats.count(after, 'action ends', 'actions end')} after the period" if after else None,
        f"{formats.count(undated, 'action has', 'actions have')} no due date" if undated else None,
    ]
    span = f"{formats.day(min(days))} to {formats.day(max(days))}" if days else quiet("no dates")
    return lines(span, *(quiet(note) for note in notes if note))


def _mix(rows: Sequence[ActionRow]) -> dict[ActionStatus | None, int]:
    order: Sequence[ActionStatus | None] = (*ActionStatus, None)
    found = {each: sum(row.status is each for row in rows) for each in order}
    return {each: many for each, many in found.items() if many}
