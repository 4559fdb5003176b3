"""The home of what the page of the budget cycle, the calendar and the command line ask."""

from collections.abc import Mapping
from datetime import date, timedelta

from budgets.calendar import Milestone, coming, cycle
from budgets.period import BudgetPeriod
from plans.questions import Completeness
from tracker.alignment import action_key
from tracker.cycle import (
    CycleCalendar,
    CyclePage,
    MilestoneRow,
    Prepared,
    ReadinessRow,
    asks_for_money,
    is_for,
    kept_up,
    milestone_row,
    readiness_row,
)
from tracker.cycle_rules import DEFAULT_CYCLE
from tracker.errors import NotFoundError
from tracker.following import FollowedAction, action_row
from tracker.rows import View
from tracker.services import question_pages
from tracker.services.looking import Look
from tracker.services.plan_pages import listed_departments


def calendar(look: Look, view: View, label: str | None = None) -> CycleCalendar:
    """The budget cycle as of today; ``label`` chooses the milestones of one budget.

    What comes next and who is ready is told of the whole cycle all the same. ``view`` says whose departments are
    listed. Raises ``NotFoundError`` for a label that no period has.
    """
    found = cycle(look.cycle_rules, look.budgeted)
    rows = tuple(milestone_row(one, look.today) for one in found)
    if label is not None and label not in {period.label for period in look.budgeted}:
        raise NotFoundError("budget period", label)
    left = coming(found, look.today)
    asks = next((one for one in left if one.rule.ready), None)
    return CycleCalendar(
        county=look.facts,
        title=look.cycle_rules.title,
        source=look.cycle_rules.source,
        has_rules=look.rules_of.cycle != DEFAULT_CYCLE,
        milestones=tuple(row for row in rows if label in (None, row.budget)),
        coming=tuple(milestone_row(one, look.today) for one in left),
        asks=milestone_row(asks, look.today) if asks else None,
        readiness=_readiness(look, view, asks) if asks else (),
        unplaced=tuple(
            (one.key, one.period_start)
            for one in look.cycle_rules.decisions
            if one.period_start not in {found_one.period_start for found_one in found}
        ),
        asks_of=_key_of(look, asks) if asks else None,
    )


def cycle_page(look: Look, view: View) -> CyclePage:
    """The budget cycle around the period of a view."""
    whole, period = calendar(look, view), look.period(view)
    return CyclePage(
        calendar=whole,
        period=period,
        milestones=_around(whole.milestones, period) if period else (),
        actions=tuple(action_row(one) for one in look.followed(view).actions),
    )


def _readiness(look: Look, view: View, asks: Milestone) -> tuple[ReadinessRow, ...]:
    running, planned = look.running(), look.followed_of(lambda period: is_for(period, asks))
    linked, answered = _linked(look, asks), _answered(look, asks)
    rows = []
    for row in listed_departments(look, view):
        own, plan = planned.of_department(row.key), planned.plan_of(row.key)
        measures, waiting = kept_up(running.of_department(row.key), look.rules)
        asking = [(row.key, _name_of(one)) for one in own.actions if asks_for_money(one)]
        has = Prepared(
            plan=plan.version if plan else None,
            follows=running.plan_of(row.key) is not None,
            measures=measures,
            waiting=waiting,
            asks=len(asking),
            linked=sum(one in linked for one in asking),
            questions=answered.get(row.key, Completeness()),
        )
        rows.append(readiness_row((row.key, row.name), asks.rule.ready, has))
    return tuple(rows)


def _linked(look: Look, asks: Milestone) -> set[tuple[str, str]]:
    """The actions, by department and name, that a link pays for in the budget of a milestone."""
    # Of a budget whose end nobody has named, the first days are looked at.
    period = BudgetPeriod(start=asks.period_start, end=asks.period_end or asks.period_start + timedelta(days=1))
    return {
        (kept.link.department, kept.link.action_key)
        for kept in look.links
        if kept.stands and kept.link.holds_in(period)
    }


def _answered(look: Look, asks: Milestone) -> Mapping[str, Completeness]:
    """How far each department has answered what it and its decision packages are asked for the milestone's budget."""
    key = _key_of(look, asks)
    if key is None:
        return {}
    told = question_pages.questions(look, View(key, look.default_view().phase))
    return {row.key: row.whole for row in told.departments}


def _key_of(look: Look, asks: Milestone) -> str | None:
    return next((key for key, span in look.spans.items() if _is_of(span, asks)), None)


def _is_of(span: BudgetPeriod, asks: Milestone) -> bool:
    return (span.start, span.end) == (asks.period_start, asks.period_end)


def _name_of(one: FollowedAction) -> str:
    return action_key(one.action.name)


def _around(rows: tuple[MilestoneRow, ...], period: BudgetPeriod) -> tuple[MilestoneRow, ...]:
    """The milestones of a period's own budget, and those of the next one up to its start."""
    start = period.end + timedelta(days=1)
    return tuple(row for row in rows if row.period_start == period.start or _makes(row, start))


def _makes(row: MilestoneRow, start: date) -> bool:
    return row.period_start == start and row.first <= start
