from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from budgets.lines import BudgetLine
from budgets.phases import Direction, Phase
from budgets.structure import ChartEntry, CodeRule, CodeRules
from plans.questions import AskedOf, Completeness
from tests.builders import BIENNIUM, a_line, a_part, a_plan, an_action
from tests.plans.test_questions import a_question, a_set
from tests.store.test_queries import COUNTY, publish
from tests.store.test_uploads import NOBODY
from tracker.equity_answers import Subject
from tracker.errors import NotFoundError, PermissionDeniedError
from tracker.package_rows import PackageRow
from tracker.permissions import LOCAL_USER
from tracker.records import Dimension
from tracker.rows import View
from tracker.services.desk import Desk
from tracker.services.package_pages import SeveralPackagesError
from tracker.services.queries import Queries
from tracker.services.questions import (
    AlreadyAnsweredError,
    AnsweredMeanwhileError,
    Answering,
    AnswerNotTakenError,
    NothingAskedError,
    load_questions,
)

RULES = CodeRules(package=CodeRule(ignore_leading_zeros=True))
OWN = COUNTY.model_copy(update={"codes": RULES})
ADOPTED, REQUESTED = View("2026-2027", Phase.ADOPTED), View("2026-2027", Phase.REQUESTED)
HEALTH, PARKS = ChartEntry(code="40", name="Health"), ChartEntry(name="Parks")
CLINIC, SHORT = ChartEntry(code="0014", name="Saturday clinic"), ChartEntry(code="14", name="Clinic on Saturdays")
UNNAMED = ChartEntry(name="Close a pool")
ANA, BEN = replace(LOCAL_USER, name="Ana"), replace(LOCAL_USER, name="Ben")

OF_CLINIC, OF_HEALTH = Subject(AskedOf.PACKAGE, "public health", "14"), Subject(AskedOf.DEPARTMENT, "public health")
QUESTIONS = a_set(
    a_question(code="D1", asked_of="department"),
    a_question(code="D2", asked_of="department", kind="yes-no"),
    a_question(code="P1"),
    a_question(code="P2", kind="choice", choices=("narrows it", "widens it")),
    a_question(code="P3", required=False),
)

LINES: list[BudgetLine] = [
    a_line("100.10", department=HEALTH, package=CLINIC, one_time=True, reason="Waiting lists"),
    a_line("20.00", department=HEALTH, package=CLINIC, fund=None, fte="1.5", reason="Waiting lists"),
    a_line("-5.00", department=PARKS, package=UNNAMED, description="Few swimmers"),
    a_line("7.00", department=PARKS, package=ChartEntry(code="14", name="Trees"), one_time=False),
    a_line("9.00", department=HEALTH),
    a_line("3.00", department=None, package=ChartEntry(code="X1", name="Nobody's")),
    a_line("4.00", department=PARKS, package=ChartEntry(code="R1"), direction=Direction.REVENUE),
]
PLAN = a_plan(
    an_action("PH-1", ask={"decision_package": "14"}),
    an_action("PH-2", ask={"decision_package": "DS 9; 0014 Saturday clinic"}),
    an_action("PH-3", ask={"decision_package": "Saturday clinic"}),
    an_action("PH-4", ask={"decision_package": "140"}),
    an_action("PH-5", ask={"amount": 14}),
)


def in_phase(phase: Phase, **changes: Any) -> list[BudgetLine]:
    return [line.model_copy(update={"phase": phase, **changes}) for line in LINES]


def county(open_store, *, plans=True):
    both = tuple(Direction)
    publish(open_store, lines=in_phase(Phase.REQUESTED), parts=[a_part(phase=Phase.REQUESTED, directions=both)])
    adopted = [line for line in in_phase(Phase.ADOPTED) if line.package != UNNAMED]
    adopted[0] = adopted[0].model_copy(update={"amount": Decimal("60.00"), "package": SHORT})
    publish(open_store, lines=adopted, parts=[a_part(phase=Phase.ADOPTED, directions=both)])
    if plans:
        publish(open_store, plan=PLAN, key="public health")
        other = a_plan(an_action("E-1", ask={"decision_package": "14"}), department="Elections")
        publish(open_store, plan=other, key="elections")
        own = a_plan(an_action("PK-1", ask={"decision_package": "14"}), department="Parks")
        publish(open_store, plan=own, key="parks")
    return Queries(open_store, OWN), Desk(open_store, OWN)


def ask_questions(open_store, questions=QUESTIONS):
    return load_questions(open_store(), ANA, COUNTY, questions, [BIENNIUM])


def answering(subject=OF_CLINIC, *, set_id, seen=0, **given):
    return Answering(set_id, "2026-2027", subject, given, seen)


