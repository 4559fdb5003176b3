from decimal import Decimal

import pytest

from budgets.comparison import annualised, relative_change
from budgets.period import BudgetPeriod
from tests.builders import BIENNIUM, CALENDAR_COUNTY, JULY_COUNTY

ONE_YEAR = BudgetPeriod.of_years((2025,), CALENDAR_COUNTY)


def test_a_one_year_budget_and_a_biennium_are_compared_by_the_year():
    before, after = Decimal(2255000), Decimal(4446000)

    raw = relative_change(before, after)
    yearly = relative_change(annualised(before, ONE_YEAR), annualised(after, BIENNIUM))

    assert raw is not None
    assert yearly is not None
    assert (round(raw * 100), round(yearly * 100)) == (97, -1)


@pytest.mark.parametrize(
    ("dollars", "period", "yearly"),
    [
        ("4446000", BIENNIUM, "2223000.00"),
        ("4446000", BudgetPeriod.of_years((2026, 2027), JULY_COUNTY), "2223000.00"),
        ("2255000", ONE_YEAR, "2255000.00"),
        ("0.01", BIENNIUM, "0.01"),
        ("-0.01", BIENNIUM, "-0.01"),
        ("100", BudgetPeriod(start=ONE_YEAR.start, end=ONE_YEAR.start.replace(month=6, day=30)), "200.00"),
    ],
)
def test_dollars_of_a_period_are_told_by_the_year(dollars, period, yearly):
    assert annualised(Decimal(dollars), period) == Decimal(yearly)


def test_there_is_no_relative_change_from_nothing():
    assert relative_change(Decimal(0), Decimal(5)) is None


def test_more_than_a_negative_amount_is_a_rise():
    assert relative_change(Decimal(-100), Decimal(-50)) == Decimal("0.5")
