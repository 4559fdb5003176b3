"""Findings, for the pages."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from budgets.period import BudgetPeriod
from budgets.phases import Phase
from tests.dashboards.fakes.county import COUNTY, at
from tests.dashboards.fakes.plans import NAMES, a_goal
from tracker import findings
from tracker.finding_history import Cause, KeptRound, KeptWaiver, NewRound, Seen, Waiver
from tracker.finding_rows import FindingRow, FindingsPage, FindingState, Gone
from tracker.findings import Finding
from tracker.rows import Cut, View

PERIOD = BudgetPeriod(start=date(2026, 1, 1), end=date(2027, 12, 31))
AT = datetime(2026, 6, 1, 9, 30, tzinfo=UTC)

CUT = Finding(
    kind=findings.CUT,
    about=("transit", "mt-1"),
    said={
        "action": "MT-1 Night routes",
        "before": Decimal(2_000_000),
        "earlier": Phase.PROPOSED,
        "after": Decimal(500_000),
        "phase": Phase.ADOPTED,
    },
    dollars=Decimal(1_500_000),
    department="transit",
    department_name="Transit",
    goal="3",
    lead="Sam Day",
    action="MT-1",
    title="Night routes",
    link=4,
    phase=Phase.ADOPTED,
    lines=((Cut.PACKAGE, "ds_501"),),
    source=at("B7"),
)
STALE = Finding(
    kind=findings.STALE,
    about=("parks", "pk-1"),
    said={"record": "PK-1 Shade trees"},
    department="parks",
    department_name="Parks",
    action="PK-1",
    title="Shade trees",
    source=at("B8"),
)
UNFUNDED = Finding(
    kind=findings.UNFUNDED,
    about=("parks", "pk-2"),
    said={"action": "PK-2 Pool hours"},
    dollars=Decimal(9_000),
    department="parks",
    department_name="Parks",
    goal="1",
    action="PK-2",
    source=at("B9"),
)
WAIVER = KeptWaiver(
    id=1,
    waiver=Waiver(
        period=PERIOD,
        finding=UNFUNDED.key,
        kind=UNFUNDED.kind.code,
        told="No link pays for it.",
        person="A. Budget",
        reason="A grant comes",
        until=date(2026, 12, 31),
    ),
    by="local user",
    at=AT,
)
ROUND = KeptRound(
    id=2,
    round=NewRound(period=PERIOD, cause=Cause.IMPORT, by="local user", at=AT, import_id=7),
    new=1,
    resolved=1,
    open=3,
)
LINKED = replace(ROUND, id=3, round=replace(ROUND.round, cause=Cause.LINK, import_id=None), new=0)
ROUNDS = (LINKED, ROUND, replace(ROUND, id=1, new=0, resolved=0))
ROWS = (
    FindingRow(CUT, FindingState.NEW, AT),
    FindingRow(UNFUNDED, FindingState.WAIVED, AT, waiver=WAIVER),
    FindingRow(STALE, FindingState.OPEN, None),
)
RESOLVED = (
    Gone(Seen(finding="0" * 12, kind="funding-gone", told="It was gone.", dollars=None, department=None, goal="3"), AT),
)


def findings_page(view: View, since: int | None = None) -> FindingsPage:
    new = next(kept for kept in ROUNDS if kept.id == (since or 2))
    goals = tuple((goal.code, goal.short_name) for goal in map(a_goal, range(len(NAMES))))
    return FindingsPage(COUNTY, view, Phase.ADOPTED, (Phase.PROPOSED,), ROWS, RESOLVED, ROUNDS, (), goals, new)


def no_findings(view: View) -> FindingsPage:
    return FindingsPage(COUNTY, view, None, (), (), (), (), ("There is no plan of this period.",))
