"""The skeleton of the alignment page."""

from dash import html
from dash.development.base_component import Component

from dashboards.address import Arguments
from dashboards.components.head import arguments_store, body, page_head
from dashboards.ids import Alignment


def layout(arguments: Arguments) -> Component:
    """The page before its data come."""
    return html.Article(
        [
            arguments_store(Alignment.ARGUMENTS, arguments),
            page_head(Alignment.TITLE, Alignment.LINE, name="Alignment"),
            body(Alignment.BODY),
        ]
    )
