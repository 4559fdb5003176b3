"""The parts of the page of the budget cycle, from its data."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from budgets.period import BudgetPeriod
from dashboards import formats
from dashboards.address import Arguments, address
from dashboards.components.cards import card, empty, notice
from dashboards.components.gantt import Against, action_gantt, department_gantt, in_order
from dashboards.components.head import made_line
from dashboards.components.milestones import milestone_table, next_sentence, readiness_table, when, whose_budget
from dashboards.components.pager import page_of, pager
from dashboards.components.parts import Child, icon, link
from dashboards.figures.timeline import Axis, milestone_strip
from dashboards.pages.telling import Told
from tracker.cycle import CycleCalendar, CyclePage
from tracker.errors import NotFoundError
from tracker.rows import ActionRow, View

PAGE = 25


def tell_cycle(told: CyclePage, view: View, arguments: Arguments) -> Told:
    """The budget cycle as a page; with a department in the arguments, its actions alone.

    Raises ``NotFoundError`` for a department that has none in the period.
    """
    whole, wanted = told.calendar, arguments.get("department")
    line = made_line(
        formats.sentence_case(formats.as_of(whole.county.as_of)),
        f"by the rules of {whole.title}" if whole.has_rules else None,
        _feed() if whole.milestones else None,
    )
    if wanted is not None:
        own = [row for row in told.actions if row.department_key == wanted]
        if not own:
            raise NotFoundError("department with actions in this period:", wanted)
        return Told(_department_sentence(own), line, [_actions(told, own, view, arguments)])
    parts: list[Child] = [] if whole.has_rules else [_no_rules()]
    parts += [notice(words) for words in whole.unplaced_words]
    parts += [_milestones(told), _readiness(whole, view), _by_department(told, view)]
    return Told(next_sentence(whole), line, parts)


def _feed() -> Component:
    return html.A([icon("save"), " calendar (.ics)"], href="/calendar.ics", download="")


def _no_rules() -> Component:
    return empty(
        "Only the first days of periods are known",
        "The county file names no rules of the budget cycle, and no date is guessed.",
        [
            "Add ",
            html.Code('cycle = "king_county"'),
            " to it, or rules of your own: ",
            html.Code("equity-tracker calendar --rules"),
            " writes what is in force, to copy and change.",
        ],
    )


def _milestones(told: CyclePage) -> Component:
    rows, today = told.milestones, told.calendar.county.as_of
    if not rows or told.period is None:
        return empty(
            "No budget period, no milestone",
            "The milestones hang on the first and last day of the period whose budget is made.",
            ["Name the periods in the county file, or drop a budget at ", link("Imports", "/imports?kind=budget"), "."],
        )
    label = formats.period(told.period.label)
    return card(
        f"The cycle around {label}: {formats.count(len(rows), 'step')}",
        milestone_strip(rows, _axis(told, told.period), today),
        milestone_table(rows, told.calendar.next),
        about=f"From the making of the budget of {label} to the start of the next one",
        css="card-table",
    )


def _readiness(whole: CycleCalendar, view: View) -> Component | None:
    asks = whole.asks
    if asks is None or not whole.readiness:
        return None
    ready, of = whole.ready, len(whole.readiness)
    title = (
        f"All {formats.in_words(of)} departments are ready"
        if ready == of
        else f"{formats.sentence_case(formats.count(of - ready, 'department is', 'departments are'))} not ready yet"
    )
    return card(
        title,
        readiness_table(whole, asks, view),
        about=f"For: {asks.name}, {when(asks)} (budget {whose_budget(asks)})",
        css="card-table",
    )


def _by_department(told: CyclePage, view: View) -> Component | None:
    against = _against(told)
    if not told.actions or against is None:
        return None
    departments = len({row.department_key for row in told.actions})
    drawn = department_gantt(told.actions, against, view)
    return card(
        f"{formats.count(len(told.actions), 'action')} of {formats.count(departments, 'department')} against the cycle",
        drawn,
        about="A mark for each due date, by status; upright lines are milestones. A department opens its actions",
        css="card-table",
    )


def _actions(told: CyclePage, own: Sequence[ActionRow], view: View, arguments: Arguments) -> Component | None:
    against = _against(told)
    if against is None:
        return None
    shown, number, last = page_of(in_order(own), arguments.get("page"), PAGE)
    about: list[Child] = [
        "By due date; hatched where no date is said; upright lines are milestones. ",
        link("All departments", address("/cycle", view)),
    ]
    return card(
        formats.count(len(own), "action"),
        action_gantt(shown, against, view),
        pager("/cycle", arguments, number, last),
        about=about,
        css="card-table",
    )


def _axis(told: CyclePage, period: BudgetPeriod) -> Axis:
    """From the first milestone, by which the period's budget is made, to the last; at least the period itself."""
    days = [day for row in told.milestones for day in (row.first, row.last)]
    return Axis(min([*days, period.start]), max([*days, period.end]))


def _against(told: CyclePage) -> Against | None:
    period = told.period
    if period is None:
        return None
    return Against(_axis(told, period), told.milestones, told.calendar.county.as_of, period.end)


def _department_sentence(own: Sequence[ActionRow]) -> str:
    name, many = own[0].department, formats.count(len(own), "action")
    undated = sum(row.due is None for row in own)
    rest = f"; {undated:,} without a due date" if undated else ""
    return f"{name}: {many} against the budget cycle{rest}"
