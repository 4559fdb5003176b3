"""The home of what is kept, as services and store speak of it: imports, parts of books, plans, sums."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from budgets.lines import PartName
from budgets.period import BudgetPeriod
from budgets.phases import Direction, Phase
from budgets.structure import ChartEntry
from importers.cells import CellRef
from importers.issues import Issue
from importers.reading import Answers, HeadingProfile, Kind, Outcome, RecordPath
from plans.implementation import ImplementationPlan
from tracker.alignment import FundingLink
from tracker.rows import ImportState


class Dimension(StrEnum):
    """What a line's chart entries say of it. Lines that agree in the first six are summed when they are published."""

    DEPARTMENT = "department"
    UNIT = "unit"
    FUND = "fund"
    PROGRAM = "program"
    PACKAGE = "package"
    GOAL = "goal"
    ACCOUNT = "account"
    DIVISION = "division"
    CATEGORY = "category"


GROUPED = (
    Dimension.DEPARTMENT,
    Dimension.UNIT,
    Dimension.FUND,
    Dimension.PROGRAM,
    Dimension.PACKAGE,
    Dimension.GOAL,
)

BESIDE = (Dimension.ACCOUNT, Dimension.DIVISION, Dimension.CATEGORY)

PAIRS = (
    (Dimension.DEPARTMENT, Dimension.UNIT),
    (Dimension.UNIT, Dimension.PROGRAM),
    (Dimension.FUND, Dimension.DEPARTMENT),
    (Dimension.PROGRAM, Dimension.FUND),
    (Dimension.PACKAGE, Dimension.DEPARTMENT),
    (Dimension.GOAL, Dimension.DEPARTMENT),
)
"""The cuts within a cut that pages show."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewImport:
    """A file that came in, and what a reader said of it; ``surroundings`` is what the reader knew (its JSON)."""

    kind: Kind
    file: str
    content: bytes
    sha256: str
    by: str
    at: datetime
    layout: str
    layout_version: str
    outcome: Outcome
    answers: Answers
    surroundings: object
    mapping: object
    report: object
    what: str
    records: int
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRecord:
    """An import as it is kept, without its file and report."""

    id: int
    kind: Kind
    file: str
    sha256: str
    size: int
    state: ImportState
    outcome: Outcome
    answers: Answers
    layout: str
    layout_version: str
    what: str
    records: int
    errors: int
    warnings: int
    by: str
    at: datetime
    published_by: str | None = None
    published_at: datetime | None = None
    withdrawn_by: str | None = None
    withdrawn_at: datetime | None = None
    withdrawn_why: str | None = None
    discarded_by: str | None = None
    discarded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class KeptProfile:
    """A profile of headings, and the import whose answers it has; None for one that was loaded from a file."""

    profile: HeadingProfile
    import_id: int | None

    @property
    def kind(self) -> Kind:
        """Of which kind of file the headings are."""
        return self.profile.kind

    @property
    def fingerprint(self) -> str:
        """What tables with the same headings share."""
        return self.profile.meaning.fingerprint


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a book, and where it came from; the period of its name is the county's that it belongs to."""

    id: int
    import_id: int
    file: str
    name: PartName
    version: int
    lines: int
    published_at: datetime


class Sum(NamedTuple):
    """What lines add up to: whole cents and millionths of an FTE, None where no line says any."""

    lines: int
    cents: int | None
    millionths: int | None
    reduction_cents: int
    transfer_cents: int


class Kept(NamedTuple):
    """One kept total of a part: the entries (None: the lines name none) that it is cut by, and the sum."""

    part: int
    direction: Direction
    fiscal_years: tuple[int, ...]
    outer: int | None
    inner: int | None
    sum: Sum


class PackageSum(NamedTuple):
    """What the lines of decision packages add up to that agree in all of this; None: the lines do not say."""

    part: int
    direction: Direction
    fiscal_years: tuple[int, ...]
    department: int | None
    unit: int | None
    fund: int | None
    one_time: bool | None
    sum: Sum


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptLine:
    """One line as it is kept, with its chart entries by dimension."""

    id: int
    part: int
    fiscal_years: tuple[int, ...]
    direction: Direction
    entries: Mapping[Dimension, ChartEntry]
    description: str | None
    reason: str | None
    amount: Decimal | None
    fte: Decimal | None
    transfer: bool
    one_time: bool | None
    at: CellRef


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPlan:
    """One version of a department's plan, with the number and the cell of every record in it by its path."""

    id: int
    import_id: int
    file: str
    department_key: str
    period: BudgetPeriod
    version: int
    published_at: datetime
    plan: ImplementationPlan
    ids: Mapping[RecordPath, int]
    sources: Mapping[RecordPath, CellRef]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanHead:
    """Which plan is in force, without what stands in it."""

    id: int
    import_id: int
    department: str
    department_key: str
    period: BudgetPeriod
    version: int
    published_at: datetime


class BookName(NamedTuple):
    """Which book: a period of the county's and a phase."""

    period: BudgetPeriod
    phase: Phase


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptLink:
    """A funding link, and who said so; one that was ended stays, with who ended it, when and why."""

    id: int
    link: FundingLink
    by: str
    at: datetime
    ended_by: str | None = None
    ended_at: datetime | None = None
    ended_why: str | None = None

    @property
    def stands(self) -> bool:
        """Whether it counts."""
        return self.ended_at is None


class LinkedAction(NamedTuple):
    """The number of a funding link, and the department and the action that it pays for, as it names them.

    ``is_fixed``: it claims an amount, and no share.
    """

    link: int
    department: str
    action: str
    is_fixed: bool


KEYS = (Dimension.DEPARTMENT, Dimension.UNIT, Dimension.FUND, Dimension.PROGRAM, Dimension.PACKAGE)
"""What the keys of two books are compared by, where no line is looked at: all of a line's key but its account."""

Numbers = tuple[int | None, ...]
"""The chart entries of a key, one for each dimension that it is made of; None: its lines name none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Two books to compare, of one direction: the parts of each, and how their sums are weighed against each other.

    ``by`` is what keys are made of: of ``KEYS`` those that both books name. ``same`` gives, for an entry that compares
    equal to another one, the entry that stands for both. Cents times ``cents`` (before, after) are alike over unlike
    periods, and so are FTE added up over years times ``fte``.
    """

    before: tuple[int, ...]
    after: tuple[int, ...]
    direction: Direction
    same: Mapping[Dimension, Mapping[int, int]]
    by: tuple[Dimension, ...] = KEYS
    cents: tuple[int, int] = (1, 1)
    fte: tuple[int, int] = (1, 1)


FULL_KEY = (
    Dimension.DEPARTMENT,
    Dimension.UNIT,
    Dimension.FUND,
    Dimension.PROGRAM,
    Dimension.ACCOUNT,
    Dimension.PACKAGE,
)
"""What a line's whole key is made of, in the order of ``budgets.lines.LineKey``."""


class SideSum(NamedTuple):
    """What the lines of a key come to in one book: whole cents, and millionths of an FTE added up over years."""

    lines: int
    cents: int | None
    millionth_years: int | None

    @property
    def holds(self) -> bool:
        """Whether there is anything: lines that come to nothing are as good as none."""
        return bool(self.cents or self.millionth_years)


class KeySums(NamedTuple):
    """What a key comes to in two books."""

    key: Numbers
    before: SideSum
    after: SideSum


class PartKey(NamedTuple):
    """What a whole key comes to in one part of a book; ``key`` is by ``FULL_KEY``."""

    part: int
    direction: Direction
    key: Numbers
    sum: SideSum
