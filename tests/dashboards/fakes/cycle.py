"""The budget cycle of the invented county, computed from rules as the real one is."""

from dataclasses import replace
from decimal import Decimal

from budgets.calendar import coming, cycle
from budgets.period import BudgetPeriod
from budgets.phases import Phase
from tests.dashboards.fakes.county import COUNTY, PERIODS, TODAY
from tests.dashboards.fakes.findings import CUT, WAIVER
from tests.dashboards.fakes.measures import MEASURES, a_measure_row
from tests.dashboards.fakes.plans import ACTIONS, DEPARTMENTS, NAMES
from tracker import findings
from tracker.briefing import ActionCut, BriefingPage, BriefingRow, Briefings, MoneyLost, OutcomeRow
from tracker.cycle import CycleCalendar, CyclePage, Prepared, ReadinessRow, milestone_row
from tracker.cycle_rules import read_cycle_rules, shipped_cycle
from tracker.finding_rows import FindingRow, FindingState
from tracker.findings import Fact
from tracker.rows import Cut

RULES = read_cycle_rules(shipped_cycle("king_county"))
BIENNIUM = BudgetPeriod(start=PERIODS[1].start, end=PERIODS[1].end)
FOUND = cycle(RULES, [BIENNIUM])
MILESTONES = tuple(milestone_row(one, TODAY) for one in FOUND)
COMING = tuple(milestone_row(one, TODAY) for one in coming(FOUND, TODAY))


def a_readiness(place: int) -> ReadinessRow:
    key, name = DEPARTMENTS[place]
    match place % 3:
        case 0:
            return ReadinessRow(key, name, Prepared(plan=2, follows=True, measures=12), is_ready=True)
        case 1:
            return ReadinessRow(key, name, Prepared(plan=1, follows=True, measures=12, waiting=3), is_ready=False)
        case _:
            return ReadinessRow(key, name, Prepared(), is_ready=False)


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

BLOCKED, NEVER = ACTIONS[1], ACTIONS[3]
OF_LINK: dict[str, Fact] = {
    "phase": "adopted",
    "lines": "package DS_501",
    "link": 4,
    "action": "MT-1 Night routes",
    "claim": "10 %",
}
GONE = replace(CUT, kind=findings.GONE, said=OF_LINK)
TWICE = replace(CUT, kind=findings.OVER, said={**OF_LINK, "over": Decimal("50.25"), "beside": "link 3 claims there"})
MONEY = MoneyLost(
    judged=Phase.ADOPTED,
    earlier=(Phase.PROPOSED,),
    links=2,
    cuts=(
        ActionCut(
            BLOCKED,
            Phase.PROPOSED,
            Decimal(900),
            Decimal(300),
            Decimal(500),
            (((Cut.PACKAGE, "ds_501"), (Cut.UNIT, "a1000")),),
        ),
    ),
    gone=(FindingRow(GONE, FindingState.OPEN, None),),
    over=(FindingRow(TWICE, FindingState.WAIVED, None, WAIVER),),
)


def a_briefing_row(place: int) -> BriefingRow:
    key, name = DEPARTMENTS[place]
    if key == "elections":
        return BriefingRow(key, name, None, 0, 0, 0, 0, 0, 0, 0)
    counts = {"blocked": place % 3, "outcomes": 7, "neglected": place, "measures": 12, "waiting": 1}
    return BriefingRow(key, name, 1, 20, 16, **counts, cut=MONEY.cut)


def a_briefing(place: int) -> BriefingPage:
    row = a_briefing_row(place)
    code, name, _ = NAMES[2]
    return BriefingPage(
        county=COUNTY,
        row=row,
        blocked=(BLOCKED,) if row.blocked else (),
        neglected=(OutcomeRow(code, name, "Fair pay", (NEVER, BLOCKED)),) if row.neglected else (),
        unserved=((NAMES[5][0], NAMES[5][1]),),
        waiting=(a_measure_row(1, MEASURES[0]),) if row.waiting else (),
        next=COMING[0],
        money=MONEY if row.plan_version else MoneyLost(),
    )


BRIEFINGS = Briefings(COUNTY, tuple(a_briefing_row(place) for place in range(len(DEPARTMENTS))), COMING[0])
NO_BRIEFINGS = Briefings(COUNTY, (), None)
