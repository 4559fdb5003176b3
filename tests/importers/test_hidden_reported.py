"""What is hidden is said by both readers, and what a comma means is asked where nothing shows it."""

import io

import openpyxl

from importers.budget_workbook import read_budget
from importers.reading import Surroundings
from plans.framework import load_shipped

SURROUNDINGS = Surroundings(load_shipped("king_county"))
ANSWERS = {"direction": ("expenditure",)}


def test_a_budget_says_which_rows_and_columns_of_it_are_hidden():
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Lines"
    for row in (["Department", "Fund", "FY26 Adopted"], ["Health", "General", 100], ["Parks", "General", 250]):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    out = io.BytesIO()
    book.save(out)

    reading = read_budget(out.getvalue(), "b.xlsx", surroundings=SURROUNDINGS, answers=ANSWERS)

    (issue,) = reading.issues
    assert (issue.code, str(issue.cell)) == ("hidden-rows-or-columns", "Lines!B3")
    assert reading.totals[0].amount == 350


def test_a_comma_that_may_be_either_stops_a_budget_at_its_cell():
    data = b"Department;FY26 Adopted\nHealth;1,234\nParks;250\n"

    reading = read_budget(data, "b.csv", surroundings=SURROUNDINGS, answers=ANSWERS)

    assert [(issue.code, str(issue.cell)) for issue in reading.issues] == [("comma-unclear", "CSV!B2")]
