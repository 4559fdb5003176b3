from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from plans.attainment import (
    Progress,
    Thresholds,
    attainment,
    expected,
    held,
    is_met,
    is_stale,
    mean_progress,
    performance_measures,
    rollup_status,
    status,
    waits_for_value,
    wanted_direction,
)
from plans.measures import Measure, MeasureDirection
from plans.progress import MeasureStatus
from tests.builders import TODAY, a_measure

LONG_AGO = date(2025, 1, 31)
DEFAULTS = Thresholds()


@pytest.mark.parametrize(
    ("measure", "share"),
    [
        (a_measure(4), "0.6"),
        (a_measure(1), "0"),
        (a_measure(0), "-0.2"),
        (a_measure(8), "1.4"),
        (a_measure(310, baseline=940, target=0, direction="decrease"), "0.670"),
        (a_measure(1000, baseline=940, target=0, direction="decrease"), "-0.064"),
        (a_measure(None), None),
        (a_measure(4, baseline=None), None),
        (a_measure(4, target=None), None),
        (a_measure(4, baseline=6), None),
        (a_measure(4, direction="decrease"), None),
        (a_measure(4, direction="maintain"), "0.6"),
        (a_measure(4, baseline=0), "0.667"),
    ],
)
def test_progress_is_the_share_of_the_way_from_baseline_to_target(measure, share):
    found = attainment(measure)

    assert (found if found is None else round(found, 3)) == (share if share is None else Decimal(share))


@pytest.mark.parametrize(("share", "as_rolled_up"), [("-0.2", "0"), ("0.6", "0.6"), ("1.4", "1")])
def test_a_roll_up_holds_shares_between_nothing_and_all(share, as_rolled_up):
    assert held(Decimal(share)) == Decimal(as_rolled_up)


@pytest.mark.parametrize(
    ("today", "share"),
    [
        (date(2024, 12, 31), "0"),
        (date(2024, 1, 1), "0"),
        (date(2025, 12, 31), "0.5"),
        (date(2026, 12, 31), "1"),
        (date(2030, 1, 1), "1"),
    ],
)
def test_expected_progress_is_the_share_of_the_time_that_has_passed(today, share):
    assert expected(a_measure(), today) == Decimal(share)


@pytest.mark.parametrize(
    "dates",
    [
        {"baseline_date": None},
        {"target_date": None},
        {"baseline_date": date(2027, 1, 1), "target_date": date(2026, 1, 1)},
        {"baseline_date": date(2026, 1, 1), "target_date": date(2026, 1, 1)},
    ],
)
def test_without_two_dates_in_order_nothing_is_expected(dates):
    assert expected(a_measure(**dates), TODAY) is None


@pytest.mark.parametrize(
    ("told", "direction"),
    [
        ({}, "increase"),
        ({"baseline": 9}, "decrease"),
        ({"direction": "increase"}, "increase"),
        ({"direction": "maintain"}, "maintain"),
        ({"baseline": None, "direction": "decrease"}, "decrease"),
        ({"baseline": 6, "direction": "increase"}, "increase"),
        ({"baseline": None}, None),
        ({"baseline": 6}, None),
        ({"direction": "decrease"}, None),
        ({"baseline": 9, "direction": "increase"}, None),
    ],
)
def test_which_way_is_better_is_told_or_shown_and_never_contradictory(told, direction):
    assert wanted_direction(a_measure(**told)) == (direction and MeasureDirection(direction))


@pytest.mark.parametrize(
    ("measure", "met"),
    [
        (a_measure(6), True),
        (a_measure(7), True),
        (a_measure(5), False),
        (a_measure(0, baseline=940, target=0), True),
        (a_measure(310, baseline=940, target=0), False),
        (a_measure(310, baseline=None, target=0), False),
        (a_measure(0, baseline=None, target=0), True),
        (a_measure(310, baseline=None, target=0, direction="decrease"), False),
        (a_measure(7, baseline=None, direction="increase"), True),
        (a_measure(None), False),
        (a_measure(6, target=None), False),
        (a_measure(45, baseline=50, target=40, direction="increase"), False),
        (a_measure(40, baseline=50, target=40, direction="increase"), False),
    ],
)
def test_a_target_is_met_in_the_direction_of_its_measure(measure, met):
    assert is_met(measure) is met


