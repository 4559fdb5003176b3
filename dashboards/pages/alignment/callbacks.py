"""The callbacks of the alignment page."""

from functools import partial

from dashboards.asking import Ask
from dashboards.ids import Alignment
from dashboards.pages.alignment.body import tell_alignment
from dashboards.pages.telling import Told, tell, view_of
from dashboards.wiring import Wiring
from tracker.permissions import Permission


def show_alignment(arguments: dict[str, str], *, ask: Ask) -> Told:
    """Tell what a book pays for."""
    told = ask.alignment(view_of(arguments, ask))
    return tell_alignment(told, partial(ask.link_rows, told.view), arguments)


def connect(wiring: Wiring, ask: Ask) -> None:
    """Tie the page to its arguments."""
    ids = (Alignment.ARGUMENTS, Alignment.TITLE, Alignment.LINE, Alignment.BODY)
    tell(wiring, ids, Permission.REPORT_READ, partial(show_alignment, ask=ask))
