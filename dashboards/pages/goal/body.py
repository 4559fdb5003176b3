"""The parts of the page of one goal, from its data."""

from dash import html
from dash.development.base_component import Component

from budgets.phases import Phase
from dashboards import formats
from dashboards.address import Arguments, address
from dashboards.components.actions import action_card
from dashboards.components.bars import action_mix, measure_mix
from dashboards.components.cards import card, cards, empty, figures
from dashboards.components.funding import action_funding_table, aligned_strip, no_packages_note, stopped_note
from dashboards.components.goals import asked, indicators
from dashboards.components.head import made_line
from dashboards.components.measures import gap_card, measure_parts
from dashboards.components.money import phase_strip, slice_table
from dashboards.components.naming import how_to_name
from dashboards.components.parts import Child, link
from dashboards.marks import PHASE
from dashboards.pages.telling import Told
from dashboards.sentences import goal_sentence
from dashboards.terms import ASKED_AND_REQUESTED, TAGGED
from tracker.funding_rows import GoalFunding
from tracker.rows import Before, GoalPage, View


def tell_goal(told: GoalPage, funding: GoalFunding, view: View, arguments: Arguments) -> Told:
    """One goal as a page."""
    goal = told.goal
    line = made_line(
        f"Goal {goal.code}, {goal.name}",
        formats.as_of(told.county.as_of),
        f"{formats.part_of(goal.progress.measured, goal.progress.of, 'measures')} have measured progress",
        indicators(goal.counts),
        f"{formats.count(len(told.actions), 'action')} in {formats.count(goal.departments, 'department')}",
    )
    if not told.actions and not told.measures:
        way: list[Child] = [
            "Actions and measures come with departments' plans: drop one at ",
            link("Imports", "/imports?kind=plan"),
            ".",
        ]
        return Told(goal_sentence(goal), line, [empty("No plan names this goal yet", way), *_money(told, view)])
    return Told(
        goal_sentence(goal),
        line,
        [_headlines(told, view), *goal_funding_cards(funding, view, told.goal.before), *_parts(told, view, arguments)],
    )


def _headlines(told: GoalPage, view: View) -> Component:
    goal = told.goal
    share = formats.percent(goal.progress.share)
    coverage = f"from {formats.part_of(goal.progress.measured, goal.progress.of, 'measures')}"
    due = f"; expected {formats.percent(goal.progress.expected)}" if goal.progress.expected is not None else ""
    money = goal.aligned
    of: list[Child] = []
    if money:
        of = [f"{formats.dollars_short(money.linked)} linked, {formats.dollars_short(money.tagged)} tagged"]
        note = stopped_note(money.stopped, view, goal.code)
        of += ["; ", note] if note else []
    return figures(
        ("Of the way to its targets", share, coverage + due),
        ("Measures", measure_mix(goal.measure_status), None),
        ("Actions", action_mix(goal.action_status), None),
        ("Asked in plans", asked(goal.asked, goal.counts), None),
        (PHASE[view.phase], formats.dollars_short(money.total if money else None), of),
    )


def goal_funding_cards(funding: GoalFunding, view: View, before: Before | None) -> list[Child]:
    """What it gets, phase by phase, and which actions that pays; nothing where no link was made."""
    if not funding.actions and not any(money.linked for _, money in funding.by_phase):
        return []
    strip = aligned_strip(
        funding.by_phase, funding.code, view, funding.actuals, has_links=bool(funding.actions), fte=funding.fte
    )
    phases = [phase for phase, _ in funding.by_phase]
    return [
        card(
            "What this goal gets, phase by phase",
            strip,
            *(no_packages_note(phase, many, "lacking inset") for phase, many in funding.of_packages),
            about=[
                f"Linked to its actions, and tagged, each dollar once. {TAGGED} ",
                link("What changed on all lines that carry its code", _changes(funding.code, view, before)),
            ],
            css="card-table",
        ),
        card(
            what_adoption_did(funding),
            action_funding_table(funding.actions, phases, view),
            about=[_about(funding), f". {ASKED_AND_REQUESTED}" if Phase.REQUESTED in phases else None],
            css="card-table",
        ),
    ]


def _changes(code: str, view: View, before: Before | None) -> str:
    """The way to what changed between the two phases that this page compares."""
    if before is None:
        return address("/changes", view, goal=code)
    books = {"from": f"{view.period}.{before.phase.value}", "to": f"{view.period}.{view.phase.value}"}
    return address("/changes", view, goal=code, **books)


def _about(funding: GoalFunding) -> str:
    of_fte = " and FTE" if any(row.fte for row in funding.actions) else ""
    nobody = f"{formats.count(funding.unlinked, 'action')} of this goal have no link"
    said = "; a link of a fixed amount says no FTE" if any(row.fte and row.fte.fixed for row in funding.actions) else ""
    return f"Linked dollars{of_fte}, each once{said}; {nobody}"


def what_adoption_did(funding: GoalFunding) -> str:
    """What happened to the actions between what was proposed and what was adopted."""
    paid = formats.count(len(funding.actions), "action")
    less = sum(row.cut > 0 for row in funding.actions)
    if less:
        return f"{formats.in_words(less).capitalize()} of {paid} lost money on the way to adoption"
    return f"{formats.sentence_case(paid)} that this money pays"


def _parts(told: GoalPage, view: View, arguments: Arguments) -> list[Child]:
    today = told.county.as_of
    gaps = [row for row in told.measures if row.disparities]
    parts: list[Child] = []
    parts += measure_parts(told.measures, "Its measures", today, view, with_department=True)
    if gaps:
        parts += [
            html.H2("By group", className="part-title"),
            cards(*[gap_card(row) for row in gaps], css="cards-wide"),
        ]
    if told.actions:
        title = "Actions that carry this goal"
        parts.append(action_card(title, told.actions, today, view, "/goal", arguments))
    return [*parts, *_money(told, view)]


def _money(told: GoalPage, view: View) -> list[Child]:
    code = told.goal.code
    if not told.tagged_by_phase:
        return []
    if not any(money for _, money in told.tagged_by_phase):
        return [how_to_name("No line of a budget of this period carries this goal's code")]
    phases = phase_strip(
        told.tagged_by_phase,
        view.phase,
        lambda phase: address("/budget", View(view.period, phase), cut="goal", slice=code),
        told.actuals,
    )
    parts = [
        card(
            "All lines that carry this goal's code, phase by phase",
            phases,
            about=(
                "The whole of these lines. Where a link claims a part of them, that part is counted above as linked, "
                "for the goal of its action; the rest is what is called tagged. Do not add the two."
            ),
            css="card-table",
        )
    ]
    if told.tagged_by_department:
        drawn = slice_table(
            told.tagged_by_department,
            "Department",
            lambda row: (
                address("/department", view, key=row.key)
                if row.key
                else address("/budget", view, cut="goal", slice=code)
            ),
        )
        about = f"{PHASE[view.phase]}, {formats.period(view.period)}"
        parts.append(card("These lines by department", drawn, about=about, css="card-table"))
    return [cards(*parts, css="cards-wide")]
