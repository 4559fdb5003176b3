"""The parts of the page of what was found."""

from collections.abc import Sequence
from itertools import groupby

from dash import html
from dash.development.base_component import Component

from dashboards import formats
from dashboards.address import with_view
from dashboards.components.cards import card, empty
from dashboards.components.parts import Child, link
from dashboards.pages.telling import Told
from tracker.rows import SearchHit, View


def tell_search(hits: Sequence[SearchHit], words: str, view: View) -> Told:
    """What was found, kind by kind."""
    if not words:
        hint = "Goals, departments, actions and appropriation units are found by any part of their names or codes."
        return Told("What are you looking for?", None, empty("Search", hint))
    if not hits:
        hint = "Try fewer letters, or a code as it stands in the plan."
        return Told(
            f"Nothing is called {formats.quoted(words)}",
            None,
            empty("What now?", hint),
        )
    kinds = groupby(sorted(hits, key=lambda hit: hit.kind), key=lambda hit: hit.kind)
    found = formats.count(len(hits), "thing is", "things are")
    title = f"{found} called {formats.quoted(words)}"
    body: list[Child] = [_group(kind, list(group), view) for kind, group in kinds]
    return Told(title, None, body)


def _group(kind: str, hits: Sequence[SearchHit], view: View) -> Component:
    items = [html.Li(link(hit.label, with_view(hit.href, view))) for hit in hits]
    title = formats.sentence_case(formats.count(len(hits), kind.replace("_", " ")))
    return card(title, html.Ul(items, className="found"))
