"""The home of which goal a sum of a budget belongs to: one answer, for every page that tells money by goal."""

from collections.abc import Mapping

from budgets.phases import Direction
from tracker.aligned_money import AlignedMoney
from tracker.records import Dimension, Kept
from tracker.rows import Money, View
from tracker.services.funding_pages import NO_GOAL, goal_money
from tracker.services.looking import Look, of_direction
from tracker.sums import Slice, fte_years, money

NOTHING = Slice(None, None, None)


def money_by_goal(look: Look, view: View, direction: Direction) -> Mapping[str | None, tuple[Slice, Money]]:
    """What each goal gets in a book, each dollar once; None: what serves no shared goal.

    Spending is what links pay for the actions of a goal and what lines are tagged with; FTE are not told, for a
    fixed amount says none. Income is that of lines which carry the code of a goal, for links tie none of it.
    """
    return _spent(look, view) if direction is Direction.EXPENDITURE else _tagged(look, view, direction)


def _spent(look: Look, view: View) -> Mapping[str | None, tuple[Slice, Money]]:
    totals = of_direction(look.totals(look.book(view)))
    whole = money(totals, fte_years(totals))
    if whole is None or whole.amount is None:
        return {}
    tied = {code: own for code, own in goal_money(look, view).items() if code != NO_GOAL}
    found: dict[str | None, tuple[Slice, Money]] = {}
    for goal in look.framework.goals:
        if goal.code in tied:
            found[goal.code] = Slice(goal.code, goal.code, goal.name), Money(tied[goal.code].total, None, 0)
    rest = whole.amount - sum(tied.values(), AlignedMoney()).total
    return {**found, None: (NOTHING, Money(rest, None, 0))}


def _tagged(look: Look, view: View, direction: Direction) -> Mapping[str | None, tuple[Slice, Money]]:
    parts = look.book(view)
    years = fte_years(of_direction(look.totals(parts), direction))
    naming = look.naming(Dimension.GOAL)
    kept_of: dict[str | None, tuple[Slice, list[Kept]]] = {}
    for kept in of_direction(look.totals(parts, Dimension.GOAL), direction):
        of = naming(kept.outer)
        kept_of.setdefault(of.key, (of, []))[1].append(kept)
    told = {key: (of, money(kept, years)) for key, (of, kept) in kept_of.items()}
    return {key: (of, each) for key, (of, each) in told.items() if each}
