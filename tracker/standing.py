"""The home of what is in force: which version of a part or a plan, and which parts make a book."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from budgets.lines import PartName
from budgets.period import BudgetPeriod
from budgets.phases import AmendmentBasis, Direction, Phase
from tracker.errors import OverlapError
from tracker.records import Part, PlanHead


def parts_in_force(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Of the published parts of each name the highest version."""
    highest: dict[tuple[object, ...], Part] = {}
    for part in parts:
        known = highest.get(part.name.identity)
        if known is None or part.version > known.version:
            highest[part.name.identity] = part
    return tuple(highest.values())


def plans_in_force(plans: Iterable[PlanHead]) -> tuple[PlanHead, ...]:
    """Of the published plans of each department and period the highest version."""
    highest: dict[tuple[str, BudgetPeriod], PlanHead] = {}
    for plan in plans:
        known = highest.get((plan.department_key, plan.period))
        if known is None or plan.version > known.version:
            highest[plan.department_key, plan.period] = plan
    return tuple(highest.values())


class Standing(NamedTuple):
    """The parts that a book adds up; or none of them, and why it cannot be told."""

    parts: tuple[Part, ...]
    why_not: str | None = None


def parts_of_book(parts: Iterable[Part], period: BudgetPeriod, phase: Phase) -> tuple[Part, ...]:
    """The parts in force that a book adds up; none where it cannot be told: see ``book_standing``."""
    return book_standing(parts, period, phase).parts


def book_standing(parts: Iterable[Part], period: BudgetPeriod, phase: Phase) -> Standing:
    """The parts in force that a book adds up, or why it cannot be told.

    An amended book is what was adopted, as it was amended (docs/explanation/methods.md): levels take the place of the
    parts that they cover, changes are added, one amendment after another. It is not told where that would leave a
    dollar out or count it twice.
    """
    of_period = [part for part in parts if part.name.period == period]
    own = tuple(part for part in of_period if part.name.phase is phase)
    if phase is not Phase.AMENDED or not own:
        return Standing(own)
    levels = [part for part in own if part.name.basis is not AmendmentBasis.CHANGES]
    changes = [part for part in own if part.name.basis is AmendmentBasis.CHANGES]
    adopted = [part for part in of_period if part.name.phase is Phase.ADOPTED]
    try:
        later = [part for part in changes if not _is_contained(part, levels)]
        base = (*(part for part in adopted if not _is_replaced(part, levels)), *levels)
        for part in later:
            _require_base(part, base)
    except _NotToldError as error:
        return Standing((), str(error))
    return Standing((*base, *later))


class _NotToldError(Exception):
    """Why an amended book cannot be told."""


def _is_contained(changes: Part, levels: Sequence[Part]) -> bool:
    """Whether later levels hold these changes already."""
    touching = [part for part in levels if part.name.touches(changes.name)]
    for part in touching:
        if part.name.as_of is None or changes.name.as_of is None:
            raise _NotToldError(f"nobody says whether {_file(part)} or {_file(changes)} came first; one has no day")
    before = [part for part in touching if (part.name.as_of or date.max) >= (changes.name.as_of or date.min)]
    if before and not _cover(before, changes):
        raise _NotToldError(f"{_file(before[0])} holds a part of the changes of {_file(changes)}, and not all of them")
    return bool(before)


def _is_replaced(adopted: Part, levels: Sequence[Part]) -> bool:
    """Whether levels took the place of an adopted part."""
    touching = [part for part in levels if part.name.touches(adopted.name)]
    if touching and not _cover(touching, adopted):
        raise _NotToldError(
            f"{_file(touching[0])} holds whole amounts for a part of {_file(adopted)} alone; "
            "what is left of that is not known"
        )
    return bool(touching)


def _require_base(changes: Part, base: Sequence[Part]) -> None:
    for year, direction in _cells(changes.name):
        if not any(
            year in part.name.fiscal_years
            and direction in part.name.directions
            and part.name.scope.overlaps(changes.name.scope)
            for part in base
        ):
            raise _NotToldError(
                f"{_file(changes)} holds changes, and there is no adopted {direction.value} of {year} to add them to"
            )


def _cover(levels: Sequence[Part], other: Part) -> bool:
    """Whether all that a part may hold stands in these levels: each of its years and directions, in its whole scope."""
    return all(
        any(
            year in part.name.fiscal_years
            and direction in part.name.directions
            and part.name.scope.covers(other.name.scope)
            for part in levels
        )
        for year, direction in _cells(other.name)
    )


def _cells(name: PartName) -> Iterator[tuple[int, Direction]]:
    return ((year, direction) for year in name.fiscal_years for direction in name.directions)


def _file(part: Part) -> str:
    return f"{part.file} (import {part.import_id})"


def find_overlaps(names: Iterable[PartName], standing: Sequence[Part]) -> Iterator[OverlapError]:
    """Each way in which a new part would hold money that a part of another name in force holds already."""
    for name in names:
        for part in standing:
            if not name.same_name(part.name) and _could_be_added_twice(name, part.name):
                yield OverlapError(label(name), label(part.name), part.import_id)


def _could_be_added_twice(name: PartName, standing: PartName) -> bool:
    # Amendments of different days are added up one after another, and levels stand in place of what they amend.
    if name.basis is not standing.basis or (name.basis is AmendmentBasis.CHANGES and name.as_of != standing.as_of):
        return False
    return name.overlaps(standing)


def label(name: PartName) -> str:
    """The name of a part as people read it."""
    years = ", ".join(str(year) for year in name.fiscal_years)
    directions = " and ".join(direction.value for direction in name.directions)
    return f"{name.phase.value} budget of {years}, {directions}, {name.scope.label}"


def covers(after: Sequence[Part], before: Iterable[Part]) -> bool:
    """Whether a book has spending of all years and places of which another one has it."""
    return all(
        any(
            year in part.name.fiscal_years
            and Direction.EXPENDITURE in part.name.directions
            and part.name.scope.covers(other.name.scope)
            for part in after
        )
        for other in before
        if Direction.EXPENDITURE in other.name.directions
        for year in other.name.fiscal_years
    )
