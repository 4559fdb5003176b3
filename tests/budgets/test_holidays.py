from datetime import date

import pytest

from budgets.day_rules import HolidayRule, Weekday, nth_weekday
from budgets.holidays import US_FEDERAL, free_days

# As the Office of Personnel Management lists the days on which federal offices are closed.
CLOSED = {
    2021: "01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31",
    2023: "01-02 01-16 02-20 05-29 06-19 07-04 09-04 10-09 11-10 11-23 12-25",
    2026: "01-01 01-19 02-16 05-25 06-19 07-03 09-07 10-12 11-11 11-26 12-25",
    2028: "01-17 02-21 05-29 06-19 07-04 09-04 10-09 11-10 11-23 12-25",
}


@pytest.mark.parametrize(("year", "closed"), CLOSED.items())
def test_federal_offices_are_closed_on_the_days_of_the_official_list(year, closed):
    weekdays = [day for day in free_days(US_FEDERAL, year, year) if day.weekday() < 5]

    listed = [date.fromisoformat(f"{year}-{day}") for day in closed.split()]
    assert weekdays == listed


def test_a_holiday_begins_in_its_first_year():
    assert date(2020, 6, 19) not in free_days(US_FEDERAL, 2020, 2020)


def test_a_holiday_may_be_the_day_after_another():
    friday = HolidayRule(name="Native American Heritage Day", weekday=Weekday.THURSDAY, nth=4, month=11, plus_days=1)

    assert list(free_days([friday], 2026, 2026)) == [date(2026, 11, 27)]


def test_a_holiday_that_is_not_observed_elsewhere_keeps_its_own_day_alone():
    day = HolidayRule(name="Fair", month_day="07-04", observed=False)

    assert list(free_days([day], 2026, 2026)) == [date(2026, 7, 4)]


@pytest.mark.parametrize(
    ("month", "weekday", "nth", "day"),
    [
        (11, Weekday.THURSDAY, 4, 26),
        (5, Weekday.MONDAY, -1, 25),
        (12, Weekday.THURSDAY, -1, 31),
        (2, Weekday.SUNDAY, 1, 1),
    ],
)
def test_finds_the_nth_weekday_of_a_month(month, weekday, nth, day):
    assert nth_weekday(2026, month, weekday, nth) == date(2026, month, day)
