"""The home of laying links over a book: its sums, the links that claim them, and what is kept of both."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tracker.alignment import Claim, allot, over_allocated, portion
from tracker.records import GROUPED, Dimension


class CellKey(NamedTuple):
    """What the expenditure lines of one cell of a book agree in: the numbers of their chart entries."""

    department: int | None
    unit: int | None
    fund: int | None
    program: int | None
    package: int | None
    goal: int | None
    one_time: bool | None


class SumKey(NamedTuple):
    """What a kept sum is of: a link, or None for what no link claims, and the numbers that pages cut by."""

    link: int | None
    department: int | None
    unit: int | None
    fund: int | None
    package: int | None
    goal: int | None
    one_time: bool | None


class Aligned(NamedTuple):
    """Cents of a kept sum: what is claimed, and what of it is counted; of what no link claims both are the same.

    ``fte`` are millionths of an FTE, added up over years, each counted once. Those of lines which a fixed amount claims
    are in no kept sum, save what shares of these lines get: so what is kept comes to less than the book has.
    """

    gross: int
    net: int
    fte: int = 0

    @property
    def has_dollars(self) -> bool:
        """Whether there is any money in it; a sum may be of FTE alone."""
        return bool(self.gross or self.net)

    @property
    def over(self) -> int:
        """What of a link is over-allocated, in cents, where this is all of one link in a book."""
        return over_allocated(self.gross, self.net)

    def plus(self, other: "Aligned") -> "Aligned":
        """Both sums in one."""
        return Aligned(self.gross + other.gross, self.net + other.net, self.fte + other.fte)

    def minus(self, other: "Aligned") -> "Aligned":
        """What is left without the other."""
        return Aligned(self.gross - other.gross, self.net - other.net, self.fte - other.fte)


NOTHING = Aligned(0, 0)


class Size(NamedTuple):
    """What lines come to: cents, and millionths of an FTE added up over years."""

    cents: int
    fte: int = 0

    def plus(self, other: "Size") -> "Size":
        """Both in one."""
        return Size(self.cents + other.cents, self.fte + other.fte)

    def minus(self, other: "Size") -> "Size":
        """What is left without the other."""
        return Size(self.cents - other.cents, self.fte - other.fte)


@dataclass(frozen=True, slots=True, eq=False)
class Applied:
    """A link as it applies to one book: the numbers of the chart entries that it names, by dimension."""

    claim: Claim
    where: Mapping[Dimension, frozenset[int]]

    @property
    def accounts(self) -> frozenset[int] | None:
        """The accounts that it names; None: any."""
        return self.where.get(Dimension.ACCOUNT)

    def may_meet(self, other: "Applied") -> bool:
        """Whether a line may be under both, by the keys that they name."""
        return all(self.where[name] & other.where[name] for name in self.where.keys() & other.where.keys())

    def holds(self, cell: CellKey) -> bool:
        """Whether it claims lines of a cell, of some account or of all."""
        return all(getattr(cell, name.value) in own for name, own in self.where.items() if name in GROUPED)


@dataclass(frozen=True, slots=True)
class Cells:
    """The expenditure of a book by cell, and of cells in which links name accounts by these accounts too."""

    sizes: Mapping[CellKey, Size]
    by_account: Mapping[CellKey, Mapping[int, Size]] = field(default_factory=dict)


Portions = Mapping[int, Mapping[CellKey, int]]
"""What of a fixed amount falls on each cell that its link claims, in cents, by link."""


def portions(links: Iterable[Applied], cells: Cells) -> Portions:
    """Divide fixed amounts over the cells that their links claim; ``cells`` are all cells of these links."""
    amounts = {link: link.claim.cents for link in links if link.claim.cents is not None}
    finder = _Finder(tuple(amounts))
    claimed: dict[Applied, dict[CellKey, int]] = {link: {} for link in amounts}
    for cell, size in cells.sizes.items():
        for link in finder.of(cell):
            claimed[link][cell] = _cents_of(link, cell, size, cells)
    return {link.claim.link: portion(claimed[link], cents) for link, cents in amounts.items()}


def align(cells: Cells, links: Sequence[Applied], fixed: Portions) -> dict[SumKey, Aligned]:
    """Divide what cells hold among the links that claim it, each cent and FTE once, and add up what pages need.

    ``fixed`` are the portions of all fixed amounts. The net cents of what is given add up to those of the cells.
    """
    finder = _Finder(links)
    found: dict[SumKey, list[int]] = defaultdict(lambda: [0, 0, 0])
    for cell, size in cells.sizes.items():
        for link, *sums in _divided(cell, size, finder.of(cell), cells.by_account.get(cell, {}), fixed):
            kept = found[_key(link, cell)]
            for place, own in enumerate(sums):
                kept[place] += own
    return {key: Aligned(*sums) for key, sums in found.items() if any(sums)}


def difference(before: Mapping[SumKey, Aligned], after: Mapping[SumKey, Aligned]) -> dict[SumKey, Aligned]:
    """What must be added to kept sums so that they hold what is after in place of what was before."""
    changes = {}
    for key in {**before, **after}:
        one, other = before.get(key, NOTHING), after.get(key, NOTHING)
        if one != other:
            changes[key] = other.minus(one)
    return changes


def cells_of(links: Iterable[Applied], cells: Cells) -> dict[Applied, Cells]:
    """The cells that each of some links claims, by one look at each cell of a book."""
    wanted = tuple(links)
    finder = _Finder(wanted)
    sizes: dict[Applied, dict[CellKey, Size]] = {link: {} for link in wanted}
    for cell, size in cells.sizes.items():
        for link in finder.of(cell):
            sizes[link][cell] = size
    return {link: Cells(own, cells.by_account) for link, own in sizes.items()}


def claimed_by(
    sums: Iterable[SumKey], links: Mapping[int, Applied], wanted: Iterable[int]
) -> dict[int, tuple[int, ...]]:
    """For each wanted link, the others that may claim the same lines; the sums of the book are cut by everything."""
    places: dict[int, set[SumKey]] = defaultdict(set)
    claiming: dict[SumKey, set[int]] = defaultdict(set)
    for key in sums:
        if key.link is not None and key.link in links:
            place = key._replace(link=None)
            places[key.link].add(place)
            claiming[place].add(key.link)
    near = {one: set[int]().union(*(claiming[place] for place in places[one])) - {one} for one in wanted}
    return {
        one: tuple(other for other in sorted(others) if links[one].may_meet(links[other]))
        for one, others in near.items()
    }


def _divided(
    cell: CellKey, size: Size, links: Sequence[Applied], by_account: Mapping[int, Size], fixed: Portions
) -> Iterator[tuple[int | None, int, int, int]]:
    if not links:
        yield None, size.cents, size.cents, size.fte
        return
    sums = _sums(size, links, by_account)
    amounts = {
        link: portion({place: own.cents for place, (own, claiming) in enumerate(sums) if link in claiming}, of_cell)
        for link in links
        if (of_cell := fixed.get(link.claim.link, {}).get(cell)) is not None
    }
    for place, (own, claiming) in enumerate(sums):
        claims = [
            link.claim._replace(cents=amounts[link].get(place, 0)) if link in amounts else link.claim
            for link in claiming
        ]
        divided = allot(own.cents, claims, own.fte)
        yield from divided.allotted
        yield None, divided.rest, divided.rest, divided.fte_rest


def _sums(
    size: Size, links: Sequence[Applied], by_account: Mapping[int, Size]
) -> list[tuple[Size, tuple[Applied, ...]]]:
    """What a cell holds in sums that the same links claim."""
    wide = tuple(link for link in links if link.accounts is None)
    sums: dict[tuple[Applied, ...], Size] = defaultdict(lambda: Size(0))
    sums[wide] = size
    if len(wide) < len(links):
        for account, own in by_account.items():
            claiming = tuple(link for link in links if link.accounts is None or account in link.accounts)
            sums[claiming] = sums[claiming].plus(own)
            sums[wide] = sums[wide].minus(own)
    return [(own, claiming) for claiming, own in sums.items()]


def _cents_of(link: Applied, cell: CellKey, size: Size, cells: Cells) -> int:
    if link.accounts is None:
        return size.cents
    by_account = cells.by_account.get(cell, {})
    return sum(by_account[account].cents for account in link.accounts if account in by_account)


def _key(link: int | None, cell: CellKey) -> SumKey:
    return SumKey(link, cell.department, cell.unit, cell.fund, cell.package, cell.goal, cell.one_time)


class _Finder:
    """Finds the links that claim a cell, in time that hardly grows with their number: a bit for each link."""

    def __init__(self, links: Sequence[Applied]) -> None:
        self._links = links
        self._all = (1 << len(links)) - 1
        self._naming: dict[Dimension, dict[int | None, int]] = {name: defaultdict(int) for name in GROUPED}
        self._any: dict[Dimension, int] = dict.fromkeys(GROUPED, 0)
        for place, link in enumerate(links):
            for name in GROUPED:
                if name not in link.where:
                    self._any[name] |= 1 << place
                for number in link.where.get(name, ()):
                    self._naming[name][number] |= 1 << place
        self._known: dict[int, tuple[Applied, ...]] = {}

    def of(self, cell: CellKey) -> tuple[Applied, ...]:
        """Those of a cell."""
        bits = self._all
        for name in GROUPED:
            bits &= self._naming[name].get(getattr(cell, name.value), 0) | self._any[name]
        if bits not in self._known:
            self._known[bits] = tuple(link for place, link in enumerate(self._links) if bits >> place & 1)
        return self._known[bits]
