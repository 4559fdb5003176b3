"""The home of cards: a message as title, what it is about beneath it, then the thing itself."""

from dash import html
from dash.development.base_component import Component

from dashboards.components.parts import Child, Children


def card(title: str, *children: Child, about: Children = None, css: str = "", level: int = 2) -> Component:
    """A card. The title says the message, ``about`` the measure and its unit."""
    heading = {2: html.H2, 3: html.H3}[level](title, className="card-title")
    head = [heading, html.P(about, className="card-about")] if about else [heading]
    return html.Section([html.Div(head, className="card-head"), *children], className=f"card {css}".strip())


def cards(*children: Component | None, css: str = "") -> Component:
    """Cards side by side, as many as fit."""
    return html.Div([child for child in children if child is not None], className=f"cards {css}".strip())


def figures(*pairs: tuple[str, Children, Children]) -> Component:
    """Headline numbers: what, the number, and what it is made of."""
    return html.Dl([_figure(*pair) for pair in pairs], className="figures")


def _figure(what: str, value: Children, made_of: Children) -> Component:
    parts = [html.Dt(what), html.Dd(value, className="figure-value")]
    if made_of:
        parts.append(html.Dd(made_of, className="figure-note"))
    return html.Div(parts, className="figure")


def empty(title: str, *sentences: Children) -> Component:
    """What a page says where there is nothing yet, and what to do next."""
    return html.Section(
        [html.H2(title, className="card-title"), *[html.P(each) for each in sentences]], className="card empty"
    )


def notice(*children: Child) -> Component:
    """A sentence that must not be overlooked."""
    return html.Div(list(children), className="notice")
