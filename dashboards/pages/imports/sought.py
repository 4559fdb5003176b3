"""The parts of a file's page that answer a source link: the cell that somebody came for, in words and in the sheet."""

from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from dashboards import formats
from dashboards.components.issues import cell_id
from dashboards.components.parts import Child, icon, kept_with
from dashboards.excerpt import Place, read_place
from dashboards.reports import ReportTold
from importers.workbook import Workbook

_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Sought:
    """A cell as an address names it; ``place`` is None where the text names no cell."""

    text: str
    sheet: str
    place: Place | None


def read_sought(text: str | None) -> Sought | None:
    """The cell that an address asks for, such as ``Actions!F14``; None where it asks for none."""
    if not text:
        return None
    sheet, _, cell = text.rpartition("!")
    return Sought(text, sheet, read_place(cell) if sheet else None)


def sought_words(sought: Sought, workbook: Workbook | None, report: ReportTold) -> Component:
    """Which cell was asked for and what stands in it; assets/clientside.js goes on from here to the cell."""
    place = sought.place
    shown = cell_id(sought.sheet, place.address) if place else ""
    said: list[Child] = [icon("arrow"), " You came for ", html.Strong(sought.text), _what_stands(sought, workbook)]
    if place and _is_there(sought, workbook) and not _is_read(sought.sheet, place, report):
        said.append(" No column that was read holds this cell.")
    return html.P(said, className="sought", tabIndex=-1, **kept_with("sought", shown))


def _what_stands(sought: Sought, workbook: Workbook | None) -> str:
    if sought.place is None:
        return ", which names no cell."
    if workbook is None:
        return "; this file cannot be shown here. Its original can be downloaded."
    sheet = workbook.sheet(sought.sheet)
    if sheet is None:
        return "; this file has no sheet of that name."
    if not _is_there(sought, workbook):
        return "; the sheet ends before it."
    text = " ".join(formats.cell(sheet.value(sought.place.row, sought.place.column)).split())
    if not text:
        return ", which is blank."
    return f": {formats.quoted(text if len(text) <= _LONGEST else f'{text[:_LONGEST]}…')}"


def _is_there(sought: Sought, workbook: Workbook | None) -> bool:
    sheet = workbook.sheet(sought.sheet) if workbook else None
    place = sought.place
    return bool(sheet and place and place.row <= len(sheet.rows) and place.column <= sheet.width)


def _is_read(sheet: str, place: Place, report: ReportTold) -> bool:
    letters = place.address.rstrip("0123456789")
    tables = [found for found in report.tables if found.sheet == sheet]
    # A form, such as About, has no columns; what stands in it is not told apart here.
    if report.tables and not tables:
        return True
    return any(
        column.letter == letters and column.field
        for found in tables
        if found.first_row <= place.row <= found.last_row or place.row in found.header_rows
        for column in found.columns
    )
