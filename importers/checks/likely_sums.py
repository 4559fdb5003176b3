"""The home of one check: a row that is the sum of the rows beside it, to the cent, where that can hardly be chance."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field

from importers.totals import Unmatched

FEWEST = 2
FEWEST_PAIRS = 3
MOST_PARTS = 100
SURE = 100
"""How many times rarer than the number of sums that were tried a fit must be."""
LIKE_DOLLARS = 1000
NEARLY_ALL = 0.8

Cents = Sequence[int | None]


@dataclass(slots=True)
class _Tried:
    """The rows that fit a sum, each with the other end of the run and how rare the fit is, and how many were tried."""

    fits: dict[int, tuple[int, int]] = field(default_factory=dict)
    sums: int = 0


def likely_sums(columns: Sequence[Cents], groups: Sequence[Hashable], *, others: bool) -> list[Unmatched]:
    """Rows that are the sum of two or more rows directly above or beneath, in every column of amounts.

    ``columns`` are cents by row, None where a row is no line; ``groups`` what is not added up together. How sure a sum
    is depends on how many digits fit, in how many columns, and how many sums were tried. Where there are sums at all,
    whether found here or by ``others``, a row that is the same as the one row beside it is one, too.
    """
    lines = [row for row in range(len(columns[0])) if any(cents[row] for cents in columns)]
    tried = _Tried()
    for order in (lines, lines[::-1]):
        _try(columns, order, groups, tried)
    sure = {row: end for row, (end, rarity) in tried.fits.items() if rarity >= SURE * tried.sums}
    pairs = _pairs(columns, lines)
    if sure or others or len(pairs) * 2 >= max(len(lines) * NEARLY_ALL, FEWEST_PAIRS * 2):
        sure |= {row: end for row, end in pairs.items() if row not in sure and end not in sure}
    return [Unmatched(row, min(row, end), columns[0][row] or 0) for row, end in sorted(sure.items())]


def _try(columns: Sequence[Cents], order: Sequence[int], groups: Sequence[Hashable], tried: _Tried) -> None:
    """Try for each line the sums of the lines before it in this order."""
    signed = any((cents[row] or 0) < 0 for cents in columns for row in order)
    for place, row in enumerate(order):
        leading = next(cents for cents in columns if cents[row])
        wanted, running, parts = leading[row] or 0, 0, list[int]()
        for before in order[place - 1 :: -1] if place else ():
            if groups[before] != groups[row]:
                continue
            running += leading[before] or 0
            parts.append(before)
            tried.sums += 1
            if running == wanted and len(parts) >= FEWEST and _fits(columns, row, parts):
                tried.fits.setdefault(row, (before, _rarity(columns, row, parts)))
            if len(parts) >= MOST_PARTS or (abs(running) > abs(wanted) and not signed):
                break


def _fits(columns: Sequence[Cents], row: int, parts: Sequence[int]) -> bool:
    return all(sum(cents[part] or 0 for part in parts) == (cents[row] or 0) for cents in columns)


def _rarity(columns: Sequence[Cents], row: int, parts: Iterable[int]) -> int:
    """One of how many amounts of this size would fit: more for more digits, and ten times more for each column."""
    different = {(tuple(cents[part] for part in parts), cents[row]) for cents in columns if cents[row]}
    rarest = max(abs(amount or 0) // step_of([*own, amount]) for own, amount in different)
    return int(rarest * 10 ** (len(different) - 1))


def step_of(cents: Iterable[int | None]) -> int:
    """The largest power of ten that divides all amounts: how they were rounded.

    >>> step_of([120000, 5000]), step_of([125, 10])
    (1000, 1)
    """
    amounts, step = [each for each in cents if each], 1
    while amounts and all(each % (step * 10) == 0 for each in amounts):
        step *= 10
    return step


def _pairs(columns: Sequence[Cents], lines: Sequence[int]) -> dict[int, int]:
    """Lines that are the same in every column as the one beneath, and as no other beside them: each with that one."""
    amounts = [tuple(cents[row] or 0 for cents in columns) for row in lines]
    pairs: dict[int, int] = {}
    for place, own in enumerate(amounts[:-1]):
        around = [*amounts[max(place - 1, 0) : place], *amounts[place + 2 : place + 3]]
        if own == amounts[place + 1] and own not in around:
            pairs[lines[place]] = lines[place + 1]
    return {one: other for one, other in pairs.items() if _digits(columns, one) >= LIKE_DOLLARS}


def _digits(columns: Sequence[Cents], row: int) -> int:
    return max(abs(cents[row] or 0) // step_of([cents[row]]) for cents in columns)
