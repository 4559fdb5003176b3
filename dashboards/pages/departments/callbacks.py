"""The callbacks of the list of departments."""

from functools import partial

from dashboards.asking import Ask
from dashboards.ids import Departments
from dashboards.pages.departments.body import tell_departments
from dashboards.pages.telling import Told, tell, view_of
from dashboards.wiring import Wiring
from tracker.permissions import Permission


def show_departments(arguments: dict[str, str], *, ask: Ask) -> Told:
    """Tell all departments."""
    view = view_of(arguments, ask)
    return tell_departments(ask.county(), ask.departments(view), view)


def connect(wiring: Wiring, ask: Ask) -> None:
    """Tie the page to its arguments."""
    ids = (Departments.ARGUMENTS, Departments.TITLE, Departments.LINE, Departments.BODY)
    tell(wiring, ids, Permission.REPORT_READ, partial(show_departments, ask=ask))
