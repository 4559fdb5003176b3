"""Two books compared in memory, line by line and all keys at once: what the real store must agree with."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal

from budgets.phases import Direction
from tests.memory.books import MemoryLines
from tests.memory.state import MILLION, State, naive_sum, number_of
from tracker.records import (
    FULL_KEY,
    Dimension,
    KeptLine,
    KeySums,
    Numbers,
    PartKey,
    Sides,
    SideSum,
)
from tracker.services.unit_of_work import Filter


class MemoryComparing:
    """Adds up line by line, and sorts all keys before it gives a page of them."""

    def __init__(self, state: State) -> None:
        self._state = state

    def count(self, sides: Sides, where: Filter) -> int:
        return len(self._differing(sides, where, sides.by))

    def whole(self, sides: Sides, where: Filter) -> KeySums:
        lines = MemoryLines(self._state)
        before, after = (lines.those(parts, sides.direction, where) for parts in (sides.before, sides.after))
        return KeySums((), _side_sum(before), _side_sum(after))

    def page(self, sides: Sides, where: Filter, *, skip: int, size: int | None) -> tuple[KeySums, ...]:
        last = None if size is None else skip + size
        return tuple(self._differing(sides, where, sides.by)[skip:last])

    def one_sided(
        self, sides: Sides, where: Filter, alike: Collection[Mapping[Dimension, int | None]]
    ) -> tuple[KeySums, ...]:
        alone = [one for one in self._differing(sides, where, sides.by) if not (one.before.holds and one.after.holds)]
        keys = [dict(zip(sides.by, sums.key, strict=True)) for sums in alone]
        return tuple(
            sums
            for sums, key in zip(alone, keys, strict=True)
            if any(all(key[name] == number for name, number in each.items()) for each in alike)
        )

    def accounts(self, sides: Sides, where: Filter) -> tuple[KeySums, ...]:
        return tuple(self._differing(sides, where, (Dimension.ACCOUNT,)))

    def every_key(self, parts: Collection[int]) -> Iterator[PartKey]:
        found: dict[tuple[int, Direction, Numbers], list[KeptLine]] = {}
        for line in self._state.lines:
            if line.part in parts:
                key = tuple(number_of(self._state, line, dimension) for dimension in FULL_KEY)
                found.setdefault((line.part, line.direction, key), []).append(line)
        yield from (PartKey(*key, _side_sum(lines)) for key, lines in found.items())

    def _differing(self, sides: Sides, where: Filter, dimensions: Sequence[Dimension]) -> list[KeySums]:
        both = [self._by_key(parts, sides, where, dimensions) for parts in (sides.before, sides.after)]
        found = [
            KeySums(key, *(_side_sum(book.get(key, ())) for book in both))
            for key in dict.fromkeys([*both[0], *both[1]])
        ]
        differing = [sums for sums in found if any(self._differences(sums, sides))]
        return sorted(
            differing, key=lambda sums: (*(-abs(each) for each in self._differences(sums, sides)), _zeros(sums.key))
        )

    def _differences(self, sums: KeySums, sides: Sides) -> tuple[int, int]:
        money = (sums.after.cents or 0) * sides.cents[1] - (sums.before.cents or 0) * sides.cents[0]
        fte = (sums.after.millionth_years or 0) * sides.fte[1] - (sums.before.millionth_years or 0) * sides.fte[0]
        return money, fte

    def _by_key(
        self, parts: Collection[int], sides: Sides, where: Filter, dimensions: Sequence[Dimension]
    ) -> dict[Numbers, list[KeptLine]]:
        found: dict[Numbers, list[KeptLine]] = {}
        for line in MemoryLines(self._state).those(parts, sides.direction, where):
            numbers = [number_of(self._state, line, dimension) for dimension in dimensions]
            key = tuple(
                number if number is None else sides.same.get(dimension, {}).get(number, number)
                for dimension, number in zip(dimensions, numbers, strict=True)
            )
            found.setdefault(key, []).append(line)
        return found


def _zeros(key: Numbers) -> tuple[int, ...]:
    return tuple(number or 0 for number in key)


def _side_sum(lines: Sequence[KeptLine]) -> SideSum:
    ftes = [line.fte * len(line.fiscal_years) for line in lines if line.fte is not None]
    return SideSum(len(lines), naive_sum(lines).cents, int(sum(ftes, Decimal(0)) * MILLION) if ftes else None)
