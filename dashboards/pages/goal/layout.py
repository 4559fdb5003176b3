"""The skeleton of the page of one goal."""

from dash import html
from dash.development.base_component import Component

from dashboards.address import Arguments
from dashboards.components.head import arguments_store, body, page_head
from dashboards.ids import Goal


def layout(arguments: Arguments) -> Component:
    """The page before its data come."""
    return html.Article(
        [
            arguments_store(Goal.ARGUMENTS, arguments),
            page_head(Goal.TITLE, Goal.LINE, name="Goal", trail=(("Goals", "/goals"),)),
            body(Goal.BODY),
        ]
    )
