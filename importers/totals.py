"""The home of totals in a file: they are kept out of the lines, and each is held against the lines that it sums up."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from importers.lexicon import load_lexicon

LONGEST_LABEL = 100
MOST_STARTS = 300
"""A total that is off by rounding is sought over so many totals before it: a department seldom has more."""

_WORDS = load_lexicon("budget").roots("totals")
_ANY = load_lexicon("budget").any_of("totals")
_TOTAL = re.compile(rf"^\W*{_ANY}\b|\b{_ANY}\W*$", re.IGNORECASE)


def is_total_label(text: str) -> bool:
    """Whether a label says that its row sums up others: it starts or ends with the word total.

    >>> is_total_label("Personnel Services - Total"), is_total_label("Total Fund 10"), is_total_label("Totally new")
    (True, True, False)
    """
    return len(text) <= LONGEST_LABEL and _TOTAL.search(text) is not None


def labels_of_totals(values: Iterable[object]) -> set[str]:
    """Of all the different values of a column, those that label a total."""
    texts = [text for text in values if isinstance(text, str)]
    # One search over all of them at once: most columns have none, and then nothing else is done.
    together = "\n".join(texts).casefold()
    if not any(word in together for word in _WORDS):
        return set()
    return {text for text in texts if is_total_label(text)}


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A total that its lines do not reach: the index of its row, of the first row it should sum up, and their sum."""

    index: int
    first: int
    cents: int


def unmatched_totals(cents: Sequence[int | None], totals: set[int], slack: float = 0) -> Iterator[Unmatched]:
    """The rows marked as totals that are no sum of the rows above them or, for totals on top, of those beneath.

    A total may sum up the lines since any total before it, so totals of several levels are understood, or since any
    row without an amount, such as the heading of a section; the nearest total is named when none fits. ``cents`` are
    whole cents by row, None where a row has no amount; ``slack`` is how many cents a line may have lost in rounding.
    """
    running, lines = _running(cents, totals)
    ends = {running[index]: index for index in [*sorted(totals), len(cents)]}
    starts, last = [0], 0
    known = {0}
    for index, amount in enumerate(cents):
        if amount is not None and index not in totals:
            continue
        if amount is not None:
            above = running[index] - amount in known
            beneath = ends.get(running[index] + amount, -1) > index
            loose = slack and _is_near(amount, index, starts, running, lines, slack)
            if not (above or beneath or loose):
                yield Unmatched(index, last, running[index] - running[last])
            last = index + 1
        starts.append(index + 1)
        known.add(running[index + 1])


def _is_near(
    amount: int, index: int, starts: Sequence[int], running: Sequence[int], lines: Sequence[int], slack: float
) -> bool:
    # The nearest, and the first one of all for a grand total: where thousands differ, each would cost a pass over all.
    sought = chain(islice(reversed(starts), MOST_STARTS), starts[:1])
    return any(
        abs(running[index] - running[start] - amount) <= slack * (lines[index] - lines[start]) for start in sought
    )


def _running(cents: Sequence[int | None], totals: set[int]) -> tuple[list[int], list[int]]:
    """Sums of the lines before each row, and how many they are; totals do not count."""
    running, lines = [0], [0]
    for index, amount in enumerate(cents):
        counts = amount is not None and index not in totals
        running.append(running[-1] + (amount or 0) * counts)
        lines.append(lines[-1] + counts)
    return running, lines


def hidden_totals(cents: Sequence[int | None], suspects: Sequence[int], fewest: int = 2) -> Iterator[Unmatched]:
    """Rows that say less than the others and whose amount is the sum of the rows since the last such row, or of all."""
    suspected = set(suspects)
    running, lines = _running(cents, suspected)
    starts = [0]
    for index in sorted(suspected):
        amount = cents[index]
        fits = [
            start
            for start in (starts[0], starts[-1])
            if amount and lines[index] - lines[start] >= fewest and running[index] - running[start] == amount
        ]
        if fits:
            yield Unmatched(index, fits[-1], amount or 0)
        starts.append(index + 1)
