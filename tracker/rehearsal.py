"""The home of what accepting a budget file would do to goals and links, as it is told before anybody accepts it."""

from dataclasses import dataclass
from decimal import Decimal

from tracker.funding_rows import LinkRow
from tracker.rows import View


@dataclass(frozen=True, slots=True)
class GoalBecomes:
    """What a goal is told to have in a budget, linked and tagged, in dollars; ``before`` None: there was no budget.

    ``code`` None: what is tied to no shared goal.
    """

    code: str | None
    name: str | None
    before: Decimal | None
    after: Decimal

    @property
    def difference(self) -> Decimal | None:
        """By how much it has more."""
        return None if self.before is None else self.after - self.before


@dataclass(frozen=True, slots=True)
class LinkBecomes:
    """What becomes of a link, in dollars: what was counted for it, what it would claim, what would be counted."""

    row: LinkRow
    before: Decimal
    claimed: Decimal
    counted: Decimal


@dataclass(frozen=True, slots=True)
class BudgetBecomes:
    """What accepting would do to one budget. ``against`` is what it is held against: itself, or the decision before it.

    None: there is neither. ``gone`` are links that would find no line, ``over`` those that would claim more than is
    left for them, and more than before.
    """

    view: View
    against: View | None
    goals: tuple[GoalBecomes, ...]
    gone: tuple[LinkBecomes, ...]
    over: tuple[LinkBecomes, ...]


@dataclass(frozen=True, slots=True)
class AlikeCodes:
    """Two codes under one name that the county's rule takes for two: one in a file, one in what it is held against."""

    kind: str
    name: str
    in_file: str
    in_force: str


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What accepting a file would do, budget by budget, and what a person should be asked about its codes."""

    budgets: tuple[BudgetBecomes, ...] = ()
    alike: tuple[AlikeCodes, ...] = ()
