"""The home of totals that do not say so: rows that sum up others, without the word total.

A sum of one column may be chance: what is found there is for a person to decide. A row that is the sum of others in
each of several columns is a total; rounding may part it from them where every amount is a whole thousand or more.
"""

import re
from collections import Counter
from collections.abc import Container, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from importers.lexicon import load_lexicon
from importers.totals import LONGEST_LABEL, Unmatched

FEWEST = 2
ROUNDED = 100_000
"""Cents: amounts that are all whole thousands of dollars were rounded, or may have been."""
SELDOM = 0.2
HALF = 0.5
MOSTLY = 0.6

_WORDS = load_lexicon("budget").roots("sums")
_SUMS = re.compile(rf"\b{load_lexicon('budget').any_of('sums')}\b", re.IGNORECASE)

Filled = tuple[bool, ...]
"""Which of the fields that name a line are filled in a row."""


def labels_like_sums(values: Iterable[object]) -> set[str]:
    """Of all the different values of a column, those with a word that sums up: ``All departments``, ``Sum``."""
    texts = [text for text in values if isinstance(text, str)]
    together = "\n".join(texts).casefold()
    if not any(word in together for word in _WORDS):
        return set()
    return {text for text in texts if len(text) <= LONGEST_LABEL and _SUMS.search(text)}


@dataclass(slots=True)
class _Level:
    """Rows of one kind, each with the rows that say more and stand beside it; ``tried`` are those that have such."""

    pattern: Filled
    richer: set[Filled]
    tried: int = 0


def sums_that_say_less(
    filled: Sequence[Filled], cents: Sequence[int | None], groups: Sequence[Hashable]
) -> list[Unmatched]:
    """Rows that fill fewer fields than the rows above or beneath them, and are their sum: subtotals by department.

    Lines of one kind that seldom are such a sum are lines, and the sums a coincidence. ``groups`` is what is not added
    up together in a total: rows of another direction or another year.
    """
    counts = Counter(each for each, amount in zip(filled, cents, strict=True) if amount is not None)
    if len(counts) < FEWEST:
        return []
    lines = sum(counts.values())
    found: list[Unmatched] = []
    summed: set[int] = set()
    for pattern in sorted(counts, key=sum, reverse=True):
        richer = {each for each in counts if each != pattern and _covers(each, pattern)}
        if not richer or counts[pattern] > lines * HALF:
            continue
        level = _Level(pattern, richer)
        sums = list(_sums_of(level, filled, cents, groups, summed))
        if sums and len(sums) >= level.tried * SELDOM:
            found += sums
            summed.update(each.index for each in sums)
    return found


def _covers(richer: Filled, poorer: Filled) -> bool:
    return all(more or not less for more, less in zip(richer, poorer, strict=True))


def _sums_of(
    level: _Level, filled: Sequence[Filled], cents: Sequence[int | None], groups: Sequence[Hashable], summed: set[int]
) -> Iterator[Unmatched]:
    above: int | None = None
    run: list[int] = []
    for index, amount in [*enumerate(cents), (len(cents), 0)]:
        if amount is None or index in summed:
            continue
        pattern = filled[index] if index < len(cents) else ()
        if pattern in level.richer:
            run.append(index)
            continue
        own = index if pattern == level.pattern else None
        if len(run) >= FEWEST:
            level.tried += own is not None or above is not None
            sums = [each for each in (own, above) if each is not None and _is_sum(each, run, cents, groups)]
            if sums:
                yield Unmatched(sums[0], run[0], cents[sums[0]] or 0)
        above, run = own, []


def _is_sum(index: int, run: Sequence[int], cents: Sequence[int | None], groups: Sequence[Hashable]) -> bool:
    if not cents[index]:
        return False
    alike = [each for each in run if groups[each] == groups[index]]
    return any(len(rows) >= FEWEST and sum(cents[each] or 0 for each in rows) == cents[index] for rows in (run, alike))


