"""The home of what an xls says beside its values: errors, formulas, what is hidden, and what it weighs."""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from importers.compound import DamagedCompoundError, stream_of
from importers.limits import Weight
from importers.package import SheetNotes, bits_of, numbers_in

ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
"""The error values of a cell, as numbers in xls and xlsb."""

BOF, END, SHEET, STRINGS, CONTINUE, ROW, COLUMNS, FORMULA, BOOL_OR_ERROR, LABEL_SHARED, MANY_NUMBERS, SIZE, PASSWORD = (
    *(0x809, 0x0A, 0x85, 0xFC, 0x3C, 0x208, 0x7D, 0x06, 0x205, 0xFD, 0xBD, 0x200, 0x2F),
)
VALUES = frozenset({0x203, 0x27E, 0x204, 0xD6, FORMULA, BOOL_OR_ERROR, LABEL_SHARED})
ROW_IS_HIDDEN = 0x20
COLUMN_IS_HIDDEN = 0x01
RICH, EXTENDED, WIDE = 0x08, 0x04, 0x01
LAST_COLUMN = 256
CELLS_OF_SHEET = 65_536 * LAST_COLUMN
LEAST_ITEM = 3
SIZE_OF_TODAY = 14
"""The bytes that say how large a sheet is, from Excel 97 on."""

# A formula that ends in one of these gives a number, never a text: plus, minus, times, divided, power, sign, percent.
ARITHMETIC = frozenset({0x03, 0x04, 0x05, 0x06, 0x07, 0x12, 0x13, 0x14})
SUM_ATTRIBUTE = b"\x19\x10\x00\x00"
SUM_FUNCTION = re.compile(rb"[\x22\x42\x62].\x04\x00\Z", re.DOTALL)
IS_TEXT_OR_ERROR, IS_ERROR, IS_BLANK = b"\xff\xff", 2, 3


@dataclass(slots=True)
class XlsSheet:
    """What one sheet says; rows and columns count from 1. Hidden columns are bits, as in ``package.bits_of``."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: int = 0
    without_value: set[tuple[int, int]] = field(default_factory=set)
    errors: list[tuple[int, int, str]] = field(default_factory=list)
    rows: int = 0
    columns: int = 0
    letters: int = 0
    longest: int = 0
    first: int = 0
    last: int = 0

    @property
    def is_in_order(self) -> bool:
        """Whether no cell stands above the first or beneath the last that was written: the reader would lose it."""
        return self.last == self.rows

    def plain(self) -> SheetNotes:
        """The same as notes of any workbook."""
        return SheetNotes(
            hidden_rows=frozenset(row for row in self.hidden_rows if row <= self.rows),
            hidden_columns=frozenset(numbers_in(self.hidden_columns & bits_of(1, self.columns))),
            without_value=frozenset(self.without_value),
            errors=tuple(self.errors),
        )

    def weight(self, sheet: str) -> Weight:
        """What the sheet asks for."""
        return Weight(sheet, self.rows, self.columns, self.letters, self.longest)

    def reach(self, row: int, column: int) -> None:
        """Make room for a cell that holds something. Raises DamagedCompoundError where it stands above the first."""
        self.first = self.first or row
        if row < self.first:
            raise DamagedCompoundError
        self.rows, self.columns, self.last = max(self.rows, row), max(self.columns, column), row

    def say(self, length: int) -> None:
        """Count the text of a cell."""
        self.letters, self.longest = self.letters + length, max(self.longest, length)


def xls_notes(data: bytes) -> dict[str, XlsSheet] | None:
    """What every sheet of an xls says, by its name; None where the file holds no workbook.

    Raises DamagedCompoundError where its sectors or records do not hold together.
    """
    stream = stream_of(data, "Workbook", "Book")
    if stream is None:
        return None
    try:
        places, strings = _globals(stream)
        return {name: _sheet(stream, place, strings) for name, place in places}
    except (struct.error, IndexError) as error:
        raise DamagedCompoundError from error


def is_encrypted(data: bytes) -> bool:
    """Whether the workbook in a compound file says that it is encrypted. Raises DamagedCompoundError."""
    stream = stream_of(data, "Workbook", "Book")
    return stream is not None and any(
        kind == PASSWORD and content[:2] != b"\0\0" for kind, content in _records(stream, 0)
    )


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records from a place on, up to the first one that ends any: the reader goes no further."""
    length = len(stream)
    while at + 4 <= length:
        kind, size = struct.unpack_from("<HH", stream, at)
        if kind == END:
            return
        at += 4
        yield kind, stream[at : at + size]
        at += size


def _globals(stream: bytes) -> tuple[list[tuple[str, int]], list[int]]:
    """The sheets, each with where its records begin, and the length of every shared text."""
    sheets: list[tuple[str, int]] = []
    blocks: list[bytes] = []
    is_wide, gathers = True, False
    for kind, content in _records(stream, 0):
        if kind == BOF:
            is_wide = content[:2] not in (b"\x00\x05", b"\x00\x04", b"\x00\x03", b"\x00\x02")
        elif kind == SHEET and not content[5:6].strip(b"\0"):
            sheets.append((_name(content[6:], is_wide=is_wide), struct.unpack_from("<I", content)[0]))
        gathers = kind == STRINGS or (gathers and kind == CONTINUE)
        if gathers:
            blocks.append(content)
    return sheets, _lengths(blocks) if blocks else []


