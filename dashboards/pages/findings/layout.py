"""The skeleton of the page of findings, and of the form in which one of them is waived."""

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboards.address import Arguments
from dashboards.components.head import arguments_store, body, page_head
from dashboards.ids import Findings


def layout(arguments: Arguments) -> Component:
    """The page before its data come: one finding where the address names it, or else all."""
    trail = [("Alignment", "/alignment")]
    if "finding" in arguments:
        trail.append(("Findings", "/findings"))
    return html.Article(
        [
            arguments_store(Findings.ARGUMENTS, arguments),
            page_head(Findings.TITLE, Findings.LINE, name="Findings", trail=tuple(trail)),
            body(Findings.BODY),
            _waiving(),
            _taking_back(),
        ]
    )


def _waiving() -> Component:
    return html.Section(
        [
            html.H2("Let this finding stand", className="card-title"),
            html.P(
                "It is told as waived, with your name and reason, and returns on the day after its end.",
                className="quiet",
            ),
            dmc.TextInput(id=Findings.PERSON, label="Your name"),
            dmc.Textarea(id=Findings.REASON, label="Reason", autosize=True, minRows=2),
            dmc.TextInput(id=Findings.UNTIL, label="Last day", description="Year, month and day, such as 2026-12-31"),
            html.Button("Waive", id=Findings.WAIVE, className="button", type="button"),
        ],
        id=Findings.WAIVING,
        className="card withdrawal",
        hidden=True,
    )


def _taking_back() -> Component:
    return html.Section(
        [
            html.H2("Take the waiver back", className="card-title"),
            html.P("The finding is told again. Who waived it, and why, stays on record.", className="quiet"),
            html.Button("Take back", id=Findings.TAKE_BACK, className="button button-quiet", type="button"),
        ],
        id=Findings.TAKING_BACK,
        className="card withdrawal",
        hidden=True,
    )
