"""The home of what is asked of questions and answers: which are asked, and how far everybody has answered."""

from collections.abc import Iterable, Mapping
from functools import partial

from budgets.period import BudgetPeriod
from plans.questions import AskedOf, Completeness, QuestionSet, completeness, together
from tracker.equity_answers import KeptAnswer, KeptQuestions, Subject, that_hold
from tracker.errors import NotFoundError
from tracker.package_rows import (
    AnswerRow,
    AskedSet,
    DepartmentAnswers,
    EarlierAnswer,
    QuestionRow,
    QuestionsPage,
    SubjectAnswers,
)
from tracker.rows import View
from tracker.services.looking import Look
from tracker.services.packages import FoundPackage, asked_packages, asked_phase, found_packages
from tracker.services.plan_pages import listed_departments
from tracker.sums import both

Holding = Mapping[tuple[int, Subject, str], KeptAnswer]


def kept_set(look: Look, number: int) -> KeptQuestions:
    """One version of a set by its number. Raises ``NotFoundError``."""
    found = next((kept for kept in look.uow.questions.sets() if kept.id == number), None)
    if found is None:
        raise NotFoundError("set of questions", number)
    return found


def asked_for(look: Look, period: BudgetPeriod | None) -> KeptQuestions | None:
    """The set that is asked for a period; None where none is."""
    return look.keeping.of(("asked for", period), lambda: _asked_for(look, period))


def _asked_for(look: Look, period: BudgetPeriod | None) -> KeptQuestions | None:
    number = look.uow.questions.asked().get(period) if period else None
    return None if number is None else kept_set(look, number)


def holding(look: Look, view: View) -> Holding:
    """The answers that hold in the period of a view."""
    period = look.period(view)
    return look.keeping.of(
        ("holding", view.period), lambda: that_hold(look.uow.questions.answers(period)) if period else {}
    )


def completeness_of(look: Look, view: View, subjects: Iterable[Subject]) -> Completeness:
    """How far several subjects have answered what is asked for the period of a view; nothing asked is nothing."""
    asked = asked_for(look, look.period(view))
    return together(map(partial(_one, asked, holding(look, view)), subjects)) if asked else Completeness()


def _one(asked: KeptQuestions, held: Holding, subject: Subject) -> Completeness:
    questions = asked.questions.of(subject.asked_of)
    return completeness(questions, {each.code for each in questions if (asked.id, subject, each.code) in held})


def package_subject(package: FoundPackage) -> Subject:
    """A package as it is asked."""
    return Subject(AskedOf.PACKAGE, package.department_key, package.key)


def questions(look: Look, view: View) -> QuestionsPage:
    """What is asked for the period of a view, and how far every department has answered."""
    asked, phase = asked_for(look, look.period(view)), asked_phase(look, view)
    packages = asked_packages(look, view)
    told = tuple(
        _department(look, view, (row.key, row.name), [each for each in packages if each.department_key == row.key])
        for row in listed_departments(look, view)
    )
    nobodys = [package for package in packages if not package.department_key]
    amount = None
    for package in nobodys:
        money = package.spending.get(phase) if phase else None
        amount = both(amount, money.amount if money else None)
    return QuestionsPage(
        county=look.facts,
        view=view,
        period=next((choice for choice in look.periods if choice.key == view.period), None),
        asked=asked_set(asked) if asked else None,
        questions=asked.questions.questions if asked else (),
        phase=phase,
        departments=told if asked else (),
        whole=together(row.whole for row in told),
        without_department=len(nobodys),
        without_department_amount=amount,
    )


def asked_set(kept: KeptQuestions) -> AskedSet:
    """A set as pages name it."""
    own = kept.questions
    return AskedSet(kept.id, own.code, own.title, own.version, kept.by, kept.at)


def _department(look: Look, view: View, of: tuple[str, str], packages: Iterable[FoundPackage]) -> DepartmentAnswers:
    key, name = of
    each = [completeness_of(look, view, [package_subject(package)]) for package in packages]
    return DepartmentAnswers(
        key=key,
        name=name,
        own=completeness_of(look, view, [Subject(AskedOf.DEPARTMENT, key)]),
        packages=together(each),
        package_count=len(each),
        packages_complete=sum(not one.lacking for one in each),
    )


def subject_answers(look: Look, subject: Subject, view: View) -> SubjectAnswers:
    """What one subject is asked and has answered. Raises ``NotFoundError`` where there is no such subject."""
    name, department = _named(look, subject, view)
    period = look.period(view)
    asked = asked_for(look, period)
    history = look.uow.questions.history(period, subject) if period else ()
    rows = tuple(
        QuestionRow(each, tuple(_row(kept) for kept in reversed(history) if _answers(kept, asked, each.code)))
        for each in (asked.questions.of(subject.asked_of) if asked else ())
    )
    return SubjectAnswers(
        county=look.facts,
        view=view,
        subject=subject,
        name=name,
        department=department,
        asked=asked_set(asked) if asked else None,
        rows=rows,
        completeness=completeness((row.question for row in rows), {row.question.code for row in rows if row.held}),
        earlier=tuple(_earlier(look, history, asked)),
        seen=max((kept.id for kept in history), default=0),
    )


def _named(look: Look, subject: Subject, view: View) -> tuple[str, str]:
    """The name of a subject, and that of its department."""
    names = {row.key: row.name for row in listed_departments(look, view)}
    department = names.get(subject.department)
    if subject.asked_of is AskedOf.DEPARTMENT:
        if department is None:
            raise NotFoundError("department", subject.department)
        return department, department
    place = subject.department, subject.package
    found = next((one for one in found_packages(look, view) if (one.department_key, one.key) == place), None)
    if found is None:
        raise NotFoundError("decision package", subject.package)
    return found.name, department or found.department or ""


def _answers(kept: KeptAnswer, asked: KeptQuestions | None, code: str) -> bool:
    return asked is not None and (kept.given.set_id, kept.given.question) == (asked.id, code)


def _row(kept: KeptAnswer) -> AnswerRow:
    given = kept.given
    return AnswerRow(given.answer, given.by, given.at, given.file, given.cell, given.file_id)


def _earlier(look: Look, history: Iterable[KeptAnswer], asked: KeptQuestions | None) -> Iterable[EarlierAnswer]:
    """What was answered to other versions, with the questions as they were then: no answer moves to a new question."""
    sets: dict[int, QuestionSet] = {kept.id: kept.questions for kept in look.uow.questions.sets()}
    for (number, _, code), kept in sorted(that_hold(history).items(), key=lambda both: both[1].id):
        if asked is None or number != asked.id:
            question = sets[number].find(code)
            text = question.text if question else code
            yield EarlierAnswer(sets[number].title, sets[number].version, text, _row(kept))
