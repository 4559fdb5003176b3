"""The skeleton of the page of the budget cycle."""

from dash import html
from dash.development.base_component import Component

from dashboards.address import Arguments
from dashboards.components.head import arguments_store, body, page_head
from dashboards.ids import Cycle


def layout(arguments: Arguments) -> Component:
    """The page before its data come."""
    trail = (("Budget cycle", "/cycle"),) if "department" in arguments else ()
    return html.Article(
        [
            arguments_store(Cycle.ARGUMENTS, arguments),
            page_head(Cycle.TITLE, Cycle.LINE, name="Budget cycle", trail=trail),
            body(Cycle.BODY),
        ]
    )
