"""The home of what a finding is: the catalogue of every kind, with its sentence and its remedy.

What each kind means stands in docs/reference/findings.md; the rules are in tracker/finding_rules.py.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from budgets.money import to_cents
from budgets.phases import Phase
from tracker.rows import Cut, Source

Fact = str | int | Decimal | date | Phase
Say = Callable[[Fact], str]
KEY_DIGITS = 12
"""How many hexadecimal digits name a finding: enough to tell a county's apart, few enough to type."""


class Severity(StrEnum):
    """How much a finding weighs: high, money or a promise is lost; medium, to be looked at; low, not known."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class FindingKind:
    """One thing that can be found where plans and budgets meet: a stable kebab-case code, how much it weighs, words.

    ``problem`` and ``remedy`` are sentences for the owner; named facts are filled into ``problem``. ``of_money`` says
    whether it is about dollars, and so can have some at stake.
    """

    code: str
    severity: Severity
    title: str
    problem: str
    remedy: str
    of_money: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was found. ``about`` is what makes it the same one after the next import.

    ``dollars`` are those at stake; None: none, or not known. ``department`` is a key, None where lines name none.
    ``lead`` is the person or office whose business it is; None: the department's. ``source`` is its cell in a plan,
    ``lines`` are slices of a book, ``link`` the number of a funding link. ``is_of_all_keys``: its lines are those under
    all of these slices at once; where these name no department, those that name none. ``variant`` stands in place of
    the sentence of its kind.
    """

    kind: FindingKind
    about: tuple[str, ...]
    said: Mapping[str, Fact] = field(hash=False)
    dollars: Decimal | None = None
    department: str | None = None
    department_name: str = ""
    goal: str | None = None
    lead: str | None = None
    action: str | None = None
    title: str | None = None
    link: int | None = None
    phase: Phase | None = None
    lines: tuple[tuple[Cut, str], ...] = ()
    is_of_all_keys: bool = False
    source: Source | None = None
    variant: str | None = None

    @property
    def key(self) -> str:
        """What names it in addresses, in the history and for waivers, from one import to the next."""
        told = "\x1f".join((self.kind.code, *self.about))
        return hashlib.sha256(told.encode()).hexdigest()[:KEY_DIGITS]

    @property
    def owner(self) -> str:
        """Whose business it is: the lead, or else the department."""
        return self.lead or self.department_name or "nobody"

    def sentence(self, say: Say) -> str:
        """What was found, with numbers and days as ``say`` tells them."""
        return (self.variant or self.kind.problem).format_map({name: say(fact) for name, fact in self.said.items()})


def named_slice(cut: Cut, key: str) -> str:
    """What a finding calls the lines that it leads to: keys compare in small letters, and codes are told in capitals.

    >>> named_slice(Cut.PACKAGE, "ds_201")
    'package DS_201'
    """
    return f"{cut.value} {key.upper()}"


def plain(fact: Fact) -> str:
    """A fact as files, terminals and the history tell it: dollars to the cent, ISO days.

    >>> plain(Decimal("1200.5")), plain(date(2026, 6, 30)), plain(Phase.ADOPTED)
    ('$1,200.50', '2026-06-30', 'adopted')
    """
    match fact:
        case Decimal():
            cents = to_cents(fact)
            text = f"${abs(cents) // 100:,}.{abs(cents) % 100:02}"
            return f"({text})" if cents < 0 else text
        case date():
            return fact.isoformat()
        case _:
            return str(fact)


