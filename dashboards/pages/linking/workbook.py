"""What a workbook of links would do, as it is told before anything of it is kept."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboards import formats
from dashboards.address import address
from dashboards.components.issues import fault_list, told_cells
from dashboards.components.parts import Child, Children, lines, quiet
from dashboards.components.tables import Column, Heading, Row, table
from dashboards.marks import PHASE
from dashboards.pages.linking.body import fall_words
from dashboards.terms import ONCE
from tracker.crosswalk_rows import BookUnderLinks, LinkIn, LinksIn
from tracker.rows import View

MOST_ROWS = 50
"""How many rows of a workbook are told one by one; of the others, how many there are."""


def tell_way(view: View, *, may_link: bool) -> list[Child]:
    """Where the workbook is taken from, and what may be done with it."""
    there = html.A("All links that stand, as a workbook", href=address("/download/links.xlsx", view), download="")
    if not may_link:
        return [there, "."]
    then = ". Change rows or add some, and send it back: a row changes its link, a row without a number is a new one, "
    return [there, then, "and no link is ended by a row that is not there."]


def tell_would(told: LinksIn) -> list[Component]:
    """What a workbook would do, row by row and to the book that is looked at; or all that is wrong with it."""
    if not told.is_sound:
        rest = html.P(f"Of its other rows: {_counts(told)}.") if told.rows or told.unchanged else None
        return [fault_list(told.file, told.issues), html.Div(rest, className="link-would")]
    parts: list[Component] = [html.P([html.Strong(f"{told.file}: {_counts(told)}."), _kept_yet(told)])]
    if told.issues:
        parts.append(told_cells(told.issues))
    if told.rows:
        parts += [_rows(told), *_book(told)]
    return [html.Div(parts, className="link-would")]


def _counts(told: LinksIn) -> str:
    if not told.rows:
        return f"nothing in it is new; {formats.count(told.unchanged, 'row')} say what stands already"
    new, changed = formats.count(told.new, "new link"), formats.count(told.changed, "changed link")
    return f"{new}, {changed}; {formats.count(told.unchanged, 'row')} say what stands already"


def _kept_yet(told: LinksIn) -> str:
    return " Nothing is kept yet." if told.rows else ""


def _rows(told: LinksIn) -> Component:
    headings = (
        Heading("Action", Column.NAME),
        Heading("Pays from"),
        Heading("What it says"),
        Heading("Claims", Column.NUMBER),
        Heading("Counted", Column.NUMBER),
        Heading("Row"),
    )
    # What cannot all be met is what somebody has to look at; the others stay in the order of the file.
    ordered = sorted(told.rows, key=lambda row: -row.over)
    drawn = table("What the workbook would do", headings, [_row(row) for row in ordered[:MOST_ROWS]], css="would-table")
    more = len(ordered) - MOST_ROWS
    return html.Div([drawn, html.P(f"and {more:,} more", className="quiet") if more > 0 else None])


def _row(row: LinkIn) -> Row:
    own = row.link
    return Row(
        (
            lines(html.Span(own.action, className="code"), quiet(row.department)),
            own.selector.label,
            lines(*_says(row)),
            _claims(row),
            _counted(row),
            quiet(str(row.at)),
        )
    )


def _says(row: LinkIn) -> Sequence[Children]:
    days = f"from {formats.day(row.link.since)}"
    days += f" to {formats.day(row.link.until)}" if row.link.until else " on"
    if row.before is None:
        return html.Strong(row.link.claim), quiet(f"new, {days}")
    was = row.before.link.claim
    claim = row.link.claim if was == row.link.claim else f"{row.link.claim} in place of {was}"
    return html.Strong(claim), quiet(f"changes link {row.before.id}, {days}")


def _claims(row: LinkIn) -> Children:
    if row.gross is None:
        return quiet("not in this budget")
    return formats.dollars_and_cents(row.gross) if row.gross else quiet("its lines hold no money")


def _counted(row: LinkIn) -> Children:
    if row.net is None:
        return quiet(formats.NO_DATA)
    beyond = f"{formats.dollars_and_cents(row.over)} more than is left for it" if row.over else None
    return lines(formats.dollars_and_cents(row.net), html.Span(beyond, className="lacking") if beyond else None)


def _book(told: LinksIn) -> list[Component]:
    if told.book is None:
        return [html.P("There is no budget of this period and phase yet, so nothing is said of dollars.")]
    own = told.book
    said: list[Component] = [html.P(_over(own), className="lacking" if own.over_after > own.over_before else "")]
    if own.falls:
        said.append(html.P("By this others would be counted less than now:", className="lacking"))
        said.append(html.Ul([html.Li(fall_words(each)) for each in own.falls[:MOST_ROWS]]))
        if len(own.falls) > MOST_ROWS:
            said.append(html.P(f"and {len(own.falls) - MOST_ROWS:,} more", className="quiet"))
    return said


def _over(own: BookUnderLinks) -> str:
    book = f"{PHASE[own.view.phase].lower()} {formats.period(own.view.period)}"
    after, before = map(formats.dollars_and_cents, (own.over_after, own.over_before))
    if not own.over_after:
        return f"No dollar of the {book} budget would be claimed twice."
    if own.over_after == own.over_before:
        return f"As now, {after} more of the {book} budget would be claimed than there is. {ONCE}"
    return f"{after} more of the {book} budget would be claimed than there is; now it is {before}. {ONCE}"
