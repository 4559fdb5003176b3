"""The choices of the page What changed: from which book, to which, in which direction, by what."""

from dash import html
from dash.development.base_component import Component

from budgets.phases import Direction
from dashboards import formats
from dashboards.components.parts import aria, current
from dashboards.marks import CHANGE_CUT, DIRECTION, PHASE
from dashboards.pages.changes.wanted import changes_address
from tracker.change_rows import ChangeCut, ChangesPage
from tracker.choosing import book_name


def chooser(told: ChangesPage) -> Component:
    """Links to the same page with another choice; the one that is chosen is marked."""
    asked = told.asked
    directions = [
        _choice(DIRECTION[each], changes_address(asked, direction=each), is_on=each is asked.direction)
        for each in Direction
    ]
    cuts = [_choice(CHANGE_CUT[each], changes_address(asked, by=each), is_on=each is asked.cut) for each in ChangeCut]
    return html.Div(
        [
            _group("from", _books(told, "from", asked.before), "The budget before"),
            _group("to", _books(told, "to", asked.after), "The budget after"),
            html.Div(
                [
                    html.Div(directions, className="phases", role="group", **aria(label="Direction of the money")),
                    html.Span("by", className="quiet"),
                    html.Div(cuts, className="phases", role="group", **aria(label="Told by")),
                ],
                className="chooser",
            ),
        ],
        className="choosers",
    )


def _group(word: str, choices: list[Component], label: str) -> Component:
    group = html.Div(choices, className="phases", role="group", **aria(label=label))
    return html.Div([html.Span(word, className="quiet chooser-word"), group], className="chooser")


def _books(told: ChangesPage, side: str, chosen: str | None) -> list[Component]:
    other = told.asked.after if side == "from" else told.asked.before
    several = len({view.period for view in told.books}) > 1
    return [
        _choice(
            f"{PHASE[view.phase]} {formats.period(view.period)}" if several else PHASE[view.phase],
            changes_address(told.asked, **{side: book_name(view)}),
            is_on=book_name(view) == chosen,
        )
        for view in told.books
        if book_name(view) != other
    ]


def _choice(words: str, href: str, *, is_on: bool) -> Component:
    return html.A(words, href=href, className="phase", **current("true", here=is_on))
