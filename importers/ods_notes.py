"""The home of what an ods says beside its values: formulas, errors, percentages, what is hidden, what it weighs."""

import re
import zipfile
from dataclasses import dataclass, field
from html import unescape

from importers.limits import Weight
from importers.package import SheetNotes, names_of, unpacked, windows

LARGEST_REPEAT = 1000
"""Blank rows and cells are repeated up to the end of a sheet; a cell with something to tell is not."""

MOST_NOTES = 100_000
MOST_TIMES = 100_000_000

# Every pattern takes time that grows with the text alone, whatever the text is.
_ELEMENT = re.compile(rb"<(/?)table:(table-row|table-cell|covered-table-cell|table-column|table)(?=[\s/>])([^<>]*)>")
_NAME = re.compile(rb'\btable:name="([^"]*)"')
_ROWS = re.compile(rb":number-rows-repeated\s*=\s*[\"'](\d{1,19})[\"']")
_COLUMNS = re.compile(rb":number-columns-repeated\s*=\s*[\"'](\d{1,19})[\"']")
_BLANKS = re.compile(rb"<text:s\s[^<>]*?text:c\s*=\s*[\"']([^\"'<>]*)")
_HIDDEN = re.compile(rb'table:visibility="(?:collapse|filter)"')
_SHOWN = re.compile(rb"<text:p\b[^<>]*>([^<]*)")
_HOLDS = (b"office:", b"calcext:", b"table:formula=")


@dataclass(slots=True)
class OdsNotes:
    """What one sheet says; rows and columns count from 1."""

    hidden_rows: list[range] = field(default_factory=list)
    hidden_columns: list[range] = field(default_factory=list)
    without_value: set[tuple[int, int]] = field(default_factory=set)
    errors: list[tuple[int, int, str]] = field(default_factory=list)
    percents: set[tuple[int, int]] = field(default_factory=set)
    rows: int = 0
    columns: int = 0
    letters: int = 0
    longest: int = 0

    def take(self, row: int, column: int, attributes: bytes, content: bytes) -> None:
        """Note what a cell says that its value does not."""
        if b'calcext:value-type="error"' in attributes:
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
        return SheetNotes(
            hidden_rows=_until(self.rows, self.hidden_rows),
            hidden_columns=_until(self.columns, self.hidden_columns),
            without_value=frozenset(self.without_value),
            errors=tuple(self.errors),
        )

    def weight(self, sheet: str) -> Weight:
        """What the sheet asks for; repeated cells are counted as often as they are repeated."""
        return Weight(sheet, self.rows, self.columns, self.letters, self.longest)


def ods_notes(parts: zipfile.ZipFile, data: bytes) -> dict[str, OdsNotes]:
    """What every sheet says, by its name. Raises one of ``package.DAMAGE``."""
    content = names_of(parts).get("content.xml")
    if content is None:
        return {}
    reader = _Reader()
    for window in windows(unpacked(parts.getinfo(content), data), b"<table:table-row", b"<table:table "):
        reader.read(window)
    if reader.is_in_table:
        # The reader would look for its end for ever.
        raise zipfile.BadZipFile(content)
    return reader.sheets


@dataclass(slots=True)
class _Cell:
    """A cell that holds anything, and how often it is repeated."""

    column: int
    times: int
    attributes: bytes
    content: bytes


