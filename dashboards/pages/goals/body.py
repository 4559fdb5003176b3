"""The parts of the list of goals, from its data."""

from dash import html
from dash.development.base_component import Component

from dashboards import formats
from dashboards.address import address
from dashboards.components.bars import action_mix, bullet, measure_mix
from dashboards.components.cards import empty
from dashboards.components.goals import aligned, asked, doubts, indicators, unassigned
from dashboards.components.head import made_line
from dashboards.components.parts import Child, Children, link, quiet, status, unseen
from dashboards.marks import MEASURE, PHASE
from dashboards.pages.telling import Told
from dashboards.sentences import goal_sentence, goals_on_track
from tracker.rows import GoalRow, Overview, View


def tell_goals(told: Overview, view: View) -> Told:
    """All goals as a page, and beneath them what names none of them."""
    county, goals, progress = told.county, told.goals, told.progress
    line = made_line(
        formats.sentence_case(formats.as_of(county.as_of)),
        f"{county.framework_title} {county.framework_version}".strip(),
        f"{formats.part_of(progress.measured, progress.of, 'measures')} have measured progress",
        indicators(told.counts),
    )
    if not goals:
        way: list[Child] = ["Load the county's own with ", html.Code("equity-tracker framework load"), "."]
        return Told("There are no shared goals yet", line, empty("What now?", way))
    drawn = [*(_goal(goal, view) for goal in goals), *_no_goal(told.no_goal, view)]
    return Told(goals_on_track(goals), line, html.Div(drawn, className="goal-list"))


def _goal(goal: GoalRow, view: View) -> Component:
    href = address("/goal", view, code=goal.code)
    title = html.H2([html.Span(goal.code, className="goal-code"), " ", link(goal.name, href)], className="goal-title")
    told = html.P(goal_sentence(goal), className="goal-told")
    progress = html.Div(
        [bullet(goal.progress, goal.status), html.P(_standing(goal), className="goal-standing")],
        className="goal-progress",
    )
    facts = html.Dl(
        [
            *_fact("Measures", measure_mix(goal.measure_status)),
            *_fact("Actions", action_mix(goal.action_status)),
            *_fact("Asked in plans", asked(goal.asked, goal.counts)),
            *_fact(f"{PHASE[view.phase]}, linked or tagged", aligned(goal, view)),
        ],
        className="goal-facts",
    )
    return html.Section([html.Div([title, told, progress, _foot(goal)]), facts], className="card goal-card")


def _no_goal(row: GoalRow, view: View) -> list[Component]:
    """What no goal holds has no progress of its own: it serves none."""
    if not (row.counts.actions or row.counts.measures or row.counts.indicators):
        return []
    title = html.H2(row.name, className="goal-title")
    told = html.P("What plans hold that names none of the goals above; not linked yet", className="goal-told")
    facts = html.Dl(
        [
            *_fact("Measures", measure_mix(row.measure_status)),
            *_fact("Actions", unassigned(row, view)),
            *_fact("Asked in plans", asked(row.asked, row.counts)),
        ],
        className="goal-facts",
    )
    return [html.Section([html.Div([title, told, _foot(row)]), facts], className="card goal-card")]


def _foot(row: GoalRow) -> Component:
    words = [f"In {formats.count(row.departments, 'department')}", doubts(row.counts), indicators(row.counts)]
    return html.P(quiet(". ".join(formats.sentence_case(each) for each in words if each)), className="goal-doubts")


def _standing(goal: GoalRow) -> list[Child]:
    share = goal.progress.share
    measured = formats.part_of(goal.progress.measured, goal.progress.of, "measures")
    words = (
        f"{formats.percent(share)} of the way, from {measured}"
        if share is not None
        else f"{measured} have measured progress"
    )
    return [status(MEASURE[goal.status]), unseen(", "), quiet(words)]


def _fact(what: str, value: Children) -> list[Component]:
    return [html.Div([html.Dt(what), html.Dd(value)], className="goal-fact")]
