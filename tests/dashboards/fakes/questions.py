"""The decision packages of the invented county, and what is asked and answered."""

from datetime import UTC, datetime
from decimal import Decimal

from budgets.phases import Direction, Phase
from importers.answers_workbook import AnswersReading, Asked
from importers.cells import CellRef
from importers.question_issues import ANSWER_NOT_TAKEN
from importers.question_sheets import AnswerSheet
from plans.questions import AskedOf, Completeness, completeness, load_shipped_questions, together
from tests.dashboards.fakes.budget import a_line
from tests.dashboards.fakes.county import BOOKED, COUNTY, PERIODS, at, money
from tests.dashboards.fakes.plans import ACTIONS, DEPARTMENTS
from tracker.budget_rows import LinePage
from tracker.equity_answers import Subject
from tracker.package_rows import (
    AnswerRow,
    AskedSet,
    DepartmentAnswers,
    EarlierAnswer,
    PackagePage,
    PackagePart,
    PackageRow,
    QuestionRow,
    QuestionsPage,
    Reason,
    SubjectAnswers,
)
from tracker.rows import Money, View
from tracker.services.questions import AnswersIn

NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
QUESTIONS = load_shipped_questions("budget_equity")
ASKED = AskedSet(2, QUESTIONS.code, QUESTIONS.title, QUESTIONS.version, "Ana", NOW)
FAR = Completeness(4, 3, 5, 3)


def an_answer(answer: str | None = "Renters in Kent", by: str = "Ana") -> AnswerRow:
    return AnswerRow(answer, by, NOW, "Human Resources equity questions.xlsx", "Package questions!G2", 4)


def a_package(
    key: str,
    title: str,
    department: tuple[str, str],
    amounts: tuple[str | None, str | None, str | None],
    far: Completeness | None = FAR,
) -> PackageRow:
    told = dict(zip((Phase.REQUESTED, Phase.PROPOSED, Phase.ADOPTED), amounts, strict=True))
    by_phase: list[tuple[Phase, Money | None]] = [
        (phase, money(amount, 3) if (amount := told.get(phase)) else None) for phase in BOOKED
    ]
    is_asked = amounts[-1] is not None
    key_of, name = department
    return PackageRow(
        key, key.upper(), (title,), key_of, name or None, tuple(by_phase), is_asked, far if is_asked else None
    )


FIRST, SECOND, *_ = DEPARTMENTS
PACKAGES = (
    a_package("ds_014", "Community health workers", FIRST, ("1350000", "1000000", "850000")),
    a_package("ds_014", "Trail crews", SECOND, ("200000", "200000", "200000"), Completeness(4, 4, 5, 5)),
    a_package("ds_203", "Night buses", SECOND, ("900000", "600000", None)),
    a_package("x_1", "Nobody's", ("", ""), (None, None, "-90000"), Completeness(4, 0, 5, 0)),
)


def some_answers(subject: Subject, view: View, *, is_asked: bool = True) -> SubjectAnswers:
    questions = QUESTIONS.of(subject.asked_of) if is_asked else ()
    rows = [QuestionRow(each, ()) for each in questions]
    if rows:
        rows[0] = QuestionRow(rows[0].question, (an_answer(), an_answer("Renters", "Ben")))
        rows[1] = QuestionRow(rows[1].question, (an_answer(None, "Ben"), an_answer("All of it")))
    department = dict(DEPARTMENTS).get(subject.department, "")
    answered = {row.question.code for row in rows if row.held}
    return SubjectAnswers(
        county=COUNTY,
        view=view,
        subject=subject,
        name=department if subject.asked_of is AskedOf.DEPARTMENT else subject.package.upper(),
        department=department,
        asked=ASKED if is_asked else None,
        rows=tuple(rows),
        completeness=completeness(questions, answered),
        earlier=(EarlierAnswer("Nine questions", "2024", "Who is heard?", an_answer("The youth council")),),
        seen=17,
    )


def a_package_page(row: PackageRow, view: View, others: tuple[PackageRow, ...]) -> PackagePage:
    subject = Subject(AskedOf.PACKAGE, row.department_key, row.key)
    part = PackagePart(Direction.EXPENDITURE, "A80000 Public Health", None, one_time=True, money=money("850000", 3))
    lines = (a_line(1), a_line(2)) if row.money(view.phase) else ()
    return PackagePage(
        county=COUNTY,
        view=view,
        package=row,
        parts=(part,) if lines else (),
        reasons=(Reason("Waiting lists have doubled", at("K7", "Lines", 7), is_reason=True),),
        lines=LinePage(lines, len(lines), None),
        answers=some_answers(subject, view),
        actions=ACTIONS[:2],
        same_code=others,
    )


def a_questions_page(view: View, *, is_asked: bool) -> QuestionsPage:
    own = (Completeness(3, 3, 4, 4), Completeness(3, 1, 4, 1), Completeness(3, 0, 4, 0))
    rows = tuple(
        DepartmentAnswers(key, name, far, FAR if place else Completeness(), place, 0)
        for place, ((key, name), far) in enumerate(zip(DEPARTMENTS, own, strict=False))
    )
    return QuestionsPage(
        county=COUNTY,
        view=view,
        period=PERIODS[1],
        asked=ASKED if is_asked else None,
        questions=QUESTIONS.questions if is_asked else (),
        phase=Phase.ADOPTED if is_asked else None,
        departments=rows if is_asked else (),
        whole=together(row.whole for row in rows) if is_asked else Completeness(),
        without_department=1 if is_asked else 0,
        without_department_amount=Decimal(90000) if is_asked else None,
    )


def answers_in(file: str, data: bytes) -> AnswersIn:
    """What is said of a workbook: its bytes ``wrong`` has a fault, any other brings two answers."""
    if data == b"wrong":
        at = CellRef("Package questions", 4, 7)
        fault = ANSWER_NOT_TAKEN.at(at, "perhaps", field=("answer",), takes="yes or no")
        return AnswersIn(file, AnswersReading(issues=(fault,)), 0)
    sheet = AnswerSheet(FIRST[1], PERIODS[1].start, PERIODS[1].end, QUESTIONS)
    return AnswersIn(file, AnswersReading(asked=Asked(sheet, "1", str.casefold), unchanged=1), 2, FIRST[0])
