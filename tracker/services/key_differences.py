"""The home of a file's lines beside those in force whose place it takes: key by key, down to the account."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import chain
from typing import Any

from budgets.changes import Change, ChangeKind, Held, compare
from budgets.fte import MILLION, average_of, to_millionths
from budgets.gone import Gone, gone_entirely
from budgets.lines import LineKey, PartName
from budgets.money import from_cents
from budgets.phases import Direction, Phase
from budgets.structure import ChartEntry
from importers.lines import LineBlock
from importers.reading import BudgetReading
from tracker.county import County
from tracker.records import FULL_KEY, Dimension, Part
from tracker.services.earlier_decisions import Book, Pair
from tracker.services.unit_of_work import UnitOfWork
from tracker.sums import both, fte_years
from tracker.waiting import HeldAgainst, KeyChanges, KeyMoved, WholeGone

LARGEST = 25
"""How many changes are kept by name with an import, the largest ones."""

MOST_LISTED = 20_000
"""How many a workbook lists, the largest ones: each takes a tenth of a millisecond and 4 kB to write down."""

Entries = tuple[ChartEntry | None, ...]
"""What a line names, by ``FULL_KEY``."""

Added = tuple[int | None, int | None]
"""Cents, and millionths of an FTE added up over years."""

Line = tuple[Book, Entries, Added]
"""A book, what a line of it names, and what it adds."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What a file's parts are compared with: the parts in force that they replace, and the decisions before them."""

    replaced: Sequence[Part]
    pairs: Sequence[Pair] = ()


def key_changes(
    uow: UnitOfWork,
    reading: BudgetReading,
    names: Sequence[PartName],
    beside: Beside,
    county: County,
    *,
    most: int = LARGEST,
) -> KeyChanges:
    """What became of each key of the parts in force that a file takes the place of; years are added up.

    ``names`` are the parts of the file; those that take no other's place and have no decision before them are new as a
    whole, and not told by key. ``most`` is how many changes are told by name.
    """
    replaced = [part.name for part in beside.replaced]
    taking = [name for name in names if any(map(name.same_name, replaced))]
    fresh = [name for pair in beside.pairs for name in pair.names]
    after = list(_read(reading, fresh)) if fresh else []
    return _all_compared(uow, beside, _read(reading, taking) if taking else (), after, county, most)


def kept_key_changes(uow: UnitOfWork, own: Sequence[Part], beside: Beside, county: County) -> KeyChanges:
    """What became of each key of what parts were compared with, of the lines that are kept of both."""
    taking = [part for part in own if any(part.name.same_name(other.name) for other in beside.replaced)]
    fresh = [part for part in own if any(map(part.name.same_name, (n for pair in beside.pairs for n in pair.names)))]
    return _all_compared(uow, beside, _kept(uow, taking), list(_kept(uow, fresh)), county, MOST_LISTED)


def _all_compared(
    uow: UnitOfWork, beside: Beside, taking: Iterable[Line], fresh: Sequence[Line], county: County, most: int
) -> KeyChanges:
    """``taking`` are the lines of parts that replace others, ``fresh`` those of parts that do not."""
    old, new, compared = [_kept(uow, beside.replaced)], [taking], []
    for pair in beside.pairs:
        before = [(pair.book, key, sums) for (_, way), key, sums in _kept(uow, pair.parts) if way is pair.direction]
        after = [line for line in fresh if line[0] == pair.book]
        shared = _named(before) & _named(after)
        old.append(_masked(before, shared))
        new.append(_masked(after, shared))
        compared.append(_held_against(pair, (_named(before) | _named(after)) - shared))
    years = _fte_years(uow, beside)
    found = _compared(_Keyed(county), chain.from_iterable(old), chain.from_iterable(new), most, years)
    return replace(found, compared=tuple(compared))


def _named(lines: Iterable[Line]) -> frozenset[int]:
    """Which parts of a key any of these lines names, as places in ``FULL_KEY``."""
    entries = {each for _, each, _ in lines}
    return frozenset(place for place in range(len(FULL_KEY)) if any(each[place] for each in entries))


