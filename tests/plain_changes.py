"""Lines added up by key the slow way: one by one, for what the store and the readers add up on their own."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from budgets.changes import Held
from budgets.lines import BudgetLine, LineKey
from budgets.structure import CodeRules


def sums_by_key(lines: Iterable[BudgetLine], rules: CodeRules) -> dict[LineKey, Held]:
    """What lines of one book and direction add up to by key, under the county's rules for codes: keys are not unique.

    Dollars add up over years; FTE are averaged over the years of the book for which any line says some.
    """
    dollars: dict[LineKey, Decimal | None] = {}
    fte_years: dict[LineKey, Decimal] = {}
    years: set[int] = set()
    for line in lines:
        key = line.key_under(rules)
        before = dollars.setdefault(key, None)
        if line.amount is not None:
            dollars[key] = (before or Decimal(0)) + line.amount
        if line.fte is not None:
            # FTE of a line for two years are an average of both already, and count for each.
            fte_years[key] = fte_years.get(key, Decimal(0)) + line.fte * len(line.fiscal_years)
            years.update(line.fiscal_years)
    averages = {key: Fraction(added) / len(years) for key, added in fte_years.items()}
    return {key: Held(amount, averages.get(key)) for key, amount in dollars.items()}
