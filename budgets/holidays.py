"""The home of holidays: those of the United States, by rule, and which days they keep free."""

from collections.abc import Iterable
from datetime import date

from budgets.day_rules import HolidayRule, Weekday


def _on(name: str, month_day: str, from_year: int = 1) -> HolidayRule:
    return HolidayRule(name=name, month_day=month_day, from_year=from_year)


def _monday(name: str, month: int, nth: int) -> HolidayRule:
    return HolidayRule(name=name, weekday=Weekday.MONDAY, nth=nth, month=month)


US_FEDERAL = (
    _on("New Year's Day", "01-01"),
    _monday("Birthday of Martin Luther King, Jr.", 1, 3),
    _monday("Washington's Birthday", 2, 3),
    _monday("Memorial Day", 5, -1),
    _on("Juneteenth National Independence Day", "06-19", 2021),
    _on("Independence Day", "07-04"),
    _monday("Labor Day", 9, 1),
    _monday("Columbus Day", 10, 2),
    _on("Veterans Day", "11-11"),
    HolidayRule(name="Thanksgiving Day", weekday=Weekday.THURSDAY, nth=4, month=11),
    _on("Christmas Day", "12-25"),
)
"""The legal public holidays of 5 U.S.C. 6103, with the days on which they are observed, as the law is since 2021."""


def free_days(rules: Iterable[HolidayRule], first_year: int, last_year: int) -> dict[date, str]:
    """The days that holidays keep free in these calendar years, each with the name of its holiday.

    A New Year's Day on a Saturday is observed in the year before it, so the years around are looked at, too.
    """
    around = range(first_year - 1, last_year + 2)
    days = {day: rule.name for rule in rules for year in around for day in rule.days(year)}
    return {day: name for day, name in sorted(days.items()) if first_year <= day.year <= last_year}
