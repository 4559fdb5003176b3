"""The home of what pages, reports and commands are told: typed rows, with their coverage and their sources."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from budgets.phases import AmendmentBasis, Direction, Phase
from importers.reading import Kind
from plans.attainment import Progress
from plans.disparity import Disparity
from plans.implementation import Agreement, FundingAsk, Partner
from plans.measures import Measure
from plans.progress import ActionStatus, MeasureStatus, ProgressUpdate
from tracker.aligned_money import AlignedMoney, Coverage


class ImportState(StrEnum):
    """Where an import stands; ``published`` is in force or superseded by a later one (docs/reference/validate.md)."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    DISCARDED = "discarded"


@dataclass(frozen=True, slots=True)
class Source:
    """The way back to where a number came from."""

    import_id: int
    file: str
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class CountyFacts:
    """Whose numbers these are. ``as_of`` is the day on which every page stands; ``invented`` marks a demonstration."""

    name: str
    as_of: date
    invented: bool
    framework_title: str
    framework_version: str


@dataclass(frozen=True, slots=True)
class Covered:
    """How far actuals reach: the day up to which they stand, and the share of the period until then; None: not said."""

    as_of: date | None
    share_of_period: Decimal | None


@dataclass(frozen=True, slots=True)
class PeriodChoice:
    """One budget period to choose: ``key`` stands in addresses, as ``2026-2027``; ``phases`` have a book.

    ``actuals`` says how far the actual book reaches; None: there is none.
    """

    key: str
    start: date
    end: date
    fiscal_years: tuple[int, ...]
    phases: tuple[Phase, ...]
    actuals: Covered | None = None


@dataclass(frozen=True, slots=True)
class View:
    """The two choices that everything hangs on. ``period`` is a PeriodChoice key."""

    period: str
    phase: Phase


@dataclass(frozen=True, slots=True)
class Money:
    """A sum of budget lines in dollars, what it is made of, and what must not be netted in silence.

    ``amount`` is None where no line says an amount. ``reductions`` are the negative lines in it and ``transfers`` the
    lines that move money between funds; both are already part of ``amount``.
    """

    amount: Decimal | None
    fte: Decimal | None
    lines: int
    reductions: Decimal = Decimal(0)
    transfers: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Asked:
    """What plans ask for: dollars of the actions that name an amount, and how many do."""

    amount: Decimal | None
    fte: Decimal | None
    with_amount: int
    within_existing: int
    of: int


@dataclass(frozen=True, slots=True)
class Counts:
    """Headline numbers about actions and measures, told first on every page: never footnotes.

    What is wrong is counted of the ``open_actions``, of their performance measures, and of those of whole plans;
    ``measures`` are all performance measures, and ``indicators`` of a population are never added to them.
    """

    actions: int
    open_actions: int
    measures: int
    indicators: int
    without_lead: int
    never_updated: int
    stale_actions: int
    overdue: int
    stale_measures: int
    without_baseline: int
    without_target: int


@dataclass(frozen=True, slots=True)
class GoalRow:
    """One shared goal on the overview; ``measure_status`` is of performance measures, as ``progress`` is.

    ``aligned`` is its money in the book, each dollar once; None where there is no book. ``tagged`` are the lines that
    name it, also those of which links pay a part elsewhere.
    """

    code: str
    name: str
    short_name: str
    progress: Progress
    status: MeasureStatus
    measure_status: dict[MeasureStatus, int]
    action_status: dict[ActionStatus | None, int]
    counts: Counts
    departments: int
    asked: Asked
    tagged: Money | None
    aligned: AlignedMoney | None = None
    before: "Before | None" = None


@dataclass(frozen=True, slots=True)
class Before:
    """What a goal got in the phase before the one that is looked at, in dollars, each once."""

    phase: Phase
    dollars: Decimal


@dataclass(frozen=True, slots=True)
class Attention:
    """One thing that needs a person now: its kind (plans/attention.py), how many, where, and the page address.

    ``dollars`` are what the actions among them ask for. ``actions``, ``measures`` and ``indicators`` are what the
    ``count`` is made of, where it is made of these.
    """

    kind: str
    count: int
    dollars: Decimal | None
    where: tuple[tuple[str, int], ...]
    href: str
    actions: int = 0
    measures: int = 0
    indicators: int = 0


@dataclass(frozen=True, slots=True)
class BookFacts:
    """What one book (period and phase) consists of: the parts in force, and what is not there.

    ``covered`` says how far an actual book reaches.
    """

    phase: Phase
    parts: tuple["PartRow", ...]
    expenditure: Money | None
    revenue: Money | None
    missing: tuple[str, ...]
    covered: Covered | None = None


@dataclass(frozen=True, slots=True)
class PartRow:
    """One part of a book in force: one file."""

    import_id: int
    file: str
    fiscal_years: tuple[int, ...]
    directions: tuple[Direction, ...]
    scope: str
    version: int
    as_of: date | None
    share_of_period: Decimal | None
    basis: AmendmentBasis | None
    lines: int
    imported_at: datetime


