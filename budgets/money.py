"""The home of exact dollars: rounding to cents, and dividing without losing one."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from math import lcm

CENT = Decimal("0.01")


def to_cents(dollars: Decimal) -> int:
    """Whole cents of an amount in dollars, rounded half up away from zero.

    >>> to_cents(Decimal("12.345")), to_cents(Decimal("-12.345"))
    (1235, -1235)
    """
    cents = dollars * 100
    whole = int(cents)
    return whole if whole == cents else int(cents.to_integral_value(rounding=ROUND_HALF_UP))


def from_cents(cents: int) -> Decimal:
    """Dollars of whole cents, always with two decimals.

    >>> from_cents(444600000)
    Decimal('4446000.00')
    """
    return Decimal(cents).scaleb(-2)


def split(total: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """Divide dollars by weights so that the parts add up to the total, to the cent.

    Every part gets its share rounded toward zero; the cents that are left go, one each, to the largest remainders,
    the first of equals first (the largest remainder method). So each part is within one cent of its exact share, a
    weight of zero gets nothing, and no part has another sign than the total. ``total`` is whole cents.

    >>> split(Decimal("100.00"), [Decimal(1), Decimal(1), Decimal(1)])
    [Decimal('33.34'), Decimal('33.33'), Decimal('33.33')]

    Raises ``SplitError`` when there is no weight, a weight is negative or not finite, or all are zero.
    """
    if not all(weight.is_finite() and weight >= 0 for weight in weights) or not any(weights):
        raise SplitError(weights)
    cents = to_cents(total)
    sign = -1 if cents < 0 else 1
    # Whole numbers are exact: no share is rounded before the remainders are compared. There may be thousands of them.
    ratios = [weight.as_integer_ratio() for weight in weights]
    common = lcm(*(below for _, below in ratios))
    shares = [above * (common // below) for above, below in ratios]
    whole = sum(shares)
    exact = [divmod(abs(cents) * share, whole) for share in shares]
    parts = [part for part, _ in exact]
    left = abs(cents) - sum(parts)
    by_remainder = sorted(range(len(parts)), key=lambda index: (-exact[index][1], index))
    for index in by_remainder[:left]:
        parts[index] += 1
    return [from_cents(sign * part) for part in parts]


class SplitError(ValueError):
    """Weights do not say how to divide."""

    def __init__(self, weights: Sequence[Decimal]) -> None:
        shown = ", ".join(str(weight) for weight in weights) or "none"
        super().__init__(f"weights must be zero or more and not all zero; these are {shown}")
