"""The home of funding links as people make and end them: require, check, keep, and count anew."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, datetime

from rapidfuzz import process

from budgets.calendar import LAST_YEAR
from tracker.alignment import FundingLink, action_key
from tracker.county import County
from tracker.errors import NotFoundError, StateError, TrackerError
from tracker.finding_history import Cause
from tracker.permissions import Actor, Permission, require
from tracker.records import Dimension, KeptLink
from tracker.services.findings import remember_findings
from tracker.services.laying import NEVER_KEPT, Books, lay_all, lay_change, lay_links
from tracker.services.unit_of_work import UnitOfWork
from tracker.standing import plans_in_force
from tracker.typed_words import words_typed

NEAREST = 3
MOST_HINTS = 100
"""How many times what is nearest is looked for in one file; others wait meanwhile."""
MOST_COMPARED = 50_000
"""With how many codes or titles that is held against in one file, all in all; a chart has up to ten thousand."""
_SAID = tuple(name for name in FundingLink.model_fields if name not in ("department", "action", "selector"))
"""What a link says beside who is paid from what."""
LONGEST_SOUGHT = 60
"""How much of a text is held against each, in characters: it takes as long as the text is, and no code is longer."""


class UnknownKeyError(TrackerError):
    """A link names a code that no budget in the store has."""

    def __init__(self, part: str, code: str, nearest: Sequence[str]) -> None:
        self.part, self.hint = part, _hint(nearest)
        super().__init__(
            f"no budget in the store names {part} {code}{self.hint or '; import a budget that does first'}"
        )


class UnknownActionError(NotFoundError):
    """A link names an action that no plan in force has."""

    def __init__(self, department: str, action: str, nearest: Sequence[str]) -> None:
        self.hint = _hint(nearest)
        super().__init__("action", f"{action} in the plans of {department}{self.hint}")


class LinkStandsError(StateError):
    """The same action is linked to the same lines already."""

    def __init__(self, standing: KeptLink) -> None:
        own, self.standing = standing.link, standing
        super().__init__(
            f"{own.action} and {own.selector.label}",
            f"linked already (link {standing.id}, {own.claim})",
            "linked a second time",
            f"end link {standing.id} first to claim another share",
        )


class NoReasonError(TrackerError):
    """A link is ended without a word why, which the history needs."""

    def __init__(self) -> None:
        super().__init__("a link is ended with a reason; write why, in a sentence")


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
        books, standing = Books(uow, county), list(uow.links.all())
        check = Check(uow, books, county, standing)
        made = []
        for link in wanted:
            own = check.checked(link)
            made.append(uow.links.get(uow.links.add(own, by=actor.name, at=_now())))
            check.stands(made[-1])
        if len(made) == 1:
            lay_change(uow, books, made[0], standing, comes=True)
        else:
            for book in books.parts:
                lay_all(uow, books, book)
        remember_findings(uow, county, Cause.LINK, by=actor.name)
        uow.commit()
    return tuple(made)


def end_link(uow: UnitOfWork, actor: Actor, county: County, number: int, why: str) -> KeptLink:
    """Let a link count no more; it stays in the history.

    Raises ``NotFoundError``, ``StateError`` and ``NoReasonError``.
    """
    require(actor, Permission.LINK_WRITE)
    reason = words_typed(why, "the reason")
    if not reason:
        raise NoReasonError
    with uow:
        uow.raise_data_version()
        lay_links(uow, county)
        link = uow.links.get(number)
        if not link.stands:
            raise StateError(f"link {number}", "ended", "ended again")
        lay_change(uow, Books(uow, county), link, uow.links.all(), comes=False)
        uow.links.end(number, by=actor.name, at=_now(), why=reason)
        ended = uow.links.get(number)
        remember_findings(uow, county, Cause.LINK, by=actor.name)
        uow.commit()
    return ended


def keep_all(
    uow: UnitOfWork, actor: Actor, county: County, wanted: Sequence[FundingLink], replaced: Sequence[KeptLink], why: str
) -> None:
    """Keep links that were checked, in place of some, within the unit of work of the caller, who commits."""
    lay_links(uow, county)
    for link in replaced:
        uow.links.end(link.id, by=actor.name, at=_now(), why=why)
    for own in wanted:
        uow.links.add(own, by=actor.name, at=_now())
    books = Books(uow, county)
    for book in books.parts:
        lay_all(uow, books, book)
    remember_findings(uow, county, Cause.LINK, by=actor.name)


class Check:
    """Holds what somebody wants to link against the plans, the budgets and the links that stand."""

    def __init__(self, uow: UnitOfWork, books: Books, county: County, standing: Iterable[KeptLink]) -> None:
        self._uow, self._books, self._county = uow, books, county
        self._known: dict[Dimension, list[str]] = {}
        self._hints, self._compared = MOST_HINTS, 0
        self._titles: dict[str, dict[str, str]] = defaultdict(dict)
        for kept in uow.plans.load([head.id for head in plans_in_force(uow.plans.published())]):
            names = [action.code or action.title for action in kept.plan.actions]
            self._titles[kept.department_key] |= {action_key(name): name for name in names}
        # Of one action and the same lines, by each year that they touch; those without an end under None.
        self._standing: dict[tuple[object, ...], list[KeptLink]] = defaultdict(list)
        self._said: dict[tuple[object, ...], list[KeptLink]] = defaultdict(list)
        self._department_keys: dict[str, str] = {}
        for link in standing:
            self.stands(link)

    def stands(self, link: KeptLink) -> None:
        """Know a link that counts."""
        if link.stands:
            same = self._same(link.link)
            for year in _years(link.link) if link.link.until else (None,):
                self._standing[same, year].append(link)
            if link.id > 0:
                self._said[self._whole(link.link)].append(link)

    def promise(self, link: FundingLink) -> None:
        """Know a link that will be kept together with others."""
        self.stands(KeptLink(id=NEVER_KEPT, link=link, by="", at=_now()))

    def find_known(self, wanted: FundingLink, numbered: KeptLink | None = None) -> KeptLink | None:
        """The link that stands and says the same, in whatever way it writes action and codes; of several ``numbered``.

        What it names may be gone from plans and budgets since.
        """
        found = self._said.get(self._whole(self._keyed(wanted)), ())
        return numbered if numbered in found else next(iter(found), None)

    def _keyed(self, wanted: FundingLink) -> FundingLink:
        return wanted.model_copy(update={"department": self._department_key(wanted.department)})

    def _department_key(self, name: str) -> str:
        if name not in self._department_keys:
            self._department_keys[name] = self._county.department_key(name)
        return self._department_keys[name]

    def checked(self, wanted: FundingLink, instead_of: KeptLink | None = None) -> FundingLink:
        """The link as it will be kept: with the key of its department, and its action as the plan writes it.

        It may take the place of one that stands. Raises as ``link_action`` does.
        """
        key = self._department_key(wanted.department)
        titles = self._titles.get(key, {})
        if wanted.action_key not in titles:
            raise UnknownActionError(wanted.department, wanted.action, self._nearest(wanted.action, titles.values()))
        link = wanted.model_copy(update={"department": key, "action": titles[wanted.action_key]})
        for part, code in link.selector.named.items():
            dimension = Dimension(part)
            if not self._books.numbers(dimension, self._books.key(dimension, code)):
                raise UnknownKeyError(part, code, self._nearest(code, self._labels(dimension)))
        for standing in self._near(link):
            if standing is not instead_of and _overlap(standing.link, link):
                raise LinkStandsError(standing)
        return link

    def _near(self, link: FundingLink) -> Iterator[KeptLink]:
        """The links of its action and lines that may touch its days; there may be one for each day of many years."""
        same = self._same(link)
        yield from self._standing.get((same, None), ())
        for year in _years(link):
            yield from self._standing.get((same, year), ())

    def _labels(self, dimension: Dimension) -> list[str]:
        if dimension not in self._known:
            self._known[dimension] = sorted({entry.label for entry in self._uow.chart.entries(dimension).values()})
        return self._known[dimension]

    def _nearest(self, text: str, known: Collection[str]) -> list[str]:
        if not self._hints or self._compared + len(known) > MOST_COMPARED:
            return []
        self._hints -= 1
        self._compared += len(known)
        return [choice for choice, *_ in process.extract(text[:LONGEST_SOUGHT], list(known), limit=NEAREST)]

    def _same(self, link: FundingLink) -> tuple[object, ...]:
        return link.department, link.action_key, self._books.identity(link)

    def _whole(self, link: FundingLink) -> tuple[object, ...]:
        return *self._same(link), *(getattr(link, name) for name in _SAID)


def _years(link: FundingLink) -> Iterable[int]:
    last = link.until.year if link.until else LAST_YEAR
    return range(link.since.year, max(last, link.since.year) + 1)


def _overlap(one: FundingLink, other: FundingLink) -> bool:
    return (one.until is None or other.since <= one.until) and (other.until is None or one.since <= other.until)


def _hint(nearest: Sequence[str]) -> str:
    return f"; the nearest are {', '.join(nearest)}" if nearest else ""


def _now() -> datetime:
    return datetime.now(UTC)
