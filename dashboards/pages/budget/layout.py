"""The skeleton of the budget page."""

from dash import html
from dash.development.base_component import Component

from dashboards.address import Arguments
from dashboards.components.head import arguments_store, body, page_head
from dashboards.ids import Budget


def layout(arguments: Arguments) -> Component:
    """The page before its data come."""
    trail = (("Budget", "/budget"),) if "slice" in arguments else ()
    return html.Article(
        [
            arguments_store(Budget.ARGUMENTS, arguments),
            page_head(Budget.TITLE, Budget.LINE, name="Budget", trail=trail),
            html.Div(id=Budget.TOP, className="page-body"),
            body(Budget.BODY),
        ]
    )
