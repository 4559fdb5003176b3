"""The home of questions and answers: sets in versions, which is asked when, and every answer that was given."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from budgets.period import BudgetPeriod
from plans.questions import AskedOf, QuestionSet
from tracker.equity_answers import AnswerFile, KeptAnswer, KeptQuestions, NewAnswer, Subject
from tracker.errors import NotFoundError
from tracker.store.periods import in_period, period_of, period_values
from tracker.store.question_tables import answer_files, asked_questions, equity_answers, question_sets
from tracker.store.types import AnyRow, is_number

_ANSWERS = equity_answers.c
_PLACE = (_ANSWERS.set_id, _ANSWERS.asked_of, _ANSWERS.department, _ANSWERS.package, _ANSWERS.question)


class Questions:
    """Sets of questions, and what was answered."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def sets(self) -> tuple[KeptQuestions, ...]:
        """Every version of every set, the first one first."""
        rows = self._connection.execute(select(question_sets).order_by(question_sets.c.id))
        return tuple(_kept_set(row) for row in rows)

    def put(self, questions: QuestionSet, *, by: str, at: datetime) -> int:
        """Keep a set, a newer text of the same version in place of the older; its number."""
        table = question_sets.c
        values = {"document": questions.model_dump(mode="json"), "loaded_by": by, "loaded_at": at}
        that = (table.code == questions.code) & (table.version == questions.version)
        if not self._connection.execute(update(question_sets).where(that).values(values)).rowcount:
            names = {"code": questions.code, "version": questions.version}
            self._connection.execute(insert(question_sets).values(**names, **values))
        return int(self._connection.execute(select(table.id).where(that)).scalar_one())

    def ask(self, set_id: int, period: BudgetPeriod, *, by: str, at: datetime) -> None:
        """Say that a set is asked for a period from now on."""
        values = {"set_id": set_id, "said_by": by, "said_at": at, **period_values(period)}
        self._connection.execute(insert(asked_questions).values(values))

    def asked(self) -> Mapping[BudgetPeriod, int]:
        """By period, the number of the set that is asked for it."""
        rows = self._connection.execute(select(asked_questions).order_by(asked_questions.c.id))
        return {period_of(row): row.set_id for row in rows}

    def give(self, answers: Sequence[NewAnswer]) -> None:
        """Keep answers, beside those before."""
        if answers:
            self._connection.execute(insert(equity_answers), [_row(answer) for answer in answers])

    def keep_file(self, file: AnswerFile, *, by: str, at: datetime) -> int:
        """Keep a workbook of answers as it came, the same bytes once; its number."""
        sha256 = hashlib.sha256(file.content).hexdigest()
        known = select(answer_files.c.id).where(answer_files.c.sha256 == sha256)
        number = self._connection.execute(known).scalar_one_or_none()
        if number is None:
            values = {"sha256": sha256, "name": file.name, "content": file.content, "sent_by": by, "sent_at": at}
            number = self._connection.execute(
                insert(answer_files).values(values).returning(answer_files.c.id)
            ).scalar_one()
        return int(number)

    def file(self, number: int) -> AnswerFile:
        """A workbook of answers as it came; ``NotFoundError`` where there is none of that number."""
        statement = select(answer_files.c.name, answer_files.c.content).where(answer_files.c.id == number)
        row = self._connection.execute(statement).one_or_none() if is_number(number) else None
        if row is None:
            raise NotFoundError("workbook of answers", number)
        return AnswerFile(row.name, bytes(row.content))

    def answers(self, period: BudgetPeriod) -> tuple[KeptAnswer, ...]:
        """Of each question of a period the last answer, also one that took another back; the first one first."""
        last = select(func.max(_ANSWERS.id)).where(*in_period(equity_answers, period)).group_by(*_PLACE)
        rows = self._connection.execute(select(equity_answers).where(_ANSWERS.id.in_(last)).order_by(_ANSWERS.id))
        return tuple(_kept_answer(row) for row in rows)

    def history(self, period: BudgetPeriod, subject: Subject) -> tuple[KeptAnswer, ...]:
        """Every answer about one subject, the first one first."""
        about = (
            _ANSWERS.asked_of == subject.asked_of,
            _ANSWERS.department == subject.department,
            _ANSWERS.package == subject.package,
        )
        statement = select(equity_answers).where(*in_period(equity_answers, period), *about).order_by(_ANSWERS.id)
        return tuple(_kept_answer(row) for row in self._connection.execute(statement))

    def is_answered(self, set_id: int) -> bool:
        """Whether anybody ever answered a set."""
        statement = select(_ANSWERS.id).where(_ANSWERS.set_id == set_id).limit(1)
        return self._connection.execute(statement).scalar_one_or_none() is not None


def _row(answer: NewAnswer) -> dict[str, object]:
    return {
        "set_id": answer.set_id,
        **period_values(answer.period),
        "asked_of": answer.subject.asked_of,
        "department": answer.subject.department,
        "package": answer.subject.package,
        "question": answer.question,
        "answer": answer.answer,
        "said_by": answer.by,
        "said_at": answer.at,
        "file": answer.file,
        "cell": answer.cell,
        "file_id": answer.file_id,
    }


def _kept_set(row: AnyRow) -> KeptQuestions:
    return KeptQuestions(row.id, QuestionSet.model_validate(row.document), row.loaded_by, row.loaded_at)


def _kept_answer(row: AnyRow) -> KeptAnswer:
    given = NewAnswer(
        set_id=row.set_id,
        period=period_of(row),
        subject=Subject(AskedOf(row.asked_of), row.department, row.package),
        question=row.question,
        answer=row.answer,
        by=row.said_by,
        at=row.said_at,
        file=row.file,
        cell=row.cell,
        file_id=row.file_id,
    )
    return KeptAnswer(row.id, given)
