"""The home of reading a plan: open the file, recognise its layout, read it, and say what only a person can decide."""

import hashlib
from dataclasses import dataclass, field
from datetime import date

from budgets.period import BudgetPeriod, FiscalCalendar
from importers import plan_issues as kinds
from importers.cells import CellRef
from importers.departments import find_department, nearest_departments
from importers.issues import ANSWER_NOT_UNDERSTOOD, Issue
from importers.layouts import tidy_plan
from importers.layouts.plan_headings import places_in
from importers.layouts.standard_plan import STANDARD_PLAN
from importers.markers import layout_of, names_layout
from importers.plan_own_words import read_own_words
from importers.plan_rows import Notes
from importers.plan_standard import StandardPlan, read_standard
from importers.profiles import Shapes, read_by_profile
from importers.reading import (
    Answers,
    Candidate,
    Kind,
    LeftOut,
    PlanReading,
    Progress,
    Question,
    QuestionCode,
    RecordPath,
    Surroundings,
    TableFound,
)
from importers.values import one_line
from importers.workbook import Workbook, open_workbook
from importers.wrong_kinds import find_wrong_kind
from plans.implementation import Action, ImplementationPlan

UNKNOWN = "unknown"
LONGEST_PLAN = 6
ABOUT_THE_FILE = frozenset({"department", "period", "sheet"})


@dataclass(slots=True)
class _Said:
    """What is known of a plan file so far, before it is made a reading."""

    layout: str = UNKNOWN
    version: str = ""
    issues: list[Issue] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    tables: tuple[TableFound, ...] = ()
    left_out: list[LeftOut] = field(default_factory=list)
    sources: dict[RecordPath, CellRef] = field(default_factory=dict)
    plan: ImplementationPlan | None = None
    actions: tuple[Action, ...] = ()


def read_plan(
    data: bytes, file: str, *, surroundings: Surroundings, answers: Answers, on_progress: Progress | None = None
) -> PlanReading:
    """Read a department's implementation plan from the bytes of a spreadsheet; never raises for what is in it.

    ``on_progress`` is called with how many sheets were read, and of how many. Without an answer or a sheet of our own
    that names them, the department is a question, and the period is that of the plan's own dates.
    """
    book = open_workbook(data, file)
    if isinstance(book, Issue):
        return _reading(data, file, answers, _Said(issues=[book]))
    reading = read_opened_plan(book, data, surroundings=surroundings, answers=answers)
    if on_progress:
        on_progress(len(book.sheets), len(book.sheets))
    return reading


def read_opened_plan(book: Workbook, data: bytes, *, surroundings: Surroundings, answers: Answers) -> PlanReading:
    """Read a plan from a workbook that is open already; ``data`` are its bytes."""

    def read(given: Answers) -> PlanReading:
        said = _read_book(book, data, surroundings, given)
        said.issues.extend(_unknown_answers(given))
        return _reading(data, book.file, given, said)

    if wrong := find_wrong_kind(book, Kind.PLAN):
        return _reading(data, book.file, answers, _Said(issues=[wrong]))
    if names_layout(book, STANDARD_PLAN):
        return read(answers)
    shapes = Shapes(Kind.PLAN, book, tidy_plan.plan_fields() - ABOUT_THE_FILE, places_in, lambda _, __: False)
    return read_by_profile(shapes, surroundings, answers, read)


def _reading(data: bytes, file: str, answers: Answers, said: _Said) -> PlanReading:
    return PlanReading(
        kind=Kind.PLAN,
        file=file,
        sha256=hashlib.sha256(data).hexdigest(),
        layout=said.layout,
        layout_version=said.version,
        answers=answers,
        tables=said.tables,
        issues=tuple(said.issues),
        questions=tuple(said.questions),
        left_out=tuple(said.left_out),
        plan=said.plan,
        actions=said.actions,
        sources=said.sources,
    )


def _read_book(book: Workbook, data: bytes, surroundings: Surroundings, answers: Answers) -> _Said:
    if not names_layout(book, STANDARD_PLAN):
        return _read_own(book, data, surroundings, answers)
    template = layout_of(book, STANDARD_PLAN)
    if isinstance(template, Issue):
        return _Said(layout=STANDARD_PLAN.name, version=template.value or "", issues=[template])
    said = _Said(layout=template.name, version=template.version)
    notes = Notes(said.issues, said.sources)
    return _read_standard(read_standard(book, data, template, surroundings, notes), surroundings, answers, said)


def _unknown_answers(answers: Answers) -> list[Issue]:
    unknown = answers.keys() - tidy_plan.plan_fields() - ABOUT_THE_FILE
    return [
        ANSWER_NOT_UNDERSTOOD.at(None, f"{key}={text}", field=(key,))
        for key in sorted(unknown)
        for text in answers[key]
    ]


# -- our own layout


def _read_standard(found: StandardPlan, surroundings: Surroundings, answers: Answers, said: _Said) -> _Said:
    said.tables = found.tables
    if found.actions is None:
        return said
    department = _department(answers, surroundings, said, in_file=found.department)
    answered = _answered_period(answers, surroundings, said)
    if answered and found.period and answered != found.period:
        at = said.sources.get(("start",))
        told = kinds.ANSWER_DIFFERS.at(at, found.period.label, field=("period",), answer=answered.label)
        said.issues.append(told)
    period = answered or found.period or _own_period(found.actions, surroundings, said)
    said.plan, said.actions = _plan(department, period, surroundings, found), found.actions
    return said


