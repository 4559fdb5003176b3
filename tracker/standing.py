"""The home of what is in force: which version of a part or a plan, and which parts make a book."""

from collections.abc import Iterable, Iterator, Sequence

from budgets.lines import PartName
from budgets.period import BudgetPeriod
from budgets.phases import AmendmentBasis, Phase
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


def parts_of_book(parts: Iterable[Part], period: BudgetPeriod, phase: Phase) -> tuple[Part, ...]:
    """The parts in force that a book adds up.

    Changes of an amended book stand on what they amend: the adopted parts belong to it too, save where levels of the
    amended book took their place (docs/reference/validate.md, Phase).
    """
    of_period = [part for part in parts if part.name.period == period]
    own = [part for part in of_period if part.name.phase is phase]
    if not any(part.name.basis is AmendmentBasis.CHANGES for part in own):
        return tuple(own)
    levels = [part.name for part in own if part.name.basis is not AmendmentBasis.CHANGES]
    adopted = (part for part in of_period if part.name.phase is Phase.ADOPTED)
    return (*(part for part in adopted if not any(_covers(name, part.name) for name in levels)), *own)


def find_overlaps(names: Iterable[PartName], standing: Sequence[Part]) -> Iterator[OverlapError]:
    """Each way in which a new part would hold money that a part of another name in force holds already."""
    for name in names:
        for part in standing:
            if not name.same_name(part.name) and name.basis is part.name.basis and name.overlaps(part.name):
                yield OverlapError(label(name), label(part.name), part.import_id)


def label(name: PartName) -> str:
    """The name of a part as people read it."""
    years = ", ".join(str(year) for year in name.fiscal_years)
    directions = " and ".join(direction.value for direction in name.directions)
    return f"{name.phase.value} budget of {years}, {directions}, {name.scope.label}"


def _covers(levels: PartName, adopted: PartName) -> bool:
    return levels.model_copy(update={"phase": Phase.ADOPTED}).overlaps(adopted)
