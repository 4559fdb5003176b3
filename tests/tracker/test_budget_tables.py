import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from budgets.phases import Direction, Phase
from tracker.budget_rows import BudgetPage
from tracker.exchange.budget_tables import TableForm, budget_table
from tracker.rows import CountyFacts, Cut, CutRow, Money, View

COUNTY = CountyFacts("Cascara County", date(2026, 6, 30), True, "Equity plan", "2026")  # noqa: FBT003 - a row of facts


def a_page(phase: Phase, *rows: CutRow) -> BudgetPage:
    return BudgetPage(
        county=COUNTY,
        view=View("2026-2027", phase),
        direction=Direction.EXPENDITURE,
        cut=Cut.FUND,
        book=None,
        total=None,
        rows=rows,
        by_phase=(),
    )


def a_slice(key: str | None, amount: str | None, name: str | None = "General Fund") -> CutRow:
    dollars = None if amount is None else Decimal(amount)
    return CutRow(key, key, name, Money(dollars, None, lines=1))


def test_gives_every_slice_of_every_phase_a_row_of_text():
    pages = (a_page(Phase.PROPOSED, a_slice("F10", "100.10")), a_page(Phase.ADOPTED, a_slice("F10", "90.05")))

    rows = list(csv.DictReader(io.StringIO(budget_table(pages, TableForm.CSV).decode("utf-8-sig"))))

    assert [(row["phase"], row["code"], row["amount"]) for row in rows] == [
        ("proposed", "F10", "100.10"),
        ("adopted", "F10", "90.05"),
    ]


def test_leaves_a_missing_amount_empty_and_keeps_zero():
    pages = (a_page(Phase.ADOPTED, a_slice("F10", None), a_slice("F20", "0.00")),)

    rows = list(csv.DictReader(io.StringIO(budget_table(pages, TableForm.CSV).decode("utf-8-sig"))))

    assert [row["amount"] for row in rows] == ["", "0.00"]


def test_puts_phases_side_by_side_in_the_order_of_the_pages():
    pages = (
        a_page(Phase.PROPOSED, a_slice("F20", "5.00"), a_slice("F10", "100.10")),
        a_page(Phase.ADOPTED, a_slice("F10", "90.05"), a_slice(None, "7.00")),
    )

    sheet = load_workbook(io.BytesIO(budget_table(pages, TableForm.XLSX)))["Budget"]

    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)] == [
        ["code", "name", "proposed", "adopted"],
        ["F20", "General Fund", 5, None],
        ["F10", "General Fund", 100.10, 90.05],
        [None, "(the line names none)", None, 7],
    ]


def test_writes_names_without_what_no_workbook_holds_and_no_name_as_an_error():
    page = a_page(Phase.ADOPTED, a_slice("F\x0b1", "1.00", "Gen\x01eral"), a_slice("F2", "2.00", "#N/A"))

    sheet = load_workbook(io.BytesIO(budget_table([page], TableForm.XLSX)))["Budget"]

    assert [cell.value for cell in sheet[5]] == ["F1", "General", 1]
    assert (sheet["B6"].value, sheet["B6"].data_type) == ("#N/A", "s")


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_writes_text_that_looks_like_a_formula_as_text(name):
    page = a_page(Phase.ADOPTED, a_slice("F10", "1.00", name))

    rows = list(csv.DictReader(io.StringIO(budget_table([page], TableForm.CSV).decode("utf-8-sig"))))
    cell = load_workbook(io.BytesIO(budget_table([page], TableForm.XLSX)))["Budget"]["B5"]

    assert rows[0]["name"] == f"'{name}"
    assert (cell.value, cell.data_type) == (name, "s")
