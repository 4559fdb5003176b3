"""The overview as pages are told it: of a county in the middle of its work, and of one into which nothing came yet."""

from decimal import Decimal

from budgets.phases import Phase
from plans.attainment import Progress
from tests.dashboards.fakes.budget import BOOK
from tests.dashboards.fakes.county import COUNTY, money
from tests.dashboards.fakes.plans import NO_GOAL, NO_GOAL_NOTHING, NOTHING, counts
from tracker.aligned_money import Coverage
from tracker.rows import Asked, Attention, CountyFacts, Overview, View


def nothing_overview(county: CountyFacts) -> Overview:
    return Overview(
        county=county,
        goals=(),
        no_goal=NO_GOAL_NOTHING,
        counts=NOTHING,
        progress=Progress(None, None, 0, 0),
        departments=0,
        departments_reporting=0,
        plans_expected=True,
        asked=Asked(None, None, 0, 0, 0),
        book=None,
        tagged=None,
        coverage=None,
        attention=(),
    )


def full_overview(view: View) -> Overview:
    return Overview(
        county=COUNTY,
        goals=(),
        no_goal=NO_GOAL,
        counts=counts(
            actions=350,
            open_actions=296,
            measures=160,
            indicators=5,
            without_lead=9,
            never_updated=31,
            stale_actions=22,
            stale_measures=41,
            without_baseline=12,
        ),
        progress=Progress(Decimal("0.55"), Decimal("0.58"), 119, 160),
        departments=14,
        departments_reporting=13,
        plans_expected=True,
        asked=Asked(Decimal(31400000), Decimal("96.5"), 212, 88, 350),
        book=BOOK if view.phase is Phase.ADOPTED else None,
        tagged=money("149800000", 310),
        coverage=Coverage(Decimal(1_742_000_000), Decimal(0), Decimal(149_800_000), Decimal(0)),
        attention=(
            Attention(
                "overdue",
                14,
                Decimal(3100000),
                (("Transit", 6), ("Parks", 5), ("Public Health", 3)),
                "/departments",
                actions=14,
            ),
            Attention("ownerless", 9, None, (("Facilities", 5), ("Workforce", 4)), "/goals"),
            Attention(
                "stale",
                41,
                None,
                (("Parks", 12), ("Transit", 9), ("Elections", 8), ("Detention", 7), ("Jobs", 5)),
                "/departments",
                actions=22,
                measures=18,
                indicators=1,
            ),
            Attention("no_baseline", 12, None, (("Public Health", 12),), "/departments"),
        ),
    )
