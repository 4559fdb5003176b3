"""The parts of the list of goals, from its data."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboards import formats
from dashboards.address import address
from dashboards.components.bars import action_mix, bullet, measure_mix
from dashboards.components.cards import empty
from dashboards.components.goals import asked, doubts, tagged
from dashboards.components.head import coverage, made_line
from dashboards.components.parts import Child, Children, link, quiet, status, unseen
from dashboards.marks import MEASURE, PHASE
from dashboards.pages.telling import Told
from dashboards.sentences import goal_sentence, goals_on_track
from tracker.rows import CountyFacts, GoalRow, View


def tell_goals(county: CountyFacts, goals: Sequence[GoalRow], view: View) -> Told:
    """All goals as a page."""
    line = made_line(
        formats.sentence_case(formats.as_of(county.as_of)),
        f"{county.framework_title} {county.framework_version}".strip(),
        f"{coverage([goal.progress for goal in goals])} tell their progress",
    )
    if not goals:
        way: list[Child] = ["Load the county's own with ", html.Code("equity-tracker framework load"), "."]
        return Told("There are no shared goals yet", line, empty("What now?", way))
    return Told(goals_on_track(goals), line, html.Div([_goal(goal, view) for goal in goals], className="goal-list"))


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
            *_fact("Asked in plans", asked(goal.asked)),
            *_fact(f"{PHASE[view.phase]}, on lines that name it", tagged(goal, view)),
        ],
        className="goal-facts",
    )
    words = doubts(goal.counts)
    foot = html.P(
        [quiet(f"In {formats.count(goal.departments, 'department')}. "), quiet(words)], className="goal-doubts"
    )
    return html.Section([html.Div([title, told, progress, foot]), facts], className="card goal-card")


def _standing(goal: GoalRow) -> list[Child]:
    share = goal.progress.share
    measured = formats.part_of(goal.progress.measured, goal.progress.of, "measures")
    words = (
        f"{formats.percent(share)} of the way, from {measured}"
        if share is not None
        else f"{measured} tell their progress"
    )
    return [status(MEASURE[goal.status]), unseen(", "), quiet(words)]


def _fact(what: str, value: Children) -> list[Component]:
    return [html.Div([html.Dt(what), html.Dd(value)], className="goal-fact")]
