"""The home of what was asked and answered: sets of questions as they are kept, and who answered what, when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from budgets.period import BudgetPeriod
from plans.questions import AskedOf, QuestionSet


class Subject(NamedTuple):
    """Who or what a question is asked of: a department by its key, or one of its decision packages by its key.

    Two departments may use one code for two packages, so that a package is told by both. ``department`` is empty where
    the lines of a package name none.
    """

    asked_of: AskedOf
    department: str
    package: str = ""


@dataclass(frozen=True, slots=True)
class KeptQuestions:
    """One version of a set of questions, and who loaded it."""

    id: int
    questions: QuestionSet
    by: str
    at: datetime

    @property
    def name(self) -> tuple[str, str]:
        """Code and version: no two are alike."""
        return self.questions.code, self.questions.version


class AnswerFile(NamedTuple):
    """A workbook of answers as it came."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAnswer:
    """An answer as it is given; None takes the one before back.

    ``set_id`` is the version of the questions that was answered: with it the answer stays. ``file``, its number and
    ``cell`` are of one that came in a workbook.
    """

    set_id: int
    period: BudgetPeriod
    subject: Subject
    question: str
    answer: str | None
    by: str
    at: datetime
    file: str | None = None
    cell: str | None = None
    file_id: int | None = None


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer as it is kept; of several to one question the one of the highest number holds."""

    id: int
    given: NewAnswer

    @property
    def place(self) -> tuple[int, Subject, str]:
        """What it answers: the version of the questions, of whom it is asked, and the code of the question."""
        return self.given.set_id, self.given.subject, self.given.question


def that_hold(answers: Iterable[KeptAnswer]) -> Mapping[tuple[int, Subject, str], KeptAnswer]:
    """By what they answer, the answers that hold; one that was taken back is none."""
    last: dict[tuple[int, Subject, str], KeptAnswer] = {}
    for kept in answers:
        known = last.get(kept.place)
        if known is None or kept.id > known.id:
            last[kept.place] = kept
    return {place: kept for place, kept in last.items() if kept.given.answer is not None}
