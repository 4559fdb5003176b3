"""The skeleton of the page of one department."""

from dash import html
from dash.development.base_component import Component

from dashboards.address import Arguments
from dashboards.components.head import arguments_store, body, page_head
from dashboards.ids import Department


def layout(arguments: Arguments) -> Component:
    """The page before its data come."""
    return html.Article(
        [
            arguments_store(Department.ARGUMENTS, arguments),
            page_head(Department.TITLE, Department.LINE, name="Department", trail=(("Departments", "/departments"),)),
            body(Department.BODY),
        ]
    )
