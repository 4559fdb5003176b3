"""The callbacks of the page of one department."""

from functools import partial

from dashboards.asking import Ask
from dashboards.ids import Department
from dashboards.pages.department.body import tell_department
from dashboards.pages.telling import Told, tell, view_of
from dashboards.wiring import Wiring
from tracker.permissions import Permission


def show_department(arguments: dict[str, str], *, ask: Ask) -> Told:
    """Tell one department, by the key in the address."""
    view = view_of(arguments, ask)
    return tell_department(ask.department(arguments.get("key", ""), view), view, arguments)


def connect(wiring: Wiring, ask: Ask) -> None:
    """Tie the page to its arguments."""
    ids = (Department.ARGUMENTS, Department.TITLE, Department.LINE, Department.BODY)
    tell(wiring, ids, Permission.REPORT_READ, partial(show_department, ask=ask))
