from datetime import date

import pytest
from pydantic import ValidationError

from plans.periods import PeriodLength, ReportingPeriod

QUARTER, HALF, YEAR = PeriodLength.QUARTER, PeriodLength.HALF, PeriodLength.YEAR


@pytest.mark.parametrize(
    ("period", "label", "first", "last"),
    [
        (ReportingPeriod(length=YEAR, year=2026), "2026", date(2026, 1, 1), date(2026, 12, 31)),
        (ReportingPeriod(length=HALF, year=2026, number=2), "H2 2026", date(2026, 7, 1), date(2026, 12, 31)),
        (ReportingPeriod(length=QUARTER, year=2026, number=3), "Q3 2026", date(2026, 7, 1), date(2026, 9, 30)),
        (ReportingPeriod(length=YEAR, year=2026, start_month=7), "FY2026", date(2025, 7, 1), date(2026, 6, 30)),
        (
            ReportingPeriod(length=QUARTER, year=2026, number=3, start_month=7),
            "Q3 FY2026",
            date(2026, 1, 1),
            date(2026, 3, 31),
        ),
        (
            ReportingPeriod(length=QUARTER, year=2024, number=2, start_month=10),
            "Q2 FY2024",
            date(2024, 1, 1),
            date(2024, 3, 31),
        ),
    ],
)
def test_a_reporting_period_knows_its_label_and_its_days(period, label, first, last):
    assert (period.label, period.first_day, period.last_day) == (label, first, last)


def test_a_report_is_due_so_many_days_after_the_period_ends():
    quarter = ReportingPeriod(length=QUARTER, year=2026, number=4)

    assert (quarter.due(), quarter.due(days_after=0)) == (date(2027, 1, 30), date(2026, 12, 31))


@pytest.mark.parametrize(("length", "number"), [(YEAR, 2), (HALF, 3), (QUARTER, 5), (QUARTER, 0)])
def test_a_year_has_only_so_many_parts(length, number):
    with pytest.raises(ValidationError):
        ReportingPeriod(length=length, year=2026, number=number)


@pytest.mark.parametrize(
    ("day", "start_month", "label"),
    [
        (date(2026, 9, 30), 1, "Q3 2026"),
        (date(2026, 10, 1), 1, "Q4 2026"),
        (date(2026, 6, 30), 7, "Q4 FY2026"),
        (date(2026, 7, 1), 7, "Q1 FY2027"),
        (date(2026, 12, 31), 10, "Q1 FY2027"),
    ],
)
def test_finds_the_period_of_a_day(day, start_month, label):
    assert ReportingPeriod.holding(day, QUARTER, start_month).label == label


@pytest.mark.parametrize("text", ["", "Q5 2026", "H3 2026", "Q3", "Q3 26", "Q3 0001", "summer 2026"])
def test_other_texts_name_no_reporting_period(text):
    assert ReportingPeriod.read(text) is None


def test_reads_a_label_in_any_case():
    assert ReportingPeriod.read(" q3 2026 ") == ReportingPeriod(length=QUARTER, year=2026, number=3)
