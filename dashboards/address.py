"""The home of addresses: what a page shows stands in its own, so that a view can be mailed and gone back to."""

from collections.abc import Mapping, Sequence
from urllib.parse import parse_qsl, urlencode

from budgets.phases import Phase
from importers.values import find_record_number
from tracker.errors import NotFoundError
from tracker.rows import PeriodChoice, View

Arguments = Mapping[str, str]

UNNAMED = "~"
"""The slice of a book whose lines name nothing of the kind that it is cut by, as addresses write it."""


def read_arguments(search: str | None) -> dict[str, str]:
    """The arguments of an address; of a name that stands twice, the last one counts."""
    return dict(parse_qsl((search or "").lstrip("?")))


def read_number(text: str) -> int | None:
    """The whole number that an argument is; None for any other text, and for more digits than any record has.

    >>> read_number("12"), read_number("-1"), read_number("9" * 5000)
    (12, None, None)
    """
    return find_record_number(text)


def address(path: str, view: View | None = None, /, **arguments: object) -> str:
    """The address of a page; arguments that are None or empty are left out.

    >>> address("/goal", code="3", after=None)
    '/goal?code=3'
    """
    chosen = {"period": view.period, "phase": view.phase.value} if view and view.period else {}
    said = chosen | {name: str(value) for name, value in arguments.items() if value not in (None, "")}
    return f"{path}?{urlencode(said)}" if said else path


def with_view(href: str, view: View) -> str:
    """An address of our own with the period and phase in force added, where it names none itself."""
    path, _, search = href.partition("?")
    return address(path, view, **read_arguments(search))


def find_period(key: str, periods: Sequence[PeriodChoice]) -> PeriodChoice | None:
    """The period of a key."""
    return next((choice for choice in periods if choice.key == key), None)


def chosen_view(arguments: Arguments, periods: Sequence[PeriodChoice], default: View) -> View:
    """The period and phase that an address names, and the default ones where it names none.

    Raises NotFoundError for a period or phase that does not exist.
    """
    period = arguments.get("period") or default.period
    choice = find_period(period, periods)
    if choice is None and "period" in arguments:
        raise NotFoundError("budget period", period)
    return View(period=period, phase=_phase(arguments.get("phase"), choice, default))


def _phase(named: str | None, choice: PeriodChoice | None, default: View) -> Phase:
    if named is None:
        return default.phase if choice is None else nearest_phase(choice, default.phase)
    try:
        return Phase(named)
    except ValueError:
        raise NotFoundError("budget phase", named) from None


def nearest_phase(choice: PeriodChoice, wanted: Phase) -> Phase:
    """The wanted phase where the period has a book of it, or else the last one before it, or else the first."""
    order = list(Phase)
    earlier = [phase for phase in choice.phases if order.index(phase) <= order.index(wanted)]
    if earlier:
        return earlier[-1]
    return choice.phases[0] if choice.phases else wanted
