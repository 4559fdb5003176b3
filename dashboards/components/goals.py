"""The home of the table of goals: progress beside coverage, actions, doubts and money of each."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboards import formats
from dashboards.address import UNNAMED, address
from dashboards.components.bars import action_mix, bullet
from dashboards.components.parts import Children, lines, link, quiet, status, unseen
from dashboards.components.tables import Column, Heading, Row, table
from dashboards.marks import MEASURE, PHASE
from tracker.rows import Asked, Counts, GoalRow, Money, View

_PROGRESS: Children = ["Progress ", html.Span(className="expected-key"), " expected"]


def goal_table(goals: Sequence[GoalRow], view: View, not_linked: Money | None, no_goal: GoalRow) -> Component:
    """One row a goal, and beneath them what names none of them: together they are the whole county."""
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
    foot = _foot(not_linked, no_goal, view)
    return table("Shared goals", headings, [_row(goal, view) for goal in goals], css="goal-table", foot=foot)


def _row(goal: GoalRow, view: View) -> Row:
    share = goal.progress.share
    return Row(
        (
            _name(goal, view),
            bullet(goal.progress, goal.status),
            html.Strong(formats.percent(share)) if share is not None else html.Span("\N{EM DASH}", title="no data"),
            status(MEASURE[goal.status]),
            _measured(goal),
            action_mix(goal.action_status),
            asked(goal.asked, goal.counts),
            tagged(goal, view),
        )
    )


def _measured(goal: GoalRow) -> Children:
    if not goal.progress.of:
        return quiet("no measures")
    return formats.part_of(goal.progress.measured, goal.progress.of)


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
    """What is in doubt about the open actions of a goal or a department and about their measures, in words."""
    of_actions = _said(
        (counts.without_lead, "ownerless"),
        (counts.overdue, "overdue"),
        (counts.never_updated, "never updated"),
        (counts.stale_actions, "stale"),
    )
    of_measures = _said((counts.stale_measures, "stale"), (counts.without_baseline, "without baseline"))
    parts = [f"{formats.count(counts.open_actions, 'open action')}: {of_actions}"] if of_actions else []
    parts += [f"{'their' if parts else 'open'} measures: {of_measures}"] if of_measures else []
    return "; ".join(parts)


def _said(*pairs: tuple[int, str]) -> str:
    return " \N{MIDDLE DOT} ".join(formats.unbroken(f"{many:,} {words}") for many, words in pairs if many)


def indicators(counts: Counts) -> str | None:
    """How many indicators of a population stand beside the measures; None where there is none."""
    if not counts.indicators:
        return None
    return f"{formats.count(counts.indicators, 'population indicator')} told apart"


def asked(ask: Asked, counts: Counts) -> Component:
    """What plans ask for, and how many actions say how much."""
    if not counts.actions:
        return quiet("no actions")
    if ask.amount is None:
        return lines(quiet("no amount named"), quiet(_existing(ask)))
    amount = html.Strong(formats.dollars_short(ask.amount))
    return lines(amount, *(quiet(part) for part in asking(ask, counts).split(", ")))


def asking(ask: Asked, counts: Counts) -> str:
    """How many actions name an amount, of how many; cancelled ones ask for nothing."""
    cancelled = counts.actions - ask.of
    left_out = f", {cancelled:,} cancelled left out" if cancelled else ""
    return f"{formats.part_of(ask.with_amount, ask.of, 'actions')}{left_out}"


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


def _foot(not_linked: Money | None, no_goal: GoalRow, view: View) -> list[Row]:
    counts = no_goal.counts
    if not_linked is None and not (counts.actions or counts.measures or counts.indicators):
        return []
    amount = formats.dollars_short(not_linked.amount) if not_linked else formats.NO_DATA
    many = formats.count(not_linked.lines, "line") if not_linked else ""
    name = html.Span(
        [
            html.Span(unseen("no goal"), className="goal-code"),
            html.Span(
                [
                    html.Span("No shared goal", className="goal-link"),
                    html.Span("Not linked yet: actions, measures and budget lines that name none", className="doubts"),
                    html.Span(doubts(counts), className="doubts"),
                ]
            ),
        ],
        className="goal-name",
    )
    href = address("/budget", view, cut="goal", slice=UNNAMED)
    money = lines(html.Strong(link(amount, href)), quiet(many))
    cells: list[Children] = [name, None, None, None, _measured(no_goal), unassigned(no_goal, view)]
    return [Row((*cells, asked(no_goal.asked, counts), money), "not-linked")]


def unassigned(no_goal: GoalRow, view: View) -> Component:
    """The actions that name no shared goal, and the way to those of them that are open."""
    open_ones = no_goal.counts.open_actions
    href = address("/attention", view, kind="unknown_goal")
    way = link(f"see {formats.count(open_ones, 'open action')}", href) if open_ones else None
    return lines(action_mix(no_goal.action_status), way)
