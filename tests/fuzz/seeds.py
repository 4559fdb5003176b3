"""Small sound files of every form that is opened, with all that is looked for beside values."""

import io
import zipfile
from datetime import date

from openpyxl import Workbook
from openpyxl.comments import Comment
from xlwt import Formula
from xlwt import Workbook as OldWorkbook

from tests.workbooks.xlsb import ErrorCode, xlsb_of

HEADINGS: list[str | float] = ["Fiscal Year", "Phase", "Department", "Fund Code", "Amount"]
LINES: list[list[str | float]] = [
    ["FY26", "adopted", f"Department {number}", "0010", 100.25 * number] for number in range(1, 30)
]
ROWS = [HEADINGS, *LINES]
OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = (
    f'xmlns:office="{OFFICE}:office:1.0" xmlns:table="{OFFICE}:table:1.0" xmlns:text="{OFFICE}:text:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)


def seeds() -> dict[str, bytes]:
    """One file of each form."""
    csv = "\r\n".join(",".join(f'"{cell}"' for cell in row) for row in ROWS)
    return {
        "xlsx": a_xlsx(),
        "xls": an_xls(),
        "xlsb": xlsb_of([*ROWS, ["x", ErrorCode(0x17)]], hidden_rows=(3,), hidden_columns=(2,)),
        "ods": an_ods(),
        "csv": csv.encode("utf-8-sig"),
        "csv in utf-16": csv.replace(",", "\t").encode("utf-16"),
    }


def a_xlsx() -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Lines"
    for row in ROWS:
        sheet.append(row)
    sheet["F1"], sheet["F2"], sheet["F3"], sheet["F4"] = "=SUM(E2:E9)", "#REF!", date(2026, 1, 2), True
    sheet["A40"].comment = Comment("why", "who")
    sheet.merge_cells("A41:C42")
    sheet.row_dimensions[5].hidden = True
    sheet.column_dimensions["C"].hidden = True
    book.create_sheet("Old").sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def an_xls() -> bytes:
    book = OldWorkbook()
    sheet = book.add_sheet("Lines")
    for row, cells in enumerate(ROWS):
        for column, value in enumerate(cells):
            sheet.write(row, column, value)
    sheet.write(1, 5, Formula("SUM(E2:E9)"))
    sheet.write_merge(41, 42, 0, 2, "merged")
    sheet.row(4).hidden = True
    sheet.col(2).hidden = True
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def an_ods() -> bytes:
    rows = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in ROWS)
    return ods_of(
        '<table:table table:name="Lines"><table:table-column table:number-columns-repeated="2"/>'
        f'<table:table-column table:visibility="collapse"/>{rows}'
        '<table:table-row table:number-rows-repeated="2" table:visibility="filter">'
        '<table:table-cell calcext:value-type="error" table:formula="of:=1/0"><text:p>#DIV/0!</text:p>'
        '</table:table-cell><table:table-cell office:value-type="percentage" office:value="0.5"/></table:table-row>'
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row></table:table>'
    )


def _ods_cell(value: str | float) -> str:
    if isinstance(value, str):
        return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'
    return f'<table:table-cell office:value-type="float" office:value="{value}"/>'


def ods_of(tables: str, *, before: str = "") -> bytes:
    """An ods of tables as they stand in its xml."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        package.writestr("META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="{OFFICE}:manifest:1.0"/>')
        package.writestr(
            "content.xml",
            f'<?xml version="1.0" encoding="UTF-8"?>{before}<office:document-content {SPACES}><office:body>'
            f"<office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>",
        )
    return out.getvalue()


def xlsx_of_xml(
    rows: str,
    *,
    head: str = "",
    tail: str = "",
    strings: str | None = None,
    before: str = "",
    more: dict[str, bytes] | None = None,
) -> bytes:
    """An xlsx of one sheet: its rows as they stand in its xml, and whatever else a test puts in."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    document = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{relations}"><Relationship Id="rId1" Type="{document}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
        )
        package.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{main}" xmlns:r="{document}"><sheets><sheet name="Lines" sheetId="1" r:id="rId1"/>'
            "</sheets></workbook>",
        )
        package.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{relations}"><Relationship Id="rId1" Type="{document}/worksheet" '
            f'Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{document}/sharedStrings" '
            'Target="sharedStrings.xml"/></Relationships>',
        )
        package.writestr(
            "xl/worksheets/sheet1.xml",
            f'{before}<worksheet xmlns="{main}">{head}<sheetData>{rows}</sheetData>{tail}</worksheet>',
        )
        if strings is not None:
            package.writestr("xl/sharedStrings.xml", strings)
        for name, content in (more or {}).items():
            package.writestr(name, content)
    return out.getvalue()
