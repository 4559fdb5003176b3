"""The home of the table of what needs a person now; each entry opens its list."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboards import formats
from dashboards.address import address
from dashboards.attention import URGENCY, sentence, where, words_of
from dashboards.components.parts import Children, icon, quiet
from dashboards.components.tables import Column, Heading, Row, table
from tracker.rows import Attention, View


def attention_table(items: Sequence[Attention], view: View, most: int | None = None) -> Component:
    """What needs attention, the most urgent first, with how many and the dollars in it; at most ``most``."""
    ordered = sorted(items, key=lambda item: URGENCY.index(words_of(item.kind).mark))
    headings = (
        Heading("What", Column.NAME),
        Heading("How many", Column.NUMBER),
        Heading("Asked or at stake", Column.NUMBER),
    )
    return table("Needs attention", headings, [_row(item, view) for item in ordered[:most]], css="attention-table")


def _row(item: Attention, view: View) -> Row:
    mark = words_of(item.kind).mark
    told = html.Span(
        [html.Span(sentence(item), className="attention-what"), quiet(where(item))], className="attention-told"
    )
    parts = [html.Span(icon(mark.icon), className=f"status-{mark.token}"), told]
    # What is found of money has a page of its own.
    path = item.href if item.href == "/findings" else "/attention"
    name = html.A(parts, href=address(path, view, kind=item.kind), className="attention-link")
    return Row((name, html.Strong(f"{item.count:,}"), _dollars(item)))


def _dollars(item: Attention) -> Children:
    if item.dollars is not None:
        return formats.dollars_short(item.dollars)
    if item.actions:
        return quiet("no amount named")
    # Departments, measures and agreements ask for no money: "no actions" would speak of another thing.
    return html.Span("\N{EM DASH}", title="only actions ask for money")
