"""Questions and answers kept in memory, all answers in one list: what the real store must agree with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from budgets.period import BudgetPeriod
from plans.questions import QuestionSet
from tracker.equity_answers import AnswerFile, KeptAnswer, KeptQuestions, NewAnswer, Subject
from tracker.errors import NotFoundError


@dataclass
class QuestionState:
    """What is kept of questions."""

    sets: list[KeptQuestions] = field(default_factory=list)
    asked: list[tuple[BudgetPeriod, int]] = field(default_factory=list)
    answers: list[KeptAnswer] = field(default_factory=list)
    files: list[AnswerFile] = field(default_factory=list)

    def copy(self) -> "QuestionState":
        return QuestionState(list(self.sets), list(self.asked), list(self.answers), list(self.files))


class MemoryQuestions:
    def __init__(self, state: QuestionState) -> None:
        self._state = state

    def sets(self) -> tuple[KeptQuestions, ...]:
        return tuple(self._state.sets)

    def put(self, questions: QuestionSet, *, by: str, at: datetime) -> int:
        name = questions.code, questions.version
        for place, kept in enumerate(self._state.sets):
            if (kept.questions.code, kept.questions.version) == name:
                self._state.sets[place] = replace(kept, questions=questions, by=by, at=at)
                return kept.id
        self._state.sets.append(KeptQuestions(len(self._state.sets) + 1, questions, by, at))
        return len(self._state.sets)

    def ask(self, set_id: int, period: BudgetPeriod, *, by: str, at: datetime) -> None:  # noqa: ARG002 - nobody asks
        self._state.asked.append((period, set_id))

    def asked(self) -> Mapping[BudgetPeriod, int]:
        return dict(self._state.asked)

    def give(self, answers: Sequence[NewAnswer]) -> None:
        for answer in answers:
            self._state.answers.append(KeptAnswer(len(self._state.answers) + 1, answer))

    def keep_file(self, file: AnswerFile, *, by: str, at: datetime) -> int:  # noqa: ARG002 - nobody asks
        known = [kept.content for kept in self._state.files]
        if file.content not in known:
            self._state.files.append(file)
            return len(self._state.files)
        return known.index(file.content) + 1

    def file(self, number: int) -> AnswerFile:
        if not 0 < number <= len(self._state.files):
            raise NotFoundError("workbook of answers", number)
        return self._state.files[number - 1]

    def answers(self, period: BudgetPeriod) -> tuple[KeptAnswer, ...]:
        last = {kept.place: kept for kept in self._state.answers if kept.given.period == period}
        return tuple(sorted(last.values(), key=lambda kept: kept.id))

    def history(self, period: BudgetPeriod, subject: Subject) -> tuple[KeptAnswer, ...]:
        about = period, subject
        return tuple(kept for kept in self._state.answers if (kept.given.period, kept.given.subject) == about)

    def is_answered(self, set_id: int) -> bool:
        return any(kept.given.set_id == set_id for kept in self._state.answers)
