"""The home of what a reader answers: records with their cells, issues, questions, and what was left out."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple, TypeVar

from budgets import year_labels
from budgets.lines import PartName
from budgets.period import BudgetPeriod, FiscalCalendar, possible_years
from budgets.phases import Direction, Phase
from importers.cells import CellRef
from importers.departments import DepartmentNames
from importers.issues import Issue, Severity
from importers.lexicon import fold
from importers.lines import BookLines
from plans.framework import Framework
from plans.implementation import Action, ImplementationPlan

T = TypeVar("T")

Answers = Mapping[str, tuple[str, ...]]
"""What a person answered: by the field of the question, one value or several (docs/reference/validate.md, Answers)."""

Progress = Callable[[int, int], None]
"""Told while a file is read how many rows or sheets are done, and of how many."""

RecordPath = tuple[str | int, ...]
"""Where in a plan a record stands, such as ``("actions", 3, "measures", 0)``; a field of it has one step more."""


class Outcome(StrEnum):
    """What became of a file: read, waiting for a person's decision, or not to be imported as it is."""

    READ = "read"
    QUESTIONS = "questions"
    REJECTED = "rejected"


class Kind(StrEnum):
    """What a file is read as."""

    PLAN = "plan"
    BUDGET = "budget"


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """What one column was read as; ``field`` None: not read, though what it holds ``may_be_money``."""

    letter: str
    heading: str
    field: str | None
    fiscal_years: tuple[int, ...] = ()
    phase: Phase | None = None
    direction: Direction | None = None
    may_be_money: bool = False


