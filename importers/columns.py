"""The home of columns: what the cells of each look like, and which of them holds which field."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from budgets.period import FiscalCalendar
from budgets.year_labels import FIRST_YEAR, LAST_YEAR
from importers.answers import candidates_of
from importers.headers import Heading, Table
from importers.labels import (
    Label,
    read_direction_cell,
    read_phase_cell,
    read_year_cell,
)
from importers.lexicon import Lexicon, Match
from importers.reading import Candidate
from importers.values import find_number, is_blank, text_of
from importers.workbook import CellValue

ENTITIES = ("department", "division", "unit", "fund", "program", "account", "category", "package")
PLAIN_FIELDS = ("goal", "description", "reason", "fte", "transfer", "one_time")
SAMPLE = 300
"""A share of one half is known to about six hundredths from so many cells: less than MOSTLY is away from it."""
MOSTLY = 0.6
"""More than half beyond what the sample may err: headings repeated and notes stand among the cells, too."""
NEARLY_ALL = 0.95
"""A column is taken by its cells alone, against a heading that says nothing, where one cell in twenty may stray."""
MOSTLY_CODES = 0.8
"""A column of codes may hold headings of sections, which are names; a fifth of them is more than files have."""
LONGEST_NAME = 100
SHOWN = 4
"""As many samples fit on one line of a terminal, and tell a column from its neighbour."""
MUST_AGREE = ("fiscal_year", "phase", "direction")


@dataclass(frozen=True, slots=True)
class Profile:
    """What the cells of a column look like, by a sample spread over all rows."""

    values: tuple[CellValue, ...]
    numbers: int
    whole: int

    @property
    def is_numeric(self) -> bool:
        """Whether most filled cells hold numbers."""
        return bool(self.values) and self.numbers >= len(self.values) * MOSTLY

    @property
    def is_like_codes(self) -> bool:
        """Whether numbers here may be codes: whole and not negative."""
        return self.whole == self.numbers

    @property
    def is_like_years(self) -> bool:
        """Whether every cell is a number that could be a year."""
        numbers = [find_number(value) for value in self.values]
        return bool(numbers) and all(n is not None and n == int(n) and FIRST_YEAR <= n <= LAST_YEAR for n in numbers)

    def share(self, understood: Callable[[str], object]) -> float:
        """The share of filled cells whose text is understood, each distinct text asked once."""
        texts = [text_of(value) for value in self.values]
        known = {text for text in set(texts) if understood(text) is not None}
        return sum(text in known for text in texts) / len(texts) if texts else 0.0

    @property
    def looks_coded(self) -> bool:
        """Whether nearly all cells could be codes, without spaces and with digits; headings of sections are not."""
        texts = [text_of(value) for value in self.values]
        plain = sum(" " not in text for text in texts)
        return plain >= len(texts) * MOSTLY_CODES and any(letter.isdigit() for text in texts for letter in text)

    @property
    def is_prose(self) -> bool:
        """Whether most cells hold sentences rather than names; a few long ones make no column of names another one."""
        long = sum(len(text_of(value)) > LONGEST_NAME for value in self.values)
        return long > len(self.values) / 2

    def samples(self) -> tuple[str, ...]:
        """A few different values, for a person who has to decide."""
        return tuple(dict.fromkeys(text_of(value) for value in self.values))[:SHOWN]


@dataclass(frozen=True, slots=True)
class Part:
    """What a column of amounts holds alone: the ``field`` of a line, such as ``fund``, and its code and name."""

    field: str
    code: str | None
    name: str | None


@dataclass(frozen=True, slots=True)
class AmountColumn:
    """One of several columns of amounts: its place, what its heading says, and the column of FTE that goes with it.

    ``part`` is what the heading names, such as a fund or a class of spending, where the column holds that alone.
    """

    column: int
    label: Label
    fte: int | None = None
    part: Part | None = None


@dataclass(slots=True)
class Columns:
    """Which column holds which field, counted from 1: ``amount``, ``fiscal_year``, ``fund.code``, ``fund.name`` ...

    Where ``several`` columns hold amounts, such as one for each year, ``used`` has what they share, and ``each`` gives
    every one of them with it. ``label`` is then what its heading says, and ``labels`` what the headings of all say.
    """

    table: Table
    profiles: Mapping[int, Profile]
    used: dict[str, int] = field(default_factory=dict)
    several: tuple[AmountColumn, ...] = ()
    label: Label | None = None
    part: Part | None = None

    def each(self) -> "list[Columns]":
        """One column of amounts at a time, with the columns that all of them share."""
        if not self.several:
            return [self]
        return [
            replace(
                self,
                used={**self.used, "amount": one.column, **({"fte": one.fte} if one.fte else {})},
                label=one.label,
                part=one.part,
            )
            for one in self.several
        ]

    @property
    def of_numbers(self) -> frozenset[int]:
        """Every column that is read as dollars or FTE."""
        own = {column for name, column in self.used.items() if name in ("amount", "fte")}
        return frozenset(own | {column for one in self.several for column in (one.column, one.fte) if column})

    @property
    def holds_amounts(self) -> bool:
        """Whether it is known which columns are the amounts."""
        return "amount" in self.used or bool(self.several)

    @property
    def names_categories(self) -> bool:
        """Whether a column says the class of spending of each row."""
        return bool({"category", "category.code", "category.name"} & self.used.keys())

    def groups(self) -> Sequence[Hashable]:
        """For each row what it must agree in with the rows that it is added up with: its year, phase and direction."""
        apart = [self.cells(name) for name in MUST_AGREE if name in self.used]
        return list(zip(*apart, strict=True)) if apart else [None] * len(self.table.rows)

    def field_of(self, column: int) -> str | None:
        """The field that a column is read into."""
        for one in self.several:
            if column in (one.column, one.fte):
                return "amount" if column == one.column else "fte"
        return next((name for name, used in self.used.items() if used == column), None)

    def stands_in(self, column: int) -> bool:
        """Whether a column was unfolded from headings between the lines: its cells are not those of their rows."""
        return self.table.headings[column - 1].stands_in > 0

    def of_texts(self) -> list[int]:
        """The columns whose cells are mostly texts, from left to right: in them stands what a row is called."""
        return [each for each, profile in self.profiles.items() if profile.values and not profile.is_numeric]

    def free(self) -> Iterator[Heading]:
        """The headings of the columns that are not read into anything, as far as is known by now."""
        taken = {*self.used.values(), *self.of_numbers}
        return (heading for heading in self.table.headings if heading.column not in taken)

    def candidates(self, headings: Sequence[Heading]) -> list[Candidate]:
        """The answers that name these columns, each with some of what its column holds."""
        samples = (self.profiles[heading.column].samples() for heading in headings)
        return [replace(each, samples=held) for each, held in zip(candidates_of(headings), samples, strict=True)]

    def heading(self, name: str) -> Heading:
        """The heading of the column of a field."""
        return self.table.headings[self.used[name] - 1]

    def place(self, name: str) -> int:
        """The column on the sheet in which a field stands, or from which a layout unfolded it."""
        return self.heading(name).stands_in or self.used[name]

    def cells(self, name: str) -> list[CellValue]:
        """All cells of a field, from the first row beneath the headings on; blank where a row is too short."""
        return self.table.column(self.used[name])

    def distinct(self, name: str) -> set[CellValue]:
        """The different values of a field."""
        return self.table.distinct(self.used[name])


@dataclass(frozen=True, slots=True)
class Words:
    """What is needed to understand words: the lexicon, and the county's calendar."""

    lexicon: Lexicon
    calendar: FiscalCalendar

    def match(self, heading: Heading) -> Match | None:
        """The field that a heading names: all of it, or else its lowest level alone."""
        return self.lexicon.match(heading.text) or self.lexicon.match(heading.own)

    def readers(self) -> dict[str, Callable[[str], object]]:
        """The fields whose cells must be understood, each with what understands them."""
        return {
            "fiscal_year": lambda text: read_year_cell(text, self.lexicon, self.calendar),
            "phase": lambda text: read_phase_cell(text, self.lexicon),
            "direction": lambda text: read_direction_cell(text, self.lexicon),
            "one_time": lambda text: self.lexicon.member("one_time", text),
            "transfer": lambda text: self.lexicon.member("one_time", text),
            "fte": find_number,
        }


