from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from importers import plan_workbook
from importers.reading import Surroundings
from importers.workbook import Sheet, Workbook
from plans.framework import load_shipped

SURROUNDINGS = Surroundings(load_shipped("king_county"))
ANSWERS = {"department": ("Public Health",)}
TABLE: list[list[Any]] = [
    ["Goal", "Code", "Action", "Lead", "Partners", "Start", "Due", "Status", "Measure", "Unit", "Target", "Cost"],
    ["LOS", "A-1", "Open clinics", "Ana", "Local 17; IT", "1/5/2026", "Q4 2026", "Done", "Visits", "%", "40%", "$250k"],
    ["CP", "A-2", "Pay advisers", "Joy", "", "2/1/2026", "6/30/2027", "Blocked", "Seats", "count", 9.0, 0.0],
    ["", "", "", "", "", "", "", "", "Meetings", "count", 12.0, ""],
]
ROWS = st.sets(st.integers(1, 3), max_size=2)
COLUMNS = st.sets(st.integers(0, 11), max_size=2)


def read(rows: list[list[Any]]) -> Any:
    return plan_workbook._read_book(Workbook("p.xlsx", "xls", (Sheet("Plan", rows),)), b"", SURROUNDINGS, ANSWERS)


def spread(items: list[Any], before: set[int], blank: Any) -> list[Any]:
    return [each for at, item in enumerate(items) for each in ([blank, item] if at in before else [item])]


WRITTEN = read(TABLE)


def test_the_table_itself_is_read_whole():
    assert [len(action.measures) for action in WRITTEN.plan.actions] == [1, 2]


@given(st.permutations(range(len(TABLE[0]))))
def test_the_order_of_columns_makes_no_difference(order):
    said = read([[row[column] for column in order] for row in TABLE])

    assert (said.plan, said.issues) == (WRITTEN.plan, WRITTEN.issues)


@given(st.integers(0, 3), st.integers(0, 3), ROWS, COLUMNS)
def test_where_the_table_stands_makes_no_difference(above, left, blank_rows, blank_columns):
    wider = [[""] * left + spread(row, blank_columns, "") for row in TABLE]

    said = read([["Equity plan"]] * above + spread(wider, blank_rows, []))

    assert said.plan == WRITTEN.plan
