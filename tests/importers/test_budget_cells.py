import io
from collections.abc import Callable

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from importers.budget_workbook import read_budget
from importers.reading import BudgetReading, Outcome, Surroundings
from plans.framework import load_shipped

ROWS: list[list[str | float]] = [
    ["Fiscal Year", "Phase", "Type", "Department", "Amount"],
    ["FY26", "adopted", "Expense", "Health", 100],
    ["FY26", "adopted", "Expense", "Parks", 0.45],
    ["FY26", "adopted", "Expense", "Roads", 40],
    ["FY26", "adopted", "Revenue", "Health", 350],
]


def read(change: Callable[[Worksheet], object]) -> BudgetReading:
    book = openpyxl.Workbook()
    for row in ROWS:
        book.worksheets[0].append(row)
    change(book.worksheets[0])
    out = io.BytesIO()
    book.save(out)
    return read_budget(out.getvalue(), "book.xlsx", surroundings=Surroundings(load_shipped("king_county")), answers={})


def test_an_amount_that_is_shown_as_a_percentage_is_refused_at_its_cell():
    def change(sheet):
        sheet["E3"].number_format = "0%"

    reading = read(change)

    assert [(str(issue.cell), issue.code, issue.value) for issue in reading.issues] == [
        ("Sheet!E3", "not-money", "45%")
    ]


@pytest.mark.parametrize("cells", ["D2:D4", "A2:A5", "B2:B4"])
def test_what_stands_in_merged_cells_is_true_of_every_row(cells):
    reading = read(lambda sheet: sheet.merge_cells(cells))

    assert reading.outcome is Outcome.READ
    departments = [line.record.department and line.record.department.name for line in reading.lines]
    assert departments == (["Health"] * 4 if cells == "D2:D4" else ["Health", "Parks", "Roads", "Health"])
