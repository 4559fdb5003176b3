"""The skeleton of the page of one decision package."""

from dash import html
from dash.development.base_component import Component

from dashboards.address import Arguments
from dashboards.components.head import arguments_store, body, page_head
from dashboards.ids import Package


def layout(arguments: Arguments) -> Component:
    """The page before its data come."""
    trail = (("Budget", "/budget"), ("Decision packages", "/budget?cut=package"))
    return html.Article(
        [
            arguments_store(Package.ARGUMENTS, arguments),
            page_head(Package.TITLE, Package.LINE, name="Decision package", trail=trail),
            body(Package.BODY),
        ]
    )
