"""The home of questions and answers as the rows of our own workbooks: what their readers read again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from importers.layouts import equity_answers, question_set
from importers.layouts.layout import Record
from importers.plan_lists import join_names
from plans.questions import NO, YES, AnswerKind, AskedOf, Question, QuestionSet

IN_WORDS = "in words"


@dataclass(frozen=True, slots=True)
class AskedPackage:
    """A decision package about which a department is asked: ``key`` as it compares, ``shown`` as the file has it.

    ``amount`` is dollars in the budget in force.
    """

    key: str
    shown: str
    title: str | None = None
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True)
class HeldAnswer:
    """An answer that holds, with its number, and who gave it when."""

    number: int
    answer: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """What a department's workbook holds: its questions, its packages, and what was answered.

    ``held`` is by the key of the package (empty: the department itself) and the code of the question; ``seen`` is the
    number of the last answer that is known.
    """

    department: str
    start: date
    end: date
    questions: QuestionSet
    packages: tuple[AskedPackage, ...] = ()
    held: Mapping[tuple[str, str], HeldAnswer] = field(default_factory=dict)
    seen: int = 0


def question_records(questions: QuestionSet) -> Mapping[str, list[Record]]:
    """The rows of every sheet of the layout of a set; a form has one."""
    about: Record = {
        "code": questions.code,
        "title": questions.title,
        "version": questions.version,
        "source": questions.source,
        "periods": join_names(questions.periods),
    }
    rows: list[Record] = [
        {
            "code": each.code,
            "asked_of": each.asked_of.value,
            "text": each.text,
            "help": each.help,
            "kind": each.kind.value,
            "choices": join_names(each.choices),
            "required": YES if each.required else NO,
        }
        for each in questions.questions
    ]
    return {question_set.ABOUT.name: [about], question_set.QUESTIONS.name: rows}


def answer_records(sheet: AnswerSheet) -> Mapping[str, list[Record]]:
    """The rows of every sheet of a department's workbook."""
    about: Record = {
        "department": sheet.department,
        "period_start": sheet.start,
        "period_end": sheet.end,
        "questions": sheet.questions.code,
        "version": sheet.questions.version,
        "seen": str(sheet.seen),
    }
    return {
        equity_answers.ABOUT.name: [about],
        equity_answers.DEPARTMENT.name: [_row(each, sheet, "") for each in sheet.questions.of(AskedOf.DEPARTMENT)],
        equity_answers.PACKAGES.name: [
            {"package": package.shown, "title": package.title, "amount": package.amount, **row}
            for package, row in _of_packages(sheet)
        ],
    }


def answer_words(sheet: AnswerSheet) -> Mapping[str, Sequence[tuple[str, ...]]]:
    """For each row of each sheet with questions the answers to choose from; none where it is answered in words."""
    packages = sheet.questions.of(AskedOf.PACKAGE)
    return {
        equity_answers.DEPARTMENT.name: [each.answers for each in sheet.questions.of(AskedOf.DEPARTMENT)],
        equity_answers.PACKAGES.name: [each.answers for _ in sheet.packages for each in packages],
    }


def how_to_answer(question: Question) -> str:
    """What an answer is to be, in words."""
    if question.kind is AnswerKind.TEXT:
        return IN_WORDS
    return f"{YES} or {NO}" if question.kind is AnswerKind.YES_NO else f"one of: {join_names(question.choices)}"


def _of_packages(sheet: AnswerSheet) -> Iterator[tuple[AskedPackage, Record]]:
    for package in sheet.packages:
        for each in sheet.questions.of(AskedOf.PACKAGE):
            yield package, _row(each, sheet, package.key)


def _row(question: Question, sheet: AnswerSheet, package: str) -> Record:
    held = sheet.held.get((package, question.code))
    must = "" if question.required else "; may stay blank"
    asked = f"{question.text} ({question.help})" if question.help else question.text
    answer = held.answer if held else None
    return {"code": question.code, "text": asked, "how": f"{how_to_answer(question)}{must}", "answer": answer}
