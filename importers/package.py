"""The home of the zip that a workbook is: its parts, what they say of themselves, and what is wrong with them."""

import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape

from importers.issues import FILE_DAMAGED, FILE_ENCRYPTED, FILE_TOO_LARGE, Issue
from importers.limits import Limits

DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    ValueError,
    OSError,
    NotImplementedError,
    RuntimeError,
    StopIteration,
)
"""What reading a damaged package raises."""

PACKED_CHUNK = 1 << 16
LONGEST_ELEMENT = 16_000_000
LARGEST_WHOLE = 100_000_000
NAME_LENGTH = 26
LOCAL_HEADER = 30
SMALL = 50_000_000
SPREADSHEET_PARTS = {"workbook.xml": "xlsx", "workbook.bin": "xlsb"}
ODS_MIME = b"application/vnd.oasis.opendocument.spreadsheet"

# A value may hold >, so that quotes have to be read as such.
SHEET = re.compile(r"""<(?:\w+:)?sheet\s(?:[^<>"']|"[^"<]*"|'[^'<]*')*>""")
RELATION = re.compile(r"""<(?:\w+:)?Relationship\s(?:[^<>"']|"[^"<]*"|'[^'<]*')*>""")


@dataclass(frozen=True, slots=True)
class SheetNotes:
    """What a file says of one sheet beside its values; rows and columns count from 1."""

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    without_value: frozenset[tuple[int, int]] = frozenset()
    errors: tuple[tuple[int, int, str], ...] = ()


def bits_of(first: int, last: int) -> int:
    """A span of numbers, both ends included, as bits; spans lie over each other at no cost, however many there are.

    >>> numbers_in(bits_of(2, 4) | bits_of(3, 5))
    [2, 3, 4, 5]
    """
    return (1 << last + 1) - (1 << first) if 0 <= first <= last else 0


def numbers_in(bits: int) -> list[int]:
    """The numbers whose bits are set."""
    return [number for number, bit in enumerate(f"{bits:b}"[::-1]) if bit == "1"]


def form_of(parts: zipfile.ZipFile, data: bytes) -> str | None:
    """What kind of spreadsheet a package is: xlsx, xlsb or ods; None when it is none. Raises one of ``DAMAGE``."""
    names = names_of(parts)
    for lowered in names:
        form = SPREADSHEET_PARTS.get(lowered.rsplit("/", 1)[-1])
        if form:
            return form
    if "mimetype" in names:
        head = next(unpacked(parts.getinfo(names["mimetype"]), data), b"")
        return "ods" if head.strip().startswith(ODS_MIME) else None
    return None


def names_of(parts: zipfile.ZipFile) -> dict[str, str]:
    """The names of the parts as they stand, by the same in small letters and with plain slashes."""
    return {name.replace("\\", "/").lower().lstrip("/"): name for name in parts.namelist()}


def check_package(parts: zipfile.ZipFile, data: bytes, file: str, bounds: Limits) -> Issue | None:
    """What its list of contents says is wrong with a package: too much in it, a password, or parts that cannot be."""
    contents = parts.infolist()
    if len(contents) > bounds.parts:
        return FILE_TOO_LARGE.at(None, file, limit=f"{bounds.parts:,} parts")
    asked = sum(part.file_size for part in contents)
    if asked > bounds.unpacked_bytes or (asked > SMALL and asked > bounds.unpacked_ratio * len(data)):
        return FILE_TOO_LARGE.at(None, file, limit=f"{bounds.unpacked_bytes // 1_000_000} MB")
    if any(part.flag_bits & 1 for part in contents):
        return FILE_ENCRYPTED.at(None, file)
    names = Counter(part.filename.replace("\\", "/").lower() for part in contents)
    # Two parts of one name, or parts that lie over each other, would be one thing to us and another to the reader.
    if max(names.values(), default=0) > 1 or sum(part.compress_size for part in contents) > len(data):
        return FILE_DAMAGED.at(None, file)
    return None


def ods_is_encrypted(parts: zipfile.ZipFile, data: bytes) -> bool:
    """Whether the manifest says that parts are encrypted. Raises one of ``DAMAGE``."""
    manifest = names_of(parts).get("meta-inf/manifest.xml")
    return manifest is not None and b"encryption-data" in whole(parts.getinfo(manifest), data)


