"""The home of comparing amounts of periods that are not equally long: dollars by the year."""

from decimal import Decimal
from fractions import Fraction

from budgets.money import from_cents, to_cents
from budgets.period import BudgetPeriod


def annualised(dollars: Decimal, period: BudgetPeriod) -> Decimal:
    """Dollars a year: dollars add up over years, so those of a biennium are halved; rounded half up to cents.

    FTE are not annualised: they are an average already (see budgets/fte.py).

    >>> from budgets.period import FiscalCalendar
    >>> annualised(Decimal(4446000), BudgetPeriod.of_years((2026, 2027), FiscalCalendar()))
    Decimal('2223000.00')
    """
    yearly = Fraction(to_cents(dollars)) / period.years
    return from_cents(to_cents(Decimal(yearly.numerator) / Decimal(yearly.denominator) / 100))


def relative_change(before: Decimal, after: Decimal) -> Decimal | None:
    """The change as a share of what was before; None, never 0, where that was zero.

    Compare dollars of unlike periods only after ``annualised``. From less than zero the share is of its size.

    >>> relative_change(Decimal(200), Decimal(150))
    Decimal('-0.25')
    """
    return (after - before) / abs(before) if before else None