def _masked(lines: Iterable[Line], shared: frozenset[int]) -> Iterator[Line]:
    """Lines by what both books name: by what one alone names, everything would look gone and added."""
    for book, entries, added in lines:
        yield book, tuple(each if place in shared else None for place, each in enumerate(entries)), added


def _held_against(pair: Pair, unnamed: frozenset[int]) -> HeldAgainst:
    return HeldAgainst(
        period=pair.period.label,
        phase=pair.phase.value,
        direction=pair.direction.value,
        earlier=pair.earlier.value,
        imports=tuple(sorted({part.import_id for part in pair.parts})),
        unnamed=tuple(FULL_KEY[place].value for place in sorted(unnamed)),
    )


def _fte_years(uow: UnitOfWork, beside: Beside) -> dict[Book, int]:
    """Over how many years the FTE of each book that is compared are averaged."""
    parts: dict[Book, set[int]] = {}
    for part in beside.replaced:
        for direction in part.name.directions:
            parts.setdefault((part.name.phase, direction), set()).add(part.id)
    for pair in beside.pairs:
        parts.setdefault(pair.book, set()).update(part.id for part in pair.parts)
    sums = {book: uow.books.totals(sorted(own), Dimension.DEPARTMENT) for book, own in parts.items()}
    return {(phase, way): fte_years(k for k in kept if k.direction is way) for (phase, way), kept in sums.items()}


def _compared(
    keyed: "_Keyed", old: Iterable[Line], new: Iterable[Line], most: int, years: Mapping[Book, int]
) -> KeyChanges:
    before = keyed.books(old)
    after = keyed.books(new)
    books = sorted(before.keys() | after.keys())
    changes = {book: compare(before.get(book, {}), after.get(book, {})) for book in books}
    found = [(book, change) for book, own in changes.items() for change in own]
    many = Counter(change.kind for _, change in found)
    largest = sorted(found, key=lambda told: -told[1].size)[:most]
    whole = [
        keyed.gone(book, each, years.get(book, 0))
        for book, own in changes.items()
        for each in gone_entirely(before.get(book, {}), after.get(book, {}), own)
    ]
    return KeyChanges(
        added=many[ChangeKind.ADDED],
        gone=many[ChangeKind.GONE],
        changed=many[ChangeKind.CHANGED],
        moved=many[ChangeKind.MOVED],
        largest=tuple(keyed.told(book, change) for book, change in largest),
        whole=tuple(whole),
    )


