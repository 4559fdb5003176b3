"""The home of still parts of a page: trees that nothing calls back, drawn by assets/still.js in one piece.

The library's renderer follows every component of a page as if it could change. On a page of a few thousand that takes
it many seconds (docs/decisions/0021); what only shows something is therefore handed over as one component.
"""

from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboards.drawing import Drawing

_HTML = html.Div._namespace  # noqa: SLF001 - the only way to know the library's own elements
_KEPT = ("className", "href", "id", "role", "scope", "style", "tabIndex", "title", "colSpan", "download")


class NotStillError(TypeError):
    """Something that can be called back stands in a tree that is drawn in one piece."""

    def __init__(self, component: Component) -> None:
        super().__init__(f"{type(component).__name__} is alive; it stands in a layout, not in what a page tells")


class Still(Component):
    """A tree of elements as one component."""

    _namespace = "tracker_still"
    _type = "Still"
    _prop_names = ["id", "tree"]  # noqa: RUF012 - Dash asks for a list
    _valid_wildcard_attributes: list[str] = []  # noqa: RUF012 - as above
    available_properties = _prop_names
    available_wildcard_properties: list[str] = []  # noqa: RUF012 - as above

    def __init__(self, tree: object) -> None:
        super().__init__(tree=still_tree(tree))  # type: ignore[no-untyped-call]


def still_tree(part: object) -> Any:  # noqa: ANN401 - text, or an element as [tag, properties, children]
    """The tree as assets/still.js takes it. Raises NotStillError for what is no element of ours."""
    if isinstance(part, list | tuple):
        return [still_tree(each) for each in part if each is not None]
    if isinstance(part, Drawing):
        drawn = _properties(part)
        return ["svg", {"className": drawn["className"], "box": [drawn["width"], drawn["height"]]}, part.shapes]
    if not isinstance(part, Component):
        return part
    if part._namespace != _HTML:  # noqa: SLF001 - as above
        raise NotStillError(part)
    told = _properties(part)
    children = told.pop("children", None)
    properties = {name: value for name, value in told.items() if value is not None and _is_kept(name)}
    return [type(part).__name__.lower(), properties, still_tree(children)]


def _properties(part: Component) -> dict[str, Any]:
    told: dict[str, Any] = part.to_plotly_json()  # type: ignore[no-untyped-call]
    return dict(told["props"])


def _is_kept(name: str) -> bool:
    return name in _KEPT or name.startswith(("aria-", "data-"))
