"""The home of matching headings to fields: what a person answered, the lexicon, then what the cells hold."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from budgets.period import FiscalCalendar
from budgets.year_labels import FIRST_YEAR, LAST_YEAR
from importers.answers import Asked, candidates_of, column_answered
from importers.headers import Heading, Table
from importers.issues import AMOUNT_HEADING_MISSING, HEADING_MISSING, LAYOUT_NOT_UNDERSTOOD, MONEY_NOT_READ
from importers.labels import (
    Label,
    names_an_amount,
    read_direction_cell,
    read_phase_cell,
    read_year_cell,
)
from importers.lexicon import Lexicon, fold
from importers.reading import Answers, Candidate, QuestionCode
from importers.values import find_number, is_blank, text_of
from importers.workbook import CellValue

ENTITIES = ("department", "division", "unit", "fund", "program", "account", "category", "package")
PLAIN_FIELDS = ("goal", "description", "fte", "transfer", "one_time")
SAMPLE = 300
MOSTLY = 0.6
NEARLY_ALL = 0.95
SHOWN = 4
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

    def samples(self) -> tuple[str, ...]:
        """A few different values, for a person who has to decide."""
        return tuple(dict.fromkeys(text_of(value) for value in self.values))[:SHOWN]


@dataclass(slots=True)
class Columns:
    """Which column holds which field, counted from 1: ``amount``, ``fiscal_year``, ``fund.code``, ``fund.name`` ..."""

    table: Table
    profiles: Mapping[int, Profile]
    used: dict[str, int] = field(default_factory=dict)

    def field_of(self, column: int) -> str | None:
        """The field that a column is read into."""
        return next((name for name, used in self.used.items() if used == column), None)

    def heading(self, name: str) -> Heading:
        """The heading of the column of a field."""
        return self.table.headings[self.used[name] - 1]

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


def match_columns(table: Table, words: Words, answers: Answers, asked: Asked) -> Columns:
    """Say what each column of a table is; what is not sure becomes a question or an issue."""
    rows = table.rows
    profiles = {heading.column: profile_of(rows, heading.column - 1) for heading in table.headings}
    columns = Columns(table, profiles)
    for key in ("amount", *PLAIN_FIELDS, *ENTITIES):
        answered = None if key == "department" else column_answered(answers, key, table.headings, asked)
        if answered:
            columns.used[key] = answered.column
    _match_headings(columns, words, answers, asked)
    _match_contents(columns, words)
    _settle_entities(columns)
    _find_amount(columns, words, asked)
    _missing_headings(columns, asked)
    return columns


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


def _free(columns: Columns) -> Iterator[Heading]:
    taken = set(columns.used.values())
    return (heading for heading in columns.table.headings if heading.column not in taken)


def _match_headings(columns: Columns, words: Words, answers: Answers, asked: Asked) -> None:
    """Take every heading that the lexicon knows, the exact ones first, where the cells do not speak against it."""
    readers = words.readers()
    found = [(heading, words.lexicon.match(heading.text)) for heading in _free(columns) if heading.text]
    for heading, match in sorted(found, key=lambda each: -(each[1].similarity if each[1] else 0)):
        profile = columns.profiles[heading.column]
        if match is None or match.field in ("amount", "ignored"):
            continue
        reader = readers.get(match.field)
        if reader and profile.share(reader) < MOSTLY:
            continue
        if match.field in columns.used:
            if match.field in MUST_AGREE and match.field not in answers:
                _ask_where_they_differ(columns, match.field, heading, words, asked)
            continue
        if match.field.split(".")[0] in ENTITIES and profile.is_numeric and not profile.is_like_codes:
            continue
        columns.used[match.field] = heading.column


def _ask_where_they_differ(columns: Columns, name: str, other: Heading, words: Words, asked: Asked) -> None:
    """Two columns that say, say, the fiscal year are a question, unless every row says the same in both."""
    first = columns.heading(name)
    pairs = set(zip(columns.cells(name), columns.table.column(other.column), strict=True))
    if any(_meaning(name, one, words) != _meaning(name, two, words) for one, two in pairs):
        found = [first, other]
        candidates = [
            Candidate(each.value, columns.profiles[heading.column].samples())
            for each, heading in zip(candidates_of(found), found, strict=True)
        ]
        message = f"Two columns could say the {name.replace('_', ' ')}, and they differ. Which one does?"
        asked.ask(QuestionCode.COLUMN, name, message, candidates)


def _meaning(name: str, value: CellValue, words: Words) -> object:
    understood = words.readers()[name](text_of(value))
    return understood.years if isinstance(understood, Label) else understood


def _match_contents(columns: Columns, words: Words) -> None:
    """A column whose every cell says a year, a phase or a direction is that, whatever its heading says or lacks."""
    readers = words.readers()
    for name in ("fiscal_year", "direction", "phase"):
        if name in columns.used:
            continue
        sure = [
            heading
            for heading in _free(columns)
            if columns.profiles[heading.column].values
            and not columns.profiles[heading.column].is_numeric
            and columns.profiles[heading.column].share(readers[name]) >= NEARLY_ALL
        ]
        if len(sure) == 1:
            columns.used[name] = sure[0].column


def _settle_entities(columns: Columns) -> None:
    """A heading such as "Fund" alone is the code or the name, as its cells and the column beside it say."""
    for entity in ENTITIES:
        column = columns.used.pop(entity, None)
        if column is None:
            continue
        code, name = f"{entity}.code", f"{entity}.name"
        profile = columns.profiles[column]
        looks_coded = profile.is_numeric or all(" " not in text_of(value) for value in profile.values)
        has_digits = any(letter.isdigit() for value in profile.values for letter in text_of(value))
        wanted = code if looks_coded and has_digits else name
        if wanted in columns.used:
            wanted = name if wanted == code else code
        columns.used.setdefault(wanted, column)


def _find_amount(columns: Columns, words: Words, asked: Asked) -> None:
    money = [heading for heading in _free(columns) if _may_be_money(columns, heading, words)]
    if "amount" in columns.used:
        _tell_unread(columns, money, asked)
        return
    named = [heading for heading in money if _names_amount(heading.text, words)]
    if len(money) == 1 and named:
        columns.used["amount"] = money[0].column
    elif money:
        candidates = [
            Candidate(each.value, columns.profiles[heading.column].samples())
            for each, heading in zip(candidates_of(money), money, strict=True)
        ]
        asked.ask(QuestionCode.AMOUNT, "amount", _amount_message(money), candidates)
    elif "fte" not in columns.used and not asked.issues:
        table = columns.table
        asked.issues.append(
            LAYOUT_NOT_UNDERSTOOD.at(
                table.sheet.at(table.header_row, 1), table.sheet.name, field=("amount",), why="no column holds amounts"
            )
        )


def _amount_message(money: Sequence[Heading]) -> str:
    if len(money) == 1:
        return "Is this column the amount?"
    return f"{len(money)} columns hold numbers that may be money. Which one is the amount?"


def _names_amount(text: str, words: Words) -> bool:
    match = words.lexicon.match(text)
    return (match is not None and match.field == "amount") or names_an_amount(text, words.lexicon, words.calendar)


def _may_be_money(columns: Columns, heading: Heading, words: Words) -> bool:
    """Whether a column that is nothing else holds numbers that could be dollars."""
    profile = columns.profiles[heading.column]
    match = words.lexicon.match(heading.text)
    if match is not None and match.field == "amount":
        return profile.numbers > 0 or not profile.values
    if not profile.is_numeric or (match is not None and match.field == "ignored"):
        return False
    is_code = match is not None and match.field.split(".")[0] in (*ENTITIES, "goal")
    return not (profile.is_like_codes and (is_code or _ends_as_code(heading.text) or profile.is_like_years))


def _ends_as_code(text: str) -> bool:
    return fold(text).rpartition(" ")[2] in {"code", "codes", "number", "num", "no", "nbr", "#", "id", "cd"}


def _tell_unread(columns: Columns, money: Iterable[Heading], asked: Asked) -> None:
    for heading in money:
        asked.issues.append(MONEY_NOT_READ.at(columns.table.at(heading), heading.text or heading.letters))


def _missing_headings(columns: Columns, asked: Asked) -> None:
    """A column with values needs a heading, unless a person has said what it is."""
    for heading in columns.table.headings:
        profile = columns.profiles[heading.column]
        if heading.text or not profile.values:
            continue
        name, cell = columns.field_of(heading.column), columns.table.at(heading)
        if name is None and profile.is_numeric and "amount" not in columns.used:
            asked.issues.append(AMOUNT_HEADING_MISSING.at(cell, field=("amount",), letters=heading.letters))
        else:
            use = f"read as {name.replace('_', ' ')}, by what it holds" if name else "not read"
            asked.issues.append(HEADING_MISSING.at(cell, letters=heading.letters, use=use))
