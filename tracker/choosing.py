"""The home of naming one book in one text, as addresses and commands do: ``2026-2027.adopted``."""

from collections.abc import Sequence

from budgets.phases import DECISIONS, Phase
from tracker.errors import NotFoundError
from tracker.rows import PeriodChoice, View


def book_name(view: View) -> str:
    """A book as addresses and commands name it.

    >>> book_name(View("2026-2027", Phase.ADOPTED))
    '2026-2027.adopted'
    """
    return f"{view.period}.{view.phase.value}"


def named_book(name: str) -> View:
    """The book of a name that ``book_name`` gave.

    >>> named_book("2026-2027.adopted") == View("2026-2027", Phase.ADOPTED)
    True
    """
    period, _, phase = name.rpartition(".")
    return View(period, Phase(phase))


def read_book(text: str, periods: Sequence[PeriodChoice], usual: str) -> View:
    """The book that a text names: period and phase, a phase of the ``usual`` period, or a period.

    A period alone means its furthest decision; ``now`` means the furthest decision of the usual period. Raises
    ``NotFoundError`` for a period or phase that is not there.
    """
    named = text.strip()
    if named == "now":
        return furthest(usual, periods)
    if named in set(Phase):
        return View(usual, Phase(named))
    if any(choice.key == named for choice in periods):
        return furthest(named, periods)
    period, _, phase = named.replace("/", ".").replace(" ", ".").rpartition(".")
    if phase not in set(Phase) or not any(choice.key == period for choice in periods):
        raise NotFoundError("budget", named)
    return View(period, Phase(phase))


def furthest(period: str, periods: Sequence[PeriodChoice]) -> View:
    """The furthest decision of a period; its last phase where nothing was decided."""
    phases = next((choice.phases for choice in periods if choice.key == period), ())
    decided = [phase for phase in DECISIONS if phase in phases]
    return View(period, [Phase.ADOPTED, *phases, *decided][-1])
