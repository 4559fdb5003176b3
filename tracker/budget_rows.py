"""The home of what is told of one book: the page that cuts it one way, and its lines."""

from dataclasses import dataclass
from decimal import Decimal

from budgets.phases import Direction, Phase
from tracker.rows import BookFacts, CountyFacts, Covered, Cut, CutRow, Money, Source, View


@dataclass(frozen=True, slots=True)
class LineRow:
    """One budget line as tables show it."""

    id: int
    fiscal_years: tuple[int, ...]
    direction: Direction
    department: str | None
    unit: str | None
    fund: str | None
    program: str | None
    account: str | None
    package: str | None
    goal: str | None
    description: str | None
    amount: Decimal | None
    fte: Decimal | None
    transfer: bool
    source: Source
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class LinePage:
    """A page of lines: ``of`` is how many there are in all, ``after`` the id to go on from (None: the end)."""

    lines: tuple[LineRow, ...]
    of: int
    after: int | None


@dataclass(frozen=True, slots=True)
class BudgetPage:
    """One book, cut one way; ``why_not`` says why it cannot be told though files of it are in force."""

    county: CountyFacts
    view: View
    direction: Direction
    cut: Cut
    book: BookFacts | None
    total: Money | None
    rows: tuple[CutRow, ...]
    by_phase: tuple[tuple[Phase, Money | None], ...]
    actuals: Covered | None = None
    why_not: str | None = None
