"""The parts of the page that leadership reads before a budget is made, from its data. One department is one sheet."""

from collections.abc import Sequence
from decimal import Decimal

from dash import html
from dash.development.base_component import Component

from dashboards import formats
from dashboards.address import address
from dashboards.components.actions import action_link
from dashboards.components.cards import card, empty
from dashboards.components.head import made_line
from dashboards.components.milestones import how_far
from dashboards.components.parts import Child, Children, lines, link, quiet, source, status
from dashboards.components.tables import Column, Heading, Row, table
from dashboards.marks import ACTION
from dashboards.pages.briefing.money import cut_cell, money_card
from dashboards.pages.telling import Told
from plans.progress import ActionStatus
from tracker.briefing import BriefingPage, BriefingRow, Briefings, OutcomeRow
from tracker.cycle import MilestoneRow
from tracker.rows import ActionRow, MeasureRow, View


def tell_all(told: Briefings, view: View) -> Told:
    """All departments, each leading to its own sheet."""
    planned = [row for row in told.rows if row.plan_version is not None]
    line = _line(told.county.name, formats.as_of(told.county.as_of), told.next)
    if not planned:
        why = "There is no plan of this period, so nothing can be said of actions, outcomes and measures."
        return Told("There is nothing to ask about yet", line, empty("No plan, no promise", why))
    counts = (
        sum(row.blocked for row in planned),
        sum(row.neglected for row in planned),
        sum(row.waiting for row in planned),
    )
    cut = sum((row.cut for row in planned if row.cut), Decimal(0))
    about = "Departments with most to ask come first; each opens its own sheet, to print"
    return Told(
        f"Before the budget: {_counted(*counts, cut)}",
        line,
        card("What to ask each department", _departments(told.rows, view), about=about, css="card-table"),
    )


def tell_department(told: BriefingPage, view: View) -> Told:
    """One department on one sheet."""
    row = told.row
    facts = (told.county.name, formats.as_of(told.county.as_of))
    if row.plan_version is None:
        why = f"There is no plan of {row.name} for this period, so there is no promise to ask about."
        parts: list[Child] = [empty("What to ask", why)]
        parts += [money_card(row, told.money, view)] if told.money.links else []
        return Told(f"{row.name} has no plan of this period", _line(*facts, told.next), parts)
    version = f"plan version {row.plan_version}, {formats.part_of(row.open_actions, row.actions, 'actions')} open"
    whole = link("its page", address("/department", view, key=row.key))
    return Told(
        f"{row.name} before the budget: {_counted(row.blocked, row.neglected, row.waiting, row.cut)}",
        _line(*facts, version, told.next, whole),
        [_blocked(told, view), money_card(row, told.money, view), _neglected(told, view), _waiting(told)],
    )


def _line(*facts: Child | MilestoneRow) -> list[Child]:
    told = [f"{fact.name} {how_far(fact)}" if isinstance(fact, MilestoneRow) else fact for fact in facts]
    return made_line(*told)


def _counted(blocked: int, neglected: int, waiting: int, cut: Decimal | None) -> str:
    found = [
        (blocked, formats.count(blocked, "action blocked", "actions blocked")),
        (neglected, formats.count(neglected, "outcome neglected", "outcomes neglected")),
        (waiting, formats.count(waiting, "measure not kept up", "measures not kept up")),
        (cut, f"{formats.dollars_short(cut)} of linked money cut"),
    ]
    told = [words for many, words in found if many]
    return formats.listed(told) if told else "nothing is blocked, neglected or behind"


def _departments(rows: Sequence[BriefingRow], view: View) -> Component:
    headings = (
        Heading("Department", Column.NAME),
        Heading("Actions blocked", Column.NUMBER),
        Heading("Outcomes neglected", Column.NUMBER),
        Heading("Measures not kept up", Column.NUMBER),
        Heading("Linked money cut", Column.NUMBER),
    )
    ordered = sorted(rows, key=lambda row: (-row.blocked - row.neglected - row.waiting, row.name))
    return table("What to ask each department", headings, [_department(row, view) for row in ordered])


def _department(row: BriefingRow, view: View) -> Row:
    name = link(row.name, address("/briefing", view, department=row.key))
    if row.plan_version is None:
        return Row(
            (
                lines(name, html.Span("no plan of this period", className="lacking")),
                *[quiet("no plan")] * 3,
                cut_cell(row),
            )
        )
    cells = (
        _of(row.blocked, row.open_actions, "open"),
        _of(row.neglected, row.outcomes, ""),
        _of(row.waiting, row.measures, ""),
        cut_cell(row),
    )
    return Row((name, *cells))


