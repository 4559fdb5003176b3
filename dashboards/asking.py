"""The home of what pages may ask and do: the read side, and the desk that takes files in. Pages know no store."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from budgets.period import BudgetPeriod
from budgets.phases import Direction
from budgets.selectors import LineSelector
from importers.annotate import GivenBack
from importers.reading import Answers, Kind
from tracker.alignment import FundingLink
from tracker.briefing import BriefingPage, Briefings
from tracker.budget_rows import BudgetPage, LinePage
from tracker.change_rows import ChangesAsked, ChangesPage
from tracker.crosswalk_rows import LinksIn
from tracker.cycle import CycleCalendar, CyclePage
from tracker.equity_answers import Subject
from tracker.finding_history import KeptWaiver
from tracker.finding_rows import FindingsPage
from tracker.funding_rows import AlignmentPage, GoalFunding, LinesLeft, LinkRow, Weighed
from tracker.linking_rows import LinkingAsked, LinkingPage, SureLinks
from tracker.package_rows import PackagePage, PackageRow, QuestionsPage, SubjectAnswers
from tracker.permissions import Actor
from tracker.records import Dimension, KeptLink
from tracker.rehearsal import BudgetBecomes, Rehearsal
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
from tracker.services.findings import NewWaiver
from tracker.services.prefilling import FilledTemplate, Purpose
from tracker.services.questions import Answering, AnswersIn
from tracker.waiting import Differences, KeyChanges, Pending


class Ask(Protocol):
    """Every question that a page asks; the answers are typed rows with their sources."""

    def county(self) -> CountyFacts:
        """Whose numbers these are."""

    def periods(self) -> tuple[PeriodChoice, ...]:
        """The budget periods that can be chosen."""

    def default_view(self) -> View:
        """The period and phase to show where an address names none."""

    def key(self, dimension: Dimension, text: str) -> str:
        """What a code, as anybody writes it, is known by in addresses."""

    def overview(self, view: View) -> Overview:
        """The county on one page."""

    def goal(self, code: str, view: View) -> GoalPage:
        """Everything about one goal."""

    def departments(self, view: View) -> tuple[DepartmentRow, ...]:
        """All departments."""

    def department(self, key: str, view: View) -> DepartmentPage:
        """Everything about one department."""

    def budget(self, view: View, direction: Direction, cut: Cut) -> BudgetPage:
        """One book, cut one way."""

    def lines(
        self, view: View, direction: Direction, *, where: Mapping[Cut, str | None], after: int | None, size: int = 50
    ) -> LinePage:
        """The lines of a slice of a book, a page at a time."""

    def calendar(self, period: str | None = None) -> CycleCalendar:
        """The budget cycle as of today, or the milestones of one budget."""

    def cycle(self, view: View) -> CyclePage:
        """The budget cycle around one period."""

    def link_rows(self, view: View, numbers: tuple[int, ...], /) -> tuple[LinkRow, ...]:
        """Some of the links that count in the period of a view, by their numbers. Raises ``NotFoundError``."""

    def alignment(self, view: View) -> AlignmentPage:
        """What a book pays for: by goal, department and fund, each dollar once."""

    def findings(self, view: View, since: int | None = None, /) -> FindingsPage:
        """Everything that is found in the period of a view; what came up with a round or after it is new."""

    def links_workbook(self, view: View) -> bytes:
        """The links that stand, as a workbook that can be sent back."""

    def goal_funding(self, code: str, view: View) -> GoalFunding:
        """One goal's money, phase by phase, and the actions that it pays."""

    def changes(self, asked: ChangesAsked) -> ChangesPage:
        """What changed from one book to another."""

    def briefings(self, view: View) -> Briefings:
        """All departments before the budget, in counts."""

    def briefing(self, key: str, view: View) -> BriefingPage:
        """One department before the budget."""

    def linking(self, asked: LinkingAsked) -> LinkingPage:
        """The linking workbench."""

    def sure_links(self, view: View) -> SureLinks:
        """The links that plans state, place and amount: those that can be met at nobody's expense, and the rest."""

    def can_be_made_together(self, wanted: tuple[FundingLink, ...], view: View) -> bool:
        """Whether each of some links gets all that it claims of a book, and no link that stands is counted less."""

    def lines_left(self, selector: LineSelector, view: View) -> LinesLeft:
        """What a part of the budget comes to in a book, and what no link claims of it."""

    def weighed(self, wanted: FundingLink, view: View) -> Weighed:
        """What a link would do to a book, before it is kept."""

    def filled_template(self, department: str, purpose: Purpose) -> FilledTemplate:
        """A department's template, filled with what is known."""

    def packages(self, view: View) -> tuple[PackageRow, ...]:
        """Every decision package of the period."""

    def package(self, code: str, department: str | None, view: View, after: int | None = None) -> PackagePage:
        """Everything about one decision package."""

    def questions(self, view: View) -> QuestionsPage:
        """What is asked for a period, and how far every department has answered."""

    def subject_answers(self, subject: Subject, view: View) -> SubjectAnswers:
        """What a department, or a decision package, is asked and has answered."""

    def answers_file(self, number: int, /) -> tuple[str, bytes]:
        """Name and bytes of a workbook of answers as it came."""

    def span(self, view: View) -> BudgetPeriod:
        """The period of a view."""

    def answers_workbook(self, department: str, period: BudgetPeriod) -> FilledTemplate:
        """The workbook in which a department answers."""

    def imports(self) -> tuple[ImportRow, ...]:
        """Every file that came in."""

    def import_row(self, import_id: int, /) -> ImportRow:
        """One file that came in."""

    def report(self, import_id: int, /) -> dict[str, object]:
        """What was read from a file: the JSON of ``validate`` (docs/reference/validate.md)."""

    def differences(self, import_id: int, /) -> Differences | None:
        """What a file changed when it was accepted; None where nothing stood before it."""

    def became(self, import_id: int, /) -> tuple[BudgetBecomes, ...]:
        """What accepting a budget did, as it was kept then; nothing where it was not."""

    def original(self, import_id: int, /) -> tuple[str, bytes]:
        """Name and bytes of the file as it came in."""

    def search(self, text: str) -> tuple[SearchGroup, ...]:
        """What holds the words of the text, kind by kind."""

    def data_version(self) -> int:
        """The number that every publication raises."""


