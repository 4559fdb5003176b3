"""The home of what the xml of an ods says beside its values: formulas without one, errors, percentages."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from importers.package import SheetNotes

LARGEST_REPEAT = 1000
"""Blank rows and cells are repeated up to the end of a sheet; a cell with something to tell is not."""

MOST_NOTES = 100_000

_TABLE = re.compile(rb'<table:table\s[^>]*?table:name="([^"]*)"[^>]*>(.*?)</table:table>', re.DOTALL)
_ROW = re.compile(rb"<table:table-row\b([^>]*?)(?:/>|>(.*?)</table:table-row>)", re.DOTALL)
_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b([^>]*?)(?:/>|>(.*?)</table:(?:covered-)?table-cell>)", re.DOTALL)
_ROWS = re.compile(rb'number-rows-repeated="(\d{1,9})"')
_COLUMNS = re.compile(rb'number-columns-repeated="(\d{1,9})"')
_ERROR = re.compile(rb'calcext:value-type="error"')
_SHOWN = re.compile(rb"<text:p\b[^>]*>(.*?)</text:p>", re.DOTALL)


@dataclass(slots=True)
class OdsNotes:
    """What one sheet says; rows and columns count from 1."""

    without_value: set[tuple[int, int]] = field(default_factory=set)
    errors: list[tuple[int, int, str]] = field(default_factory=list)
    percents: set[tuple[int, int]] = field(default_factory=set)

    def take(self, row: int, column: int, attributes: bytes, content: bytes) -> None:
        """Note what a cell says that its value does not."""
        if _ERROR.search(attributes):
            shown = _SHOWN.search(content)
            text = unescape(shown[1].decode("utf-8", "replace")) if shown else "an error"
            self.errors.append((row, column, text))
        elif b"table:formula=" in attributes and b"office:value-type=" not in attributes:
            self.without_value.add((row, column))
        elif b'office:value-type="percentage"' in attributes:
            self.percents.add((row, column))

    @property
    def are_enough(self) -> bool:
        """Whether so much is wrong that nobody needs the rest."""
        return len(self.without_value) + len(self.errors) + len(self.percents) > MOST_NOTES

    def plain(self) -> SheetNotes:
        """The same as notes of any workbook."""
        return SheetNotes(without_value=frozenset(self.without_value), errors=tuple(self.errors))


def ods_notes(parts: zipfile.ZipFile) -> dict[str, OdsNotes]:
    """What every sheet says, by its name. Raises one of ``package.DAMAGE``."""
    if "content.xml" not in parts.namelist():
        return {}
    content = parts.read("content.xml")
    if not any(mark in content for mark in (b"table:formula=", b'"percentage"', b'value-type="error"')):
        return {}
    return {unescape(name.decode("utf-8", "replace")): _notes(rows) for name, rows in _TABLE.findall(content)}


def _notes(xml: bytes) -> OdsNotes:
    notes, row = OdsNotes(), 1
    for found in _ROW.finditer(xml):
        if notes.are_enough:
            break
        times = _times(_ROWS, found[1])
        cells = list(_told(found[2] or b""))
        for offset in range(times if times <= LARGEST_REPEAT else 1) if cells else ():
            for column, attributes, content in cells:
                notes.take(row + offset, column, attributes, content)
        row += times
    return notes


def _told(xml: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    column = 1
    for found in _CELL.finditer(xml):
        times = _times(_COLUMNS, found[1])
        if b"table:formula=" in found[1] or b'"percentage"' in found[1] or b'value-type="error"' in found[1]:
            for offset in range(times if times <= LARGEST_REPEAT else 1):
                yield column + offset, found[1], found[2] or b""
        column += times


def _times(repeated: re.Pattern[bytes], attributes: bytes) -> int:
    found = repeated.search(attributes)
    return int(found[1]) if found else 1
