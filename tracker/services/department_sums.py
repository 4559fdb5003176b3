"""The home of what a budget comes to by department: of a file, and of parts that are kept; and what its lines fill."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from budgets.fte import average_of, from_millionths, to_millionths
from budgets.money import from_cents
from budgets.phases import Direction, Phase
from budgets.structure import ChartEntry
from importers.reading import BudgetReading
from tracker.changes import Adds, Count, Counts, SumOf, Sums
from tracker.county import County
from tracker.records import BESIDE, GROUPED, Dimension, Part
from tracker.services.earlier_decisions import Pair
from tracker.services.unit_of_work import UnitOfWork
from tracker.sums import both

NO_DEPARTMENT = "no department"
ALL_DEPARTMENTS = "all departments"
_NOTHING = Adds(None, None)
_COUNTED = (*(dimension.value for dimension in (*GROUPED, *BESIDE)), "description", "reason", "fte")


@dataclass(slots=True)
class DepartmentSums:
    """Sums by department, each called as the lines that were asked of first write it."""

    county: County
    _names: dict[str, str] = field(default_factory=dict)

    def read(self, reading: BudgetReading) -> Sums:
        """Of a file, from the fields of its lines: a million records would need more memory than the file."""
        names: dict[int, str] = {}
        sums: dict[SumOf, tuple[int | None, int | None]] = {}
        known: dict[tuple[str, Phase, tuple[int, ...], Direction], SumOf] = {}
        for block in reading.lines.blocks:
            books = zip(block.field("phase"), block.field("fiscal_years"), block.field("direction"), strict=True)
            said = zip(block.field("department"), books, block.cents, block.field("fte"), strict=True)
            for entry, (phase, years, direction), cents, fte in said:
                if id(entry) not in names:
                    names[id(entry)] = self._called(entry)
                book = names[id(entry)], phase, years, direction
                if book not in known:
                    known[book] = SumOf(book[0], phase.value, years, direction)
                # Each as it is kept, so that what did not change compares equal.
                kept = None if fte is None else to_millionths(fte)
                amount_before, fte_before = sums.get(known[book], (None, None))
                sums[known[book]] = both(amount_before, cents), both(fte_before, kept)
        return {key: _adds(cents, millionths) for key, (cents, millionths) in sums.items()}

    def in_force(self, uow: UnitOfWork, parts: Sequence[Part]) -> dict[SumOf, Adds]:
        """Of parts that are kept."""
        phases = {part.id: part.name.phase.value for part in parts}
        entries = uow.chart.entries(Dimension.DEPARTMENT)
        sums: dict[SumOf, Adds] = {}
        for kept in uow.books.totals(list(phases), Dimension.DEPARTMENT):
            name = self._called(None if kept.outer is None else entries[kept.outer])
            key = SumOf(name, phases[kept.part], kept.fiscal_years, kept.direction)
            sums[key] = _plus(sums.get(key, _NOTHING), _adds(kept.sum.cents, kept.sum.millionths))
        return sums

    def earlier(self, uow: UnitOfWork, pair: Pair) -> dict[SumOf, Adds]:
        """Of the decision before a book, under the name of that book, so that both stand beside each other."""
        found = self.in_force(uow, pair.parts).items()
        return {key._replace(phase=pair.phase.value): adds for key, adds in found if key.direction is pair.direction}

    def _called(self, entry: ChartEntry | None) -> str:
        if entry is None:
            return NO_DEPARTMENT
        key, name = self.county.department_of(entry)
        return self._names.setdefault(key, name)


def beside_each_other(before: Sums, after: Sums, pair: Pair, *, by_department: bool) -> tuple[Sums, Sums]:
    """The sums of both books of a pair so that they can be compared; of other books ``after`` stays as it is.

    Where one tells single years and the other all at once, dollars are added up over the years and FTE averaged; where
    one alone names departments, each is told as a whole.
    """
    own = {key: adds for key, adds in after.items() if _is_of(pair, key)}
    others = {key: adds for key, adds in after.items() if key not in own}
    if _cut_across({key.fiscal_years for key in before}, {key.fiscal_years for key in own}):
        before, own = (_over_years(sums, pair.years) for sums in (before, own))
    if not by_department:
        before, own = (_whole(sums) for sums in (before, own))
    return before, {**others, **own}


def _cut_across(some: Collection[tuple[int, ...]], others: Collection[tuple[int, ...]]) -> bool:
    return any(one != other and not set(one).isdisjoint(other) for one in some for other in others)


def _is_of(pair: Pair, key: SumOf) -> bool:
    is_same_book = (Phase(key.phase), key.direction) == pair.book
    return is_same_book and any(set(key.fiscal_years) <= set(name.fiscal_years) for name in pair.names)


def _over_years(sums: Sums, years: tuple[int, ...]) -> dict[SumOf, Adds]:
    """One sum over all years for each department; FTE are an average over the years that any line says some of."""
    of_fte = len({year for key, adds in sums.items() if adds.fte is not None for year in key.fiscal_years})
    amounts: dict[SumOf, Decimal | None] = {}
    added: dict[SumOf, int | None] = {}
    for key, adds in sums.items():
        whole = key._replace(fiscal_years=years)
        amounts[whole] = both(amounts.get(whole), adds.amount)
        own = None if adds.fte is None else to_millionths(adds.fte) * len(key.fiscal_years)
        added[whole] = both(added.get(whole), own)
    return {key: Adds(amount, _average(added[key], of_fte)) for key, amount in amounts.items()}


def _average(millionths: int | None, years: int) -> Decimal | None:
    return None if millionths is None else average_of(millionths, years)


def _whole(sums: Sums) -> dict[SumOf, Adds]:
    found: dict[SumOf, Adds] = {}
    for key, adds in sums.items():
        whole = key._replace(department=ALL_DEPARTMENTS)
        found[whole] = _plus(found.get(whole, _NOTHING), adds)
    return found


def _adds(cents: int | None, millionths: int | None) -> Adds:
    return Adds(
        None if cents is None else from_cents(cents), None if millionths is None else from_millionths(millionths)
    )


def _plus(one: Adds, other: Adds) -> Adds:
    return Adds(both(one.amount, other.amount), both(one.fte, other.fte))


def counts(reading: BudgetReading) -> Counts:
    """On how many of the lines that were read each field is filled."""
    blocks, of = reading.lines.blocks, len(reading.lines)
    filled = {name: sum(sum(v is not None for v in block.field(name)) for block in blocks) for name in _COUNTED}
    return {name: Count(number, of) for name, number in filled.items()}


def counts_in_force(uow: UnitOfWork, standing: Sequence[Part]) -> Counts:
    """On how many lines of these parts each field is filled."""
    parts, of = [part.id for part in standing], sum(part.lines for part in standing)
    named = {
        dimension.value: sum(kept.sum.lines for kept in uow.books.totals(parts, dimension) if kept.outer is not None)
        for dimension in GROUPED
    }
    named |= uow.books.filled(parts)
    return {name: Count(named[name], of) for name in _COUNTED}
