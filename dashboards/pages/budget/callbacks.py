"""The callbacks of the budget page."""

from functools import partial

from dash import Input, Output

from dashboards.asking import Ask
from dashboards.ids import Budget
from dashboards.pages.budget.body import BudgetTold, tell_book, tell_slice
from dashboards.pages.budget.wanted import wanted
from dashboards.pages.telling import not_there, view_of
from dashboards.still import Still
from dashboards.wiring import Wiring
from tracker.budget_rows import BudgetPage
from tracker.errors import NotFoundError
from tracker.permissions import Permission
from tracker.rows import Cut


def show_budget(arguments: dict[str, str], *, ask: Ask) -> BudgetTold:
    """Tell a book, or the lines of one slice of it."""
    try:
        asked, page = wanted(arguments), _page(arguments, ask)
        if not asked.has_slice:
            packages = ask.packages(page.view) if page.cut is Cut.PACKAGE else ()
            return tell_book(page, packages, arguments)
        lines = ask.lines(page.view, asked.direction, where=asked.where, after=asked.after)
        return tell_slice(page, asked, lines)
    except NotFoundError as error:
        title, line, body = not_there(error)
        return BudgetTold(title, line, body, [])


def _show_in_one_piece(arguments: dict[str, str], *, ask: Ask) -> BudgetTold:
    told = show_budget(arguments, ask=ask)
    return BudgetTold(told.title, Still(told.line), Still(told.top), Still(told.body))


def _page(arguments: dict[str, str], ask: Ask) -> BudgetPage:
    asked = wanted(arguments)
    return ask.budget(view_of(arguments, ask), asked.direction, asked.cut)


def connect(wiring: Wiring, ask: Ask) -> None:
    """Tie the page to its arguments."""
    wiring.on(
        *[Output(each, "children") for each in (Budget.TITLE, Budget.LINE, Budget.TOP, Budget.BODY)],
        Input(Budget.ARGUMENTS, "data"),
        needs=Permission.REPORT_READ,
    )(partial(_show_in_one_piece, ask=ask))
