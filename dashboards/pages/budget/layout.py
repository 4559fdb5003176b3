"""The skeleton of the budget page."""

from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from dashboards.address import Arguments
from dashboards.components.head import arguments_store, body, page_head
from dashboards.components.parts import aria
from dashboards.ids import Budget

_CONFIG: Any = {"displayModeBar": False, "responsive": True}


def layout(arguments: Arguments) -> Component:
    """The page before its data come. The chart is hidden until there is a book."""
    trail = (("Budget", "/budget"),) if "slice" in arguments else ()
    chart = html.Section(
        [
            html.H2("The book as boxes", id=Budget.CHART_TITLE, className="card-title"),
            html.P("Each box is as large as its amount; press one to see its lines", className="card-about"),
            dcc.Graph(id=Budget.TREEMAP, config=_CONFIG, className="treemap"),
        ],
        id=Budget.CHART,
        className="card chart",
        hidden=True,
        **aria(describedby=Budget.CHART_TITLE),
    )
    parts = [
        arguments_store(Budget.ARGUMENTS, arguments),
        dcc.Store(id=Budget.PRESSED),
        dcc.Store(id=Budget.NARROW),
        page_head(Budget.TITLE, Budget.LINE, name="Budget", trail=trail),
        html.Div(id=Budget.TOP, className="page-body"),
    ]
    return html.Article([*parts, *([] if "slice" in arguments else [chart]), body(Budget.BODY)])
