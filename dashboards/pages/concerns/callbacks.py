"""The callbacks of the page of what needs attention."""

from dataclasses import replace
from functools import partial

from dashboards.asking import Ask
from dashboards.attention import found_of_money
from dashboards.ids import Concerns
from dashboards.pages.concerns.body import found_in, tell_all, tell_kind
from dashboards.pages.telling import Told, tell, view_of
from dashboards.wiring import Wiring
from tracker.permissions import Permission


def show_concerns(arguments: dict[str, str], *, ask: Ask) -> Told:
    """Tell what needs attention: all kinds, or every record of the one that the address names."""
    view = view_of(arguments, ask)
    told, kind = ask.overview(view), arguments.get("kind")
    if not kind:
        of_money = found_of_money(ask.findings(view))
        return tell_all(replace(told, attention=(*of_money, *told.attention)), view)
    planned = [row for row in ask.departments(view) if row.plan_version is not None]
    pages = [ask.department(row.key, view) for row in planned]
    return tell_kind(kind, told, found_in(kind, pages), view, arguments)


def connect(wiring: Wiring, ask: Ask) -> None:
    """Tie the page to its arguments."""
    ids = (Concerns.ARGUMENTS, Concerns.TITLE, Concerns.LINE, Concerns.BODY)
    tell(wiring, ids, Permission.REPORT_READ, partial(show_concerns, ask=ask))
