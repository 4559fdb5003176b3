"""The home of putting a reading in force: its parts or its plan get their versions, its numbers are kept."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from pydantic import TypeAdapter

from budgets.lines import PartName
from budgets.money import from_cents
from budgets.period import BudgetPeriod
from budgets.phases import Direction, Phase
from importers.by_kind import AnyReading
from importers.reading import BudgetReading, Outcome
from plans.implementation import ImplementationPlan
from tracker.changes import Adds, Count, Counts, plan_changes, sum_changes
from tracker.county import County
from tracker.records import BESIDE, GROUPED, Dimension, Part, PlanHead
from tracker.services.laying import lay_links
from tracker.services.unit_of_work import UnitOfWork
from tracker.standing import find_overlaps, parts_in_force, plans_in_force
from tracker.sums import both
from tracker.waiting import Differences, Overlap

_DIFFERENCES = TypeAdapter(Differences)
_MILLIONTH = Decimal("0.000001")
_NOTHING = Adds(None, None)
_COUNTED = (*(dimension.value for dimension in (*GROUPED, *BESIDE)), "description", "fte")


@dataclass(frozen=True, slots=True)
class Deed:
    """Who does something, and when."""

    by: str
    at: datetime


def publish(uow: UnitOfWork, number: int, reading: AnyReading, county: County, deed: Deed) -> None:
    """Put what was read in force, as the next version of its parts or its plan. Raises ``OverlapError``.

    Whoever calls has raised the data version before, and so holds off others who publish. What it changes against the
    version before it is kept with it: afterwards nobody could tell.
    """
    found = differences(uow, reading, county) if stands_in_for(uow, reading, county) else None
    if isinstance(reading, BudgetReading):
        names = homes(reading, county)
        overlap = next(find_overlaps(names, parts_in_force(uow.books.published())), None)
        if overlap is not None:
            raise overlap
        versions = [uow.books.highest_version(name) + 1 for name in names]
        uow.books.publish(number, names, versions, reading.lines)
    elif reading.plan is not None:
        key, period = plan_name(reading.plan, county)
        version = uow.plans.highest_version(key, period) + 1
        uow.plans.publish(number, (key, period, version), reading.plan, reading.sources)
    kept = _DIFFERENCES.dump_python(found, mode="json") if found else None
    uow.imports.publish(number, by=deed.by, at=deed.at, differences=kept)
    lay_links(uow, county)


def kept_differences(document: object) -> Differences | None:
    """What an import changed when it was published; None where there was nothing before it."""
    return None if document is None else _DIFFERENCES.validate_python(document)


def differences(uow: UnitOfWork, reading: AnyReading, county: County) -> Differences:
    """What publishing would change in what is in force."""
    if isinstance(reading, BudgetReading):
        return _book_differences(uow, reading, county)
    if reading.plan is None:
        return Differences()
    found = plan_changes(_plan_in_force(uow, reading.plan, county), reading.plan)
    return replace(found, against=stands_in_for(uow, reading, county))


def stands_in_for(uow: UnitOfWork, reading: AnyReading, county: County) -> tuple[int, ...]:
    """The imports in force whose place a file takes, whole or in part."""
    if isinstance(reading, BudgetReading):
        standing = _parts_standing(uow, homes(reading, county))
        return tuple(sorted({part.import_id for part in standing}))
    head = _head_in_force(uow, reading.plan, county) if reading.plan else None
    return (head.import_id,) if head else ()


def overlaps(uow: UnitOfWork, reading: AnyReading, county: County) -> tuple[Overlap, ...]:
    """Why publishing would be refused. Only of a file that is read: an open answer may still change its parts."""
    if not isinstance(reading, BudgetReading) or reading.outcome is not Outcome.READ:
        return ()
    found = find_overlaps(homes(reading, county), parts_in_force(uow.books.published()))
    return tuple(Overlap(overlap.import_id, str(overlap)) for overlap in found)


def what(reading: AnyReading, county: County) -> str:
    """What a file is, in a few words: the plan of a department, the books of a budget; and what nobody knows yet."""
    if isinstance(reading, BudgetReading):
        names = homes(reading, county)
        if not names:
            return "Budget, years and phase not known yet"
        books = dict.fromkeys(f"{name.period.label} {name.phase.value}" for name in names)
        scopes = {name.scope.label for name in names} - {"whole county"}
        return ", ".join([f"Budget {' and '.join(books)}", *sorted(scopes)])
    asked = {question.field for question in reading.questions}
    if reading.plan is None:
        return "Plan, department and period not known yet"
    department, period = reading.plan.department, plan_name(reading.plan, county)[1].label
    whose = f"Plan of {department}" if department else "Plan, department not known yet"
    return f"{whose}, {'period not known yet' if 'period' in asked else period}"


def homes(reading: BudgetReading, county: County) -> list[PartName]:
    """The parts that a file brings, each in the county's period that holds its own."""
    return [name.model_copy(update={"period": county.home(name.period)}) for name in reading.parts]


