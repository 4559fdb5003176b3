"""The budget cycle of the invented county, computed from rules as the real one is."""

from budgets.calendar import coming, cycle
from budgets.period import BudgetPeriod
from tests.dashboards.fakes.county import COUNTY, PERIODS, TODAY
from tests.dashboards.fakes.plans import ACTIONS, DEPARTMENTS
from tracker.cycle import CycleCalendar, CyclePage, ReadinessRow, milestone_row
from tracker.cycle_rules import read_cycle_rules, shipped_cycle

RULES = read_cycle_rules(shipped_cycle("king_county"))
BIENNIUM = BudgetPeriod(start=PERIODS[1].start, end=PERIODS[1].end)
FOUND = cycle(RULES, [BIENNIUM])
MILESTONES = tuple(milestone_row(one, TODAY) for one in FOUND)
COMING = tuple(milestone_row(one, TODAY) for one in coming(FOUND, TODAY))


def a_readiness(place: int) -> ReadinessRow:
    key, name = DEPARTMENTS[place]
    match place % 3:
        case 0:
            return ReadinessRow(key, name, plan=2, measures=12, waiting=0, is_ready=True)
        case 1:
            return ReadinessRow(key, name, plan=1, measures=12, waiting=3, is_ready=False)
        case _:
            return ReadinessRow(key, name, plan=None, measures=0, waiting=0, is_ready=False)


READINESS = tuple(a_readiness(place) for place in range(len(DEPARTMENTS)))

CALENDAR = CycleCalendar(
    county=COUNTY,
    title=RULES.title,
    source=RULES.source,
    has_rules=True,
    milestones=MILESTONES,
    coming=COMING,
    asks=COMING[0],
    readiness=READINESS,
)
NO_CALENDAR = CycleCalendar(
    county=COUNTY,
    title="No rules but the periods",
    source=None,
    has_rules=False,
    milestones=(),
    coming=(),
    asks=None,
    readiness=(),
)
CYCLE_PAGE = CyclePage(CALENDAR, BIENNIUM, MILESTONES, ACTIONS)
NO_CYCLE_PAGE = CyclePage(NO_CALENDAR, None, (), ())
