"""The home of what a command asks and does: its questions, its desk, and the period and phase that were typed."""

from budgets.phases import Phase
from tracker.commands.failures import UsageError
from tracker.commands.installation import Installation
from tracker.rows import View
from tracker.services.desk import Desk
from tracker.services.queries import Queries
from tracker.store.unit_of_work import reading, writing


def asking(here: Installation) -> Queries:
    """What may be asked of an installation."""
    return Queries(lambda: reading(here.database), here.county)


def desk(here: Installation) -> Desk:
    """What may be done there."""
    return Desk(lambda: writing(here.database), here.county)


def chosen_view(queries: Queries, period: str | None, phase: str | None) -> View:
    """The view that was typed; what was not typed is as pages have it. Raises ``UsageError`` for what is not there."""
    usual, known = queries.default_view(), {choice.key: choice for choice in queries.periods()}
    if period and period not in known:
        raise UsageError(f"there is no budget period {period}; there are {', '.join(known) or 'none yet'}")
    if phase and phase not in set(Phase):
        raise UsageError(f"there is no phase {phase}; there are {', '.join(Phase)}")
    chosen = known.get(period or usual.period)
    furthest = chosen.phases[-1] if chosen and chosen.phases and chosen.key != usual.period else usual.phase
    return View(period or usual.period, Phase(phase) if phase else furthest)
