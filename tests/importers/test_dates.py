from datetime import date, datetime, time

import pytest

from budgets.period import FiscalCalendar
from importers.dates import DateDoubt, is_open_ended, read_time

CALENDAR = FiscalCalendar()
JULY = FiscalCalendar(start_month=7, known=True)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("6/30/2027", "2027-06-30", "2027-06-30"),
        ("9/30/26", "2026-09-30", "2026-09-30"),
        ("2026-09-30", "2026-09-30", "2026-09-30"),
        ("Sept 30, 2026", "2026-09-30", "2026-09-30"),
        ("30 de junio de 2027", "2027-06-30", "2027-06-30"),
        ("Q4 2026", "2026-10-01", "2026-12-31"),
        ("4Q26", "2026-10-01", "2026-12-31"),
        ("T3 2027", "2027-07-01", "2027-09-30"),
        ("H1 2026", "2026-01-01", "2026-06-30"),
        ("by June '27", "2027-06-01", "2027-06-30"),
        ("Dec. 2027", "2027-12-01", "2027-12-31"),
        ("marzo de 2027", "2027-03-01", "2027-03-31"),
        ("FY26", "2026-01-01", "2026-12-31"),
        ("2027", "2027-01-01", "2027-12-31"),
        (2027.0, "2027-01-01", "2027-12-31"),
        ("end of 2026", "2026-01-01", "2026-12-31"),
        ("Q3-Q4 2026", "2026-07-01", "2026-12-31"),
        ("Q3 2026 \u2013 Q1 2027", "2026-07-01", "2027-03-31"),
        ("Jan - Mar 2026", "2026-01-01", "2026-03-31"),
        ("Jan 2026 to Dec 2027", "2026-01-01", "2027-12-31"),
        ("2026\u20132027", "2026-01-01", "2027-12-31"),
        ("2026-27", "2026-01-01", "2027-12-31"),
        ("Start 4/1/2026 Due 10/31/2026", "2026-04-01", "2026-10-31"),
        (datetime.combine(date(2026, 1, 2), time(3, 4)), "2026-01-02", "2026-01-02"),
    ],
)
def test_reads_times_as_people_write_them(written, first, last):
    said = read_time(written, CALENDAR)

    assert (str(said.first), str(said.last), said.doubt) == (first, last, None)


@pytest.mark.parametrize(
    ("written", "last"), [("FY26", "2026-06-30"), ("Q1 FY27", "2026-09-30"), ("Q1 2027", "2027-03-31")]
)
def test_a_fiscal_year_is_the_countys_own(written, last):
    assert str(read_time(written, JULY).last) == last


@pytest.mark.parametrize(
    ("written", "doubt"),
    [
        ("6/31/2027", DateDoubt.IMPOSSIBLE),
        ("2/29/2027", DateDoubt.IMPOSSIBLE),
        ("31/12/2026", DateDoubt.IMPOSSIBLE),
        (0.0, DateDoubt.OUT_OF_RANGE),
        (date(9999, 12, 31), DateDoubt.OUT_OF_RANGE),
        (date(1899, 12, 31), DateDoubt.OUT_OF_RANGE),
        (46022.0, DateDoubt.UNCLEAR),
        ("TBD", DateDoubt.UNCLEAR),
        ("soon", DateDoubt.UNCLEAR),
        ("Summer 2027", DateDoubt.UNCLEAR),
        ("?", DateDoubt.UNCLEAR),
        ("12/27", DateDoubt.UNCLEAR),
        ("Q2 2026; ongoing", DateDoubt.UNCLEAR),
        (True, DateDoubt.UNCLEAR),
    ],
)
def test_takes_no_date_where_none_is_sure(written, doubt):
    said = read_time(written, CALENDAR)

    assert (said.span, said.doubt) == (None, doubt)


@pytest.mark.parametrize("written", ["Draft by March 2026; to council by Sept 2026", "Design 2025 / Build Sept 2026"])
def test_takes_the_last_of_several_milestones_and_says_so(written):
    said = read_time(written, CALENDAR)

    assert (str(said.last), said.doubt) == ("2026-09-30", DateDoubt.SEVERAL)


@pytest.mark.parametrize("written", ["", None, "-", "n/a", "ongoing", "On-going", "permanente"])
def test_a_blank_and_an_open_end_say_nothing_and_raise_no_doubt(written):
    said = read_time(written, CALENDAR)

    assert (said.span, said.doubt) == (None, None)


def test_knows_words_for_no_end():
    assert is_open_ended("Ongoing")
    assert not is_open_ended("Q2 2026")


@pytest.mark.parametrize(("written", "plain"), [("6/30/2027", True), ("June 2027", False), ("FY26", False)])
def test_only_a_full_date_is_plain(written, plain):
    assert read_time(written, CALENDAR).plain is plain


def test_takes_no_date_from_a_whole_report():
    said = read_time("The work goes on. " * 40 + "To council by Sept 2026", CALENDAR)

    assert (said.span, said.doubt) == (None, DateDoubt.UNCLEAR)
