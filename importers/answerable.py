"""The home of what a column can be said to be: the keys of answers that name a column, by the layout of a file."""

from importers.columns import ENTITIES, PLAIN_FIELDS
from importers.kept_lines import LONG_BUDGET
from importers.layouts import tidy_plan

_OF_BUDGETS = ("amount", *ENTITIES, *PLAIN_FIELDS, "fiscal_year", "phase", "direction")


def column_keys(layout: str) -> tuple[str, ...]:
    """The keys under which an answer may name a column; none where our own layout says what each column is.

    >>> column_keys("long_budget")[:2], column_keys("standard_plan")
    (('amount', 'department'), ())
    """
    if layout == LONG_BUDGET:
        return _OF_BUDGETS
    return tuple(sorted(tidy_plan.plan_fields())) if layout == tidy_plan.NAME else ()
