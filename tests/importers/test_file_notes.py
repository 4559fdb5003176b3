import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from xlwt import Formula, XFStyle
from xlwt import Workbook as OldWorkbook

from importers.issues import Issue
from importers.workbook import CellValue, Sheet, Workbook, open_workbook
from tests.fuzz.seeds import ods_of, xlsx_of_xml
from tests.workbooks.xlsb import ErrorCode, xlsb_of

ROWS: list[list[str | float]] = [["Department", "Fund", "Amount"], ["Health", "0010", 1.0], ["Parks", "0020", 2.0]]


def only_sheet(content: bytes) -> Sheet:
    opened = open_workbook(content, "book")
    assert isinstance(opened, Workbook), opened
    return opened.sheets[0]


def a_xlsx(*, error: bool = False) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    sheet = book.worksheets[0]
    for row in ROWS:
        sheet.append(row)
    if error:
        sheet["C3"] = "#REF!"
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["B"].hidden = True
    book.save(out)
    return out.getvalue()


def an_xls(*, error: bool = False) -> bytes:
    book, out = OldWorkbook(), io.BytesIO()
    sheet = book.add_sheet("Lines")
    for row, cells in enumerate(ROWS):
        for column, value in enumerate(cells):
            if (row, column) != (2, 2) or not error:
                sheet.write(row, column, value)
    if error:
        sheet.row(2).set_cell_error(2, "#REF!")
    sheet.row(1).hidden = True
    sheet.col(1).hidden = True
    book.save(out)
    return out.getvalue()


def a_xlsb(*, error: bool = False) -> bytes:
    rows = [*ROWS[:2], [*ROWS[2][:2], ErrorCode(0x17)]] if error else ROWS
    return xlsb_of(rows, hidden_rows=(2,), hidden_columns=(2,))


def an_ods(*, error: bool = False) -> bytes:
    def cell(value: str | float) -> str:
        if isinstance(value, str):
            return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>'

    kinds = 'office:value-type="string" calcext:value-type="error"'
    wrong = f"<table:table-cell {kinds}><text:p>#REF!</text:p></table:table-cell>"
    last = "".join(map(cell, ROWS[2][:2])) + (wrong if error else cell(2.0))
    return ods_of(
        '<table:table table:name="Lines"><table:table-column/><table:table-column table:visibility="collapse"/>'
        '<table:table-column table:number-columns-repeated="16382" table:visibility="collapse"/>'
        f"<table:table-row>{''.join(map(cell, ROWS[0]))}</table:table-row>"
        f'<table:table-row table:visibility="filter">{"".join(map(cell, ROWS[1]))}</table:table-row>'
        f"<table:table-row>{last}</table:table-row>"
        '<table:table-row table:number-rows-repeated="1048573" table:visibility="collapse"><table:table-cell/>'
        "</table:table-row></table:table>"
    )


@pytest.mark.parametrize("make", [a_xlsx, an_xls, a_xlsb, an_ods], ids=["xlsx", "xls", "xlsb", "ods"])
def test_knows_an_error_value_from_a_blank_cell_in_every_form(make):
    sheet = only_sheet(make(error=True))

    assert sheet.errors == ((3, 3, "#REF!"),)
    assert sheet.value(3, 3) in {"", "#REF!"}


@pytest.mark.parametrize("make", [a_xlsx, an_xls, a_xlsb], ids=["xlsx", "xls", "xlsb"])
def test_knows_hidden_rows_and_columns_in_every_form(make):
    sheet = only_sheet(make())

    assert (set(sheet.hidden_rows), set(sheet.hidden_columns), sheet.errors) == ({2}, {2}, ())
    assert [list(row) for row in sheet.rows] == ROWS


def test_an_ods_hides_nothing_beyond_its_last_value():
    sheet = only_sheet(an_ods())

    assert (set(sheet.hidden_rows), set(sheet.hidden_columns)) == ({2}, {2, 3})
    assert [list(row) for row in sheet.rows] == ROWS


@pytest.mark.parametrize(
    ("formula", "is_told"),
    [("SUM(C2:C3)", True), ("C2+C3", True), ("C2*1", True), ("SUM(C2;C3)", True), ("C2", False), ('"a"&"b"', False)],
)
def test_an_xls_tells_of_a_formula_that_can_give_nothing_but_a_number_and_has_none(formula, is_told):
    book, out = OldWorkbook(), io.BytesIO()
    sheet = book.add_sheet("Lines")
    sheet.write(0, 0, "Amount")
    sheet.write(1, 0, Formula(formula))
    book.save(out)

    assert only_sheet(out.getvalue()).without_value == ({(2, 1)} if is_told else set())


def test_a_sheet_whose_cells_stand_above_the_first_is_refused_and_not_read_in_part():
    row, lower = b"\x01\x00\x00\x00\x00\x00\x00\x00\x2c\x01", b"\x09\x00\x00\x00\x00\x00\x00\x00\x2c\x01"
    with zipfile.ZipFile(io.BytesIO(xlsb_of(ROWS))) as package:
        parts = {name: package.read(name).replace(row, lower) for name in package.namelist()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)

    found = open_workbook(out.getvalue(), "book.xlsb")

    assert isinstance(found, Issue)
    assert found.code == "file-damaged"


@pytest.mark.parametrize("is_of_1904", [False, True])
def test_reads_days_of_both_date_systems(is_of_1904):
    book, out = openpyxl.Workbook(), io.BytesIO()
    if is_of_1904:
        book.epoch = CALENDAR_MAC_1904
    book.worksheets[0]["A1"] = date(2026, 7, 1)
    book.save(out)
    old, old_out = OldWorkbook(), io.BytesIO()
    old.dates_1904 = is_of_1904
    style = XFStyle()
    style.num_format_str = "YYYY-MM-DD"
    old.add_sheet("Lines").write(0, 0, date(2026, 7, 1), style)
    old.save(old_out)

    first_day = date(1904, 1, 1) if is_of_1904 else date(1899, 12, 30)
    number = float((date(2026, 7, 1) - first_day).days)
    binary = xlsb_of([[number]], dates_since=1904 if is_of_1904 else 1900)

    values = [only_sheet(content).value(1, 1) for content in (out.getvalue(), old_out.getvalue(), binary)]

    assert [_day(value) for value in values] == [date(2026, 7, 1)] * 3


def _day(value: CellValue) -> object:
    return value.date() if isinstance(value, datetime) else value


def test_merged_cells_reach_no_further_than_the_cells_of_the_sheet():
    merged = '<mergeCells><mergeCell ref="B2:XFD1048576"/><mergeCell ref="Z90:AB99"/></mergeCells>'
    rows = '<row r="2"><c r="B2"><v>1</v></c></row><row r="3"><c r="D3"><v>2</v></c></row>'

    spans = only_sheet(xlsx_of_xml(rows, tail=merged)).merges

    assert [(span.last_row, span.last_column) for span in spans] == [(3, 4)]
