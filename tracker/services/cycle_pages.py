"""The home of what the page of the budget cycle, the calendar and the command line ask."""

from datetime import date, timedelta

from budgets.calendar import Milestone, coming, cycle
from budgets.period import BudgetPeriod
from tracker.cycle import CycleCalendar, CyclePage, MilestoneRow, ReadinessRow, milestone_row, readiness
from tracker.cycle_rules import DEFAULT_CYCLE
from tracker.errors import NotFoundError
from tracker.following import action_row
from tracker.rows import View
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
    departments = [(row.key, row.name) for row in listed_departments(look, view)]
    return readiness(asks, departments, look.heads, look.running(), look.rules)


def _around(rows: tuple[MilestoneRow, ...], period: BudgetPeriod) -> tuple[MilestoneRow, ...]:
    """The milestones of a period's own budget, and those of the next one up to its start."""
    start = period.end + timedelta(days=1)
    return tuple(row for row in rows if row.period_start == period.start or _makes(row, start))


def _makes(row: MilestoneRow, start: date) -> bool:
    return row.period_start == start and row.first <= start