@dataclass(slots=True)
class _Reader:
    """Goes through the elements of all sheets, each once."""

    sheets: dict[str, OdsNotes] = field(default_factory=dict)
    notes: OdsNotes = field(default_factory=OdsNotes)
    cells: list[_Cell] = field(default_factory=list)
    row: int = 1
    column: int = 1
    defined: int = 1
    times: int = 0
    is_hidden: bool = False
    is_in_table: bool = False

    def read(self, window: bytes) -> None:
        """Go through a window. Raises BadZipFile for a comment among tables: the reader passes over what is in it."""
        start = 0 if self.sheets else window.find(b"<table:table")
        if start >= 0 and (window.find(b"<!", start) >= 0 or window.find(b"<?", start) >= 0):
            raise zipfile.BadZipFile
        found = list(_ELEMENT.finditer(window))
        ends = [each.start() for each in found[1:]] + [len(window)]
        for element, end in zip(found, ends, strict=True):
            closing, kind, attributes = element.groups()
            if kind.endswith(b"cell") and not closing:
                self._take_cell(attributes, window, element.end(3), end)
            elif kind == b"table-row":
                self._end_row()
                if not closing:
                    self._begin_row(attributes)
            elif kind == b"table-column" and not closing:
                self._take_column(attributes)
            elif kind == b"table":
                self.is_in_table = not closing and not attributes.endswith(b"/")
                if not closing:
                    self._begin_sheet(attributes)

    def _begin_sheet(self, attributes: bytes) -> None:
        name = _NAME.search(attributes)
        self.notes = OdsNotes()
        self.sheets[unescape(name[1].decode("utf-8", "replace")) if name else ""] = self.notes
        self.row, self.defined, self.times, self.cells = 1, 1, 0, []

    def _take_column(self, attributes: bytes) -> None:
        after = self.defined + _times(_COLUMNS, attributes)
        if _HIDDEN.search(attributes):
            self.notes.hidden_columns.append(range(self.defined, after))
        self.defined = after

    def _begin_row(self, attributes: bytes) -> None:
        self.times, self.column = _times(_ROWS, attributes), 1
        self.is_hidden = _HIDDEN.search(attributes) is not None

    def _take_cell(self, attributes: bytes, window: bytes, start: int, end: int) -> None:
        times = _times(_COLUMNS, attributes)
        if any(mark in attributes for mark in _HOLDS):
            self.cells.append(_Cell(self.column, times, attributes, window[start:end]))
        self.column += times

    def _end_row(self) -> None:
        """Note the row that ends; a row that was not begun holds nothing and is none."""
        notes, after = self.notes, self.row + self.times
        if self.is_hidden:
            notes.hidden_rows.append(range(self.row, after))
        if self.cells:
            notes.rows = after - 1
            last = self.cells[-1]
            notes.columns = max(notes.columns, last.column + last.times - 1)
        for cell in self.cells:
            letters = _letters(cell.content)
            notes.letters += letters * cell.times * self.times
            notes.longest = max(notes.longest, letters)
            if not notes.are_enough and _is_telling(cell.attributes):
                self._note(cell)
        self.row, self.cells, self.times, self.is_hidden = after, [], 0, False

    def _note(self, cell: _Cell) -> None:
        rows = self.times if self.times <= LARGEST_REPEAT else 1
        for row in range(self.row, self.row + rows):
            for column in range(cell.column, cell.column + (cell.times if cell.times <= LARGEST_REPEAT else 1)):
                self.notes.take(row, column, cell.attributes, cell.content)


def _is_telling(attributes: bytes) -> bool:
    return b"table:formula=" in attributes or b'"percentage"' in attributes or b'value-type="error"' in attributes


def _letters(content: bytes) -> int:
    """How long a text is in bytes, with its blanks, of which one element may stand for any number."""
    if b"text:c" not in content:
        return len(content)
    return len(content) + sum(int(count) for count in _BLANKS.findall(content))


def _until(last: int, spans: list[range]) -> frozenset[int]:
    return frozenset(each for span in spans for each in range(span.start, min(span.stop, last + 1)))


def _times(repeated: re.Pattern[bytes], attributes: bytes) -> int:
    """How often something is repeated. Raises BadZipFile where that is written in a way that only the reader knows."""
    if b"-repeated" not in attributes:
        return 1
    found = repeated.search(attributes)
    if found is None:
        raise zipfile.BadZipFile
    return min(int(found[1]), MOST_TIMES)
