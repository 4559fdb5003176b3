"""The home of laying links over a book: its sums, the links that claim them, and what is kept of both."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tracker.alignment import Claim, allot, portion
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
    """Cents of a kept sum: what is claimed, and what of it is counted; of what no link claims both are the same."""

    gross: int
    net: int


@dataclass(frozen=True, slots=True, eq=False)
class Applied:
    """A link as it applies to one book: the numbers of the chart entries that it names, by dimension."""

    claim: Claim
    where: Mapping[Dimension, frozenset[int]]

    @property
    def accounts(self) -> frozenset[int] | None:
        """The accounts that it names; None: any."""
        return self.where.get(Dimension.ACCOUNT)

    def holds(self, cell: CellKey) -> bool:
        """Whether it claims lines of a cell, of some account or of all."""
        return all(getattr(cell, name.value) in own for name, own in self.where.items() if name in GROUPED)


@dataclass(frozen=True, slots=True)
class Cells:
    """The expenditure of a book by cell, in cents, and of cells in which links name accounts by these accounts too."""

    cents: Mapping[CellKey, int]
    by_account: Mapping[CellKey, Mapping[int, int]] = field(default_factory=dict)


Portions = Mapping[int, Mapping[CellKey, int]]
"""What of a fixed amount falls on each cell that its link claims, in cents, by link."""


def portions(links: Iterable[Applied], cells: Cells) -> Portions:
    """Divide fixed amounts over the cells that their links claim; ``cells`` are all cells of these links."""
    found = {}
    for link in links:
        if link.claim.cents is not None:
            sizes = {
                cell: _of_accounts(link, cell, cents, cells) for cell, cents in cells.cents.items() if link.holds(cell)
            }
            found[link.claim.link] = portion(sizes, link.claim.cents)
    return found


def align(cells: Cells, links: Sequence[Applied], fixed: Portions) -> dict[SumKey, Aligned]:
    """Divide the cents of cells among the links that claim them, each cent once, and add up what pages need.

    ``fixed`` are the portions of all fixed amounts. The net cents of what is given add up to those of the cells.
    """
    finder = _Finder(links)
    found: dict[SumKey, list[int]] = defaultdict(lambda: [0, 0])
    for cell, cents in cells.cents.items():
        for link, gross, net in _divided(cell, cents, finder.of(cell), cells.by_account.get(cell, {}), fixed):
            kept = found[_key(link, cell)]
            kept[0] += gross
            kept[1] += net
    return {key: Aligned(gross, net) for key, (gross, net) in found.items() if gross or net}


def difference(before: Mapping[SumKey, Aligned], after: Mapping[SumKey, Aligned]) -> dict[SumKey, Aligned]:
    """What must be added to kept sums so that they hold what is after in place of what was before."""
    nothing = Aligned(0, 0)
    changes = {}
    for key in {**before, **after}:
        one, other = before.get(key, nothing), after.get(key, nothing)
        if one != other:
            changes[key] = Aligned(other.gross - one.gross, other.net - one.net)
    return changes


def _divided(
    cell: CellKey, cents: int, links: Sequence[Applied], by_account: Mapping[int, int], fixed: Portions
) -> Iterator[tuple[int | None, int, int]]:
    if not links:
        yield None, cents, cents
        return
    sums = _sums(cents, links, by_account)
    amounts = {
        link: portion({place: own for place, (own, claiming) in enumerate(sums) if link in claiming}, of_cell)
        for link in links
        if (of_cell := fixed.get(link.claim.link, {}).get(cell)) is not None
    }
    for place, (own, claiming) in enumerate(sums):
        claims = [
            link.claim._replace(cents=amounts[link].get(place, 0)) if link in amounts else link.claim
            for link in claiming
        ]
        divided = allot(own, claims)
        yield from divided.allotted
        yield None, divided.rest, divided.rest


def _sums(cents: int, links: Sequence[Applied], by_account: Mapping[int, int]) -> list[tuple[int, tuple[Applied, ...]]]:
    """The cents of a cell in sums that the same links claim."""
    wide = tuple(link for link in links if link.accounts is None)
    sums: dict[tuple[Applied, ...], int] = defaultdict(int)
    sums[wide] = cents
    if len(wide) < len(links):
        for account, own in by_account.items():
            claiming = tuple(link for link in links if link.accounts is None or account in link.accounts)
            sums[claiming] += own
            sums[wide] -= own
    return [(own, claiming) for claiming, own in sums.items()]


def _of_accounts(link: Applied, cell: CellKey, cents: int, cells: Cells) -> int:
    if link.accounts is None:
        return cents
    by_account = cells.by_account.get(cell, {})
    return sum(by_account.get(account, 0) for account in link.accounts)


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
