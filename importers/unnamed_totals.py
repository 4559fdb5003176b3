"""The home of totals that do not say so: rows that sum up others, without the word total.

Only sums that fit to the cent are found here. What is found is for a person to decide: a row is never taken for a
total on this evidence alone.
"""

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from importers.totals import LONGEST_LABEL, Unmatched

FEWEST = 2
SELDOM = 0.2
HALF = 0.5

_WORDS = ("total", "ttl", "sum", "overall", "combined", "all")
_SUMS = re.compile(
    r"\b(?:sub)?(?:total|ttl)s?\b|\b(?:sums?|summary|overall|combined|all)\b|\bt\s+o\s+t\s+a\s+l\b", re.IGNORECASE
)

Filled = tuple[bool, ...]
"""Which of the fields that name a line are filled in a row."""


def labels_like_sums(values: Iterable[object]) -> set[str]:
    """Of all the different values of a column, those with a word that sums up: ``All departments``, ``Sum``."""
    texts = [text for text in values if isinstance(text, str)]
    together = "\n".join(texts).casefold()
    if not any(word in together for word in _WORDS) and "t o t a l" not in together:
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
