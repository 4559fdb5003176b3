"""The callbacks of the page that leadership reads before a budget is made."""

from functools import partial

from dashboards.asking import Ask
from dashboards.ids import Briefing
from dashboards.pages.briefing.body import tell_all, tell_department
from dashboards.pages.telling import Told, tell, view_of
from dashboards.wiring import Wiring
from tracker.permissions import Permission


def show_briefing(arguments: dict[str, str], *, ask: Ask) -> Told:
    """Tell what to ask all departments, or the one that the address names."""
    view, department = view_of(arguments, ask), arguments.get("department")
    if department is None:
        return tell_all(ask.briefings(view), view)
    return tell_department(ask.briefing(department, view), view)


def connect(wiring: Wiring, ask: Ask) -> None:
    """Tie the page to its arguments."""
    ids = (Briefing.ARGUMENTS, Briefing.TITLE, Briefing.LINE, Briefing.BODY)
    tell(wiring, ids, Permission.REPORT_READ, partial(show_briefing, ask=ask))
