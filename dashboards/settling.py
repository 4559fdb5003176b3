"""The home of codes in addresses: as anybody writes them, by the county's own rule, before a page is opened."""

from collections.abc import Callable

from dashboards.address import UNNAMED
from tracker.records import Dimension
from tracker.rows import Cut

_NAMED = {name: Dimension(name) for name in ("department", "unit", "fund", "program", "package", "goal")}
"""The arguments that hold a code on any page."""
_OF_PAGE = {
    ("/goal", "code"): Dimension.GOAL,
    ("/department", "key"): Dimension.DEPARTMENT,
    ("/linking", "under"): Dimension.UNIT,
}
_CUT = {("/budget", "slice"): "cut", ("/linking", "within"): "by"}
"""The arguments whose code is of what another argument cuts by; of departments where that says nothing."""


Key = Callable[[Dimension, str], str]
"""What a code of a dimension, as anybody writes it, is known by."""


def settle(path: str, arguments: dict[str, str], key: Key) -> dict[str, str]:
    """The arguments of an address with each code as pages and the store know it; what nothing is known by stays."""
    return {name: _settled(path, name, value, arguments, key) for name, value in arguments.items()}


def _settled(path: str, name: str, value: str, arguments: dict[str, str], key: Key) -> str:
    dimension = _dimension(path, name, arguments)
    return value if dimension is None or value == UNNAMED or not value else key(dimension, value)


def _dimension(path: str, name: str, arguments: dict[str, str]) -> Dimension | None:
    if (path, name) in _CUT:
        cut = arguments.get(_CUT[path, name], Cut.DEPARTMENT.value)
        return Dimension(cut) if cut in set(Cut) else None
    return _OF_PAGE.get((path, name)) or _NAMED.get(name)
