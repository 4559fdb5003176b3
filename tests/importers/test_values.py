from decimal import Decimal

import pytest

from importers.values import find_number, text_of


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("125000", "125000"),
        (" $1,234.50 ", "1234.50"),
        ("(1,200)", "-1200"),
        ("$(1,200.25)", "-1200.25"),
        ("($1,200)", "-1200"),
        ("1,200-", "-1200"),
        ("-$5", "-5"),
        ("\N{MINUS SIGN}7", "-7"),
        ("-", "0"),
        ("$ -", "0"),
        ("\N{EN DASH}", "0"),
        (".5", "0.5"),
        ("1\N{NO-BREAK SPACE}200", "1200"),
        ("1.5e+3", "1500"),
        (0.1, "0.1"),
        (1.005, "1.005"),
    ],
)
def test_reads_numbers_as_people_type_them(typed, meant):
    assert find_number(typed) == Decimal(meant)


@pytest.mark.parametrize(
    "typed",
    [
        "tbd",
        "",
        "1.234,50",
        "12,34",
        "1,2345",
        "5%",
        "1 to 2",
        "$",
        "()",
        "--5",
        "(5",
        "12 34",
        "1\n2",
        "1.2E+6",
        True,
        float("nan"),
        1e300,
    ],
)
def test_guesses_no_number(typed):
    assert find_number(typed) is None


@pytest.mark.parametrize(
    ("value", "shown"), [(1010.0, "1010"), (10.5, "10.5"), (0.1 + 0.2, "0.3"), ("  0042 ", "0042"), (True, "True")]
)
def test_shows_a_cell_as_a_person_sees_it(value, shown):
    assert text_of(value) == shown