@dataclass(frozen=True, slots=True)
class Overview:
    """The county on one page. ``tagged`` is on lines that name a goal; ``coverage`` how the book is tied to goals.

    ``no_goal`` is what plans hold that names no shared goal, told as a goal without a code. ``plans_expected`` says
    whether a department without a plan has missed something.
    """

    county: CountyFacts
    goals: tuple[GoalRow, ...]
    no_goal: GoalRow
    counts: Counts
    progress: Progress
    departments: int
    departments_reporting: int
    plans_expected: bool
    asked: Asked
    book: BookFacts | None
    tagged: Money | None
    coverage: Coverage | None
    attention: tuple[Attention, ...]


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One action as tables show it."""

    id: int
    department: str
    department_key: str
    code: str | None
    title: str
    goal: str | None
    strategy: str | None
    lead: str | None
    partners: tuple[Partner, ...]
    start: date | None
    due: date | None
    due_text: str | None
    status: ActionStatus | None
    progress_note: str | None
    blocked_reason: str | None
    last_update: date | None
    ask: FundingAsk
    attention: tuple[str, ...]
    source: Source
    said_source: Source | None = None

    @property
    def name(self) -> str:
        """What addresses name it by: its code, or its title where it has none."""
        return self.code or self.title

    @property
    def said(self) -> str | None:
        """Why it is blocked, else what was noted of it last; ``said_source`` is the cell of that."""
        return self.blocked_reason or self.progress_note


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One measure with its series, its arithmetic, and the cells of its latest value and of itself."""

    id: int
    department: str
    department_key: str
    action_code: str | None
    goal: str | None
    measure: Measure
    status: MeasureStatus
    attainment: Decimal | None
    expected: Decimal | None
    disparities: tuple[Disparity, ...]
    source: Source
    latest_source: Source | None
    attention: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CutRow:
    """One slice of a book: by department, fund, unit, program or goal. ``key`` None is "the line names none"."""

    key: str | None
    code: str | None
    name: str | None
    money: Money
    inner: tuple["CutRow", ...] = ()


@dataclass(frozen=True, slots=True)
class GoalPage:
    """Everything about one goal."""

    county: CountyFacts
    goal: GoalRow
    measures: tuple[MeasureRow, ...]
    actions: tuple[ActionRow, ...]
    tagged_by_phase: tuple[tuple[Phase, Money | None], ...]
    tagged_by_department: tuple[CutRow, ...]
    actuals: Covered | None = None


@dataclass(frozen=True, slots=True)
class DepartmentRow:
    """One department in a list. ``plan_version`` None: it sent no plan; ``plan_expected``: it has missed that."""

    key: str
    name: str
    plan_version: int | None
    plan_published: date | None
    counts: Counts
    progress: Progress
    action_status: dict[ActionStatus | None, int]
    asked: Asked
    budget: Money | None
    plan_expected: bool = True


@dataclass(frozen=True, slots=True)
class DueRow:
    """Something that a department owes by a day; ``days`` is negative when the day has passed."""

    what: str
    title: str
    due: date
    days: int
    source: Source


@dataclass(frozen=True, slots=True)
class UpdateRow:
    """One progress report."""

    update: ProgressUpdate
    action_title: str
    source: Source


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """One agreement with a partner; ``ends_before_actions`` are the codes of open actions that outlive it."""

    agreement: Agreement
    ends_before_actions: tuple[str, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class DepartmentPage:
    """Everything about one department: what it promised, what it reported, what is due, and its budget.

    ``set_aside`` are plans in force that overlap the period too, and do not count: ``plan`` is for a later one.
    ``next_period`` names the period that follows that of its plan in the county's file; None: none does.
    """

    county: CountyFacts
    department: DepartmentRow
    plan: "ImportRow | None"
    actions: tuple[ActionRow, ...]
    measures: tuple[MeasureRow, ...]
    updates: tuple[UpdateRow, ...]
    agreements: tuple[AgreementRow, ...]
    due: tuple[DueRow, ...]
    budget_by_unit: tuple[CutRow, ...]
    set_aside: tuple["ImportRow", ...] = ()
    next_period: str | None = None


class Cut(StrEnum):
    """What a budget page is cut by."""

    DEPARTMENT = "department"
    UNIT = "unit"
    FUND = "fund"
    PROGRAM = "program"
    PACKAGE = "package"
    GOAL = "goal"


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One file that came in. ``in_force`` says whether pages show it now, ``ended_by`` who withdrew or discarded it."""

    id: int
    kind: Kind
    file: str
    sha256: str
    size: int
    state: ImportState
    in_force: bool
    what: str
    version: int | None
    records: int
    errors: int
    warnings: int
    by: str
    at: datetime
    layout: str
    accepted_by: str | None = None
    accepted_at: datetime | None = None
    ended_by: str | None = None
    ended_at: datetime | None = None
    ended_why: str | None = None


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One thing found by its words, and where it leads; ``about`` tells it from others of the same name."""

    label: str
    href: str
    about: str | None = None


@dataclass(frozen=True, slots=True)
class SearchGroup:
    """The first things found of one kind, as ``fund``; ``of`` is how many there are in all."""

    kind: str
    hits: tuple[SearchHit, ...]
    of: int
