"""The home of sheets that repeat another: a summary of its money, or some of its columns once more.

A workbook often holds the lines on one sheet and their sums on the next. To read both would count every dollar twice.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from budgets.phases import Direction, Phase
from importers.budget_issues import SHEETS_ADD_UP_ALIKE
from importers.facts import Totals
from importers.headers import Table
from importers.issues import Issue
from importers.labels import Years
from importers.lexicon import fold

Sums = Mapping[str, int]
"""What the columns of amounts of a table add up to, in cents, by heading, as ``fold`` gives it."""

Brought = tuple[str, dict[tuple[Years, Phase, Direction], int]]
"""The name of a sheet, and the cents that it brings."""


def find_repeated(tables: Sequence[Table], sums_of: Callable[[Table], Sums]) -> dict[int, Table]:
    """The tables, by their place, that repeat another one, each with that one.

    A table repeats another where all its columns of amounts stand there, too, and add up to the same, to the cent.
    Of two that repeat each other the one with more rows counts, and then the one that stands first.
    """
    sums = [{heading: cents for heading, cents in sums_of(table).items() if cents} for table in tables]
    repeated: dict[int, Table] = {}
    for place, own in enumerate(sums):
        homes = [
            at
            for at, other in enumerate(sums)
            if at != place and at not in repeated and own and own.items() <= other.items()
            if own != other or _comes_before(tables, at, place)
        ]
        if homes:
            repeated[place] = tables[homes[0]]
    return repeated


def _comes_before(tables: Sequence[Table], one: int, other: int) -> bool:
    return (-len(tables[one].rows), one) < (-len(tables[other].rows), other)


def sums_by_heading(headings: Sequence[str], cents: Sequence[Sequence[int | None]]) -> dict[str, int]:
    """What columns add up to, in cents, by their headings."""
    return {fold(heading): sum(each or 0 for each in own) for heading, own in zip(headings, cents, strict=True)}


def brought_since(before: Totals, after: Totals) -> dict[tuple[Years, Phase, Direction], int]:
    """What came to the totals in between, in cents."""
    came = {key: (cents or 0) - (before.get(key, (0, None))[0] or 0) for key, (cents, _) in after.items()}
    return {key: cents for key, cents in came.items() if cents}


def check_sheets_alike(brought: Sequence[Brought]) -> Iterator[Issue]:
    """An error for each sheet that brings exactly the money of one before it: to name both would count it twice."""
    for place, (name, sums) in enumerate(brought):
        other = next((each for each, own in brought[:place] if sums and own == sums), None)
        if other is not None:
            yield SHEETS_ADD_UP_ALIKE.at(None, name, field=("sheet",), other=other)
