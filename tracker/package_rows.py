"""The home of what pages and commands are told of decision packages and of equity questions: typed rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from budgets.phases import Direction, Phase
from plans.questions import AskedOf, Completeness, Question
from tracker.budget_rows import LinePage
from tracker.equity_answers import Subject
from tracker.rows import ActionRow, CountyFacts, Money, PeriodChoice, Source, View


@dataclass(frozen=True, slots=True)
class AskedSet:
    """Which questions are asked for a period, since when and on whose word."""

    id: int
    code: str
    title: str
    version: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """An answer and where it came from; ``answer`` None: one before it was taken back."""

    answer: str | None
    by: str
    at: datetime
    file: str | None
    cell: str | None
    file_id: int | None = None


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One question that is asked now, with its answers, the last one first; the first of them holds."""

    question: Question
    answers: tuple[AnswerRow, ...]

    @property
    def held(self) -> AnswerRow | None:
        """The answer that holds."""
        last = next(iter(self.answers), None)
        return last if last and last.answer is not None else None


@dataclass(frozen=True, slots=True)
class EarlierAnswer:
    """An answer to a version of the questions that is not asked any more, with the question as it was asked then."""

    title: str
    version: str
    question: str
    held: AnswerRow


@dataclass(frozen=True, slots=True)
class SubjectAnswers:
    """What one department, or one decision package of it, is asked and has answered.

    ``seen`` is the number of the last answer that stands here: whoever answers says it, so that an answer that somebody
    else gave meanwhile is not overwritten. ``asked`` None: nothing is asked for the period.
    """

    county: CountyFacts
    view: View
    subject: Subject
    name: str
    department: str
    asked: AskedSet | None
    rows: tuple[QuestionRow, ...]
    completeness: Completeness
    earlier: tuple[EarlierAnswer, ...]
    seen: int


def package_name(code: str | None, titles: Sequence[str], key: str) -> str:
    """A decision package as people read it: code and title; of several titles the first."""
    return " ".join(part for part in (code, *titles[:1]) if part) or key


@dataclass(frozen=True, slots=True)
class PackageRow:
    """One decision package of one department, with its spending in every book of the period.

    ``key`` and ``department_key`` name it in addresses; ``titles`` are the names under which its lines stand, one as a
    rule. ``is_asked``: it stands in the book whose packages are asked, or the council struck it.
    ``completeness`` None: nothing is asked of it.
    """

    key: str
    code: str | None
    titles: tuple[str, ...]
    department_key: str
    department: str | None
    by_phase: tuple[tuple[Phase, Money | None], ...]
    is_asked: bool
    completeness: Completeness | None

    @property
    def name(self) -> str:
        """Code and title as people read them."""
        return package_name(self.code, self.titles, self.key)

    def money(self, phase: Phase) -> Money | None:
        """What it comes to in the book of one phase."""
        return dict(self.by_phase).get(phase)


@dataclass(frozen=True, slots=True)
class PackagePart:
    """What a package comes to in one unit and fund; ``one_time`` None: its lines do not say."""

    direction: Direction
    unit: str | None
    fund: str | None
    one_time: bool | None
    money: Money


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a package is asked for, as a line of it says, and its cell; ``is_reason``: from a column for reasons."""

    text: str
    source: Source
    is_reason: bool


@dataclass(frozen=True, slots=True)
class PackagePage:
    """Everything about one decision package. ``same_code`` are packages of other departments under the same code."""

    county: CountyFacts
    view: View
    package: PackageRow
    parts: tuple[PackagePart, ...]
    reasons: tuple[Reason, ...]
    lines: LinePage
    answers: SubjectAnswers
    actions: tuple[ActionRow, ...]
    same_code: tuple[PackageRow, ...]


@dataclass(frozen=True, slots=True)
class DepartmentAnswers:
    """How far a department has answered: about itself, and about its packages in the book whose packages are asked."""

    key: str
    name: str
    own: Completeness
    packages: Completeness
    package_count: int
    packages_complete: int

    @property
    def whole(self) -> Completeness:
        """Both together."""
        return Completeness(*(one + other for one, other in zip(self.own, self.packages, strict=True)))


@dataclass(frozen=True, slots=True)
class QuestionsPage:
    """What is asked for a period, and how far every department has answered.

    ``phase`` is the book whose packages are asked; None: the period has none. ``without_department`` counts packages
    whose lines name no department, so that nobody is asked.
    """

    county: CountyFacts
    view: View
    period: PeriodChoice | None
    asked: AskedSet | None
    questions: tuple[Question, ...]
    phase: Phase | None
    departments: tuple[DepartmentAnswers, ...]
    whole: Completeness
    without_department: int
    without_department_amount: Decimal | None

    def of(self, asked_of: AskedOf) -> tuple[Question, ...]:
        """The questions about departments, or those about packages."""
        return tuple(question for question in self.questions if question.asked_of is asked_of)
