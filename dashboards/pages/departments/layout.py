"""The skeleton of the list of departments."""

from dash import html
from dash.development.base_component import Component

from dashboards.address import Arguments
from dashboards.components.head import arguments_store, body, page_head
from dashboards.ids import Departments


def layout(arguments: Arguments) -> Component:
    """The page before its data come."""
    return html.Article(
        [
            arguments_store(Departments.ARGUMENTS, arguments),
            page_head(Departments.TITLE, Departments.LINE, name="Departments"),
            body(Departments.BODY),
        ]
    )
