"""The home of what stands in the zip of a workbook beside its values: formulas, errors, hidden rows, and bombs."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    ValueError,
    OSError,
    NotImplementedError,
    RuntimeError,
)
"""What reading a damaged package raises."""

PACKED_CHUNK = 1 << 16
OVERLAP = 64
NAME_LENGTH = 26
LOCAL_HEADER = 30
SPREADSHEET_PARTS = {"workbook.xml": "xlsx", "workbook.bin": "xlsb"}
ODS_MIME = b"application/vnd.oasis.opendocument.spreadsheet"
NARROW_COLUMNS = 26
MANY_CELLS = 5_000_000

SHEET = re.compile(r"<(?:\w+:)?sheet\s[^>]*>")
RELATION = re.compile(r"<(?:\w+:)?Relationship\s[^>]*>")
WIDE_COLUMN = re.compile(rb'r="([A-Z]{2,3})\d')
LAST_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*?\br="(\d+)"')
FORMULA = re.compile(
    rb"<(?:\w+:)?c\b(?P<cell>[^>]*)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>.*?</(?:\w+:)?f>)"
    rb"\s*(?:<(?:\w+:)?v\b[^>]*?(?:/>|>(?P<value>.*?)</(?:\w+:)?v>))?",
    re.DOTALL,
)
ERROR = re.compile(
    rb'<(?:\w+:)?c\b(?P<cell>[^>]*\bt=["\']e["\'][^>]*)>.*?<(?:\w+:)?v\b[^>]*>(?P<value>.*?)</(?:\w+:)?v>', re.DOTALL
)
PLACE = re.compile(rb'\br=["\']([A-Z]{1,3})(\d{1,7})["\']')
VALUED_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})(\d{1,9})"[^>]*(?<!/)>')
HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*?\br="(\d+)"[^>]*?\bhidden="(?:1|true)"')
HIDDEN_COLUMNS = re.compile(rb'<(?:\w+:)?col\b(?P<column>[^>]*\bhidden="(?:1|true)"[^>]*)>')
REPEATED = re.compile(rb'number-(?:columns|rows)-repeated="(\d{4,})"[^>]*office:value-type=')
ODS_REPEATED_VALUE = re.compile(
    rb'<table:table-row\b[^>]*?number-rows-repeated="(\d+)"[^>]*>(?:(?!</table:table-row>).)*?office:value', re.DOTALL
)


@dataclass(frozen=True, slots=True)
class SheetNotes:
    """What the xml of one sheet says beside its values."""

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    without_value: frozenset[tuple[int, int]] = frozenset()
    errors: tuple[tuple[int, int, str], ...] = ()


def form_of(parts: zipfile.ZipFile) -> str | None:
    """What kind of spreadsheet a package is: xlsx, xlsb or ods; None when it is none."""
    names = {name.replace("\\", "/").lower(): name for name in parts.namelist()}
    for lowered in names:
        form = SPREADSHEET_PARTS.get(lowered.rsplit("/", 1)[-1])
        if form:
            return form
    if "mimetype" in names and parts.read(names["mimetype"])[:200].strip().startswith(ODS_MIME):
        return "ods"
    return None


def ods_is_encrypted(parts: zipfile.ZipFile) -> bool:
    """Whether the manifest says that parts are encrypted."""
    return any(
        b"encryption-data" in parts.read(name) for name in parts.namelist() if name.lower() == "meta-inf/manifest.xml"
    )


def ods_cells(parts: zipfile.ZipFile) -> int:
    """How many cells repeated values of an ods ask for, at most; its other cells are as many as are written."""
    if "content.xml" not in parts.namelist():
        return 0
    content = parts.read("content.xml")
    columns = max((int(found) for found in REPEATED.findall(content)), default=1)
    rows = max((int(found) for found in ODS_REPEATED_VALUE.findall(content)), default=1)
    return columns * rows


def most_cells(parts: zipfile.ZipFile, data: bytes) -> tuple[str, int]:
    """The sheet of an xlsx that spans the most cells, and how many at most. Raises one of ``DAMAGE``.

    The reader makes room for every cell between the first and the last, so a few cells far apart are a bomb. All other
    parts are unpacked once, too: what a part says of its size may be a lie.
    """
    sheets = {part: name for name, part in sheet_parts(parts)}
    found = [("", 0)]
    for info in parts.infolist():
        if info.filename in sheets:
            found.append((sheets[info.filename], _cells_at_most(info, data)))
        else:
            sum(map(len, _unpacked(info, data)))
    return max(found, key=lambda each: each[1])


def notes_of(parts: zipfile.ZipFile, data: bytes) -> dict[str, SheetNotes]:
    """What the sheets of an xlsx say beside their values, by sheet name. Raises one of ``DAMAGE``."""
    return {name: _sheet_notes(parts.getinfo(part), data) for name, part in sheet_parts(parts)}


def _unpacked(info: zipfile.ZipInfo, data: bytes) -> Iterator[bytes]:
    """The content of a part, piece by piece; quicker than the zip module, which also works out check sums."""
    lengths = data[info.header_offset + NAME_LENGTH : info.header_offset + LOCAL_HEADER]
    start = (
        info.header_offset
        + LOCAL_HEADER
        + int.from_bytes(lengths[:2], "little")
        + int.from_bytes(lengths[2:], "little")
    )
    packed = memoryview(data)[start : start + info.compress_size]
    if info.compress_type == zipfile.ZIP_STORED:
        yield bytes(packed)
        return
    if info.compress_type != zipfile.ZIP_DEFLATED:
        raise zipfile.BadZipFile(info.filename)
    inflate, left = zlib.decompressobj(-zlib.MAX_WBITS), info.file_size
    for at in range(0, len(packed), PACKED_CHUNK):
        piece = inflate.decompress(packed[at : at + PACKED_CHUNK], left + 1)
        left -= len(piece)
        if left < 0 or inflate.unconsumed_tail:
            raise zipfile.BadZipFile(info.filename)
        yield piece


def _with_overlap(info: zipfile.ZipInfo, data: bytes) -> Iterator[bytes]:
    tail = b""
    for piece in _unpacked(info, data):
        yield tail + piece
        tail = piece[-OVERLAP:]


def _cells_at_most(info: zipfile.ZipInfo, data: bytes) -> int:
    columns, last = NARROW_COLUMNS, b""
    for piece in _with_overlap(info, data):
        columns = max(columns, max(map(_column, WIDE_COLUMN.findall(piece)), default=0))
        last = piece if b"<row" in piece or b":row" in piece else last
    cells = columns * max(map(int, LAST_ROW.findall(last)), default=0)
    return cells if cells < MANY_CELLS else _cells_spanned(b"".join(_unpacked(info, data)))


def sheet_parts(parts: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The sheets of an xlsx: their names, and the parts of the package that hold them."""
    names = {name.replace("\\", "/").lower().lstrip("/"): name for name in parts.namelist()}
    book = next(name for name in names if name.rsplit("/", 1)[-1] == "workbook.xml")
    folder = book.rpartition("/")[0]
    relations = names.get(f"{folder}/_rels/workbook.xml.rels".lstrip("/"))
    if relations is None:
        return
    related = _attributes(parts.read(relations), RELATION, "Id", "Target")
    targets: dict[str, str] = {each[0]: each[1] for each in related}
    for name, relation in _attributes(parts.read(names[book]), SHEET, "name", r"\w+:id"):
        target = targets.get(relation, "").replace("\\", "/").lower()
        path = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}".lstrip("/")
        if path in names and target:
            yield name, names[path]