UNFUNDED = FindingKind(
    "unfunded-action",
    Severity.HIGH,
    "Unfunded action",
    "No link pays for {action}, and its plan does not say that existing resources carry it.",
    "Link it to what pays for it, or write in its plan that existing resources carry it.",
)
UNDER_FUNDED = FindingKind(
    "under-funded-action",
    Severity.HIGH,
    "Under-funded action",
    "{action} asks for {asked}, and links pay {paid} of it in the {phase} budget.",
    "Link what else pays for it, or bring its ask down to what there is.",
)
CUT = FindingKind(
    "funding-cut",
    Severity.HIGH,
    "Funding cut",
    "{action} is in progress, and its linked dollars fell from {before} ({earlier}) to {after} ({phase}).",
    "Ask its lead what the cut changes, and write that into the plan; or link other money.",
)
GONE = FindingKind(
    "funding-gone",
    Severity.HIGH,
    "Funding gone",
    "No money of the {phase} budget stands under {lines}, which link {link} names for {action}.",
    "Find where the money went, link that, and end this link.",
)
OVER = FindingKind(
    "over-allocated",
    Severity.HIGH,
    "Over-allocated",
    "Link {link} ({claim} of {lines}, for {action}) claims {over} more of the {phase} budget than is left for it; "
    "{beside}.",
    "Bring what these links claim down until no more is claimed than there is.",
)
NO_PLAN = FindingKind(
    "spending-without-plan",
    Severity.MEDIUM,
    "Spending without a plan",
    "{amount} of the {phase} budget of {department} carry the goal {goal}, and no link ties them to an action.",
    "Link these lines to the action that they pay for, or put that action into the plan.",
)
OUT_OF_STEP = FindingKind(
    "out-of-step",
    Severity.MEDIUM,
    "Out of step",
    "{action} starts before its money, or goes on when that has ended.",
    "Move the dates of the action, or link money of the time in which it runs.",
)
ONE_TIME = FindingKind(
    "one-time-money",
    Severity.MEDIUM,
    "One-time money",
    "{action} goes on after the period, and all {paid} that links pay for it in the {phase} budget are one-time.",
    "Ask for ongoing money, or say in the plan when the action ends.",
)
WHILE_CUT = FindingKind(
    "progress-while-cut",
    Severity.MEDIUM,
    "Progress reported while funding fell",
    "{action} was reported {status} on {day}, and its linked dollars fell from {before} ({earlier}) to {after} "
    "({phase}).",
    "Ask its lead how the work goes on with less, and where the money comes from.",
)
DIFFER = FindingKind(
    "amounts-differ",
    Severity.MEDIUM,
    "Plan and budget differ",
    "{action} {asks} for {asked} of {what}, and the {phase} budget has {held} there.",
    "Bring the ask and the budget together, or say in the plan what the difference is.",
)
UNANSWERED = FindingKind(
    "unanswered-question",
    Severity.MEDIUM,
    "Equity question not answered",
    "{lacking} required equity questions about the decision package {package} have no answer.",
    "Answer them, in the workbook of the department or on the page of the package.",
)
UNEXPLAINED = FindingKind(
    "unexplained-change",
    Severity.HIGH,
    "Council change without a statement",
    "The council changed {what} from {before} to {after}, and no equity question about it is answered.",
    "Answer what the change does to equity: of a package its own questions, of a program those of the department. One "
    "answer of the department, whatever it says, counts for the changes of all its programs.",
)
NO_ACTION = FindingKind(
    "link-without-action",
    Severity.MEDIUM,
    "Link without an action",
    "Link {link} pays for {action} of {department}, and no plan of the period has that action.",
    "Link the money to an action of the plan in force, or end this link.",
)
OWNERLESS = FindingKind(
    "ownerless",
    Severity.MEDIUM,
    "No owner",
    "{record} names no owner.",
    "Name one person or office in the plan.",
)
NEVER_UPDATED = FindingKind(
    "never-updated",
    Severity.MEDIUM,
    "Never updated",
    "{record} has begun, and nothing was ever reported of it.",
    "Send a report of progress.",
)
STALE = FindingKind(
    "stale",
    Severity.MEDIUM,
    "Stale",
    "{record} has no recent report.",
    "Send a report of progress.",
)
NO_BASELINE = FindingKind(
    "no-baseline",
    Severity.LOW,
    "No baseline",
    "{record} does not say where it begins, so that its progress cannot be told.",
    "Write the baseline and its day into the plan.",
    of_money=False,
)
NO_TARGET = FindingKind(
    "no-target",
    Severity.LOW,
    "No target",
    "{record} does not say where it goes.",
    "Write the target and its day into the plan.",
    of_money=False,
)

CATALOGUE: Mapping[str, FindingKind] = {
    kind.code: kind
    for kind in (
        GONE,
        CUT,
        OVER,
        UNEXPLAINED,
        UNDER_FUNDED,
        UNFUNDED,
        WHILE_CUT,
        ONE_TIME,
        OUT_OF_STEP,
        DIFFER,
        NO_PLAN,
        NO_ACTION,
        UNANSWERED,
        OWNERLESS,
        NEVER_UPDATED,
        STALE,
        NO_BASELINE,
        NO_TARGET,
    )
}
"""Every kind by its code, in the order in which they are told."""
