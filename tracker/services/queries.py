"""The home of what pages, reports and the command line ask: each question one look, each answer typed rows."""

from collections.abc import Callable, Hashable, Mapping
from datetime import date
from typing import TypeVar

from budgets.period import BudgetPeriod
from budgets.phases import Direction
from budgets.selectors import LineSelector
from tracker.alignment import FundingLink
from tracker.briefing import BriefingPage, Briefings
from tracker.budget_rows import BudgetPage, LinePage
from tracker.change_rows import ChangesAsked, ChangesPage
from tracker.county import County
from tracker.cycle import CycleCalendar, CyclePage
from tracker.equity_answers import KeptQuestions, Subject
from tracker.errors import NotFoundError
from tracker.finding_rows import FindingsPage
from tracker.funding_rows import AlignmentPage, GoalFunding, LinesLeft, LinkRow, Weighed
from tracker.linking_rows import LinkingAsked, LinkingPage, SureLinks
from tracker.package_rows import PackagePage, PackageRow, QuestionsPage, SubjectAnswers
from tracker.records import Dimension
from tracker.rehearsal import BudgetBecomes
from tracker.rows import (
    CountyFacts,
    Cut,
    DepartmentPage,
    DepartmentRow,
    GoalPage,
    ImportRow,
    Overview,
    PeriodChoice,
    SearchGroup,
    View,
)
from tracker.services import (
    briefing_pages,
    budget_pages,
    change_pages,
    cycle_pages,
    findings,
    funding_pages,
    linking_pages,
    package_pages,
    plan_pages,
    question_pages,
)
from tracker.services.crosswalk import links_workbook
from tracker.services.keeping import Answers
from tracker.services.listing import import_row, import_rows
from tracker.services.looking import Look
from tracker.services.prefilling import FilledTemplate, Purpose, filled_template
from tracker.services.publishing import kept_differences
from tracker.services.questions import answers_workbook
from tracker.services.rehearsing import kept_becomes
from tracker.services.searching import search
from tracker.services.suggestions import Suggested, can_be_made_together
from tracker.services.unit_of_work import UnitOfWork
from tracker.waiting import Differences

T = TypeVar("T")
KEPT_ANSWERS = 256


