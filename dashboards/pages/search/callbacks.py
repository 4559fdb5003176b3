"""The callbacks of the page of what was found."""

from functools import partial

from dashboards.asking import Ask
from dashboards.ids import Search
from dashboards.pages.search.body import tell_search
from dashboards.pages.telling import Told, tell, view_of
from dashboards.wiring import Wiring
from tracker.permissions import Permission


def show_search(arguments: dict[str, str], *, ask: Ask) -> Told:
    """Tell what was found."""
    view, words = view_of(arguments, ask), arguments.get("q", "").strip()
    return tell_search(ask.search(words) if words else (), words, view)


def connect(wiring: Wiring, ask: Ask) -> None:
    """Tie the page to its arguments."""
    ids = (Search.ARGUMENTS, Search.TITLE, Search.LINE, Search.BODY)
    tell(wiring, ids, Permission.REPORT_READ, partial(show_search, ask=ask))
