"""The home of the smallest parts: icons, status words, links, text for screen readers, ways to the source."""

from collections.abc import Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboards.address import address
from dashboards.marks import Mark
from tracker.rows import Source

Child = Component | str | int | float | None
Children = Child | Sequence[Child]


def icon(name: str) -> Component:
    """A picture that stands beside its word, drawn by the stylesheet."""
    return html.Span(className=f"icon icon-{name}", **aria(hidden="true"))


def aria(**values: str) -> dict[str, Any]:
    """ARIA attributes as Dash takes them."""
    return {f"aria-{name}": value for name, value in values.items()}


def kept_with(name: str, value: str | int) -> dict[str, Any]:
    """A value that an element carries for assets/clientside.js, as ``data-`` and its name."""
    return {f"data-{name}": value}


def current(kind: str, *, here: bool) -> dict[str, Any]:
    """The mark of the one among several that is chosen: ``page``, ``step``, or ``true``."""
    return {"aria-current": kind} if here else {}


def status(mark: Mark) -> Component:
    """Icon, word and colour of a state."""
    return html.Span([icon(mark.icon), mark.word], className=f"status status-{mark.token}")


def unseen(text: str) -> Component:
    """Text for those who listen to the page."""
    return html.Span(text, className="unseen")


def quiet(text: str) -> Component:
    """Text of second rank."""
    return html.Span(text, className="quiet")


def link(words: Children, href: str, css: str = "") -> Component:
    """A link to another place of ours, or to another place on this page."""
    return html.A(words, href=href, className=css or None)


def source(at: Source | None) -> Component:
    """The way to the cell that a record came from."""
    if at is None:
        return quiet("no source")
    cell = f"{at.sheet}!{at.cell}"
    href = address("/imports", id=at.import_id, cell=cell)
    return html.A([cell, unseen(f" in {at.file}")], href=href, title=f"{cell} in {at.file}", className="source")


def lines(*children: Children) -> Component:
    """Things one beneath the other in a cell."""
    return html.Span([html.Span(child, className="stack-line") for child in children if child], className="stack")


def separated(children: Sequence[Child]) -> list[Child]:
    """Things in one line with dots between them; what is None is left out."""
    kept = [child for child in children if child]
    dotted: list[Child] = []
    for place, child in enumerate(kept):
        dotted += [html.Span(" \N{MIDDLE DOT} ", className="dot"), child] if place else [child]
    return dotted
