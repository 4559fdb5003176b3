"""A small xlsb from its records: nothing but Excel writes one."""

import io
import struct
import zipfile

ROW, ERROR, REAL, SHARED = 0x00, 0x03, 0x05, 0x07
SINCE_1904 = 1904
AS_DATE = 14
"""The number format of a day that every spreadsheet program has."""
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


class ErrorCode(int):
    """The number of an error value, such as 0x17 for #REF!."""


Cell = str | float | ErrorCode


def record(kind: int, content: bytes = b"") -> bytes:
    """One record: its kind and its length, seven bits a byte, and what it holds."""
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length = len(content)
    while length >= 0x80:
        head += bytes([length & 0x7F | 0x80])
        length >>= 7
    return head + bytes([length]) + content


def wide(text: str) -> bytes:
    """A text with its length before it."""
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb_of(
    rows: list[list[Cell]],
    *,
    name: str = "Lines",
    hidden_rows: tuple[int, ...] = (),
    hidden_columns: tuple[int, ...] = (),
    times: int = 1,
    dates_since: int | None = None,
) -> bytes:
    """One sheet, from A1 on, listed so many times; what is hidden counts from 1.

    Where ``dates_since`` is 1900 or 1904, every number is a date of that system.
    """
    strings: list[str] = []
    body = b""
    for row, cells in enumerate(rows):
        flags = 0x10 if row + 1 in hidden_rows else 0
        body += record(ROW, struct.pack("<IIHBBBI", row, 0, 300, 0, flags, 0, 0))
        for column, value in enumerate(cells):
            place = struct.pack("<II", column, 0)
            if isinstance(value, ErrorCode):
                body += record(ERROR, place + bytes([value]))
            elif isinstance(value, str):
                strings.append(value)
                body += record(SHARED, place + struct.pack("<I", len(strings) - 1))
            else:
                body += record(REAL, place + struct.pack("<d", value))
    width = max(map(len, rows), default=1)
    columns = b"".join(
        record(0x3C, struct.pack("<IIIIH", column - 1, column - 1, 2000, 0, 1)) for column in hidden_columns
    )
    sheet = (
        record(0x81)
        + record(0x94, struct.pack("<4I", 0, max(len(rows) - 1, 0), 0, width - 1))
        + (record(0x186) + columns + record(0x187) if columns else b"")
        + record(0x91)
        + body
        + record(0x92)
        + record(0x82)
    )
    book = (
        record(0x83)
        + (record(0x99, struct.pack("<II", dates_since == SINCE_1904, 0) + wide("")) if dates_since else b"")
        + record(0x8F)
        + record(0x9C, struct.pack("<II", 0, 1) + wide("rId1") + wide(name)) * times
        + record(0x90)
        + record(0x9D, bytes(26))
        + record(0x84)
    )
    items = b"".join(record(0x13, b"\0" + wide(text)) for text in strings)
    shared = record(0x9F, struct.pack("<II", len(strings), len(strings))) + items + record(0xA0)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{DOCUMENT}/officeDocument" '
            'Target="xl/workbook.bin"/></Relationships>',
        )
        package.writestr("xl/workbook.bin", book)
        package.writestr(
            "xl/_rels/workbook.bin.rels",
            f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{DOCUMENT}/worksheet" '
            f'Target="worksheets/sheet1.bin"/><Relationship Id="rId2" Type="{DOCUMENT}/sharedStrings" '
            f'Target="sharedStrings.bin"/><Relationship Id="rId3" Type="{DOCUMENT}/styles" Target="styles.bin"/>'
            "</Relationships>",
        )
        package.writestr("xl/worksheets/sheet1.bin", sheet)
        if dates_since:
            formats = record(0x2F, struct.pack("<HH", 0, AS_DATE) + bytes(12))
            package.writestr("xl/styles.bin", record(0x269, struct.pack("<I", 1)) + formats + record(0x26A))
        package.writestr("xl/sharedStrings.bin", shared)
    return out.getvalue()
