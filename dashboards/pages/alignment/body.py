"""The parts of the alignment page, from its data."""

from collections.abc import Callable, Sequence

from dash import html
from dash.development.base_component import Component

from budgets.phases import Phase
from dashboards import formats
from dashboards.address import UNNAMED, Arguments, address
from dashboards.components.cards import card, empty
from dashboards.components.funding import (
    NO_GOAL,
    coverage_bar,
    fte_words,
    goal_money_table,
    link_table,
    matrix,
    no_packages_note,
    stopped_note,
)
from dashboards.components.head import made_line
from dashboards.components.naming import how_to_name
from dashboards.components.pager import page_of, pager
from dashboards.components.parts import Child, Children, link
from dashboards.figures.flows import flow_chart
from dashboards.marks import PHASE
from dashboards.pages.telling import Told
from dashboards.terms import ASKED_AND_REQUESTED, ONCE, TAGGED
from tracker.funding_rows import AlignmentPage, LinkPaid, LinkRow
from tracker.rows import View

PAGE = 10
STOPPED = "stopped"
"""The argument ``actions`` of links to cancelled or deferred actions alone."""
_SAME_MONEY = "Linked and tagged money together, each dollar once"


LinkRows = Callable[[tuple[int, ...]], tuple[LinkRow, ...]]


def tell_alignment(told: AlignmentPage, rows: LinkRows, arguments: Arguments) -> Told:
    """What a book pays for; ``rows`` tells links whole, by their numbers."""
    cover, view = told.coverage, told.view
    book = f"{PHASE[view.phase].lower()} {formats.period(view.period)}".strip()
    day = formats.as_of(told.county.as_of)
    if told.actuals:
        day = f"actuals {formats.reach(told.actuals.as_of, told.actuals.share_of_period)}"
    line = made_line(
        formats.sentence_case(day),
        formats.count(len(told.links), "link"),
        f"{formats.dollars_short(cover.total)} in all",
        link("findings", address("/findings", view)),
    )
    if cover.total is None:
        way: list[Child] = ["Drop the budget file at ", link("Imports", "/imports?kind=budget"), "."]
        return Told(f"There is no {book} budget to align yet", line, [empty("What now?", way)])
    part = formats.share(cover.tied, cover.total)
    title = f"{formats.dollars_short(cover.tied)} of the {book} budget are tied to a shared goal, {part} of it"
    return Told(title, line, _parts(told, rows, arguments))


def _parts(told: AlignmentPage, rows: LinkRows, arguments: Arguments) -> list[Child]:
    names = {goal.code: goal.short_name for goal in told.goals}
    parts: list[Child] = [_coverage(told)]
    if not told.flows and not told.links:
        return [*parts, _how_to_link(), how_to_name("No line of this budget names a goal")]
    parts.append(
        card(
            "Goal by goal",
            goal_money_table(told.goals, told.view),
            about=_about_goals(told.view),
            css="card-table",
        )
    )
    if told.flows:
        parts += _flows(told, names)
    parts.append(_links(told, rows, names, arguments))
    return parts


def _about_goals(view: View) -> str:
    """What the columns of the table of goals are."""
    said = f"What links pay, what is tagged, and what plans ask for, which is added to neither. {TAGGED}"
    return f"{said} {ASKED_AND_REQUESTED}" if view.phase is Phase.REQUESTED else said


def _coverage(told: AlignmentPage) -> Component:
    over = told.coverage.over
    twice = (
        html.P(
            [
                html.Strong(formats.dollars(over)),
                f" more are claimed than there is. {ONCE}",
            ],
            className="lacking",
        )
        if over
        else None
    )
    return card(
        "How much of this budget is tied to goals",
        coverage_bar(told.coverage),
        html.P(stopped) if (stopped := stopped_note(told.coverage.stopped, told.view)) else None,
        twice,
        no_packages_note(told.view.phase, told.of_packages) if told.of_packages else None,
        _not_so_deep(told),
        _fte(told),
        about="Expenditure of the whole budget, each dollar once",
    )


def _not_so_deep(told: AlignmentPage) -> Component | None:
    """That a book has no line under any link is no zero: a ledger, say, follows no packages."""
    if not told.links or any(paid.gross for paid in told.links):
        return None
    why = (
        "No link finds a line of this budget: its lines may be less detailed than the links. "
        "What is linked is not known."
    )
    return html.P(why, className="lacking")


def _fte(told: AlignmentPage) -> Component | None:
    """The FTE under links, where the book says some and links are made."""
    return fte_words(told.fte) if told.fte and any(row.gross for row in told.links) else None


def _flows(told: AlignmentPage, names: dict[str, str]) -> list[Child]:
    words = {**names, "": NO_GOAL}
    return [
        card(
            "Which departments and funds pay for which goal",
            flow_chart(told.flows, words),
            about=f"{_SAME_MONEY}; the tables beneath say the same",
            css="flow-card",
        ),
        card(
            "By department and goal",
            matrix(told.flows, words, lambda flow: flow.department, "Department"),
            about=_SAME_MONEY,
            css="card-table",
        ),
        card(
            "By fund and goal",
            matrix(told.flows, words, lambda flow: flow.fund, "Fund"),
            about=_SAME_MONEY,
            css="card-table",
        ),
    ]


def _links(told: AlignmentPage, rows: LinkRows, names: dict[str, str], arguments: Arguments) -> Component:
    if not told.links:
        return _how_to_link()
    chosen = [paid for paid in told.links if _is_wanted(paid, arguments)]
    shown, number, last = page_of(chosen, arguments.get("page"), PAGE)
    drawn = card(
        "Links of cancelled or deferred actions" if arguments.get("actions") == STOPPED else "Link by link",
        link_table(rows(tuple(paid.id for paid in shown)), told.view, names),
        pager("/alignment", arguments, number, last),
        html.P(link("Link more actions to what pays for them", "/linking"), className="inset on-screen"),
        about=_about(chosen, len(told.links), told.view),
        css="card-table",
    )
    return html.Div(drawn, id="links")


def _is_wanted(paid: LinkPaid, arguments: Arguments) -> bool:
    """Whether a link is one of those that the address narrows the list to."""
    goal = arguments.get("goal")
    if goal and goal != (paid.goal or UNNAMED):
        return False
    return arguments.get("actions") != STOPPED or paid.is_stopped


def _about(chosen: Sequence[LinkPaid], of: int, view: View) -> Children:
    nothing = sum(1 for paid in chosen if not paid.gross)
    said = f"{formats.count(len(chosen), 'link')}, the largest first"
    said = f"{said}; {nothing:,} find no line in this budget" if nothing else said
    if len(chosen) == of:
        return said
    return [f"{said}. ", link(f"All {of:,} links", f"{address('/alignment', view)}#links")]


def _how_to_link() -> Component:
    return empty(
        "No action is linked to this budget yet",
        "Until links are made, only lines that name a goal are tied to one.",
        link("Link actions to what pays for them", "/linking"),
    )
