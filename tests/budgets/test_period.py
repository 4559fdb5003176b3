from datetime import date
from fractions import Fraction

import pytest
from pydantic import ValidationError

from budgets.period import (
    BudgetPeriod,
    FiscalCalendar,
    FoundYears,
    find_all_years,
    find_years,
    possible_years,
    years_of_labels,
)
from tests.builders import BIENNIUM, CALENDAR_COUNTY, JULY_COUNTY, UNKNOWN_COUNTY


@pytest.mark.parametrize(
    ("calendar", "first", "last"),
    [
        (FiscalCalendar(), date(2026, 1, 1), date(2026, 12, 31)),
        (FiscalCalendar(start_month=7), date(2025, 7, 1), date(2026, 6, 30)),
        (FiscalCalendar(start_month=10), date(2025, 10, 1), date(2026, 9, 30)),
        (FiscalCalendar(start_month=1, start_day=15), date(2025, 1, 15), date(2026, 1, 14)),
    ],
)
def test_a_fiscal_year_is_named_by_the_year_in_which_it_ends(calendar, first, last):
    assert (calendar.first_day(2026), calendar.last_day(2026)) == (first, last)


def test_a_period_ends_after_it_starts():
    with pytest.raises(ValidationError, match="ends after it starts"):
        BudgetPeriod(start=date(2026, 1, 1), end=date(2026, 1, 1))


@pytest.mark.parametrize(
    ("start", "end", "fiscal_years", "label"),
    [
        (date(2025, 1, 1), date(2025, 12, 31), (2025,), "2025"),
        (date(2026, 1, 1), date(2027, 12, 31), (2026, 2027), "2026-2027"),
        (date(2023, 7, 1), date(2024, 6, 30), (2024,), "FY2024"),
        (date(2025, 7, 1), date(2027, 6, 30), (2026, 2027), "FY2026-FY2027"),
        (date(2026, 7, 1), date(2026, 12, 31), (2026,), "FY2026"),
        (date(2024, 2, 29), date(2025, 2, 27), (2025,), "FY2025"),
    ],
)
def test_a_period_knows_its_fiscal_years_and_its_label(start, end, fiscal_years, label):
    period = BudgetPeriod(start=start, end=end)

    assert (period.fiscal_years, period.label) == (fiscal_years, label)


@pytest.mark.parametrize(
    ("start", "end", "years"),
    [
        (date(2026, 1, 1), date(2027, 12, 31), 2),
        (date(2025, 7, 1), date(2026, 6, 30), 1),
        (date(2026, 7, 1), date(2026, 12, 31), Fraction(1, 2)),
        (date(2026, 1, 1), date(2026, 1, 15), Fraction(15 * 4, 1461)),
    ],
)
def test_a_period_knows_how_long_it_is(start, end, years):
    assert BudgetPeriod(start=start, end=end).years == years


