"""The home of putting a reading in force: its parts or its plan get their versions, its numbers are kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from budgets.lines import PartName
from budgets.money import from_cents
from budgets.period import BudgetPeriod
from budgets.phases import Direction
from importers.by_kind import AnyReading
from importers.reading import BudgetReading, Outcome
from plans.implementation import ImplementationPlan
from tracker.changes import Differences, plan_changes, sum_changes
from tracker.county import County
from tracker.records import Dimension
from tracker.rows import Overlap
from tracker.services.unit_of_work import UnitOfWork
from tracker.standing import find_overlaps, parts_in_force, plans_in_force
from tracker.sums import both


@dataclass(frozen=True, slots=True)
class Deed:
    """Who does something, and when."""

    by: str
    at: datetime


def publish(uow: UnitOfWork, number: int, reading: AnyReading, county: County, deed: Deed) -> None:
    """Put what was read in force, as the next version of its parts or its plan. Raises ``OverlapError``.

    Whoever calls has raised the data version before, and so holds off others who publish.
    """
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
    uow.imports.publish(number, by=deed.by, at=deed.at)


def differences(uow: UnitOfWork, reading: AnyReading, county: County) -> Differences:
    """What publishing would change in what is in force."""
    if isinstance(reading, BudgetReading):
        return sum_changes(_sums_in_force(uow, homes(reading, county), county), _sums(reading, county))
    if reading.plan is None:
        return Differences((), new=0, gone=0)
    return plan_changes(_plan_in_force(uow, reading.plan, county), reading.plan)


def overlaps(uow: UnitOfWork, reading: AnyReading, county: County) -> tuple[Overlap, ...]:
    """Why publishing would be refused. Only of a file that is read: an open answer may still change its parts."""
    if not isinstance(reading, BudgetReading) or reading.outcome is not Outcome.READ:
        return ()
    found = find_overlaps(homes(reading, county), parts_in_force(uow.books.published()))
    return tuple(Overlap(overlap.import_id, str(overlap)) for overlap in found)


def what(reading: AnyReading, county: County) -> str:
    """What a file is, in a few words: the plan of a department, the books of a budget."""
    if isinstance(reading, BudgetReading):
        names = homes(reading, county)
        books = dict.fromkeys(f"{name.period.label} {name.phase.value}" for name in names)
        scopes = {name.scope.label for name in names} - {"whole county"}
        return ", ".join([f"Budget {' and '.join(books)}".strip(), *sorted(scopes)])
    if reading.plan is None:
        return "Plan"
    return f"Plan of {reading.plan.department}, {plan_name(reading.plan, county)[1].label}"


def homes(reading: BudgetReading, county: County) -> list[PartName]:
    """The parts that a file brings, each in the county's period that holds its own."""
    return [name.model_copy(update={"period": county.home(name.period)}) for name in reading.parts]


def plan_name(plan: ImplementationPlan, county: County) -> tuple[str, BudgetPeriod]:
    """Department key and period of a plan."""
    return county.department_key(plan.department), county.home(BudgetPeriod(start=plan.start, end=plan.end))


def _plan_in_force(uow: UnitOfWork, plan: ImplementationPlan, county: County) -> ImplementationPlan | None:
    key, period = plan_name(plan, county)
    heads = plans_in_force(uow.plans.published())
    same = [head.id for head in heads if (head.department_key, head.period) == (key, period)]
    return uow.plans.load(same)[0].plan if same else None


def _sums(reading: BudgetReading, county: County) -> Mapping[str, Decimal | None]:
    names: dict[int, str] = {}
    sums: dict[tuple[str, str, tuple[int, ...], Direction], Decimal | None] = {}
    for line, _ in reading.lines:
        entry = line.department
        if id(entry) not in names:
            names[id(entry)] = county.department_of(entry)[1] if entry else "no department"
        key = names[id(entry)], line.phase.value, line.fiscal_years, line.direction
        sums[key] = both(sums.get(key), line.amount)
    return {_named(*key): amount for key, amount in sums.items()}


def _sums_in_force(uow: UnitOfWork, names: list[PartName], county: County) -> Mapping[str, Decimal | None]:
    standing = [part for part in parts_in_force(uow.books.published()) if any(map(part.name.same_name, names))]
    phases = {part.id: part.name.phase.value for part in standing}
    entries = uow.chart.entries(Dimension.DEPARTMENT)
    sums: dict[str, Decimal | None] = {}
    for kept in uow.books.totals(list(phases), Dimension.DEPARTMENT):
        department = "no department" if kept.outer is None else county.department_of(entries[kept.outer])[1]
        key = _named(department, phases[kept.part], kept.fiscal_years, kept.direction)
        amount = None if kept.sum.cents is None else from_cents(kept.sum.cents)
        sums[key] = both(sums.get(key), amount)
    return sums


def _named(department: str, phase: str, years: tuple[int, ...], direction: Direction) -> str:
    return f"{department}, {phase} {direction.value} {'-'.join(str(year) for year in years)}"
