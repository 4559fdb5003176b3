import io
from datetime import date

import pytest
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from openpyxl import Workbook as NewWorkbook
from xlwt import Workbook as NewXls

from importers.issues import Issue
from importers.limits import Limits
from importers.workbook import Sheet, Workbook, open_workbook
from tests.workbooks.build import with_sheet_renamed, xlsx_of
from tests.workbooks.xlsb import xlsb_of

GRID: list[list[str | float]] = [["Department", "Amount"], ["Health", 100.5]]


def opened(content: bytes, file: str = "book") -> Workbook:
    book = open_workbook(content, file)
    assert isinstance(book, Workbook)
    return book


def only_sheet(content: bytes) -> Sheet:
    (sheet,) = opened(content).sheets
    return sheet


def an_xls() -> bytes:
    book, out = NewXls(), io.BytesIO()
    sheet = book.add_sheet("Lines")
    for row, cells in enumerate(GRID):
        for column, value in enumerate(cells):
            sheet.write(row, column, value)
    book.save(out)
    return out.getvalue()


def an_ods() -> bytes:
    book, out = OpenDocumentSpreadsheet(), io.BytesIO()
    table = Table(name="Lines")
    for cells in GRID:
        row = TableRow()
        for value in cells:
            kind = {"valuetype": "float", "value": value} if isinstance(value, float) else {"valuetype": "string"}
            cell = TableCell(**kind)
            cell.addElement(P(text=str(value)))
            row.addElement(cell)
        table.addElement(row)
    book.spreadsheet.addElement(table)
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "form"),
    [(xlsx_of([{"name": "Lines", "rows": GRID}]), "xlsx"), (an_xls(), "xls"), (an_ods(), "ods")],
    ids=["xlsx", "xls", "ods"],
)
def test_reads_the_same_grid_from_every_form(content, form):
    book = opened(content, "wrongly-named.csv")

    assert book.form == form
    assert [list(row) for row in book.sheets[0].rows] == GRID


@pytest.mark.parametrize(
    "content",
    [
        b"Department,Amount\nHealth,100.5\n",
        b"\xef\xbb\xbfDepartment,Amount\r\nHealth,100.5\r\n",
        b"Department;Amount\rHealth;100.5\r",
        "Department\tAmount\r\nHealth\t100.5\n".encode("utf-16"),
        "Department|Amount\nHealth|100.5\n".encode("utf-16-le"),
        b'"Department","Amount"\r"Health",100.5\n',
    ],
)
def test_reads_text_in_any_encoding_and_dialect(content):
    sheet = only_sheet(content)

    assert (sheet.name, [list(row) for row in sheet.rows]) == ("CSV", [["Department", "Amount"], ["Health", "100.5"]])


def test_reads_letters_of_old_windows_files():
    assert only_sheet("Café,1\nPeñasco,2\n".encode("cp1252")).value(2, 1) == "Peñasco"


def test_keeps_line_ends_and_separators_inside_quotes():
    assert only_sheet(b'Name,Note\nHealth,"one;\r\ntwo, three"\n').value(2, 2) == "one;\r\ntwo, three"


def test_counts_rows_and_columns_from_the_first_of_the_sheet():
    sheet = only_sheet(xlsx_of([{"name": "Lines", "cells": {"C5": "Department", "D6": 7}}]))

    assert (sheet.value(5, 3), sheet.value(6, 4)) == ("Department", 7)
    assert str(sheet.at(6, 4)) == "Lines!D6"
    assert sheet.value(99, 99) == sheet.value(1, 1) == ""


def test_tells_formulas_without_a_value_and_error_values_from_blank_cells():
    sheet = only_sheet(xlsx_of([{"name": "Lines", "rows": [["a", "=1+1", "#REF!", ""]]}]))

    assert sheet.without_value == {(1, 2)}
    assert sheet.errors == ((1, 3, "#REF!"),)


def test_knows_what_is_hidden_and_what_is_merged():
    book, out = NewWorkbook(), io.BytesIO()
    sheet = book.worksheets[0]
    sheet.append(["a", "b", "c"])
    sheet.append(["d", "e", "f"])
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["C"].hidden = True
    sheet.merge_cells("A1:B1")
    book.create_sheet("Old").sheet_state = "hidden"
    book.save(out)

    first, second = opened(out.getvalue()).sheets

    assert (first.hidden, second.hidden) == (False, True)
    assert (set(first.hidden_rows), set(first.hidden_columns)) == ({2}, {3})
    assert [(span.first_row, span.first_column, span.last_row, span.last_column) for span in first.merges] == [
        (1, 1, 1, 2)
    ]


def test_reads_dates_as_dates():
    assert only_sheet(xlsx_of([{"name": "Lines", "rows": [[date(2026, 1, 2), "x"]]}])).value(1, 1) == date(2026, 1, 2)


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(file_bytes=10), "file-too-large"),
        (Limits(unpacked_bytes=10), "file-too-large"),
        (Limits(sheets=0), "file-too-large"),
        (Limits(cells=1), "sheet-too-large"),
    ],
)
def test_says_which_limit_was_passed(limits, code):
    found = open_workbook(xlsx_of([{"name": "Lines", "rows": GRID}]), "book.xlsx", limits)

    assert isinstance(found, Issue)
    assert found.code == code


def twice_in_xlsx() -> bytes:
    return with_sheet_renamed(xlsx_of([{"name": "Lines", "rows": GRID}, {"name": "More", "rows": []}]), "More", "Lines")


def twice_in_xls() -> bytes:
    book, out = NewXls(), io.BytesIO()
    for name in ("Lines", "Linez"):
        book.add_sheet(name).write(0, 0, name)
    book.save(out)
    return out.getvalue().replace(b"Linez", b"Lines")


def twice_in_ods() -> bytes:
    book, out = OpenDocumentSpreadsheet(), io.BytesIO()
    for _ in range(2):
        table, row, cell = Table(name="Lines"), TableRow(), TableCell(valuetype="string")
        cell.addElement(P(text="Department"))
        row.addElement(cell)
        table.addElement(row)
        book.spreadsheet.addElement(table)
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [twice_in_xlsx(), twice_in_xls(), twice_in_ods(), xlsb_of(GRID, times=2)],
    ids=["xlsx", "xls", "ods", "xlsb"],
)
def test_two_sheets_of_one_name_are_refused(content):
    found = open_workbook(content, "book")

    assert isinstance(found, Issue)
    assert (found.code, found.value) == ("sheet-names-repeated", "Lines")


def test_names_that_differ_in_case_are_two_sheets():
    content = with_sheet_renamed(
        xlsx_of([{"name": "Lines", "rows": GRID}, {"name": "More", "rows": []}]), "More", "lines"
    )

    assert [sheet.name for sheet in opened(content).sheets] == ["Lines", "lines"]
