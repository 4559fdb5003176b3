"""The callbacks of the page that explains the arithmetic."""

from functools import partial

from dashboards.asking import Ask
from dashboards.ids import Numbers
from dashboards.pages.numbers.body import tell_numbers
from dashboards.pages.telling import Told, tell
from dashboards.wiring import Wiring
from plans.attainment import Thresholds
from tracker.permissions import Permission


def show_numbers(_arguments: dict[str, str], *, ask: Ask, thresholds: Thresholds) -> Told:
    """Explain the arithmetic."""
    return tell_numbers(ask.county(), thresholds)


def connect(wiring: Wiring, ask: Ask, thresholds: Thresholds) -> None:
    """Tie the page to its arguments."""
    ids = (Numbers.ARGUMENTS, Numbers.TITLE, Numbers.LINE, Numbers.BODY)
    tell(wiring, ids, Permission.REPORT_READ, partial(show_numbers, ask=ask, thresholds=thresholds))
