"""The home of a sheet as it is: letters, numbers, cells, and the cells that matter marked."""

from collections.abc import Mapping

from dash import html
from dash.development.base_component import Component

from dashboards import formats
from dashboards.components.issues import cell_id
from dashboards.components.parts import aria, icon, unseen
from dashboards.excerpt import Excerpt, ExcerptRow, Place
from dashboards.marks import Mark
from importers.cells import column_letters


def sheet_grid(part: Excerpt, marks: Mapping[Place, Mark], heading_rows: tuple[int, ...]) -> Component:
    """The excerpt as a grid that can be scrolled by keyboard."""
    letters = [html.Th(column_letters(column), scope="col") for column in part.columns]
    head = html.Tr([html.Td(unseen("row")), *letters])
    rows: list[Component] = []
    for row in part.rows:
        if row.follows_gap:
            rows.append(html.Tr(html.Td("\N{VERTICAL ELLIPSIS}", colSpan=len(part.columns) + 1), className="grid-gap"))
        rows.append(_row(part, row, marks, is_heading=row.number in heading_rows))
    caption = f"Sheet {part.sheet}, {len(part.rows)} of {formats.count(part.of_rows, 'row')}"
    grid = html.Table([html.Caption(unseen(caption)), html.Thead(head), html.Tbody(rows)], className="grid")
    return html.Div(grid, className="grid-frame", tabIndex=0, role="region", **aria(label=caption))


def _row(part: Excerpt, row: ExcerptRow, marks: Mapping[Place, Mark], *, is_heading: bool) -> Component:
    cells = [
        _cell(part, Place(row.number, column), text, marks.get(Place(row.number, column)))
        for column, text in zip(part.columns, row.cells, strict=True)
    ]
    number = html.Th(f"{row.number}", scope="row")
    return html.Tr([number, *cells], className="grid-heading" if is_heading else None)


def _cell(part: Excerpt, place: Place, text: str, mark: Mark | None) -> Component:
    if mark is None:
        return html.Td(text)
    told = [text or unseen("blank"), " ", icon(mark.icon), unseen(f", {mark.word}")]
    return html.Td(
        told, id=cell_id(part.sheet, place.address), className=f"grid-marked status-{mark.token}", tabIndex=0
    )
