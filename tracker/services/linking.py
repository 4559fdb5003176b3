"""The home of funding links as people make and end them: require, check, keep, and count anew."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from rapidfuzz import process

from budgets.selectors import LineSelector
from tracker.alignment import FundingLink, action_key
from tracker.county import County
from tracker.errors import NotFoundError, StateError, TrackerError
from tracker.permissions import Actor, Permission, require
from tracker.records import Dimension, KeptLink, KeptPlan
from tracker.services.laying import Books, lay_change, lay_links
from tracker.services.unit_of_work import UnitOfWork
from tracker.standing import plans_in_force

NEAREST = 3


class UnknownKeyError(TrackerError):
    """A link names a code that no budget in the store has."""

    def __init__(self, part: str, code: str, nearest: Sequence[str]) -> None:
        hint = f"; the nearest are {', '.join(nearest)}" if nearest else "; import a budget that names one first"
        super().__init__(f"no budget in the store names {part} {code}{hint}")


class UnknownActionError(NotFoundError):
    """A link names an action that no plan in force has."""

    def __init__(self, department: str, action: str, nearest: Sequence[str]) -> None:
        hint = f"; the nearest are {', '.join(nearest)}" if nearest else ""
        super().__init__("action", f"{action} in the plans of {department}{hint}")


class LinkStandsError(StateError):
    """The same action is linked to the same lines already."""

    def __init__(self, standing: KeptLink) -> None:
        own = standing.link
        super().__init__(
            f"{own.action} and {own.selector.label}",
            f"linked already (link {standing.id}, {own.claim})",
            "linked a second time",
            f"end link {standing.id} first to claim another share",
        )


def link_action(uow: UnitOfWork, actor: Actor, county: County, wanted: FundingLink) -> KeptLink:
    """Tie an action to the part of the budget that pays for it.

    Raises ``UnknownActionError``, ``UnknownKeyError`` and ``LinkStandsError``.
    """
    return link_actions(uow, actor, county, [wanted])[0]


def link_actions(uow: UnitOfWork, actor: Actor, county: County, wanted: Sequence[FundingLink]) -> tuple[KeptLink, ...]:
    """Tie actions to what pays for them, all or none; raises as ``link_action`` does, for the first that cannot be."""
    require(actor, Permission.LINK_WRITE)
    with uow:
        uow.raise_data_version()
        lay_links(uow, county)
        books, made = Books(uow, county), []
        plans = uow.plans.load([head.id for head in plans_in_force(uow.plans.published())])
        for link in wanted:
            own = _checked(uow, books, county, plans, link)
            standing = uow.links.all()
            number = uow.links.add(own, by=actor.name, at=_now())
            kept = uow.links.get(number)
            lay_change(uow, books, kept, standing, comes=True)
            made.append(kept)
        uow.commit()
    return tuple(made)


def end_link(uow: UnitOfWork, actor: Actor, county: County, number: int, why: str) -> KeptLink:
    """Let a link count no more; it stays in the history. Raises ``NotFoundError`` and ``StateError``."""
    require(actor, Permission.LINK_WRITE)
    with uow:
        uow.raise_data_version()
        lay_links(uow, county)
        link = uow.links.get(number)
        if not link.stands:
            raise StateError(f"link {number}", "ended", "ended again")
        lay_change(uow, Books(uow, county), link, uow.links.all(), comes=False)
        uow.links.end(number, by=actor.name, at=_now(), why=why)
        ended = uow.links.get(number)
        uow.commit()
    return ended


def _checked(
    uow: UnitOfWork, books: Books, county: County, plans: Iterable[KeptPlan], wanted: FundingLink
) -> FundingLink:
    key = county.department_key(wanted.department)
    titles = {
        action_key(action.code or action.title): action.code or action.title
        for kept in plans
        if kept.department_key == key
        for action in kept.plan.actions
    }
    if wanted.action_key not in titles:
        raise UnknownActionError(wanted.department, wanted.action, _nearest(wanted.action, titles.values()))
    link = wanted.model_copy(update={"department": key, "action": titles[wanted.action_key]})
    _check_keys(uow, books, link.selector)
    for standing in uow.links.all():
        own = standing.link
        same = (own.department, own.action_key) == (link.department, link.action_key)
        if standing.stands and same and books.identity(own) == books.identity(link) and _overlap(own, link):
            raise LinkStandsError(standing)
    return link


def _check_keys(uow: UnitOfWork, books: Books, selector: LineSelector) -> None:
    for part, code in selector.named.items():
        dimension = Dimension(part)
        if not books.numbers(dimension, books.key(dimension, code)):
            known = {entry.label for entry in uow.chart.entries(dimension).values()}
            raise UnknownKeyError(part, code, _nearest(code, sorted(known)))


def _overlap(one: FundingLink, other: FundingLink) -> bool:
    return (one.until is None or other.since <= one.until) and (other.until is None or one.since <= other.until)


def _nearest(text: str, known: Iterable[str]) -> list[str]:
    return [choice for choice, *_ in process.extract(text, list(known), limit=NEAREST)]


def _now() -> datetime:
    return datetime.now(UTC)
