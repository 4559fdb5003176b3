"""The home of two checks: columns whose amounts are of another size, and amounts too small for a budget."""

from collections.abc import Iterator, Sequence
from itertools import islice
from statistics import median

from importers.answers import Asked
from importers.budget_issues import AMOUNTS_OF_OTHER_SIZE
from importers.columns import Columns
from importers.issues import Issue
from importers.reading import Candidate, QuestionCode

OTHER = 200
FEWEST = 3
ROWS_LOOKED_AT = 5000
HALF = 0.5
SMALL = 100_000
"""Cents: where every amount is less than a thousand, and most have decimals, they are likely thousands or millions."""
DOLLAR = 100

Cents = Sequence[int | None]


def check_sizes(columns: Columns, amounts: Sequence[Cents]) -> Iterator[Issue]:
    """An error at the heading of each column whose amounts are hundreds of times smaller than those of another one.

    They are percentages, counts, or in other units. ``amounts`` are the lines of each column of amounts, in cents.
    """
    # One class of spending may well be a thousand times smaller than another, and income than spending.
    alike = [each for each in columns.several if each.part is None]
    for one, own in zip(columns.several, amounts, strict=True) if len(alike) == len(amounts) else ():
        heading = columns.table.headings[one.column - 1]
        for other, bigger in zip(columns.several, amounts, strict=True):
            times = _times(own, bigger) if one.label.direction is other.label.direction else None
            if times and times >= OTHER:
                cell, beside = columns.table.at(heading), columns.table.headings[other.column - 1].text
                shown = f"{round(times):,}"
                yield AMOUNTS_OF_OTHER_SIZE.at(cell, heading.text, field=("amount",), times=shown, other=beside)
                break


def _times(own: Cents, other: Cents) -> float | None:
    """How many times smaller amounts are than those beside them, in the middle of the first few thousand rows."""
    ratios = [abs(two / one) for one, two in islice(zip(own, other, strict=True), ROWS_LOOKED_AT) if one and two]
    return median(ratios) if len(ratios) >= FEWEST else None


def ask_of_small_amounts(amounts: Sequence[Cents], asked: Asked, *, counts: bool) -> None:
    """Ask for the units of amounts such as 37.3 and 4.15, which nobody would budget in dollars, or of small ``counts``.

    ``counts`` says that a title speaks of positions, percentages and the like.
    """
    if any(each and abs(each) >= SMALL for cents in amounts for each in cents):
        return
    filled = [each for cents in amounts for each in cents if each]
    fractions = sum(each % DOLLAR != 0 for each in filled)
    if len(filled) < FEWEST or (fractions < len(filled) * HALF and not counts):
        return
    candidates = [Candidate(unit) for unit in ("1000", "1000000", "1")]
    asked.ask(QuestionCode.UNITS, "units", "The amounts are very small. How many dollars is one?", candidates)