class _Keyed:
    """Lines under their keys, by the county's rules.

    A key is called as the lines that were added last write it; where these write it in several ways, by the first in
    the order of the alphabet, so that a file and what is kept of it say the same.
    """

    def __init__(self, county: County) -> None:
        self._county = county
        self._names: dict[LineKey, str] = {}
        self._entries: dict[LineKey, Entries] = {}
        self._keys: dict[Entries, LineKey] = {}
        self._departments: dict[ChartEntry, str] = {}

    def books(self, lines: Iterable[Line]) -> dict[Book, dict[LineKey, Held]]:
        """The sums of each book by key."""
        sums: dict[Book, dict[LineKey, Added]] = {}
        written: dict[Entries, LineKey] = {}
        for book, entries, added in lines:
            key, of_book = self._key(entries), sums.setdefault(book, {})
            written[entries] = key
            cents, fte = of_book.get(key, (None, None))
            of_book[key] = both(cents, added[0]), both(fte, added[1])
        names: dict[LineKey, str] = {}
        for entries, key in written.items():
            name = " / ".join(entry.label for entry in entries if entry) or "lines that name nothing"
            if key not in names or name < names[key]:
                names[key], self._entries[key] = name, entries
        self._names |= names
        return {book: {key: _held(added) for key, added in of_book.items()} for book, of_book in sums.items()}

    def told(self, book: Book, change: Change) -> KeyMoved:
        """A change as text."""
        phase, direction = book
        key = change.after_key or change.before_key
        moved = change.kind is ChangeKind.MOVED and change.before_key
        return KeyMoved(
            became=change.kind.value,
            book=f"{phase.value} {direction.value}",
            key=self._names[key] if key else "",
            came_from=self._names[change.before_key] if moved and change.before_key else None,
            before=_text(change.before),
            after=_text(change.after),
            difference=format(change.dollars, "f"),
        )

    def gone(self, book: Book, gone: Gone, years: int) -> WholeGone:
        """What is gone entirely as text; its FTE are averaged over ``years``."""
        phase, direction = book
        by_kind = dict(zip((dimension.value for dimension in FULL_KEY), self._entries[gone.key], strict=True))
        name, department = by_kind[gone.kind], by_kind[Dimension.DEPARTMENT.value]
        is_within = gone.kind != Dimension.DEPARTMENT.value
        fte = gone.held.fte
        return WholeGone(
            dimension=gone.kind,
            book=f"{phase.value} {direction.value}",
            name=name.label if name else "",
            department=department.label if department and is_within else None,
            dollars=_text(gone.held),
            fte=None if fte is None or not years else format(average_of(int(fte * MILLION), years), "f"),
            has_lines=gone.has_lines,
        )

    def _key(self, entries: Entries) -> LineKey:
        known = self._keys.get(entries)
        if known is None:
            known = self._keys[entries] = self._made(entries)
        return known

    def _made(self, entries: Entries) -> LineKey:
        department, *others = entries
        rules = (self._county.codes.of(dimension.value) for dimension in FULL_KEY[1:])
        named = (entry.identity_under(rule) if entry else None for entry, rule in zip(others, rules, strict=True))
        return LineKey(self._department(department) if department else None, *named)

    def _department(self, entry: ChartEntry) -> str:
        # Asked once for each way to write it: finding it looks through every name of every department.
        if entry not in self._departments:
            self._departments[entry] = self._county.department_of(entry)[0]
        return self._departments[entry]


def _kept(uow: UnitOfWork, standing: Sequence[Part]) -> Iterator[Line]:
    phases = {part.id: part.name.phase for part in standing}
    chart = {dimension: uow.chart.entries(dimension) for dimension in FULL_KEY}
    for sums in uow.comparing.every_key(list(phases)):
        entries = tuple(
            None if number is None else chart[dimension][number]
            for dimension, number in zip(FULL_KEY, sums.key, strict=True)
        )
        yield (phases[sums.part], sums.direction), entries, (sums.sum.cents, sums.sum.millionth_years)


def _read(reading: BudgetReading, names: Sequence[PartName]) -> Iterator[Line]:
    return chain.from_iterable(_of_block(block, names) for block in reading.lines.blocks)


def _of_block(block: LineBlock, names: Sequence[PartName]) -> Iterator[Line]:
    """The lines of a block, those that name the same in one sum: there may be a million."""
    named = (block.field(dimension.value) for dimension in FULL_KEY)
    alike = zip(block.field("phase"), block.field("direction"), block.field("fiscal_years"), *named, strict=False)
    sums: dict[tuple[int, ...], tuple[tuple[Any, ...], int | None, int | None]] = {}
    for said, cents, fte in zip(alike, block.cents, block.field("fte"), strict=False):
        # Lines share the objects of what they name: where these are tells them apart in little time.
        place = tuple(map(id, said))
        _, before, fte_before = sums.get(place, (said, None, None))
        own = None if fte is None else to_millionths(fte) * len(said[2])
        sums[place] = said, both(before, cents), both(fte_before, own)
    for (phase, direction, years, *entries), cents, added_fte in sums.values():
        if any(_holds(name, phase, direction, years) for name in names):
            yield (phase, direction), tuple(entries), (cents, added_fte)


def _holds(name: PartName, phase: Phase, direction: Direction, years: tuple[int, ...]) -> bool:
    return name.phase is phase and direction in name.directions and set(years) <= set(name.fiscal_years)


def _held(added: Added) -> Held:
    cents, fte = added
    return Held(None if cents is None else from_cents(cents), None if fte is None else Fraction(fte, MILLION))


def _text(held: Held | None) -> str | None:
    return None if held is None or held.dollars is None else format(held.dollars, "f")
