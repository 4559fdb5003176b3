from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from plans.periods import PeriodLength, ReportingPeriod

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
LENGTHS = st.sampled_from(PeriodLength)
STARTS = st.integers(1, 12)


@given(DAYS, LENGTHS, STARTS)
def test_every_day_lies_in_its_period(day, length, start_month):
    period = ReportingPeriod.holding(day, length, start_month)

    assert period.first_day <= day <= period.last_day


@given(DAYS, LENGTHS, STARTS)
def test_periods_follow_each_other_without_a_gap(day, length, start_month):
    period = ReportingPeriod.holding(day, length, start_month)

    assert period.following().first_day == period.last_day + timedelta(days=1)


@given(DAYS, LENGTHS, STARTS)
def test_a_period_is_read_back_from_its_label(day, length, start_month):
    period = ReportingPeriod.holding(day, length, start_month)

    assert ReportingPeriod.read(period.label, start_month) == period


@given(st.text())
def test_no_text_is_too_odd_for_a_reporting_period(text):
    assert ReportingPeriod.read(text) is None or text.strip()