def a_kept_measure(actual: str | int, **changes: Any) -> Measure:
    """A share of 95 percent that is to stay where it is."""
    told: dict[str, Any] = {"unit": "%", "baseline": 95, "target": 95, "direction": "maintain"}
    return a_measure(actual, **told | changes)


@pytest.mark.parametrize(
    ("measure", "found"),
    [
        (a_kept_measure(95), "met"),
        (a_kept_measure("99.75"), "met"),
        (a_kept_measure("90.25"), "met"),
        (a_kept_measure(90), "at_risk"),
        (a_kept_measure(101), "at_risk"),
        (a_kept_measure(80), "off_track"),
        (a_kept_measure(94, tolerance=0), "off_track"),
        (a_kept_measure(94, tolerance=1), "met"),
        (a_kept_measure(93, tolerance=1), "at_risk"),
        (a_kept_measure(0, baseline=0, target=0), "met"),
        (a_kept_measure(1, baseline=0, target=0), "off_track"),
        (a_kept_measure(95, baseline=None), "met"),
        (a_kept_measure(90, direction="increase"), "at_risk"),
        (a_kept_measure(60, direction="increase"), "off_track"),
        (a_kept_measure(99, direction="increase"), "met"),
        (a_kept_measure(90, direction=None), "no_data"),
        (a_kept_measure(95, direction=None), "met"),
    ],
)
def test_what_is_to_be_kept_is_met_within_its_tolerance_and_has_no_progress(measure, found):
    assert status(measure, TODAY, DEFAULTS) == found
    assert attainment(measure) is None


@pytest.mark.parametrize(
    ("as_of", "months", "stale"),
    [
        (date(2026, 5, 17), None, False),
        (date(2026, 5, 16), None, True),
        (date(2026, 5, 16), 6, False),
        (date(2025, 12, 30), 6, True),
        (date(2026, 12, 31), None, False),
    ],
)
def test_a_value_is_stale_after_one_and_a_half_reporting_intervals(as_of, months, stale):
    assert is_stale(a_measure(4, as_of, reporting_months=months), TODAY, DEFAULTS) is stale


@pytest.mark.parametrize(
    ("measure", "start", "waits"),
    [
        (a_measure(4), LONG_AGO, False),
        (a_measure(4, LONG_AGO), LONG_AGO, True),
        (a_measure(6, LONG_AGO), LONG_AGO, False),
        (a_measure(None), LONG_AGO, True),
        (a_measure(None), TODAY - timedelta(days=30), False),
        (a_measure(4, LONG_AGO, reporting_months=120), LONG_AGO, False),
    ],
    ids=["fresh", "old", "met", "never", "never, of a young plan", "old, and seldom reported"],
)
def test_a_measure_waits_for_a_value_when_nothing_was_said_for_longer_than_the_county_allows(measure, start, waits):
    assert waits_for_value(measure, start, TODAY, DEFAULTS) is waits


@pytest.mark.parametrize(
    ("measure", "found"),
    [
        (a_measure(6, target=None), "no_target"),
        (a_measure(None, target=None), "no_target"),
        (a_measure(None), "no_data"),
        (a_measure(6, LONG_AGO), "met"),
        (a_measure(4, LONG_AGO), "stale"),
        (a_measure(4, LONG_AGO, baseline=None), "stale"),
        (a_measure(4, baseline=None), "no_data"),
        (a_measure(4, baseline_date=None), "no_data"),
        (a_measure(4, target_date=date(2024, 1, 1)), "no_data"),
        (a_measure(4, direction="decrease"), "no_data"),
        (a_measure(5), "on_track"),
        (a_measure("4.2"), "at_risk"),
        (a_measure(2), "off_track"),
        (a_measure(0), "off_track"),
    ],
)
def test_the_status_of_a_measure_follows_its_precedence(measure, found):
    assert status(measure, TODAY, DEFAULTS) == found


