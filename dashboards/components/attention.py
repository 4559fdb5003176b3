"""The home of the list of what needs a person now; each entry opens its list."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboards import formats
from dashboards.address import address
from dashboards.attention import URGENCY, sentence, where, words_of
from dashboards.components.parts import icon, quiet
from tracker.rows import Attention, View


def attention_list(items: Sequence[Attention], view: View, most: int | None = None) -> Component:
    """What needs attention, the most urgent first; at most as many as there is room for."""
    ordered = sorted(items, key=lambda item: URGENCY.index(words_of(item.kind).mark))
    return html.Ul([html.Li(_item(item, view)) for item in ordered[:most]], className="attention")


def _item(item: Attention, view: View) -> Component:
    mark = words_of(item.kind).mark
    told = html.Span(
        [html.Span(sentence(item), className="attention-what"), quiet(where(item))], className="attention-told"
    )
    number = formats.dollars_short(item.dollars) if item.dollars is not None else f"{item.count:,}"
    parts = [html.Span(icon(mark.icon), className=f"status-{mark.token}"), told, html.Strong(number)]
    return html.A(parts, href=address("/attention", view, kind=item.kind), className="attention-link")
