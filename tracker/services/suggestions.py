"""The home of suggestions over what is in force: the chart of one book, the actions of its period, and what fits."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from budgets.money import from_cents
from tracker.alignment import FundingLink, action_key
from tracker.errors import NotFoundError
from tracker.following import FollowedAction
from tracker.linking_rows import AskMet
from tracker.records import BookName, Dimension, KeptLink
from tracker.rows import View
from tracker.services.asks_met import ask_met
from tracker.services.laying import Books, Claimed, claims_of
from tracker.services.looking import Look, of_direction
from tracker.suggesting import Spot, Suggester, Suggestion, Wish, confirmed, suggester
from tracker.sums import Slice

_CUTS = (
    (Dimension.UNIT, (Dimension.DEPARTMENT, Dimension.UNIT)),
    (Dimension.PROGRAM, (Dimension.UNIT, Dimension.PROGRAM)),
    (Dimension.FUND, (Dimension.FUND, Dimension.DEPARTMENT)),
    (Dimension.PACKAGE, (Dimension.PACKAGE, Dimension.DEPARTMENT)),
)
"""The kept totals that tell what each entry of the chart comes to, and whose it is; units come before programs."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """An action that nothing is linked to as the suggestion has it, and what may pay for it.

    ``met`` is what of its ask is linked already; None: nothing. Where all of it is, nothing is suggested.
    """

    action: FollowedAction
    found: tuple[Suggestion, ...]
    met: AskMet | None = None

    @property
    def name(self) -> str:
        """How a link names the action."""
        return self.action.action.name


def suggestions(look: Look, view: View) -> tuple[Suggested, ...]:
    """What may pay for each action of a period, by its book; without those that are linked to the same already.

    An action that its plan carries with what is there, or that is closed, is not looked at.
    """
    return look.keeping.of(("suggestions", view), lambda: _suggestions(look, view))


def suggested_for(look: Look, view: View, department: str, action: str) -> Suggested:
    """What may pay for one action. Raises ``NotFoundError`` for one that no plan of the period has."""
    own = look.followed(view).of_department(department).actions
    one = next((each for each in own if action_key(each.action.name) == action_key(action)), None)
    if one is None:
        raise NotFoundError("action", action)
    return _of(look, view, one, _linked(look), _suggester(look, view))


@dataclass(frozen=True, slots=True)
class SureClaim:
    """A link that a plan states, place and amount, with what it would claim beside all others.

    ``beside`` names, where not all of it would be counted, who claims the same lines: links that stand, by number and
    action, and then other actions whose plans state the same.
    """

    link: FundingLink
    claimed: Claimed
    beside: tuple[str, ...]


def sure_links(look: Look, view: View, among: Iterable[Suggested]) -> tuple[SureClaim, ...]:
    """The links of suggestions that are sure, the best one of each action, and what comes of all of them together.

    Sure is what the plan itself states, place and amount, where the action has no link yet. Those that are met can be
    made at once: each gets all that it claims, and no link that stands is counted less by it.
    """
    linked = {(own.link.department, own.link.action_key) for own in _standing(look)}
    period = look.period(view)
    if period is None:
        return ()
    wanted = []
    for each in among:
        best = next((one for one in each.found if one.is_sure), None)
        if best and (each.action.kept.department_key, action_key(each.name)) not in linked:
            wanted.append(confirmed(best, each.action.kept.department_key, each.name, period))
    return _claims(look, BookName(period, view.phase), wanted)


def can_be_made_together(look: Look, view: View, wanted: Sequence[FundingLink]) -> bool:
    """Whether each of some links gets all that it claims of the book of a view, and no link that stands gets less."""
    period = look.period(view)
    if period is None:
        return False
    found = claims_of(look.uow, Books(look.uow, look.rules_of), BookName(period, view.phase), wanted)
    return all(own.is_met for own in found)


def _suggestions(look: Look, view: View) -> tuple[Suggested, ...]:
    linked, made = _linked(look), _suggester(look, view)
    followed = [one for one in look.followed(view).actions if one.action.is_open and not one.action.ask.within_existing]
    told = (_of(look, view, one, linked, made) for one in followed)
    return tuple(one for one in told if one.found)


def _of(look: Look, view: View, one: FollowedAction, linked: "_Linked", made: Suggester) -> Suggested:
    period, ask = look.period(view), one.action.ask
    asked = ask.amount if one.kept.period == period else None
    department, met = one.kept.department_key, ask_met(look, view, one)
    if met and met.linked and not met.rest:
        return Suggested(one, (), met)
    taken = linked.get((department, action_key(one.action.name)), frozenset())
    rules = look.rules_of.codes
    found = made.of(Wish(department, one.action, one.goal, asked, met.linked if met else Decimal(0)))
    return Suggested(one, tuple(each for each in found if each.selector.identity_under(rules) not in taken), met)


_Linked = Mapping[tuple[str, str], frozenset[tuple[tuple[str, str], ...]]]


def _linked(look: Look) -> _Linked:
    rules = look.rules_of.codes
    found: dict[tuple[str, str], set[tuple[tuple[str, str], ...]]] = defaultdict(set)
    for kept in _standing(look):
        own = kept.link
        found[own.department, own.action_key].add(own.selector.identity_under(rules))
    return {key: frozenset(own) for key, own in found.items()}


def _standing(look: Look) -> list[KeptLink]:
    return [kept for kept in look.links if kept.stands]


def _suggester(look: Look, view: View) -> Suggester:
    return look.keeping.of(("suggester", view), lambda: _make_suggester(look, view))


def _make_suggester(look: Look, view: View) -> Suggester:
    titles = [one.action.title for one in look.followed(view).actions]
    return suggester(spots(look, view), titles, look.rules_of.codes)


def spots(look: Look, view: View) -> tuple[Spot, ...]:
    """The units, programs, funds and packages of a book, from kept totals."""
    found: dict[tuple[str, str], _Entry] = {}
    for part, (outer, inner) in _CUTS:
        for kept in of_direction(look.totals(look.book(view), outer, inner)):
            of_outer, of_inner = look.naming(outer)(kept.outer), look.naming(inner)(kept.inner)
            own, beside = (of_outer, of_inner) if part is outer else (of_inner, of_outer)
            if own.key is None:
                continue
            entry = found.setdefault((part.value, own.key), _Entry(own))
            entry.cents += kept.sum.cents or 0
            if part is Dimension.PROGRAM:
                unit = found.get((Dimension.UNIT.value, beside.key or ""))
                entry.departments |= unit.departments if unit else set()
            elif beside.key:
                entry.departments.add(beside.key)
    goals = _goals(look, view)
    return tuple(
        Spot(
            part=part,
            key=key,
            code=entry.named.code,
            name=entry.named.name,
            departments=frozenset(entry.departments),
            dollars=from_cents(entry.cents),
            goals=frozenset(goals.get((part, key), ())),
        )
        for (part, key), entry in found.items()
    )


def _standing_first(number: int) -> tuple[bool, int]:
    return number < 0, abs(number)


@dataclass(slots=True)
class _Entry:
    """An entry of the chart while its totals are added up."""

    named: Slice
    cents: int = 0
    departments: set[str] = field(default_factory=set)


def _goals(look: Look, view: View) -> Mapping[tuple[str, str], set[str]]:
    """The shared goals that the lines of each package name."""
    period = look.period(view)
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    if period is None:
        return found
    book = BookName(period, view.phase)
    for key in look.uow.alignment.sums([book], ("package", "goal")).get(book, {}):
        package, goal = look.naming(Dimension.PACKAGE)(key.package).key, look.naming(Dimension.GOAL)(key.goal).key
        if package and goal and look.framework.find_goal(goal):
            found["package", package].add(goal)
    return found


def _claims(look: Look, book: BookName, wanted: list[FundingLink]) -> tuple[SureClaim, ...]:
    if not wanted:
        return ()
    found = claims_of(look.uow, Books(look.uow, look.rules_of), book, wanted)
    names = {-place: link.action for place, link in enumerate(wanted, start=1)}
    names |= {kept.id: f"link {kept.id} ({kept.link.action})" for kept in _standing(look)}
    return tuple(
        # What stands in the way first: other asks may be made or not.
        SureClaim(link, own, tuple(names[each] for each in sorted(own.beside, key=_standing_first)))
        for link, own in zip(wanted, found, strict=True)
    )
