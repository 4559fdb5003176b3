"""The page of an address where nothing is."""

from dash import html
from dash.development.base_component import Component

from dashboards.address import Arguments
from dashboards.components.cards import empty
from dashboards.components.parts import Child, link


def layout(_arguments: Arguments) -> Component:
    """Say that there is no such page, and where to go on."""
    title = html.H1("There is no page at this address", className="sentence")
    way_on: list[Child] = ["Go on from the ", link("overview", "/"), ", or search above."]
    return html.Article([html.Header(title, className="page-head"), empty("What now?", way_on)])
