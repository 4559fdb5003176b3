import pytest

from importers.budget_workbook import read_budget
from importers.part_columns import holds_a_sum
from importers.reading import BudgetReading, Surroundings
from plans.framework import load_shipped
from tests.workbooks.build import csv_of

AROUND = Surroundings(load_shipped("king_county"))
SAID = {"phase": ("adopted",), "direction": ("expenditure",), "fiscal_year": ("2026",)}
LINES = (["Parks", "100.01", "20", "3"], ["Roads", "7", "500", "2"])


def read(*rows: list[str]) -> BudgetReading:
    return read_budget(csv_of(list(rows)), "book.csv", surroundings=AROUND, answers=SAID)


def test_each_column_is_the_money_of_its_fund():
    reading = read(["Department", "General Fund", "Fund 103 - Roads", "Fund 104"], *LINES)

    entries = [(line.fund.code, line.fund.name, str(line.amount)) for line, _ in reading.lines if line.fund]
    assert entries[::2] == [(None, "General Fund", "100.01"), ("103", "Roads", "20.00"), ("104", None, "3.00")]


def test_each_column_is_the_class_of_its_own_words():
    reading = read(["Department", "Salaries", "Supplies", "Capital Outlay"], *LINES)

    assert {line.category.name for line, _ in reading.lines if line.category} == {
        "Salaries",
        "Supplies",
        "Capital Outlay",
    }


@pytest.mark.parametrize(
    "headings",
    [
        ["General", "Roads", "Levy"],
        ["General Fund", "Road Fund", "Levy"],
        ["General Fund", "Road Fund", "All Funds"],
        ["General Fund", "Road Fund", "Salaries"],
        ["General Fund", "Road Fund", "Road Fund"],
        ["2025 General Fund", "2026 General Fund", "2027 General Fund"],
    ],
)
def test_which_columns_are_the_amounts_is_asked_where_the_headings_do_not_say_what_each_is(headings):
    reading = read(["Department", *headings], *LINES)

    assert "amount" in {question.field for question in reading.questions}
    assert not reading.totals


def test_funds_are_asked_where_another_column_names_the_fund():
    reading = read(["Fund", "General Fund", "Road Fund", "Levy Fund"], *LINES)

    assert [question.field for question in reading.questions] == ["amount"]


@pytest.mark.parametrize(
    ("columns", "holds"),
    [
        ([[1, 2, 3], [4, 5, 6], [5, 7, 9]], True),
        ([[5, 7, 9], [1, 2, 3], [4, 5, 6]], True),
        ([[9, 9, 9], [1, 2, 3], [4, 5, 6], [5, 7, 8]], True),
        ([[1, 2, 3], [4, 5, 6], [5, 8, 8]], False),
        ([[1, 2, 3], [1, 2, 3]], False),
    ],
)
def test_sees_a_column_that_is_the_sum_of_others_beside_it(columns, holds):
    assert holds_a_sum(columns) is holds
