"""The home of csv and its kin: from bytes in any common encoding and dialect to rows of text."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from importers.decimal_commas import with_points

SEPARATORS = ",;\t|"
SAMPLE_CHARACTERS = 65_536
SAMPLE_RECORDS = 200
FEWEST_CELLS = 3
SHOWN = 60
AT_ONCE = 10_000
LONGEST_LINE = 8_000_000
BLANK_LINE = 8
"""As how many cells a blank line counts: it holds nothing, and takes the time and the room of a record."""
END = "\N{SYMBOL FOR END OF TEXT}"
SAYS_SEPARATOR = re.compile(r'\s*"?sep=([^"\r\n])"?[ \t]*(?:\r\n|\r|\n)', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Table:
    """The records of a csv, what parts their cells, and the columns in which a comma stood before the decimals."""

    rows: list[list[str]]
    separator: str
    decimal_commas: frozenset[int] = frozenset()


class QuoteLeftOpenError(ValueError):
    """A quotation mark is never closed, so that all that follows would be one cell; ``start`` is how it begins."""

    def __init__(self, start: str) -> None:
        self.start = start
        super().__init__(start)


class TooManyCellsError(ValueError):
    """There are more cells than a sheet may have."""


class TextTooLongError(ValueError):
    """One cell holds more than a cell may; ``limit`` is the most, in characters."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        super().__init__(limit)


def begins(data: bytes, encoding: str) -> str:
    """How the text begins, without a byte order mark."""
    return _text(data, encoding).read(SAMPLE_CHARACTERS).removeprefix("\ufeff")


def read_table(data: bytes, encoding: str, *, most_cells: int) -> Table:
    """The records of a text, each a list of cells as written.

    Raises QuoteLeftOpenError where records would disappear in a cell, TooManyCellsError, and TextTooLongError.

    The separator is the one that a first line such as ``sep=;`` names, which then is no record, else the one of comma,
    semicolon, tab and bar that parts the most records alike. Lines may end in any of the three ways, also mixed.
    """
    sample = begins(data, encoding)
    said = SAYS_SEPARATOR.match(sample)
    separator = said[1] if said else find_separator(sample)
    text = _text(data, encoding)
    if said:
        text.readline()
    # With newline="" the csv module itself understands all line ends, and keeps those inside quotes.
    # A quote that is open at the end swallows the mark that is put there.
    records = csv.reader(chain(_lines(text), (END,)), delimiter=separator)
    rows = _records(records, most_cells)
    last = rows.pop()
    if last != [END]:
        raise QuoteLeftOpenError(last[-1].partition("\n")[0][:SHOWN])
    if len(rows) < max(data.count(b"\n"), data.count(b"\r")):
        _hold_quotes(rows, separator)
    return Table(rows, separator, frozenset() if separator == "," else with_points(rows))


def _text(data: bytes, encoding: str) -> io.TextIOWrapper:
    """The text, piece by piece: as a whole it may take four times the bytes."""
    return io.TextIOWrapper(io.BytesIO(data), encoding, errors="replace", newline="")


def _lines(text: io.TextIOWrapper) -> Iterator[str]:
    first = text.readline().removeprefix("\ufeff")
    for line in chain((first,) if first else (), text):
        if len(line) > LONGEST_LINE:
            raise TooManyCellsError
        yield line


def _records(records: Iterator[list[str]], most_cells: int) -> list[list[str]]:
    rows: list[list[str]] = []
    cells = 0
    try:
        while some := list(islice(records, AT_ONCE)):
            rows += some
            cells += sum(len(record) or BLANK_LINE for record in some)
            if cells > most_cells:
                raise TooManyCellsError
    except csv.Error as error:
        raise TextTooLongError(csv.field_size_limit()) from error
    return rows


def _hold_quotes(rows: Sequence[Sequence[str]], separator: str) -> None:
    """A cell whose later lines are as wide as records holds records: a quote before them was closed by another."""
    widths = Counter(map(len, rows))
    width = max(widths, key=lambda each: widths[each], default=0)
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
