"""The skeleton of the page What changed."""

from dash import html
from dash.development.base_component import Component

from dashboards.address import Arguments
from dashboards.components.head import arguments_store, body, page_head
from dashboards.ids import Changes
from dashboards.pages.changes.wanted import SLICES


def layout(arguments: Arguments) -> Component:
    """The page before its data come."""
    trail = [("Budget", "/budget")]
    if any(name in arguments for name in SLICES):
        trail.append(("What changed", "/changes"))
    return html.Article(
        [
            arguments_store(Changes.ARGUMENTS, arguments),
            page_head(Changes.TITLE, Changes.LINE, name="What changed", trail=trail),
            body(Changes.BODY),
        ]
    )