def _attributes(xml: bytes, element: re.Pattern[str], *wanted: str) -> Iterator[tuple[str, ...]]:
    # Two flat lists of attributes need no parser, and so no guard against entity bombs.
    for found in element.finditer(xml.decode("utf-8", "replace")):
        values = [re.search(rf'\s{name}\s*=\s*(["\'])(.*?)\1', found[0], re.DOTALL) for name in wanted]
        yield tuple(unescape(value[2]) if value else "" for value in values)


def _sheet_notes(info: zipfile.ZipInfo, data: bytes) -> SheetNotes:
    formulas = errors = hidden = False
    for piece in _with_overlap(info, data):
        formulas = formulas or b"<f" in piece or b":f>" in piece
        errors = errors or b't="e"' in piece or b"t='e'" in piece
        hidden = hidden or b"hidden=" in piece
    if not (formulas or errors or hidden):
        return SheetNotes()
    xml = b"".join(_unpacked(info, data))
    return SheetNotes(
        hidden_rows=frozenset(map(int, HIDDEN_ROW.findall(xml))) if hidden else frozenset(),
        hidden_columns=frozenset(_hidden_columns(xml)) if hidden else frozenset(),
        without_value=frozenset(_formulas_without_value(xml)) if formulas else frozenset(),
        errors=tuple(_errors(xml)) if errors else (),
    )


def _cells_spanned(xml: bytes) -> int:
    """The size of the used range: cells that only carry a style, as far as XFD1048576, do not count."""
    rows = columns = 0
    for letters, row in VALUED_CELL.findall(xml):
        rows, columns = max(rows, int(row)), max(columns, _column(letters))
    return rows * columns


def _column(letters: bytes) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    return column


def _place(cell: bytes) -> tuple[int, int] | None:
    found = PLACE.search(cell)
    return (int(found[2]), _column(found[1])) if found else None


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
    for found in HIDDEN_COLUMNS.finditer(xml):
        ends = [re.search(rb"\b" + name + rb'="(\d{1,5})"', found["column"]) for name in (b"min", b"max")]
        if ends[0] and ends[1]:
            yield from range(int(ends[0][1]), min(int(ends[1][1]), 16_384) + 1)
