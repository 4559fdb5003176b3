import json

import pytest

from importers.plan_report import plan_report
from importers.plan_workbook import read_plan
from importers.reading import Surroundings
from plans.framework import load_shipped
from tests.workbooks.build import csv_of

SURROUNDINGS = Surroundings(load_shipped("king_county"))
HEADINGS = [
    "Code", "Goal", "Strategy", "Action", "Lead", "Partners", "Start", "Due", "Status", "Progress Note", "Measure",
    "Unit", "Direction", "Baseline", "Baseline Date", "Target 2026", "Target 2027", "Actual (9/30/2026)",
    "Amount requested", "FTE requested", "Fund", "Appropriation unit", "Decision package",
]  # fmt: skip
WHOLE = [
    "PH-01", "Workplace & Workforce", "Invest in employees", "Hire ten apprentices", "Ana Whitehorse",
    "Local 17; Beacon Center", "1/15/2026", "Q2 2027", "In progress", "Six were hired", "Apprentices", "people",
    "increase", "2", "12/31/2024", "8", "12", "6", "140000.5", "1.5", "F1800", "A80000", "DS_001",
]  # fmt: skip
BARE = ["PH-02", "Community Partnerships", "", "Hold open days"]


def report(*rows: list[str]) -> dict[str, object]:
    grid = [HEADINGS, *([*row, *[""] * (len(HEADINGS) - len(row))] for row in rows)]
    answers = {"department": ("Public Health",)}
    reading = read_plan(csv_of(grid), "plan.csv", surroundings=SURROUNDINGS, answers=answers)
    told: dict[str, object] = json.loads(json.dumps(plan_report(reading)))
    return told


def actions(*rows: list[str]) -> list[dict[str, object]]:
    found = report(*rows)["actions"]
    assert isinstance(found, list)
    return found


def test_has_the_keys_of_the_contract_in_their_order():
    assert list(report(WHOLE)) == [
        "outcome",
        "kind",
        "file",
        "sha256",
        "tables",
        "records",
        "actions",
        "issues",
        "questions",
        "left_out",
    ]


def test_tells_what_the_file_is():
    said = report(WHOLE, BARE)

    assert (said["outcome"], said["kind"], said["file"], said["records"]) == ("read", "plan", "plan.csv", 2)


WANTED = {
    "code": "PH-01",
    "title": "Hire ten apprentices",
    "goal": "WW",
    "strategy": "Invest in employees",
    "lead": "Ana Whitehorse",
    "partners": ["Local 17", "Beacon Center"],
    "start": "2026-01-15",
    "due": "2027-06-30",
    "due_text": "Q2 2027",
    "status": "in_progress",
    "progress_note": "Six were hired",
    "cell": "CSV!D2",
    "measures": [
        {
            "title": "Apprentices",
            "unit": "people",
            "direction": "increase",
            "baseline": "2",
            "baseline_date": "2024-12-31",
            "target": "12",
            "target_date": "2027-12-31",
            "targets": [{"date": "2026-12-31", "value": "8"}, {"date": "2027-12-31", "value": "12"}],
            "actual": "6",
            "as_of": "2026-09-30",
            "cell": "CSV!K2",
        }
    ],
    "ask": {
        "amount": "140000.50",
        "fte": "1.5",
        "fund": "F1800",
        "appropriation_unit": "A80000",
        "decision_package": "DS_001",
        "within_existing": False,
    },
}


def test_has_the_keys_of_an_action_and_no_other():
    (action,) = actions(WHOLE)

    assert list(action) == list(WANTED)


@pytest.mark.parametrize("key", WANTED)
def test_tells_of_an_action_what_the_contract_says(key):
    (action,) = actions(WHOLE)

    assert action[key] == WANTED[key]


def test_what_nobody_said_is_null_and_never_a_guess():
    (action,) = actions(BARE)

    unsaid = {key for key, value in action.items() if value is None}
    assert unsaid == {"strategy", "lead", "start", "due", "due_text", "status", "progress_note"}
    assert (action["partners"], action["measures"]) == ([], [])
    assert action["ask"] == {**dict.fromkeys(WANTED["ask"]), "within_existing": False}