def by_name(rows: tuple[PackageRow, ...]) -> dict[tuple[str, str], PackageRow]:
    return {(row.department_key, row.key): row for row in rows}


def test_packages_are_told_by_department_and_code_with_their_money_in_every_phase(open_store):
    queries, _ = county(open_store)

    rows = by_name(queries.packages(ADOPTED))

    assert list(rows) == [
        ("", "x1"),
        ("parks", "14"),
        ("parks", "close a pool"),
        ("parks", "r1"),
        ("public health", "14"),
    ]
    clinic = rows["public health", "14"]
    assert [(phase, money.amount, money.fte) for phase, money in clinic.by_phase if money] == [
        (Phase.REQUESTED, Decimal("120.10"), Decimal("1.5")),
        (Phase.ADOPTED, Decimal("80.00"), Decimal("1.5")),
    ]
    assert (clinic.code, clinic.titles) == ("0014", ("Saturday clinic", "Clinic on Saturdays"))
    pool = rows["parks", "close a pool"]
    assert (pool.code, pool.name, pool.money(Phase.REQUESTED)) == (None, "Close a pool", pool.by_phase[0][1])
    assert (pool.is_asked, pool.money(Phase.ADOPTED)) == (False, None)
    assert by_name(queries.packages(REQUESTED))["parks", "close a pool"].is_asked
    assert [money for _, money in rows["parks", "r1"].by_phase] == [None, None]


def test_what_packages_come_to_is_what_their_lines_add_up_to(open_store):
    queries, _ = county(open_store)

    told = [row.money(Phase.REQUESTED) for row in queries.packages(REQUESTED)]

    spending = [line for line in in_phase(Phase.REQUESTED) if line.package and line.direction is Direction.EXPENDITURE]
    assert sum(money.amount or 0 for money in told if money) == sum(line.amount or 0 for line in spending)


@pytest.mark.parametrize("code", ["14", "0014", " 014 "])
def test_a_package_is_found_however_its_code_is_written(open_store, code):
    queries, _ = county(open_store)

    page = queries.package(code, "public health", ADOPTED)

    assert page.package.key == "14"
    assert {(part.unit, part.fund, part.one_time, part.money.amount) for part in page.parts} == {
        ("A80000 Public Health", "F1800 Public Health Fund", True, Decimal("60.00")),
        ("A80000 Public Health", None, None, Decimal("20.00")),
    }
    assert [reason.text for reason in page.reasons] == ["Waiting lists"]
    assert page.reasons[0].is_reason
    assert {(line.amount, line.source.cell) for line in page.lines.lines} == {
        (Decimal("60.00"), "H2"),
        (Decimal("20.00"), "H3"),
    }
    assert [other.department_key for other in page.same_code] == ["parks"]


def test_the_actions_of_a_package_are_those_that_name_it_and_no_other_departments_code(open_store):
    queries, _ = county(open_store)

    health, parks = (queries.package("14", key, ADOPTED).actions for key in ("public health", "parks"))

    assert [action.code for action in health] == ["E-1", "PH-1", "PH-2", "PH-3"]
    assert [action.code for action in parks] == ["E-1", "PK-1"]


def test_a_code_of_two_departments_asks_which_one_is_meant(open_store):
    queries, _ = county(open_store)

    with pytest.raises(SeveralPackagesError) as told:
        queries.package("14", None, ADOPTED)

    assert [row.department_key for row in told.value.packages] == ["parks", "public health"]
    assert queries.package("x1", None, ADOPTED).package.department is None
    assert queries.package("X1", "", ADOPTED).lines.of == 1


def test_a_package_that_the_council_dropped_tells_why_it_was_asked_for(open_store):
    queries, _ = county(open_store)

    page = queries.package("Close a pool", None, ADOPTED)

    assert (page.parts, page.lines.of, page.package.is_asked) == ((), 0, False)
    assert [(reason.text, reason.is_reason) for reason in page.reasons] == [("Few swimmers", False)]


@pytest.mark.parametrize(("names_it", "count"), [(True, 3), (False, 2)])
def test_a_package_that_the_council_struck_is_counted_and_exported_as_asked(open_store, names_it, count):
    """Named by the proposed book it was struck; by that of requests alone it never came before the council."""
    queries, _ = county(open_store, plans=False)
    proposed = [line for line in in_phase(Phase.PROPOSED) if names_it or line.package != UNNAMED]
    publish(open_store, lines=proposed, parts=[a_part(phase=Phase.PROPOSED, directions=tuple(Direction))])
    ask_questions(open_store)

    of_parks = next(row for row in queries.questions(ADOPTED).departments if row.key == "parks")
    exported = openpyxl.load_workbook(BytesIO(queries.answers_workbook("Parks", BIENNIUM).content))

    assert of_parks.package_count == sum(
        row.is_asked for row in queries.packages(ADOPTED) if row.department_key == "parks"
    )
    assert (of_parks.package_count, of_parks.packages_complete) == (count, 0)
    cells = {cell for sheet in exported for row in sheet.iter_rows(values_only=True) for cell in row}
    assert ("Close a pool" in cells) is names_it


