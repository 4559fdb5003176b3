"""The skeletons of imports: the place where files are dropped, and the page of one file."""

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboards.address import Arguments
from dashboards.components.dropping import drop_zone, reading_note
from dashboards.components.head import arguments_store, body, page_head
from dashboards.ids import Imports
from importers.reading import Kind


def layout(arguments: Arguments) -> Component:
    """The page before its data come: of one file where the address names one, or else of all."""
    return _one(arguments) if "id" in arguments else _all(arguments)


def _all(arguments: Arguments) -> Component:
    kind = Kind.BUDGET if arguments.get("kind") == Kind.BUDGET else Kind.PLAN
    return html.Article(
        [
            arguments_store(Imports.ARGUMENTS, arguments),
            page_head(Imports.TITLE, Imports.LINE, name="Imports"),
            _drop(kind),
            body(Imports.BODY),
        ]
    )


def _drop(kind: Kind) -> Component:
    choice = dmc.RadioGroup(
        [
            dmc.Group(
                [
                    dmc.Radio(label="A department's plan", value=Kind.PLAN.value),
                    dmc.Radio(label="A budget", value=Kind.BUDGET.value),
                ]
            )
        ],
        id=Imports.KIND,
        value=kind.value,
        label="What is in the workbook?",
    )
    zone = drop_zone(
        Imports.DROP,
        html.Strong("Drop a workbook here, or choose one"),
        html.Span("xlsx, xlsm, xls, xlsb, ods or csv", id=Imports.LIMIT),
        html.Span("Nothing changes until you accept it."),
    )
    return html.Section(
        [
            html.H2("Take in a file", className="card-title"),
            choice,
            zone,
            html.Div(id=Imports.REFUSED, className="notice", role="alert", hidden=True),
            reading_note(Imports.READING, "Reading the workbook, cell by cell"),
        ],
        className="card intake",
    )


def _one(arguments: Arguments) -> Component:
    return html.Article(
        [
            arguments_store(Imports.ARGUMENTS, arguments),
            page_head(Imports.TITLE, Imports.LINE, name="One file", trail=(("Imports", "/imports"),)),
            html.Div(id=Imports.STEPS, className="steps-frame"),
            _other_kind(),
            _profile(),
            _questions(),
            _columns(),
            body(Imports.BODY),
            _deeds(),
            _withdrawal(),
        ]
    )


def _other_kind() -> Component:
    return html.Section(
        [
            html.H2("Another kind of file", className="card-title"),
            html.P(id=Imports.OTHER_WORDS),
            html.Button(id=Imports.READ_AS_OTHER, className="button", type="button"),
        ],
        id=Imports.OTHER_KIND,
        className="card other-kind",
        hidden=True,
    )


def _profile() -> Component:
    return html.Section(
        [
            html.H2("Read as last time", className="card-title"),
            html.Div(id=Imports.PROFILE_WORDS),
            html.Button("Ask me anew what these mean", id=Imports.ANEW, className="button button-quiet", type="button"),
        ],
        id=Imports.PROFILE,
        className="card profile-used",
        hidden=True,
    )


def _questions() -> Component:
    return html.Section(
        [
            html.H2("Only you can decide this", className="card-title"),
            html.Div(id=Imports.QUESTION_LIST),
            html.Button("Read again with these answers", id=Imports.ANSWER, className="button", type="button"),
        ],
        id=Imports.QUESTIONS,
        className="card questions",
        hidden=True,
    )


def _columns() -> Component:
    return html.Section(
        [
            html.H2("Columns that were not read", className="card-title"),
            html.P(id=Imports.COLUMN_WORDS),
            html.Div(id=Imports.COLUMN_LIST),
            html.Button("Read again with these columns", id=Imports.READ_COLUMNS, className="button", type="button"),
        ],
        id=Imports.COLUMNS,
        className="card columns-unread",
        hidden=True,
    )


def _deeds() -> Component:
    return html.Section(
        [
            html.H2("Submit", className="unseen"),
            html.P(id=Imports.DEED_WORDS),
            html.P([html.Span(className="spinner"), "Keeping every record"], id=Imports.WORKING, hidden=True),
            html.Button("Discard", id=Imports.DISCARD, className="button button-quiet", type="button"),
            html.Button("Accept", id=Imports.ACCEPT, className="button", type="button", disabled=True),
        ],
        id=Imports.DEEDS,
        className="deeds",
        hidden=True,
    )


def _withdrawal() -> Component:
    return html.Section(
        [
            html.H2("Withdraw this file", className="card-title"),
            html.P(
                "The version before it is in force again. The file stays in the history, with your reason.",
                className="quiet",
            ),
            dmc.Textarea(id=Imports.REASON, label="Reason", autosize=True, minRows=2),
            html.Button("Withdraw", id=Imports.WITHDRAW, className="button button-quiet", type="button"),
        ],
        id=Imports.WITHDRAWAL,
        className="card withdrawal",
        hidden=True,
    )
