from hypothesis import given
from hypothesis import strategies as st

from importers import plan_workbook
from importers.reading import Surroundings
from importers.workbook import Sheet, Workbook
from plans.framework import load_shipped

SURROUNDINGS = Surroundings(load_shipped("king_county"))
ANSWERS = {"department": ("Public Health",)}
TABLE = [
    [
        "Goal",
        "Code",
        "Action",
        "Lead",
        "Partners",
        "Start",
        "Due",
        "Status",
        "Measure",
        "Unit",
        "Baseline",
        "Target",
        "Cost",
    ],
    [
        "LOS",
        "A-1",
        "Open clinics",
        "Ana",
        "Local 17; IT",
        "1/5/2026",
        "Q4 2026",
        "Done",
        "Visits",
        "%",
        "5%",
        "40%",
        "$250k",
    ],
    ["CP", "A-2", "Pay advisers", "Joy", "", "2/1/2026", "6/30/2027", "Blocked", "Seats", "count", 0.0, 9.0, 0.0],
    ["", "", "", "", "", "", "", "", "Meetings", "count", 1.0, 12.0, ""],
]


def read(rows):
    return plan_workbook._read_book(Workbook("p.xlsx", "xls", (Sheet("Plan", rows),)), b"", SURROUNDINGS, ANSWERS)


WRITTEN = read(TABLE)


@given(st.permutations(range(len(TABLE[0]))))
def test_the_order_of_columns_makes_no_difference(order):
    said = read([[row[column] for column in order] for row in TABLE])

    assert (said.plan, said.issues) == (WRITTEN.plan, WRITTEN.issues)


@given(
    st.integers(0, 3),
    st.integers(0, 3),
    st.sets(st.integers(1, 3), max_size=2),
    st.sets(st.integers(0, 12), max_size=2),
)
def test_where_the_table_stands_makes_no_difference(above, left, blank_rows, blank_columns):
    rows = [
        [""] * left + [cell for at, each in enumerate(row) for cell in spread(each, at in blank_columns)]
        for row in TABLE
    ]
    spaced = [each for at, row in enumerate(rows) for each in ([[], row] if at in blank_rows else [row])]

    said = read([["Equity plan"]] * above + spaced)

    assert said.plan == WRITTEN.plan


def spread(cell, blank_before):
    return ["", cell] if blank_before else [cell]


def test_the_table_itself_is_read_whole():
    assert WRITTEN.plan is not None
    assert [len(action.measures) for action in WRITTEN.plan.actions] == [1, 2]
