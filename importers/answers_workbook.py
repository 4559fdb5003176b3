"""The home of reading a department's answers from the workbook that was written for it: cell by cell, or not at all."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from budgets.period import FiscalCalendar
from importers.cells import CellRef
from importers.checks.filled_sheets import BY_HAND, check_filled_sheets
from importers.dates import read_time
from importers.issues import Issue, Severity
from importers.layout_tables import LayoutTable, filled_cell
from importers.layouts import equity_answers as layout
from importers.layouts.layout import WorkbookLayout
from importers.markers import layout_of, names_layout
from importers.plain_words import plain_words
from importers.plan_issues import CELL_ERROR, DATE_UNCLEAR, FORMULA_NOT_CALCULATED, SHEET_MISSING, TEXT_MISSING
from importers.plan_rows import Found, Notes, Row
from importers.question_issues import (
    ANSWER_LEFT_OUT,
    ANSWER_NOT_READABLE,
    ANSWER_NOT_TAKEN,
    ANSWER_TOO_LONG,
    ANSWER_TWICE,
    ANSWERED_SINCE,
    ANSWERS_OF_NOBODY,
    NOT_ANSWERS,
    PACKAGE_UNKNOWN,
    QUESTION_UNKNOWN,
    QUESTIONS_CHANGED,
)
from importers.question_sheets import AnswerSheet, how_to_answer
from importers.question_workbook import read_yes_no
from importers.values import find_record_number, text_of
from importers.workbook import Workbook, open_workbook
from plans.questions import LONGEST_ANSWER, AnswerKind, AskedOf, Question

_SHOWN = 80


@dataclass(frozen=True, slots=True)
class AnswersAbout:
    """Whose answers a workbook says that it holds, and to which questions; ``seen`` as an ``AnswerSheet`` has it."""

    department: str
    start: date
    end: date
    questions: str
    version: str
    seen: int


class NotKnown(StrEnum):
    """What of a workbook names nothing that is asked; the value is the field of the form About."""

    DEPARTMENT = "department"
    PERIOD = "period_start"
    QUESTIONS = "questions"
    VERSION = "version"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of that which a workbook answers. ``version_now`` is the version that is asked for the period.

    ``same`` gives a code of a package as it compares, by the county's own rule.
    """

    sheet: AnswerSheet
    version_now: str | None
    same: Callable[[str], str]


class ReadAnswer(NamedTuple):
    """An answer that differs from the one that holds: of a package (empty: the department), to a question, its cell."""

    package: str
    question: str
    answer: str
    at: CellRef


