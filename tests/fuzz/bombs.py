"""Files made to stop a program: each small as sent, each with the code that it must be refused with, or "opened"."""

import io
import struct
import warnings
import zipfile
from collections.abc import Callable
from random import Random

from tests.fuzz.seeds import a_xlsx, an_xls, ods_of, xlsx_of_xml

Bomb = tuple[Callable[[], bytes], frozenset[str]]

LAUGHS = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
LAUGHS += "]>"
FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'
VALUE = '<table:table-cell {} office:value-type="float" office:value="1"/>'


def _shared(rows: int) -> str:
    return "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, rows + 1))


def _table(rows: str) -> bytes:
    return ods_of(f'<table:table table:name="Lines">{rows}</table:table>')


def _row(cells: str, times: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{times}">{cells}</table:table-row>'


def _said(text: str, repeated: str = "") -> str:
    return f'<table:table-cell {repeated} office:value-type="string"><text:p>{text}</text:p></table:table-cell>'


def _times(count: int) -> str:
    return f'table:number-columns-repeated="{count}"'


def _zip(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def _nested() -> bytes:
    content = bytes(10_000_000)
    for depth in range(6):
        content = _zip({f"{depth}-{copy}.zip": content for copy in range(4)})
    return content


def _twice() -> bytes:
    out = io.BytesIO(a_xlsx())
    with warnings.catch_warnings(), zipfile.ZipFile(out, "a") as package:
        warnings.simplefilter("ignore")
        package.writestr("xl/worksheets/sheet1.xml", FAR)
    return out.getvalue()


def _says(content: bytes, field: int, form: str, value: int) -> bytes:
    """The same package, with one field of every entry of its list of contents put to a value."""
    changed = bytearray(content)
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        struct.pack_into(form, changed, at + field, value)
        at = content.find(b"PK\x01\x02", at + 4)
    return bytes(changed)


def _with_record(kind: int, content: bytes) -> bytes:
    """An xls with the content of its first record of a kind put to something else of the same length."""
    book = an_xls()
    head = struct.pack("<HH", kind, len(content))
    at = book.find(head)
    return book[: at + 4] + content + book[at + 4 + len(content) :] if at >= 0 else book


def _with_texts(count: int) -> bytes:
    """An xls that says how many shared texts it has."""
    book = an_xls()
    heads = [at for at in range(512, len(book) - 12) if book[at : at + 2] == b"\xfc\x00"]
    at = next(
        at
        for at in heads
        if 0 < struct.unpack_from("<I", book, at + 8)[0] < struct.unpack_from("<I", book, at + 4)[0] < 999
    )
    return book[: at + 8] + struct.pack("<I", count) + book[at + 12 :]


TOO_LARGE = frozenset({"file-too-large", "sheet-too-large"})
DAMAGED = frozenset({"file-damaged"})
REFUSED = TOO_LARGE | DAMAGED
TOO_LONG = frozenset({"text-too-long"})

BOMBS: dict[str, Bomb] = {
    "two cells far apart": (lambda: xlsx_of_xml(FAR), TOO_LARGE),
    "far cell in a row that says it is the first": (
        lambda: xlsx_of_xml('<row r="1"><c r="XFD1048576"><v>1</v></c><c r="A1"><v>1</v></c></row>'),
        TOO_LARGE,
    ),
    "far cell first, much behind it": (
        lambda: xlsx_of_xml(FAR + "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(2, 40_000))),
        TOO_LARGE,
    ),
    "rows without numbers behind a far column": (
        lambda: xlsx_of_xml('<row r="1"><c r="XFD1"><v>1</v></c></row>' + "<row><c><v>1</v></c></row>" * 10_000),
        TOO_LARGE,
    ),
    "far cell with a prefix": (
        lambda: xlsx_of_xml('<x:row r="1048576"><x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row>' + ONE),
        REFUSED,
    ),
    "row beyond the last": (lambda: xlsx_of_xml('<row r="99999999999"><c r="A99999999999"/></row>' + FAR), REFUSED),
    "column beyond the last": (lambda: xlsx_of_xml('<row r="1"><c r="ZZZZ1"><v>1</v></c></row>'), TOO_LARGE),
    "sheet that says it has every cell": (
        lambda: xlsx_of_xml(ONE, head='<dimension ref="A1:XFD1048576"/>'),
        frozenset({"xlsx"}),
    ),
    "all columns hidden, over and over": (
        lambda: xlsx_of_xml(ONE, head="<cols>" + '<col min="1" max="16384" hidden="1"/>' * 200_000 + "</cols>"),
        frozenset({"xlsx"}),
    ),
    "a million empty rows": (
        lambda: xlsx_of_xml(ONE + "".join(f'<row r="{row}" ht="15"/>' for row in range(2, 1_000_000))),
        frozenset({"xlsx"}),
    ),
    "styles up to the last cell": (
        lambda: xlsx_of_xml(ONE + "".join(f'<row r="{n}"><c r="XFD{n}" s="0"/></row>' for n in range(2, 20_000))),
        frozenset({"xlsx"}),
    ),
    "one long text in many cells": (
        lambda: xlsx_of_xml(_shared(20_000), strings=f"<sst><si><t>{'x' * 32_000}</t></si></sst>"),
        TOO_LARGE,
    ),
    "text of ten million letters": (
        lambda: xlsx_of_xml(_shared(200), strings=f"<sst><si><t>{'x' * 10_000_000}</t></si></sst>"),
        TOO_LONG,
    ),
    "four thousand million texts": (
        lambda: xlsx_of_xml(_shared(2), strings='<sst uniqueCount="4294967295"><si><t>x</t></si></sst>'),
        DAMAGED,
    ),
    "text that is not there": (lambda: xlsx_of_xml(_shared(2), strings="<sst/>"), DAMAGED | {"xlsx"}),
    "texts that are never closed": (
        lambda: xlsx_of_xml(_shared(2), strings="<sst>" + "<si><t>" * 200_000),
        REFUSED | TOO_LONG,
    ),
    "formulas that are never closed": (lambda: xlsx_of_xml('<row r="1">' + '<c r="A1"><f>' * 200_000), REFUSED),
    "errors that are never closed": (lambda: xlsx_of_xml('<row r="1">' + '<c t="e">' * 100_000), REFUSED),
    "elements that are never closed": (lambda: xlsx_of_xml('<row r="1">' + "<c " * 200_000), REFUSED | {"xlsx"}),
    "a row with twenty thousand numbers": (
        lambda: xlsx_of_xml("<row " + 'r="1" ' * 20_000 + " x hidden=>"),
        REFUSED | {"xlsx"},
    ),
    "nothing but one element": (lambda: xlsx_of_xml("<row " + "a" * 30_000_000), REFUSED),
    "entities within entities": (
        lambda: xlsx_of_xml('<row r="1"><c r="A1" t="str"><v>&i;</v></c></row>', before=LAUGHS),
        DAMAGED,
    ),
    "entities within entities, in the texts": (
        lambda: xlsx_of_xml(_shared(1), strings=f"{LAUGHS}<sst><si><t>&i;</t></si></sst>"),
        DAMAGED,
    ),
    "entities within entities, in an ods": (
        lambda: ods_of(f'<table:table table:name="Lines">{_row(_said("&i;"))}</table:table>', before=LAUGHS),
        DAMAGED,
    ),
    "a file from the system, by an entity": (
        lambda: xlsx_of_xml(
            '<row r="1"><c r="A1" t="str"><v>&f;</v></c></row>',
            before='<!DOCTYPE x [<!ENTITY f SYSTEM "file:/etc/hostname">]>',
        ),
        DAMAGED,
    ),
    "a sheet in UTF-16": (
        lambda: _zip(
            {
                **{name: part for name, part in _parts(xlsx_of_xml(ONE)).items() if "sheet1" not in name},
                "xl/worksheets/sheet1.xml": _parts(xlsx_of_xml(ONE))["xl/worksheets/sheet1.xml"]
                .decode()
                .encode("utf-16"),
            }
        ),
        DAMAGED,
    ),
    "zeros without end": (lambda: xlsx_of_xml(ONE, more={"xl/media/zeros.bin": bytes(60_000_000)}), TOO_LARGE),
    "eleven thousand parts": (
        lambda: xlsx_of_xml(ONE, more={f"xl/media/{number}": b"" for number in range(11_000)}),
        TOO_LARGE,
    ),
    "three hundred sheets": (
        lambda: ods_of("".join(f'<table:table table:name="{number}"/>' for number in range(300))),
        TOO_LARGE,
    ),
    "zip in zip in zip": (_nested, frozenset({"not-a-spreadsheet", "file-too-large"})),
    "names that lead out": (
        lambda: xlsx_of_xml(ONE, more={"../../etc/passwd": b"x", "/etc/shadow": b"y", "..\\..\\boot.ini": b"z"}),
        frozenset({"xlsx"}),
    ),
    "one part twice": (_twice, DAMAGED),
    "parts that say they are empty": (lambda: _says(a_xlsx(), 24, "<I", 0), DAMAGED),
    "parts that say they are endless": (lambda: _says(a_xlsx(), 24, "<I", 0xFFFFFFFE), TOO_LARGE),
    "parts that say they are in zip64": (lambda: _says(a_xlsx(), 24, "<I", 0xFFFFFFFF), REFUSED),
    "parts that all lie at one place": (lambda: _says(a_xlsx(), 42, "<I", 0), REFUSED | {"xlsx"}),
    "parts that are packed in no known way": (lambda: _says(a_xlsx(), 10, "<H", 99), DAMAGED),
    "an ods of repeated rows": (lambda: _table(_row(VALUE.format(_times(900)), 1_000_000)), TOO_LARGE),
    "an ods of repeated columns": (lambda: _table(_row(VALUE.format(_times(16_384)), 1) * 1000), TOO_LARGE),
    "an ods whose text is repeated": (lambda: _table(_row(_said("x" * 30_000, _times(900)), 1000)), TOO_LARGE),
    "an ods with four thousand million blanks before a value": (
        lambda: _table(_row(f"<table:table-cell {_times(4_000_000_000)}/>" + VALUE.format(""))),
        TOO_LARGE,
    ),
    "an ods with repeated columns up to the last": (
        lambda: _table(_row(VALUE.format("") + f"<table:table-cell {_times(16_383)}/>") * 3000),
        frozenset({"ods"}),
    ),
    "an ods with a million blank rows": (
        lambda: _table(_row(VALUE.format("")) + _row(f"<table:table-cell {_times(16_384)}/>", 1_048_575)),
        frozenset({"ods"}),
    ),
    "an ods with four thousand million spaces": (
        lambda: _table(_row(_said('a<text:s text:c="4000000000"/>b'))),
        TOO_LONG,
    ),
    "an ods whose repetition is written with an entity": (
        lambda: _table(_row(VALUE.format(_times(900)), 1).replace('rows-repeated="1"', 'rows-repeated="&#49;000000"')),
        REFUSED,
    ),
    "an ods whose repetition stands in other quotation marks": (
        lambda: _table(_row(VALUE.format(_times(900)), 1_000_000).replace('"', "'")),
        TOO_LARGE,
    ),
    "an ods whose table is never closed": (
        lambda: ods_of(f'<table:table table:name="Lines">{_row(VALUE.format(""))}'),
        DAMAGED,
    ),
    "an ods whose table is closed in a comment": (
        lambda: ods_of('<table:table table:name="Lines"><!--</table:table>-->'),
        DAMAGED,
    ),
    "an ods whose rows are never closed": (
        lambda: _table("<table:table-row>" * 100_000 + '<table:table-cell table:formula="x" ' * 100_000),
        REFUSED,
    ),
    "an xls that says it has every cell": (
        lambda: _with_record(0x200, struct.pack("<IIHHH", 0, 0xFFFFFFFF, 0, 0xFFFF, 0)),
        DAMAGED,
    ),
    "an xls that says it has two thousand million texts": (lambda: _with_texts(0x7FFFFFFF), DAMAGED),
    "commas and nothing else": (lambda: b"," * 30_000_000, TOO_LARGE | {"file-empty"}),
    "lines of commas": (lambda: (b"x" + b"," * 999 + b"\n") * 20_000, TOO_LARGE),
    "a csv of nothing but lines": (lambda: b"\n" * 40_000_000 + b"a,b\n1,2", TOO_LARGE),
    "a csv of one cell": (lambda: b'a,b\n1,"' + b"x" * 5_000_000, TOO_LONG),
    "noise that calls itself a zip": (lambda: b"PK\x03\x04" + Random(1).randbytes(100_000), DAMAGED),
    "noise that calls itself an xls": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + Random(2).randbytes(100_000),
        DAMAGED | {"not-a-spreadsheet"},
    ),
}


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}