def _plan(
    department: str | None, period: BudgetPeriod | None, surroundings: Surroundings, found: StandardPlan
) -> ImplementationPlan | None:
    """The plan as far as it is known: what a person must still say is left open, and the reading asks for it."""
    actions = found.actions or ()
    days = _own_days(actions)
    if period is None and not days:
        return None
    return ImplementationPlan(
        department=department or "",
        start=period.start if period else min(days),
        end=period.end if period else max(days),
        framework=_framework(surroundings),
        actions=actions,
        measures=found.measures,
        agreements=found.agreements,
        as_of=found.as_of,
    )


def _own_days(actions: tuple[Action, ...]) -> list[date]:
    return [day for action in actions for day in (action.start, action.due) if day]


def _framework(surroundings: Surroundings) -> str:
    return f"{surroundings.framework.code} {surroundings.framework.version}"


# -- the sender's own words


def _read_own(book: Workbook, data: bytes, surroundings: Surroundings, answers: Answers) -> _Said:
    found = read_own_words(book, data, surroundings, answers)
    said = _Said(
        layout=found.layout or UNKNOWN,
        version=tidy_plan.VERSION if found.layout else "",
        issues=found.issues,
        questions=found.questions,
        tables=found.tables,
        left_out=found.left_out,
        sources=found.sources,
        actions=found.actions,
    )
    if found.actions:
        department = _department(answers, surroundings, said, in_file=None)
        period = _answered_period(answers, surroundings, said) or _own_period(found.actions, surroundings, said)
        said.plan = _plan(department, period, surroundings, StandardPlan(actions=found.actions))
    return said


# -- department and period


def _department(
    answers: Answers, surroundings: Surroundings, said: _Said, *, in_file: tuple[str, CellRef] | None
) -> str | None:
    given = [one_line(text) for text in answers.get("department", ()) if one_line(text)]
    if given:
        if in_file and not _same_department(in_file[0], given[-1], surroundings):
            issue = kinds.ANSWER_DIFFERS.at(in_file[1], in_file[0], field=("department",), answer=given[-1])
            said.issues.append(issue)
        return _known_department(given[-1], None, surroundings, said)
    if in_file:
        said.sources["department",] = in_file[1]
        return _known_department(*in_file, surroundings, said)
    message = "The file does not say whose plan it is. Which department?"
    candidates = tuple(Candidate(each.name) for each in surroundings.departments)
    said.questions.append(Question(QuestionCode.DEPARTMENT, "department", message, candidates))
    return None


def _same_department(one: str, other: str, surroundings: Surroundings) -> bool:
    found = find_department(one, surroundings.departments)
    same = found is not None and found == find_department(other, surroundings.departments)
    return same or one.casefold() == other.casefold()


def _known_department(name: str, at: CellRef | None, surroundings: Surroundings, said: _Said) -> str:
    """The department as it is written; told where the county has departments, and none of this name."""
    known = surroundings.departments
    if known and find_department(name, known) is None:
        near = nearest_departments(name, known)
        hint = f"; the nearest are {', '.join(near)}" if near else ""
        said.issues.append(kinds.DEPARTMENT_UNKNOWN.at(at, name, field=("department",), nearest=hint))
    return name


def _answered_period(answers: Answers, surroundings: Surroundings, said: _Said) -> BudgetPeriod | None:
    given = answers.get("period", ())
    if not given:
        return None
    known = surroundings.find_period(given[-1])
    if known is None:
        said.issues.append(ANSWER_NOT_UNDERSTOOD.at(None, f"period={given[-1]}", field=("period",)))
    return known


def _own_period(actions: tuple[Action, ...], surroundings: Surroundings, said: _Said) -> BudgetPeriod | None:
    """The county's one period that holds the plan's own dates, or the fiscal years that they span; else a question."""
    days = _own_days(actions)
    known = [each for each in surroundings.periods if days and each.start <= min(days) and max(days) <= each.end]
    if not surroundings.periods and days:
        known = _spanned(min(days), max(days), surroundings.calendar)
    if len(known) == 1:
        said.issues.append(kinds.PERIOD_FROM_DATES.at(None, known[0].label, field=("period",)))
        return known[0]
    message = "The file does not say for which period the plan is. Which one?"
    candidates = tuple(Candidate(each.label) for each in surroundings.periods)
    said.questions.append(Question(QuestionCode.PERIOD, "period", message, candidates))
    return None


def _spanned(first: date, last: date, calendar: FiscalCalendar) -> list[BudgetPeriod]:
    years = (_fiscal_year(first, calendar), _fiscal_year(last, calendar))
    if years[1] - years[0] >= LONGEST_PLAN:
        return []
    return [BudgetPeriod.of_years(years, calendar)]


def _fiscal_year(day: date, calendar: FiscalCalendar) -> int:
    return day.year if day <= calendar.last_day(day.year) else day.year + 1
