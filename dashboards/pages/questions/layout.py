"""The skeleton of the page of budget equity questions, and of the form in which they are answered."""

from dash import dcc, html
from dash.development.base_component import Component

from dashboards.address import Arguments
from dashboards.components.head import arguments_store, body, page_head
from dashboards.ids import Questions


def layout(arguments: Arguments) -> Component:
    """The page before its data come."""
    trail = [("Budget", "/budget")]
    if "department" in arguments:
        trail.append(("Equity questions", "/questions"))
    return html.Article(
        [
            arguments_store(Questions.ARGUMENTS, arguments),
            dcc.Store(id=Questions.SEEN, data={}),
            page_head(Questions.TITLE, Questions.LINE, name="Budget equity questions", trail=tuple(trail)),
            body(Questions.BODY),
            _form(),
        ]
    )


def _form() -> Component:
    return html.Section(
        [
            html.H2("Answer", id=Questions.FORM_TITLE, className="card-title"),
            html.P(
                "What you change here is kept with your name and the time; what was answered before stays on record.",
                className="quiet",
            ),
            html.Div(id=Questions.FORM_LIST),
            html.Button("Save the answers", id=Questions.SAVE, className="button", type="button"),
        ],
        id=Questions.FORM,
        className="card answers",
        hidden=True,
    )
