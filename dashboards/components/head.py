"""The home of the head of a page: where it stands, its sentence, and the line beneath it."""

from collections.abc import Sequence

from dash import dcc, html
from dash.development.base_component import Component

from dashboards import formats
from dashboards.address import Arguments
from dashboards.components.parts import Child, aria, link
from plans.attainment import Progress


def page_head(title_id: str, line_id: str, *, name: str, trail: Sequence[tuple[str, str]] = ()) -> Component:
    """The head as it stands before its data come: the page's plain name is the first title."""
    parts: list[Component] = []
    if trail:
        crumbs = [html.Li(link(words, href)) for words, href in trail]
        parts.append(html.Nav(html.Ol(crumbs), className="trail", **aria(label="Where this page stands")))
    parts += [html.H1(name, id=title_id, className="sentence"), html.P(id=line_id, className="line")]
    return html.Header(parts, className="page-head")


def body(body_id: str) -> Component:
    """Where the data of a page come."""
    return html.Div(id=body_id, className="page-body")


def made_line(*facts: Child) -> list[Child]:
    """The line beneath a title: as of, coverage, how these numbers are made."""
    kept = [fact for fact in facts if fact]
    whole: list[Child] = []
    for place, fact in enumerate([*kept, link("how these numbers are made", "/how-these-numbers-are-made")]):
        whole += [" \N{MIDDLE DOT} ", fact] if place else [fact]
    return whole


def arguments_store(store_id: str, arguments: Arguments) -> Component:
    """Where a skeleton keeps the arguments of its address for its callbacks."""
    return dcc.Store(id=store_id, data=dict(arguments))


def coverage(parts: Sequence[Progress]) -> str:
    """How many measures tell their progress, over several goals or departments."""
    return formats.part_of(sum(part.measured for part in parts), sum(part.of for part in parts), "measures")
