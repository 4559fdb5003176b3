"""The skeleton of the page of budget equity questions, and of the form in which they are answered."""

from dash import dcc, html
from dash.development.base_component import Component

from dashboards.address import Arguments
from dashboards.components.dropping import drop_zone, reading_note
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
            _sending(),
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
            html.Div(
                [html.Span(className="spinner"), " Saving; your answers stay here until they are kept"],
                id=Questions.SAVING,
                className="reading",
                role="status",
                hidden=True,
            ),
            html.Div(id=Questions.SAVED, className="reading", role="status"),
        ],
        id=Questions.FORM,
        className="card answers",
        hidden=True,
    )


def _sending() -> Component:
    zone = drop_zone(
        Questions.DROP,
        html.Strong("Drop the filled workbook here, or choose it"),
        html.Span("All of its answers are kept, or none where something is wrong."),
    )
    return html.Section(
        [
            html.H2("Send the workbook back", className="card-title"),
            zone,
            reading_note(Questions.READING, "Reading the workbook, cell by cell"),
            html.Div(id=Questions.SENT, role="status"),
        ],
        id=Questions.SENDING,
        className="card answers intake",
        hidden=True,
    )
