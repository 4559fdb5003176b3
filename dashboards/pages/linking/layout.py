"""The skeleton of the linking workbench: the form of a link, the sure suggestions, the form that ends a link."""

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from dashboards.address import Arguments
from dashboards.components.dropping import drop_zone, reading_note
from dashboards.components.head import arguments_store, body, page_head
from dashboards.ids import Linking, link_field
from dashboards.pages.linking.wanted import AMOUNT, KEYS, PATH

_LABELS = {
    "department": "Department of the lines",
    "unit": "Appropriation unit",
    "fund": "Fund",
    "program": "Program",
    "account": "Account",
    "package": "Decision package",
}
_TYPING = 500
"""Milliseconds without a key until what was typed is weighed."""


def layout(arguments: Arguments) -> Component:
    """The page before its data come."""
    return html.Article(
        [
            arguments_store(Linking.ARGUMENTS, arguments),
            dcc.Store(id=Linking.SURE_SEEN, data={}),
            dcc.Store(id=Linking.WOULD_SEEN, data={}),
            page_head(Linking.TITLE, Linking.LINE, name="Linking workbench", trail=(("Alignment", "/alignment"),)),
            _ending(arguments),
            html.Div(id=Linking.CHOSEN, className="link-chosen"),
            _form(arguments),
            _search(arguments),
            body(Linking.BODY),
            _sure(),
            _workbook(),
        ]
    )


def _form(arguments: Arguments) -> Component:
    keys = [_text(part, label, arguments.get(KEYS[part], "")) for part, label in _LABELS.items()]
    claims = [
        _text("share", "Share, in percent", "", "such as 25 %; it goes on until it is ended"),
        _text(
            "amount",
            "Or a fixed amount, in dollars",
            arguments.get(AMOUNT, ""),
            "such as 120,000; for this period alone",
        ),
    ]
    days = [
        _text("since", "Holds from", "", "blank: from the first day of the period", kind="date"),
        _text(
            "until", "Holds until", "", "blank: a share until it is ended, an amount to the period's end", kind="date"
        ),
        _text("note", "Note", ""),
    ]
    return html.Section(
        [
            html.H2("What pays for this action", className="card-title"),
            html.P(
                "Choose a part of the budget beneath, or type its codes; what is left blank may be anything.",
                className="quiet",
            ),
            html.Div(keys, className="link-fields"),
            html.Div(claims, className="link-fields"),
            html.Div(days, className="link-fields"),
            html.Div(id=Linking.CHECK, className="link-check", role="status"),
            html.Div(id=Linking.REFUSED, role="alert"),
            html.Button("Link it", id=Linking.MAKE, className="button", type="button"),
        ],
        id=Linking.FORM,
        className="card link-form",
        hidden=not arguments.get("action") or "end" in arguments,
    )


def _search(arguments: Arguments) -> Component:
    gone = ("words", "at", "within", "under", "done", "of_link")
    kept = [(name, value) for name, value in arguments.items() if name not in gone]
    hidden = [dcc.Input(type="hidden", name=name, value=value) for name, value in kept]
    words = dmc.TextInput(
        name="words",
        label="Search the budget: units, programs, funds, packages",
        value=arguments.get("words", ""),
        attributes={"input": {"type": "search"}},
    )
    button = html.Button("Search", className="button button-quiet", type="submit")
    return html.Form([*hidden, words, button], action=PATH, method="get", className="link-search")


def _text(name: str, label: str, value: str, description: str | None = None, kind: str = "text") -> Component:
    field: Component = dmc.TextInput(
        id=link_field(name),
        label=label,
        value=value,
        description=description,
        debounce=_TYPING,
        attributes={"input": {"type": kind}},
    )
    return field


def _sure() -> Component:
    return html.Section(
        [
            html.H2("Plans state these themselves: place and amount", className="card-title"),
            html.Div(id=Linking.SURE_LIST),
            html.Div(id=Linking.SURE_REFUSED, role="alert"),
            html.Div(
                [
                    html.Button(
                        "Choose some to confirm them",
                        id=Linking.CONFIRM_CHOSEN,
                        className="button",
                        type="button",
                        disabled=True,
                    ),
                    html.Button(
                        "Confirm all that are shown",
                        id=Linking.CONFIRM_ALL,
                        className="button button-quiet",
                        type="button",
                    ),
                ],
                id=Linking.CONFIRMING,
                className="sure-deeds",
            ),
        ],
        id=Linking.SURE,
        className="card link-sure",
        hidden=True,
    )


def _workbook() -> Component:
    zone = drop_zone(
        Linking.DROP,
        html.Strong("Drop the changed workbook here, or choose it"),
        html.Span("You are shown what it would do before anything is kept."),
    )
    sending = [
        zone,
        reading_note(Linking.READING, "Reading the workbook, row by row"),
        html.Div(id=Linking.WOULD, role="status"),
        html.Div(id=Linking.TAKE_REFUSED, role="alert"),
        html.Button("Keep these links", id=Linking.TAKE, className="button", type="button", hidden=True),
    ]
    return html.Section(
        [
            html.H2("Links as a workbook", className="card-title"),
            html.P(id=Linking.WORKBOOK_WAY, className="quiet"),
            html.Div(sending, id=Linking.SENDING, hidden=True),
        ],
        id=Linking.WORKBOOK,
        className="card intake link-workbook",
        hidden=True,
    )


def _ending(arguments: Arguments) -> Component:
    return html.Section(
        [
            html.H2(f"End link {arguments.get('end', '')}".strip(), className="card-title"),
            html.P("It counts no more, in any budget. It stays in the history, with your reason.", className="quiet"),
            dmc.Textarea(id=Linking.REASON, label="Reason", autosize=True, minRows=2),
            html.Div(id=Linking.END_REFUSED, role="alert"),
            html.Button("End it", id=Linking.END, className="button button-quiet", type="button"),
        ],
        id=Linking.ENDING,
        className="card withdrawal",
        hidden="end" not in arguments,
    )
