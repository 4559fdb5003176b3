"""The home of the table of goals: progress beside coverage, actions, doubts and money of each."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboards import formats
from dashboards.address import UNNAMED, address
from dashboards.components.bars import action_mix, bullet
from dashboards.components.parts import Child, Children, lines, link, quiet, status, unseen
from dashboards.components.tables import Column, Heading, Row, table
from dashboards.marks import MEASURE, PHASE
from tracker.rows import Asked, Counts, GoalRow, Money, View

_PROGRESS: Children = ["Progress ", html.Span(className="expected-key"), " expected"]


def goal_table(goals: Sequence[GoalRow], view: View, not_linked: Money | None, without_goal: int) -> Component:
    """One row a goal, and beneath them what no goal holds."""
    headings = (
        Heading("Goal", Column.NAME),
        Heading("Progress to target, and what was expected", Column.WIDE, _PROGRESS),
        Heading("Progress", Column.NUMBER),
        Heading("Status"),
        Heading("Measured"),
        Heading("Actions"),
        Heading("Asked in plans", Column.NUMBER),
        Heading(
            f"{PHASE[view.phase]}, on lines that name the goal",
            Column.NUMBER,
            [PHASE[view.phase], quiet("names the goal")],
        ),
    )
    foot = _foot(not_linked, without_goal, len(headings), view)
    return table("Shared goals", headings, [_row(goal, view) for goal in goals], css="goal-table", foot=foot)


def _row(goal: GoalRow, view: View) -> Row:
    share = goal.progress.share
    return Row(
        (
            _name(goal, view),
            bullet(goal.progress, goal.status),
            html.Strong(formats.percent(share)) if share is not None else html.Span("\N{EM DASH}", title="no data"),
            status(MEASURE[goal.status]),
            formats.part_of(goal.progress.measured, goal.progress.of),
            action_mix(goal.action_status),
            asked(goal.asked),
            tagged(goal, view),
        )
    )


def _name(goal: GoalRow, view: View) -> Component:
    href = address("/goal", view, code=goal.code)
    return html.Span(
        [
            html.Span(goal.code, className="goal-code"),
            html.Span([link(goal.name, href, "goal-link"), html.Span(doubts(goal.counts), className="doubts")]),
        ],
        className="goal-name",
    )


def doubts(counts: Counts) -> str:
    """What is in doubt about the actions and measures of a goal or a department, in words."""
    said = [
        (counts.without_lead, "ownerless"),
        (counts.overdue, "overdue"),
        (counts.never_updated, "never updated"),
        (counts.stale_actions + counts.stale_measures, "stale"),
        (counts.without_baseline, "no baseline"),
    ]
    return " \N{MIDDLE DOT} ".join(formats.unbroken(f"{many:,} {words}") for many, words in said if many)


def asked(ask: Asked) -> Component:
    """What plans ask for, and how many actions say how much."""
    if ask.amount is None:
        return lines(quiet("no amount named"), quiet(_existing(ask)))
    return lines(
        html.Strong(formats.dollars_short(ask.amount)), quiet(f"{formats.part_of(ask.with_amount, ask.of)} actions")
    )


def _existing(ask: Asked) -> str:
    return f"{ask.within_existing:,} within existing" if ask.within_existing else ""


def tagged(goal: GoalRow, view: View) -> Children:
    """Money whose own line names the goal, as a way to these lines."""
    if goal.tagged is None:
        return quiet("none names it")
    href = address("/budget", view, cut="goal", slice=goal.code)
    return lines(
        html.Strong(link(formats.dollars_short(goal.tagged.amount), href)),
        quiet(formats.count(goal.tagged.lines, "line")),
    )


def _foot(not_linked: Money | None, without_goal: int, width: int, view: View) -> list[Row]:
    if not_linked is None and not without_goal:
        return []
    amount = formats.dollars_short(not_linked.amount) if not_linked else formats.NO_DATA
    many = formats.count(not_linked.lines, "line") if not_linked else ""
    name = html.Span(
        [
            html.Span(unseen("no goal"), className="goal-code"),
            html.Span(
                [
                    html.Span("Not linked yet", className="goal-link"),
                    html.Span("Budget lines that name no goal, and actions of no shared goal", className="doubts"),
                ]
            ),
        ],
        className="goal-name",
    )
    actions = quiet(formats.count(without_goal, "action")) if without_goal else None
    empty: list[Child] = [None] * (width - 4)
    href = address("/budget", view, cut="goal", slice=UNNAMED)
    money = lines(html.Strong(link(amount, href)), quiet(many))
    return [Row((name, *empty, actions, None, money), "not-linked")]
