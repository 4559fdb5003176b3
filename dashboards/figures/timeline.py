"""The home of time drawn from left to right: an axis with its months, today, milestones and spans of actions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dash import html
from dash.development.base_component import Component

from budgets.calendar import MilestoneState
from dashboards import formats
from dashboards.marks import ACTION
from tracker.cycle import MilestoneRow
from tracker.rows import ActionRow

_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)
_MOST_TICKS = 9
_NEAR_THE_END = 88
_UNHEARD: dict[str, Any] = {"aria-hidden": "true"}
"""What is drawn is not read aloud: the table that it stands in or beside says the same."""
_APART = 5.5
"""How far apart two numbered dots on one level stand at least, in percent of the width: so that none covers another
on a phone."""


@dataclass(frozen=True, slots=True)
class Axis:
    """The days from the first to the last; places are percent of the width, held to it."""

    first: date
    last: date

    def place(self, day: date) -> float:
        """How far from the left a day is."""
        whole = max((self.last - self.first).days, 1)
        return min(max((day - self.first).days / whole * 100, 0.0), 100.0)

    def holds(self, day: date) -> bool:
        """Whether a day is on it."""
        return self.first <= day <= self.last

    def months(self) -> list[date]:
        """The first days of the months that are named beneath it: as many as there is room for."""
        known = [date(each // 12, each % 12 + 1, 1) for each in range(_month(self.first), _month(self.last) + 1)]
        inside = [day for day in known if self.holds(day)]
        fits = (step for step in _STEPS if sum(_month(day) % step == 0 for day in inside) <= _MOST_TICKS)
        step = next(fits, _STEPS[-1])
        return [day for day in inside if _month(day) % step == 0]


def scale(axis: Axis) -> Component:
    """The months, as a line of words; what it says stands in the table too."""
    # A word near the right end would stand out of the box.
    named = [day for day in axis.months() if axis.place(day) <= _NEAR_THE_END]
    ticks = [html.Span(formats.month(day), className="tick", style=_at(axis, day)) for day in named]
    return html.Span(ticks, className="scale", **_UNHEARD)


def milestone_strip(rows: Sequence[MilestoneRow], axis: Axis, today: date) -> Component:
    """Milestones as numbered dots over the months, windows as bars, and today; the table beside it names them."""
    levels = _levels([axis.place(row.first) for row in rows])
    dots = [_dot(row, number, level, axis) for number, (row, level) in enumerate(zip(rows, levels, strict=True), 1)]
    parts = [*_today(axis, today, named=True), *_windows(rows, axis), *dots]
    strip = html.Div(parts, className=f"strip strip-{max(levels, default=0) + 1}")
    return html.Div([strip, scale(axis)], className="timeline", **_UNHEARD)


def number_dot(row: MilestoneRow, number: int) -> Component:
    """The number of a milestone, as its dot shows it."""
    return html.Span(f"{number}", className=f"dot-number dot-{row.state}")


def action_bar(row: ActionRow, axis: Axis, today: date, steps: Sequence[MilestoneRow]) -> Component:
    """An action from its start to its due date; hatched to the end of the axis on the side of which no date is said."""
    start, due = row.start or axis.first, row.due or axis.last
    left, right = axis.place(min(start, due)), axis.place(due)
    unsaid = [side for side, day in (("start", row.start), ("due", row.due)) if day is None]
    css = " ".join(["span-bar", f"fill-{ACTION[row.status].token}", *(f"unsaid-{side}" for side in unsaid)])
    bar = html.Span(className=css, style={"left": f"{left:.2f}%", "width": f"{max(right - left, 0.6):.2f}%"})
    return _lane([*_lines(steps, axis), *_today(axis, today), bar])


def due_marks(rows: Sequence[ActionRow], axis: Axis, today: date, steps: Sequence[MilestoneRow]) -> Component:
    """All actions of a department in one lane: from the first start to the last due date, with a mark a due date."""
    days = [day for row in rows for day in (row.start, row.due) if day]
    marks = [
        html.Span(className=f"due-mark fill-{ACTION[row.status].token}", style=_at(axis, row.due))
        for row in rows
        if row.due
    ]
    if not days:
        return _lane([*_lines(steps, axis), *_today(axis, today)])
    left, right = axis.place(min(days)), axis.place(max(days))
    whole = html.Span(className="span-whole", style={"left": f"{left:.2f}%", "width": f"{max(right - left, 0.6):.2f}%"})
    return _lane([*_lines(steps, axis), *_today(axis, today), whole, *marks])


def _lane(parts: list[Component]) -> Component:
    return html.Span(parts, className="lane", **_UNHEARD)


def _lines(steps: Sequence[MilestoneRow], axis: Axis) -> list[Component]:
    return [html.Span(className="step-line", style=_at(axis, row.first)) for row in steps if axis.holds(row.first)]


def _today(axis: Axis, today: date, *, named: bool = False) -> list[Component]:
    if not axis.holds(today):
        return []
    side = "today-left" if axis.place(today) > _NEAR_THE_END else "today-right"
    word = [html.Span("today", className=f"today-word {side}")] if named else []
    return [html.Span(word, className="today-line", style=_at(axis, today))]


def _windows(rows: Sequence[MilestoneRow], axis: Axis) -> list[Component]:
    return [
        html.Span(
            className=f"window window-{row.state}",
            style={
                "left": f"{axis.place(row.first):.2f}%",
                "width": f"{axis.place(row.last) - axis.place(row.first):.2f}%",
            },
        )
        for row in rows
        if row.is_window
    ]


def _dot(row: MilestoneRow, number: int, level: int, axis: Axis) -> Component:
    css = f"strip-dot level-{level} dot-number dot-{row.state}"
    next_up = " dot-window" if row.is_window and row.state is MilestoneState.NOW else ""
    return html.Span(f"{number}", className=css + next_up, style=_at(axis, row.first), title=row.name)


def _levels(places: Sequence[float]) -> list[int]:
    """A level for each place, the lowest on which it covers nothing that stands there."""
    taken: list[float] = []
    levels: list[int] = []
    for place in places:
        level = next((at for at, last in enumerate(taken) if place - last >= _APART), len(taken))
        taken[level : level + 1] = [place]
        levels.append(level)
    return levels


def _at(axis: Axis, day: date) -> dict[str, str]:
    return {"left": f"{axis.place(day):.2f}%"}


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1
