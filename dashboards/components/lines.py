"""The home of the table of budget lines: each with its file, sheet and cell."""

from collections.abc import Callable

from dash import html
from dash.development.base_component import Component

from dashboards import formats
from dashboards.components.cards import card
from dashboards.components.parts import Children, aria, icon, lines, link, quiet, source
from dashboards.components.tables import Column, Heading, Row, table
from tracker.budget_rows import LinePage, LineRow
from tracker.rows import View

_HEADINGS = (
    Heading("What", Column.NAME),
    Heading("Unit and fund"),
    Heading("Program and account"),
    Heading("Goal"),
    Heading("Years"),
    Heading("FTE", Column.NUMBER),
    Heading("Amount", Column.NUMBER),
    Heading("Source"),
)


def line_card(
    page: LinePage,
    view: View,
    after: int | None,
    way: Callable[[int | None], str],
    *,
    title: str = "Lines",
    place: str = "lines",
) -> Component:
    """A page of lines, and the way to the next; ``place`` is its own place on the page."""
    if not page.of:
        return card(
            f"{title}: none" if title != "Lines" else "No line", html.P("No line of this budget is in this slice.")
        )
    drawn = table("Budget lines", _HEADINGS, [_row(row) for row in page.lines], css="line-table")
    of = formats.count(page.of, "line")
    shown = f"{len(page.lines):,} of {of}, in the order of the file; period {formats.period(view.period)}"
    steps: list[Component] = []
    if after is not None:
        steps.append(link("From the beginning", way(None), "step"))
    if page.after is not None:
        steps.append(link("Further", way(page.after), "step"))
    onward = html.Nav(steps, className="pager", **aria(label="Pages of this list")) if steps else None
    return html.Div(card(title, drawn, onward, about=shown, css="card-table"), id=place)


def _row(row: LineRow) -> Row:
    what = row.description or row.account or row.program or row.unit or "no description"
    marks = [quiet("transfer between funds")] if row.transfer else []
    marks += [quiet(f"package {row.package}")] if row.package else []
    return Row(
        (
            lines(html.Strong(what), *marks),
            _both(row.unit, row.fund),
            _both(row.program, row.account if row.account != what else None),
            row.goal or quiet("none"),
            formats.years(row.fiscal_years),
            formats.number(row.fte, 2) if row.fte is not None else quiet("none said"),
            formats.dollars_and_cents(row.amount),
            lines(source(row.source), _original(row)),
        )
    )


def _both(first: str | None, second: str | None) -> Children:
    return lines(first, quiet(second) if second else None) if first or second else quiet("none")


def _original(row: LineRow) -> Component:
    return html.A([icon("save"), " original"], href=f"/files/{row.source.import_id}", className="source", download="")
