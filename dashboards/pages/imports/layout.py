"""The skeleton of the page of files that come in."""

from dash import html
from dash.development.base_component import Component

from dashboards.address import Arguments
from dashboards.components.head import arguments_store, body, page_head
from dashboards.ids import Imports


def layout(arguments: Arguments) -> Component:
    """The page before its data come."""
    return html.Article(
        [
            arguments_store(Imports.ARGUMENTS, arguments),
            page_head(Imports.TITLE, Imports.LINE, name="Imports"),
            body(Imports.BODY),
        ]
    )
