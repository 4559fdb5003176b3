"""The home of how much of what each action asks for its links pay already, in the book that a period is judged by."""

from collections import defaultdict
from collections.abc import Mapping

from budgets.money import from_cents
from tracker.alignment import action_key
from tracker.following import FollowedAction
from tracker.linking_rows import AskMet
from tracker.records import BookName
from tracker.rows import View
from tracker.services.finding_look import judged_phase
from tracker.services.looking import Look


def ask_met(look: Look, view: View, one: FollowedAction) -> AskMet | None:
    """What an action asks for and what its links are counted; None where none counts, or it asks for nothing here.

    They are counted in the furthest decision that has a book, whatever phase is looked at: what is asked once for a
    period is not asked again for each of its phases. Without a decision the book of the view is taken.
    """
    ask, period = one.action.ask, look.period(view)
    if ask.amount is None or ask.within_existing or period is None or one.kept.period != period:
        return None
    phase = judged_phase(look, period) or view.phase
    cents = _linked(look, View(view.period, phase)).get((one.kept.department_key, action_key(one.action.name)))
    return None if cents is None else AskMet(ask.amount, from_cents(cents), phase)


def _linked(look: Look, view: View) -> Mapping[tuple[str, str], int]:
    return look.keeping.of(("linked of asks", view), lambda: _linked_cents(look, view))


def _linked_cents(look: Look, view: View) -> Mapping[tuple[str, str], int]:
    """The net cents under the links of each action that has one in the period."""
    period, found = look.period(view), defaultdict[tuple[str, str], int](int)
    if period is None:
        return found
    book = BookName(period, view.phase)
    net = {key.link: own.net for key, own in look.uow.alignment.sums([book], ("link",)).get(book, {}).items()}
    for one in look.counting_links(view):
        found[one.department, action_key(one.action)] += net.get(one.link, 0)
    return dict(found)
