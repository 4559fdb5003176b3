"""The home of sums that are made when a budget is published: lines that agree are put side by side and added up."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from budgets.fte import to_millionths
from budgets.lines import BudgetLine, PartName
from budgets.phases import Direction
from budgets.structure import ChartEntry
from importers.lines import BookLines, LineBlock
from tracker.records import BESIDE, GROUPED, PAIRS, Dimension, Sum
from tracker.sums import both

Entry = tuple[str, str]
"""Code and name as the chart keeps them, an absent one empty."""


_SHARED = ("fiscal_years", "phase", "direction", *(name.value for name in GROUPED[:-1]), "transfer", "one_time")
"""What the lines of a group agree in, beside the goal: fields of which many lines share one object."""


class GroupKey(NamedTuple):
    """What the lines of a group agree in; ``entries`` are those of ``GROUPED``, in that order."""

    part: int
    fiscal_years: tuple[int, ...]
    direction: Direction
    entries: tuple[Entry | None, ...]
    transfer: bool
    one_time: bool | None
    sheet: str
    column: int


GroupedLine = tuple[int, int, int | None, int | None, str | None, str | None]
"""One line of a group: the place of its account among ``Grouped.accounts``, row, cents, millionths, and its texts.

These are its description and its reason.
"""


@dataclass(slots=True)
class Group:
    """Lines that agree in every dimension of the pages, and in sheet and column."""

    key: GroupKey
    lines: list[GroupedLine] = field(default_factory=list)

    def sum(self) -> Sum:
        """What the lines add up to."""
        cents = [line[2] for line in self.lines if line[2] is not None]
        fte = [line[3] for line in self.lines if line[3] is not None]
        whole = sum(cents)
        return Sum(
            lines=len(self.lines),
            cents=whole if cents else None,
            millionths=sum(fte) if fte else None,
            reduction_cents=sum([amount for amount in cents if amount < 0]),
            transfer_cents=whole if self.key.transfer else 0,
        )


@dataclass(frozen=True, slots=True)
class Grouped:
    """The lines of a file in groups, and each combination of account, division and category that they name."""

    groups: Sequence[Group]
    accounts: Sequence[tuple[Entry | None, ...]]


class TotalKey(NamedTuple):
    """What a kept total is about: a part, a direction, years, and the entries of at most two dimensions."""

    part: int
    direction: Direction
    fiscal_years: tuple[int, ...]
    outer: Dimension | None
    inner: Dimension | None
    outer_entry: Entry | None
    inner_entry: Entry | None


def entry_of(entry: ChartEntry | None) -> Entry | None:
    """Code and name of a chart entry; None of none."""
    return (entry.code or "", entry.name or "") if entry else None


def group_lines(lines: BookLines, parts: Sequence[PartName]) -> Grouped:
    """Put the lines of a file into groups, in order of their first lines.

    Raises ``ValueError`` when a line belongs to none of the parts: a reader's promise is broken.
    """
    groups: dict[GroupKey, Group] = {}
    accounts: dict[tuple[Entry | None, ...], int] = {}
    for block in lines.blocks:
        _group_block(block, parts, groups, accounts)
    return Grouped(list(groups.values()), list(accounts))


def _group_block(
    block: LineBlock,
    parts: Sequence[PartName],
    groups: dict[GroupKey, Group],
    accounts: dict[tuple[Entry | None, ...], int],
) -> None:
    # Readers hand out one object per chart entry: its number in memory is a quick key, and is checked once.
    shared = [map(id, block.fields[name]) for name in _SHARED if name in block.fields]
    keys = zip(*shared, block.field("goal"), strict=False)
    besides = zip(*(map(id, block.field(name.value)) for name in BESIDE), strict=False)
    quick: dict[tuple[object, ...], list[GroupedLine]] = {}
    quick_accounts: dict[tuple[int, ...], int] = {}
    texts = block.field("description"), block.field("reason")
    said = zip(block.rows, block.cents, _millionths(block), *texts, strict=False)
    for place, (key, beside, (row, cents, fte, text, why)) in enumerate(zip(keys, besides, said, strict=False)):
        same = quick.get(key)
        if same is None:
            exact = _key_of(block, place, parts)
            same = quick[key] = groups.setdefault(exact, Group(exact)).lines
        account = quick_accounts.get(beside)
        if account is None:
            ((line, _),) = block.lines(place, place + 1)
            named = tuple(entry_of(getattr(line, name.value)) for name in BESIDE)
            account = quick_accounts[beside] = accounts.setdefault(named, len(accounts))
        same.append((account, row, cents, fte, text, why))


def _millionths(block: LineBlock) -> Iterable[int | None]:
    return (None if fte is None else to_millionths(fte) for fte in block.field("fte"))


def kept_totals(groups: Iterable[tuple[GroupKey, Sum]]) -> dict[TotalKey, Sum]:
    """Every total that pages ask for: the whole, each dimension alone, and the pairs."""
    finest: dict[tuple[object, ...], tuple[GroupKey, Sum]] = {}
    for group, added in groups:
        # Sheet, column and flags are no dimensions of a page.
        same = group[:4]
        before = finest.get(same)
        finest[same] = (group, added if before is None else plus(before[1], added))
    totals: dict[TotalKey, Sum] = {}
    for group, added in finest.values():
        for key in _totals_of(group):
            before_it = totals.get(key)
            totals[key] = added if before_it is None else plus(before_it, added)
    return totals


def plus(one: Sum, other: Sum) -> Sum:
    """Two sums in one; None and None stay None."""
    return Sum(
        one.lines + other.lines,
        both(one.cents, other.cents),
        both(one.millionths, other.millionths),
        one.reduction_cents + other.reduction_cents,
        one.transfer_cents + other.transfer_cents,
    )


def _key_of(block: LineBlock, place: int, parts: Sequence[PartName]) -> GroupKey:
    ((line, _),) = block.lines(place, place + 1)
    part = next((index for index, name in enumerate(parts) if holds(name, line)), None)
    if part is None:
        raise ValueError(f"no part of the file holds {line.phase} {line.direction} of {line.fiscal_years}")
    goal = (line.goal, "") if line.goal else None
    entries = (*(entry_of(getattr(line, name.value)) for name in GROUPED[:-1]), goal)
    flags = line.transfer, line.one_time
    return GroupKey(part, line.fiscal_years, line.direction, entries, *flags, block.sheet, block.column)


def holds(name: PartName, line: BudgetLine) -> bool:
    """Whether a line belongs to a part of that name."""
    return (
        name.phase is line.phase
        and line.direction in name.directions
        and set(line.fiscal_years) <= set(name.fiscal_years)
    )


def _totals_of(group: GroupKey) -> Iterator[TotalKey]:
    entries: Mapping[Dimension, Entry | None] = dict(zip(GROUPED, group.entries, strict=True))
    about = group.part, group.direction, group.fiscal_years
    yield TotalKey(*about, None, None, None, None)
    for outer in GROUPED:
        yield TotalKey(*about, outer, None, entries[outer], None)
    for outer, inner in PAIRS:
        yield TotalKey(*about, outer, inner, entries[outer], entries[inner])