def test_a_package_of_income_shows_its_lines(open_store):
    queries, _ = county(open_store)

    page = queries.package("R1", "parks", ADOPTED)

    assert [(part.direction, part.money.amount) for part in page.parts] == [(Direction.REVENUE, Decimal("4.00"))]
    assert [line.amount for line in page.lines.lines] == [Decimal("4.00")]


def test_what_is_not_there_is_said(open_store):
    queries, _ = county(open_store)

    for code, department in (("15", None), ("14", "elections")):
        with pytest.raises(NotFoundError):
            queries.package(code, department, ADOPTED)
    with pytest.raises(NotFoundError):
        queries.subject_answers(Subject(AskedOf.PACKAGE, "parks", "15"), ADOPTED)
    with pytest.raises(NotFoundError):
        queries.subject_answers(Subject(AskedOf.DEPARTMENT, "library"), ADOPTED)


def test_answers_are_kept_with_who_and_when_and_count(open_store):
    queries, desk = county(open_store)
    asked = ask_questions(open_store)

    new = desk.answer_questions(ANA, answering(set_id=asked.id, P1="Renters", P2="Narrows it", P3=""))
    told = queries.package("14", "public health", ADOPTED)

    assert new == 2
    assert told.package.completeness == told.answers.completeness == Completeness(2, 2, 3, 2)
    first, second, third = told.answers.rows
    assert (first.held and first.held.answer, first.held and first.held.by) == ("Renters", "Ana")
    assert (second.held and second.held.answer, third.held) == ("narrows it", None)
    page = queries.questions(ADOPTED)
    health = next(row for row in page.departments if row.key == "public health")
    assert (health.own, health.packages) == (Completeness(2, 0, 2, 0), Completeness(2, 2, 3, 2))
    assert (health.package_count, health.packages_complete) == (1, 1)
    assert page.whole == Completeness(2 * 3 + 2 * 3, 2, 2 * 3 + 3 * 3, 2)
    assert (page.without_department, page.without_department_amount, page.phase) == (1, Decimal("3.00"), Phase.ADOPTED)


def test_saying_the_same_again_keeps_nothing_and_taking_back_keeps_the_history(open_store):
    queries, desk = county(open_store)
    asked = ask_questions(open_store)
    desk.answer_questions(ANA, answering(set_id=asked.id, P1="Renters"))
    seen = queries.subject_answers(OF_CLINIC, ADOPTED).seen

    again = desk.answer_questions(BEN, answering(set_id=asked.id, seen=seen, P1=" Renters ", P2=None))
    back = desk.answer_questions(BEN, answering(set_id=asked.id, seen=seen, P1=""))

    told = queries.subject_answers(OF_CLINIC, ADOPTED)
    assert (again, back, told.rows[0].held) == (0, 1, None)
    assert [(each.answer, each.by) for each in told.rows[0].answers] == [(None, "Ben"), ("Renters", "Ana")]


def test_an_answer_that_nobody_can_see_is_none_and_others_are_kept_as_plain_words(open_store):
    _, desk = county(open_store)
    asked = ask_questions(open_store)

    assert desk.answer_questions(ANA, answering(set_id=asked.id, P1="\u200b", P2=None, P3="\x00")) == 0
    assert desk.answer_questions(ANA, answering(set_id=asked.id, P1="Renters\x1b[2J \ud800")) == 1
    assert desk.answer_questions(ANA, answering(set_id=asked.id, P1="Renters[2J")) == 0


def test_an_answer_that_somebody_gave_meanwhile_is_not_overwritten(open_store):
    queries, desk = county(open_store)
    asked = ask_questions(open_store)
    desk.answer_questions(ANA, answering(set_id=asked.id, P1="Renters"))

    with pytest.raises(AnsweredMeanwhileError, match="P1"):
        desk.answer_questions(BEN, answering(set_id=asked.id, P1="Elders", P2="widens it"))

    assert desk.answer_questions(BEN, answering(set_id=asked.id, P2="widens it")) == 1
    held = [row.held.answer for row in queries.subject_answers(OF_CLINIC, ADOPTED).rows if row.held]
    assert held == ["Renters", "widens it"]


