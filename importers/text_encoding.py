"""The home of telling in which encoding the bytes of a text were written."""

import codecs
import re

CHUNK = 1 << 20
HEAD_BYTES = 4096
HEAD_LETTERS = 20_000
LEGACY_SAMPLE = 1 << 22

# The four-byte marks first: one of them begins like a two-byte mark.
MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
NOT_IN_CP1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_BEHIND_A_LETTER = re.compile(r"(?<=[a-z])[^\x00-\x7f]")
_MARKS_BEHIND_WORDS = frozenset("\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u00ae\u2122\u00a0\u00b0")


def find_encoding(data: bytes) -> str | None:
    """The encoding of a text: by its byte order mark, as UTF-16, as UTF-8, else one of old; None when it is no text.

    Of the old ones cp1252, which leaves five bytes without a meaning, and Mac Roman where it is certain.
    """
    marked = next((encoding for mark, encoding in MARKS if data.startswith(mark)), None)
    if marked:
        if _decodes(data, marked):
            return marked if _is_text(data, marked) else None
        return _of_old(data) if marked == "utf-8-sig" else None
    head = data[:HEAD_BYTES]
    if b"\x00" in head:
        # In UTF-16 the zero bytes of plain letters stand all on one side.
        wide = "utf-16-le" if head[1::2].count(0) > head[0::2].count(0) else "utf-16-be"
        return wide if _decodes(data, wide) and _is_text(data, wide) else None
    if b"\x00" in data:
        return None
    if _decodes(data, "utf-8"):
        return "utf-8" if _is_text(data, "utf-8") else None
    return _of_old(data)


def _decodes(data: bytes, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for at in range(0, len(data), CHUNK):
            decoder.decode(data[at : at + CHUNK])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _is_text(data: bytes, encoding: str) -> bool:
    head = data[: HEAD_LETTERS * 4].decode(encoding, errors="replace")[:HEAD_LETTERS]
    controls = sum(1 for letter in head if letter < " " and letter not in "\t\r\n\f\x1a\x1c\x1d")
    return controls * 200 <= len(head) and "\x00" not in head


def _of_old(data: bytes) -> str | None:
    encoding = "mac-roman" if _is_mac_roman(data) else "cp1252"
    return encoding if _is_text(data, encoding) else None


def _is_mac_roman(data: bytes) -> bool:
    """Whether only the old Macintosh wrote so.

    Its lines end in CR alone, or it has bytes that cp1252 has not; and read as cp1252, capitals and signs would stand
    within words more often than they do when it is read as Mac Roman.
    """
    has_its_lines = b"\r" in data and b"\n" not in data
    if not has_its_lines and not NOT_IN_CP1252.search(data):
        return False
    sample = data[:LEGACY_SAMPLE]
    own, other = _odd_letters(sample, "mac-roman"), _odd_letters(sample, "cp1252")
    return own < other or (own == other and has_its_lines)


def _odd_letters(data: bytes, encoding: str) -> int:
    found = _BEHIND_A_LETTER.findall(data.decode(encoding, errors="replace"))
    return sum(1 for letter in found if not letter.islower() and letter not in _MARKS_BEHIND_WORDS)
