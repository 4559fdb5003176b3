"""The home of opening spreadsheets: bytes in, sheets of plain values out, or one issue that says why not."""

import io
import zipfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

import python_calamine

from importers import delimited, package
from importers.cells import CellRef
from importers.issue_list import LIST_OF_ISSUES, is_issue_list
from importers.issues import (
    FILE_DAMAGED,
    FILE_EMPTY,
    FILE_ENCRYPTED,
    FILE_TOO_LARGE,
    NOT_A_SPREADSHEET,
    QUOTE_LEFT_OPEN,
    SHEET_TOO_LARGE,
    Issue,
    IssueKind,
)
from importers.ods_notes import ods_notes

CellValue = int | float | str | bool | date | datetime | time | timedelta
"""What a cell holds; a blank cell holds the empty text. Numbers of a workbook are floats, cells of a csv are text."""

COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
SHEET_STREAMS = tuple(name.encode("utf-16-le") for name in ("Workbook", "WORKBOOK", "Book", "BOOK"))
# The first record of an xls workbook stream; the record that says "encrypted" follows within a few.
BEGIN_OF_WORKBOOK = b"\x09\x08\x10\x00\x00\x06\x05\x00"
RECORD_FILEPASS = 0x2F


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a file may ask for: bytes as sent, bytes unpacked, how far it may unpack, sheets, and cells a sheet."""

    file_bytes: int = 256_000_000
    unpacked_bytes: int = 2_000_000_000
    unpacked_ratio: int = 250
    sheets: int = 250
    cells: int = 40_000_000


@dataclass(frozen=True, slots=True)
class Span:
    """Merged cells; rows and columns count from 1, the last ones are included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: ``rows[0][0]`` is A1, rows may be of unequal length, and a blank cell is the empty text.

    ``without_value`` are cells with a formula that was never calculated; ``errors`` are cells that hold an error value
    such as ``#REF!``. Both are known for xlsx, xlsm and ods only, and hidden rows and columns for the first two.
    All of them are counted from 1.
    """

    name: str
    rows: Sequence[Sequence[CellValue]]
    hidden: bool = False
    merges: tuple[Span, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    without_value: frozenset[tuple[int, int]] = frozenset()
    errors: tuple[tuple[int, int, str], ...] = ()

    @property
    def width(self) -> int:
        """The number of columns of the longest row."""
        return max(map(len, self.rows), default=0)

    @property
    def is_empty(self) -> bool:
        """Whether no cell holds anything."""
        return not any(value != "" for row in self.rows for value in row)

    def at(self, row: int, column: int) -> CellRef:
        """The place of a cell, counted from 1."""
        return CellRef(self.name, row, column)

    def value(self, row: int, column: int) -> CellValue:
        """What a cell holds, counted from 1; the empty text beyond the last row or column."""
        if not (0 < row <= len(self.rows)):
            return ""
        cells = self.rows[row - 1]
        return cells[column - 1] if 0 < column <= len(cells) else ""


@dataclass(frozen=True, slots=True)
class Workbook:
    """An opened file; ``form`` is what its content is: xlsx, xlsb, xls, ods or csv, whatever the file is called."""

    file: str
    form: str
    sheets: tuple[Sheet, ...]

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of that name, if there is one; spaces at its ends and case make no difference."""
        exact = next((sheet for sheet in self.sheets if sheet.name == name), None)
        folded = name.strip().casefold()
        return exact or next((sheet for sheet in self.sheets if sheet.name.strip().casefold() == folded), None)


def open_workbook(data: bytes, file: str, limits: Limits | None = None) -> Workbook | Issue:
    """Open a spreadsheet by what its bytes are, not by its name; one issue says why it cannot be opened.

    Macros never run, links are never followed. Opens xlsx, xlsm, xlsb, xls, ods, and csv in common encodings. A sheet
    that ``annotate`` put in is left away, as if it had never been there.
    """
    opened = _open(data, file, limits or Limits())
    if isinstance(opened, Issue):
        return opened
    kept = tuple(sheet for sheet in opened.sheets if not _is_issue_list(sheet))
    return replace(opened, sheets=kept) if kept or not opened.sheets else LIST_OF_ISSUES.at(None, file)


def _is_issue_list(sheet: Sheet) -> bool:
    return is_issue_list(lambda row, column: str(sheet.value(row, column)))


def _open(data: bytes, file: str, bounds: Limits) -> Workbook | Issue:
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        return FILE_EMPTY.at(None, file)
    if len(data) > bounds.file_bytes:
        return FILE_TOO_LARGE.at(None, file, limit=f"{bounds.file_bytes // 1_000_000} MB")
    if data.startswith(b"PK"):
        return _open_package(data, file, bounds)
    if data.startswith(COMPOUND_FILE):
        return _open_compound(data, file, bounds)
    return _open_text(data, file, bounds)


def _open_text(data: bytes, file: str, bounds: Limits) -> Workbook | Issue:
    text = delimited.decode(data)
    if text is None or text.lstrip()[:1] == "<":
        return NOT_A_SPREADSHEET.at(None, file)
    try:
        rows = delimited.read_rows(text)
    except delimited.QuoteLeftOpenError as error:
        return QUOTE_LEFT_OPEN.at(None, error.start)
    if rows is None:
        return FILE_DAMAGED.at(None, file)
    if sum(map(len, rows)) > bounds.cells:
        return SHEET_TOO_LARGE.at(None, "CSV", limit=f"{bounds.cells:,}")
    return Workbook(file, "csv", (Sheet("CSV", rows),))


