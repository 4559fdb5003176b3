"""The goals, actions and departments of the invented county."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from budgets.phases import Phase
from plans.attainment import Progress
from plans.implementation import FundingAsk, Partner, PartnerKind
from plans.progress import ActionStatus, MeasureStatus
from tests.dashboards.fakes.county import at, money
from tracker.aligned_money import AlignedMoney
from tracker.rows import ActionRow, Asked, Before, Counts, DepartmentRow, GoalRow

NAMES = (
    ("1", "Leadership, operations & services", "Leadership"),
    ("2", "Plans, policies & budgets", "Policies"),
    ("3", "Workplace & workforce", "Workforce"),
    ("4", "Community partnerships", "Partnerships"),
    ("5", "Communication & education", "Communication"),
    ("6", "Facility & system improvements", "Facilities"),
)
STATUSES = (
    MeasureStatus.ON_TRACK,
    MeasureStatus.OFF_TRACK,
    MeasureStatus.ON_TRACK,
    MeasureStatus.AT_RISK,
    MeasureStatus.AT_RISK,
    MeasureStatus.NO_DATA,
)
SHARES = ("0.61", "0.34", "0.71", "0.48", "0.52", None)
MEASURED = ((12, 31), (8, 22), (27, 34), (19, 26), (21, 25), (0, 22))
TAGGED = ("12400000", "3100000", "21800000", "44000000", None, "68500000")
DEPARTMENTS = (
    ("public-health", "Public Health"),
    ("human-resources", "Human Resources"),
    ("natural-resources-and-parks", "Natural Resources and Parks"),
    ("transit", "Transit"),
    ("adult-and-juvenile-detention", "Adult and Juvenile Detention"),
    ("elections", "Elections"),
)


NOTHING = Counts(*[0] * 11)


def counts(**more: int) -> Counts:
    base = Counts(
        actions=54,
        open_actions=44,
        measures=31,
        indicators=0,
        without_lead=2,
        never_updated=5,
        stale_actions=4,
        overdue=3,
        stale_measures=6,
        without_baseline=3,
        without_target=1,
    )
    return replace(base, **more)


def a_goal(place: int = 0) -> GoalRow:
    code, name, short = NAMES[place]
    share, (measured, of) = SHARES[place], MEASURED[place]
    return GoalRow(
        code=code,
        name=name,
        short_name=short,
        progress=Progress(Decimal(share) if share else None, Decimal("0.58") if share else None, measured, of),
        status=STATUSES[place],
        measure_status={
            MeasureStatus.ON_TRACK: measured - 3,
            MeasureStatus.OFF_TRACK: 3,
            MeasureStatus.NO_DATA: of - measured,
        }
        if measured
        else {MeasureStatus.NO_DATA: of},
        action_status={
            ActionStatus.COMPLETED: 9 + place,
            ActionStatus.IN_PROGRESS: 31 - place,
            ActionStatus.BLOCKED: 1 + place,
            ActionStatus.NOT_STARTED: 8,
            None: place,
        },
        counts=counts(measures=of),
        departments=13,
        asked=Asked(Decimal(4250000) if place != 5 else None, Decimal("12.5"), 9, 14, 54),
        tagged=money(TAGGED[place], 40 + place) if TAGGED[place] else None,
        aligned=AlignedMoney(tagged=Decimal(TAGGED[place] or 0)),
        before=Before(Phase.PROPOSED, Decimal(TAGGED[place] or 0) + 600_000 * place),
    )


NO_GOAL = replace(
    a_goal(),
    code="",
    name="No shared goal",
    short_name="No shared goal",
    progress=Progress(Decimal("0.2"), None, 1, 3),
    measure_status={MeasureStatus.OFF_TRACK: 1, MeasureStatus.NO_DATA: 2},
    action_status={ActionStatus.COMPLETED: 1, ActionStatus.IN_PROGRESS: 3},
    counts=counts(actions=4, open_actions=3, measures=3),
    departments=2,
    asked=Asked(Decimal(75000), None, 1, 0, 4),
    tagged=None,
)
NO_GOAL_NOTHING = replace(
    NO_GOAL,
    progress=Progress(None, None, 0, 0),
    measure_status={},
    action_status={},
    counts=NOTHING,
    departments=0,
    asked=Asked(None, None, 0, 0, 0),
)


def an_action(number: int = 1, **more: object) -> ActionRow:
    action = ActionRow(
        id=number,
        department="Human Resources",
        department_key="human-resources",
        code=f"HR-WW-{number:02d}",
        title="Pay review of entry-level classes",
        goal="3",
        strategy="invest in employees",
        lead="HR Director",
        partners=(Partner(name="Casa Latina", kind=PartnerKind.COMMUNITY_ORGANIZATION),),
        start=date(2026, 1, 1),
        due=date(2026, 9, 30),
        due_text=None,
        status=ActionStatus.IN_PROGRESS,
        progress_note="Survey of 41 classes is done; the first report is with the labor council.",
        blocked_reason=None,
        last_update=date(2026, 6, 12),
        ask=FundingAsk(amount=Decimal(420000), fte=Decimal("1.5"), fund="F0010"),
        attention=(),
        source=at(f"B{number + 6}"),
    )
    return replace(action, **more)  # type: ignore[arg-type]


ACTIONS = (
    an_action(1),
    an_action(
        2,
        title="Bilingual premium for custody staff",
        department="Adult and Juvenile Detention",
        department_key="adult-and-juvenile-detention",
        status=ActionStatus.BLOCKED,
        blocked_reason="The labor agreement is open.",
        attention=("overdue",),
        due=date(2026, 5, 31),
        ask=FundingAsk(amount=Decimal(1150000)),
    ),
    an_action(
        3,
        title="Operator apprenticeship with community colleges",
        department="Transit",
        department_key="transit",
        lead=None,
        attention=("ownerless",),
        ask=FundingAsk(amount=Decimal(2300000)),
    ),
    an_action(
        4,
        title="Hiring panels trained in equity review",
        status=None,
        due=None,
        due_text="ongoing",
        ask=FundingAsk(within_existing=True),
        attention=("never_updated",),
        last_update=None,
    ),
    an_action(
        5, title="Publish the workforce dashboard every quarter", status=ActionStatus.COMPLETED, ask=FundingAsk()
    ),
)


def a_department(place: int = 0) -> DepartmentRow:
    key, name = DEPARTMENTS[place]
    silent = key == "elections"
    return DepartmentRow(
        key=key,
        name=name,
        plan_version=None if silent else 1 + place % 3,
        plan_published=None if silent else date(2026, 3, 14),
        counts=counts() if not silent else NOTHING,
        progress=Progress(None, None, 0, 0) if silent else Progress(Decimal("0.55"), Decimal("0.6"), 9, 12),
        action_status={}
        if silent
        else {ActionStatus.COMPLETED: 4, ActionStatus.IN_PROGRESS: 14, ActionStatus.BLOCKED: 2},
        asked=Asked(None, None, 0, 0, 0) if silent else Asked(Decimal(1250000), None, 4, 6, 20),
        budget=money(str(41_000_000 * (place + 1)), 210),
    )
