"""The skeleton of the page that leadership reads before a budget is made."""

from dash import html
from dash.development.base_component import Component

from dashboards.address import Arguments
from dashboards.components.head import arguments_store, body, page_head
from dashboards.ids import Briefing


def layout(arguments: Arguments) -> Component:
    """The page before its data come."""
    trail = [("Budget cycle", "/cycle")]
    trail += [("Before the budget", "/briefing")] if "department" in arguments else []
    return html.Article(
        [
            arguments_store(Briefing.ARGUMENTS, arguments),
            page_head(Briefing.TITLE, Briefing.LINE, name="Before the budget", trail=trail),
            body(Briefing.BODY),
        ],
        className="briefing",
    )