class Desk(Protocol):
    """What a person can do with files. Each deed asks for its permission again."""

    def check(self, actor: Actor, file: str, data: bytes, kind: Kind) -> Pending:
        """Read a file and keep it as a draft."""

    def pending(self, actor: Actor, import_id: int) -> Pending:
        """A draft as it stands."""

    def rehearsal(self, actor: Actor, import_id: int) -> Rehearsal:
        """What accepting a draft would do to goals and links."""

    def all_keys(self, actor: Actor, import_id: int) -> KeyChanges:
        """What a draft would do to every key, or an accepted file did to it."""

    def give_back(self, actor: Actor, import_id: int) -> GivenBack:
        """A file that came in, with its problems marked."""

    def answer(self, actor: Actor, import_id: int, answers: Answers) -> Pending:
        """Read a draft again with answers."""

    def answer_anew(self, actor: Actor, import_id: int) -> Pending:
        """Read a draft again without the profile of its headings."""

    def read_as(self, actor: Actor, import_id: int, kind: Kind) -> Pending:
        """Read a draft's file anew as another kind."""

    def answer_questions(self, actor: Actor, answering: Answering) -> int:
        """Keep what a person answers about a department or a decision package; how many answers are new."""

    def import_answers(self, actor: Actor, file: str, data: bytes) -> AnswersIn:
        """Keep the answers of a department's workbook, all of them or none."""

    def link(self, actor: Actor, wanted: FundingLink) -> KeptLink:
        """Tie an action to what pays for it."""

    def link_all(self, actor: Actor, wanted: Sequence[FundingLink]) -> tuple[KeptLink, ...]:
        """Tie actions to what pays for them, all or none."""

    def check_links(self, actor: Actor, file: str, data: bytes, view: View) -> LinksIn:
        """Say what a workbook of links would do; nothing of it is kept."""

    def take_links(self, actor: Actor, file: str, data: bytes, view: View, seen: str) -> LinksIn:
        """Keep the links of a workbook, as they were shown, all of them or none."""

    def end_link(self, actor: Actor, number: int, why: str) -> KeptLink:
        """Let a link count no more."""

    def waive(self, actor: Actor, wanted: NewWaiver) -> KeptWaiver:
        """Let a finding stand until a day."""

    def take_waiver_back(self, actor: Actor, period: str, finding: str) -> None:
        """Let a waiver of a finding count no more."""

    def accept(self, actor: Actor, import_id: int) -> ImportRow:
        """Put a draft in force."""

    def discard(self, actor: Actor, import_id: int) -> None:
        """Let a draft go; the history keeps its file."""

    def withdraw(self, actor: Actor, import_id: int, reason: str) -> ImportRow:
        """Take a file out of force; the one before it is in force again."""
