import doctest
from datetime import date, datetime
from decimal import Decimal

import pytest

from dashboards import formats

NBSP = formats.NBSP


def test_the_examples_hold():
    assert doctest.testmod(formats).failed == 0


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (None, "no data"),
        ("0", "$0"),
        ("-0.004", "$0"),
        ("0.5", "$1"),
        ("-1200", "($1,200)"),
        ("4446000", "$4,446,000"),
        ("999.49", "$999"),
    ],
)
def test_writes_whole_dollars(amount, text):
    assert formats.dollars(None if amount is None else Decimal(amount)) == text


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (None, "no data"),
        ("0", "$0"),
        ("9999", "$9,999"),
        ("10000", f"$10{NBSP}K"),
        ("999949", f"$1.0{NBSP}M"),
        ("999499", f"$999{NBSP}K"),
        ("4446000", f"$4.4{NBSP}M"),
        ("999950000", f"$1.00{NBSP}B"),
        ("5048000000", f"$5.05{NBSP}B"),
        ("-820000", f"($820{NBSP}K)"),
    ],
)
def test_writes_dollars_in_few_characters(amount, text):
    assert formats.dollars_short(None if amount is None else Decimal(amount)) == text


@pytest.mark.parametrize(
    ("amount", "text"), [("12.5", "$12.50"), ("-1200.5", "($1,200.50)"), ("3.00", "$3"), (None, "no data")]
)
def test_writes_cents_where_there_are_any(amount, text):
    assert formats.dollars_and_cents(None if amount is None else Decimal(amount)) == text


@pytest.mark.parametrize(
    ("amount", "text"),
    [("-600000", f"\N{MINUS SIGN}$600{NBSP}K"), ("1200000", f"+$1.2{NBSP}M"), ("0.2", "no change"), (None, "no data")],
)
def test_writes_changes_with_their_sign(amount, text):
    assert formats.change_short(None if amount is None else Decimal(amount)) == text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (None, "%", "no data"),
        ("45", "%", f"45{NBSP}%"),
        ("0", "%", f"0{NBSP}%"),
        ("31.25", "percent", f"31.3{NBSP}%"),
        ("900", "USD", "$900"),
        ("12", "days", "12 days"),
        ("12", None, "12"),
        ("-3", "points", "\N{MINUS SIGN}3 points"),
    ],
)
def test_writes_values_with_their_unit(value, unit, text):
    assert formats.quantity(None if value is None else Decimal(value), unit) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [(None, "no data"), ("0", f"0{NBSP}%"), ("0.614", f"61{NBSP}%"), ("-0.17", f"\N{MINUS SIGN}17{NBSP}%")],
)
def test_writes_shares_as_percent(share, text):
    assert formats.percent(None if share is None else Decimal(share)) == text


def test_missing_is_never_written_as_a_number():
    written = [
        formats.dollars(None),
        formats.dollars_short(None),
        formats.fte(None),
        formats.number(None),
        formats.percent(None),
        formats.quantity(None, "%"),
        formats.change_short(None),
    ]

    assert set(written) == {"no data"}
    assert formats.day(None) == "no date"


@pytest.mark.parametrize(
    ("days", "text"), [(12, "in 12 days"), (1, "in 1 day"), (0, "today"), (-1, "1 day late"), (-30, "30 days late")]
)
def test_tells_how_far_a_day_is(days, text):
    assert formats.days_until(days) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("", ""),
        ("Parks", "Parks"),
        (420000.0, "420000"),
        (0.1 + 0.2, "0.3"),
        (True, "TRUE"),
        (date(2026, 9, 30), "30 Sep 2026"),
        (datetime(2026, 9, 30), "30 Sep 2026"),  # noqa: DTZ001 - cells have no time zone
        (datetime(2026, 9, 30, 14, 5), "30 Sep 2026, 14:05"),  # noqa: DTZ001
    ],
)
def test_writes_cells_as_people_see_them(value, text):
    assert formats.cell(value) == text
