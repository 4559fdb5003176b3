"""The home of exact full-time equivalents: whole millionths, and averages over the years of a budget."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

FTE_DECIMALS = 6
MILLION = 10**FTE_DECIMALS


def to_millionths(fte: Decimal) -> int:
    """Whole millionths of an FTE, rounded half up.

    >>> to_millionths(Decimal("0.3333333"))
    333333
    """
    return int(fte.scaleb(FTE_DECIMALS).to_integral_value(rounding=ROUND_HALF_UP))


def from_millionths(whole: int) -> Decimal:
    """FTE of whole millionths, without the zeros that say nothing.

    >>> from_millionths(1500000), from_millionths(20000000)
    (Decimal('1.5'), Decimal('20'))
    """
    fte = Decimal(whole).scaleb(-FTE_DECIMALS)
    return fte.quantize(Decimal(1)) if fte == fte.to_integral_value() else fte.normalize()


def average_of(millionths: int, years: int) -> Decimal:
    """FTE of millionths that were added up over years; rounded half up to a millionth.

    >>> average_of(20_000_000, 2), average_of(1, 2)
    (Decimal('10'), Decimal('0.000001'))
    """
    exact = Fraction(millionths, years)
    whole = (Decimal(exact.numerator) / Decimal(exact.denominator)).to_integral_value(rounding=ROUND_HALF_UP)
    return from_millionths(int(whole))