def spread_merged_cells(columns: Columns) -> None:
    """A department or a year in a cell that is merged over several rows is that of each of them; amounts are not."""
    fields = {column: name for name, column in columns.used.items() if name not in ("amount", "fte")}
    for span in columns.table.sheet.merges:
        if span.last_row > span.first_row and span.first_column == span.last_column and span.first_column in fields:
            columns.table.spread(span.first_column, span)


def profile_of(rows: Sequence[Sequence[CellValue]], index: int) -> Profile:
    """Look at up to a few hundred rows, the first ones and others spread over the rest."""
    step = max(1, len(rows) // SAMPLE)
    chosen = [*rows[: SAMPLE // 3], *rows[SAMPLE // 3 :: step]]
    values = tuple(row[index] for row in chosen if index < len(row) and not is_blank(row[index]))
    numbers = [number for value in values if not _is_text_code(value) and (number := find_number(value)) is not None]
    whole = sum(1 for number in numbers if number == number.to_integral_value() and number >= 0)
    return Profile(values, len(numbers), whole)


def _is_text_code(value: CellValue) -> bool:
    """Text such as ``0100``: a leading zero is kept only where a code is meant."""
    return isinstance(value, str) and len(value.strip()) > 1 and value.strip().isdigit() and value.strip()[0] == "0"
