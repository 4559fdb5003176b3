"""The callbacks of the list of goals."""

from functools import partial

from dashboards.asking import Ask
from dashboards.ids import Goals
from dashboards.pages.goals.body import tell_goals
from dashboards.pages.telling import Told, tell, view_of
from dashboards.wiring import Wiring
from tracker.permissions import Permission


def show_goals(arguments: dict[str, str], *, ask: Ask) -> Told:
    """Tell all goals side by side."""
    view = view_of(arguments, ask)
    return tell_goals(ask.overview(view), view)


def connect(wiring: Wiring, ask: Ask) -> None:
    """Tie the page to its arguments."""
    ids = (Goals.ARGUMENTS, Goals.TITLE, Goals.LINE, Goals.BODY)
    tell(wiring, ids, Permission.REPORT_READ, partial(show_goals, ask=ask))
