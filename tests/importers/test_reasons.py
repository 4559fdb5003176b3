from typing import Any

import pytest

from importers.budget_workbook import read_budget
from importers.reading import Outcome, Surroundings
from plans.framework import load_shipped
from tests.workbooks.build import csv_of

AROUND = Surroundings(load_shipped("king_county"))
WHY = "Wait times have doubled since 2023"


def read(heading: str):
    rows: list[list[Any]] = [
        ["Fiscal Year", "Phase", "Type", "Department", "Decision Package", "Comments", heading, "Amount"],
        ["2026", "requested", "Expense", "Health", "DS_1", "Two nurses", WHY, 125000],
        ["2026", "requested", "Expense", "Parks", "DS_2", "", "", 9450],
    ]
    return read_budget(csv_of(rows), "requests.csv", surroundings=AROUND, answers={})


@pytest.mark.parametrize("heading", ["Justification", "Reason", "Why", "Description of request", "REASON_FOR_CHANGE"])
def test_why_a_line_is_asked_for_is_read_apart_from_what_it_is(heading):
    reading = read(heading)

    assert reading.outcome is Outcome.READ
    assert [(line.record.description, line.record.reason) for line in reading.lines] == [
        ("Two nurses", WHY),
        (None, None),
    ]


def test_an_answer_can_name_the_column_of_reasons():
    rows: list[list[Any]] = [
        ["Fiscal Year", "Phase", "Type", "Department", "Ask text", "Amount"],
        ["2026", "requested", "Expense", "Health", WHY, 125000],
    ]

    reading = read_budget(csv_of(rows), "requests.csv", surroundings=AROUND, answers={"reason": ("Ask text",)})

    assert [line.record.reason for line in reading.lines] == [WHY]
