"""The home of budget lines: their keys, the lines themselves, and the parts that make a book."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from budgets.period import BudgetPeriod
from budgets.phases import AmendmentBasis, Direction, Phase
from budgets.structure import ChartEntry


class LineKey(NamedTuple):
    """What a line is about, from the widest to the narrowest; not unique, many lines may share it.

    Each part is the ``identity`` of the line's chart entry, or None where the book does not go so deep.
    """

    department: str | None
    unit: str | None
    fund: str | None
    program: str | None
    account: str | None
    package: str | None


class BudgetLine(BaseModel):
    """One amount of a budget, for one phase, direction and fiscal year (or all years of a biennium at once).

    ``amount`` is dollars, positive for ordinary spending and ordinary income; ``fte`` is full-time equivalents, an
    average over the years. At least one of them is given; None is "not said", never zero.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    fiscal_years: tuple[int, ...]
    phase: Phase
    direction: Direction
    amount: Decimal | None = None
    fte: Decimal | None = None
    department: ChartEntry | None = None
    division: ChartEntry | None = None
    unit: ChartEntry | None = None
    fund: ChartEntry | None = None
    program: ChartEntry | None = None
    account: ChartEntry | None = None
    category: ChartEntry | None = None
    package: ChartEntry | None = None
    goal: str | None = None
    description: str | None = None
    transfer: bool = False
    one_time: bool | None = None

    @property
    def key(self) -> LineKey:
        """The key by which books are compared."""
        parts = (self.department, self.unit, self.fund, self.program, self.account, self.package)
        return LineKey(*(part.identity if part else None for part in parts))


class PartScope(BaseModel):
    """What of the county one file covers: the whole, or one department or fund."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    department: str | None = None
    fund: str | None = None

    @property
    def label(self) -> str:
        """The scope as people read it."""
        return self.department or self.fund or "whole county"


class PartName(BaseModel):
    """The name of one part of a book; a new file supersedes only the part of the same name (contract.md, Books)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    period: BudgetPeriod
    phase: Phase
    fiscal_years: tuple[int, ...]
    directions: tuple[Direction, ...]
    scope: PartScope = PartScope()
    basis: AmendmentBasis | None = None
    as_of: date | None = None
