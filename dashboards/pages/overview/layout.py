"""The skeleton of the overview."""

from dash import html
from dash.development.base_component import Component

from dashboards.address import Arguments
from dashboards.components.head import arguments_store, body, page_head
from dashboards.ids import Overview


def layout(arguments: Arguments) -> Component:
    """The page before its data come."""
    return html.Article(
        [
            arguments_store(Overview.ARGUMENTS, arguments),
            page_head(Overview.TITLE, Overview.LINE, name="Overview"),
            body(Overview.BODY),
        ]
    )
