"""The home of what an address of changes asks for: two books, direction, cut, slices, and the place in the list."""

from dashboards.address import UNNAMED, Arguments, address, read_number
from dashboards.pages.budget.wanted import read_direction
from tracker.change_rows import ChangeCut, ChangesAsked
from tracker.errors import NotFoundError
from tracker.records import KEYS, Dimension
from tracker.rows import View

SLICES = {dimension.value: dimension for dimension in (*KEYS, Dimension.GOAL)}
"""The arguments that name a slice; ``~`` is what names nothing of the kind."""


def changes_wanted(arguments: Arguments, view: View) -> ChangesAsked:
    """Read the arguments. Raises ``NotFoundError`` for a cut or direction that does not exist."""
    named = ((dimension, arguments[name]) for name, dimension in SLICES.items() if name in arguments)
    return ChangesAsked(
        view=view,
        before=arguments.get("from"),
        after=arguments.get("to"),
        direction=read_direction(arguments),
        cut=_cut(arguments.get("by", ChangeCut.GOAL)),
        where=tuple((dimension, None if key == UNNAMED else key) for dimension, key in named),
        skip=read_number(arguments.get("skip", "")) or 0,
    )


def changes_address(asked: ChangesAsked, path: str = "/changes", **other: object) -> str:
    """The address of the same changes, with other arguments in place of some; those that are None are left out."""
    where = {dimension.value: UNNAMED if key is None else key for dimension, key in asked.where}
    told = {"from": asked.before, "to": asked.after, "direction": asked.direction, "by": asked.cut, **where, **other}
    return address(path, asked.view, **told)


def _cut(name: str) -> ChangeCut:
    try:
        return ChangeCut(name)
    except ValueError:
        raise NotFoundError("way to tell changes called", name) from None
