"""The home of where a file is dropped, and of what is said while it is read."""

from dash import dcc, html
from dash.development.base_component import Component

from dashboards.components.parts import Child, icon


def drop_zone(identity: str, *words: Child) -> Component:
    """The place where one file is dropped or chosen, with what is said there."""
    return dcc.Upload(
        html.Div([icon("imports"), *words], className="drop-words"),
        id=identity,
        className="drop",
        className_active="drop drop-over",
        className_reject="drop",
        multiple=False,
    )


def reading_note(identity: str, words: str) -> Component:
    """What is said while a file is read; hidden until then."""
    spinner = html.Span(className="spinner")
    return html.Div([spinner, f" {words}"], id=identity, className="reading", role="status", hidden=True)
