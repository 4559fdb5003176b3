"""The callbacks of the page of one goal."""

from functools import partial

from dashboards.asking import Ask
from dashboards.ids import Goal
from dashboards.pages.goal.body import tell_goal
from dashboards.pages.telling import Told, tell, view_of
from dashboards.wiring import Wiring
from tracker.permissions import Permission


def show_goal(arguments: dict[str, str], *, ask: Ask) -> Told:
    """Tell one goal, by the code in the address."""
    view = view_of(arguments, ask)
    code = arguments.get("code", "")
    return tell_goal(ask.goal(code, view), ask.goal_funding(code, view), view, arguments)


def connect(wiring: Wiring, ask: Ask) -> None:
    """Tie the page to its arguments."""
    ids = (Goal.ARGUMENTS, Goal.TITLE, Goal.LINE, Goal.BODY)
    tell(wiring, ids, Permission.REPORT_READ, partial(show_goal, ask=ask))