class Queries:
    """The read side. ``open_store`` begins a look at the store; answers are kept until something is published.

    ``today`` is asked only where the county's file names no day.
    """

    def __init__(
        self, open_store: Callable[[], UnitOfWork], county: County, today: Callable[[], date] = date.today
    ) -> None:
        self._open = open_store
        self._county = county
        self._today = today
        self._answers = Answers(KEPT_ANSWERS)

    def county(self) -> CountyFacts:
        """Whose numbers these are."""
        return self._ask("county", (), lambda look: look.facts)

    def periods(self) -> tuple[PeriodChoice, ...]:
        """The budget periods that can be chosen, the earliest first."""
        return self._ask("periods", (), lambda look: look.periods)

    def default_view(self) -> View:
        """The period and phase where nobody chose: see ``Look.default_view``."""
        return self._ask("default_view", (), Look.default_view)

    def key(self, dimension: Dimension, text: str) -> str:
        """What a code, as anybody writes it, is known by: see ``Look.key_of``."""
        return self._ask("key", (dimension, text), lambda look: look.key_of(dimension, text))

    def overview(self, view: View) -> Overview:
        """The county on one page. Raises ``NotFoundError`` for a period that is not there, as all do."""
        return self._ask("overview", view, lambda look: plan_pages.overview(look, view))

    def goal(self, code: str, view: View) -> GoalPage:
        """Everything about one goal. Raises ``NotFoundError``."""
        return self._ask("goal", (code, view), lambda look: plan_pages.goal(look, code, view))

    def departments(self, view: View) -> tuple[DepartmentRow, ...]:
        """All departments that the county's file, a plan or a budget names."""
        return self._ask("departments", view, lambda look: plan_pages.departments(look, view))

    def department(self, key: str, view: View) -> DepartmentPage:
        """Everything about one department. Raises ``NotFoundError``."""
        return self._ask("department", (key, view), lambda look: plan_pages.department(look, key, view))

    def budget(self, view: View, direction: Direction, cut: Cut) -> BudgetPage:
        """One book, cut one way."""
        return self._ask("budget", (view, direction, cut), lambda look: budget_pages.budget(look, view, direction, cut))

    def lines(
        self,
        view: View,
        direction: Direction,
        *,
        where: Mapping[Cut, str | None],
        after: int | None = None,
        size: int = 50,
    ) -> LinePage:
        """The lines of a slice of a book, a page at a time; ``after`` is the ``after`` of the page before."""
        asked = budget_pages.LinesAsked(view, direction, tuple(sorted(where.items())), after or 0, size)
        return self._ask("lines", asked, lambda look: budget_pages.lines(look, asked))

    def calendar(self, period: str | None = None) -> CycleCalendar:
        """The budget cycle as of today, or the milestones of one budget by its label. Raises ``NotFoundError``."""
        return self._ask("calendar", period, lambda look: cycle_pages.calendar(look, look.default_view(), period))

    def cycle(self, view: View) -> CyclePage:
        """The budget cycle around the period of a view."""
        return self._ask("cycle", view, lambda look: cycle_pages.cycle_page(look, view))

    def changes(self, asked: ChangesAsked) -> ChangesPage:
        """What changed from one book to another. Raises ``NotFoundError`` for a book that is not there."""
        return self._ask("changes", asked, lambda look: change_pages.changes(look, asked))

    def alignment(self, view: View) -> AlignmentPage:
        """What a book pays for: by goal, department and fund, each dollar once."""
        return self._ask("alignment", view, lambda look: funding_pages.alignment(look, view))

    def link_rows(self, view: View, numbers: tuple[int, ...]) -> tuple[LinkRow, ...]:
        """Some of the links that count in the period of a view, by their numbers. Raises ``NotFoundError``."""
        asked = view, numbers
        return self._ask("link_rows", asked, lambda look: funding_pages.link_rows(look, view, numbers))

    def findings(self, view: View, since: int | None = None) -> FindingsPage:
        """Everything that is found in the period of a view, and what of it is new. Raises ``NotFoundError``."""
        return self._ask("findings", (view, since), lambda look: findings.findings(look, view, since))

    def goal_funding(self, code: str, view: View) -> GoalFunding:
        """One goal's money, phase by phase, and the actions that it pays. Raises ``NotFoundError``."""
        return self._ask("goal_funding", (code, view), lambda look: funding_pages.goal_funding(look, code, view))

    def briefings(self, view: View) -> Briefings:
        """All departments as leadership asks for them before the budget, in counts."""
        return self._ask("briefings", view, lambda look: briefing_pages.briefings(look, view))

    def briefing(self, key: str, view: View) -> BriefingPage:
        """One department as leadership asks for it before the budget. Raises ``NotFoundError``."""
        return self._ask("briefing", (key, view), lambda look: briefing_pages.briefing(look, key, view))

    def linking(self, asked: LinkingAsked) -> LinkingPage:
        """The linking workbench. Raises ``NotFoundError`` for an action, department or unit that is not there."""
        return self._ask("linking", asked, lambda look: linking_pages.linking(look, asked))

    def links(self, view: View) -> tuple[LinkRow, ...]:
        """Every link with its money in one book, those that were ended last."""
        return self._ask("links", view, lambda look: linking_pages.links(look, view))

    def weighed(self, wanted: FundingLink, view: View) -> Weighed:
        """What a link would do to a book, before it is kept. Raises ``NotFoundError`` where there is no book."""
        return self._ask("weighed", (wanted, view), lambda look: linking_pages.weighed(look, view, wanted))

    def lines_left(self, selector: LineSelector, view: View) -> LinesLeft:
        """What a part of the budget comes to in a book, and what no link claims of it. Raises as ``weighed`` does."""
        return self._ask("left", (selector, view), lambda look: linking_pages.left(look, view, selector))

    def suggested(self, view: View) -> tuple[Suggested, ...]:
        """What may pay for each action of a period, with reasons."""
        return self._ask("suggested", view, lambda look: linking_pages.all_suggested(look, view))

    def links_workbook(self, view: View) -> bytes:
        """The links that stand, as a workbook that can be read again."""
        return self._ask("links workbook", view, lambda look: links_workbook(look, view))

    def sure_links(self, view: View) -> SureLinks:
        """The links that plans state, place and amount: those that can be met at nobody's expense, and the rest."""
        return self._ask("sure links", view, lambda look: linking_pages.sure(look, view))

    def can_be_made_together(self, wanted: tuple[FundingLink, ...], view: View) -> bool:
        """Whether each of some links gets all that it claims of a book, and no link that stands is counted less."""
        return self._ask("together", (wanted, view), lambda look: can_be_made_together(look, view, wanted))

    def filled_template(self, department: str, purpose: Purpose, period: BudgetPeriod | None = None) -> FilledTemplate:
        """A department's template, filled with what is known. Raises ``NothingToFillError``, ``NoNextPeriodError``."""
        asked = department, purpose, period
        return self._ask("template", asked, lambda look: filled_template(look, department, purpose, period))

    def packages(self, view: View) -> tuple[PackageRow, ...]:
        """Every decision package in a book of the period, in the order of departments and codes."""
        return self._ask("packages", view, lambda look: package_pages.packages(look, view))

    def package(self, code: str, department: str | None, view: View, after: int | None = None) -> PackagePage:
        """Everything about one decision package. Raises ``NotFoundError``; see ``package_pages.package``."""
        asked = code, department, view, after or 0
        return self._ask("package", asked, lambda look: package_pages.package(look, *asked))

    def questions(self, view: View) -> QuestionsPage:
        """What is asked for a period, and how far every department has answered."""
        return self._ask("questions", view, lambda look: question_pages.questions(look, view))

    def subject_answers(self, subject: Subject, view: View) -> SubjectAnswers:
        """What a department, or a decision package, is asked and has answered. Raises ``NotFoundError``."""
        return self._ask("answers", (subject, view), lambda look: question_pages.subject_answers(look, subject, view))

    def answers_workbook(self, department: str, period: BudgetPeriod) -> FilledTemplate:
        """The workbook in which a department answers. Raises ``NothingAskedError`` and ``NotFoundError``."""
        asked = department, period
        return self._ask("answers workbook", asked, lambda look: answers_workbook(look, department, period))

    def answers_file(self, number: int, /) -> tuple[str, bytes]:
        """Name and bytes of a workbook of answers as it came. Raises ``NotFoundError``."""
        with self._open() as uow:
            return uow.questions.file(number)

    def span(self, view: View) -> BudgetPeriod:
        """The period of a view. Raises ``NotFoundError`` where there is none."""
        found = self._ask("span", view, lambda look: look.period(view))
        if found is None:
            raise NotFoundError("budget period", view.period or "yet")
        return found

    def question_sets(self) -> tuple[KeptQuestions, ...]:
        """Every version of every set of questions, the first one first."""
        return self._ask("question sets", (), lambda look: look.uow.questions.sets())

    def imports(self) -> tuple[ImportRow, ...]:
        """Every file that came in, the newest first."""
        with self._open() as uow:
            return import_rows(uow, uow.imports.all())

    def import_row(self, import_id: int, /) -> ImportRow:
        """One file that came in. Raises ``NotFoundError``."""
        with self._open() as uow:
            return import_row(uow, uow.imports.get(import_id))

    def report(self, import_id: int, /) -> dict[str, object]:
        """What was read from a file, as `validate` says it. Raises ``NotFoundError``."""
        with self._open() as uow:
            return uow.imports.report(import_id)

    def differences(self, import_id: int, /) -> Differences | None:
        """What an import changed when it was published; None: nothing stood before it. Raises ``NotFoundError``."""
        with self._open() as uow:
            return kept_differences(uow.imports.differences(import_id))

    def became(self, import_id: int, /) -> tuple[BudgetBecomes, ...]:
        """What accepting a budget did, as it was kept then; nothing where it was not. Raises ``NotFoundError``."""
        with self._open() as uow:
            return kept_becomes(uow.imports.differences(import_id))

    def original(self, import_id: int, /) -> tuple[str, bytes]:
        """Name and bytes of a file as it came in. Raises ``NotFoundError``."""
        with self._open() as uow:
            return uow.imports.original(import_id)

    def search(self, text: str) -> tuple[SearchGroup, ...]:
        """What words or codes name, kind by kind, the first of each: see tracker/services/searching.py."""
        return self._ask("search", text, lambda look: search(look, text))

    def data_version(self) -> int:
        """The number that every publication raises."""
        with self._open() as uow:
            return uow.data_version()

    def _ask(self, question: str, arguments: Hashable, answer: Callable[[Look], T]) -> T:
        today = self._county.as_of or self._today()
        with self._open() as uow:
            keeping = self._answers.at((today, uow.data_version()))
            return keeping.of((question, arguments), lambda: answer(Look(uow, self._county, today, keeping)))
