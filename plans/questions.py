"""The home of budget equity questions: what a county asks of departments and decision packages, in versions."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from enum import StrEnum
from importlib import resources
from typing import Annotated, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError, model_validator

from plans.mistakes import DocumentKind, read_toml, toml_mistake

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]

YES, NO = "yes", "no"
FEWEST_CHOICES = 2
LONGEST_ANSWER = 10_000
"""How many characters an answer may have: some pages of a document, not the document."""


class AnswerKind(StrEnum):
    """How a question is answered: in words, with yes or no, or with one of its own choices."""

    TEXT = "text"
    YES_NO = "yes-no"
    CHOICE = "choice"


class AskedOf(StrEnum):
    """Who or what a question is about: a department as a whole, or each of its decision packages."""

    DEPARTMENT = "department"
    PACKAGE = "package"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Question(_Frozen):
    """One question. ``choices`` are there for a choice alone; a question that is not required may stay open."""

    code: Words
    text: Words
    help: str | None = None
    kind: AnswerKind = AnswerKind.TEXT
    choices: tuple[Words, ...] = ()
    required: bool = True
    asked_of: AskedOf

    @model_validator(mode="after")
    def _has_its_choices(self) -> Self:
        is_choice = self.kind is AnswerKind.CHOICE
        if is_choice and len({choice.casefold() for choice in self.choices}) < FEWEST_CHOICES:
            raise ValueError("a question with choices has two or more that differ; list them as choices")
        if self.choices and not is_choice:
            raise ValueError(f"choices belong to a question of the kind choice; this one is {self.kind}")
        if is_choice and len({choice.casefold() for choice in self.choices}) < len(self.choices):
            raise ValueError("a choice stands twice; keep one of the two")
        return self

    @property
    def answers(self) -> tuple[str, ...]:
        """The answers that it takes; none where it is answered in words."""
        return (YES, NO) if self.kind is AnswerKind.YES_NO else self.choices

    def fit(self, typed: str) -> str | None:
        """An answer as it is kept; None for one that the question does not take, blank or too long.

        >>> Question(code="Q1", text="Reviewed?", kind="yes-no", asked_of="package").fit(" YES ")
        'yes'
        """
        text = typed.strip()
        if not text or len(text) > LONGEST_ANSWER:
            return None
        if self.kind is AnswerKind.TEXT:
            return text
        return next((answer for answer in self.answers if answer.casefold() == text.casefold()), None)


class QuestionSet(_Frozen):
    """The questions of one budget, one version of them: data, as counties ask in words of their own and change them.

    ``periods`` are the labels of the budget periods for which they are asked, as people write them (``2026-2027``).
    """

    code: Words
    title: Words
    version: Words
    source: str | None = None
    periods: tuple[Words, ...] = ()
    questions: tuple[Question, ...]

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if not self.questions:
            raise ValueError("a set has at least one question")
        counted = Counter(question.code.casefold() for question in self.questions)
        if repeated := sorted(code for code, times in counted.items() if times > 1):
            raise ValueError(f"each code of a question stands once; repeated: {', '.join(repeated)}")
        return self

    def of(self, asked_of: AskedOf) -> tuple[Question, ...]:
        """The questions about departments, or those about decision packages, in their order."""
        return tuple(question for question in self.questions if question.asked_of is asked_of)

    def find(self, code: str) -> Question | None:
        """The question of this code, compared without case."""
        wanted = code.strip().casefold()
        return next((question for question in self.questions if question.code.casefold() == wanted), None)


class Completeness(NamedTuple):
    """How far questions are answered: the required ones and all. Nothing asked is not "complete", so ``share`` is None.

    Of several subjects the numbers add up.
    """

    required: int = 0
    required_answered: int = 0
    asked: int = 0
    answered: int = 0

    @property
    def share(self) -> Decimal | None:
        """The share of the required questions that are answered, from 0 to 1; None where none is required."""
        return Decimal(self.required_answered) / self.required if self.required else None

    @property
    def lacking(self) -> int:
        """How many required questions have no answer."""
        return self.required - self.required_answered


def completeness(questions: Iterable[Question], answered: Collection[str]) -> Completeness:
    """How far one subject has answered; ``answered`` are the codes of the questions that have an answer.

    >>> one = Question(code="Q1", text="Who gains?", asked_of="department")
    >>> completeness([one], {"Q1"})
    Completeness(required=1, required_answered=1, asked=1, answered=1)
    """
    asked = tuple(questions)
    required = [question for question in asked if question.required]
    return Completeness(
        required=len(required),
        required_answered=sum(question.code in answered for question in required),
        asked=len(asked),
        answered=sum(question.code in answered for question in asked),
    )


def together(parts: Iterable[Completeness]) -> Completeness:
    """How far several subjects have answered, all questions of all of them in one.

    >>> together([Completeness(4, 4, 5, 4), Completeness(4, 1, 5, 2)])
    Completeness(required=8, required_answered=5, asked=10, answered=6)
    """
    return Completeness(*(sum(numbers) for numbers in zip(Completeness(), *parts, strict=True)))


class QuestionSetError(ValueError):
    """A text is no set of questions; the message is one sentence that names every problem."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__(f"this is not a set of questions: {'; '.join(self.problems)}")


_FORMS = {
    "questions": 'a section for each: [[questions]] and beneath it code = "Q1"',
    "questions.kind": f"one of {', '.join(AnswerKind)}, in quotes",
    "questions.asked_of": f"one of {', '.join(AskedOf)}, in quotes",
    "questions.choices": 'a list of texts in quotes, such as ["more", "less"]',
    "questions.required": "true or false, without quotes",
    "periods": 'a list of periods in quotes, such as ["2026-2027"]',
}
QUESTION_FILE = DocumentKind("a set of questions", QuestionSet, _FORMS)


def read_question_set(text: str) -> QuestionSet:
    """Read a set of questions from TOML, as the shipped one is written. Raises ``QuestionSetError``."""
    try:
        told = read_toml(text)
    # Not TOMLDecodeError alone: a number of thousands of digits, or brackets in brackets without end, raise these.
    except (ValueError, RecursionError) as error:
        raise QuestionSetError([toml_mistake(error, text)]) from error
    return make_question_set(told)


def make_question_set(told: object) -> QuestionSet:
    """A set of questions from what a document says. Raises ``QuestionSetError`` with every mistake of its parts."""
    try:
        return QuestionSet.model_validate(told)
    except ValidationError as error:
        raise QuestionSetError(QUESTION_FILE.mistakes(error)) from error


def shipped_question_sets() -> tuple[str, ...]:
    """The names of the sets that come with the product, for ``load_shipped_questions``."""
    files = resources.files("plans.question_sets").iterdir()
    return tuple(sorted(file.name.removesuffix(".toml") for file in files if file.name.endswith(".toml")))


def load_shipped_questions(name: str) -> QuestionSet:
    """A set that comes with the product, such as ``budget_equity``. Raises ``QuestionSetError`` for another name."""
    if name not in shipped_question_sets():
        known = ", ".join(shipped_question_sets())
        raise QuestionSetError([f"'{name}' does not come with the product; there is {known}"])
    return read_question_set((resources.files("plans.question_sets") / f"{name}.toml").read_text(encoding="utf-8"))
