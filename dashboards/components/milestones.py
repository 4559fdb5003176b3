"""The home of milestones in words and tables: what comes next, in how many days, and who is ready for it."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from budgets.calendar import MilestoneState, ReadyWith
from dashboards import formats
from dashboards.address import address
from dashboards.components.parts import Children, lines, link, quiet, status
from dashboards.components.tables import Column, Heading, Row, table, tucked_table
from dashboards.figures.timeline import number_dot
from dashboards.marks import READY
from tracker.cycle import CycleCalendar, MilestoneRow, ReadinessRow
from tracker.rows import View


def how_far(row: MilestoneRow) -> str:
    """How far away a milestone is: what runs is told by its last day."""
    if row.state is MilestoneState.PAST:
        return "passed"
    if row.state is MilestoneState.NOW and row.is_window:
        return "ends today" if row.days == 0 else f"runs, ends {formats.days_until(row.days)}"
    return formats.days_until(row.days)


def when(row: MilestoneRow) -> str:
    """The day of a milestone, or the first and last day of its window."""
    return f"{formats.day(row.first)} to {formats.day(row.last)}" if row.is_window else formats.day(row.first)


def whose_budget(row: MilestoneRow) -> str:
    """Which budget a milestone is of; of the one after the last known, its start."""
    return formats.period(row.budget) if row.budget else f"from {formats.day(row.period_start)}"


def next_sentence(told: CycleCalendar) -> str:
    """What comes next, in how many days, and how many departments are ready for what asks them."""
    row = told.next
    if row is None:
        return "What comes next in the budget cycle is not known"
    if row.state is MilestoneState.NOW and row.is_window:
        far = "ends today" if row.days == 0 else f"runs, and ends {formats.days_until(row.days)}"
    else:
        far = formats.days_until(row.days)
    return f"{row.name}: {far}{ready_sentence(told)}"


def ready_sentence(told: CycleCalendar) -> str:
    """How many departments are ready, to stand behind what comes next; nothing where no milestone asks for it."""
    if told.asks is None or not told.readiness:
        return ""
    ready = f"{told.ready:,} of {formats.count(len(told.readiness), 'department')} {_is(told.ready)} ready"
    return f"; {ready}" if told.asks == told.next else f"; {ready} for {_on(told.asks)}"


def milestone_table(rows: Sequence[MilestoneRow], next_row: MilestoneRow | None) -> Component:
    """Milestones as a table, with the numbers of their dots; those that have passed are folded away."""
    headings = (
        Heading("Step", Column.NAME),
        Heading("Who"),
        Heading("Budget"),
        Heading("When"),
        Heading("How far"),
    )
    numbered = list(enumerate(rows, 1))
    left = [_milestone(row, number, is_next=row == next_row) for number, row in numbered if not _has_passed(row)]
    passed = [_milestone(row, number, is_next=False) for number, row in numbered if _has_passed(row)]
    words = formats.count(len(passed), "step has passed", "steps have passed")
    return html.Div(
        [
            table("Milestones of the budget cycle", headings, left, css="milestone-table") if left else None,
            tucked_table(table("Milestones that have passed", headings, passed, css="milestone-table"), words)
            if passed
            else None,
        ]
    )


def _has_passed(row: MilestoneRow) -> bool:
    return row.state is MilestoneState.PAST


def _milestone(row: MilestoneRow, number: int, *, is_next: bool) -> Row:
    name = html.Span(
        [number_dot(row, number), lines(html.Strong(row.name), quiet(row.rule) if row.rule else None)],
        className="milestone-name",
    )
    moved = quiet(f"moved from {formats.day(row.by_rule)}: {row.moved_why}") if row.by_rule else None
    far: Children = html.Strong(how_far(row)) if is_next else how_far(row)
    cells = (name, row.who or quiet("not said"), whose_budget(row), lines(when(row), moved), far)
    return Row(cells, "next-step" if is_next else "past-step" if _has_passed(row) else "")


def readiness_table(told: CycleCalendar, asks: MilestoneRow, view: View) -> Component:
    """Who is ready for a milestone, those that lack most first; what it does not ask for is told in second rank.

    What is not linked, and what is not answered, leads to where it is done, for the budget of the milestone.
    """
    headings = [Heading("Department", Column.NAME), Heading("Ready")]
    headings += [_heading(each, asks) for each in ReadyWith]
    headings += [Heading("Before the budget")]
    ordered = sorted(told.readiness, key=lambda row: (row.is_ready, row.has.plan is not None, -row.lacks(asks.ready)))
    drawn = [_readiness(row, asks, told.asks_of, view) for row in ordered]
    return table(f"Readiness as of {formats.day(told.county.as_of)}", headings, drawn, css="readiness-table")


def _heading(what: ReadyWith, asks: MilestoneRow) -> Heading:
    name = f"Plan, {whose_budget(asks)}" if what is ReadyWith.PLAN else _ASKED[what]
    return Heading(name) if what in asks.ready else Heading(name, shown=lines(name, quiet("not needed yet")))


_ASKED = {
    ReadyWith.MEASURES: "Measures kept up",
    ReadyWith.LINKS: "Asks linked",
    ReadyWith.QUESTIONS: "Questions answered",
}


def _readiness(row: ReadinessRow, asks: MilestoneRow, period: str | None, view: View) -> Row:
    name = link(row.name, address("/department", view, key=row.key))
    sheet = link("What to ask", address("/briefing", view, department=row.key))
    told = [_prepared(row, each, period, needed=each in asks.ready) for each in ReadyWith]
    return Row((name, status(READY[row.is_ready]), *told, sheet))


def _prepared(row: ReadinessRow, what: ReadyWith, period: str | None, *, needed: bool) -> Children:
    has, css = row.has, "lacking" if needed else "quiet"
    match what:
        case ReadyWith.PLAN:
            return f"version {has.plan}" if has.plan else html.Span("not in", className=css)
        case ReadyWith.MEASURES:
            late = f"{has.waiting:,} {'waits' if has.waiting == 1 else 'wait'} for a value"
            nothing = "it has no measure" if has.follows else "no plan runs"
            return _part(has.measures - has.waiting, has.measures, nothing, html.Span(late, className=css))
        case ReadyWith.LINKS:
            left = f"{has.asks - has.linked:,} without a link"
            nothing = "it asks for no money" if has.plan else "no plan"
            way = address("/linking", period=period, department=row.key, unlinked="yes") if period else None
            return _part(has.linked, has.asks, nothing, _lacking(left, way, css))
        case ReadyWith.QUESTIONS:
            own = has.questions
            left = f"{own.lacking:,} to answer"
            way = address("/questions", period=period, department=row.key) if period else None
            return _part(own.required_answered, own.required, "none is asked", _lacking(left, way, css))


def _lacking(words: str, way: str | None, css: str) -> Component:
    return html.Span(link(words, way) if way else words, className=css)


def _part(done: int, of: int, nothing: str, lacking: Component) -> Children:
    if not of:
        return quiet(nothing)
    return lines(formats.part_of(done, of), lacking if done < of else None)


def _on(row: MilestoneRow) -> str:
    return f"the step of {formats.day(row.first)}"


def _is(many: int) -> str:
    return "is" if many == 1 else "are"
