"""The home of csv and its kin: from bytes in any common encoding and dialect to rows of text."""

import csv
import io
from collections import Counter
from collections.abc import Sequence
from itertools import chain

SEPARATORS = ",;\t|"
SAMPLE_CHARACTERS = 65_536
SAMPLE_RECORDS = 200
FEWEST_CELLS = 3
SHOWN = 60
END = "\N{SYMBOL FOR END OF TEXT}"


def decode(data: bytes) -> str | None:
    """The text of a file: by its byte order mark, as UTF-16, as UTF-8, else as cp1252; None when it is no text.

    cp1252 leaves five bytes without a meaning; they read as the replacement character.
    """
    if data.startswith(b"\xef\xbb\xbf"):
        return _decoded(data[3:], "utf-8") or _legacy(data[3:])
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(data, "utf-16")
    if b"\x00" in data[:4096]:
        return _without_mark(data)
    text = _decoded(data, "utf-8")
    return text if text is not None and _is_text(text) else _legacy(data)


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return text if _is_text(text) else None


def _legacy(data: bytes) -> str | None:
    text = data.decode("cp1252", errors="replace")
    return text if _is_text(text) else None


def _without_mark(data: bytes) -> str | None:
    head = data[:4096]
    # In UTF-16 the zero bytes of plain letters stand all on one side.
    encoding = "utf-16-le" if head[1::2].count(0) > head[0::2].count(0) else "utf-16-be"
    return _decoded(data, encoding)


def _is_text(text: str) -> bool:
    head = text[:20_000]
    controls = sum(1 for letter in head if letter < " " and letter not in "\t\r\n\f\x1a\x1c\x1d")
    return controls * 200 <= len(head) and "\x00" not in text


class QuoteLeftOpenError(ValueError):
    """A quotation mark is never closed, so that all that follows would be one cell; ``start`` is how it begins."""

    def __init__(self, start: str) -> None:
        self.start = start
        super().__init__(start)


def read_rows(text: str) -> list[list[str]] | None:
    """The records of a text, each a list of cells as written; None when it is no csv.

    Raises ``QuoteLeftOpenError`` where records would disappear in a cell.

    The separator is the one of comma, semicolon, tab and bar that parts the most records alike. Lines may end in any
    of the three ways, also mixed.
    """
    separator = find_separator(text)
    # With newline="" the csv module itself understands all line ends, and keeps those inside quotes.
    # A quote that is open at the end swallows the mark that is put there.
    records = csv.reader(chain(io.StringIO(text, newline=""), (END,)), delimiter=separator)
    try:
        rows = list(records)
    except csv.Error:
        return None
    last = rows.pop()
    if last != [END]:
        raise QuoteLeftOpenError(last[-1].partition("\n")[0][:SHOWN])
    if len(rows) < max(text.count("\n"), text.count("\r")):
        _hold_quotes(rows, separator)
    return rows


def _hold_quotes(rows: Sequence[Sequence[str]], separator: str) -> None:
    """A cell whose later lines are as wide as records holds records: a quote before them was closed by another."""
    widths = Counter(map(len, rows))
    width = max(widths, key=lambda each: widths[each])
    if width < FEWEST_CELLS:
        return
    for row in rows:
        for cell in row:
            if "\n" in cell or "\r" in cell:
                first, *others = cell.splitlines() or [""]
                if any(line.count(separator) >= width - 1 for line in others):
                    raise QuoteLeftOpenError(first[:SHOWN])


def find_separator(text: str) -> str:
    r"""The separator that gives the most records of one same width, wider before narrower.

    >>> find_separator("a;b;c\n1,5;2;3\n")
    ';'
    """
    sample = text[:SAMPLE_CHARACTERS]
    return max(SEPARATORS, key=lambda separator: _evenness(sample, separator))


def _evenness(sample: str, separator: str) -> float:
    widths: Counter[int] = Counter()
    try:
        for record in csv.reader(io.StringIO(sample, newline=""), delimiter=separator):
            widths[len(record)] += 1
            if widths.total() >= SAMPLE_RECORDS:
                break
    except csv.Error:
        return 0.0
    parted = {width: count for width, count in widths.items() if width > 1}
    if not parted:
        return 0.0
    share = max(parted.values()) / widths.total()
    width = max(parted, key=lambda each: parted[each])
    return share + min(width, 50) / 1000
