"""Money under links, for the pages."""

from datetime import UTC, date, datetime
from decimal import Decimal

from budgets.phases import Phase
from plans.progress import ActionStatus
from tests.dashboards.fakes.county import at
from tracker.aligned_money import AlignedMoney
from tracker.alignment import Basis
from tracker.funding_rows import ActionFunding, Flow, LinkedFte, LinkRow, Place

TRANSIT, PARKS = Place("transit", "Transit"), Place("parks", "Parks")
GENERAL, NO_FUND = Place("10", "General Fund"), Place(None, "no fund")
FLOWS = (
    Flow(
        "3",
        TRANSIT,
        GENERAL,
        AlignedMoney(Decimal(4_000_000), Decimal(4_250_000), Decimal(1_000_000), Decimal(700_000), Decimal(250_000)),
    ),
    Flow("3", PARKS, NO_FUND, AlignedMoney(tagged=Decimal(500_000))),
    Flow("", PARKS, GENERAL, AlignedMoney(Decimal(20_000), Decimal(20_000))),
)


def a_link_row(number: int = 1, **changes: object) -> LinkRow:
    """A link to a package, half of it."""
    told: dict[str, object] = {
        "id": number,
        "department": "Transit",
        "department_key": "transit",
        "action": "MT-LOS-01",
        "action_title": "Run night routes",
        "goal": "3",
        "lead": "Sam Day",
        "status": ActionStatus.IN_PROGRESS,
        "lines": "package DS_501",
        "claim": "50 %",
        "gross": Decimal(4_250_000),
        "net": Decimal(4_000_000),
        "basis": Basis.STATED,
        "since": date(2026, 1, 1),
        "until": None,
        "note": None,
        "by": "local user",
        "at": datetime(2026, 3, 2, 9, 0, tzinfo=UTC),
        "source": at("B7"),
        "fte": LinkedFte(Decimal("12.5"), shares=1, fixed=0),
    }
    return LinkRow(**{**told, **changes})  # type: ignore[arg-type] # a builder takes what a test says


LINKS = (
    a_link_row(),
    a_link_row(
        2,
        action="MT-9",
        action_title=None,
        goal=None,
        lead=None,
        status=None,
        source=None,
        gross=Decimal(20_000),
        net=Decimal(20_000),
        claim="$20,000",
        fte=LinkedFte(Decimal(0), shares=0, fixed=1),
    ),
    a_link_row(
        3,
        gross=Decimal(0),
        net=Decimal(0),
        lead=None,
        status=ActionStatus.DEFERRED,
        fte=LinkedFte(Decimal(0), shares=0, fixed=0),
    ),
)
FUNDED = ActionFunding(
    id=1,
    code="MT-LOS-01",
    title="Run night routes",
    department="Transit",
    department_key="transit",
    lead="Sam Day",
    status=ActionStatus.IN_PROGRESS,
    asked=Decimal(5_000_000),
    within_existing=False,
    by_phase=((Phase.PROPOSED, Decimal(6_000_000)), (Phase.ADOPTED, Decimal(4_000_000))),
    source=at("B7"),
    cut=Decimal(2_000_000),
    fte=LinkedFte(Decimal("12.5"), shares=1, fixed=1),
)
GOAL_BY_PHASE = (
    (Phase.PROPOSED, AlignedMoney(Decimal(6_000_000), Decimal(6_000_000), Decimal(1_000_000))),
    (
        Phase.ADOPTED,
        AlignedMoney(Decimal(4_000_000), Decimal(4_250_000), Decimal(1_500_000), Decimal(700_000), Decimal(250_000)),
    ),
)
GOAL_FTE = (None, LinkedFte(Decimal("12.5"), shares=1, fixed=1))
