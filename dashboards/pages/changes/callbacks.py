"""The callbacks of the page What changed."""

from functools import partial

from dashboards.asking import Ask
from dashboards.ids import Changes
from dashboards.pages.changes.body import tell_changes
from dashboards.pages.changes.wanted import changes_wanted
from dashboards.pages.telling import Told, tell, view_of
from dashboards.wiring import Wiring
from tracker.permissions import Permission


def show_changes(arguments: dict[str, str], *, ask: Ask) -> Told:
    """Tell what changed from one book to another."""
    return tell_changes(ask.changes(changes_wanted(arguments, view_of(arguments, ask))))


def connect(wiring: Wiring, ask: Ask) -> None:
    """Tie the page to its arguments."""
    ids = Changes.ARGUMENTS, Changes.TITLE, Changes.LINE, Changes.BODY
    tell(wiring, ids, Permission.REPORT_READ, partial(show_changes, ask=ask))
