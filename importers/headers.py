"""The home of finding the table of a sheet: its headings, and the rows beneath."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from budgets.year_labels import FIRST_YEAR, LAST_YEAR
from importers.cells import CellRef, column_letters
from importers.heading_rows import HeadingRows, find_heading_rows
from importers.lexicon import Lexicon
from importers.page_texts import is_page_text
from importers.values import find_number, is_blank, text_of
from importers.workbook import CellValue, Sheet, Span

ROWS_SEARCHED = 60
ROWS_BENEATH = 12
ROWS_OF_NOTES = 30
FEWEST_HEADINGS = 2
HIT = 2.0
ANSWERED = 1000.0
MOSTLY_NUMBERS = 0.5


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading and its column, counted from 1; the text is as it stands, without spaces around it.

    Of headings in several rows ``text`` is all of them from top to bottom, and ``own`` the lowest one alone. A column
    that a layout unfolded from another one ``stands_in`` that one.
    """

    column: int
    text: str
    own: str = ""
    stands_in: int = 0

    @property
    def letters(self) -> str:
        """The letters of the column."""
        return column_letters(self.stands_in or self.column)


@dataclass(frozen=True, slots=True)
class Table:
    """A table on a sheet: its headings, and ``rows``, all beneath them; row numbers count from 1.

    ``header_row`` is the last row of headings, ``first_header_row`` the first one. ``unsure`` is a cell above them of
    which nobody can tell which columns it heads.
    """

    sheet: Sheet
    header_row: int
    last_row: int
    headings: tuple[Heading, ...]
    rows: Sequence[Sequence[CellValue]]
    first_header_row: int
    unsure: CellRef | None = None
    _columns: dict[int, list[CellValue]] = field(default_factory=dict)
    _distinct: dict[int, set[CellValue]] = field(default_factory=dict)

    def column(self, column: int) -> list[CellValue]:
        """All cells of a column beneath the headings; blank where a row is too short. Not to be changed."""
        if column not in self._columns:
            cell = itemgetter(column - 1)
            try:
                self._columns[column] = list(map(cell, self.rows))
            except IndexError:
                self._columns[column] = [row[column - 1] if column <= len(row) else "" for row in self.rows]
        return self._columns[column]

    def distinct(self, column: int) -> set[CellValue]:
        """The different values of a column beneath the headings. Not to be changed."""
        if column not in self._distinct:
            self._distinct[column] = set(self.column(column))
        return self._distinct[column]

    def spread(self, column: int, span: Span) -> None:
        """Give the value of merged cells, which stands in the first of them, to every row that they cover."""
        first, last = span.first_row - self.first_row, min(span.last_row, self.last_row) - self.first_row
        cells = self.column(column)
        if first >= 0 and all(is_blank(cells[index]) for index in range(first + 1, last + 1)):
            cells[first + 1 : last + 1] = [cells[first]] * (last - first)
            self._distinct.pop(column, None)

    @property
    def first_row(self) -> int:
        """The first row beneath the headings."""
        return self.header_row + 1

    @property
    def header_rows(self) -> tuple[int, ...]:
        """The rows of headings, from top to bottom."""
        return tuple(range(self.first_header_row, self.header_row + 1))

    def at(self, heading: Heading) -> CellRef:
        """The cell of a heading."""
        return self.sheet.at(self.header_row, heading.stands_in or heading.column)

    def titles(self) -> list[tuple[CellRef, str]]:
        """The texts above the table, each with its cell."""
        return [
            (self.sheet.at(row, column), value.strip())
            for row, cells in enumerate(self.sheet.rows[: self.first_header_row - 1], start=1)
            for column, value in enumerate(cells, start=1)
            if isinstance(value, str) and value.strip()
        ]

    def notes(self) -> list[str]:
        """The texts that stand alone in a row, near the end of the table."""
        filled = ([value for value in row if not is_blank(value)] for row in self.rows[-ROWS_OF_NOTES:])
        return [row[0] for row in filled if len(row) == 1 and isinstance(row[0], str)]