def _name(content: bytes, *, is_wide: bool) -> str:
    count = content[0]
    if not is_wide:
        text = content[1 : 1 + count].decode("cp1252", "replace")
    elif content[1] & WIDE:
        text = content[2 : 2 + 2 * count].decode("utf-16-le", "replace")
    else:
        text = content[2 : 2 + count].decode("latin-1")
    return text.replace("\0", "")


def _lengths(blocks: list[bytes]) -> list[int]:
    """How many letters every shared text has. A text may go on in the next block, there with a mark of its own."""
    (said,) = struct.unpack_from("<I", blocks[0], 4)
    if said * LEAST_ITEM > sum(map(len, blocks)):
        raise DamagedCompoundError
    blocks[0] = blocks[0][8:]
    place = _Place(blocks)
    return [place.length_of_text() for _ in range(said)]


@dataclass(slots=True)
class _Place:
    """A place in blocks that follow each other."""

    blocks: list[bytes]
    block: int = 0
    at: int = 0

    def take(self, count: int) -> bytes:
        """The next bytes, which never lie in two blocks."""
        if self.at >= len(self.blocks[self.block]):
            self.block, self.at = self.block + 1, 0
        taken = self.blocks[self.block][self.at : self.at + count]
        self.at += count
        return taken

    def skip(self, count: int) -> None:
        """Go on, over as many blocks as it takes."""
        while count > 0:
            left = len(self.blocks[self.block]) - self.at
            if count <= left:
                self.at += count
                return
            self.block, self.at, count = self.block + 1, 0, count - left

    def length_of_text(self) -> int:
        """How many letters the text here has; go on behind it."""
        count, flags = struct.unpack("<HB", self.take(3))
        runs = struct.unpack("<H", self.take(2))[0] if flags & RICH else 0
        extra = struct.unpack("<I", self.take(4))[0] if flags & EXTENDED else 0
        left, width = count, 1 + (flags & WIDE)
        while left:
            here = min(left, (len(self.blocks[self.block]) - self.at) // width)
            left, self.at = left - here, self.at + here * width
            if left:
                self.block, self.at = self.block + 1, 1
                width = 1 + (self.blocks[self.block][0] & WIDE)
        self.skip(runs * 4 + extra)
        return int(count)


def _sheet(stream: bytes, place: int, strings: list[int]) -> XlsSheet:
    sheet = XlsSheet()
    for kind, content in _records(stream, place):
        if kind in VALUES:
            _note_value(sheet, kind, content, strings)
        elif kind == MANY_NUMBERS:
            (row,) = struct.unpack_from("<H", content)
            sheet.reach(row + 1, struct.unpack("<H", content[-2:])[0] + 1)
        elif kind == ROW and content[12] & ROW_IS_HIDDEN:
            sheet.hidden_rows.add(struct.unpack_from("<H", content)[0] + 1)
        elif kind == COLUMNS:
            first, last, _, _, flags = struct.unpack_from("<5H", content)
            if flags & COLUMN_IS_HIDDEN:
                sheet.hidden_columns |= bits_of(first + 1, min(last, LAST_COLUMN) + 1)
        elif kind == SIZE:
            _check_size(content)
    if not sheet.is_in_order:
        raise DamagedCompoundError
    return sheet


def _note_value(sheet: XlsSheet, kind: int, content: bytes, strings: list[int]) -> None:
    row, column = struct.unpack_from("<HH", content)
    sheet.reach(row + 1, column + 1)
    if kind == LABEL_SHARED:
        (index,) = struct.unpack_from("<I", content, 6)
        sheet.say(strings[index] if index < len(strings) else 0)
    elif kind == FORMULA:
        _note_formula(sheet, row + 1, column + 1, content)
    elif kind == BOOL_OR_ERROR and content[7]:
        sheet.errors.append((row + 1, column + 1, ERRORS.get(content[6], "an error")))


def _check_size(content: bytes) -> None:
    """Raise DamagedCompoundError for a size that no sheet has: the reader makes room for it at once."""
    first, last, left, right = struct.unpack_from("<4H" if len(content) < SIZE_OF_TODAY else "<IIHH", content)
    if not last or not right:
        return
    if first >= last or left >= right or (last - first) * (right - left) > CELLS_OF_SHEET:
        raise DamagedCompoundError


def _note_formula(sheet: XlsSheet, row: int, column: int, content: bytes) -> None:
    kind, value, mark = content[6], content[8], content[12:14]
    if mark != IS_TEXT_OR_ERROR:
        return
    if kind == IS_ERROR:
        sheet.errors.append((row, column, ERRORS.get(value, "an error")))
    elif kind == IS_BLANK and _gives_a_number(content[22:]):
        sheet.without_value.add((row, column))


def _gives_a_number(tokens: bytes) -> bool:
    """Whether a formula can give nothing but a number, so that an empty text is no value of it."""
    return tokens.endswith(SUM_ATTRIBUTE) or SUM_FUNCTION.search(tokens) is not None or tokens[-1] in ARITHMETIC
