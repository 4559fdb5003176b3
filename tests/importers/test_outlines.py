from decimal import Decimal

import pytest

from importers.budget_workbook import read_opened
from importers.departments import DepartmentNames
from importers.lexicon import load_lexicon
from importers.reading import BudgetReading, Surroundings
from importers.section_names import read_name
from importers.workbook import Sheet, Workbook
from plans.framework import load_shipped

SAID = {"phase": ("adopted",), "direction": ("expenditure",), "fiscal_year": ("2026",)}
Grid = list[list[str | float]]
TWO_DEPARTMENTS: Grid = [
    ["Account", "Amount"],
    ["Public Health"],
    ["Salaries", 101007.0],
    ["Supplies", 20311.0],
    ["Total Public Health", 121318.0],
    ["Sheriff"],
    ["Salaries", 300017.0],
    ["Total Sheriff", 300017.0],
]


def read(rows: Grid, departments: tuple[str, ...] = (), unsaid: str = "", **answers: str) -> BudgetReading:
    book = Workbook("book.xlsx", "xlsx", (Sheet("Lines", rows),))
    around = Surroundings(load_shipped("king_county"), departments=tuple(map(DepartmentNames, departments)))
    said = {key: texts for key, texts in SAID.items() if key != unsaid}
    return read_opened(book, b"", surroundings=around, answers=said | {key: (text,) for key, text in answers.items()})


def by(reading: BudgetReading, *fields: str) -> dict[tuple[str, ...], Decimal]:
    sums: dict[tuple[str, ...], Decimal] = {}
    for line, _ in reading.lines:
        entries = [getattr(line, name) for name in fields]
        key = tuple((entry.name or "") if entry else "" for entry in entries)
        sums[key] = sums.get(key, Decimal(0)) + (line.amount or 0)
    return sums


def test_what_the_headings_name_is_said_by_an_answer():
    reading = read(TWO_DEPARTMENTS, section="department")

    assert by(reading, "department") == {("Public Health",): 121318, ("Sheriff",): 300017}


def test_what_the_headings_name_is_known_from_the_departments_of_the_county():
    reading = read(TWO_DEPARTMENTS, departments=("Public Health", "SHERIFF"))

    assert by(reading, "department") == {("Public Health",): 121318, ("Sheriff",): 300017}
    assert not reading.questions


def test_headings_name_nothing_where_somebody_says_so():
    reading = read(TWO_DEPARTMENTS, section="nothing")

    assert by(reading, "department") == {("",): 421335}
    assert not reading.questions


def test_an_answer_that_no_heading_can_be_is_told():
    reading = read(TWO_DEPARTMENTS, section="Sheriff")

    assert "answer-not-understood" in {issue.code for issue in reading.issues}


def test_a_heading_holds_to_its_total_and_no_further():
    rows: Grid = [*TWO_DEPARTMENTS[:5], ["Contingency", 500.0], *TWO_DEPARTMENTS[5:]]

    reading = read(rows, section="department")

    assert by(reading, "department") == {("Public Health",): 121318, ("",): 500, ("Sheriff",): 300017}


def test_headings_in_columns_of_their_own_name_what_these_are_headed():
    reading = read(
        [
            ["Fund", "Department", "Line Item", "Amount"],
            ["General Fund"],
            ["", "Public Health"],
            ["", "", "Salaries", 101007.0],
            ["", "Sheriff"],
            ["", "", "Salaries", 300017.0],
            ["Road Fund"],
            ["", "Public Works"],
            ["", "", "Asphalt", 50023.0],
        ]
    )

    assert by(reading, "fund", "department") == {
        ("General Fund", "Public Health"): 101007,
        ("General Fund", "Sheriff"): 300017,
        ("Road Fund", "Public Works"): 50023,
    }


def test_indented_headings_stand_within_those_above():
    reading = read(
        [
            ["Line Item", "Amount"],
            ["Public Health"],
            ["  Clinics"],
            ["    Salaries", 101007.0],
            ["  Epidemiology"],
            ["    Salaries", 300017.0],
            ["Sheriff"],
            ["  Patrol"],
            ["    Vehicles", 50023.0],
        ],
        section="division",
        outer_section="department",
    )

    assert by(reading, "department", "division") == {
        ("Public Health", "Clinics"): 101007,
        ("Public Health", "Epidemiology"): 300017,
        ("Sheriff", "Patrol"): 50023,
    }


