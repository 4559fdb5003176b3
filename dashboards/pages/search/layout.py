"""The skeleton of the page of what was found."""

from dash import html
from dash.development.base_component import Component

from dashboards.address import Arguments
from dashboards.components.head import arguments_store, body, page_head
from dashboards.ids import Search


def layout(arguments: Arguments) -> Component:
    """The page before its data come."""
    return html.Article(
        [
            arguments_store(Search.ARGUMENTS, arguments),
            page_head(Search.TITLE, Search.LINE, name="Search"),
            body(Search.BODY),
        ]
    )
