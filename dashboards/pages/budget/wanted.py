"""The home of what a budget address asks for: direction, cut, slice, and the place in a list of lines."""

from collections.abc import Mapping
from dataclasses import dataclass

from budgets.phases import Direction
from dashboards.address import UNNAMED, Arguments, read_number
from tracker.errors import NotFoundError
from tracker.rows import Cut


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the page shows. ``has_slice`` tells "lines that name none" (slice None) from "the whole book".

    ``within`` are the lines of a slice that one department has: its key, or None for those that name none; empty: all.
    """

    direction: Direction
    cut: Cut
    has_slice: bool
    slice: str | None
    after: int | None
    within: tuple[str | None, ...] = ()

    @property
    def where(self) -> Mapping[Cut, str | None]:
        """The condition on lines."""
        if not self.has_slice:
            return {}
        found = {self.cut: self.slice}
        return {**found, Cut.DEPARTMENT: self.within[0]} if self.within else found


def wanted(arguments: Arguments) -> Wanted:
    """Read the arguments. Raises NotFoundError for a cut or direction that does not exist."""
    named, cut = arguments.get("slice"), _cut(arguments.get("cut", Cut.DEPARTMENT))
    of = arguments.get("department") if cut is not Cut.DEPARTMENT else None
    return Wanted(
        direction=read_direction(arguments),
        cut=cut,
        has_slice=named is not None,
        slice=None if named == UNNAMED else named,
        after=read_number(arguments.get("after", "")),
        within=() if of is None else (None if of == UNNAMED else of,),
    )


def _cut(name: str) -> Cut:
    try:
        return Cut(name)
    except ValueError:
        raise NotFoundError("way to cut the budget called", name) from None


def read_direction(arguments: Arguments) -> Direction:
    """The direction of money that is asked for. Raises ``NotFoundError``."""
    name = arguments.get("direction", Direction.EXPENDITURE)
    try:
        return Direction(name)
    except ValueError:
        raise NotFoundError("direction of money called", name) from None
