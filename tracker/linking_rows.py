"""The home of what the linking workbench is told: actions, branches of the budget, suggestions, links: typed rows."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from budgets.phases import Phase
from plans.progress import ActionStatus
from tracker.alignment import FundingLink
from tracker.funding_rows import Fall, LinkRow
from tracker.rows import CountyFacts, Source, View
from tracker.suggesting import Suggestion

KEY_DIGITS = 12
"""How many hexadecimal digits name a sure suggestion: enough to tell a county's apart, few enough to type."""


@dataclass(frozen=True, slots=True)
class LinkingAsked:
    """What of the workbench is looked at. None and empty: not chosen.

    ``department`` and ``goal`` filter actions; ``of`` and ``action`` name the chosen one, by the key of its department
    and its code or title. ``within`` and ``unit`` open a department and a unit of the budget, by key; ``words`` search
    the budget instead.
    """

    view: View
    department: str | None = None
    goal: str | None = None
    unlinked: bool = False
    of: str | None = None
    action: str | None = None
    cut: str = "department"
    within: str | None = None
    unit: str | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class AskMet:
    """What an action asks for, and what its links are counted in the book of ``phase``, each once, in dollars."""

    asked: Decimal
    linked: Decimal
    phase: Phase

    @property
    def rest(self) -> Decimal:
        """What of it nothing is linked to yet."""
        return max(self.asked - self.linked, Decimal(0))

    @property
    def beyond(self) -> Decimal:
        """What links pay beyond what is asked."""
        return max(self.linked - self.asked, Decimal(0))


@dataclass(frozen=True, slots=True)
class LinkAction:
    """An action that may be linked; ``linked`` is what links pay in the book, None where none counts in its period.

    ``met`` is what of its ask is linked already; None: no link counts, or it asks for nothing in the period.
    """

    department: str
    department_key: str
    name: str
    title: str
    goal: str | None
    status: ActionStatus | None
    asked: Decimal | None
    within_existing: bool
    named: tuple[str, ...]
    links: int
    linked: Decimal | None
    source: Source
    met: AskMet | None = None


@dataclass(frozen=True, slots=True)
class Branch:
    """One entry of the budget's tree: ``keys`` are what a link would name, ``opens`` the key to look beneath it.

    ``dollars`` is its expenditure; ``left`` what no link claims of it, None where that is not kept and is told when the
    entry is chosen.
    """

    part: str
    code: str | None
    name: str | None
    keys: Mapping[str, str]
    dollars: Decimal
    left: Decimal | None
    opens: str | None = None


@dataclass(frozen=True, slots=True)
class SureLink:
    """A link that the plan itself states, place and amount; ``title`` is that of its action.

    It would claim ``gross`` dollars of the book, of which ``net`` would be counted beside all other links; ``beside``
    names who claims the same lines where that is less: links that stand, with their actions, before other asks.
    ``falls`` are the links that stand on the same lines and would be counted less if all that is sure were made.
    """

    link: FundingLink
    department: str
    title: str
    goal: str | None
    label: str
    reasons: tuple[str, ...]
    gross: Decimal
    net: Decimal
    beside: tuple[str, ...] = ()
    falls: tuple[Fall, ...] = ()

    @property
    def key(self) -> str:
        """What names it on pages and the command line, for as long as it says the same."""
        return hashlib.sha256(self.link.model_dump_json().encode()).hexdigest()[:KEY_DIGITS]


def by_key(rows: Iterable[SureLink]) -> dict[str, SureLink]:
    """Sure suggestions by what names them; of a key that two of them had, neither: nobody could tell which is meant."""
    found: dict[str, list[SureLink]] = {}
    for row in rows:
        found.setdefault(row.key, []).append(row)
    return {key: row for key, (row, *others) in found.items() if not others}


@dataclass(frozen=True, slots=True)
class SureLinks:
    """What plans state themselves: the links that can all be met at nobody's expense, and those left to a person."""

    met: tuple[SureLink, ...]
    left_out: tuple[SureLink, ...]


@dataclass(frozen=True, slots=True)
class LinkingPage:
    """The workbench: actions on one side, the budget on the other, and what is known of both.

    ``chosen`` is the action that is being linked, ``suggested`` what may pay for it, ``links`` the links that stand
    and that were ended: those of the chosen action, or all. ``has_book``: there is a budget to link to.
    """

    county: CountyFacts
    view: View
    has_book: bool
    departments: tuple[tuple[str, str], ...]
    goals: tuple[tuple[str, str], ...]
    actions: tuple[LinkAction, ...]
    unlinked: int
    of: int
    chosen: LinkAction | None
    suggested: tuple[Suggestion, ...]
    trail: tuple[tuple[str, str], ...]
    branches: tuple[Branch, ...]
    links: tuple[LinkRow, ...]
