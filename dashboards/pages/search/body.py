"""The parts of the page of what was found."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboards import formats
from dashboards.address import with_view
from dashboards.components.cards import card, empty
from dashboards.components.parts import Child, link, quiet
from dashboards.pages.telling import Told
from tracker.rows import SearchGroup, SearchHit, View

_NOUNS = {
    "goal": ("goal", "goals"),
    "department": ("department", "departments"),
    "action": ("action", "actions"),
    "lead": ("lead of actions", "leads of actions"),
    "package": ("decision package", "decision packages"),
    "unit": ("appropriation unit", "appropriation units"),
    "fund": ("fund", "funds"),
    "program": ("program", "programs"),
}


def tell_search(groups: Sequence[SearchGroup], words: str, view: View) -> Told:
    """What was found, kind by kind."""
    if not words:
        hint = (
            "Goals, departments, actions and who leads them, decision packages, appropriation units, funds and programs"
            " are found by any part of their names or codes."
        )
        return Told("What are you looking for?", None, empty("Search", hint))
    if not groups:
        hint = "Try fewer letters, or a code as it stands in the plan."
        return Told(
            f"Nothing is called {formats.quoted(words)}",
            None,
            empty("What now?", hint),
        )
    found = formats.count(sum(group.of for group in groups), "thing is", "things are")
    title = f"{found} called {formats.quoted(words)}"
    return Told(title, None, [_group(group, view) for group in groups])


def _group(group: SearchGroup, view: View) -> Component:
    items = [html.Li(_hit(hit, view)) for hit in group.hits]
    rest = group.of - len(group.hits)
    about = f"The first {len(items)}; more words leave fewer" if rest else None
    return card(formats.count(group.of, *_NOUNS[group.kind]), html.Ul(items, className="found"), about=about)


def _hit(hit: SearchHit, view: View) -> list[Child]:
    way = link(hit.label, with_view(hit.href, view))
    return [way, quiet(f" {hit.about}")] if hit.about else [way]
