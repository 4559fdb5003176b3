"""The skeleton of the list of goals."""

from dash import html
from dash.development.base_component import Component

from dashboards.address import Arguments
from dashboards.components.head import arguments_store, body, page_head
from dashboards.ids import Goals


def layout(arguments: Arguments) -> Component:
    """The page before its data come."""
    return html.Article(
        [
            arguments_store(Goals.ARGUMENTS, arguments),
            page_head(Goals.TITLE, Goals.LINE, name="Goals"),
            body(Goals.BODY),
        ]
    )