@pytest.mark.parametrize(
    ("actual", "found"), [("90", "on_track"), ("89.9", "at_risk"), ("70", "at_risk"), ("69.9", "off_track")]
)
def test_thresholds_are_shares_of_what_is_expected(actual, found):
    measure = a_measure(actual, baseline=0, target=200)

    assert status(measure, date(2025, 12, 31), DEFAULTS) == found


def test_a_county_sets_its_own_thresholds():
    strict = Thresholds(on_track=Decimal(1), at_risk=Decimal("0.95"), stale_after=Decimal(9))

    assert status(a_measure(4), TODAY, strict) is MeasureStatus.OFF_TRACK


def test_on_the_first_day_nothing_is_expected_and_only_the_wrong_way_is_off_track():
    first = date(2024, 12, 31)

    assert [status(a_measure(actual, first), first, DEFAULTS) for actual in (1, 0)] == ["on_track", "off_track"]


def test_a_roll_up_tells_its_coverage():
    measures = [a_measure(6), a_measure(1), a_measure(None), a_measure(4, target=None)]

    assert mean_progress(measures, TODAY).share == Decimal("0.5")
    assert (mean_progress(measures, TODAY).measured, mean_progress(measures, TODAY).of) == (2, 4)


def test_what_is_beyond_the_target_does_not_make_up_for_another():
    assert mean_progress([a_measure(60), a_measure(1)], TODAY).share == Decimal("0.5")


def test_a_measure_of_weight_zero_counts_as_measured_and_for_nothing_else():
    progress = mean_progress([a_measure(6), a_measure(1, weight=0)], TODAY)

    assert (progress.share, progress.measured) == (Decimal(1), 2)


def test_weights_count_and_no_weight_is_one():
    assert mean_progress([a_measure(6, weight=3), a_measure(1)], TODAY).share == Decimal("0.75")


def test_without_anything_measured_there_is_no_share():
    assert mean_progress([], TODAY) == Progress(share=None, expected=None, measured=0, of=0)
    assert mean_progress([a_measure(None)], TODAY) == Progress(share=None, expected=None, measured=0, of=1)


def test_share_and_expected_are_never_of_different_measures():
    undated = a_measure(6, baseline_date=None)

    progress = mean_progress([a_measure(1), undated], date(2025, 12, 31))

    assert (progress.share, progress.expected) == (Decimal("0.5"), None)
    assert (progress.compared, progress.compared_share, progress.compared_expected) == (1, Decimal(0), Decimal("0.5"))


def test_where_all_have_dates_share_and_expected_stand_side_by_side():
    progress = mean_progress([a_measure(1), a_measure(6)], date(2025, 12, 31))

    assert (progress.share, progress.expected, progress.compared) == (Decimal("0.5"), Decimal("0.5"), 2)


@pytest.mark.parametrize(
    ("measures", "found"),
    [
        ([], "no_data"),
        ([a_measure(None), a_measure(4, target=None)], "no_data"),
        ([a_measure(4, baseline_date=None)], "no_data"),
        ([a_measure(6), a_measure(7)], "met"),
        ([a_measure(6), a_kept_measure(95)], "met"),
        ([a_measure(6), a_measure(None)], "on_track"),
        ([a_measure(6), a_measure(4)], "on_track"),
        ([a_measure("4.2")], "at_risk"),
        ([a_measure(6), a_measure(1)], "off_track"),
        ([a_measure(6, baseline_date=None), a_measure(1)], "off_track"),
        ([a_measure(4, LONG_AGO)], "stale"),
        ([a_measure(4, LONG_AGO), a_measure(None)], "stale"),
        ([a_measure(4, LONG_AGO), a_measure(5)], "at_risk"),
    ],
)
def test_the_status_of_a_goal_never_says_more_than_its_measures_do(measures, found):
    assert rollup_status(mean_progress(measures, TODAY)) == found


def test_a_measure_of_a_population_is_none_of_performance():
    performance, population = a_measure(), a_measure(kind="population")

    assert performance_measures([performance, population]) == (performance,)
