"""The skeleton of the page of what needs attention."""

from dash import html
from dash.development.base_component import Component

from dashboards.address import Arguments
from dashboards.components.head import arguments_store, body, page_head
from dashboards.ids import Concerns


def layout(arguments: Arguments) -> Component:
    """The page before its data come."""
    return html.Article(
        [
            arguments_store(Concerns.ARGUMENTS, arguments),
            page_head(Concerns.TITLE, Concerns.LINE, name="Needs attention", trail=(("Overview", "/"),)),
            body(Concerns.BODY),
        ]
    )
