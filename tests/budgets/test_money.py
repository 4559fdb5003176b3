from decimal import Decimal

import pytest

from budgets.money import SplitError, from_cents, split, to_cents


def dollars(*amounts: str) -> list[Decimal]:
    return [Decimal(amount) for amount in amounts]


@pytest.mark.parametrize(
    ("amount", "cents"),
    [("0", 0), ("12.345", 1235), ("-12.345", -1235), ("12.344", 1234), ("4446000", 444600000), ("0.005", 1)],
)
def test_half_a_cent_is_rounded_up(amount, cents):
    assert to_cents(Decimal(amount)) == cents


def test_dollars_of_cents_always_have_two_decimals():
    assert [str(from_cents(cents)) for cents in (0, 5, -5, 100)] == ["0.00", "0.05", "-0.05", "1.00"]


@pytest.mark.parametrize(
    ("total", "weights", "parts"),
    [
        ("100.00", ["1", "1", "1"], ["33.34", "33.33", "33.33"]),
        ("-100.00", ["1", "1", "1"], ["-33.34", "-33.33", "-33.33"]),
        ("0.01", ["1", "2"], ["0.00", "0.01"]),
        ("0.02", ["1", "1", "1"], ["0.01", "0.01", "0.00"]),
        ("10.00", ["0", "1"], ["0.00", "10.00"]),
        ("0.00", ["3", "4"], ["0.00", "0.00"]),
        ("1000000.00", ["0.333333", "0.666667"], ["333333.00", "666667.00"]),
    ],
)
def test_the_cents_that_are_left_go_to_the_largest_remainders(total, weights, parts):
    assert split(Decimal(total), dollars(*weights)) == dollars(*parts)


@pytest.mark.parametrize("weights", [[], ["0"], ["0", "0"], ["1", "-1"], ["-1"], ["1", "NaN"], ["Infinity", "1"]])
def test_weights_that_do_not_say_how_to_divide_are_refused(weights):
    with pytest.raises(SplitError, match="weights must be zero or more and not all zero"):
        split(Decimal("1.00"), dollars(*weights))
