"""The home of putting a reading in force: its parts or its plan get their versions, its numbers are kept."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from pydantic import TypeAdapter

from budgets.lines import PartName
from budgets.period import BudgetPeriod
from budgets.phases import AmendmentBasis, Direction, Phase
from importers.by_kind import AnyReading
from importers.reading import BudgetReading, Outcome
from plans.implementation import ImplementationPlan
from tracker.changes import plan_changes, sum_changes
from tracker.county import County
from tracker.errors import NotFoundError
from tracker.finding_history import Cause
from tracker.records import Dimension, Part, PlanHead
from tracker.services.department_sums import NO_DEPARTMENT, DepartmentSums, beside_each_other, counts, counts_in_force
from tracker.services.earlier_decisions import Pair, Pairs, books_held, find_pairs
from tracker.services.findings import remember_findings
from tracker.services.key_differences import MOST_LISTED, Beside, kept_key_changes, key_changes
from tracker.services.laying import lay_links
from tracker.services.unit_of_work import UnitOfWork
from tracker.standing import find_overlaps, label, parts_in_force, plans_in_force
from tracker.waiting import Differences, HeldAgainst, KeyChanges, Overlap

_DIFFERENCES = TypeAdapter(Differences)


@dataclass(frozen=True, slots=True)
class Deed:
    """Who does something, and when."""

    by: str
    at: datetime


def publish(uow: UnitOfWork, number: int, reading: AnyReading, county: County, deed: Deed) -> None:
    """Put what was read in force, as the next version of its parts or its plan. Raises ``OverlapError``.

    Whoever calls has raised the data version before, and so holds off others who publish. What it changes against the
    version before it, or the decision before it, is kept with it: afterwards nobody could tell.
    """
    put_in_force(uow, number, reading, county, deed, differences(uow, reading, county))
    remember_findings(uow, county, Cause.IMPORT, by=deed.by, import_id=number)


def put_in_force(
    uow: UnitOfWork, number: int, reading: AnyReading, county: County, deed: Deed, found: Differences | None = None
) -> None:
    """Put what was read in force and lay the links over it, with ``found`` as what it changed; remember no findings.

    Raises ``OverlapError``.
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
    kept = _DIFFERENCES.dump_python(found, mode="json") if found and found.is_held else None
    uow.imports.publish(number, by=deed.by, at=deed.at, differences=kept)
    lay_links(uow, county)


def kept_differences(document: object) -> Differences | None:
    """What an import changed when it was published; None where nothing in force was compared with it."""
    found = None if document is None else _DIFFERENCES.validate_python(document)
    return found if found and found.is_held else None


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
    names, of_departments = homes(reading, county), DepartmentSums(county)
    standing, pairs = _parts_standing(uow, names), _pairs(uow, reading, names)
    sums = of_departments.read(reading)
    notes = (*_replaced(names, standing), *_of_one_day(standing), *taken_for(reading, county), *pairs.notes)
    if not standing and not pairs.found:
        return Differences(new=tuple(sorted(each.name for each in sums)), notes=notes)
    before = of_departments.in_force(uow, standing)
    filled = (counts_in_force(uow, standing), counts(reading)) if standing else ({}, {})
    keys = key_changes(uow, reading, names, Beside(standing, pairs.found), county)
    for pair, told in zip(pairs.found, keys.compared, strict=True):
        by_department = Dimension.DEPARTMENT.value not in told.unnamed
        own, sums = beside_each_other(of_departments.earlier(uow, pair), sums, pair, by_department=by_department)
        before |= own
    against = tuple(sorted({part.import_id for part in standing}))
    return replace(sum_changes(before, sums, *filled), against=against, notes=notes, keys=keys)


def _pairs(uow: UnitOfWork, reading: BudgetReading, names: list[PartName]) -> Pairs:
    return find_pairs(names, parts_in_force(uow.books.published()), books_held(reading))


