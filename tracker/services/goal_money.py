"""The home of which goal a sum of a budget belongs to: one answer, for every page that tells money by goal."""

from collections.abc import Mapping, Sequence

from budgets.phases import Direction
from tracker.records import Dimension, Kept, Part
from tracker.services.looking import Look, of_direction
from tracker.sums import Slice


def sums_by_goal(
    look: Look, parts: Sequence[Part], direction: Direction
) -> Mapping[str | None, tuple[Slice, list[Kept]]]:
    """The sums of a book by goal: that whose code their own lines carry; None: those that carry none."""
    naming = look.naming(Dimension.GOAL)
    found: dict[str | None, tuple[Slice, list[Kept]]] = {}
    for kept in of_direction(look.totals(parts, Dimension.GOAL), direction):
        of = naming(kept.outer)
        found.setdefault(of.key, (of, []))[1].append(kept)
    return found
