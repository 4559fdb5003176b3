"""Workbooks of questions and of answers out of text: our own template with some cells changed."""

import io
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl

from budgets.structure import CodeRule
from importers.answers_workbook import AnswersAbout, AnswersReading, Asked, NotKnown, open_answers, read_answers
from importers.issues import Issue
from importers.question_sheets import AnswerSheet, AskedPackage, HeldAnswer
from importers.question_workbook import read_question_workbook
from importers.templates import answers_template, write_question_set
from plans.questions import LONGEST_ANSWER, load_shipped_questions

FOLDER = Path(__file__).resolve().parents[1] / "workbooks" / "should_fail" / "questions"
QUESTIONS = load_shipped_questions("budget_equity")
RULE = CodeRule(ignore_leading_zeros=True)
MAY, JUNE = datetime(2026, 5, 4, tzinfo=UTC), datetime(2026, 6, 8, tzinfo=UTC)

HELD = {
    ("", "D1"): HeldAnswer(1, "Renters in Kent", "Ana", MAY),
    ("", "D3"): HeldAnswer(2, "not yet", "Ana", MAY),
    ("14", "P3"): HeldAnswer(3, "no", "Ana", MAY),
}
SHEET = AnswerSheet(
    department="Public Health",
    start=date(2026, 1, 1),
    end=date(2027, 12, 31),
    questions=QUESTIONS,
    packages=(
        AskedPackage("14", "0014", "Community health workers", Decimal("250000.00")),
        AskedPackage("close a clinic", "Close a clinic", None, Decimal(-90000)),
    ),
    held=HELD,
    seen=3,
)
"""As it was in May, when the workbooks were written."""

SINCE = {
    **HELD,
    ("", "D2"): HeldAnswer(4, "LOS, $2 million", "Ben", JUNE),
    ("14", "P3"): HeldAnswer(5, "yes", "Ben", JUNE),
}


@dataclass(frozen=True)
class Fixture:
    """One workbook with one fault: its bytes, and what must be said at which cell."""

    name: str
    content: bytes
    expected: tuple[tuple[str, str], ...]
    is_set: bool
    asked: Asked

    def read(self) -> tuple[Issue, ...]:
        """What its reader says of it."""
        if self.is_set:
            return read_question_workbook(self.content, f"{self.name}.xlsx")[1]
        return read_answers(open_answers(self.content, f"{self.name}.xlsx"), resolving(self.asked)).issues


def asked(held: Mapping[tuple[str, str], HeldAnswer] = HELD, version_now: str = "1", **changes: Any) -> Asked:
    """What is asked now; ``held`` is what was answered by now."""
    told = {
        "department": SHEET.department,
        "start": SHEET.start,
        "end": SHEET.end,
        "questions": QUESTIONS,
        "packages": SHEET.packages,
        "held": held,
        "seen": max(each.number for each in held.values()),
    }
    return Asked(AnswerSheet(**{**told, **changes}), version_now, RULE.identity)


def resolving(known: Asked) -> Any:
    """What knows one department, one period and one version alone."""

    def resolve(about: AnswersAbout) -> Asked | NotKnown:
        sheet = known.sheet
        if about.department != sheet.department:
            return NotKnown.DEPARTMENT
        if (about.start, about.end) != (sheet.start, sheet.end):
            return NotKnown.PERIOD
        if about.questions != sheet.questions.code:
            return NotKnown.QUESTIONS
        return known if about.version == sheet.questions.version else NotKnown.VERSION

    return resolve


def read(content: bytes, known: Asked | None = None) -> AnswersReading:
    """What is read from a workbook of answers."""
    return read_answers(open_answers(content, "answers.xlsx"), resolving(known or asked()))


def changed(content: bytes, *cells: tuple[str, Any], without: tuple[str, ...] = ()) -> bytes:
    """A workbook with other values in some cells, given as ``Sheet!B2``."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for place, value in cells:
        sheet, _, address = place.rpartition("!")
        book[sheet][address].value = value
    for name in without:
        book.remove(book[name])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def fixtures() -> list[Fixture]:
    """Every fixture of the folder."""
    return [_fixture(path) for path in sorted(FOLDER.glob("*.toml"))]


def _fixture(path: Path) -> Fixture:
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    is_set = told.get("base") == "questions"
    base = write_question_set(QUESTIONS) if is_set else answers_template(SHEET)
    cells = [(place, _typed(value)) for place, value in told.get("cells", [])]
    return Fixture(
        name=path.stem,
        content=changed(base, *cells, without=tuple(told.get("without", ()))),
        expected=tuple((cell, code) for cell, code in told["expected"]),
        is_set=is_set,
        asked=asked(SINCE if told.get("since") else HELD, told.get("version_now", "1")),
    )


def _typed(value: Any) -> Any:
    return "x" * (LONGEST_ANSWER + 1) if value == "{too long}" else value or None
