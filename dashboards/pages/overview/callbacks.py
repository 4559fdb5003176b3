"""The callbacks of the overview."""

from functools import partial

from budgets.phases import Direction
from dashboards.asking import Ask
from dashboards.ids import Overview
from dashboards.pages.overview.body import tell_overview
from dashboards.pages.telling import Told, tell, view_of
from dashboards.wiring import Wiring
from tracker.permissions import Permission
from tracker.rows import Cut


def show_overview(arguments: dict[str, str], *, ask: Ask) -> Told:
    """Tell the county on one page, for the period and phase of the address."""
    view = view_of(arguments, ask)
    money = ask.budget(view, Direction.EXPENDITURE, Cut.GOAL)
    return tell_overview(ask.overview(view), view, money, ask.calendar(), ask.findings(view))


def connect(wiring: Wiring, ask: Ask) -> None:
    """Tie the page to its arguments."""
    ids = (Overview.ARGUMENTS, Overview.TITLE, Overview.LINE, Overview.BODY)
    tell(wiring, ids, Permission.REPORT_READ, partial(show_overview, ask=ask))
