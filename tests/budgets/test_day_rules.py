import calendar
from datetime import date

import pytest

from budgets.day_rules import Closed, UntilRule, Weekday, moved, nth_weekday

SATURDAY, SUNDAY = date(2026, 7, 4), date(2026, 7, 5)


@pytest.mark.parametrize(
    ("day", "closed", "free", "found"),
    [
        (SATURDAY, Closed.STAYS, (), SATURDAY),
        (SATURDAY, Closed.NEXT, (), date(2026, 7, 6)),
        (SUNDAY, Closed.NEXT, (), date(2026, 7, 6)),
        (SATURDAY, Closed.PREVIOUS, (), date(2026, 7, 3)),
        (SUNDAY, Closed.PREVIOUS, (), date(2026, 7, 3)),
        (SUNDAY, Closed.NEXT, (date(2026, 7, 6),), date(2026, 7, 7)),
        (SATURDAY, Closed.PREVIOUS, (date(2026, 7, 3),), date(2026, 7, 2)),
        (date(2026, 7, 7), Closed.NEXT, (), date(2026, 7, 7)),
    ],
)
def test_a_closed_day_moves_to_the_nearest_open_one_as_the_rule_says(day, closed, free, found):
    assert moved(day, closed, free) == found


@pytest.mark.parametrize("nth", [1, 2, 3, 4, -1])
def test_the_nth_weekday_is_that_of_a_printed_calendar(nth):
    for month in range(1, 13):
        weeks = calendar.Calendar().monthdatescalendar(2026, month)
        for place, weekday in enumerate(Weekday):
            column = [week[place] for week in weeks if week[place].month == month]
            assert nth_weekday(2026, month, weekday, nth) == column[nth - 1 if nth > 0 else nth]


@pytest.mark.parametrize(
    ("rule", "last"),
    [
        ({"days": 0}, SATURDAY),
        ({"days": 15}, date(2026, 7, 19)),
        ({"days": 15, "closed": "previous_working_day"}, date(2026, 7, 17)),
        ({"days": 1, "closed": "previous_working_day"}, SATURDAY),
        ({"month_day": "07-04"}, SATURDAY),
        ({"month_day": "07-03"}, date(2027, 7, 3)),
    ],
)
def test_a_window_ends_so_many_days_after_its_first_and_never_before_it(rule, last):
    until = UntilRule.model_validate(rule)

    assert until.day(SATURDAY, ()) == last
