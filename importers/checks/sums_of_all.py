"""The home of one check: a first or last line that is the sum of all others is a total, whatever it is called."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from importers.columns import Columns
from importers.issues import LOOKS_LIKE_TOTAL, Issue
from importers.layouts.long_budget import dollars_of

Group = tuple[int, int, int]
"""What is added up together: the identities of fiscal years, phase and direction."""

FEWEST = 6
"""Of fewer lines, one may well be the sum of the others."""


def check_sums_of_all(
    columns: Columns,
    rows: Sequence[int],
    cents: Sequence[int | None],
    groups: Sequence[Group],
    sums: Mapping[Group, int],
) -> Iterator[Issue]:
    """An error where the first or the last line of a group (year, phase, direction) is the sum of the group's others.

    ``rows`` are the numbers of the rows of the lines; ``sums`` what each group adds up to.
    """
    lasts = dict(zip(groups, range(len(rows)), strict=True))
    firsts = dict(zip(reversed(groups), reversed(range(len(rows))), strict=True))
    lines = Counter(groups)
    for group, last in lasts.items():
        first = firsts[group]
        for index, start in ((first, first + 1), (last, first)):
            amount = cents[index]
            if lines[group] >= FEWEST and amount and amount * 2 == sums.get(group):
                cell = columns.table.sheet.at(rows[index], columns.used["amount"])
                (dollars,) = dollars_of([amount])
                yield LOOKS_LIKE_TOTAL.at(cell, f"{dollars:,}", field=("amount",), first=rows[start])
