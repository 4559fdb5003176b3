"""The home of tables: real ones, which become cards on a phone and keep their meaning for those who listen."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboards.components.parts import Children, unseen


class Column(StrEnum):
    """How the cells of a column are set."""

    TEXT = "text"
    NUMBER = "number"
    NAME = "name"
    WIDE = "wide"


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a column; ``shown`` is what stands there where it is more than its name."""

    name: str
    column: Column = Column.TEXT
    shown: Children = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row; ``css`` names a kind of row in the stylesheet."""

    cells: tuple[Children, ...]
    css: str = ""


def table(
    caption: str, headings: Sequence[Heading], rows: Sequence[Row], *, css: str = "", foot: Sequence[Row] = ()
) -> Component:
    """A table. The first cell of a row is its heading; the caption is for those who listen."""
    parts: list[Component] = [
        html.Caption(unseen(caption)),
        html.Thead(html.Tr([_head(heading) for heading in headings], role="row"), role="rowgroup"),
        html.Tbody([_row(row, headings) for row in rows], role="rowgroup"),
    ]
    if foot:
        parts.append(html.Tfoot([_row(row, headings) for row in foot], role="rowgroup"))
    # On a phone the rows are drawn as cards; without roles, browsers then forget that this is a table.
    drawn = html.Table(parts, role="table", className=f"table {css}".strip())
    return html.Div(drawn, className="table-frame")


def _head(heading: Heading) -> Component:
    return html.Th(
        heading.shown or heading.name, scope="col", role="columnheader", className=f"column-{heading.column}"
    )


def _row(row: Row, headings: Sequence[Heading]) -> Component:
    cells = [
        _cell(cell, heading, first=place == 0)
        for place, (cell, heading) in enumerate(zip(row.cells, headings, strict=True))
    ]
    return html.Tr(cells, role="row", className=row.css or None)


def _cell(cell: Children, heading: Heading, *, first: bool) -> Component:
    shared: dict[str, Any] = {"className": f"column-{heading.column}", "data-label": heading.name}
    if first:
        return html.Th(cell, scope="row", role="rowheader", **shared)
    return html.Td(cell, role="cell", **shared)


def tucked_table(drawn: Component, words: str = "Table") -> Component:
    """The table of a chart, behind a word that opens it; print shows it open."""
    return html.Details([html.Summary(words), drawn], className="tucked")
