"""The home of number formats: which cells of an xlsx are shown as percentages, which no reader of values tells."""

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from importers.package import DAMAGE

BUILT_IN_PERCENTS = frozenset({9, 10})
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*)>")
_PLACE = re.compile(rb'\br="([A-Z]{1,3}\d{1,7})"')
_STYLE = re.compile(rb'\bs="(\d{1,6})"')


def percent_cells(data: bytes, sheet: str) -> frozenset[str] | None:
    """The addresses (``B14``) of the cells of a sheet that show percentages; None where the file does not tell."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            part = _sheet_part(parts, sheet)
            if part is None:
                return None
            return frozenset(_cells_of(parts.read(part), _percent_styles(parts)))
    except DAMAGE:
        return None


def _sheet_part(parts: zipfile.ZipFile, sheet: str) -> str | None:
    targets = {each.get("Id"): each.get("Target", "") for each in _xml(parts, "xl/_rels/workbook.xml.rels")}
    for element in _xml(parts, "xl/workbook.xml").iter():
        if element.tag.rpartition("}")[2] == "sheet" and element.get("name") == sheet:
            relation = next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == "id"), "")
            target = targets.get(relation, "")
            path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            return path if path in parts.namelist() else None
    return None


def _xml(parts: zipfile.ZipFile, name: str) -> Element:
    root: Element = fromstring(parts.read(name))
    return root


def _percent_styles(parts: zipfile.ZipFile) -> frozenset[int]:
    """The numbers of the cell styles whose number format shows a percent sign."""
    root = _xml(parts, "xl/styles.xml")
    own = {
        int(each.get("numFmtId", "0"))
        for each in root.iter()
        if each.tag.rpartition("}")[2] == "numFmt" and "%" in _LITERAL.sub("", each.get("formatCode", ""))
    }
    styles = next((each for each in root if each.tag.rpartition("}")[2] == "cellXfs"), None)
    shown = BUILT_IN_PERCENTS | own
    return frozenset(
        number
        for number, style in enumerate(styles if styles is not None else ())
        if int(style.get("numFmtId", "0")) in shown
    )


def _cells_of(xml: bytes, styles: frozenset[int]) -> Iterator[str]:
    for match in _CELL.finditer(xml):
        place, style = _PLACE.search(match[1]), _STYLE.search(match[1])
        if place and style and int(style[1]) in styles:
            yield place[1].decode("ascii")
