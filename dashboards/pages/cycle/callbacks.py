"""The callbacks of the page of the budget cycle."""

from functools import partial

from dashboards.asking import Ask
from dashboards.ids import Cycle
from dashboards.pages.cycle.body import tell_cycle
from dashboards.pages.telling import Told, tell, view_of
from dashboards.wiring import Wiring
from tracker.permissions import Permission


def show_cycle(arguments: dict[str, str], *, ask: Ask) -> Told:
    """Tell the budget cycle around the period of the address; of one department its actions, where that is named."""
    view = view_of(arguments, ask)
    return tell_cycle(ask.cycle(view), view, arguments)


def connect(wiring: Wiring, ask: Ask) -> None:
    """Tie the page to its arguments."""
    ids = (Cycle.ARGUMENTS, Cycle.TITLE, Cycle.LINE, Cycle.BODY)
    tell(wiring, ids, Permission.REPORT_READ, partial(show_cycle, ask=ask))
