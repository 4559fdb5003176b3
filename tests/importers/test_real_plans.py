import io
import json
from decimal import Decimal

import openpyxl
import pytest

from importers.plan_report import plan_report
from importers.plan_workbook import read_plan
from importers.reading import Outcome, Surroundings
from importers.templates import write_plan
from plans.framework import load_shipped

SURROUNDINGS = Surroundings(load_shipped("king_county"))
TIDY = "plans/01_public_health_tidy.xlsx"
ANSWERS = {"department": ("Public Health",)}


def changed(data, cell, value):
    book = openpyxl.load_workbook(io.BytesIO(data))
    book.worksheets[0][cell].value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture
def tidy(shared_data):
    return (shared_data / TIDY).read_bytes()


def test_reads_the_tidy_plan_without_a_fault(shared_data, tidy):
    truth = json.loads((shared_data / f"{TIDY}.truth.json").read_text(encoding="utf-8"))

    reading = read_plan(tidy, "plan.xlsx", surroundings=SURROUNDINGS, answers=ANSWERS)

    assert reading.outcome is Outcome.READ
    assert [issue.code for issue in reading.issues] == ["period-from-dates"]
    reported = plan_report(reading)["actions"]
    assert [action["cell"] for action in reported] == [action["cell"] for action in truth["actions"]]
    for name in ("code", "title", "goal", "strategy", "lead", "partners", "start", "due", "status", "progress_note"):
        assert [action[name] for action in reported] == [action[name] for action in truth["actions"]]
    for said, true in zip(reported, truth["actions"], strict=True):
        assert {name: said["ask"][name] for name in true["ask"]} == {**true["ask"], "fte": said["ask"]["fte"]}
        assert Decimal(said["ask"]["fte"]) == Decimal(true["ask"]["fte"])
        for measure, meant in zip(said["measures"], true["measures"], strict=True):
            assert {name: measure[name] for name in meant} == meant


def test_every_field_of_the_tidy_plan_tells_its_cell(tidy):
    reading = read_plan(tidy, "plan.xlsx", surroundings=SURROUNDINGS, answers=ANSWERS)

    assert str(reading.sources["actions", 2]) == "Implementation Plan!D4"
    assert str(reading.sources["actions", 2, "due"]) == "Implementation Plan!H4"
    assert str(reading.sources["actions", 2, "ask", "amount"]) == "Implementation Plan!V4"
    assert str(reading.sources["actions", 2, "measures", 0, "target"]) == "Implementation Plan!M4"
    assert str(reading.sources["actions", 2, "measures", 0, "values", 0]) == "Implementation Plan!O4"


def test_the_tidy_plan_is_the_same_in_the_template(tidy):
    plan = read_plan(tidy, "plan.xlsx", surroundings=SURROUNDINGS, answers=ANSWERS).plan
    assert plan is not None

    again = read_plan(write_plan(plan, SURROUNDINGS.framework), "t.xlsx", surroundings=SURROUNDINGS, answers={})

    assert again.plan == plan


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [
        ("H9", "6/31/2027", "date-impossible"),
        ("G9", "2/30/2026", "date-impossible"),
        ("H9", "soon", "date-unclear"),
        ("A9", "Happiness", "goal-unknown"),
        ("A9", None, "goal-missing"),
        ("E9", "Revenue Cycle Manager; Deputy Director", "lead-several"),
        ("E9", "Jane Doe and John Roe", "lead-several"),
        ("E9", "TBD", "nobody-named"),
        ("V9", "a lot", "ask-unclear"),
        ("V9", "about 5k", "ask-with-words"),
        ("W9", "half", "ask-unclear"),
        ("K9", "many", "number-unclear"),
        ("Q9", "Almost", "status-unknown"),
        ("D9", None, "action-without-text"),
        ("C9", "PH-LOS-01", "action-code-repeated"),
        ("I9", None, "measure-without-text"),
        ("P9", None, "value-without-date"),
        ("H1", None, "heading-missing"),
        ("D1", None, "heading-missing"),
        ("V1", "Zebra", "column-not-read"),
    ],
)
def test_one_changed_cell_is_told_at_that_cell(tidy, cell, value, code):
    reading = read_plan(changed(tidy, cell, value), "plan.xlsx", surroundings=SURROUNDINGS, answers=ANSWERS)

    assert (f"Implementation Plan!{cell}", code) in {(str(issue.cell), issue.code) for issue in reading.issues}


def test_a_lost_heading_of_the_actions_is_a_question_that_an_answer_settles(tidy):
    data = changed(tidy, "D1", None)

    asked = read_plan(data, "plan.xlsx", surroundings=SURROUNDINGS, answers=ANSWERS)
    answered = read_plan(data, "plan.xlsx", surroundings=SURROUNDINGS, answers=ANSWERS | {"title": ("column:D",)})

    assert "title" in {question.field for question in asked.questions}
    assert answered.outcome is Outcome.READ
    assert answered.plan is not None
    assert len(answered.plan.actions) == 30


@pytest.mark.parametrize(
    ("name", "actions"),
    [
        ("02_natural_resources_parks_gare.xlsx", 21),
        ("04_permitting_by_goal_sheets.xlsx", 28),
        ("06_human_resources_joined_sheets.xlsx", 27),
        ("08_assessments_legacy.xls", 26),
        ("10_community_human_services_long.xlsx", 120),
    ],
)
def test_plans_of_other_layouts_are_read(shared_data, name, actions):
    data = (shared_data / "plans" / name).read_bytes()

    reading = read_plan(data, name, surroundings=SURROUNDINGS, answers=ANSWERS)

    assert (reading.outcome, len(reading.actions)) == (Outcome.READ, actions)
