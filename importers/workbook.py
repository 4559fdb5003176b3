"""The home of opening spreadsheets: bytes in, sheets of plain values out, or one issue that says why not."""

import io
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

import python_calamine

from importers import compound, delimited, package, refusals, sheet_xml
from importers.cells import CellRef
from importers.file_issues import SHEET_NAMES_REPEATED, TEXT_TOO_LONG
from importers.issue_list import LIST_OF_ISSUES, is_issue_list
from importers.issues import (
    FILE_DAMAGED,
    FILE_EMPTY,
    FILE_ENCRYPTED,
    FILE_TOO_LARGE,
    QUOTE_LEFT_OPEN,
    SHEET_TOO_LARGE,
    Issue,
)
from importers.limits import Limits, check_weights
from importers.ods_notes import OdsNotes, ods_notes
from importers.package import SheetNotes
from importers.text_encoding import find_encoding
from importers.xls_notes import XlsSheet, is_encrypted, xls_notes
from importers.xlsb_notes import xlsb_notes

CellValue = int | float | str | bool | date | datetime | time | timedelta
"""What a cell holds; a blank cell holds the empty text. Numbers of a workbook are floats, cells of a csv are text."""

ENCRYPTED_STREAMS = ("EncryptedPackage", "EncryptionInfo")


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
    such as ``#REF!``. They and what is hidden are counted from 1. A csv has none of them; an xlsb keeps a value with
    every formula, and so does an xls, save where a formula that can give nothing but a number has an empty one.
    """

    name: str
    rows: Sequence[Sequence[CellValue]]
    hidden: bool = False
    merges: tuple[Span, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    without_value: frozenset[tuple[int, int]] = frozenset()
    errors: tuple[tuple[int, int, str], ...] = ()
    separator: str = ""
    decimal_commas: frozenset[int] = frozenset()

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

    Macros never run, links are never followed. Opens xlsx, xlsm, xlsb, xls, ods, and csv in common encodings.
    A sheet that ``annotate`` put in is left away, as if it had never been there. What a file asks for is weighed before
    the reader sees it (docs/reference/security.md).
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
    if data.startswith(compound.SIGNATURE):
        return _open_compound(data, file, bounds)
    return _open_text(data, file, bounds)


def _open_text(data: bytes, file: str, bounds: Limits) -> Workbook | Issue:
    encoding = None if refusals.says_what_it_is(data) else find_encoding(data)
    if encoding is None:
        return refusals.refuse(data, file)
    if delimited.begins(data, encoding).lstrip().startswith("<"):
        return refusals.refuse_markup(data, file)
    try:
        table = delimited.read_table(data, encoding, most_cells=bounds.cells)
    except delimited.QuoteLeftOpenError as error:
        return QUOTE_LEFT_OPEN.at(None, error.start)
    except delimited.TooManyCellsError:
        return SHEET_TOO_LARGE.at(None, "CSV", limit=f"{bounds.cells:,} cells")
    except delimited.TextTooLongError as error:
        return TEXT_TOO_LONG.at(None, file, limit=f"{error.limit:,}")
    if not any(map(any, table.rows)):
        return FILE_EMPTY.at(None, file)
    sheet = Sheet("CSV", table.rows, separator=table.separator, decimal_commas=table.decimal_commas)
    return Workbook(file, "csv", (sheet,))


def _open_package(data: bytes, file: str, bounds: Limits) -> Workbook | Issue:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            fault = package.check_package(parts, data, file, bounds)
            return fault or _open_parts(parts, data, file, bounds)
    except package.DAMAGE:
        return FILE_DAMAGED.at(None, file)


def _open_parts(parts: zipfile.ZipFile, data: bytes, file: str, bounds: Limits) -> Workbook | Issue:
    form = package.form_of(parts, data)
    if form is None:
        return refusals.refuse_package(set(package.names_of(parts)), file)
    if form == "xlsx":
        return _open_xlsx(parts, data, file, bounds)
    if form == "xlsb":
        return _open_noted(xlsb_notes(parts, data), data, file, form, bounds)
    if package.ods_is_encrypted(parts, data):
        return FILE_ENCRYPTED.at(None, file)
    return _open_noted(ods_notes(parts, data), data, file, form, bounds)


def _open_xlsx(parts: zipfile.ZipFile, data: bytes, file: str, bounds: Limits) -> Workbook | Issue:
    fault = check_weights(sheet_xml.weigh(parts, data, bounds.cells), file, bounds, bounds.cells)
    if fault is not None:
        return fault
    # The reader lets other threads run: what stands beside the values is looked up at the same time.
    with ThreadPoolExecutor(max_workers=1) as worker:
        notes = worker.submit(sheet_xml.notes_of, parts, data)
        opened = _read_sheets(data, file, "xlsx", bounds)
    return _noted(opened, notes.result())


def _open_compound(data: bytes, file: str, bounds: Limits) -> Workbook | Issue:
    if any(name.encode("utf-16-le") in data for name in ENCRYPTED_STREAMS):
        return FILE_ENCRYPTED.at(None, file)
    try:
        if is_encrypted(data):
            return FILE_ENCRYPTED.at(None, file)
        notes = xls_notes(data)
    except compound.DamagedCompoundError:
        return FILE_DAMAGED.at(None, file)
    if notes is None:
        return refusals.refuse_compound(data, file)
    return _open_noted(notes, data, file, "xls", bounds)


def _open_noted(
    notes: Mapping[str, XlsSheet] | Mapping[str, OdsNotes], data: bytes, file: str, form: str, bounds: Limits
) -> Workbook | Issue:
    """Open a workbook of which everything beside its values is known already."""
    weights = [each.weight(name) for name, each in notes.items()]
    fault = check_weights(weights, file, bounds, bounds.cells_held_twice)
    if fault is not None:
        return fault
    return _noted(_read_sheets(data, file, form, bounds), {name: each.plain() for name, each in notes.items()})


def _noted(opened: Workbook | Issue, notes: dict[str, SheetNotes]) -> Workbook | Issue:
    if isinstance(opened, Issue):
        return opened
    sheets = tuple(_with_notes(sheet, notes[sheet.name]) if sheet.name in notes else sheet for sheet in opened.sheets)
    return replace(opened, sheets=sheets)


def _with_notes(sheet: Sheet, notes: SheetNotes) -> Sheet:
    return replace(
        sheet,
        hidden_rows=notes.hidden_rows,
        hidden_columns=notes.hidden_columns,
        without_value=notes.without_value,
        errors=notes.errors,
    )


def _read_sheets(data: bytes, file: str, form: str, bounds: Limits) -> Workbook | Issue:
    sheets: list[Sheet] = []
    try:
        book = python_calamine.load_workbook(io.BytesIO(data))
        kept = [meta for meta in book.sheets_metadata if meta.typ == python_calamine.SheetTypeEnum.WorkSheet]
        if len(kept) > bounds.sheets:
            return FILE_TOO_LARGE.at(None, file, limit=f"{bounds.sheets} sheets")
        if twice := _named_twice(book):
            return SHEET_NAMES_REPEATED.at(None, twice)
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


def _named_twice(book: python_calamine.CalamineWorkbook) -> str | None:
    """A name that two sheets have: the reader gives the first for both, and so the cells of one twice."""
    times = Counter(meta.name for meta in book.sheets_metadata)
    return next((name for name, number in times.items() if number > 1), None)


def _read_sheet(found: python_calamine.CalamineSheet, *, hidden: bool) -> Sheet:
    rows = _placed_rows(found)
    return Sheet(found.name, rows, hidden=hidden, merges=tuple(_spans(found, rows)))


def _spans(found: python_calamine.CalamineSheet, rows: Sequence[Sequence[CellValue]]) -> Iterator[Span]:
    """What is merged, as far as cells hold anything: a span may be said to reach over a thousand million cells."""
    height, width = len(rows), max(map(len, rows), default=0)
    for first, last in found.merged_cell_ranges or ():
        if first[0] < height and first[1] < width:
            yield Span(first[0] + 1, first[1] + 1, min(last[0] + 1, height), min(last[1] + 1, width))


def _placed_rows(found: python_calamine.CalamineSheet) -> list[list[CellValue]]:
    """The rows from A1 on: the reader starts at the first used cell."""
    start = found.start
    if start is None:
        return []
    rows = _with_texts_once(found.iter_rows())
    top, left = start
    if len(rows) > found.height:
        # Some forms give the empty rows above already.
        top = 0
    if left and rows and len(rows[0]) <= found.width:
        indent: list[CellValue] = [""] * left
        rows = [indent + row for row in rows]
    return [[] for _ in range(top)] + rows if top else rows


def _with_texts_once(rows: Iterable[Sequence[CellValue]]) -> list[list[CellValue]]:
    """The rows, equal texts as one object: the reader makes a new one for each cell, and most cells repeat others."""
    known: dict[str, str] = {}
    once = known.setdefault
    return [[once(value, value) if value.__class__ is str else value for value in row] for row in rows]