@pytest.mark.parametrize(
    ("label", "unknown", "calendar", "july"),
    [
        ("2026", [(2026,)], [(2026,)], [(2026,)]),
        ("2026.0", [(2026,)], [(2026,)], [(2026,)]),
        ("  2026\u2013 2027\n", [(2026, 2027)], [(2026, 2027)], [(2027,)]),
        ("2026-2027", [(2026, 2027)], [(2026, 2027)], [(2027,)]),
        ("2023-24", [(2023, 2024), (2024,)], [(2023, 2024)], [(2024,)]),
        ("2013/2014", [(2013, 2014), (2014,)], [(2013, 2014)], [(2014,)]),
        ("1999-00", [(1999, 2000), (2000,)], [(1999, 2000)], [(2000,)]),
        ("2025 Annual", [(2025,)], [(2025,)], [(2025,)]),
        ("2025-27", [(2025, 2026, 2027), (2026, 2027)], [(2025, 2026, 2027)], [(2026, 2027)]),
        ("2025-2027 Biennium", [(2026, 2027)], [(2026, 2027)], [(2026, 2027)]),
        ("Biennium 2025-26", [(2025, 2026)], [(2025, 2026)], [(2025, 2026)]),
        ("FY24", [(2024,)], [(2024,)], [(2024,)]),
        ("FY '24", [(2024,)], [(2024,)], [(2024,)]),
        ("FY2024", [(2024,)], [(2024,)], [(2024,)]),
        ("fy 98", [(1998,)], [(1998,)], [(1998,)]),
        ("F.Y. 2025", [(2025,)], [(2025,)], [(2025,)]),
        ("BFY 2016", [(2016,)], [(2016,)], [(2016,)]),
        ("Fiscal Year 2019", [(2019,)], [(2019,)], [(2019,)]),
        ("fiscal_year_2019", [(2019,)], [(2019,)], [(2019,)]),
        ("Fiscal Year Ending June 30, 2024", [(2024,)], [(2024,)], [(2024,)]),
        ("FYE 6/30/2024", [(2024,)], [(2024,)], [(2024,)]),
        ("FY13-14", [(2014,)], [(2014,)], [(2014,)]),
        ("FY23-24", [(2024,)], [(2024,)], [(2024,)]),
        ("FY2015/16", [(2016,)], [(2016,)], [(2016,)]),
        ("FY 1995-96", [(1996,)], [(1996,)], [(1996,)]),
        ("FY99-00", [(2000,)], [(2000,)], [(2000,)]),
        ("FY1617", [(2017,)], [(2017,)], [(2017,)]),
        ("fiscal-year-201516", [(2016,)], [(2016,)], [(2016,)]),
        ("FY2023-2024", [(2024,)], [(2023, 2024)], [(2024,)]),
        ("FY 2025-27", [(2026, 2027), (2025, 2026, 2027)], [(2025, 2026, 2027)], [(2026, 2027)]),
        ("FY 25/27", [(2026, 2027), (2025, 2026, 2027)], [(2025, 2026, 2027)], [(2026, 2027)]),
        (
            "FY26-29",
            [(2027, 2028, 2029), (2026, 2027, 2028, 2029)],
            [(2026, 2027, 2028, 2029)],
            [(2027, 2028, 2029), (2026, 2027, 2028, 2029)],
        ),
        ("FY26-FY29", [(2026, 2027, 2028, 2029)], [(2026, 2027, 2028, 2029)], [(2026, 2027, 2028, 2029)]),
        ("FY2026-FY2027", [(2026, 2027)], [(2026, 2027)], [(2026, 2027)]),
        ("FYs 2025-2026", [(2025, 2026), (2026,)], [(2025, 2026)], [(2025, 2026), (2026,)]),
        ("FY2023-24 & FY2024-25", [(2024, 2025)], [(2024, 2025)], [(2024, 2025)]),
        ("FY25 and FY26", [(2025, 2026)], [(2025, 2026)], [(2025, 2026)]),
        ("2026 & 2027", [(2026, 2027)], [(2026, 2027)], [(2026, 2027)]),
        ("Fiscal Years 2023-24 and 2024-25", [(2024, 2025)], [], [(2024, 2025)]),
        ("CY 2025", [(2025,)], [(2025,)], []),
        ("2016M01", [(2016,)], [(2016,)], [(2016,)]),
    ],
)
def test_reads_year_labels_as_people_write_them(label, unknown, calendar, july):
    counties = (UNKNOWN_COUNTY, CALENDAR_COUNTY, JULY_COUNTY)

    assert [list(possible_years(label, county)) for county in counties] == [unknown, calendar, july]


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "1010", "194100", "1989", "2101", "23-24", "24", "F2010", "$2026", "2026%", "2,026", "2019.5"),
        *("2026-06-30", "12/31/2026", "6/30/26", "2003-01", "2027-2026", "2026-2026", "2010-1120", "FY", "FY2013 CHP"),
        *(
            "2000 - Operations",
            "2023 & 2025",
            "FY 2024 2025",
            "Q3 2026",
            "Amount",
            "2026-2040",
            "FY20261",
            "-",
            "FYI 24",
        ),
    ],
)
def test_other_texts_are_no_year_labels(text):
    assert possible_years(text, UNKNOWN_COUNTY) == ()


