"""The home of asking and answering: sets of questions are loaded, answers given one by one or as a workbook."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from budgets.period import BudgetPeriod
from importers.answers_workbook import AnswersAbout, AnswersReading, Asked, NotKnown, open_answers, read_answers
from importers.file_names import shown_name
from importers.plain_words import plain_words
from importers.question_sheets import AnswerSheet, AskedPackage, HeldAnswer, how_to_answer
from importers.reading import Surroundings
from importers.templates import answers_template
from plans.questions import LONGEST_ANSWER, AskedOf, QuestionSet
from tracker.county import County
from tracker.equity_answers import AnswerFile, KeptQuestions, NewAnswer, Subject
from tracker.errors import StateError, TrackerError
from tracker.finding_history import Cause
from tracker.permissions import Actor, Permission, require
from tracker.rows import View
from tracker.services.findings import remember_findings
from tracker.services.looking import Look, passing_look
from tracker.services.packages import asked_packages, asked_phase
from tracker.services.plan_pages import listed_departments
from tracker.services.prefilling import FilledTemplate, file_name
from tracker.services.question_pages import asked_for, holding, kept_set, subject_answers
from tracker.services.unit_of_work import UnitOfWork


class NoPeriodError(TrackerError):
    """Nobody said for which budget period questions are asked, or what was said is no period."""

    def __init__(self, labels: Sequence[str]) -> None:
        named = ", ".join(f"'{label}'" for label in labels)
        said = f"no budget period is meant by {named}" if labels else "it is not said for which budget these are asked"
        super().__init__(f"{said}; write years, as in 2026-2027 or 2025")


class AlreadyAnsweredError(StateError):
    """Questions would be changed to which answers were given."""

    def __init__(self, questions: QuestionSet) -> None:
        super().__init__(
            f"version {questions.version} of {questions.code}",
            "answered already",
            "given other words",
            "give the new text a version of its own; the answers stay with the old one",
        )


class NothingAskedError(TrackerError):
    """No questions are asked for a budget period."""

    def __init__(self, period: str) -> None:
        super().__init__(
            f"no questions are asked for {period}; ask some with `equity-tracker questions load FILE --period {period}`"
        )


class AnswerNotTakenError(TrackerError):
    """Answers that the questions do not take; every one of them is named."""

    def __init__(self, problems: Iterable[str]) -> None:
        super().__init__("; ".join(problems))


class AnsweredMeanwhileError(StateError):
    """Somebody else answered the same questions while these answers were written."""

    def __init__(self, codes: Iterable[str]) -> None:
        super().__init__(
            f"what you answer ({', '.join(codes)})",
            "no longer as you saw it: somebody else answered meanwhile",
            "saved over that",
            "copy what you wrote, load the page anew, and look at both",
        )


@dataclass(frozen=True, slots=True)
class Answering:
    """What a person answers about one subject: by the code of the question, None or blank takes an answer back.

    ``seen`` is the number of the last answer that the person saw there, ``set_id`` the questions that were asked.
    """

    set_id: int
    period: str
    subject: Subject
    given: Mapping[str, str | None]
    seen: int


@dataclass(frozen=True, slots=True)
class AnswersIn:
    """What came of a workbook of answers: what was read, how many answers were kept, and the key of its department."""

    file: str
    reading: AnswersReading
    kept: int
    department: str | None = None


def periods_named(labels: Sequence[str], around: Surroundings) -> tuple[BudgetPeriod, ...]:
    """The periods that labels name. Raises ``NoPeriodError`` with every label that names none, or could name two."""
    found = {label: around.find_period(label) for label in labels}
    wrong = [label for label, period in found.items() if period is None]
    if wrong or not found:
        raise NoPeriodError(wrong)
    return tuple(period for period in found.values() if period)


def load_questions(
    uow: UnitOfWork, actor: Actor, county: County, questions: QuestionSet, periods: Sequence[BudgetPeriod]
) -> KeptQuestions:
    """Ask a set of questions for budget periods from now on; what was answered to others stays with those.

    What nobody answered yet is found at once, and what is asked no more is found no more: that is remembered.

    The same set for the same periods changes nothing. Raises ``AlreadyAnsweredError`` for other questions under the
    version of some that were answered.
    """
    require(actor, Permission.QUESTION_LOAD)
    now = datetime.now(UTC)
    with uow:
        uow.raise_data_version()
        name = questions.code, questions.version
        before = next((kept for kept in uow.questions.sets() if kept.name == name), None)
        asked = uow.questions.asked()
        if before and _same(before.questions, questions) and all(asked.get(each) == before.id for each in periods):
            return before
        if before and not _same(before.questions, questions) and uow.questions.is_answered(before.id):
            raise AlreadyAnsweredError(questions)
        number = uow.questions.put(questions, by=actor.name, at=now)
        for period in periods:
            if asked.get(period) != number:
                uow.questions.ask(number, period, by=actor.name, at=now)
        kept = next(kept for kept in uow.questions.sets() if kept.id == number)
        remember_findings(uow, county, Cause.QUESTIONS, by=actor.name)
        uow.commit()
    return kept


def _same(one: QuestionSet, other: QuestionSet) -> bool:
    """Whether two sets ask the same; for which periods they say so is kept apart."""
    return one.model_copy(update={"periods": ()}) == other.model_copy(update={"periods": ()})


def answer_questions(uow: UnitOfWork, actor: Actor, county: County, answering: Answering, *, today: date) -> int:
    """Keep what a person answers about one subject, and say how many answers are new; the others stay as they are.

    Raises ``NotFoundError`` for a subject or a period that is not there, ``AnswerNotTakenError`` with everything that a
    question does not take, and ``AnsweredMeanwhileError`` where somebody else answered one of them since ``seen``.
    """
    require(actor, Permission.ANSWER_WRITE)
    with uow:
        uow.raise_data_version()
        look = passing_look(uow, county, today)
        view = View(answering.period, look.default_view().phase)
        told = subject_answers(look, answering.subject, view)
        period = look.period(view)
        if told.asked is None or period is None:
            raise NothingAskedError(answering.period)
        if told.asked.id != answering.set_id:
            raise AnsweredMeanwhileError(answering.given)
        given = _fitting(kept_set(look, answering.set_id).questions, answering)
        held = {row.question.code: row.held.answer if row.held else None for row in told.rows}
        new = {code: answer for code, answer in given.items() if answer != held.get(code)}
        since = {
            kept.given.question
            for kept in uow.questions.history(period, answering.subject)
            if kept.id > answering.seen and kept.given.set_id == answering.set_id
        }
        if theirs := sorted(since & new.keys()):
            raise AnsweredMeanwhileError(theirs)
        if new:
            uow.questions.give(_given(new, answering, period, actor.name))
            remember_findings(uow, county, Cause.ANSWERS, by=actor.name)
            uow.commit()
    return len(new)


def _given(new: Mapping[str, str | None], answering: Answering, period: BudgetPeriod, by: str) -> Sequence[NewAnswer]:
    now = datetime.now(UTC)
    return [
        NewAnswer(
            set_id=answering.set_id,
            period=period,
            subject=answering.subject,
            question=code,
            answer=answer,
            by=by,
            at=now,
        )
        for code, answer in new.items()
    ]


def _fitting(questions: QuestionSet, answering: Answering) -> dict[str, str | None]:
    fitting: dict[str, str | None] = {}
    problems = []
    for code, typed in answering.given.items():
        question = questions.find(code)
        text = plain_words(typed or "")
        if question is None or question.asked_of is not answering.subject.asked_of:
            problems.append(f"there is no question {code[:80]} about this {answering.subject.asked_of}")
        elif len(text) > LONGEST_ANSWER:
            problems.append(f"the answer to {code} has {len(text):,} characters; {LONGEST_ANSWER:,} are the most")
        elif text and question.fit(text) is None:
            problems.append(f"'{text[:80]}' is no answer to {code}; it takes {how_to_answer(question)}")
        else:
            fitting[question.code] = question.fit(text)
    if problems:
        raise AnswerNotTakenError(problems)
    return fitting


def answer_sheet(look: Look, department: str, period: BudgetPeriod) -> AnswerSheet:
    """What the workbook of a department holds; the department by name, code or key.

    Its packages are those of the furthest decision. Raises ``NothingAskedError``, and ``NotFoundError`` for a
    department that is not there.
    """
    asked = asked_for(look, period)
    if asked is None:
        raise NothingAskedError(period.label)
    view = view_of(look, period)
    subject = Subject(AskedOf.DEPARTMENT, look.rules_of.department_key(department))
    told = subject_answers(look, subject, view)
    return _sheet(look, (subject.department, told.name), view, asked)


def answers_workbook(look: Look, department: str, period: BudgetPeriod) -> FilledTemplate:
    """The workbook of ``answer_sheet``, and a name for it."""
    sheet = answer_sheet(look, department, period)
    return FilledTemplate(file_name(sheet.department, "equity questions", period), answers_template(sheet))


def _sheet(look: Look, department: tuple[str, str], view: View, asked: KeptQuestions) -> AnswerSheet:
    key, name = department
    phase = asked_phase(look, view)
    period = look.spans[view.period]
    held = {
        (subject.package, code): HeldAnswer(kept.id, kept.given.answer or "", kept.given.by, kept.given.at)
        for (number, subject, code), kept in holding(look, view).items()
        if number == asked.id and subject.department == key
    }
    packages = []
    for found in asked_packages(look, view):
        if found.department_key == key:
            money = found.spending.get(phase) if phase else None
            title = next(iter(found.titles), None)
            shown = found.code or title or found.key
            packages.append(AskedPackage(found.key, shown, title, money.amount if money else None))
    last = max((kept.id for kept in look.uow.questions.answers(period)), default=0)
    return AnswerSheet(name, period.start, period.end, asked.questions, tuple(packages), held, last)


def import_answers(
    uow: UnitOfWork, actor: Actor, county: County, file: tuple[str, bytes], *, today: date, keep: bool = True
) -> AnswersIn:
    """Read a department's workbook of answers, and keep what is new where nothing in it is wrong: all of it or nothing.

    The same file twice changes nothing. With ``keep`` False nothing is written.
    """
    require(actor, Permission.ANSWER_WRITE)
    name, data = shown_name(file[0]), file[1]
    # A large workbook takes its time: nobody else has to wait for that.
    opened = open_answers(data, name)
    with uow:
        if keep:
            uow.raise_data_version()
        look = passing_look(uow, county, today)
        reading = read_answers(opened, lambda about: _resolve(look, about))
        key = look.rules_of.department_key(reading.about.department) if reading.asked and reading.about else None
        if not keep or not reading.is_sound or reading.about is None or reading.asked is None:
            return AnswersIn(name, reading, 0, key)
        new = _new_answers(look, reading, actor.name, name)
        if new:
            number = uow.questions.keep_file(AnswerFile(name, data), by=actor.name, at=new[0].at)
            uow.questions.give([replace(answer, file_id=number) for answer in new])
            remember_findings(uow, county, Cause.ANSWERS, by=actor.name)
            uow.commit()
    return AnswersIn(name, reading, len(new), key)


def _new_answers(look: Look, reading: AnswersReading, by: str, file: str) -> list[NewAnswer]:
    about, asked = reading.about, reading.asked
    if about is None or asked is None:
        return []
    department = look.rules_of.department_key(about.department)
    number = _set_of(look, about)
    if number is None:
        return []
    now = datetime.now(UTC)
    return [
        NewAnswer(
            set_id=number,
            period=BudgetPeriod(start=about.start, end=about.end),
            subject=Subject(AskedOf.PACKAGE if each.package else AskedOf.DEPARTMENT, department, each.package),
            question=each.question,
            answer=each.answer,
            by=by,
            at=now,
            file=file,
            cell=str(each.at),
        )
        for each in reading.answers
    ]


def _set_of(look: Look, about: AnswersAbout) -> int | None:
    name = about.questions, about.version
    return next((kept.id for kept in look.uow.questions.sets() if kept.name == name), None)


def _resolve(look: Look, about: AnswersAbout) -> Asked | NotKnown:
    """What a workbook answers, by what it says of itself."""
    if about.end <= about.start:
        return NotKnown.PERIOD
    period = BudgetPeriod(start=about.start, end=about.end)
    now = asked_for(look, period)
    if now is None or period not in look.spans.values():
        return NotKnown.PERIOD
    view = view_of(look, period)
    key = look.rules_of.department_key(about.department)
    name = next((row.name for row in listed_departments(look, view) if row.key == key), None)
    if name is None:
        return NotKnown.DEPARTMENT
    number = _set_of(look, about)
    if number is None:
        known = any(each.questions.code == about.questions for each in look.uow.questions.sets())
        return NotKnown.VERSION if known else NotKnown.QUESTIONS
    same: Callable[[str], str] = look.rules_of.codes.package.identity
    return Asked(_sheet(look, (key, name), view, kept_set(look, number)), now.questions.version, same)


def view_of(look: Look, period: BudgetPeriod) -> View:
    """The view in which the furthest decision of a period is asked. Raises ``NothingAskedError`` for no period."""
    label = next((key for key, span in look.spans.items() if span == period), None)
    if label is None:
        raise NothingAskedError(period.label)
    view = View(label, look.default_view().phase)
    decided = asked_phase(look, view)
    return View(label, decided) if decided else view
