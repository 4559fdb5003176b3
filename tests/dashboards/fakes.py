"""An invented county in a few rows: what pages are shown in tests, without a store."""
# ruff: noqa: ARG002 - a fake is asked as the real one is, and answers the same to all

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from budgets.phases import Direction, Phase
from importers.reading import Answers, Kind
from plans.attainment import Progress, Thresholds, attainment, expected, status
from plans.disparity import Disparity
from plans.implementation import Agreement, FundingAsk, Partner, PartnerKind
from plans.measures import DatedTarget, Group, Measure, MeasureDirection, MeasuredValue
from plans.progress import ActionStatus, MeasureStatus, ProgressUpdate
from tracker.errors import NotFoundError, StateError
from tracker.permissions import Actor, Permission, require
from tracker.rows import (
    ActionRow,
    AgreementRow,
    Asked,
    Attention,
    BookFacts,
    BudgetPage,
    Change,
    Counts,
    CountyFacts,
    Cut,
    CutRow,
    DepartmentPage,
    DepartmentRow,
    DueRow,
    GoalPage,
    GoalRow,
    ImportRow,
    ImportState,
    LinePage,
    LineRow,
    MeasureRow,
    Money,
    Overview,
    PartRow,
    Pending,
    PeriodChoice,
    SearchHit,
    Source,
    UpdateRow,
    View,
)

TODAY = date(2026, 6, 30)
COUNTY = CountyFacts(
    "Cascara County", TODAY, invented=True, framework_title="Equity plan", framework_version="2016-2022"
)
BOOKED = (Phase.REQUESTED, Phase.PROPOSED, Phase.ADOPTED, Phase.ACTUAL)
PERIODS = (
    PeriodChoice("2025", date(2025, 1, 1), date(2025, 12, 31), (2025,), (Phase.PROPOSED, Phase.ADOPTED)),
    PeriodChoice("2026-2027", date(2026, 1, 1), date(2027, 12, 31), (2026, 2027), BOOKED),
)
ADOPTED = View("2026-2027", Phase.ADOPTED)
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


def money(amount: str | None, lines: int = 12, **more: Decimal) -> Money:
    return Money(None if amount is None else Decimal(amount), Decimal("9.5"), lines, **more)


def at(cell: str = "C14", sheet: str = "Plan", import_id: int = 3) -> Source:
    return Source(import_id, "Human Resources plan v3.xlsx", sheet, cell)


def counts(**more: int) -> Counts:
    base = Counts(54, 31, 2, 5, 4, 3, 6, 3, 1)
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
    )


def a_measure(
    title: str = "Job applicants from priority ZIP codes",
    values: tuple[str | None, ...] = ("21", "22.5", "22.4", "25", "27.8", "28", "31"),
    *,
    baseline: str | None = "20",
    target: str | None = "35",
    direction: MeasureDirection = MeasureDirection.INCREASE,
    unit: str = "%",
) -> Measure:
    start = date(2024, 12, 31)
    found = tuple(
        MeasuredValue(as_of=start + timedelta(days=91 * place), value=Decimal(value) if value else None)
        for place, value in enumerate(values)
    )
    return Measure(
        title=title,
        unit=unit,
        direction=direction,
        baseline=Decimal(baseline) if baseline else None,
        baseline_date=date(2024, 6, 30),
        target=Decimal(target) if target else None,
        target_date=date(2027, 12, 31),
        targets=(DatedTarget(date=date(2027, 12, 31), value=Decimal(target)),) if target else (),
        values=found,
    )


def a_measure_row(
    number: int = 1, measure: Measure | None = None, disparities: tuple[Disparity, ...] = ()
) -> MeasureRow:
    measure = measure or a_measure()
    return MeasureRow(
        id=number,
        department="Human Resources",
        department_key="human-resources",
        action_code="HR-WW-03",
        goal="3",
        measure=measure,
        status=status(measure, TODAY, Thresholds()),
        attainment=attainment(measure),
        expected=expected(measure, TODAY),
        disparities=disparities,
        source=at(f"H{number + 6}"),
        latest_source=at(f"M{number + 6}", "Updates") if measure.latest else None,
    )


