"""The home of budget lines: their keys, the lines themselves, and the parts that make a book."""

from datetime import date
from decimal import Decimal
from typing import Annotated, NamedTuple

from pydantic import AfterValidator, BaseModel, ConfigDict

from budgets.period import BudgetPeriod
from budgets.phases import AmendmentBasis, Direction, Phase
from budgets.structure import ChartEntry, CodeRule, CodeRules


def _ascending(years: tuple[int, ...]) -> tuple[int, ...]:
    if not years or list(years) != sorted(set(years)):
        raise ValueError(f"fiscal years are one or more, each once, in order; these are {list(years)}")
    return years


FiscalYears = Annotated[tuple[int, ...], AfterValidator(_ascending)]
"""One or more fiscal years, in order; each is named by the year in which it ends."""


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
    average over the years. At least one of them is given; None is "not said", never zero. ``reason`` is why the money
    is asked for, where the book says so apart from what the line is.
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
    reason: str | None = None
    transfer: bool = False
    one_time: bool | None = None

    def model_post_init(self, _context: object, /) -> None:
        """Refuse a line that says nothing, or years out of order; in one call, for there are many lines."""
        if self.amount is None and self.fte is None:
            raise ValueError("a budget line has an amount, FTE, or both")
        if len(self.fiscal_years) != 1:
            _ascending(self.fiscal_years)

    @property
    def key(self) -> LineKey:
        """The key by which books are compared."""
        parts = (self.department, self.unit, self.fund, self.program, self.account, self.package)
        return LineKey(*(part.identity if part else None for part in parts))

    def key_under(self, rules: CodeRules) -> LineKey:
        """The key by which books are compared in a county with its own rules for codes."""
        return LineKey(
            _identity(self.department, rules.department),
            _identity(self.unit, rules.unit),
            _identity(self.fund, rules.fund),
            _identity(self.program, rules.program),
            _identity(self.account, rules.account),
            _identity(self.package, rules.package),
        )


class PartScope(BaseModel):
    """What of the county one file covers: the whole, or one department or fund."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    department: str | None = None
    fund: str | None = None

    @property
    def label(self) -> str:
        """The scope as people read it."""
        return ", ".join(name for name in (self.department, self.fund) if name) or "whole county"

    @property
    def identity(self) -> tuple[str | None, str | None]:
        """Department and fund as they compare: without case and outer spaces."""
        return _folded(self.department), _folded(self.fund)

    def overlaps(self, other: "PartScope") -> bool:
        """Whether a line could stand in both: only two different departments, or two different funds, keep apart."""
        pairs = zip(self.identity, other.identity, strict=True)
        return all(mine is None or theirs is None or mine == theirs for mine, theirs in pairs)

    def covers(self, other: "PartScope") -> bool:
        """Whether every line of the other stands in this one."""
        return all(mine in (None, theirs) for mine, theirs in zip(self.identity, other.identity, strict=True))


class PartName(BaseModel):
    """The name of one part of a book; a new file supersedes only the part of the same name."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    period: BudgetPeriod
    phase: Phase
    fiscal_years: FiscalYears
    directions: tuple[Direction, ...]
    scope: PartScope = PartScope()
    basis: AmendmentBasis | None = None
    as_of: date | None = None

    @property
    def identity(self) -> tuple[object, ...]:
        """What two names of one part agree in."""
        day = self.as_of if self.basis is AmendmentBasis.CHANGES else None
        covers = self.fiscal_years, frozenset(self.directions), self.scope.identity
        return self.period, self.phase, *covers, self.basis, day

    def same_name(self, other: "PartName") -> bool:
        """Whether a new file of one name takes the place of the other.

        The name is the book, the fiscal years, the directions and the scope. Whether an amended part holds levels or
        changes belongs to it too, and so does the day of changes, as they are added up; the day of actuals and of
        levels does not, newer ones take the place of older ones.
        """
        return self.identity == other.identity

    def overlaps(self, other: "PartName") -> bool:
        """Whether both could hold the same money; where they have not the same name, a person must decide."""
        return self.phase is other.phase and self.touches(other)

    def touches(self, other: "PartName") -> bool:
        """Whether a line could belong to both, whatever their phases."""
        return (
            not set(self.fiscal_years).isdisjoint(other.fiscal_years)
            and not set(self.directions).isdisjoint(other.directions)
            and self.scope.overlaps(other.scope)
        )


def _identity(entry: ChartEntry | None, rule: CodeRule) -> str | None:
    return entry.identity_under(rule) if entry else None


def _folded(name: str | None) -> str | None:
    return name.strip().casefold() if name and name.strip() else None