def _of(part: int, whole: int, noun: str) -> Children:
    return lines(html.Strong(f"{part:,}") if part else f"{part:,}", quiet(f"of {whole:,} {noun}".rstrip()))


def _blocked(told: BriefingPage, view: View) -> Component:
    title = f"Which actions are blocked? {formats.count(told.row.blocked, 'action')}"
    if not told.blocked:
        return card(title, html.P("No action is reported as blocked.", className="quiet"))
    headings = (
        Heading("Action", Column.NAME),
        Heading("Why"),
        Heading("Lead"),
        Heading("Due"),
        Heading("Asked in its plan", Column.NUMBER),
        Heading("Source"),
    )
    drawn = [
        Row(
            (
                action_link(row, view),
                _why(row),
                row.lead or html.Span("no owner", className="lacking"),
                formats.day(row.due) if row.due else row.due_text or quiet("no date"),
                formats.dollars(row.ask.amount) if row.ask.amount is not None else quiet("not said"),
                source(row.source),
            )
        )
        for row in told.blocked
    ]
    return card(title, table("Blocked actions", headings, drawn), css="card-table")


def _why(row: ActionRow) -> Children:
    if not row.said:
        return html.Span("no reason said", className="lacking")
    return lines(row.said, source(row.said_source or row.source))


def _neglected(told: BriefingPage, view: View) -> Component:
    title = f"Which outcomes are neglected? {formats.part_of(told.row.neglected, told.row.outcomes)}"
    about = "No action toward it is completed, in progress with a recent report, or yet to begin"
    none = (
        html.P(quiet(f"No action of its plan names {formats.listed(name for _, name in told.unserved)}."))
        if told.unserved
        else None
    )
    if not told.neglected:
        return card(title, html.P("Something moves toward every outcome of its plan.", className="quiet"), none)
    headings = (Heading("Outcome", Column.NAME), Heading("Its actions", Column.WIDE))
    drawn = [
        Row((_outcome(row), html.Ul([_toward(one, view) for one in row.actions], className="toward")))
        for row in told.neglected
    ]
    foot = html.Div(none, className="inset") if none else None
    return card(
        title, table("Neglected outcomes", headings, drawn, css="outcome-table"), foot, about=about, css="card-table"
    )


def _outcome(row: OutcomeRow) -> Component:
    goal = row.goal_name or row.goal
    named = html.Strong(goal) if goal else html.Span("no goal named", className="lacking")
    return lines(
        html.Span([html.Span(row.goal, className="code"), " ", named]) if row.goal_name else named, row.indicator
    )


def _toward(row: ActionRow, view: View) -> Component:
    heard = f"last report {formats.day(row.last_update)}" if row.last_update else "never reported"
    # What is given up or put off needs no report.
    told = None if row.status in {ActionStatus.CANCELLED, ActionStatus.DEFERRED} else quiet(heard)
    return html.Li([action_link(row, view), " ", status(ACTION[row.status]), " ", told])


def _waiting(told: BriefingPage) -> Component:
    title = f"Which measures are not kept up? {formats.part_of(told.row.waiting, told.row.measures)}"
    if not told.waiting:
        said = (
            "Every measure has a recent value, or is met."
            if told.row.measures
            else "Its plan has no measure to keep up."
        )
        return card(title, html.P(said, className="quiet"))
    headings = (
        Heading("Measure", Column.NAME),
        Heading("Of action"),
        Heading("Last value"),
        Heading("As of"),
        Heading("Target"),
        Heading("Source"),
    )
    return card(
        title, table("Measures not kept up", headings, [_measure(row) for row in told.waiting]), css="card-table"
    )


def _measure(row: MeasureRow) -> Row:
    measure, latest = row.measure, row.measure.latest
    return Row(
        (
            measure.title,
            row.action_code or quiet("the plan as a whole"),
            formats.quantity(latest.value, measure.unit)
            if latest
            else html.Span("never reported", className="lacking"),
            formats.day(latest.as_of) if latest else quiet("no date"),
            formats.quantity(measure.target, measure.unit) if measure.target is not None else quiet("no target"),
            source(row.latest_source or row.source),
        )
    )