def sums_in_every_column(columns: Sequence[tuple[Sequence[int | None], int]], totals: set[int]) -> list[int]:
    """Rows that close a block of rows and are their sum in each of several columns with amounts.

    A block ends at a row without amounts and at a row of ``totals``. Beside each column of cents stands the step to
    which its amounts are rounded. What one column may be by chance, several different ones are not.
    """
    rows = len(columns[0][0])
    found, block = [], []
    for index in range(rows + 1):
        if index < rows and index not in totals and any(cents[index] is not None for cents, _ in columns):
            block.append(index)
            continue
        if len(block) > FEWEST and _is_sum_everywhere(block, columns):
            found.append(block[-1])
        block = []
    return found


def _is_sum_everywhere(block: Sequence[int], columns: Sequence[tuple[Sequence[int | None], int]]) -> bool:
    *parts, last = block
    seen: set[tuple[int | None, ...]] = set()
    added: set[int] = set()
    for cents, step in columns:
        amount = cents[last] or 0
        filled = [index for index in parts if cents[index]]
        # A step of a dollar or less is how amounts are written; from a thousand on, they were rounded.
        slack = step * len(filled) / 2 if step >= ROUNDED else 0
        if abs(sum(cents[index] or 0 for index in parts) - amount) > slack:
            return False
        if amount:
            seen.add(tuple(cents[index] for index in parts))
            added.update(filled)
    return len(seen) >= FEWEST and len(added) >= FEWEST


def sums_of_runs(columns: Sequence[Sequence[int | None]], skipped: Container[int]) -> dict[int, int]:
    """Rows that are the sum of a run of rows above them, or beneath, each with the first or last row of the run.

    ``columns`` are cents by row, ``skipped`` rows that are totals already. Of several columns the sum fits in each, and
    the run may begin anywhere. Of one column it begins at the top or after such a row: else it would fit by chance.
    """
    rows = range(len(columns[0]))
    runs = _runs if len(columns) > 1 else _runs_of_one
    found = runs(columns, rows, skipped)
    return {**runs(columns, [*reversed(rows)], {*found, *(row for row in rows if row in skipped)}), **found}


def cover(found: Mapping[int, int], lines: int) -> bool:
    """Whether sums are so many, over so much of a table, that they cannot be chance."""
    covered, reached = 0, -1
    for low, high in sorted((min(span), max(span)) for span in found.items()):
        covered += max(0, high - max(low - 1, reached))
        reached = max(reached, high)
    return len(found) >= FEWEST and covered >= lines * MOSTLY


def _runs(columns: Sequence[Sequence[int | None]], rows: Sequence[int], skipped: Container[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    running = (0,) * len(columns)
    first = rows[0] if rows else 0
    # Where a run may begin: the sums before a row, with that row and how many rows with money came before it.
    starts: dict[tuple[int, ...], tuple[int, int]] = {running: (first, 0)}
    filled = 0
    for place, row in enumerate(rows):
        if row in skipped:
            continue
        amounts = tuple(cents[row] or 0 for cents in columns)
        if not any(amounts):
            continue
        start = starts.get(tuple(map(int.__sub__, running, amounts)))
        if start and filled - start[1] >= FEWEST and _differ(columns, row, start[0]):
            found[row] = start[0]
            following = rows[place + 1] if place + 1 < len(rows) else row
            starts[running] = (following, filled)
            continue
        starts.setdefault(running, (row, filled))
        running = tuple(map(int.__add__, running, amounts))
        filled += 1
    return found


def _runs_of_one(
    columns: Sequence[Sequence[int | None]], rows: Sequence[int], skipped: Container[int]
) -> dict[int, int]:
    """As ``_runs``, of one column: most books have one, and plain numbers take an eighth of the time of tuples."""
    found: dict[int, int] = {}
    (cents,) = columns
    running = filled = 0
    starts: dict[int, tuple[int, int]] = {0: (rows[0] if rows else 0, 0)}
    for row in rows:
        amount = cents[row]
        if not amount or row in skipped:
            continue
        if running - amount in starts and filled - starts[running - amount][1] >= FEWEST:
            found[row] = starts[running - amount][0]
            starts[running] = (row, filled)
            continue
        running += amount
        filled += 1
    return found


def _differ(columns: Sequence[Sequence[int | None]], row: int, start: int) -> bool:
    """Whether at least two columns say different things: a copy of a column proves nothing."""
    one, *others = (cents for cents in columns if cents[row])
    run = range(min(row, start), max(row, start) + 1)
    return any(other[each] != one[each] for other in others for each in run)