def every_key(uow: UnitOfWork, reading: AnyReading, county: County) -> KeyChanges:
    """What a file would do to every key of the parts in force that it is compared with; of a plan nothing."""
    if not isinstance(reading, BudgetReading):
        return KeyChanges()
    names = homes(reading, county)
    beside = Beside(_parts_standing(uow, names), _pairs(uow, reading, names).found)
    return key_changes(uow, reading, names, beside, county, most=MOST_LISTED)


def accepted_keys(uow: UnitOfWork, number: int, county: County) -> KeyChanges:
    """What a published budget did to every key of the parts that it was compared with when it was published.

    ``county`` has the rules that it was read under. Raises ``NotFoundError`` where it was compared with none.
    """
    kept = kept_differences(uow.imports.differences(number))
    own = uow.books.of_imports([number])
    if kept is None or not own:
        raise NotFoundError("changes of import", number)
    earlier = uow.books.of_imports(kept.against)
    replaced = [part for each in own for part in _stood_before(each, earlier)]
    pairs = _paired_then(uow, own, replaced, kept.keys.compared)
    return kept_key_changes(uow, own, Beside(replaced, pairs), county)


def _paired_then(
    uow: UnitOfWork, own: Sequence[Part], replaced: Sequence[Part], compared: Sequence[HeldAgainst]
) -> tuple[Pair, ...]:
    """The decisions before a budget as they were in force when it was published."""
    held = {(Phase(told.phase), Direction(told.direction)) for told in compared}
    phases = {Phase(told.earlier) for told in compared}
    earlier = uow.books.of_imports(sorted({number for told in compared for number in told.imports}))
    # Of the imports that were in force the higher version of a part was.
    stood = [part for part in parts_in_force(earlier) if part.name.phase in phases]
    taken = [part.name for part in replaced]
    fresh = [part.name for part in own if not any(map(part.name.same_name, taken))]
    return find_pairs(fresh, stood, held).found


def _stood_before(part: Part, earlier: Sequence[Part]) -> list[Part]:
    """Of the parts of imports that were in force then the one whose place a part took; none, or one."""
    alike = [other for other in earlier if other.name.same_name(part.name)]
    return sorted(alike, key=lambda other: other.version)[-1:]


def _replaced(names: list[PartName], standing: list[Part]) -> Iterator[str]:
    """A sentence for each book in force that a file of several books takes the place of.

    Columns for comparison, such as the adopted budget beside the proposed one of the next year, are books, too.
    """
    if len(names) > 1:
        for part in standing:
            yield f"The file holds the {label(part.name)}, too, and takes the place of import {part.import_id} there."


def _of_one_day(standing: list[Part]) -> Iterator[str]:
    """A sentence for each amendment in force of the same day: only a person knows whether a file mends or joins it."""
    for part in standing:
        if part.name.basis is AmendmentBasis.CHANGES:
            yield (
                f"Import {part.import_id} holds the changes of an amendment of the same day, {part.name.as_of}, and "
                "this file takes its place, as a corrected copy of it would. If this is another ordinance of that day, "
                "the changes of both have to come in one file: otherwise those of the other are lost."
            )


def taken_for(reading: AnyReading, county: County) -> Iterator[str]:
    """A sentence where a file that names one department alone is taken for the budget of the whole county."""
    if not isinstance(reading, BudgetReading) or all(name.scope.department for name in reading.parts):
        return
    # Lines share their entries: there are few to ask of, however many lines there are.
    entries = {id(each): each for block in reading.lines.blocks for each in block.field("department")}
    found = {county.department_of(each)[1] if each else NO_DEPARTMENT for each in entries.values()}
    if len(found) == 1 and NO_DEPARTMENT not in found:
        (department,) = found
        yield (
            f"Every line is of one department, {department}, and the file is taken for the whole county's budget; "
            f"if it is that department's alone, answer department={department}."
        )
