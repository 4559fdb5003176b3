"""The home of number formats in an xls: which cells of its sheets show percentages."""

import re
import struct
from collections.abc import Iterator, Mapping

from importers.cells import CellRef
from importers.compound import DamagedCompoundError, stream_of

BUILT_IN_PERCENTS = frozenset({9, 10})
"""The number formats ``0%`` and ``0.00%``, which every workbook has."""

SHEET, FORMAT, STYLE, MANY_NUMBERS, END = 0x85, 0x41E, 0xE0, 0xBD, 0x0A
NUMBERS = frozenset({0x203, 0x27E, 0x06})
WIDE = 0x01
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


def xls_percent_cells(data: bytes) -> Mapping[str, frozenset[str]] | None:
    """The addresses (``B14``) of the cells that show percentages, by the name of the sheet; None where none is told."""
    try:
        stream = stream_of(data, "Workbook", "Book")
        return dict(_sheets(stream)) if stream else None
    except (DamagedCompoundError, struct.error, IndexError, UnicodeDecodeError):
        return None


def shows_percent(code: str) -> bool:
    """Whether a number format such as ``0.0%`` shows a percent sign that is not only a text in it."""
    return "%" in _LITERAL.sub("", code)


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        if kind == END:
            return
        yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _sheets(stream: bytes) -> Iterator[tuple[str, frozenset[str]]]:
    places: list[tuple[str, int]] = []
    percents, styles = set(BUILT_IN_PERCENTS), []
    for kind, content in _records(stream, 0):
        if kind == SHEET:
            places.append((_text(content[7:], content[6]), struct.unpack_from("<I", content)[0]))
        elif kind == FORMAT and shows_percent(_text(content[4:], struct.unpack_from("<H", content, 2)[0])):
            percents.add(struct.unpack_from("<H", content)[0])
        elif kind == STYLE:
            styles.append(struct.unpack_from("<H", content, 2)[0])
    shown = frozenset(number for number, form in enumerate(styles) if form in percents)
    for name, place in places:
        cells = (CellRef(name, row + 1, column + 1).address for row, column in _cells(stream, place, shown))
        yield name, frozenset(cells)


def _text(content: bytes, length: int) -> str:
    """A text that begins with what says whether its letters take two bytes."""
    is_wide = content[0] & WIDE
    return content[1 : 1 + length * (2 if is_wide else 1)].decode("utf-16-le" if is_wide else "latin-1")


def _cells(stream: bytes, place: int, shown: frozenset[int]) -> Iterator[tuple[int, int]]:
    for kind, content in _records(stream, place):
        if kind in NUMBERS:
            row, column, style = struct.unpack_from("<HHH", content)
            if style in shown:
                yield row, column
        elif kind == MANY_NUMBERS:
            row, first = struct.unpack_from("<HH", content)
            for offset in range((len(content) - 6) // 6):
                if struct.unpack_from("<H", content, 4 + offset * 6)[0] in shown:
                    yield row, first + offset
