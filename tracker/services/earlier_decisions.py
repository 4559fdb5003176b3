"""The home of which decision in force a budget is held against of which nothing is in force yet."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from budgets.lines import PartName
from budgets.period import BudgetPeriod
from budgets.phases import AmendmentBasis, Direction, Phase, decisions_before
from importers.reading import BudgetReading
from tracker.records import Part

Book = tuple[Phase, Direction]


@dataclass(frozen=True, slots=True)
class Pair:
    """New parts of a book in one direction, and the parts of the decision before it that cover just the same."""

    period: BudgetPeriod
    phase: Phase
    direction: Direction
    earlier: Phase
    names: tuple[PartName, ...]
    parts: tuple[Part, ...]

    @property
    def book(self) -> Book:
        """What the lines of the new parts are told by."""
        return self.phase, self.direction

    @property
    def years(self) -> tuple[int, ...]:
        """The fiscal years that both cover."""
        return tuple(sorted({year for name in self.names for year in name.fiscal_years}))


@dataclass(frozen=True, slots=True)
class Pairs:
    """What can be compared with the decision before it; and a sentence on each part that cannot."""

    found: tuple[Pair, ...] = ()
    notes: tuple[str, ...] = ()


def find_pairs(names: Sequence[PartName], in_force: Sequence[Part], held: Collection[Book]) -> Pairs:
    """The decision before each book of which nothing is in force: the nearest one that says anything in its direction.

    ``names`` are the parts of a file, ``held`` the books of which it has lines: what it does not hold is not compared.
    Parts are compared that cover the same years and places, one file or several; changes that an amendment adds have
    nothing that they could take the place of.
    """
    # What overlaps a part in force takes its place, or cannot be accepted.
    fresh = [name for name in names if not any(map(name.overlaps, (part.name for part in in_force)))]
    levels = [name for name in fresh if name.basis is not AmendmentBasis.CHANGES]
    books = dict.fromkeys((name.period, name.phase, way) for name in levels for way in name.directions)
    pairs, notes = [], []
    for period, phase, direction in books:
        parts = _before(in_force, period, phase, direction)
        if not parts or (phase, direction) not in held:
            continue
        own = [n for n in levels if (n.period, n.phase) == (period, phase) and direction in n.directions]
        alike, theirs = _alike(own, parts)
        earlier = parts[0].name.phase
        if alike:
            pairs.append(Pair(period, phase, direction, earlier, tuple(alike), tuple(theirs)))
        notes += [_unlike(name, direction, parts) for name in own if name not in alike]
    return Pairs(tuple(pairs), tuple(notes))


def books_held(reading: BudgetReading) -> set[Book]:
    """The phases and directions of the lines that were read."""
    books = (zip(block.field("phase"), block.field("direction"), strict=True) for block in reading.lines.blocks)
    return set(chain.from_iterable(books))


def _before(in_force: Sequence[Part], period: BudgetPeriod, phase: Phase, direction: Direction) -> list[Part]:
    of_period = [part for part in in_force if part.name.period == period and direction in part.name.directions]
    found = ([part for part in of_period if part.name.phase is each] for each in decisions_before(phase))
    return next(filter(None, found), [])


def _alike(names: list[PartName], parts: list[Part]) -> tuple[list[PartName], list[Part]]:
    """Those of both sides that cover the same years and places, each as a whole: of a part no piece can be told."""
    while True:
        common = set(_covered(names)) & set(_covered(part.name for part in parts))
        own = [name for name in names if common.issuperset(_covered([name]))]
        theirs = [part for part in parts if common.issuperset(_covered([part.name]))]
        if (len(own), len(theirs)) == (len(names), len(parts)):
            return own, theirs
        names, parts = own, theirs


def _covered(names: Collection[PartName] | Iterator[PartName]) -> Iterator[tuple[int, tuple[str | None, str | None]]]:
    return ((year, name.scope.identity) for name in names for year in name.fiscal_years)


def _unlike(name: PartName, direction: Direction, parts: Sequence[Part]) -> str:
    before = " and ".join(dict.fromkeys(f"{_cover(part.name)} (import {part.import_id})" for part in parts))
    phase = parts[0].name.phase.value
    return (
        f"The {name.phase.value} {direction.value} of this file covers {_cover(name)}, the {phase} one in force "
        f"{before}: they are not compared."
    )


def _cover(name: PartName) -> str:
    return f"{', '.join(map(str, name.fiscal_years))}, {name.scope.label}"
