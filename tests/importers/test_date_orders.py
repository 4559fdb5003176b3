from datetime import date

import pytest

from budgets.period import FiscalCalendar
from importers.cells import CellRef
from importers.date_orders import Cell, dates_of
from importers.dates import DateOrder
from importers.lexicon import load_lexicon
from importers.plan_language import headings_are_spanish

CALENDAR = FiscalCalendar()


def cells(*values, field="due"):
    return [Cell(CellRef("Plan", row, 4), value, field) for row, value in enumerate(values, start=2)]


def order_of(*values, field="due"):
    return dates_of(cells(*values, field=field), CALENDAR, expected=DateOrder.MONTH_FIRST)[0].order


@pytest.mark.parametrize("shown", ["31/12/2026", "25.6.2026", "13-1-26", "from 1/2/2026 to 15/3/2026", "29/02/2028"])
def test_one_date_with_the_day_first_leaves_the_order_of_all_open(shown):
    assert order_of("1/2/2026", shown) is DateOrder.EITHER


@pytest.mark.parametrize("shown", ["31/02/2027", "13/45/2026", "29/02/2027", "12/31/2026", "2026-13-04", "32/1/2026"])
def test_a_date_that_is_no_day_or_has_the_month_first_leaves_nothing_open(shown):
    assert order_of("1/2/2026", shown) is DateOrder.MONTH_FIRST


@pytest.mark.parametrize(("text", "order"), [("13-1-20", DateOrder.MONTH_FIRST), ("13/1/2026", DateOrder.EITHER)])
def test_where_no_date_is_expected_only_a_full_year_shows_the_order(text, order):
    assert order_of(text, field="") is order


def test_a_date_cell_is_doubted_only_in_the_column_of_a_text_with_the_day_first():
    dates, issues = dates_of(cells("31/12/2026", date(2026, 3, 4)), CALENDAR, expected=DateOrder.MONTH_FIRST)

    assert dates.read(date(2026, 3, 4), CellRef("Plan", 3, 4)).last is None
    assert dates.read(date(2026, 3, 4), CellRef("Plan", 3, 5)).last == date(2026, 3, 4)
    assert dates.read(date(2026, 3, 14), CellRef("Plan", 3, 4)).last == date(2026, 3, 14)
    assert [(str(issue.cell), issue.code) for issue in issues] == [("Plan!D3", "dates-perhaps-turned")]


def test_says_which_text_has_the_day_first_and_which_one_the_month():
    _, issues = dates_of(cells("12/30/2026", "31/12/2026"), CALENDAR, expected=DateOrder.MONTH_FIRST)

    assert [issue.problem for issue in issues] == [
        "'31/12/2026' has the day first, and '12/30/2026' in Plan!D2 has the month first."
    ]


def test_the_spanish_headings_of_the_lexicon_are_headings_of_it():
    lexicon = load_lexicon("plan")

    assert lexicon.values["languages_of_headings"].keys() <= lexicon.headings.keys()


@pytest.mark.parametrize(
    ("headings", "spanish"),
    [
        (["Meta", "Acción", "Responsable", "Fecha límite"], True),
        (["Meta", "Acción", "Lead", "Due", "Status"], False),
        (["Goal", "Action", "Due"], False),
        (["Meta"], False),
    ],
)
def test_knows_a_table_in_spanish_by_its_headings(headings, spanish):
    assert headings_are_spanish(headings) is spanish