def _open_package(data: bytes, file: str, bounds: Limits) -> Workbook | Issue:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            return _open_parts(parts, data, file, bounds)
    except package.DAMAGE:
        return FILE_DAMAGED.at(None, file)


def _open_parts(parts: zipfile.ZipFile, data: bytes, file: str, bounds: Limits) -> Workbook | Issue:
    form = package.form_of(parts)
    if form is None:
        return NOT_A_SPREADSHEET.at(None, file)
    fault = _package_fault(parts, data, form, bounds)
    if fault is not None:
        return fault.at(None, file, limit=f"{bounds.unpacked_bytes // 1_000_000} MB")
    if form == "ods":
        notes_of_ods = {name: notes.plain() for name, notes in ods_notes(parts).items()}
        return _noted(_read_sheets(data, file, form, bounds), notes_of_ods)
    if form != "xlsx":
        return _read_sheets(data, file, form, bounds)
    name, cells = package.most_cells(parts, data)
    if cells > bounds.cells:
        return SHEET_TOO_LARGE.at(None, name, limit=f"{bounds.cells:,}")
    # The reader lets other threads run: what stands beside the values is looked up at the same time.
    with ThreadPoolExecutor(max_workers=1) as worker:
        notes = worker.submit(package.notes_of, parts, data)
        opened = _read_sheets(data, file, form, bounds)
    return _noted(opened, notes.result())


def _noted(opened: Workbook | Issue, notes: dict[str, package.SheetNotes]) -> Workbook | Issue:
    if isinstance(opened, Issue):
        return opened
    sheets = tuple(_with_notes(sheet, notes[sheet.name]) if sheet.name in notes else sheet for sheet in opened.sheets)
    return replace(opened, sheets=sheets)


def _with_notes(sheet: Sheet, notes: package.SheetNotes) -> Sheet:
    return replace(
        sheet,
        hidden_rows=notes.hidden_rows,
        hidden_columns=notes.hidden_columns,
        without_value=notes.without_value,
        errors=notes.errors,
    )


def _package_fault(parts: zipfile.ZipFile, data: bytes, form: str, bounds: Limits) -> IssueKind | None:
    unpacked = sum(part.file_size for part in parts.infolist())
    small = 50_000_000
    if unpacked > bounds.unpacked_bytes or (unpacked > small and unpacked > bounds.unpacked_ratio * len(data)):
        return FILE_TOO_LARGE
    if any(part.flag_bits & 1 for part in parts.infolist()) or (form == "ods" and package.ods_is_encrypted(parts)):
        return FILE_ENCRYPTED
    if form == "ods" and package.ods_cells(parts) > bounds.cells:
        return FILE_TOO_LARGE
    return None


def _open_compound(data: bytes, file: str, bounds: Limits) -> Workbook | Issue:
    if ENCRYPTED_STREAM in data or _says_encrypted(data):
        return FILE_ENCRYPTED.at(None, file)
    if not any(name in data for name in SHEET_STREAMS):
        return NOT_A_SPREADSHEET.at(None, file)
    return _read_sheets(data, file, "xls", bounds)


def _says_encrypted(data: bytes) -> bool:
    at = data.find(BEGIN_OF_WORKBOOK)
    for _ in range(8):
        if at < 0 or at + 4 > len(data):
            return False
        if int.from_bytes(data[at : at + 2], "little") == RECORD_FILEPASS:
            return True
        at += 4 + int.from_bytes(data[at + 2 : at + 4], "little")
    return False


def _read_sheets(data: bytes, file: str, form: str, bounds: Limits) -> Workbook | Issue:
    sheets: list[Sheet] = []
    try:
        book = python_calamine.load_workbook(io.BytesIO(data))
        kept = [meta for meta in book.sheets_metadata if meta.typ == python_calamine.SheetTypeEnum.WorkSheet]
        if len(kept) > bounds.sheets:
            return FILE_TOO_LARGE.at(None, file, limit=f"{bounds.sheets} sheets")
        for meta in kept:
            hidden = meta.visible != python_calamine.SheetVisibleEnum.Visible
            sheets.append(_read_sheet(book.get_sheet_by_name(meta.name), hidden=hidden))
    except python_calamine.PasswordError:
        return FILE_ENCRYPTED.at(None, file)
    except (python_calamine.CalamineError, OSError, ValueError, OverflowError):
        return FILE_DAMAGED.at(None, file)
    except BaseException as error:
        # A panic of the reader's Rust side derives from BaseException and has no importable name.
        if type(error).__name__ != "PanicException":
            raise
        return FILE_DAMAGED.at(None, file)
    return Workbook(file, form, tuple(sheets))


def _read_sheet(found: python_calamine.CalamineSheet, *, hidden: bool) -> Sheet:
    spans = (
        Span(first[0] + 1, first[1] + 1, last[0] + 1, last[1] + 1) for first, last in found.merged_cell_ranges or ()
    )
    return Sheet(found.name, _placed_rows(found), hidden=hidden, merges=tuple(spans))


def _placed_rows(found: python_calamine.CalamineSheet) -> list[list[CellValue]]:
    """The rows from A1 on: the reader starts at the first used cell."""
    start = found.start
    if start is None:
        return []
    rows: list[list[CellValue]] = list(found.iter_rows())
    top, left = start
    if len(rows) > found.height:
        # Some forms give the empty rows above already.
        top = 0
    if left and rows and len(rows[0]) <= found.width:
        indent: list[CellValue] = [""] * left
        rows = [indent + row for row in rows]
    return [[] for _ in range(top)] + rows if top else rows
