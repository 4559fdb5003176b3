import io
import zipfile

import pytest

from importers.budget_workbook import read_budget
from importers.number_formats import percent_cells
from importers.reading import Surroundings
from plans.framework import load_shipped

NAMES = ("office", "table", "text")
SPACES = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in NAMES)
CALCEXT = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
TEXTS = [
    ["Fiscal Year", "Phase", "Type", "Department", "Amount"],
    ["FY26", "adopted", "Expense", "Health"],
    ["FY26", "adopted", "Expense", "Parks"],
    ["FY26", "adopted", "Revenue", "Health"],
]
ERROR = '<table:table-cell table:formula="of:=#REF!" office:value-type="{}" {} calcext:value-type="error">{}'


def number(value: float, kind: str = "float") -> str:
    return f'<table:table-cell office:value-type="{kind}" office:value="{value}"/>'


def ods(*amounts: str) -> bytes:
    rows = ""
    for texts, amount in zip(TEXTS, ["", *amounts], strict=True):
        cells = (
            f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>' for text in texts
        )
        rows += f"<table:table-row>{''.join(cells)}{amount}</table:table-row>"
    table = f'<table:table table:name="R&amp;D">{rows}</table:table>'
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("META-INF/manifest.xml", "<manifest/>")
        package.writestr("content.xml", f"<office:document-content {SPACES} {CALCEXT}>{body}</office:document-content>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        (ERROR.format("string", 'office:string-value=""', "<text:p>#REF!</text:p></table:table-cell>"), "error-value"),
        (ERROR.format("float", 'office:value="0"', "<text:p>#DIV/0!</text:p></table:table-cell>"), "error-value"),
        ('<table:table-cell table:formula="of:=SUM([.E9])"/>', "formula-without-value"),
        (number(0.45, "percentage"), "not-money"),
    ],
)
def test_a_cell_that_holds_no_amount_is_told_and_not_read_as_blank_or_zero(amount, code):
    data = ods(number(100), amount, number(350))

    reading = read_budget(data, "book.ods", surroundings=Surroundings(load_shipped("king_county")), answers={})

    assert [(str(issue.cell), issue.code) for issue in reading.issues] == [("R&D!E3", code)]


def test_percentages_are_found_where_cells_repeat():
    repeated = number(0.5, "percentage").replace("table-cell ", 'table-cell table:number-columns-repeated="2" ')

    assert percent_cells(ods(number(1), number(2), repeated), "R&D") == frozenset({"E4", "F4"})
