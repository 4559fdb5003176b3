"""The home of what a page says where no line of a budget names a goal: why there is nothing, and how to name one."""

from dash import html
from dash.development.base_component import Component

from dashboards.components.cards import card
from dashboards.components.parts import link


def how_to_name(title: str) -> Component:
    """A card that says how a budget file names the goals that its lines serve."""
    return card(
        title,
        html.P(
            [
                "A line names a goal in its own row: give the budget file a column headed ",
                html.Strong("Goal"),
                ", with the code of a shared goal in the rows that serve it, and import it again at ",
                link("Imports", "/imports?kind=budget"),
                ". The template has that column: ",
                html.Code("equity-tracker template budget"),
                ".",
            ]
        ),
        html.P(
            [
                "What plans ask for stays apart from it: see ",
                link("how these numbers are made", "/how-these-numbers-are-made"),
                ".",
            ],
            className="card-foot",
        ),
    )
