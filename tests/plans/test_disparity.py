from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from plans.disparity import Disparity, days_with_groups, disparities
from plans.measures import Measure, MeasuredValue
from tests.builders import TODAY, a_group_value, a_measure, a_value

FIRST = date(2024, 12, 31)
BETWEEN = date(2025, 12, 31)


def a_divided_measure(*values: MeasuredValue, **changes: Any) -> Measure:
    """A share of people that is to rise, beside White as the reference group."""
    told: dict[str, Any] = {"reference_group": "White", "direction": "increase"}
    return a_measure(**told | changes, values=values)


def the_disparity(*values: MeasuredValue, **changes: Any) -> Disparity:
    """The only disparity of a measure with these values."""
    (found,) = disparities(a_divided_measure(*values, **changes))
    return found


def test_a_group_stands_beside_the_reference_group_with_its_n():
    found = the_disparity(a_group_value("Black", 45, n=300), a_group_value("White", 60, n=900))

    assert (found.gap, found.ratio, found.n, found.reference_n) == (Decimal(-15), Decimal("0.75"), 300, 900)
    assert (found.group.name, found.reference.name, found.as_of) == ("Black", "White", TODAY)


@pytest.mark.parametrize(
    ("group", "reference", "gap", "ratio"),
    [
        (a_group_value("Black", None), a_group_value("White", 60), None, None),
        (a_group_value("Black", None, suppressed=True), a_group_value("White", 60), None, None),
        (a_group_value("Black", 45), a_group_value("White", None), None, None),
        (a_group_value("Black", 45), a_group_value("White", 0), 45, None),
        (a_group_value("Black", 0), a_group_value("White", 60), -60, 0),
    ],
)
def test_what_cannot_be_compared_has_no_gap_and_no_ratio(group, reference, gap, ratio):
    found = the_disparity(group, reference)

    assert (found.gap, found.ratio) == (gap, ratio)


@pytest.mark.parametrize(
    "measure",
    [
        a_divided_measure(a_group_value("Black", 45), a_group_value("White", 60), reference_group=None),
        a_divided_measure(a_group_value("Black", 45)),
        a_divided_measure(a_value(45)),
        a_divided_measure(),
    ],
)
def test_without_a_reference_there_is_no_disparity(measure):
    assert disparities(measure) == ()


def test_groups_of_another_scheme_are_not_compared():
    values = (a_group_value("Black", 45), a_group_value("White", 60), a_group_value("Young", 50, scheme="age"))

    assert [found.group.name for found in disparities(a_divided_measure(*values))] == ["Black"]


def two_days(then: tuple[int | None, int | None], now: tuple[int | None, int | None]) -> Disparity:
    """Black and White values, then and now."""
    return the_disparity(
        a_group_value("Black", then[0], as_of=FIRST),
        a_group_value("White", then[1], as_of=FIRST),
        a_group_value("Black", now[0]),
        a_group_value("White", now[1]),
    )


@pytest.mark.parametrize(
    ("then", "now", "closing", "by_ratio", "reference_worsened"),
    [
        ((40, 60), (50, 60), True, True, False),
        ((40, 60), (40, 70), False, False, False),
        ((40, 60), (40, 60), False, False, False),
        ((40, 60), (65, 60), True, True, False),
        ((40, 60), (40, 50), True, True, True),
        ((40, 60), (20, 35), True, False, True),
        ((0, 60), (10, 60), True, None, False),
        ((None, 60), (10, 60), None, None, None),
        ((40, 60), (None, 60), None, None, False),
    ],
)
def test_says_whether_the_gap_is_closing_and_from_which_end(then, now, closing, by_ratio, reference_worsened):
    found = two_days(then, now)

    assert (found.closing, found.closing_by_ratio, found.reference_worsened) == (closing, by_ratio, reference_worsened)


def test_compares_with_the_first_day_on_which_both_stood():
    values = [
        a_group_value("Black", 10, as_of=date(2023, 12, 31)),
        *(a_group_value("Black", 40, as_of=FIRST), a_group_value("White", 60, as_of=FIRST)),
        *(a_group_value("Black", 45, as_of=BETWEEN), a_group_value("White", 60, as_of=BETWEEN)),
        *(a_group_value("Black", 50), a_group_value("White", 60)),
    ]

    found = the_disparity(*values)

    assert (found.first_as_of, found.first_gap, found.gap) == (FIRST, Decimal(-20), Decimal(-10))


def test_compares_any_two_days_that_are_asked_for():
    measure = a_divided_measure(
        *(a_group_value("Black", 40, as_of=FIRST), a_group_value("White", 60, as_of=FIRST)),
        *(a_group_value("Black", 30, as_of=BETWEEN), a_group_value("White", 60, as_of=BETWEEN)),
        *(a_group_value("Black", 50), a_group_value("White", 60)),
    )

    (found,) = disparities(measure, BETWEEN)
    (later,) = disparities(measure, TODAY, since=BETWEEN)

    assert days_with_groups(measure) == (FIRST, BETWEEN, TODAY)
    assert (found.first_as_of, found.closing) == (FIRST, False)
    assert (later.first_as_of, later.first_gap, later.closing) == (BETWEEN, Decimal(-30), True)


def test_nobody_says_that_a_reference_worsened_where_no_way_is_better():
    values = (
        *(a_group_value("Black", 40, as_of=FIRST), a_group_value("White", 60, as_of=FIRST)),
        *(a_group_value("Black", 50), a_group_value("White", 50)),
    )

    assert the_disparity(*values, direction="maintain").reference_worsened is None