def unpacked(info: zipfile.ZipInfo, data: bytes) -> Iterator[bytes]:
    """The content of a part, piece by piece; quicker than the zip module, which also works out check sums."""
    header = data[info.header_offset : info.header_offset + LOCAL_HEADER]
    if not header.startswith(b"PK\x03\x04"):
        raise zipfile.BadZipFile(info.filename)
    lengths = header[NAME_LENGTH:]
    start = (
        info.header_offset
        + LOCAL_HEADER
        + int.from_bytes(lengths[:2], "little")
        + int.from_bytes(lengths[2:], "little")
    )
    packed = memoryview(data)[start : start + info.compress_size]
    if info.compress_type == zipfile.ZIP_STORED:
        for at in range(0, len(packed), PACKED_CHUNK * 16):
            yield bytes(packed[at : at + PACKED_CHUNK * 16])
        return
    if info.compress_type != zipfile.ZIP_DEFLATED:
        raise zipfile.BadZipFile(info.filename)
    inflate, left = zlib.decompressobj(-zlib.MAX_WBITS), info.file_size
    for at in range(0, len(packed), PACKED_CHUNK):
        piece = inflate.decompress(packed[at : at + PACKED_CHUNK], left + 1)
        left -= len(piece)
        if left < 0 or inflate.unconsumed_tail:
            raise zipfile.BadZipFile(info.filename)
        yield piece
    if not inflate.eof:
        raise zipfile.BadZipFile(info.filename)


def whole(info: zipfile.ZipInfo, data: bytes) -> bytes:
    """The content of a small part. Raises one of ``DAMAGE``, also where the part is not small."""
    if info.file_size > LARGEST_WHOLE:
        raise zipfile.BadZipFile(info.filename)
    return b"".join(unpacked(info, data))


def windows(pieces: Iterable[bytes], *marks: bytes) -> Iterator[bytes]:
    """The content of a part in windows that begin at a mark, such as ``<row``, so that no row lies in two of them.

    Where there is no mark for very long, a window begins at any element. Raises BadZipFile where there is none either.
    """
    tail = b""
    for piece in pieces:
        text = tail + piece if tail else piece
        cut = max(text.rfind(mark) for mark in marks)
        if cut <= 0 and len(text) > LONGEST_ELEMENT:
            cut = text.rfind(b"<")
            if cut <= 0:
                raise zipfile.BadZipFile
        if cut > 0:
            yield text[:cut]
            text = text[cut:]
        tail = text
    if tail:
        yield tail


def sheet_parts(parts: zipfile.ZipFile, data: bytes) -> Iterator[tuple[str, str]]:
    """The sheets of an xlsx: their names, and the parts of the package that hold them. Raises one of ``DAMAGE``."""
    names = names_of(parts)
    book = next((name for name in names if name.rsplit("/", 1)[-1] == "workbook.xml"), None)
    if book is None:
        return
    targets = related_parts(parts, data, book)
    for name, relation in attributes(whole(parts.getinfo(names[book]), data), SHEET, "name", r"\w+:id"):
        if relation in targets:
            yield name, targets[relation]


def related_parts(parts: zipfile.ZipFile, data: bytes, book: str) -> dict[str, str]:
    """The parts that belong to a workbook, by the id of the relation. Raises one of ``DAMAGE``."""
    names = names_of(parts)
    folder, _, own = book.rpartition("/")
    relations = names.get(f"{folder}/_rels/{own}.rels".lstrip("/"))
    if relations is None:
        return {}
    targets = {}
    for relation, target in attributes(whole(parts.getinfo(relations), data), RELATION, "Id", "Target"):
        plain = target.replace("\\", "/").lower()
        path = plain.lstrip("/") if plain.startswith(("/", f"{folder}/")) else f"{folder}/{plain}".lstrip("/")
        if path in names and target:
            targets[relation] = names[path]
    return targets


def attributes(xml: bytes, element: re.Pattern[str], *wanted: str) -> Iterator[tuple[str, ...]]:
    """The attributes that are wanted of each such element; the empty text where one has none."""
    # Flat lists of attributes need no parser, and so no guard against entity bombs.
    for found in element.finditer(xml.decode("utf-8", "replace")):
        values = [re.search(rf'\s{name}\s*=\s*(["\'])(.*?)\1', found[0], re.DOTALL) for name in wanted]
        yield tuple(unescape(value[2]) if value else "" for value in values)