def test_answers_that_no_question_takes_are_told_at_once_and_none_is_kept(open_store):
    queries, desk = county(open_store)
    asked = ask_questions(open_store)

    with pytest.raises(AnswerNotTakenError) as told:
        desk.answer_questions(ANA, answering(set_id=asked.id, P1="Renters", P2="perhaps", D1="x", P3="y" * 10_001))

    assert str(told.value) == (
        "'perhaps' is no answer to P2; it takes one of: narrows it; widens it; there is no question D1 about this"
        " package; the answer to P3 has 10,001 characters; 10,000 are the most"
    )
    assert queries.subject_answers(OF_CLINIC, ADOPTED).completeness.answered == 0


def test_a_new_version_begins_without_answers_and_the_old_ones_keep_their_questions(open_store):
    queries, desk = county(open_store)
    first = ask_questions(open_store)
    desk.answer_questions(ANA, answering(OF_HEALTH, set_id=first.id, D1="Renters", D2="yes"))
    second = ask_questions(
        open_store, a_set(a_question(code="D1", text="Who loses?", asked_of="department"), version="2")
    )

    told = queries.subject_answers(OF_HEALTH, ADOPTED)

    assert (told.asked and told.asked.id, told.completeness) == (second.id, Completeness(1, 0, 1, 0))
    assert [(each.version, each.question, each.held.answer) for each in told.earlier] == [
        ("1", "Who gains?", "Renters"),
        ("1", "Who gains?", "yes"),
    ]
    with pytest.raises(AnsweredMeanwhileError):
        desk.answer_questions(ANA, answering(OF_HEALTH, set_id=first.id, D1="Elders"))


def test_questions_that_were_answered_keep_their_words(open_store):
    queries, desk = county(open_store)
    asked = ask_questions(open_store)
    mended = a_set(*QUESTIONS.questions[:-1])
    assert ask_questions(open_store, QUESTIONS.model_copy(update={"periods": ("2026-2027",)})) == asked
    desk.answer_questions(ANA, answering(set_id=asked.id, P1="Renters"))

    with pytest.raises(AlreadyAnsweredError, match="a version of its own"):
        ask_questions(open_store, mended)

    assert queries.question_sets()[0].questions == QUESTIONS


def test_where_nothing_is_asked_there_is_nothing_to_complete(open_store):
    queries, desk = county(open_store)

    page = queries.questions(ADOPTED)

    assert (page.asked, page.departments, page.whole) == (None, (), Completeness())
    assert queries.packages(ADOPTED)[0].completeness is None
    with pytest.raises(NothingAskedError):
        desk.answer_questions(ANA, answering(set_id=1, P1="Renters"))
    with pytest.raises(NothingAskedError):
        queries.answers_workbook("Parks", BIENNIUM)


def test_only_who_may_asks_and_answers(open_store):
    _, desk = county(open_store, plans=False)

    with pytest.raises(PermissionDeniedError):
        load_questions(open_store(), NOBODY, COUNTY, QUESTIONS, [BIENNIUM])
    with pytest.raises(PermissionDeniedError):
        desk.answer_questions(NOBODY, answering(set_id=1, P1="Renters"))


def test_packages_are_found_by_their_titles_and_codes_each_with_its_department(open_store):
    queries, _ = county(open_store, plans=False)

    (clinic,) = [group for group in queries.search("saturday") if group.kind == "package"]
    (coded,) = [group for group in queries.search("0014") if group.kind == "package"]
    (nobodys,) = [group for group in queries.search("nobody") if group.kind == "package"]

    assert [(hit.label, hit.href, hit.about) for hit in clinic.hits] == [
        ("0014 Saturday clinic Clinic on Saturdays", "/package?code=14&department=public+health", "Public Health")
    ]
    assert [hit.label for hit in coded.hits] == ["0014 Saturday clinic Clinic on Saturdays"]
    assert [hit.href for hit in nobodys.hits] == ["/package?code=x1&department=~"]


@pytest.mark.parametrize(
    ("dimension", "typed", "known"),
    [
        (Dimension.PACKAGE, "ds 0014", "ds 0014"),
        (Dimension.PACKAGE, "0014", "14"),
        (Dimension.PACKAGE, "x1", "x1"),
        (Dimension.PACKAGE, "Close A Pool", "close a pool"),
        (Dimension.DEPARTMENT, "PARKS", "parks"),
        (Dimension.DEPARTMENT, "Nobody", "nobody"),
        (Dimension.GOAL, "ppb", "PPB"),
        (Dimension.GOAL, "unheard of", "unheard of"),
    ],
)
def test_a_code_in_an_address_compares_as_the_county_says(open_store, dimension, typed, known):
    asked, _ = county(open_store)

    assert asked.key(dimension, typed) == known