def find_table(sheet: Sheet, lexicon: Lexicon, answered: frozenset[str] = frozenset()) -> Table | None:
    """The table of a sheet: the row of texts that names the most known fields and has numbers beneath it.

    A heading that somebody ``answered`` counts as known; where several stand together, their row is the headings.
    """
    best, best_score = 0, 0.0
    for index, cells in enumerate(sheet.rows[:ROWS_SEARCHED]):
        score = _score(sheet, index, cells, lexicon, answered)
        if score > best_score:
            best, best_score = index + 1, score
    return table_at(sheet, best) if best else None


def _score(sheet: Sheet, index: int, cells: Sequence[CellValue], lexicon: Lexicon, answered: frozenset[str]) -> float:
    filled = [value for value in cells if not is_blank(value)]
    texts = {text_of(value) for value in filled if _may_head(value)}
    if len(filled) < FEWEST_HEADINGS or (len(texts) <= len(filled) * MOSTLY_NUMBERS and not _repeats(filled, lexicon)):
        return 0.0 if len(filled) < FEWEST_HEADINGS or not _is_counted(filled) else 0.5
    if not any(
        isinstance(value, int | float) or find_number(value) is not None
        for row in sheet.rows[index + 1 : index + 1 + ROWS_BENEATH]
        for value in row
        if value != ""
    ):
        return 0.0
    together = len(texts & answered) if len(texts & answered) > 1 else 0
    hits = sum(1 for text in texts if text in answered or lexicon.match(text))
    return 1.0 + together * ANSWERED + hits * HIT + min(len(texts), 50) / 100


def _repeats(filled: Sequence[CellValue], lexicon: Lexicon) -> bool:
    """Whether headings repeat beneath others, such as Amount and FTE, or Adopted and Actual, under every year."""
    texts = [text_of(value) for value in filled if _may_head(value)]
    known = sum(lexicon.match(text) is not None or lexicon.names("phases", text) for text in set(texts))
    return len(texts) == len(filled) and known >= FEWEST_HEADINGS


def _may_head(value: CellValue) -> bool:
    """Whether a cell can be a heading: a text, or a number that can be a year."""
    number = find_number(value)
    if number is None:
        return isinstance(value, str)
    return number == number.to_integral_value() and FIRST_YEAR <= number <= LAST_YEAR


def _may_be_of_headings(value: CellValue) -> bool:
    """Whether a cell can stand in a row above or beneath known headings: the number of a page heads no column."""
    return _may_head(value) and not is_page_text(value)


def _is_counted(filled: Sequence[CellValue]) -> bool:
    """Whether a row is the numbers of the columns, 0, 1, 2 or 1, 2, 3, as programs that export tables put there."""
    return [text_of(value) for value in filled] in ([str(n + first) for n in range(len(filled))] for first in (0, 1))


def table_at(sheet: Sheet, header_row: int, *, alone: bool = False) -> Table | None:
    """The table with headings in a given row; None when nothing stands beneath. ``alone``: in no other row."""
    found = (
        HeadingRows(header_row, header_row, ()) if alone else find_heading_rows(sheet, header_row, _may_be_of_headings)
    )
    rows = sheet.rows
    last = len(rows)
    while last > found.last and all(value == "" for value in rows[last - 1]):
        last -= 1
    if last == found.last:
        return None
    width = max(len(cells) for cells in rows[found.first - 1 : last])
    headings = tuple(_heading(sheet, found, column) for column in range(1, width + 1))
    return Table(sheet, found.last, last, headings, rows[found.last : last], found.first, found.unsure)


def headings_at(sheet: Sheet, row: int) -> tuple[tuple[int, ...], tuple[Heading, ...]]:
    """The rows of headings around one, and what they say, whatever stands beneath."""
    found = find_heading_rows(sheet, row, _may_be_of_headings)
    width = max(len(cells) for cells in sheet.rows[found.first - 1 : found.last])
    headings = tuple(_heading(sheet, found, column) for column in range(1, width + 1))
    return tuple(range(found.first, found.last + 1)), headings


def _heading(sheet: Sheet, found: HeadingRows, column: int) -> Heading:
    levels = found.levels[column - 1] if column <= len(found.levels) else (text_of(sheet.value(found.last, column)),)
    texts = [text for text in levels if text] or [""]
    return Heading(column, " ".join(texts), texts[-1])
