"""Reading component trees: what stands in them, as a test asks for it."""

from collections.abc import Iterator
from typing import Any

from dash.development.base_component import Component


def nodes(tree: object) -> Iterator[Any]:
    """Every component of a tree, from the outside in."""
    if isinstance(tree, list | tuple):
        for part in tree:
            yield from nodes(part)
    elif isinstance(tree, Component):
        yield tree
        yield from nodes(getattr(tree, "children", None))


def words(tree: object) -> str:
    """All text of a tree, in order, with single blanks."""
    return " ".join(" ".join(_texts(tree)).replace("\N{NO-BREAK SPACE}", " ").split())


def _texts(tree: object) -> Iterator[str]:
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, list | tuple):
        for part in tree:
            yield from _texts(part)
    elif isinstance(tree, Component):
        yield from _texts(getattr(tree, "children", None))


def of_kind(tree: object, kind: str) -> list[Any]:
    """The components of one kind, such as ``H1``."""
    return [node for node in nodes(tree) if type(node).__name__ == kind]


def with_css(tree: object, name: str) -> list[Any]:
    """The components that carry a class of the stylesheet."""
    return [node for node in nodes(tree) if name in str(getattr(node, "className", "")).split()]


def links(tree: object) -> list[str]:
    """Where the links of a tree lead."""
    return [str(node.href) for node in of_kind(tree, "A")]


def ids(tree: object) -> list[Any]:
    """Every id in a tree."""
    return [node.id for node in nodes(tree) if getattr(node, "id", None) is not None]
