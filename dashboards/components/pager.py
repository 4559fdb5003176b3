"""The home of long lists in pages: which rows are shown, and the links to the others."""

from collections.abc import Sequence
from typing import TypeVar

from dash import html
from dash.development.base_component import Component

from dashboards.address import Arguments, address, read_number
from dashboards.components.parts import aria, link

T = TypeVar("T")


def page_of(rows: Sequence[T], wanted: str | None, size: int) -> tuple[Sequence[T], int, int]:
    """The rows of a page, its number and the last one's; a page that is not there is the nearest one that is."""
    last = max(1, -(-len(rows) // size))
    number = min(max(read_number(wanted or "") or 1, 1), last)
    return rows[(number - 1) * size : number * size], number, last


def pager(path: str, arguments: Arguments, number: int, last: int) -> Component | None:
    """Links to the pages before and after; nothing where there is only one."""
    if last == 1:
        return None
    kept = {name: value for name, value in arguments.items() if name != "page"}
    parts: list[Component] = [html.Span(f"Page {number} of {last}")]
    if number > 1:
        parts.insert(0, link("Earlier", address(path, **kept, page=number - 1), "step"))
    if number < last:
        parts.append(link("Further", address(path, **kept, page=number + 1), "step"))
    return html.Nav(parts, className="pager", **aria(label="Pages of this list"))