MEASURES = (
    a_measure(),
    a_measure("Supervisors of color", ("18", "18.2", "19", "19.1", None, None, "22"), baseline="18", target="30"),
    a_measure(
        "Exit interviews naming exclusion",
        ("24", "22", "20", "16", "14", "11", "10"),
        baseline="25",
        target="10",
        direction=MeasureDirection.DECREASE,
    ),
    a_measure(
        "Managers trained in equity review", ("12", "25", "33", "48", "60", "66", "70"), baseline="10", target="80"
    ),
    a_measure("Days to fill a post in priority classes", (), baseline="88", target="60", unit="days"),
    a_measure("Language premiums paid", ("140", "151", "160"), baseline=None, target=None, unit="people"),
)


def a_disparity(name: str, value: str | None, *, suppressed: bool = False, closing: bool | None = True) -> Disparity:
    known = Decimal(value) if value else None
    gap = known - 79 if known is not None else None
    return Disparity(
        group=Group(scheme="OMB SPD 15 (2024)", name=name),
        as_of=TODAY,
        value=known,
        n=None if suppressed else 140,
        suppressed=suppressed,
        reference=Group(scheme="OMB SPD 15 (2024)", name="White"),
        reference_value=Decimal(79),
        reference_n=2210,
        gap=gap,
        ratio=known / 79 if known is not None else None,
        first_gap=gap - 4 if gap is not None else None,
        first_as_of=date(2024, 12, 31),
        closing=closing,
    )


GAPS = (
    a_disparity("American Indian or Alaska Native", "61"),
    a_disparity("Asian", "74"),
    a_disparity("Black or African American", "58"),
    a_disparity("Hispanic or Latino", "63", closing=False),
    a_disparity("Native Hawaiian or Pacific Islander", None, suppressed=True, closing=None),
    a_disparity("White", "79", closing=None),
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
        counts=counts() if not silent else Counts(0, 0, 0, 0, 0, 0, 0, 0, 0),
        progress=Progress(None, None, 0, 0) if silent else Progress(Decimal("0.55"), Decimal("0.6"), 9, 12),
        action_status={}
        if silent
        else {ActionStatus.COMPLETED: 4, ActionStatus.IN_PROGRESS: 14, ActionStatus.BLOCKED: 2},
        asked=Asked(None, None, 0, 0, 0) if silent else Asked(Decimal(1250000), None, 4, 6, 20),
        budget=money(str(41_000_000 * (place + 1)), 210),
    )


def a_part(number: int = 7, **more: object) -> PartRow:
    part = PartRow(
        import_id=number,
        file="cascara-adopted-2026-2027.xlsx",
        fiscal_years=(2026, 2027),
        directions=(Direction.EXPENDITURE, Direction.REVENUE),
        scope="whole county",
        version=1,
        as_of=None,
        share_of_period=None,
        basis=None,
        lines=4012,
        imported_at=datetime(2025, 11, 20, 9, 12, tzinfo=UTC),
    )
    return replace(part, **more)  # type: ignore[arg-type]


BOOK = BookFacts(
    phase=Phase.ADOPTED,
    parts=(a_part(),),
    expenditure=money("1742000000", 3610, reductions=Decimal(-4200000), transfers=Decimal(88000000)),
    revenue=money("1742000000", 402),
    missing=("capital projects",),
)


def an_import(number: int = 3, **more: object) -> ImportRow:
    row = ImportRow(
        id=number,
        kind=Kind.PLAN,
        file="Human Resources plan v3.xlsx",
        sha256="9f2c" * 16,
        size=48_211,
        state=ImportState.PUBLISHED,
        in_force=True,
        what="Human Resources, implementation plan 2026-2027",
        version=3,
        records=54,
        errors=0,
        warnings=4,
        by="local user",
        at=datetime(2026, 3, 14, 10, 2, tzinfo=UTC),
        layout="standard-plan 1",
    )
    return replace(row, **more)  # type: ignore[arg-type]


def a_cut(key: str | None, name: str | None, amount: str, inner: tuple[CutRow, ...] = ()) -> CutRow:
    return CutRow(
        key=key, code=None if key is None else key[:5].upper(), name=name, money=money(amount, 120), inner=inner
    )