@dataclass(frozen=True, slots=True)
class TableFound:
    """Where a table stands on its sheet; rows count from 1, ``last_row`` is included."""

    sheet: str
    header_rows: tuple[int, ...]
    first_row: int
    last_row: int
    columns: tuple[ColumnUse, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One value that an answer can take, with samples from the file that help to decide."""

    value: str
    samples: tuple[str, ...] = ()


class QuestionCode(StrEnum):
    """What a question is about (docs/reference/validate.md, questions)."""

    SHEET = "which-sheet"
    AMOUNT = "which-amount"
    COLUMN = "which-column"
    VALUE_OR_COLUMN = "value-or-column"
    FISCAL_YEAR = "which-fiscal-year"
    PHASE = "which-phase"
    DIRECTION = "which-direction"
    UNITS = "which-units"
    SIGNS = "which-signs"
    BASIS = "which-basis"
    SECTION = "which-section"
    DAY = "which-day"
    DEPARTMENT = "which-department"
    PERIOD = "which-period"


@dataclass(frozen=True, slots=True)
class Question:
    """A decision about the file as a whole that only a person can make; ``field`` is the key of the answer."""

    code: QuestionCode
    field: str
    message: str
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row or column (its letters) that was not read, or a whole sheet, and why: subtotal, blank, note, hidden ..."""

    sheet: str
    why: str
    row: int | None = None
    column: str | None = None


class Total(NamedTuple):
    """A sum over the lines read, in dollars and FTE; None where no line says any."""

    fiscal_years: tuple[int, ...]
    phase: Phase
    direction: Direction
    amount: Decimal | None
    fte: Decimal | None


@dataclass(frozen=True, slots=True)
class Meaning:
    """What answers say of headings, and of nothing else (docs/decisions/0031-profiles.md).

    ``tables`` has the headings of each different table as they stand. ``picks_sheet``: a person chose the sheet, and it
    was the only one with these headings.
    """

    tables: tuple[tuple[str, ...], ...]
    answers: Answers = field(default_factory=dict)
    picks_sheet: bool = False

    @property
    def shapes(self) -> frozenset[tuple[str, ...]]:
        """The headings of each different table, as they are compared."""
        return frozenset(shape_of(headings) for headings in self.tables)

    @property
    def fingerprint(self) -> str:
        """What tables with the same headings share, in whatever order the columns stand."""
        lines = "\n".join(sorted("\t".join(shape) for shape in self.shapes))
        return hashlib.sha256(lines.encode()).hexdigest()

    @property
    def says_nothing(self) -> bool:
        """Whether nothing had to be said of these headings."""
        return not (self.answers or self.picks_sheet)


def shape_of(headings: Iterable[str]) -> tuple[str, ...]:
    """Headings as they are compared: without case and punctuation, a year as any year, in no order, without blanks.

    >>> shape_of(["Fund No.", "", "FY2026 ADOPTED"]) == shape_of(["FY2027 Adopted", "fund no"])
    True
    """
    return tuple(sorted(alike for heading in headings if (alike := in_any_year(heading))))


def in_any_year(heading: str) -> str:
    """A heading, folded, with a mark for each year in it: next year's file has the same heading with the next year.

    How many years stand together, and whether they are called fiscal, is no matter of the year and makes a difference.

    >>> in_any_year("FY2026 Adopted") == in_any_year("FY27 Adopted"), in_any_year("2026-2027") == in_any_year("2026")
    (True, False)
    """
    text = year_labels.fold(heading)
    for found in reversed(year_labels.find_labels(text)):
        marks = " ".join(f"#{label.mark}{label.last - label.first + 1}#" for label in found.labels)
        text = f"{text[: found.start]} {marks} {text[found.end :]}"
    return fold(text)


@dataclass(frozen=True, slots=True)
class HeadingProfile:
    """What headings mean in files of one kind, and who said so, when."""

    kind: Kind
    meaning: Meaning
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Applied:
    """A profile that a file was read by, and the answers that it gave, as the headings of that file stand."""

    profile: HeadingProfile
    answers: Answers


@dataclass(frozen=True, slots=True)
class Remembered:
    """What is remembered of earlier files: profiles, which answer, and last answers, which are only offered first.

    ``last`` is by kind and fingerprint.
    """

    profiles: tuple[HeadingProfile, ...] = ()
    last: Mapping[tuple[Kind, str], Answers] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known around a file: calendar, periods and departments, the framework in force, and earlier files."""

    framework: Framework
    calendar: FiscalCalendar = FiscalCalendar()
    periods: tuple[BudgetPeriod, ...] = ()
    departments: tuple[DepartmentNames, ...] = ()
    remembered: Remembered = Remembered()

    def find_period(self, label: str) -> BudgetPeriod | None:
        """The period that a label names: one of the county's own, else its years; None where they could be two."""
        wanted = label.strip().casefold()
        own = next((period for period in self.periods if period.label.casefold() == wanted), None)
        years = possible_years(label, self.calendar)
        return own or (BudgetPeriod.of_years(years[0], self.calendar) if len(years) == 1 else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What every reader answers. ``layout`` names the layout that was recognised, with its version.

    ``answers`` are all that it was read with, those of a profile among them. ``meaning`` is what of them may be kept
    for the next file with the same headings; None where our own layout says what they mean, or no table was found.
    """

    kind: Kind
    file: str
    sha256: str
    layout: str
    layout_version: str
    answers: Answers
    tables: tuple[TableFound, ...] = ()
    issues: tuple[Issue, ...] = ()
    questions: tuple[Question, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    meaning: Meaning | None = None
    applied: Applied | None = None

    @property
    def own_answers(self) -> dict[str, tuple[str, ...]]:
        """The answers that were given for this file, without those of a profile."""
        supplied = self.applied.answers if self.applied else {}
        return {key: texts for key, texts in self.answers.items() if key not in supplied}

    @property
    def outcome(self) -> Outcome:
        """Errors reject the file; open questions come next; else it is read."""
        if any(issue.severity is Severity.ERROR for issue in self.issues):
            return Outcome.REJECTED
        return Outcome.QUESTIONS if self.questions else Outcome.READ


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetReading(Reading):
    """A budget file: its lines, and the parts of books that it brings (one per phase and period found in it)."""

    lines: BookLines = field(default_factory=BookLines)
    parts: tuple[PartName, ...] = ()
    totals: tuple[Total, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReading(Reading):
    """A plan file: the plan, and the cell of every record and field in it by its path.

    ``actions`` are those of the plan; they are there, too, where nobody has said for when it is, and ``plan`` is None.
    """

    plan: ImplementationPlan | None = None
    actions: tuple[Action, ...] = ()
    sources: Mapping[RecordPath, CellRef] = field(default_factory=dict)
