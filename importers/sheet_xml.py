"""The home of what the xml of an xlsx says beside its values: formulas, errors, what is hidden, and what it weighs.

Every pattern takes time that grows with the text alone, whatever the text is: a file may be made to make it slow.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from importers.limits import Weight
from importers.package import SheetNotes, bits_of, names_of, numbers_in, sheet_parts, unpacked, windows

ROW_MARKS = (b"<row", b":row")
ITEM_END = re.compile(rb"</(?:\w+:)?si\s*>")
EMPTY_ITEM = re.compile(rb"<(?:\w+:)?si\s*/>")
ELEMENT = re.compile(rb"<[^<>]*>")
COUNT = re.compile(rb'\buniqueCount\s*=\s*["\'](\d+)')
LEAST_ITEM = len(b"<si/>")
LEAST_SHARED_CELL = len(b'<c t="s"><v>0</v></c>')
WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00")
RICH = 1000
LONGEST_MARK = 200
LONG_TEXTS = 100_000_000
"""Below so many bytes of text nobody counts them exactly."""

# Cells that are plainly placed in the first sixteen columns weigh at most so much; most sheets have no others.
PLAIN_ROWS, PLAIN_COLUMNS = 1_048_576, 16
NOT_PLAIN = re.compile(
    rb'<c(?! r="[A-P](?:\d{1,6}|10[0-3]\d{4}|104[0-7]\d{3}|1048[0-4]\d\d|10485[0-6]\d|104857[0-6])")(?![a-zA-Z])'
)
NOT_PLACED = re.compile(rb'<c(?! r="[A-Z]{1,3}\d{1,7}")(?![a-zA-Z])')
PREFIXED = re.compile(rb"<[\w.-]+:c[\s/>]")
PLACED_VALUE = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"[^<>]*(?<!/)>(?!</c>)')
ANY_CELL = re.compile(
    rb"<(?:[\w.-]+:)?(?:(row)|c)(?=[\s/>])"
    rb'(?:[^<>]{0,999}?\sr\s*=\s*["\']([^"\'<>]*))?[^<>]*?(/?)>(</(?:[\w.-]+:)?c\s*>)?'
)
CELL_PLACE = re.compile(rb"([A-Za-z]{1,4})(\d{1,8})")
SAYS_PLACE = re.compile(rb"\sr\s*=")
ROW_TAG = re.compile(rb"<(?:[\w.-]+:)?row(?=[\s/>])")
SHARED = re.compile(rb'\bt\s*=\s*["\']s["\'][^<>]*>\s*<(?:\w+:)?v[^<>]*>\s*(\d{1,9})')

FORMULA = re.compile(
    rb"<(?:\w+:)?c\b(?P<cell>[^<>]*)>\s*<(?:\w+:)?f\b(?:[^<>]*/>|[^<>]*>[^<]*</(?:\w+:)?f>)"
    rb"\s*(?:<(?:\w+:)?v\b[^<>]*?(?:/>|>(?P<value>[^<]*)</(?:\w+:)?v>))?"
)
ERROR = re.compile(
    rb'<(?:\w+:)?c\b(?P<cell>[^<>]*?\bt=["\']e["\'][^<>]*)>\s*'
    rb"(?:<(?:\w+:)?f\b(?:[^<>]*/>|[^<>]*>[^<]*</(?:\w+:)?f>)\s*)?<(?:\w+:)?v\b[^<>]*>(?P<value>[^<]*)</(?:\w+:)?v>"
)
PLACE = re.compile(rb'\br=["\']([A-Z]{1,3})(\d{1,7})["\']')
HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\b([^<>]*?\bhidden=["\'](?:1|true)["\'][^<>]*)>')
ROW_NUMBER = re.compile(rb'\br=["\'](\d{1,7})["\']')
HIDDEN_COLUMNS = re.compile(rb'<(?:\w+:)?col\b([^<>]*?\bhidden=["\'](?:1|true)["\'][^<>]*)>')
LAST_COLUMN = 16_384


def weigh(parts: zipfile.ZipFile, data: bytes, most_cells: int) -> list[Weight]:
    """What every sheet of an xlsx asks for, at most; exact where it might be more than ``most_cells`` in all.

    Raises one of ``package.DAMAGE``.

    The reader makes room for every cell between the first and the last, and gives each cell its own copy of a shared
    text, so that a few cells, or one long text, can be a bomb. All other parts are unpacked once, too: what a part says
    of its size may be a lie.
    """
    names = {part: name for name, part in sheet_parts(parts, data)}
    strings = _shared_strings(parts, data)
    weights = {info.filename: _weigh(info, data, names.get(info.filename), strings) for info in parts.infolist()}
    if sum(weight.cells for weight in weights.values()) > most_cells:
        for part, weight in weights.items():
            if weight.rows == PLAIN_ROWS:
                rows, columns = _extent(_rows(parts.getinfo(part), data))
                weights[part] = weight._replace(rows=rows, columns=columns)
    return [weight for weight in weights.values() if weight.cells]


def _weigh(info: zipfile.ZipInfo, data: bytes, name: str | None, strings: list[int]) -> Weight:
    """What one part asks for; nothing where it is no sheet."""
    nothing = Weight(name or info.filename, 0, 0)
    head = next(unpacked(info, data), b"")[:LONGEST_MARK]
    if name is not None and head.startswith(WIDE_MARKS):
        # The reader takes it for UTF-8, and so a sheet for an empty one.
        raise zipfile.BadZipFile(info.filename)
    if b"<" not in head:
        sum(map(len, unpacked(info, data)))
        return nothing
    is_sheet, is_plain = False, True
    for window in _rows(info, data):
        is_sheet = is_sheet or b"sheetData" in window
        if is_sheet and is_plain:
            is_plain = not NOT_PLAIN.search(window) and not _is_prefixed(window)
    if not is_sheet:
        return nothing
    rows, columns = (PLAIN_ROWS, PLAIN_COLUMNS) if is_plain else _extent(_rows(info, data))
    letters, longest = _letters(info, data, strings)
    return nothing._replace(rows=rows, columns=columns, letters=letters, longest=longest)


def _rows(info: zipfile.ZipInfo, data: bytes) -> Iterator[bytes]:
    return windows(unpacked(info, data), *ROW_MARKS)


def _is_prefixed(window: bytes) -> bool:
    # One sign is found much quicker than two, and stands in few sheets.
    return b":" in window and b":c" in window and PREFIXED.search(window) is not None


def _extent(pieces: Iterator[bytes]) -> tuple[int, int]:
    """The last row and column that hold anything; cells that only carry a style, as far as XFD1048576, do not."""
    rows = columns = row = column = 0
    for window in pieces:
        if not NOT_PLACED.search(window) and not _is_prefixed(window):
            placed = PLACED_VALUE.findall(window)
            rows = max(rows, max((int(number) for _, number in placed), default=0))
            columns = max(columns, max(map(column_of, {letters for letters, _ in placed}), default=0))
            row = max(row, rows)
            continue
        if not SAYS_PLACE.search(window):
            # As some programs write: cells and rows stand one behind the other.
            counts = [part.count(b"<c") + part.count(b":c") for part in ROW_TAG.split(window)[1:]]
            row += len(counts)
            rows, columns = max(rows, row), max(columns, *counts) if counts else columns
            continue
        for is_row, place, closed, ended in ANY_CELL.findall(window):
            if is_row:
                row, column = int(place) if place else row + 1, 0
                continue
            at, column = row, column + 1
            if place:
                found = CELL_PLACE.fullmatch(place)
                if not found:
                    raise zipfile.BadZipFile
                at, column = int(found[2]), column_of(found[1].upper())
            if not closed and not ended:
                rows, columns = max(rows, at), max(columns, column)
    return rows, columns


def _shared_strings(parts: zipfile.ZipFile, data: bytes) -> list[int]:
    """How long every shared text is, in bytes."""
    name = next((own for lowered, own in names_of(parts).items() if lowered.endswith("sharedstrings.xml")), None)
    if name is None:
        return []
    info, first = parts.getinfo(name), True
    lengths: list[int] = []
    for window in windows(unpacked(info, data), b"<si", b":si"):
        if first and window.startswith(WIDE_MARKS):
            raise zipfile.BadZipFile(name)
        said = max(map(int, COUNT.findall(window[:RICH])), default=0) if first else 0
        if said * LEAST_ITEM > info.file_size + RICH:
            # The reader makes room for as many as are said to be there.
            raise zipfile.BadZipFile(name)
        first = False
        *items, rest = ITEM_END.split(window)
        for item in items:
            lengths += [0] * len(EMPTY_ITEM.findall(item)) if b"/>" in item else []
            lengths.append(len(item) if len(item) < RICH else len(ELEMENT.sub(b"", item)))
        lengths += [0] * len(EMPTY_ITEM.findall(rest))
    return lengths


def _letters(info: zipfile.ZipInfo, data: bytes, strings: list[int]) -> tuple[int, int]:
    """How many bytes shared texts take once each cell of a sheet has its own copy, at most; and the longest text."""
    longest = max(strings, default=0)
    at_most = longest * (info.file_size // LEAST_SHARED_CELL)
    if at_most < LONG_TEXTS:
        return at_most, longest
    known = len(strings)
    return sum(
        strings[int(index)] for window in _rows(info, data) for index in SHARED.findall(window) if int(index) < known
    ), longest


@dataclass(slots=True)
class _Notes:
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: int = 0
    """As bits: there may be many spans, each from the first column to the last."""
    without_value: set[tuple[int, int]] = field(default_factory=set)
    errors: list[tuple[int, int, str]] = field(default_factory=list)

    def take(self, xml: bytes) -> None:
        """Note what a window tells."""
        if b"hidden=" in xml:
            rows = (ROW_NUMBER.search(row) for row in HIDDEN_ROW.findall(xml))
            self.hidden_rows.update(int(row[1]) for row in rows if row)
            for bits in _hidden_columns(xml):
                self.hidden_columns |= bits
        if b"<f" in xml or (b":" in xml and b":f" in xml):
            self.without_value.update(_formulas_without_value(xml))
        if b't="e"' in xml or (b"'" in xml and b"t='e'" in xml):
            self.errors += _errors(xml)


def notes_of(parts: zipfile.ZipFile, data: bytes) -> dict[str, SheetNotes]:
    """What the sheets of an xlsx say beside their values, by sheet name. Raises one of ``package.DAMAGE``."""
    return {name: _sheet_notes(parts.getinfo(part), data) for name, part in sheet_parts(parts, data)}


def _sheet_notes(info: zipfile.ZipInfo, data: bytes) -> SheetNotes:
    notes = _Notes()
    for window in _rows(info, data):
        notes.take(window)
    return SheetNotes(
        hidden_rows=frozenset(notes.hidden_rows),
        hidden_columns=frozenset(numbers_in(notes.hidden_columns)),
        without_value=frozenset(notes.without_value),
        errors=tuple(notes.errors),
    )


def column_of(letters: bytes) -> int:
    """The number of a column, from 1: ``b"AA"`` is 27."""
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    return column


def _place(cell: bytes) -> tuple[int, int] | None:
    found = PLACE.search(cell)
    return (int(found[2]), column_of(found[1])) if found else None


def _formulas_without_value(xml: bytes) -> Iterator[tuple[int, int]]:
    for found in FORMULA.finditer(xml):
        cell, value = found["cell"], found["value"]
        # An empty value of a formula that gives text is a value: the empty text.
        place = None if value or (value == b"" and (b't="str"' in cell or b"t='str'" in cell)) else _place(cell)
        if place:
            yield place


def _errors(xml: bytes) -> Iterator[tuple[int, int, str]]:
    for found in ERROR.finditer(xml):
        place = _place(found["cell"])
        if place:
            yield (*place, found["value"].decode("utf-8", "replace"))


def _hidden_columns(xml: bytes) -> Iterator[int]:
    for found in HIDDEN_COLUMNS.findall(xml):
        ends = [re.search(rb"\b" + name + rb'=["\'](\d{1,5})["\']', found) for name in (b"min", b"max")]
        if ends[0] and ends[1]:
            yield bits_of(int(ends[0][1]), min(int(ends[1][1]), LAST_COLUMN))
