"""The home of `questions`: what is asked when a budget is made, workbooks of answers, and how far they are answered."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.text import Text

from budgets.period import BudgetPeriod
from importers.question_sheets import how_to_answer
from importers.question_workbook import read_question_workbook
from importers.templates import write_question_set
from plans.questions import (
    AskedOf,
    Completeness,
    QuestionSet,
    QuestionSetError,
    load_shipped_questions,
    read_question_set,
    shipped_question_sets,
)
from tracker.commands.failures import UsageError
from tracker.commands.files import read_bytes, write_new
from tracker.commands.installation import Installation, installation
from tracker.commands.showing import console, print_json, say, show_table, table
from tracker.commands.views import asking
from tracker.equity_answers import Subject
from tracker.errors import TrackerError
from tracker.package_rows import DepartmentAnswers, QuestionsPage, SubjectAnswers
from tracker.permissions import LOCAL_USER
from tracker.rows import View
from tracker.services.queries import Queries
from tracker.services.questions import NothingAskedError, load_questions, periods_named
from tracker.store.unit_of_work import writing

_ABOUT = {AskedOf.DEPARTMENT: "Asked of each department", AskedOf.PACKAGE: "Asked of each decision package"}


def questions_from(source: str) -> QuestionSet:
    """A set that comes along by its name, or one of a file. Raises ``TrackerError`` for a file that is none."""
    if source in shipped_question_sets():
        return load_shipped_questions(source)
    path = Path(source)
    if not path.suffix and not path.exists():
        known = ", ".join(shipped_question_sets())
        raise UsageError(f"'{source}' is neither a file nor a set of questions that comes along: {known}")
    content = read_bytes(path)
    try:
        return read_question_set(content.decode("utf-8")) if path.suffix == ".toml" else _from_workbook(content, path)
    except (QuestionSetError, UnicodeDecodeError) as error:
        raise TrackerError(f"{path}: {error}") from error


def load_set(source: str, labels: Sequence[str], *, as_json: bool) -> None:
    """Ask a set for the periods that it names, or that were typed."""
    chosen = questions_from(source)
    if labels and chosen.periods and set(labels) != set(chosen.periods):
        raise UsageError(f"{source} says itself that it is asked for {', '.join(chosen.periods)}; leave --period out")
    with installation() as here:
        around = here.county.surroundings(here.framework())
        periods = periods_named(labels or chosen.periods, around)
        kept = load_questions(writing(here.database), LOCAL_USER, here.county, chosen, periods)
    if as_json:
        print_json({**_set_json(kept.questions), "asked_for": [period.label for period in periods]})
        return
    of = f"{len(chosen.of(AskedOf.DEPARTMENT))} questions to departments, {len(chosen.of(AskedOf.PACKAGE))} to packages"
    named = ", ".join(period.label for period in periods)
    say(console(), f"{chosen.title}, version {chosen.version}, is asked for {named}: {of}.")


def show_set(source: str | None, period: str | None, output: Path | None, *, as_json: bool) -> None:
    """Show a set: the one named, else the one that is asked for a period; or write it as a workbook."""
    chosen = questions_from(source) if source else _asked(period)
    if output:
        write_new(output, write_question_set(chosen))
        say(console(), f"{output} holds {chosen.title}, version {chosen.version}.")
    elif as_json:
        print_json(_set_json(chosen))
    else:
        _show_set(chosen)


def show_status(period: str | None, department: str | None, *, as_json: bool) -> None:
    """Say how far everybody has answered, or one department with what it lacks."""
    with installation() as here:
        queries, view = looking(here, period)
        page = queries.questions(view)
        if page.asked is None:
            raise NothingAskedError(view.period or "any period")
        if department is None:
            _print_status(page, as_json=as_json)
            return
        key = here.county.department_key(department)
        own = queries.subject_answers(Subject(AskedOf.DEPARTMENT, key), view)
        packages = [row for row in queries.packages(view) if row.department_key == key and row.is_asked]
        answers = [own, *(queries.subject_answers(Subject(AskedOf.PACKAGE, key, row.key), view) for row in packages)]
    _print_department(own.name, answers, as_json=as_json)


def _from_workbook(content: bytes, path: Path) -> QuestionSet:
    questions, issues = read_question_workbook(content, path.name)
    if questions is None:
        raise TrackerError(f"{path}: " + " ".join(str(issue) for issue in issues))
    return questions


def _asked(period: str | None) -> QuestionSet:
    with installation() as here:
        queries, view = looking(here, period)
        page = queries.questions(view)
        if page.asked is None:
            raise NothingAskedError(view.period or "any period")
        return next(kept.questions for kept in queries.question_sets() if kept.id == page.asked.id)


def looking(here: Installation, period: str | None) -> tuple[Queries, View]:
    """What may be asked, and the view of a period as it was typed, or of the one around today.

    Raises ``NothingAskedError`` for a period that is not there.
    """
    queries = asking(here)
    view = queries.default_view()
    if period is None:
        return queries, view
    (wanted,) = periods_named([period], here.county.surroundings(here.framework()))
    for choice in queries.periods():
        if BudgetPeriod(start=choice.start, end=choice.end) == wanted:
            return queries, View(choice.key, view.phase)
    raise NothingAskedError(period)


# -- for people


def _show_set(chosen: QuestionSet) -> None:
    out = console()
    asked_for = f", for {', '.join(chosen.periods)}" if chosen.periods else ""
    say(out, f"{chosen.title} ({chosen.code} {chosen.version}){asked_for}", style="bold")
    for about, title in _ABOUT.items():
        made = table("Code", "Question", "Answer", "", title=title, whole=("Code",))
        for each in chosen.of(about):
            must = "required" if each.required else ""
            made.add_row(Text(each.code), Text(each.text), Text(how_to_answer(each)), must)
        show_table(out, made)


def _print_status(page: QuestionsPage, *, as_json: bool) -> None:
    if as_json:
        print_json(_status_json(page))
        return
    out = console()
    if page.asked:
        say(out, f"{page.asked.title}, version {page.asked.version}, {page.view.period}", style="bold")
    made = table("Department", "About itself", "About packages", "Packages complete")
    for row in page.departments:
        packages = f"{row.packages_complete} of {row.package_count}" if row.package_count else "no packages"
        told = _of(row.packages) if row.package_count else ""
        made.add_row(Text(row.name), _of(row.own), told, packages)
    show_table(out, made)
    say(out, f"All together: {_of(page.whole)} required questions are answered.")
    if page.without_department:
        say(out, f"{page.without_department} packages stand on lines that name no department: nobody is asked.")


def _of(told: Completeness) -> str:
    return f"{told.required_answered} of {told.required}" if told.required else "nothing required"


def _print_department(name: str, answers: Sequence[SubjectAnswers], *, as_json: bool) -> None:
    if as_json:
        print_json({"department": name, "subjects": [_answers_json(each) for each in answers]})
        return
    out = console()
    made = table("", "Answered", "Still lacking")
    for each in answers:
        lacking = [row.question.code for row in each.rows if row.question.required and not row.held]
        made.add_row(Text(each.name), _of(each.completeness), ", ".join(lacking))
    say(out, name, style="bold")
    show_table(out, made)


# -- for machines


def _set_json(questions: QuestionSet) -> dict[str, Any]:
    return questions.model_dump(mode="json")


def _status_json(page: QuestionsPage) -> dict[str, Any]:
    return {
        "period": page.view.period,
        "questions": {"code": page.asked.code, "version": page.asked.version} if page.asked else None,
        "packages_of": page.phase.value if page.phase else None,
        "departments": [_department_json(row) for row in page.departments],
        "whole": page.whole._asdict(),
        "packages_without_department": page.without_department,
    }


def _department_json(row: DepartmentAnswers) -> dict[str, Any]:
    told = asdict(row)
    return {**told, "own": row.own._asdict(), "packages": row.packages._asdict()}


def _answers_json(told: SubjectAnswers) -> dict[str, Any]:
    return {
        "asked_of": told.subject.asked_of.value,
        "package": told.subject.package or None,
        "name": told.name,
        **told.completeness._asdict(),
        "questions": [
            {
                "code": row.question.code,
                "question": row.question.text,
                "required": row.question.required,
                "answer": row.held.answer if row.held else None,
                "by": row.held.by if row.held else None,
                "at": row.held.at.isoformat() if row.held else None,
                "file": row.held.file if row.held else None,
                "cell": row.held.cell if row.held else None,
            }
            for row in told.rows
        ],
        "earlier": [
            {"version": each.version, "question": each.question, "answer": each.held.answer, "by": each.held.by}
            for each in told.earlier
        ],
    }