def within(place: int, name: str) -> tuple[CutRow, ...]:
    words = ("services", "administration", "grants")
    return tuple(
        a_cut(f"a{place}{at}000", f"{name} {word}", str(300_000_000 // (place + 1) // (at + 1)))
        for at, word in enumerate(words)
    )


CUTS = (
    *(
        a_cut(key, name, str(520_000_000 // (place + 1)), within(place, name))
        for place, (key, name) in enumerate(DEPARTMENTS)
    ),
    a_cut(None, None, "44000000"),
)


def a_line(number: int = 1) -> LineRow:
    return LineRow(
        id=number,
        fiscal_years=(2026,),
        direction=Direction.EXPENDITURE,
        department="Public Health",
        unit="A80000 Public Health",
        fund="F1800 Public Health",
        program="Clinics",
        account="51110 Salaries",
        package="DS_014",
        goal="3" if number % 3 else None,
        description="Community health workers",
        amount=Decimal(125000 * number) if number % 7 else Decimal("-1200.50"),
        fte=Decimal("1.5"),
        transfer=number % 5 == 0,
        source=at(f"H{number + 5}", "Lines", 7),
    )


REPORT: dict[str, object] = {
    "outcome": "rejected",
    "kind": "plan",
    "file": "HR plan final v3.xlsx",
    "tables": [
        {
            "sheet": "Plan",
            "header_rows": [6],
            "first_row": 7,
            "last_row": 60,
            "columns": [
                {"letter": "A", "heading": "Goal", "field": "goal"},
                {"letter": "B", "heading": "Action", "field": "action"},
                {"letter": "C", "heading": "Lead", "field": "lead"},
                {"letter": "D", "heading": "Due", "field": "due"},
                {"letter": "E", "heading": "Remarks", "field": None},
            ],
        }
    ],
    "records": 54,
    "totals": [],
    "actions": [],
    "issues": [
        {
            "code": "unknown-goal",
            "severity": "error",
            "sheet": "Plan",
            "cell": "A10",
            "field": "goal",
            "value": "XX",
            "message": "'XX' is no goal of the framework. Use one of its codes, such as 3.",
        },
        {
            "code": "not-a-date",
            "severity": "warning",
            "sheet": "Plan",
            "cell": "D9",
            "field": "due",
            "value": "6/31/2027",
            "message": "There is no 31 June. The due date was left empty; enter a day that exists.",
        },
        {
            "code": "second-owner",
            "severity": "warning",
            "sheet": "Plan",
            "cell": "C8",
            "field": "lead",
            "value": "Detention; HR",
            "message": "Two owners stand in one cell. The first was taken as lead; name one.",
        },
        {
            "code": "padded",
            "severity": "info",
            "sheet": "Plan",
            "cell": "B12",
            "field": "action",
            "value": " Grants",
            "message": "Blanks around the text were taken away.",
        },
    ],
    "questions": [],
    "left_out": [{"sheet": "Plan", "row": 4, "why": "note"}, {"sheet": "Plan", "column": "E", "why": "not read"}],
}
QUESTIONS: list[dict[str, object]] = [
    {
        "code": "which-phase",
        "field": "phase",
        "message": "Nothing in the file says which phase these amounts are.",
        "candidates": [{"value": "proposed", "samples": []}, {"value": "adopted", "samples": []}],
    },
    {
        "code": "which-amount",
        "field": "amount",
        "message": "Two columns could hold the amount.",
        "candidates": [
            {"value": "Approved Amount", "samples": ["125,000", "88,410"]},
            {"value": "Recommended", "samples": ["130,000", "90,000"]},
        ],
    },
]


@dataclass
class FakeQueries:
    """Answers every question from the rows above; ``is_empty`` is a store into which nothing came yet."""

    is_empty: bool = False

    def county(self) -> CountyFacts:
        return replace(COUNTY, invented=not self.is_empty)

    def periods(self) -> tuple[PeriodChoice, ...]:
        return () if self.is_empty else PERIODS

    def default_view(self) -> View:
        return View("", Phase.ADOPTED) if self.is_empty else ADOPTED

    def overview(self, view: View) -> Overview:
        if self.is_empty:
            none = Counts(0, 0, 0, 0, 0, 0, 0, 0, 0)
            return Overview(
                self.county(),
                self.goals(view),
                0,
                none,
                Progress(None, None, 0, 0),
                0,
                0,
                Asked(None, None, 0, 0, 0),
                None,
                None,
                None,
                (),
            )
        return Overview(
            county=COUNTY,
            goals=self.goals(view),
            without_goal=4,
            counts=Counts(350, 160, 9, 31, 22, 14, 41, 12, 6),
            progress=Progress(Decimal("0.55"), Decimal("0.58"), 119, 160),
            departments=14,
            departments_reporting=13,
            asked=Asked(Decimal(31400000), Decimal("96.5"), 212, 88, 350),
            book=BOOK if view.phase is Phase.ADOPTED else None,
            tagged=money("149800000", 310),
            not_linked=money("1592200000", 3300),
            attention=(
                Attention(
                    "overdue",
                    14,
                    Decimal(3100000),
                    (("Transit", 6), ("Parks", 5), ("Public Health", 3)),
                    "/departments",
                ),
                Attention("ownerless", 9, None, (("Facilities", 5), ("Workforce", 4)), "/goals"),
                Attention(
                    "stale",
                    41,
                    None,
                    (("Parks", 12), ("Transit", 9), ("Elections", 8), ("Detention", 7), ("Jobs", 5)),
                    "/departments",
                ),
                Attention("no_baseline", 12, None, (("Public Health", 12),), "/departments"),
            ),
        )

    def goals(self, view: View) -> tuple[GoalRow, ...]:
        goals = tuple(a_goal(place) for place in range(len(NAMES)))
        if not self.is_empty:
            return goals
        return tuple(
            replace(
                goal,
                status=MeasureStatus.NO_DATA,
                progress=Progress(None, None, 0, 0),
                departments=0,
                measure_status={},
                action_status={},
                counts=Counts(0, 0, 0, 0, 0, 0, 0, 0, 0),
                asked=Asked(None, None, 0, 0, 0),
                tagged=None,
            )
            for goal in goals
        )

    def goal(self, code: str, view: View) -> GoalPage:
        found = next((goal for goal in self.goals(view) if goal.code == code), None)
        if found is None:
            raise NotFoundError("goal", code)
        if self.is_empty:
            return GoalPage(self.county(), found, (), (), (), ())
        rows = tuple(
            a_measure_row(number, measure, GAPS if number == 1 else ()) for number, measure in enumerate(MEASURES, 1)
        )
        by_phase = tuple(zip(BOOKED, (money("24100000"), money("22400000"), money("21800000"), None), strict=True))
        return GoalPage(COUNTY, found, rows, ACTIONS, by_phase, CUTS[:4])

    def departments(self, view: View) -> tuple[DepartmentRow, ...]:
        return () if self.is_empty else tuple(a_department(place) for place in range(len(DEPARTMENTS)))

    def department(self, key: str, view: View) -> DepartmentPage:
        found = next((row for row in self.departments(view) if row.key == key), None)
        if found is None:
            raise NotFoundError("department", key)
        if found.plan_version is None:
            return DepartmentPage(COUNTY, found, None, (), (), (), (), (), CUTS[:2])
        update = ProgressUpdate(
            action="HR-WW-01",
            as_of=date(2026, 6, 12),
            status=ActionStatus.IN_PROGRESS,
            note="Survey done.",
            reported_by="M. Ortiz",
        )
        agreement = Agreement(
            partner="Casa Latina",
            title="Memorandum on hiring",
            start=date(2025, 1, 1),
            end=date(2026, 8, 31),
            county_promises="Space and two interpreters",
            partner_promises="Outreach in five ZIP codes",
            actions=("HR-WW-01",),
        )
        return DepartmentPage(
            county=COUNTY,
            department=found,
            plan=an_import(),
            actions=ACTIONS,
            measures=tuple(a_measure_row(number, measure) for number, measure in enumerate(MEASURES[:4], 1)),
            updates=(UpdateRow(update, "Pay review of entry-level classes", at("B9", "Updates")),),
            agreements=(AgreementRow(agreement, ("HR-WW-01",), at("A5", "Agreements")),),
            due=(
                DueRow("action", "Bilingual premium for custody staff", date(2026, 5, 31), -30, at("D8")),
                DueRow("measure", "Supervisors of color", date(2026, 7, 15), 15, at("D9")),
            ),
            budget_by_unit=CUTS[1].inner,
        )

    def budget(self, view: View, direction: Direction, cut: Cut) -> BudgetPage:
        if self.is_empty:
            return BudgetPage(self.county(), view, direction, cut, None, None, (), ())
        by_phase = tuple(
            zip(
                BOOKED, (money("1790000000"), money("1761000000"), money("1742000000"), money("428000000")), strict=True
            )
        )
        return BudgetPage(COUNTY, view, direction, cut, BOOK, BOOK.expenditure, CUTS, by_phase)

    def lines(
        self, view: View, direction: Direction, *, where: Mapping[Cut, str | None], after: int | None, size: int = 50
    ) -> LinePage:
        first = (after or 0) + 1
        rows = tuple(a_line(number) for number in range(first, min(first + size, 121)))
        return LinePage(rows, 120, rows[-1].id if rows and rows[-1].id < 120 else None)

    def imports(self) -> tuple[ImportRow, ...]:
        if self.is_empty:
            return ()
        return (
            an_import(
                9,
                state=ImportState.DRAFT,
                in_force=False,
                version=None,
                errors=1,
                file="HR plan final v3.xlsx",
                at=datetime(2026, 6, 30, 9, 0, tzinfo=UTC),
            ),
            an_import(
                7,
                kind=Kind.BUDGET,
                file="cascara-adopted-2026-2027.xlsx",
                what="Adopted 2026-2027, whole county",
                records=4012,
                layout="standard-budget 1",
            ),
            an_import(3),
            an_import(2, in_force=False, version=2, file="Human Resources plan v2.xlsx"),
            an_import(1, state=ImportState.WITHDRAWN, in_force=False, version=1, file="Human Resources plan.xlsx"),
        )

    def import_row(self, import_id: int, /) -> ImportRow:
        found = next((row for row in self.imports() if row.id == import_id), None)
        if found is None:
            raise NotFoundError("import", import_id)
        return found

    def report(self, import_id: int, /) -> dict[str, object]:
        self.import_row(import_id)
        return REPORT

    def original(self, import_id: int, /) -> tuple[str, bytes]:
        return self.import_row(import_id).file, b"Goal,Action\n3,Pay review\n"

    def data_version(self) -> int:
        return 1

    def search(self, text: str) -> tuple[SearchHit, ...]:
        hits = [SearchHit("goal", f"{code} {name}", f"/goal?code={code}") for code, name, _ in NAMES]
        hits += [SearchHit("department", name, f"/department?key={key}") for key, name in DEPARTMENTS]
        return tuple(hit for hit in hits if text.casefold() in hit.label.casefold())


@dataclass
class FakeDesk:
    """Takes every file in, and remembers what was done with it."""

    ask: FakeQueries = field(default_factory=FakeQueries)
    report: dict[str, object] = field(default_factory=lambda: dict(REPORT))
    done: list[tuple[str, object]] = field(default_factory=list)

    def check(self, actor: Actor, file: str, data: bytes, kind: Kind) -> Pending:
        require(actor, Permission.PLAN_UPLOAD)
        self.done.append(("check", (file, len(data), kind)))
        return self.pending(actor, 9)

    def pending(self, actor: Actor, import_id: int) -> Pending:
        row = self.ask.import_row(import_id)
        if row.state is not ImportState.DRAFT:
            raise StateError("import", row.state, "answered")
        changes = (
            Change("HR-WW-03 Pay review of entry-level classes", "due", "30 Jun 2026", "30 Sep 2026"),
            Change("HR-WW-11 Exit interviews", "status", "in progress", "completed"),
        )
        return Pending(row, self.report, {}, None, changes, 3, 1)

    def answer(self, actor: Actor, import_id: int, answers: Answers) -> Pending:
        self.done.append(("answer", dict(answers)))
        return self.pending(actor, import_id)

    def accept(self, actor: Actor, import_id: int) -> ImportRow:
        self.done.append(("accept", import_id))
        return self.ask.import_row(import_id)

    def discard(self, actor: Actor, import_id: int) -> None:
        self.done.append(("discard", import_id))

    def withdraw(self, actor: Actor, import_id: int, reason: str) -> ImportRow:
        self.done.append(("withdraw", (import_id, reason)))
        return self.ask.import_row(import_id)
