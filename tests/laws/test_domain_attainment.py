from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from plans.attainment import Thresholds, attainment, expected, held, is_met, mean_progress, rollup_status, status
from plans.measures import Measure, MeasureDirection
from plans.progress import MeasureStatus
from tests.builders import a_measure

NUMBERS = st.none() | st.integers(-50, 150).map(Decimal) | st.decimals(-1000, 1000, places=2)
DAYS = st.none() | st.dates(date(2020, 1, 1), date(2030, 12, 31))
TODAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
DEFAULTS = Thresholds()
MEASURES = st.builds(
    a_measure,
    actual=NUMBERS,
    baseline=NUMBERS,
    target=NUMBERS,
    baseline_date=DAYS,
    target_date=DAYS,
    direction=st.none() | st.sampled_from(MeasureDirection),
    weight=st.none() | st.integers(0, 5),
)


@given(MEASURES)
def test_progress_that_cannot_be_told_is_never_zero(measure: Measure):
    known = None not in (measure.baseline, measure.target, measure.latest) and measure.baseline != measure.target

    assert known or attainment(measure) is None


@given(MEASURES, TODAYS)
def test_every_measure_has_a_status_and_one_that_is_met_is_met(measure: Measure, today: date):
    found = status(measure, today, DEFAULTS)

    assert (found is MeasureStatus.MET) == is_met(measure)
    assert (found is MeasureStatus.NO_TARGET) == (measure.target is None)


@given(MEASURES)
def test_what_moves_to_its_target_and_reached_it_has_gone_all_the_way(measure: Measure):
    share = attainment(measure)

    if share is not None and measure.direction is not MeasureDirection.MAINTAIN:
        assert is_met(measure) == (share >= 1)


@given(MEASURES, TODAYS, TODAYS)
def test_expectations_only_grow_with_time(measure: Measure, one: date, other: date):
    first, last = (expected(measure, day) for day in sorted((one, other)))

    assert first is None or (last is not None and 0 <= first <= last <= 1)


@given(st.lists(MEASURES, max_size=8), TODAYS)
def test_a_roll_up_stays_between_nothing_and_all_and_never_hides_its_coverage(measures: list[Measure], today: date):
    progress = mean_progress(measures, today)

    assert progress.share is None or 0 <= progress.share <= 1
    assert 0 <= progress.compared <= progress.measured <= progress.of == len(measures)
    assert (progress.share is None) == (not any(m.weight != 0 for m in measures if attainment(m) is not None))


@given(st.lists(MEASURES, max_size=8), TODAYS)
def test_a_measure_that_cannot_be_measured_changes_nothing_but_the_coverage(measures: list[Measure], today: date):
    before, after = (mean_progress(some, today) for some in (measures, [*measures, a_measure(None)]))

    assert (after.share, after.expected, after.measured) == (before.share, before.expected, before.measured)
    assert after.of == before.of + 1


@given(st.lists(MEASURES, max_size=8), TODAYS)
def test_a_goal_is_met_only_by_all_of_its_measures(measures: list[Measure], today: date):
    found = rollup_status(mean_progress(measures, today))

    assert (found is MeasureStatus.MET) == (bool(measures) and all(is_met(measure) for measure in measures))


@given(st.permutations([a_measure(actual) for actual in (0, 1, 3, 6, 9, None)]))
def test_the_order_of_measures_does_not_matter(measures: list[Measure]):
    assert mean_progress(measures, date(2026, 9, 30)).share == Decimal("0.48")


@given(st.decimals(-1000, 1000))
def test_what_is_held_stays_held(share: Decimal):
    assert held(held(share)) == held(share)
