"""The home of one check: columns of years that stand in no order, as they do where two headings were exchanged."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from operator import attrgetter

from importers.budget_issues import YEARS_OUT_OF_ORDER
from importers.columns import AmountColumn, Columns
from importers.issues import Issue

FEWEST = 3


def check_order_of_years(columns: Columns) -> Iterator[Issue]:
    """A warning where columns of amounts neither rise nor fall by their years, all of them or in each of their groups.

    Groups stand side by side, one for each phase or one for spending and one for income.
    """
    several = [one for one in sorted(columns.several, key=lambda one: one.column) if len(one.label.years) == 1]
    if len(several) < FEWEST or _in_order(several):
        return
    for key in map(attrgetter, ("label.direction", "label.phase", "label.rest")):
        groups = [list(group) for _, group in groupby(several, key=key)]
        are_whole = len(groups) == len({key(one) for one in several}) < len(several)
        if are_whole and all(map(_in_order, groups)):
            return
    heading = columns.table.headings[several[0].column - 1]
    shown = ", ".join(columns.table.headings[one.column - 1].text for one in several)
    yield YEARS_OUT_OF_ORDER.at(columns.table.at(heading), shown, field=("fiscal_year",))


def _in_order(several: Sequence[AmountColumn]) -> bool:
    years = [one.label.years[0] for one in several]
    return all(one <= two for one, two in pairwise(years)) or all(one >= two for one, two in pairwise(years))
