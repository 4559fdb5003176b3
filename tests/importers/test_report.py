import json

import pytest

from importers.budget_workbook import read_budget
from importers.reading import Surroundings
from importers.report import budget_report, find_letter
from plans.framework import load_shipped
from tests.workbooks.build import csv_of

SURROUNDINGS = Surroundings(load_shipped("king_county"))
GRID = [
    ["Year", "Type", "Department", "Adopted Budget", "FTE", "Colour"],
    ["FY26", "Expense", "Health", "100.5", "1.5", "red"],
    ["FY26", "Revenue", "Health", "40", "", "blue"],
    ["", "", "Total", "140.5", "", ""],
]


def report(grid, **answers):
    given = {key: (value,) for key, value in answers.items()}
    reading = read_budget(csv_of(grid), "book.csv", surroundings=SURROUNDINGS, answers=given)
    return json.loads(json.dumps(budget_report(reading)))


def test_has_the_keys_of_the_contract_in_their_order():
    assert list(report(GRID)) == [
        "outcome",
        "kind",
        "file",
        "sha256",
        "tables",
        "records",
        "totals",
        "issues",
        "questions",
        "left_out",
    ]


def test_tells_what_the_file_is():
    said = report(GRID)

    assert (said["outcome"], said["kind"], said["file"], said["records"]) == ("read", "budget", "book.csv", 2)
    assert len(said["sha256"]) == 64


def test_tells_which_rows_and_columns_were_read_as_what():
    (table,) = report(GRID)["tables"]

    assert {key: table[key] for key in ("sheet", "header_rows", "first_row", "last_row")} == {
        "sheet": "CSV",
        "header_rows": [1],
        "first_row": 2,
        "last_row": 4,
    }
    assert table["columns"][3] == {
        "letter": "D",
        "heading": "Adopted Budget",
        "field": "amount",
        "phase": "adopted",
    }
    assert table["columns"][5] == {"letter": "F", "heading": "Colour", "field": None}


def test_adds_up_by_year_phase_and_direction():
    assert report(GRID)["totals"] == [
        {"fiscal_years": [2026], "phase": "adopted", "direction": "expenditure", "amount": "100.50", "fte": "1.5"},
        {"fiscal_years": [2026], "phase": "adopted", "direction": "revenue", "amount": "40.00", "fte": None},
    ]


def test_tells_what_was_left_out():
    assert report(GRID)["left_out"] == [{"sheet": "CSV", "row": 4, "column": None, "why": "subtotal"}]


def test_an_error_leaves_no_totals_and_names_its_cell():
    said = report([*GRID[:2], ["FY26", "Revenue", "Health", "tbd", "", ""]])

    assert (said["outcome"], said["totals"]) == ("rejected", [])
    (issue,) = said["issues"]
    assert {key: issue[key] for key in ("code", "severity", "sheet", "cell", "field", "value")} == {
        "code": "not-money",
        "severity": "error",
        "sheet": "CSV",
        "cell": "D3",
        "field": "amount",
        "value": "tbd",
    }
    assert issue["message"].startswith("'tbd' is not a dollar amount.")


def test_a_question_says_which_answers_settle_it():
    grid = [
        [*row[:3], amount, other]
        for row, amount, other in zip(GRID[:3], ["2025", "9", "8"], ["2026", "7", "6"], strict=True)
    ]

    said = report([grid[0][1:], grid[1][1:], grid[2][1:]])

    asked = next(question for question in said["questions"] if question["field"] == "amount")
    assert [candidate["value"] for candidate in asked["candidates"]] == ["2025", "2026"]
    assert asked["candidates"][0]["samples"] == ["9", "8"]
    assert said["outcome"] == "questions"


def test_an_answer_that_is_a_value_and_a_heading_is_asked_again():
    grid = [["FY19", *GRID[0][1:]], ["FY19", *GRID[1][1:]], ["FY19", *GRID[2][1:]]]

    (question,) = report(grid, fiscal_year="FY19")["questions"]

    assert question["field"] == "fiscal_year"
    assert [candidate["value"] for candidate in question["candidates"]] == ["FY19", "column:A"]
    assert report(grid, fiscal_year="@FY19")["outcome"] == "read"
    assert report(grid, fiscal_year="column:A")["outcome"] == "read"


def a_table(sheet: str, first: int, last: int, *columns: tuple[str, str | None]) -> dict[str, object]:
    told = [{"letter": letter, "heading": "", "field": field} for letter, field in columns]
    return {"sheet": sheet, "header_rows": [first - 1], "first_row": first, "last_row": last, "columns": told}


@pytest.mark.parametrize(
    ("sheet", "row", "letter"),
    [("Lines", 2, "V"), ("Lines", 9, "V"), ("Lines", 10, None), ("Lines", 30, "B"), ("More", 4, None)],
)
def test_says_in_which_column_of_its_table_a_field_was_read(sheet, row, letter):
    report = {
        "tables": [
            a_table("Lines", 2, 9, ("A", "amount"), ("V", "reason")),
            a_table("Lines", 20, 40, ("B", "reason"), ("C", None)),
            a_table("More", 2, 9, ("B", "reason"), ("C", "reason")),
        ]
    }

    assert find_letter(report, sheet, row, "reason") == letter
