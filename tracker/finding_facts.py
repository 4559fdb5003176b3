"""The home of what findings are judged by: typed facts of one budget period, whoever looked them up."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from budgets.period import BudgetPeriod
from budgets.phases import Phase
from tracker.alignment import FundingLink, over_allocated
from tracker.following import Followed, FollowedAction
from tracker.rows import Cut


class Paid(NamedTuple):
    """Dollars of one book under a link: what it claims, and what of it is counted."""

    gross: Decimal
    net: Decimal

    @property
    def over(self) -> Decimal:
        """What the link is over-allocated."""
        return over_allocated(self.gross, self.net)


class Standing(NamedTuple):
    """Dollars of one book that some links pay: what is counted, and what they would be paid if no other link stood."""

    net: Decimal
    alone: Decimal


def book_cut(before: Standing, after: Standing) -> Decimal:
    """What a later book cut of what links pay: what is counted less now, and no more than the book took; never below 0.

    What other links claim of the same lines may move dollars from one link to another. That is no cut.
    """
    return max(min(before.net - after.net, before.alone - after.alone), Decimal(0))


class Named(NamedTuple):
    """Something of a budget, as it is addressed and as it is told; ``key`` None: the lines name none."""

    key: str | None
    name: str


class LinkFacts(NamedTuple):
    """One link that counts in the period, and its money; of a book under which it has none, there is no entry.

    ``alone`` is what it would be paid of a book if no other link stood; a book that is not there: what is counted.
    ``one_time`` divides its net dollars of the judged book by what their lines say. ``beside`` are the links that claim
    the same dollars, ``keys`` are what it names as slices of a book, the narrowest first. ``in_next`` and ``in_last``
    say whether the furthest decision of the period after, or before, has money under it.
    """

    id: int
    link: FundingLink
    department: Named
    action: FollowedAction | None
    paid: Mapping[Phase, Paid] = MappingProxyType({})
    alone: Mapping[Phase, Decimal] = MappingProxyType({})
    one_time: Mapping[bool | None, Decimal] = MappingProxyType({})
    beside: tuple[int, ...] = ()
    keys: tuple[tuple[Cut, str], ...] = ()
    in_next: bool = False
    in_last: bool = False


@dataclass(frozen=True, slots=True)
class ActionFacts:
    """One action and the links that pay for it."""

    followed: FollowedAction
    links: tuple[LinkFacts, ...]

    def paid(self, phase: Phase) -> Decimal | None:
        """Its net dollars of a book; None where no money of that book is under any of its links."""
        own = [link.paid[phase].net for link in self.links if phase in link.paid]
        return sum(own, Decimal(0)) if own else None

    def standing(self, phase: Phase) -> Standing:
        """What of a book is counted for it, and what its links would be paid if no other stood."""
        own = [link for link in self.links if phase in link.paid]
        alone = sum((link.alone.get(phase, link.paid[phase].net) for link in own), Decimal(0))
        return Standing(self.paid(phase) or Decimal(0), alone)


@dataclass(frozen=True, slots=True)
class ActionFall:
    """What the links of an action are paid of an earlier decision, and of the judged book, which cut some of it."""

    action: ActionFacts
    earlier: Phase
    before: Standing
    after: Standing

    @property
    def cut(self) -> Decimal:
        """What the book took, in dollars."""
        return book_cut(self.before, self.after)


@dataclass(frozen=True, slots=True)
class Tagged:
    """Dollars of the judged book that no link claims, and whose own lines name a shared goal.

    ``linked`` is what links claim of the lines of that department and goal beside them, each dollar once.
    """

    department: Named
    goal: str
    goal_name: str
    amount: Decimal
    linked: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class AskedOfBook:
    """A package or unit that plans name, and what the judged book has of it; ``amount`` None: nothing.

    ``exact`` says that what is asked should be all of it (a package), not at most all (a unit).
    """

    cut: Cut
    place: Named
    amount: Decimal | None
    actions: tuple[FollowedAction, ...]
    exact: bool


@dataclass(frozen=True, slots=True)
class PackageFacts:
    """A decision package of which questions are asked, and how many required ones have no answer.

    ``goal`` is the one shared goal that it serves; None: none, or several. ``struck_from`` is the book that had it
    last, where the judged one has it no more.
    """

    package: Named
    department: Named
    amount: Decimal | None
    lacking: int
    goal: str | None = None
    struck_from: Phase | None = None


@dataclass(frozen=True, slots=True)
class CouncilChange:
    """A package, or what a program holds beside packages, as proposed and as adopted; None: nothing.

    ``goal`` is the one shared goal that a package serves; None: none, or several, or a program.
    """

    cut: Cut
    place: Named
    department: Named
    before: Decimal | None
    after: Decimal | None
    has_statement: bool
    goal: str | None = None

    @property
    def dollars(self) -> Decimal:
        """By how much it changed, whichever way."""
        return abs((self.after or Decimal(0)) - (self.before or Decimal(0)))


@dataclass(frozen=True)
class PeriodFacts:
    """Everything that findings of one period are judged by.

    ``judged`` is the furthest decision that has a book; None: there is none yet, and nothing is said of money.
    ``earlier`` are decisions before it that cover nothing that it does not (docs/reference/findings.md). ``whole`` says
    that the judged book has spending of every year of the period. ``next_has_book``: the period after has a decision.
    """

    period: BudgetPeriod
    judged: Phase | None
    earlier: tuple[Phase, ...]
    whole: bool
    followed: Followed
    links: tuple[LinkFacts, ...] = ()
    tagged: tuple[Tagged, ...] = ()
    asked: tuple[AskedOfBook, ...] = ()
    packages: tuple[PackageFacts, ...] = ()
    changes: tuple[CouncilChange, ...] = ()
    next_has_book: bool = False

    @cached_property
    def actions(self) -> tuple[ActionFacts, ...]:
        """Every action of the plans of the period, with its links."""
        own: dict[object, list[LinkFacts]] = {}
        for link in self.links:
            if link.action is not None:
                own.setdefault(link.action.place, []).append(link)
        return tuple(ActionFacts(one, tuple(own.get(one.place, ()))) for one in self.followed.actions)

    @cached_property
    def falls(self) -> tuple[ActionFall, ...]:
        """Actions of which the judged book cut something, each against the earlier decision of which it cut most."""
        if self.judged is None:
            return ()
        found = []
        for one in self.actions:
            after = one.standing(self.judged)
            falls = [ActionFall(one, phase, one.standing(phase), after) for phase in self.earlier]
            most = max(falls, key=lambda fall: fall.cut, default=None)
            if most and most.cut:
                found.append(most)
        return tuple(found)

    @property
    def active(self) -> Iterator[ActionFacts]:
        """The open actions that run in the period; one without dates runs in all of it."""
        for one in self.actions:
            action = one.followed.action
            ends_before = action.due is not None and action.due < self.period.start
            starts_after = action.start is not None and action.start > self.period.end
            if action.is_open and not ends_before and not starts_after:
                yield one
