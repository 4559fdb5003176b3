"""The callbacks of the budget page."""

from functools import partial
from typing import NamedTuple

import plotly.graph_objects as go
from dash import Input, Output

from dashboards.asking import Ask
from dashboards.figures.treemap import book_treemap
from dashboards.ids import Budget, Shell
from dashboards.pages.budget.body import BudgetTold, tell_book, tell_slice, way_to
from dashboards.pages.budget.wanted import wanted
from dashboards.pages.telling import not_there, view_of
from dashboards.still import Still
from dashboards.theme import tokens
from dashboards.wiring import Wiring
from tracker.errors import NotFoundError
from tracker.permissions import Permission
from tracker.rows import BudgetPage


def show_budget(arguments: dict[str, str], *, ask: Ask) -> BudgetTold:
    """Tell a book, or the lines of one slice of it."""
    try:
        asked, page = wanted(arguments), _page(arguments, ask)
        if not asked.has_slice:
            return tell_book(page)
        lines = ask.lines(page.view, asked.direction, where=asked.where, after=asked.after)
        return tell_slice(page, asked, lines)
    except NotFoundError as error:
        title, line, body = not_there(error)
        return BudgetTold(title, line, body, [])


def _show_in_one_piece(arguments: dict[str, str], *, ask: Ask) -> BudgetTold:
    told = show_budget(arguments, ask=ask)
    return BudgetTold(told.title, Still(told.line), Still(told.top), Still(told.body))


class Chart(NamedTuple):
    """The chart, whether it is hidden, and its title."""

    figure: go.Figure
    hidden: bool
    title: str


def show_treemap(arguments: dict[str, str], scheme: str | None, narrow: object, *, ask: Ask) -> Chart:
    """Draw the book in the colours of the theme that is seen; in a narrow window without the boxes within boxes."""
    try:
        page = _page(arguments, ask)
    except NotFoundError:
        return Chart(go.Figure(), hidden=True, title="")
    way = way_to(page.view, page.direction, page.cut)
    title = f"Where the money {'goes' if page.direction == 'expenditure' else 'comes from'}, by {page.cut}"
    return Chart(
        book_treemap(page.rows, tokens(scheme), way, within=narrow is not True), hidden=not page.rows, title=title
    )


def _page(arguments: dict[str, str], ask: Ask) -> BudgetPage:
    asked = wanted(arguments)
    return ask.budget(view_of(arguments, ask), asked.direction, asked.cut)


def connect(wiring: Wiring, ask: Ask) -> None:
    """Tie the page to its arguments, and the chart to the theme."""
    wiring.on(
        *[Output(each, "children") for each in (Budget.TITLE, Budget.LINE, Budget.TOP, Budget.BODY)],
        Input(Budget.ARGUMENTS, "data"),
        needs=Permission.REPORT_READ,
    )(partial(_show_in_one_piece, ask=ask))
    wiring.on(
        Output(Budget.TREEMAP, "figure"),
        Output(Budget.CHART, "hidden"),
        Output(Budget.CHART_TITLE, "children"),
        Input(Budget.ARGUMENTS, "data"),
        Input(Shell.SCHEME, "data"),
        Input(Budget.NARROW, "data"),
        needs=Permission.REPORT_READ,
    )(partial(show_treemap, ask=ask))
    wiring.in_the_browser("tell_narrow", Output(Budget.NARROW, "data"), Input(Budget.ARGUMENTS, "data"))
    wiring.in_the_browser("open_box", Output(Budget.PRESSED, "data"), Input(Budget.TREEMAP, "clickData"))
