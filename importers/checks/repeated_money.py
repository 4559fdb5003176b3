"""The home of one check: rows that add up to what others do, the same money cut in another way."""

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

from importers.checks.likely_sums import step_of

FEWEST = 2
SURE = 100

Cents = Sequence[int | None]
Sums = dict[tuple[Hashable, int], int]
"""What rows add up to, by what is not added up together and by column of amounts; without zeros."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """Rows, by their indices, that add up to what the rows from ``other`` on do, in cents of the first column."""

    first: int
    last: int
    other: int
    cents: int


def find_repeats(columns: Sequence[Cents], groups: Sequence[Hashable]) -> Repeat | None:
    """Of runs of lines with other rows between them, the first that adds up to one before it or to all before it.

    Also all lines to the end, from some line on, that add up to all before them. ``columns`` are cents by row, None
    where a row is no line. Runs that are the same line by line are copies, and no other cut.
    """
    runs = list(_runs(columns))
    lines = [row for run in runs for row in run]
    return _of_runs(runs, columns, groups) or _of_halves(lines, columns, groups)


def _runs(columns: Sequence[Cents]) -> Iterator[list[int]]:
    run: list[int] = []
    for row, amounts in enumerate(zip(*columns, strict=True)):
        if any(each is not None for each in amounts):
            run.append(row)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _of_runs(runs: Sequence[Sequence[int]], columns: Sequence[Cents], groups: Sequence[Hashable]) -> Repeat | None:
    seen: dict[frozenset[object], Sequence[int]] = {}
    before: Counter[tuple[Hashable, int]] = Counter()
    for number, run in enumerate(runs):
        sums = _sums(run, columns, groups)
        key = frozenset(sums.items())
        other = seen.get(key) or (runs[0] if number > 1 and sums == {k: v for k, v in before.items() if v} else None)
        is_rare = sums and _rarity(run, columns, sums) >= SURE * len(runs) ** 2
        if other and is_rare and max(len(run), len(other)) >= FEWEST and not _are_copies(run, other, columns):
            return Repeat(run[0], run[-1], other[0], next(iter(sums.values())))
        seen.setdefault(key, run)
        before.update(sums)
    return None


def _of_halves(lines: Sequence[int], columns: Sequence[Cents], groups: Sequence[Hashable]) -> Repeat | None:
    whole = _sums(lines, columns, groups)
    if not whole or len(lines) < FEWEST * 2 or any(amount % 2 for amount in whole.values()):
        return None
    running: Counter[tuple[Hashable, int]] = Counter()
    open_ = {key: amount // 2 for key, amount in whole.items()}
    apart = len(open_)
    for place, row in enumerate(lines, start=1):
        for number, cents in enumerate(columns):
            key = (groups[row], number)
            if key in open_ and cents[row]:
                was = running[key] == open_[key]
                running[key] += cents[row] or 0
                apart += was - (running[key] == open_[key])
        if not apart and FEWEST <= place <= len(lines) - FEWEST:
            rest = lines[place:]
            is_rare = _rarity(rest, columns, open_) >= SURE * len(lines)
            if is_rare and not _are_copies(rest, lines[:place], columns):
                return Repeat(rest[0], rest[-1], lines[0], next(iter(open_.values())))
    return None


def _sums(run: Sequence[int], columns: Sequence[Cents], groups: Sequence[Hashable]) -> Sums:
    sums: Counter[tuple[Hashable, int]] = Counter()
    for number, cents in enumerate(columns):
        for row in run:
            sums[groups[row], number] += cents[row] or 0
    return {key: amount for key, amount in sums.items() if amount}


def _rarity(run: Sequence[int], columns: Sequence[Cents], sums: Sums) -> int:
    rarest = max(abs(amount) // step_of(columns[number][row] for row in run) for (_, number), amount in sums.items())
    return int(rarest * 10 ** (len(set(sums.values())) - 1))


def _are_copies(one: Sequence[int], other: Sequence[int], columns: Sequence[Cents]) -> bool:
    return all(
        [cents[row] for row in one if cents[row]] == [cents[row] for row in other if cents[row]] for cents in columns
    )
