"""The home of number formats: which cells of a workbook are shown as percentages, which no reader of values tells."""

import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape

from importers.cells import CellRef
from importers.compound import SIGNATURE
from importers.ods_notes import ods_notes
from importers.package import DAMAGE, form_of, sheet_parts, unpacked, whole, windows
from importers.xls_formats import BUILT_IN_PERCENTS, shows_percent, xls_percent_cells

_FORMAT = re.compile(r"""<(?:\w+:)?numFmt\s(?:[^<>"']|"[^"<]*"|'[^'<]*')*>""")
_STYLES = re.compile(r"cellXfs\b")
_STYLE = re.compile(r"<(?:\w+:)?xf\b([^<>]*)>")
_NUMBER = re.compile(r'\bnumFmtId="(\d{1,6})"')
_CODE = re.compile(r'\bformatCode="([^"]{0,1000})"')
_CELL = re.compile(rb"<(?:\w+:)?c\b([^<>]*)>")
_PLACE = re.compile(rb'\br="([A-Z]{1,3}\d{1,7})"')
_CELL_STYLE = re.compile(rb'\bs="(\d{1,6})"')


def percent_cells(data: bytes, sheet: str) -> frozenset[str] | None:
    """The addresses (``B14``) of the cells of a sheet that show percentages; None where the file does not tell."""
    if data.startswith(SIGNATURE):
        of_xls = xls_percent_cells(data)
        return of_xls.get(sheet) if of_xls else None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            if form_of(parts, data) == "ods":
                notes = ods_notes(parts, data).get(sheet)
                return frozenset(CellRef(sheet, *place).address for place in notes.percents) if notes else frozenset()
            part = dict(sheet_parts(parts, data)).get(sheet)
            styles = next((name for name in parts.namelist() if name.lower().endswith("xl/styles.xml")), None)
            if part is None or styles is None:
                return None
            shown = _percent_styles(whole(parts.getinfo(styles), data).decode("utf-8"))
            pieces = windows(unpacked(parts.getinfo(part), data), b"<row", b":row") if shown else ()
            return frozenset(cell for piece in pieces for cell in _cells_of(piece, shown))
    except DAMAGE:
        return None


def _percent_styles(xml: str) -> frozenset[int]:
    """The numbers of the cell styles whose number format shows a percent sign."""
    shown = BUILT_IN_PERCENTS | {number for number, code in _own_formats(xml) if shows_percent(code)}
    styles = _STYLES.split(xml, maxsplit=2)[1:2]
    formats = (_NUMBER.search(style[1]) for style in _STYLE.finditer(styles[0] if styles else ""))
    return frozenset(number for number, found in enumerate(formats) if found and int(found[1]) in shown)


def _own_formats(xml: str) -> Iterator[tuple[int, str]]:
    for element in _FORMAT.findall(xml):
        number, code = _NUMBER.search(element), _CODE.search(element)
        if number and code:
            yield int(number[1]), unescape(code[1])


def _cells_of(xml: bytes, styles: frozenset[int]) -> Iterator[str]:
    for match in _CELL.finditer(xml):
        place, style = _PLACE.search(match[1]), _CELL_STYLE.search(match[1])
        if place and style and int(style[1]) in styles:
            yield place[1].decode("ascii")
