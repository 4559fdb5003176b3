"""The home of what accepting a budget file does to goals, actions and links: told before it, and kept after it."""

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
class ActionBecomes:
    """What links are counted for an action, in dollars; ``title`` None: no plan of the period has it any more."""

    department: str
    department_key: str
    action: str
    title: str | None
    lead: str | None
    before: Decimal
    after: Decimal

    @property
    def difference(self) -> Decimal:
        """By how much it has more."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class BudgetBecomes:
    """What accepting does to one budget. ``against`` is what it is held against: itself, or the decision before it.

    None: there is neither. ``gone`` are links that find no line any more, ``over`` those that claim more than is left
    for them, and more than before. ``over_in_all`` is how many claim more than is left for them, more than before or
    not, as many as findings name; None: it was accepted before that was kept. ``actions`` are those that lose or gain
    linked money, the largest difference first.
    """

    view: View
    against: View | None
    goals: tuple[GoalBecomes, ...]
    gone: tuple[LinkBecomes, ...]
    over: tuple[LinkBecomes, ...]
    actions: tuple[ActionBecomes, ...] = ()
    over_in_all: int | None = None

    @property
    def total(self) -> GoalBecomes | None:
        """All goals and what serves none, which is the whole budget; None where no line says an amount."""
        if all(goal.code for goal in self.goals):
            return None
        before = [goal.before for goal in self.goals if goal.before is not None]
        was = sum(before, Decimal(0)) if len(before) == len(self.goals) else None
        return GoalBecomes(None, None, was, sum((goal.after for goal in self.goals), Decimal(0)))


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
