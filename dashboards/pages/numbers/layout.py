"""The skeleton of the page that explains the arithmetic."""

from dash import html
from dash.development.base_component import Component

from dashboards.address import Arguments
from dashboards.components.head import arguments_store, body, page_head
from dashboards.ids import Numbers


def layout(arguments: Arguments) -> Component:
    """The page before its data come."""
    return html.Article(
        [
            arguments_store(Numbers.ARGUMENTS, arguments),
            page_head(Numbers.TITLE, Numbers.LINE, name="How these numbers are made"),
            body(Numbers.BODY),
        ]
    )
