"""The home of what is told of links and the money under them: typed rows, with their sources."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from budgets.phases import Phase
from plans.progress import ActionStatus
from tracker.aligned_money import AlignedMoney, Coverage
from tracker.alignment import Basis, is_at_no_expense, over_allocated
from tracker.rows import Asked, CountyFacts, Covered, Source, View


@dataclass(frozen=True, slots=True)
class LinkedFte:
    """FTE under some links, each once, on average over the years of a book.

    ``shares`` and ``fixed`` are how many of the links find lines in the book. A fixed amount is dollars alone: of the
    FTE beside them nothing is known, and ``fte`` is what the shares tie.
    """

    fte: Decimal
    shares: int
    fixed: int


@dataclass(frozen=True, slots=True)
class FteCoverage:
    """The FTE of a book, each once, on average over its years.

    ``linked`` are under shares; ``unsaid`` stand on lines that a fixed amount claims, and which of them it pays nobody
    said.
    """

    total: Decimal
    linked: Decimal
    unsaid: Decimal


@dataclass(frozen=True, slots=True)
class GoalAligned:
    """One goal and its money in a book; ``code`` empty: links to actions that name no shared goal.

    ``fte`` None: the book says no FTE.
    """

    code: str
    name: str
    short_name: str
    money: AlignedMoney
    links: int
    asked: Asked
    fte: LinkedFte | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A department or a fund, as it is addressed and as it is told; ``key`` None: the lines name none."""

    key: str | None
    name: str


@dataclass(frozen=True, slots=True)
class Flow:
    """Money from a department and a fund to a goal."""

    goal: str
    department: Place
    fund: Place
    money: AlignedMoney


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One funding link. ``action_title`` None: no plan of the period has the action any more.

    ``gross`` and ``net`` are dollars of the book that is looked at; None: the link does not count in its period.
    ``fte`` None: the book says no FTE.
    """

    id: int
    department: str
    department_key: str
    action: str
    action_title: str | None
    goal: str | None
    lead: str | None
    status: ActionStatus | None
    lines: str
    claim: str
    gross: Decimal | None
    net: Decimal | None
    basis: Basis
    since: date
    until: date | None
    note: str | None
    by: str
    at: datetime
    source: Source | None
    fte: LinkedFte | None = None
    ended_by: str | None = None
    ended_at: datetime | None = None
    ended_why: str | None = None

    @property
    def over(self) -> Decimal | None:
        """What it is over-allocated; None where it does not count."""
        return None if self.gross is None or self.net is None else over_allocated(self.gross, self.net)


@dataclass(frozen=True, slots=True)
class LinkPaid:
    """What a link claims of a book, and what of it is counted, in dollars.

    ``goal`` is the code of the shared goal that it serves; ``is_stopped``: its action is cancelled or deferred.
    """

    id: int
    gross: Decimal
    net: Decimal
    goal: str | None = None
    is_stopped: bool = False

    @property
    def over(self) -> Decimal:
        """What it is over-allocated."""
        return over_allocated(self.gross, self.net)


@dataclass(frozen=True, slots=True)
class LinesLeft:
    """What some lines of a book come to, in dollars, and what no link claims of them."""

    total: Decimal
    left: Decimal

    @property
    def claimed(self) -> Decimal:
        """What links claim of them, each dollar once."""
        return self.total - self.left


class Silence(StrEnum):
    """Why a link counts nothing in a book, whatever its lines come to."""

    ANOTHER_PERIOD = "another period"
    NOT_SPENT = "not spent"


@dataclass(frozen=True, slots=True)
class Fall:
    """A link that another one would take dollars from: what of it is counted in a book ``before`` and ``after``.

    ``goal`` is the code of the shared goal of its action; None: it serves none, or no plan of the period has it.
    """

    link: int
    department: str
    action: str
    before: Decimal
    after: Decimal
    goal: str | None = None


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a link would do to a book, in dollars, before it is kept.

    Its lines come to ``total``, of which no link claims ``left``. The link would claim ``gross`` of them and be counted
    ``net``; by ``over`` more dollars than now would links be over-allocated, whichever is not met. ``silence``:
    why it would count nothing, where its days are those of other periods, or an amount would have to be spent.
    ``falls`` are the links that would be counted less than now, what falls most first.
    """

    total: Decimal
    left: Decimal
    gross: Decimal
    net: Decimal
    over: Decimal
    silence: Silence | None = None
    falls: tuple[Fall, ...] = ()

    @property
    def is_at_no_expense(self) -> bool:
        """Whether it would get all that it claims, and no other link less than now."""
        return is_at_no_expense(self.gross, self.net, self.falls)


@dataclass(frozen=True, slots=True)
class AlignmentPage:
    """What a book pays for, goal by goal, department by department, fund by fund, and by link, the largest first.

    ``of_packages`` is how many links name a decision package where the book names none: they find nothing there.
    """

    county: CountyFacts
    view: View
    coverage: Coverage
    goals: tuple[GoalAligned, ...]
    flows: tuple[Flow, ...]
    links: tuple[LinkPaid, ...]
    actuals: Covered | None = None
    fte: FteCoverage | None = None
    of_packages: int = 0


@dataclass(frozen=True, slots=True)
class ActionFunding:
    """One action and its money, phase by phase of the period: linked dollars, each once.

    None where no line of the book of a phase is under any of its links. ``fte`` is that of the book that is looked at;
    None: it says no FTE. ``cut`` is what of the proposed dollars the adopted book cut (docs/reference/findings.md):
    less than its fall where other links take more of the same lines; 0 where it gets no less, or a book is not there.
    """

    id: int
    code: str | None
    title: str
    department: str
    department_key: str
    lead: str | None
    status: ActionStatus | None
    asked: Decimal | None
    within_existing: bool
    by_phase: tuple[tuple[Phase, Decimal | None], ...]
    source: Source
    cut: Decimal
    fte: LinkedFte | None = None


@dataclass(frozen=True, slots=True)
class GoalFunding:
    """One goal's money, phase by phase of the period, and the actions that it pays.

    ``fte`` are those under its links in the phases of ``by_phase``; None: the book of the phase says no FTE.
    ``of_packages`` is how many of its links name a decision package, by the phases whose book names none.
    """

    county: CountyFacts
    view: View
    code: str
    by_phase: tuple[tuple[Phase, AlignedMoney], ...]
    actions: tuple[ActionFunding, ...]
    unlinked: int
    actuals: Covered | None = None
    fte: tuple[LinkedFte | None, ...] = ()
    of_packages: tuple[tuple[Phase, int], ...] = ()