@dataclass(frozen=True, slots=True)
class AnswersReading:
    """What was read: whose answers, those that are new or changed, how many say what is known, and every issue."""

    about: AnswersAbout | None = None
    asked: Asked | None = None
    answers: tuple[ReadAnswer, ...] = ()
    unchanged: int = 0
    issues: tuple[Issue, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether there is no error, so that the answers may be kept."""
        return self.asked is not None and not any(issue.severity is Severity.ERROR for issue in self.issues)


Resolve = Callable[[AnswersAbout], Asked | NotKnown]


@dataclass(frozen=True, slots=True)
class _Workbook:
    """A workbook of answers, the form in which it says whose they are, and what it says there."""

    book: Workbook
    template: WorkbookLayout
    form: Row
    about: AnswersAbout


@dataclass(frozen=True, slots=True)
class OpenedAnswers:
    """A department's workbook that was opened, and what was found on the way; no ``workbook``: it is none to read."""

    workbook: _Workbook | None
    issues: tuple[Issue, ...] = ()


def open_answers(data: bytes, file: str) -> OpenedAnswers:
    """Open a department's workbook and read what it says of itself; the longer part asks nobody. Never raises."""
    book = open_workbook(data, file, BY_HAND)
    if isinstance(book, Issue):
        return OpenedAnswers(None, (book,))
    if not names_layout(book, layout.EQUITY_ANSWERS):
        return OpenedAnswers(None, (NOT_ANSWERS.at(None, file),))
    template = layout_of(book, layout.EQUITY_ANSWERS)
    if isinstance(template, Issue):
        return OpenedAnswers(None, (template,))
    notes = Notes(list(check_filled_sheets(book, template)))
    if any(issue.severity is Severity.ERROR for issue in notes.issues):
        return OpenedAnswers(None, tuple(notes.issues))
    found = _about(book, template, notes)
    return OpenedAnswers(_Workbook(book, template, *found) if found else None, tuple(notes.issues))


def read_answers(opened: OpenedAnswers, resolve: Resolve) -> AnswersReading:
    """Read a department's answers from its workbook; ``resolve`` says what is asked. Never raises."""
    own, notes = opened.workbook, Notes(list(opened.issues))
    if own is None:
        return AnswersReading(issues=opened.issues)
    asked = resolve(own.about)
    if isinstance(asked, NotKnown):
        found = own.form[asked.value][0]
        notes.tell(ANSWERS_OF_NOBODY, found, asked.value, what=_heading(own.template, asked.value).lower())
        return AnswersReading(own.about, issues=tuple(notes.issues))
    if asked.version_now not in (None, own.about.version):
        notes.tell(QUESTIONS_CHANGED, own.form["version"][0], "version", now=asked.version_now)
    rows = _Rows(asked, own.about.seen, notes)
    for sheet in (layout.DEPARTMENT, layout.PACKAGES):
        rows.read(own.book, own.template, sheet.name)
    return AnswersReading(own.about, asked, tuple(rows.answers), rows.unchanged, tuple(notes.issues))


def _heading(template: WorkbookLayout, name: str) -> str:
    return template.sheet(layout.ABOUT.name).column(name).heading


def _about(book: Workbook, template: WorkbookLayout, notes: Notes) -> tuple[Row, AnswersAbout] | None:
    sheet = book.sheet(layout.ABOUT.name)
    if sheet is None:
        notes.issues.append(SHEET_MISSING.at(None, layout.ABOUT.name))
        return None
    form = LayoutTable(template.sheet(layout.ABOUT.name), sheet, notes).form()
    texts: dict[str, str] = {}
    for place, column in enumerate(layout.ABOUT.columns, start=1):
        found = filled_cell(form, column.name)
        if found is None:
            blank = next(iter(form.get(column.name, ())), Found("", sheet.at(place, 2)))
            notes.tell(TEXT_MISSING, blank, column.name, heading=column.heading)
        else:
            texts[column.name] = text_of(found.value).strip()
    start, end = (_day(form, name, notes) for name in ("period_start", "period_end"))
    if start is None or end is None or len(texts) < len(layout.ABOUT.columns):
        return None
    seen = find_record_number(texts["seen"])
    if seen is None:
        notes.tell(ANSWERS_OF_NOBODY, form["seen"][0], "seen", what=_heading(template, "seen").lower())
        return None
    return form, AnswersAbout(texts["department"], start, end, texts["questions"], texts["version"], seen)


def _day(form: Row, name: str, notes: Notes) -> date | None:
    found = filled_cell(form, name)
    if found is None:
        return None
    said = read_time(found.value, FiscalCalendar())
    if not said.plain:
        notes.tell(DATE_UNCLEAR, found, name)
        return None
    return said.first


@dataclass(slots=True)
class _Rows:
    """The rows with answers, read one after another."""

    asked: Asked
    seen: int
    notes: Notes
    answers: list[ReadAnswer] = field(default_factory=list)
    unchanged: int = 0
    _first: dict[tuple[str, str], CellRef] = field(default_factory=dict)

    def read(self, book: Workbook, template: WorkbookLayout, name: str) -> None:
        """Read one sheet; one that is not there holds no answers."""
        sheet = book.sheet(name)
        if sheet is None or sheet.is_empty:
            return
        own = Notes()
        table = LayoutTable(template.sheet(name), sheet, own)
        rows = list(table.rows()) if table.check() else []
        self.notes.issues += map(_stopping, own.issues)
        for row in rows:
            self._read_row(row)

    def _read_row(self, row: Row) -> None:
        package, question = self._package(row), self._question(row)
        found = next(iter(row.get("answer", ())), None)
        if package is None or question is None or found is None:
            return
        place = package, question.code
        held = self.asked.sheet.held.get(place)
        if found.is_blank:
            if held is not None and held.number <= self.seen:
                self.notes.tell(ANSWER_LEFT_OUT, found, "answer")
            return
        if place in self._first:
            self.notes.tell(ANSWER_TWICE, found, "answer", other=self._first[place].address)
            return
        self._first[place] = found.at
        answer = self._answer(found, question)
        if answer is None:
            return
        if held is not None and held.answer == answer:
            self.unchanged += 1
        elif held is not None and held.number > self.seen:
            by, day = held.by, f"{held.at:%Y-%m-%d}"
            self.notes.tell(ANSWERED_SINCE, found, "answer", by=by, day=day, held=_cut(held.answer))
        else:
            self.answers.append(ReadAnswer(package, question.code, answer, found.at))

    def _package(self, row: Row) -> str | None:
        """The key of the package of a row; empty where the row is about the department."""
        found = filled_cell(row, "package")
        if found is None:
            return ""
        key = self.asked.same(text_of(found.value))
        if any(package.key == key for package in self.asked.sheet.packages):
            return key
        self.notes.tell(PACKAGE_UNKNOWN, found, "package", department=self.asked.sheet.department)
        return None

    def _question(self, row: Row) -> Question | None:
        about = AskedOf.PACKAGE if "package" in row else AskedOf.DEPARTMENT
        found = row["code"][0]
        question = self.asked.sheet.questions.find(text_of(found.value))
        if question is not None and question.asked_of is about:
            return question
        whom = "decision packages" if about is AskedOf.PACKAGE else "departments"
        self.notes.tell(QUESTION_UNKNOWN, found, "code", whom=whom)
        return None

    def _answer(self, found: Found, question: Question) -> str | None:
        text = plain_words(text_of(found.value))
        if len(text) > LONGEST_ANSWER:
            facts = {"length": f"{len(text):,}", "limit": f"{LONGEST_ANSWER:,}"}
            self.notes.issues.append(ANSWER_TOO_LONG.at(found.at, _cut(text), field=("answer",), **facts))
            return None
        said = read_yes_no(text) if question.kind is AnswerKind.YES_NO else text
        answer = question.fit(said or "")
        if answer is None:
            self.notes.tell(ANSWER_NOT_TAKEN, found, "answer", takes=how_to_answer(question))
        return answer


def _stopping(issue: Issue) -> Issue:
    """A formula that gives nothing would leave an answer out that a person thinks to have given: it stops the file."""
    if issue.kind in (CELL_ERROR, FORMULA_NOT_CALCULATED) and "answer" in issue.field:
        return ANSWER_NOT_READABLE.at(issue.cell, issue.value or "it was never calculated", field=issue.field)
    return issue


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]} ..."
