"""The home of what an xlsb says beside its values: errors, what is hidden, and what it weighs."""

import struct
import zipfile
from collections.abc import Iterator

from importers.package import bits_of, names_of, related_parts, whole
from importers.xls_notes import ERRORS, XlsSheet

ROW, ERROR, SHARED, FORMULA_ERROR, ITEM, COLUMN, SHEET, SIZE, STRINGS = (
    0x00,
    0x03,
    0x07,
    0x0B,
    0x13,
    0x3C,
    0x9C,
    0x94,
    0x9F,
)
VALUES = frozenset(range(0x02, 0x0C)) | {0x3E}
ROW_IS_HIDDEN = 0x10
COLUMN_IS_HIDDEN = 0x01
LAST_COLUMN = 16_384
LONGEST_NAME = 1000


def xlsb_notes(parts: zipfile.ZipFile, data: bytes) -> dict[str, XlsSheet]:
    """What every sheet of an xlsb says, by its name. Raises one of ``package.DAMAGE``."""
    names = names_of(parts)
    book = next(name for name in names if name.rsplit("/", 1)[-1] == "workbook.bin")
    targets = related_parts(parts, data, book)
    try:
        strings = _strings(parts, data)
        return {
            name: _sheet(whole(parts.getinfo(targets[relation]), data), strings)
            for name, relation in _sheets(whole(parts.getinfo(names[book]), data))
            if relation in targets
        }
    except (struct.error, IndexError) as error:
        raise zipfile.BadZipFile from error


def _records(part: bytes) -> Iterator[tuple[int, int, int]]:
    """The records of a part: what each is, where its content begins, and how long it is."""
    at, end = 0, len(part)
    while at < end:
        kind = part[at]
        at += 1
        if kind & 0x80:
            kind = kind & 0x7F | (part[at] & 0x7F) << 7
            at += 1
        size = shift = 0
        while shift < 28:  # noqa: PLR2004 - four bytes of seven bits
            byte = part[at]
            at += 1
            size |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:  # noqa: PLR2004 - the last byte has no high bit
                break
        if at + size > end:
            raise zipfile.BadZipFile
        yield kind, at, size
        at += size


def _strings(parts: zipfile.ZipFile, data: bytes) -> list[int]:
    """How many letters every shared text has."""
    name = next((own for lowered, own in names_of(parts).items() if lowered.endswith("sharedstrings.bin")), None)
    if name is None:
        return []
    part = whole(parts.getinfo(name), data)
    return [struct.unpack_from("<I", part, at + 1)[0] for kind, at, _ in _records(part) if kind == ITEM]


def _sheets(book: bytes) -> Iterator[tuple[str, str]]:
    for kind, at, _ in _records(book):
        if kind == SHEET:
            (length,) = struct.unpack_from("<I", book, at + 8)
            if length < LONGEST_NAME:
                behind = at + 12 + 2 * length
                (letters,) = struct.unpack_from("<I", book, behind)
                relation = book[at + 12 : behind].decode("utf-16-le", "replace")
                yield book[behind + 4 : behind + 4 + 2 * letters].decode("utf-16-le", "replace"), relation


def _sheet(part: bytes, strings: list[int]) -> XlsSheet:
    sheet, row = XlsSheet(), 1
    for kind, at, size in _records(part):
        if kind in VALUES:
            column = int.from_bytes(part[at : at + 4], "little") + 1
            sheet.reach(row, column)
            if kind == SHARED:
                index = int.from_bytes(part[at + 8 : at + 12], "little")
                sheet.say(strings[index])
            elif kind in (ERROR, FORMULA_ERROR):
                sheet.errors.append((row, column, ERRORS.get(part[at + 8], "an error")))
        elif kind == ROW:
            row = int.from_bytes(part[at : at + 4], "little") + 1
            if size > 11 and part[at + 11] & ROW_IS_HIDDEN:  # noqa: PLR2004 - its place in the record
                sheet.hidden_rows.add(row)
        elif kind == COLUMN:
            first, last, _, _, flags = struct.unpack_from("<4IH", part, at)
            if flags & COLUMN_IS_HIDDEN:
                sheet.hidden_columns |= bits_of(first + 1, min(last, LAST_COLUMN) + 1)
    if not sheet.is_in_order:
        raise zipfile.BadZipFile
    return sheet
