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

CHUNK = 1 << 18
OVERLAP = 64
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
    rb'<(?:\w+:)?c\b(?P<cell>[^>]*\bt="e"[^>]*)>.*?<(?:\w+:)?v\b[^>]*>(?P<value>.*?)</(?:\w+:)?v>', re.DOTALL
)
PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
VALUED_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})(\d{1,9})"[^>]*(?<!/)>')
HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*?\br="(\d+)"[^>]*?\bhidden="(?:1|true)"')
HIDDEN_COLUMNS = re.compile(rb'<(?:\w+:)?col\b(?P<column>[^>]*\bhidden="(?:1|true)"[^>]*)>')
REPEATED = re.compile(rb'number-(?:columns|rows)-repeated="(\d{4,})"[^>]*office:value-type=')
ODS_REPEATED_VALUE = re.compile(
    rb'<table:table-row\b[^>]*?number-rows-repeated="(\d+)"[^>]*>(?:(?!</table:table-row>).)*?office:value', re.DOTALL
)


@dataclass(frozen=True, slots=True)
class SheetNotes:
    """What the xml of one sheet says beside its values; ``cells`` is how many its used range spans, at most."""

    cells: int = 0
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


def notes_of(parts: zipfile.ZipFile) -> dict[str, SheetNotes]:
    """What the sheets of an xlsx say beside their values, by sheet name. Raises one of ``DAMAGE``."""
    return {name: _sheet_notes(parts, part) for name, part in _sheet_parts(parts)}


def _sheet_parts(parts: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
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


def _sheet_notes(parts: zipfile.ZipFile, part: str) -> SheetNotes:
    formulas = errors = hidden = False
    columns, tail = NARROW_COLUMNS, b""
    with parts.open(part) as stream:
        while chunk := stream.read(CHUNK):
            piece = tail + chunk
            formulas = formulas or b"<f" in piece or b":f>" in piece
            errors = errors or b't="e"' in piece
            hidden = hidden or b"hidden=" in piece
            columns = max(columns, max(map(_column, WIDE_COLUMN.findall(piece)), default=0))
            tail = piece[-OVERLAP:] if len(chunk) == CHUNK else piece[-CHUNK:]
    if not (formulas or errors or hidden or columns > NARROW_COLUMNS):
        return SheetNotes(cells=columns * max(map(int, LAST_ROW.findall(tail)), default=0))
    return _full_notes(parts.read(part), columns)


def _full_notes(xml: bytes, columns: int) -> SheetNotes:
    cells = columns * max(map(int, LAST_ROW.findall(xml)), default=0)
    return SheetNotes(
        cells=cells if cells < MANY_CELLS else _cells_spanned(xml),
        hidden_rows=frozenset(map(int, HIDDEN_ROW.findall(xml))),
        hidden_columns=frozenset(_hidden_columns(xml)),
        without_value=frozenset(_formulas_without_value(xml)),
        errors=tuple(_errors(xml)),
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
        place = None if value or (value == b"" and b't="str"' in cell) else _place(cell)
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
