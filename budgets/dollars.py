"""The home of dollars as text: whole, to the cent, and in few characters."""

from decimal import ROUND_HALF_UP, Decimal

NBSP = "\N{NO-BREAK SPACE}"

_STEPS = ((Decimal(10) ** 9, "B"), (Decimal(10) ** 6, "M"), (Decimal(10) ** 3, "K"))
_PLACES = {"B": 2, "M": 1, "K": 0}
_SHORT_FROM = Decimal(10_000)


def rounded(amount: Decimal, places: int = 0) -> Decimal:
    """A number half up to its decimals; minus zero is zero."""
    return amount.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP) + 0


def whole(amount: Decimal) -> str:
    """Whole dollars, negative ones in parentheses.

    >>> whole(Decimal("4446000")), whole(Decimal("-1200"))
    ('$4,446,000', '($1,200)')
    """
    said = rounded(amount)
    return f"(${-said:,})" if said < 0 else f"${said:,}"


def short(amount: Decimal) -> str:
    """Dollars in few characters; the space before the unit does not break, and small amounts stay whole.

    >>> [short(Decimal(amount)).replace(NBSP, " ") for amount in ("4446000", "-820000", "40000", "9500")]
    ['$4.4 M', '($820 K)', '$40 K', '$9,500']
    """
    size = abs(amount)
    if size < _SHORT_FROM:
        return whole(amount)
    text = f"${_in_units(size)}"
    return f"({text})" if amount < 0 else text


def _in_units(size: Decimal) -> str:
    for step, unit in _STEPS:
        places = _PLACES[unit]
        # 999,950 is a million, not 1000.0 K: what counts is the number as it will be written.
        if rounded(size / step, places) >= 1 and size >= step * Decimal("0.9995"):
            return f"{rounded(size / step, places):,}{NBSP}{unit}"
    return f"{rounded(size):,}"
