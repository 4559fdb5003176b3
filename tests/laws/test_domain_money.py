from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from budgets.money import from_cents, split, to_cents

TOTALS = st.integers(min_value=-(10**15), max_value=10**15).map(from_cents)
WEIGHTS = st.lists(st.decimals(min_value=0, max_value=10**12, places=6), min_size=1, max_size=40).filter(any)


@given(TOTALS, WEIGHTS)
def test_parts_add_up_to_the_total(total, weights):
    assert sum(split(total, weights)) == total


@given(TOTALS, WEIGHTS)
def test_each_part_is_within_a_cent_of_its_exact_share(total, weights):
    whole = sum(Fraction(weight) for weight in weights)

    apart = [
        abs(Fraction(part) - Fraction(total) * Fraction(weight) / whole)
        for part, weight in zip(split(total, weights), weights, strict=True)
    ]

    assert max(apart) < Fraction(1, 100)


@given(TOTALS, WEIGHTS)
def test_no_weight_gets_no_cent(total, weights):
    assert [part for part, weight in zip(split(total, weights), weights, strict=True) if not weight and part] == []


@given(TOTALS, WEIGHTS)
def test_no_part_has_another_sign_than_the_total(total, weights):
    assert [part for part in split(total, weights) if part * total < 0] == []


@given(TOTALS, WEIGHTS)
def test_a_reduction_is_divided_as_the_same_amount_is(total, weights):
    assert split(-total, weights) == [-part for part in split(total, weights)]


@given(TOTALS, st.lists(st.decimals(min_value=0, max_value=10**6, places=2), min_size=2, max_size=9).filter(any))
def test_a_larger_weight_never_gets_less(total, weights):
    ranked = sorted(zip(weights, [abs(part) for part in split(total, weights)], strict=True), key=lambda pair: pair[0])

    assert all(lighter <= heavier for (less, lighter), (more, heavier) in pairwise(ranked) if less < more)


@given(st.integers(min_value=-(10**17), max_value=10**17))
def test_cents_survive_the_way_to_dollars_and_back(cents):
    assert to_cents(from_cents(cents)) == cents


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=5))
def test_rounding_moves_by_half_a_cent_at_most(dollars):
    assert abs(from_cents(to_cents(dollars)) - dollars) <= Decimal("0.005")