@pytest.mark.parametrize(
    ("text", "years", "label", "rest"),
    [
        ("FY19 Prelim", (2019,), "FY19", "Prelim"),
        ("2026 Request", (2026,), "2026", "Request"),
        ("FY 2012-13 Adjusted \nBudget", (2013,), "FY 2012-13", "Adjusted Budget"),
        ("Adopted Budget (FY 2025-26)", (2026,), "FY 2025-26", "Adopted Budget"),
        ("Fund Balance Decrease (Increase) - FY 2014", (2014,), "FY 2014", "Fund Balance Decrease (Increase)"),
        ("governor_fy26", (2026,), "fy26", "governor"),
        ("FY21-22__adopted.csv", (2022,), "FY21-22", "adopted.csv"),
        ("Appropriations 2014", (2014,), "2014", "Appropriations"),
        ("Sum of FY2013 Actual", (2013,), "FY2013", "Sum of Actual"),
        ("EQUITY WORK PLAN - 2026-2027 BIENNIUM", (2026, 2027), "2026-2027 BIENNIUM", "EQUITY WORK PLAN"),
        ("FY2016", (2016,), "FY2016", ""),
    ],
)
def test_finds_the_label_in_a_longer_text_and_says_what_is_left(text, years, label, rest):
    assert find_years(text, UNKNOWN_COUNTY) == FoundYears((years,), label, rest)


@pytest.mark.parametrize("text", ["Amount", "Target (12/31/2027)", "FY17 vs FY16", "FY26_FY27.pdf", "Account 194100"])
def test_finds_no_label_where_there_is_none_or_more_than_one(text):
    assert find_years(text, UNKNOWN_COUNTY) is None


def test_the_same_year_twice_is_one_label():
    found = find_years("FY 2015-16 Budget (FY16)", UNKNOWN_COUNTY)

    assert found is not None
    assert (found.readings, found.label) == (((2016,),), "FY 2015-16")


def test_finds_every_label_from_left_to_right():
    found = find_all_years("FY2016 ESTIMATED OBLIGATIONS AND FY2017 BUDGET REQUESTS", UNKNOWN_COUNTY)

    assert [(one.readings, one.label) for one in found] == [(((2016,),), "FY2016"), (((2017,),), "FY2017")]


def test_pairs_that_share_a_year_are_single_years():
    settled = years_of_labels(["2022-23", "2023-24", "2025", "Total"], UNKNOWN_COUNTY)

    assert settled == {"2022-23": ((2023,),), "2023-24": ((2024,),), "2025": ((2025,),), "Total": ()}


def test_pairs_that_share_no_year_stay_as_they_are():
    labels = ["2025", "2026-2027", "2028-29"]

    settled = years_of_labels(labels, UNKNOWN_COUNTY)

    assert settled == {label: possible_years(label, UNKNOWN_COUNTY) for label in labels}


def test_beside_its_own_total_a_year_of_a_biennium_stays_a_year():
    settled = years_of_labels(["2026", "2027", "2026-2027"], UNKNOWN_COUNTY)

    assert settled["2026-2027"] == ((2026, 2027),)


def test_a_county_that_said_when_its_year_starts_is_believed():
    settled = years_of_labels(["2022-2023", "2023-2024"], CALENDAR_COUNTY)

    assert settled["2022-2023"] == ((2022, 2023),)


def test_the_biennium_of_the_builders_is_two_calendar_years():
    assert BudgetPeriod.of_years((2026, 2027), CALENDAR_COUNTY) == BIENNIUM
