"""The home of the table of goals: progress beside coverage, actions, doubts and money of each."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboards import formats
from dashboards.address import address
from dashboards.components.bars import action_mix, bullet
from dashboards.components.funding import stopped_note
from dashboards.components.parts import Children, lines, link, quiet, status, unseen
from dashboards.components.tables import Column, Heading, Row, table
from dashboards.marks import MEASURE, PHASE
from tracker.aligned_money import REST, Coverage
from tracker.rows import Asked, Counts, GoalRow, View

_PROGRESS: Children = ["Progress ", html.Span(className="expected-key"), " expected"]


def goal_table(goals: Sequence[GoalRow], view: View, cover: Coverage | None, no_goal: GoalRow) -> Component:
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
            f"{PHASE[view.phase]}: linked to actions or tagged by lines, each dollar once",
            Column.NUMBER,
            [PHASE[view.phase], quiet("linked or tagged")],
        ),
    )
    foot = _foot(cover, no_goal, view)
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
            aligned(goal, view),
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


def aligned(goal: GoalRow, view: View) -> Children:
    """What a goal gets, each dollar once, and how that moved since the decision before; a way to what it is made of."""
    if goal.aligned is None:
        return quiet(formats.NO_DATA)
    if not goal.aligned.total and goal.before is None:
        return quiet("none yet")
    moved = None
    if goal.before is not None:
        words = formats.change_short(goal.aligned.total - goal.before.dollars)
        moved = quiet(f"{words} from {PHASE[goal.before.phase].lower()}")
    return lines(
        html.Strong(link(formats.dollars_short(goal.aligned.total), address("/goal", view, code=goal.code))),
        moved,
        stopped_note(goal.aligned.stopped, view, goal.code),
    )


def _foot(cover: Coverage | None, no_goal: GoalRow, view: View) -> list[Row]:
    counts = no_goal.counts
    if cover is None and not (counts.actions or counts.measures or counts.indicators):
        return []
    amount = formats.dollars_short(cover.rest if cover else None)
    name = html.Span(
        [
            html.Span(unseen("no goal"), className="goal-code"),
            html.Span(
                [
                    html.Span("No shared goal", className="goal-link"),
                    html.Span("Actions, measures and money that serve none", className="doubts"),
                    html.Span(doubts(counts), className="doubts"),
                ]
            ),
        ],
        className="goal-name",
    )
    money = lines(html.Strong(link(amount, address("/alignment", view))), quiet(REST))
    cells: list[Children] = [name, None, None, None, _measured(no_goal), unassigned(no_goal, view)]
    return [Row((*cells, asked(no_goal.asked, counts), money), "not-linked")]


def unassigned(no_goal: GoalRow, view: View) -> Component:
    """The actions that name no shared goal, and the way to those of them that are open."""
    open_ones = no_goal.counts.open_actions
    href = address("/attention", view, kind="unknown_goal")
    way = link(f"see {formats.count(open_ones, 'open action')}", href) if open_ones else None
    return lines(action_mix(no_goal.action_status), way)
