"""The home of small drawings: shapes as values, drawn by assets/still.js and coloured by the stylesheet alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dash.development.base_component import Component

SHAPES = frozenset({"circle", "line", "path", "polyline", "rect"})
"""What may be drawn; assets/still.js knows no other."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape: its kind, a class of the stylesheet, and its measures by name."""

    kind: str
    css: str
    measures: tuple[tuple[str, float | str], ...]


def shape(kind: str, css: str, **measures: float | str) -> Shape:
    """A shape with its measures by their names in SVG."""
    return Shape(kind, css, tuple(measures.items()))


class Drawing(Component):
    """Shapes in a box that stretches with its place; lines keep their width. What it says stands beside it as text.

    It has a place only in what is drawn in one piece (dashboards/still.py).
    """

    _namespace = "tracker_still"
    _type = "Drawing"
    _prop_names = ["className", "height", "id", "shapes", "width"]  # noqa: RUF012 - Dash asks for a list
    _valid_wildcard_attributes: list[str] = []  # noqa: RUF012 - as above
    available_properties = _prop_names
    available_wildcard_properties: list[str] = []  # noqa: RUF012 - as above
    shapes: list[list[Any]]

    def __init__(self, shapes: Sequence[Shape], *, width: float, height: float, css: str = "") -> None:
        drawn: list[list[Any]] = [[each.kind, {"className": each.css, **dict(each.measures)}] for each in shapes]
        super().__init__(  # type: ignore[no-untyped-call]
            shapes=drawn, width=width, height=height, className=css
        )