def plan_name(plan: ImplementationPlan, county: County) -> tuple[str, BudgetPeriod]:
    """Department key and period of a plan."""
    return county.department_key(plan.department), county.home(BudgetPeriod(start=plan.start, end=plan.end))


def _head_in_force(uow: UnitOfWork, plan: ImplementationPlan, county: County) -> PlanHead | None:
    wanted = plan_name(plan, county)
    heads = plans_in_force(uow.plans.published())
    return next((head for head in heads if (head.department_key, head.period) == wanted), None)


def _plan_in_force(uow: UnitOfWork, plan: ImplementationPlan, county: County) -> ImplementationPlan | None:
    head = _head_in_force(uow, plan, county)
    return uow.plans.load([head.id])[0].plan if head else None


def _parts_standing(uow: UnitOfWork, names: list[PartName]) -> list[Part]:
    return [part for part in parts_in_force(uow.books.published()) if any(map(part.name.same_name, names))]


def _book_differences(uow: UnitOfWork, reading: BudgetReading, county: County) -> Differences:
    standing = _parts_standing(uow, homes(reading, county))
    if not standing:
        return Differences(new=tuple(sorted(_sums(reading, county))))
    found = sum_changes(
        _sums_in_force(uow, standing, county), _sums(reading, county), _counts_in_force(uow, standing), _counts(reading)
    )
    return replace(found, against=tuple(sorted({part.import_id for part in standing})))


def _sums(reading: BudgetReading, county: County) -> Mapping[str, Adds]:
    """What the lines add up to, taken from their fields: a million records would need more memory than the file."""
    names: dict[int, str] = {}
    sums: dict[tuple[str, Phase, tuple[int, ...], Direction], tuple[int | None, Decimal | None]] = {}
    for block in reading.lines.blocks:
        books = zip(block.field("phase"), block.field("fiscal_years"), block.field("direction"), strict=True)
        sizes = zip(block.cents, block.field("fte"), strict=True)
        for entry, (phase, years, direction), (cents, fte) in zip(block.field("department"), books, sizes, strict=True):
            if id(entry) not in names:
                names[id(entry)] = county.department_of(entry)[1] if entry else "no department"
            key = names[id(entry)], phase, years, direction
            # Each as it is kept, so that what did not change compares equal.
            kept = None if fte is None else fte.quantize(_MILLIONTH, rounding=ROUND_HALF_UP)
            amount_before, fte_before = sums.get(key, (None, None))
            sums[key] = both(amount_before, cents), both(fte_before, kept)
    return {
        _named(department, phase.value, years, direction): Adds(None if cents is None else from_cents(cents), fte)
        for (department, phase, years, direction), (cents, fte) in sums.items()
    }


def _sums_in_force(uow: UnitOfWork, standing: list[Part], county: County) -> Mapping[str, Adds]:
    phases = {part.id: part.name.phase.value for part in standing}
    entries = uow.chart.entries(Dimension.DEPARTMENT)
    sums: dict[str, Adds] = {}
    for kept in uow.books.totals(list(phases), Dimension.DEPARTMENT):
        department = "no department" if kept.outer is None else county.department_of(entries[kept.outer])[1]
        key = _named(department, phases[kept.part], kept.fiscal_years, kept.direction)
        amount = None if kept.sum.cents is None else from_cents(kept.sum.cents)
        fte = None if kept.sum.millionths is None else kept.sum.millionths * _MILLIONTH
        sums[key] = _plus(sums.get(key, _NOTHING), Adds(amount, fte))
    return sums


def _plus(one: Adds, other: Adds) -> Adds:
    return Adds(both(one.amount, other.amount), both(one.fte, other.fte))


def _counts(reading: BudgetReading) -> Counts:
    blocks, of = reading.lines.blocks, len(reading.lines)
    filled = {name: sum(sum(v is not None for v in block.field(name)) for block in blocks) for name in _COUNTED}
    return {name: Count(number, of) for name, number in filled.items()}


def _counts_in_force(uow: UnitOfWork, standing: list[Part]) -> Counts:
    parts, of = [part.id for part in standing], sum(part.lines for part in standing)
    named = {
        dimension.value: sum(kept.sum.lines for kept in uow.books.totals(parts, dimension) if kept.outer is not None)
        for dimension in GROUPED
    }
    named |= uow.books.filled(parts)
    return {name: Count(named[name], of) for name in _COUNTED}


def _named(department: str, phase: str, years: tuple[int, ...], direction: Direction) -> str:
    return f"{department}, {phase} {direction.value} {'-'.join(str(year) for year in years)}"
