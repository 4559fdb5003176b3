"""The home of money on pages: kept totals put together over parts, years and names, without a look at a line."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import TypeVar

from budgets.fte import average_of
from budgets.money import from_cents
from budgets.period import BudgetPeriod
from budgets.phases import Direction, Phase
from tracker.records import Kept, Part
from tracker.rows import BookFacts, Covered, CutRow, Money, PartRow


@dataclass(frozen=True, slots=True)
class Slice:
    """One name by which a book is cut: ``key`` in addresses, code and name as files have them; None: no name."""

    key: str | None
    code: str | None
    name: str | None

    @property
    def label(self) -> str:
        """Code and name as people read them, said once where they are the same; empty where it has neither."""
        return " ".join(dict.fromkeys(part for part in (self.code, self.name) if part))


Number = TypeVar("Number", int, Decimal)
Naming = Callable[[int | None], Slice]


def both(one: Number | None, other: Number | None) -> Number | None:
    """Two amounts in one; what nobody said adds nothing, and None and None stay None."""
    if one is None or other is None:
        return other if one is None else one
    return one + other


def fte_years(totals: Iterable[Kept]) -> int:
    """Over how many years the FTE of a book are averaged: those for which any line says some."""
    return len({year for kept in totals if kept.sum.millionths is not None for year in kept.fiscal_years})


def fte_added(totals: Iterable[Kept]) -> int:
    """Millionths of an FTE added up over years: those of a line for two years are an average, and count for each."""
    return sum(kept.sum.millionths * len(kept.fiscal_years) for kept in totals if kept.sum.millionths is not None)


def money(totals: Sequence[Kept], years: int) -> Money | None:
    """What kept totals come to: dollars add up over years, FTE average over ``years``; None where there is no line."""
    lines = sum(kept.sum.lines for kept in totals)
    if not lines:
        return None
    cents = [kept.sum.cents for kept in totals if kept.sum.cents is not None]
    says_fte = any(kept.sum.millionths is not None for kept in totals)
    return Money(
        amount=from_cents(sum(cents)) if cents else None,
        fte=average_of(fte_added(totals), years) if says_fte and years else None,
        lines=lines,
        reductions=from_cents(sum(kept.sum.reduction_cents for kept in totals)),
        transfers=from_cents(sum(kept.sum.transfer_cents for kept in totals)),
    )


def cut_rows(totals: Sequence[Kept], years: int, outer: Naming, inner: Naming | None) -> tuple[CutRow, ...]:
    """The slices of a book, the largest first; names that compare equal are one slice."""
    named = _by_name(totals, lambda kept: outer(kept.outer))
    rows = [_row(of, found, years, _inner(found, years, inner) if inner else ()) for of, found in named.values()]
    return tuple(sorted((row for row in rows if row), key=_largest_first))


def book_facts(phase: Phase, period: BudgetPeriod, parts: Sequence[Part], totals: Sequence[Kept]) -> BookFacts | None:
    """What a book consists of, and what is not there; None where it has no part."""
    if not parts:
        return None
    sums = {direction: [kept for kept in totals if kept.direction is direction] for direction in Direction}
    return BookFacts(
        phase=phase,
        parts=tuple(_part_row(part) for part in parts),
        expenditure=money(sums[Direction.EXPENDITURE], fte_years(sums[Direction.EXPENDITURE])),
        revenue=money(sums[Direction.REVENUE], fte_years(sums[Direction.REVENUE])),
        missing=_missing(period, parts),
        covered=covered(parts) if phase is Phase.ACTUAL else None,
    )


def covered(parts: Sequence[Part]) -> Covered | None:
    """How far the parts of an actual book reach; None where there is no part.

    Of parts for the same last years the one that reaches least counts; where one says no day, none is told.
    """
    if not parts:
        return None
    last = max(part.name.fiscal_years[-1] for part in parts)
    latest = [_part_row(part) for part in parts if part.name.fiscal_years[-1] == last]
    days = [(row.as_of, row.share_of_period) for row in latest if row.as_of is not None]
    return Covered(*min(days)) if len(days) == len(latest) else Covered(None, None)


def _inner(totals: Sequence[Kept], years: int, naming: Naming) -> tuple[CutRow, ...]:
    named = _by_name(totals, lambda kept: naming(kept.inner))
    rows = [_row(of, found, years, ()) for of, found in named.values()]
    return tuple(sorted((row for row in rows if row), key=_largest_first))


def _by_name(totals: Sequence[Kept], naming: Callable[[Kept], Slice]) -> Mapping[str | None, tuple[Slice, list[Kept]]]:
    found: dict[str | None, tuple[Slice, list[Kept]]] = {}
    for kept in totals:
        of = naming(kept)
        found.setdefault(of.key, (of, []))[1].append(kept)
    return found


def _row(of: Slice, totals: Sequence[Kept], years: int, inner: tuple[CutRow, ...]) -> CutRow | None:
    total = money(totals, years)
    return None if total is None else CutRow(key=of.key, code=of.code, name=of.name, money=total, inner=inner)


def _largest_first(row: CutRow) -> tuple[Decimal, str]:
    return -(row.money.amount or Decimal(0)), row.key or ""


def _part_row(part: Part) -> PartRow:
    name = part.name
    return PartRow(
        import_id=part.import_id,
        file=part.file,
        fiscal_years=name.fiscal_years,
        directions=name.directions,
        scope=name.scope.label,
        version=part.version,
        as_of=name.as_of,
        share_of_period=_share(part),
        basis=name.basis,
        lines=part.lines,
        imported_at=part.published_at,
    )


def _share(part: Part) -> Decimal | None:
    day, period = part.name.as_of, part.name.period
    if day is None:
        return None
    whole = period.end + timedelta(days=1) - period.start
    passed = min(max(day, period.start - timedelta(days=1)), period.end) + timedelta(days=1) - period.start
    return (Decimal(passed.days) / Decimal(whole.days)).quantize(Decimal("0.0001"))


def _missing(period: BudgetPeriod, parts: Sequence[Part]) -> tuple[str, ...]:
    """The years and directions of the period for which no part says anything."""
    told = {
        (year, direction) for part in parts for year in part.name.fiscal_years for direction in part.name.directions
    }
    whole = [direction for direction in Direction if all((year, direction) not in told for year in period.fiscal_years)]
    single = [
        f"{direction.value} of {year}"
        for direction in Direction
        if direction not in whole
        for year in period.fiscal_years
        if (year, direction) not in told
    ]
    return (*(direction.value for direction in whole), *single)