def test_a_fund_heading_ends_the_department_before_it():
    reading = read(
        [
            ["Line Item", "Amount"],
            ["Fund 100 General"],
            ["Dept 10 Public Health"],
            ["Salaries", 101007.0],
            ["Fund 200 Debt"],
            ["Interest", 50023.0],
        ]
    )

    assert by(reading, "fund", "department") == {("General", "Public Health"): 101007, ("Debt", ""): 50023}


def test_a_heading_that_a_page_repeats_is_the_same():
    reading = read(
        [
            ["Line Item", "Amount"],
            ["Department: Public Health"],
            ["Salaries", 101007.0],
            ["Department: Public Health (continued)"],
            ["Supplies", 20311.0],
            ["Department: Sheriff"],
            ["Salaries", 300017.0],
        ]
    )

    assert by(reading, "department") == {("Public Health",): 121318, ("Sheriff",): 300017}


def test_lines_that_a_heading_names_better_than_their_column_are_no_departments():
    rows: Grid = [["Department", "Amount"], *TWO_DEPARTMENTS[1:]]

    asked, answered = read(rows), read(rows, section="department")

    assert [question.field for question in asked.questions] == ["section"]
    assert by(answered, "department") == {("Public Health",): 121318, ("Sheriff",): 300017}


@pytest.mark.parametrize(
    ("text", "kind", "code", "name"),
    [
        ("Department: Public Health", "department", "", "Public Health"),
        ("Dept 300 - Sheriff", "department", "300", "Sheriff"),
        ("Dept. 300 Sheriff", "department", "300", "Sheriff"),
        ("Fund: 0010", "fund", "0010", ""),
        ("General Fund", "fund", "", "General Fund"),
        ("100 - General Fund", "fund", "100", "General Fund"),
        ("General Fund (100)", "fund", "100", "General Fund"),
        ("Division of Elections", "division", "", "Division of Elections"),
        ("Personnel Services", "category", "", "Personnel Services"),
        ("Public Health", "", "", "Public Health"),
        ("911 Dispatch", "", "", "911 Dispatch"),
        ("Fund", "", "", "Fund"),
    ],
)
def test_reads_what_a_heading_names(text, kind, code, name):
    named = read_name(text, load_lexicon("budget"))

    assert (named.kind, named.code, named.name) == (kind, code, name)


IN_SECTIONS: Grid = [
    ["Account", "Amount"],
    ["REVENUES"],
    ["Property tax", 500001.0],
    ["EXPENDITURES"],
    ["Department: Public Health"],
    ["Salaries", 300017.0],
    ["Department: Sheriff"],
    ["Vehicles", 50023.0],
]


def by_direction(reading: BudgetReading) -> dict[str, Decimal | None]:
    return {str(total.direction): total.amount for total in reading.totals}


def test_headings_say_which_way_the_money_beneath_them_goes():
    reading = read(IN_SECTIONS, unsaid="direction")

    assert by_direction(reading) == {"expenditure": 350040, "revenue": 500001}
    assert by(reading, "department") == {("",): 500001, ("Public Health",): 300017, ("Sheriff",): 50023}


def test_income_that_sections_write_as_negative_is_turned():
    rows: Grid = [["Account", "Amount"], ["Revenues"], ["Tax", -500001.0], ["Fees", -7.0]]
    rows += [["Expenditures"], ["Salaries", 300017.0], ["Net", -199991.0]]

    reading = read(rows, unsaid="direction")

    assert by_direction(reading) == {"expenditure": 300017, "revenue": 500008}
    assert "net-left-out" in {issue.code for issue in reading.issues}


@pytest.mark.parametrize(
    "rows",
    [
        [*IN_SECTIONS[:1], ["Grants", 7.0], *IN_SECTIONS[1:]],
        [*IN_SECTIONS[:1], ["Fund 100 General"], *IN_SECTIONS[1:], ["Fund 200 Roads"], ["Asphalt", 7.0]],
    ],
)
def test_a_line_beneath_no_direction_is_refused(rows):
    reading = read(rows, unsaid="direction")

    assert "unknown-direction" in {issue.code for issue in reading.issues}
