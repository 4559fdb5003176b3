import pytest

from importers.budget_sheets import BudgetAbout
from importers.budget_workbook import read_budget
from importers.reading import BudgetReading, Outcome, Surroundings
from importers.templates import write_budget
from plans.framework import load_shipped
from tests.builders import BIENNIUM, a_line
from tests.workbooks.build import csv_of, fixtures

SURROUNDINGS = Surroundings(load_shipped("king_county"))
HEADINGS = ["Fiscal Year", "Phase", "Type", "Department", "Fund Code", "Amount", "FTE"]


def read(rows: list[tuple[object, object]]) -> BudgetReading:
    lines = [
        ["FY26", "adopted", "Expense", f"Office {place}", "0010", *map(str, row)]
        for place, row in enumerate(rows, start=1)
    ]
    return read_budget(csv_of([HEADINGS, *lines]), "book.csv", surroundings=SURROUNDINGS, answers={})


def told(rows: list[tuple[object, object]]) -> list[tuple[str, str]]:
    reading = read(rows)
    assert reading.outcome is Outcome.READ
    return [
        (str(issue.cell), issue.message.partition(":")[2])
        for issue in reading.issues
        if issue.code == "fte-without-amount"
    ]


def test_all_positions_without_money_are_one_warning_with_their_cells():
    ((cell, said),) = told([(400, 2), (0, 1), (250, 1.5), ("", 1), (300, 3), (120, 0.5)])

    assert cell == "CSV!F3"
    assert said.startswith(" F3, F5.")


@pytest.mark.parametrize(
    "rows",
    [
        [(400, 2), (250, 1.5), (300, "")],
        [(400, 2), (250, 1.5), (0, 0)],
        [(400, 2), (250, 1.5), (0, "")],
        [(400, ""), ("", 4.5), (300, ""), ("", 3)],
        [(400, 1), (0, 4.5), (300, 1), ("", 3)],
    ],
    ids=["all paid", "no position", "money alone", "rows of their own", "as many without as with"],
)
def test_nothing_is_told_where_no_position_lacks_money_or_that_is_how_the_table_is_made(rows):
    assert told(rows) == []


def test_an_amount_that_cannot_be_read_is_told_as_that_alone():
    reading = read([(400, 2), ("tbd", 1), (250, 1.5), (300, 3)])

    assert [issue.code for issue in reading.issues] == ["not-money"]


def test_lines_of_positions_are_read_as_they_stand():
    (fixture,) = [each for each in fixtures("should_fail/budget") if each.name == "positions-without-their-money"]

    reading = read_budget(fixture.content, fixture.file, surroundings=SURROUNDINGS, answers={})

    lines = [(line.record.amount, line.record.fte) for line in reading.lines]
    assert reading.outcome is Outcome.READ
    assert [amount for amount, _ in lines] == [400, 250, 0, None, 300, 0]
    assert [fte for _, fte in lines] == [2, 1.5, 2, 1, 3, None]


def test_our_own_template_is_looked_at_too():
    lines = [a_line("400.00", fte="2"), a_line("300.00", fte="1"), a_line("0.00", fte="1.5")]
    content = write_budget(lines, BudgetAbout(period=BIENNIUM))

    issues = read_budget(content, "book.xlsx", surroundings=SURROUNDINGS, answers={}).issues

    assert [issue.code for issue in issues] == ["fte-without-amount"]
