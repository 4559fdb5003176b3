"""The read side of the invented county: every question, answered from a few rows."""
# ruff: noqa: ARG002 - a fake is asked as the real one is, and answers the same to all

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from budgets.period import BudgetPeriod
from budgets.phases import Direction, Phase
from budgets.selectors import LineSelector
from plans.attainment import Progress
from plans.implementation import Agreement
from plans.progress import STOPPED_STATUSES, ActionStatus, MeasureStatus, ProgressUpdate
from tests.dashboards.fakes.budget import BOOK, CUTS, a_line
from tests.dashboards.fakes.changes import changes_page, nothing_to_compare
from tests.dashboards.fakes.county import ACTUALS, ADOPTED, BOOKED, COUNTY, PERIODS, at, money
from tests.dashboards.fakes.cycle import (
    BRIEFINGS,
    CALENDAR,
    CYCLE_PAGE,
    NO_BRIEFINGS,
    NO_CALENDAR,
    NO_CYCLE_PAGE,
    a_briefing,
)
from tests.dashboards.fakes.files import IMPORTS, REPORT, an_import
from tests.dashboards.fakes.findings import findings_page, no_findings
from tests.dashboards.fakes.funding import FLOWS, FUNDED, GOAL_BY_PHASE, GOAL_FTE, LINKS
from tests.dashboards.fakes.linking import EMPTY_LINKING, LINKING, SURE_LINKS
from tests.dashboards.fakes.measures import GAPS, MEASURES, a_measure_row
from tests.dashboards.fakes.overviews import full_overview, nothing_overview
from tests.dashboards.fakes.plans import (
    ACTIONS,
    DEPARTMENTS,
    NAMES,
    NOTHING,
    a_department,
    a_goal,
)
from tests.dashboards.fakes.questions import PACKAGES, a_package_page, a_questions_page, some_answers
from tracker.aligned_money import AlignedMoney, Coverage
from tracker.alignment import FundingLink
from tracker.briefing import BriefingPage, Briefings
from tracker.budget_rows import BudgetPage, LinePage
from tracker.change_rows import ChangesAsked, ChangesPage
from tracker.cycle import CycleCalendar, CyclePage
from tracker.equity_answers import Subject
from tracker.errors import NotFoundError
from tracker.finding_rows import FindingsPage
from tracker.funding_rows import (
    AlignmentPage,
    FteCoverage,
    GoalAligned,
    GoalFunding,
    LinesLeft,
    LinkPaid,
    LinkRow,
    Weighed,
)
from tracker.linking_rows import LinkingAsked, LinkingPage, SureLinks
from tracker.package_rows import PackagePage, PackageRow, QuestionsPage, SubjectAnswers
from tracker.records import Dimension
from tracker.rehearsal import BudgetBecomes
from tracker.rows import (
    AgreementRow,
    Asked,
    CountyFacts,
    Cut,
    DepartmentPage,
    DepartmentRow,
    DueRow,
    GoalPage,
    GoalRow,
    ImportRow,
    Overview,
    PeriodChoice,
    SearchGroup,
    SearchHit,
    UpdateRow,
    View,
)
from tracker.services.package_pages import SeveralPackagesError
from tracker.services.prefilling import FilledTemplate, Purpose
from tracker.waiting import Change, Differences


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

    def key(self, dimension: Dimension, text: str) -> str:
        return text.lower() if dimension is Dimension.PACKAGE else text

    def changes(self, asked: ChangesAsked) -> ChangesPage:
        if asked.before == "2031.adopted":
            raise NotFoundError("budget", asked.before)
        return nothing_to_compare(asked) if self.is_empty else changes_page(asked)

    def overview(self, view: View) -> Overview:
        told = nothing_overview(self.county()) if self.is_empty else full_overview(view)
        return replace(told, goals=self.goals())

    def goals(self) -> tuple[GoalRow, ...]:
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
                counts=NOTHING,
                asked=Asked(None, None, 0, 0, 0),
                tagged=None,
            )
            for goal in goals
        )

    def goal(self, code: str, view: View) -> GoalPage:
        found = next((goal for goal in self.goals() if goal.code == code), None)
        if found is None:
            raise NotFoundError("goal", code)
        if self.is_empty:
            return GoalPage(self.county(), found, (), (), (), ())
        rows = tuple(
            a_measure_row(number, measure, GAPS if number == 1 else ()) for number, measure in enumerate(MEASURES, 1)
        )
        by_phase = tuple(zip(BOOKED, (money("24100000"), money("22400000"), money("21800000"), None), strict=True))
        return GoalPage(COUNTY, found, rows, ACTIONS, by_phase, CUTS[:4], ACTUALS)

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
            next_period="2028-2029",
        )

    def budget(self, view: View, direction: Direction, cut: Cut) -> BudgetPage:
        if self.is_empty:
            return BudgetPage(self.county(), view, direction, cut, None, None, (), ())
        by_phase = tuple(
            zip(
                BOOKED, (money("1790000000"), money("1761000000"), money("1742000000"), money("428000000")), strict=True
            )
        )
        return BudgetPage(COUNTY, view, direction, cut, BOOK, BOOK.expenditure, CUTS, by_phase, ACTUALS)

    def lines(
        self, view: View, direction: Direction, *, where: Mapping[Cut, str | None], after: int | None, size: int = 50
    ) -> LinePage:
        first = (after or 0) + 1
        rows = tuple(a_line(number) for number in range(first, min(first + size, 121)))
        return LinePage(rows, 120, rows[-1].id if rows and rows[-1].id < 120 else None)

    def alignment(self, view: View) -> AlignmentPage:
        nothing = Decimal(0)
        if self.is_empty:
            return AlignmentPage(self.county(), view, Coverage(None, nothing, nothing, nothing), (), (), ())
        tied = sum((flow.money for flow in FLOWS), AlignedMoney())
        none = _of("").linked
        whole, linked = Decimal(1_742_000_000), tied.linked - none
        cover = Coverage(whole, linked, tied.tagged, tied.over, tied.stopped, for_none=none)
        own = {goal.code: goal for goal in self.goals()}
        goals = (
            *(GoalAligned(code, goal.name, goal.short_name, _of(code), 2, goal.asked) for code, goal in own.items()),
            GoalAligned("", "No shared goal", "No shared goal", _of(""), 1, Asked(None, None, 0, 0, 0)),
        )
        paid = tuple(
            LinkPaid(row.id, row.gross or nothing, row.net or nothing, row.goal, row.status in STOPPED_STATUSES)
            for row in LINKS
        )
        fte = FteCoverage(Decimal(100), Decimal("12.5"), Decimal(7))
        return AlignmentPage(COUNTY, view, cover, goals, FLOWS, paid, fte=fte)

    def link_rows(self, view: View, numbers: tuple[int, ...]) -> tuple[LinkRow, ...]:
        return tuple(row for row in LINKS if row.id in numbers)

    def linking(self, asked: LinkingAsked) -> LinkingPage:
        page = EMPTY_LINKING if self.is_empty else LINKING
        page = replace(page, county=self.county(), view=asked.view)
        if asked.action is None:
            return replace(page, chosen=None, suggested=())
        if asked.action != page.actions[0].name:
            raise NotFoundError("action", asked.action)
        return replace(page, chosen=page.actions[0])

    def sure_links(self, view: View) -> SureLinks:
        return SureLinks((), ()) if self.is_empty else SURE_LINKS

    def can_be_made_together(self, wanted: tuple[FundingLink, ...], view: View) -> bool:
        return bool(wanted)

    def links_workbook(self, view: View) -> bytes:
        return b"links"

    def lines_left(self, selector: LineSelector, view: View) -> LinesLeft:
        return LinesLeft(Decimal(1000), Decimal(400)) if selector.unit else LinesLeft(Decimal(0), Decimal(0))

    def weighed(self, wanted: FundingLink, view: View) -> Weighed:
        half = wanted.share or Decimal(1)
        return Weighed(Decimal(1000), Decimal(400), 1000 * half, Decimal(400), max(1000 * half - 400, Decimal(0)))

    def findings(self, view: View, since: int | None = None, /) -> FindingsPage:
        return no_findings(view) if self.is_empty else findings_page(view, since)

    def goal_funding(self, code: str, view: View) -> GoalFunding:
        if self.is_empty:
            return GoalFunding(self.county(), view, code, (), (), 0)
        return GoalFunding(COUNTY, view, code, GOAL_BY_PHASE, (FUNDED,), 11, ACTUALS, GOAL_FTE)

    def imports(self) -> tuple[ImportRow, ...]:
        return () if self.is_empty else IMPORTS

    def import_row(self, import_id: int, /) -> ImportRow:
        found = next((row for row in self.imports() if row.id == import_id), None)
        if found is None:
            raise NotFoundError("import", import_id)
        return found

    def report(self, import_id: int, /) -> dict[str, object]:
        self.import_row(import_id)
        return REPORT

    def differences(self, import_id: int, /) -> Differences | None:
        self.import_row(import_id)
        changes = (Change("HR-WW-03", "status", "not started", "in progress"),)
        return Differences(changes, ("HR-WW-09 Exit interviews",), against=(2,)) if import_id == 3 else None

    def became(self, import_id: int, /) -> tuple[BudgetBecomes, ...]:
        self.import_row(import_id)
        return ()

    def calendar(self, period: str | None = None) -> CycleCalendar:
        if period not in (None, "2026-2027"):
            raise NotFoundError("budget period", period)
        return NO_CALENDAR if self.is_empty else CALENDAR

    def cycle(self, view: View) -> CyclePage:
        return NO_CYCLE_PAGE if self.is_empty else CYCLE_PAGE

    def briefings(self, view: View) -> Briefings:
        return NO_BRIEFINGS if self.is_empty else BRIEFINGS

    def briefing(self, key: str, view: View) -> BriefingPage:
        place = next((place for place, (known, _) in enumerate(DEPARTMENTS) if known == key), None)
        if place is None or self.is_empty:
            raise NotFoundError("department", key)
        return a_briefing(place)

    def filled_template(self, department: str, purpose: Purpose) -> FilledTemplate:
        if department not in dict(DEPARTMENTS):
            raise NotFoundError("plan of department", department)
        return FilledTemplate(f"{department} {purpose}.xlsx", b"workbook")

    def packages(self, view: View) -> tuple[PackageRow, ...]:
        return () if self.is_empty else PACKAGES

    def package(self, code: str, department: str | None, view: View, after: int | None = None) -> PackagePage:
        same = [row for row in self.packages(view) if row.key == code.casefold()]
        own = [row for row in same if department is None or row.department_key == department]
        if not own:
            raise NotFoundError("decision package", code)
        if len(own) > 1:
            raise SeveralPackagesError(code, own)
        return a_package_page(own[0], view, tuple(row for row in same if row is not own[0]))

    def questions(self, view: View) -> QuestionsPage:
        return a_questions_page(view, is_asked=not self.is_empty)

    def subject_answers(self, subject: Subject, view: View) -> SubjectAnswers:
        if subject.department and subject.department not in dict(DEPARTMENTS):
            raise NotFoundError("department", subject.department)
        return some_answers(subject, view, is_asked=not self.is_empty)

    def answers_file(self, number: int, /) -> tuple[str, bytes]:
        if number != 4:
            raise NotFoundError("workbook of answers", number)
        return "Human Resources equity questions.xlsx", b"workbook"

    def span(self, view: View) -> BudgetPeriod:
        found = next((choice for choice in self.periods() if choice.key == view.period), None)
        if found is None:
            raise NotFoundError("budget period", view.period)
        return BudgetPeriod(start=found.start, end=found.end)

    def answers_workbook(self, department: str, period: BudgetPeriod) -> FilledTemplate:
        if department not in dict(DEPARTMENTS):
            raise NotFoundError("department", department)
        return FilledTemplate(f"{department} equity questions {period.label}.xlsx", b"workbook")

    def original(self, import_id: int, /) -> tuple[str, bytes]:
        return self.import_row(import_id).file, b"Goal,Action\n3,Pay review\n"

    def data_version(self) -> int:
        return 1

    def search(self, text: str) -> tuple[SearchGroup, ...]:
        goals = [SearchHit(f"{code} {name}", f"/goal?code={code}") for code, name, _ in NAMES]
        departments = [SearchHit(name, f"/department?key={key}") for key, name in DEPARTMENTS]
        found = [
            (kind, tuple(hit for hit in hits if text.casefold() in hit.label.casefold()))
            for kind, hits in (("goal", goals), ("department", departments))
        ]
        return tuple(SearchGroup(kind, hits, len(hits)) for kind, hits in found if hits)


def _of(goal: str) -> AlignedMoney:
    return sum((flow.money for flow in FLOWS if flow.goal == goal), AlignedMoney())
