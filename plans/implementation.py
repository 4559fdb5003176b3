"""The home of a department's implementation plan: its actions, who does them, with whom, and what they ask for."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from plans.measures import Measure
from plans.progress import OPEN_STATUSES, ActionStatus, ProgressUpdate


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PartnerKind(StrEnum):
    """Who a partner is."""

    COMMUNITY_ORGANIZATION = "community_organization"
    AGENCY = "agency"
    OTHER_GOVERNMENT = "other_government"


class Partner(_Frozen):
    """One who carries an action together with its lead. ``kind`` is None where the plan does not say."""

    name: str
    kind: PartnerKind | None = None


class Agreement(_Frozen):
    """What a partner and the county promised each other, for how long; ``actions`` are the codes that stand on it."""

    partner: str
    title: str
    start: date | None = None
    end: date | None = None
    county_promises: str | None = None
    partner_promises: str | None = None
    actions: tuple[str, ...] = ()


class FundingAsk(_Frozen):
    """What an action asks the budget for.

    ``amount`` is dollars over the whole plan period and ``fte`` an average; zero as written is zero, None is "not
    said". ``within_existing`` says that the plan asks for nothing because existing resources carry it.
    """

    amount: Decimal | None = None
    fte: Decimal | None = None
    fund: str | None = None
    appropriation_unit: str | None = None
    decision_package: str | None = None
    within_existing: bool = False
    text: str | None = None


class Action(_Frozen):
    """One action of a plan. ``lead`` is exactly one person or office, or None when nobody is named."""

    code: str | None = None
    title: str
    goal: str | None = None
    strategy: str | None = None
    determinants: tuple[str, ...] = ()
    policy_area: str | None = None
    indicator: str | None = None
    lead: str | None = None
    partners: tuple[Partner, ...] = ()
    start: date | None = None
    due: date | None = None
    due_text: str | None = None
    status: ActionStatus | None = None
    progress_note: str | None = None
    blocked_reason: str | None = None
    population: str | None = None
    geography: str | None = None
    ask: FundingAsk = FundingAsk()
    measures: tuple[Measure, ...] = ()
    updates: tuple[ProgressUpdate, ...] = ()

    @property
    def name(self) -> str:
        """What it is called where one word has to do: its code, or its title where it has none."""
        return self.code or self.title

    @property
    def label(self) -> str:
        """Its code and its title, as people read them."""
        return f"{self.code} {self.title}" if self.code else self.title

    @property
    def current_status(self) -> ActionStatus | None:
        """What was said last: the status of the last update that has one, else the plan's own."""
        # An update without a day came in some order, but before every one that has a day.
        dated = sorted(self.updates, key=lambda update: update.as_of or date.min)
        return next((update.status for update in reversed(dated) if update.status), self.status)

    @property
    def is_open(self) -> bool:
        """Whether work is still to be done, as far as anybody said: without a status, it is."""
        return self.current_status is None or self.current_status in OPEN_STATUSES


class ImplementationPlan(_Frozen):
    """A department's plan for one period. The goals of its actions are those of ``framework``, version included.

    ``as_of`` is the day of which its statuses, notes and values speak, where the plan tells one.
    """

    department: str
    start: date
    end: date
    framework: str
    actions: tuple[Action, ...]
    measures: tuple[Measure, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    as_of: date | None = None
