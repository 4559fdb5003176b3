"""The home of the tidy plan layout: one row of headings in the sender's own words, and one action a row beneath."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from budgets.period import FiscalCalendar
from importers import plan_issues as kinds
from importers.answers import letters_forced
from importers.cells import CellRef, column_letters
from importers.dates import read_time
from importers.issues import ANSWER_NOT_UNDERSTOOD, HEADING_MISSING, Issue
from importers.lexicon import Match, load_lexicon
from importers.lexicon import fold as fold_heading
from importers.plan_values import fold, plain
from importers.reading import Answers, Candidate, ColumnUse, Question, QuestionCode, TableFound
from importers.values import may_be_money
from importers.workbook import Sheet

NAME = "tidy_plan"
VERSION = "1"
FEWEST_HEADINGS_AGAIN = 3
LONGEST_HEADING = 80
MOST_ROWS = 20_000
SAMPLES = 3
LONGEST_SAMPLE = 60
SURE = 100.0
DATED_FIELDS = frozenset({"measure.baseline", "measure.target", "measure.actual"})
MANY_DATED = frozenset({"measure.target", "measure.actual"})
_IN_BRACKETS = re.compile(r"\s*[(\[](?P<time>[^)\]]+)[)\]]\s*$")
_AT_END = re.compile(r"[\s,:-]+(?P<time>\S*\d\S*|\S+\s+\S*\d\S*)$")
_AS_OF = re.compile(r"^(?:as of|at|on|by|through|al)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PlanColumn:
    """One column, counted from 1: its heading, the field it is read into, and the last day that the heading names."""

    number: int
    heading: str
    field: str | None
    similarity: float = SURE
    dated: date | None = None

    @property
    def letter(self) -> str:
        """The letters of the column."""
        return column_letters(self.number)


@dataclass(frozen=True, slots=True)
class PlanTable:
    """A table of actions on a sheet: its row of headings, and what its columns mean."""

    sheet: Sheet
    header_row: int
    columns: tuple[PlanColumn, ...]

    @property
    def rows(self) -> range:
        """The numbers of the rows beneath the headings."""
        return range(self.header_row + 1, len(self.sheet.rows) + 1)

    def column(self, name: str) -> PlanColumn | None:
        """The column of a field, the first where there are several."""
        return next((column for column in self.columns if column.field == name), None)

    def samples(self, column: int) -> tuple[str, ...]:
        """Some of what a column holds."""
        texts = (fold(plain(self.sheet.value(row, column))) for row in self.rows)
        return tuple(text[:LONGEST_SAMPLE] for text in dict.fromkeys(text for text in texts if text))[:SAMPLES]

    def as_found(self, last_row: int) -> TableFound:
        """The table as the reading tells of it."""
        uses = (
            ColumnUse(column.letter, column.heading, column.field, may_be_money=self._may_be_money(column))
            for column in self.columns
        )
        return TableFound(self.sheet.name, (self.header_row,), self.header_row + 1, last_row, tuple(uses))

    def _may_be_money(self, column: PlanColumn) -> bool:
        return column.field is None and may_be_money(self.sheet.value(row, column.number) for row in self.rows)


def plan_fields() -> frozenset[str]:
    """Every field that a column of a plan can be read into; each is also the key of an answer."""
    return frozenset(load_lexicon("plan").headings.values())


def other_headings(table: PlanTable) -> tuple[int, ...]:
    """Further rows of the sheet that look like headings: repeated page headers, or another table."""
    known = load_lexicon("plan").headings
    enough = max(FEWEST_HEADINGS_AGAIN, len({column.field for column in table.columns if column.field}) // 2)
    found = []
    for row in table.rows:
        texts = (
            value for value in table.sheet.rows[row - 1] if isinstance(value, str) and len(value) <= LONGEST_HEADING
        )
        if len({known[folded] for text in texts if (folded := fold_heading(text)) in known}) >= enough:
            found.append(row)
    return tuple(found)


def columns_of(sheet: Sheet, row: int, calendar: FiscalCalendar) -> Iterator[PlanColumn]:
    """The columns that a row would give as the row of headings."""
    for number, value in enumerate(sheet.rows[row - 1], start=1):
        heading = fold(plain(value)) if isinstance(value, str) else ""
        if heading:
            yield _column(number, heading, calendar)


@lru_cache(maxsize=4096)
def _match(heading: str) -> Match | None:
    return load_lexicon("plan").match(heading) if len(heading) <= LONGEST_HEADING else None


def _column(number: int, heading: str, calendar: FiscalCalendar) -> PlanColumn:
    if match := _match(heading):
        return PlanColumn(number, heading, match.field, match.similarity)
    for pattern in (_IN_BRACKETS, _AT_END):
        timed = pattern.search(heading)
        match = _match(heading[: timed.start()]) if timed else None
        if timed and match and match.field in DATED_FIELDS:
            dated = read_time(_AS_OF.sub("", timed["time"].strip()), calendar).last
            return PlanColumn(number, heading, match.field, match.similarity, dated)
    return PlanColumn(number, heading, None)


# -- what a person said, and what a person must say


def with_answers(table: PlanTable, answers: Answers) -> tuple[PlanTable, tuple[Issue, ...]]:
    """The table with the columns that answers name, and an issue for each answer that names none."""
    forced: dict[int, str] = {}
    issues: list[Issue] = []
    for field in sorted(plan_fields() & answers.keys()):
        for said in answers[field]:
            numbers = numbers_named(table, said)
            forced.update(dict.fromkeys(numbers, field))
            if not numbers:
                issues.append(ANSWER_NOT_UNDERSTOOD.at(None, f"{field}={said}", field=(field,)))
    taken = set(forced.values())
    columns = [
        replace(column, field=forced[column.number], similarity=SURE)
        if column.number in forced
        else replace(column, field=None)
        if column.field in taken
        else column
        for column in _with_unheaded(table, forced)
    ]
    return replace(table, columns=tuple(columns)), tuple(issues)


def _with_unheaded(table: PlanTable, forced: dict[int, str]) -> list[PlanColumn]:
    known = {column.number for column in table.columns}
    added = [PlanColumn(number, "", None) for number in forced if number not in known]
    return sorted((*table.columns, *added), key=lambda column: column.number)


def numbers_named(table: PlanTable, said: str) -> list[int]:
    """The columns that an answer names, by a heading of the table or by letters."""
    text = said.removeprefix("@")
    if letters := letters_forced(text):
        return [number for number in range(1, table.sheet.width + 1) if column_letters(number) == letters]
    return [column.number for column in table.columns if column.heading == fold(text)]


def settle(table: PlanTable) -> tuple[PlanTable, tuple[Question, ...]]:
    """Give each field one column: dated headings share theirs, exact words win over similar ones, else a question."""
    by_field: dict[str, list[PlanColumn]] = defaultdict(list)
    for column in table.columns:
        if column.field:
            by_field[column.field].append(column)
    dropped: set[int] = set()
    questions = []
    for field, claims in by_field.items():
        kept = _claims(field, claims)
        dropped |= {column.number for column in claims if column not in kept}
        if len(kept) > 1 and not _are_dated(field, kept):
            questions.append(_which_column(table, field, kept))
            dropped |= {column.number for column in kept}
    columns = tuple(replace(each, field=None) if each.number in dropped else each for each in table.columns)
    return replace(table, columns=columns), (*questions, *_without_title(table))


def _claims(field: str, claims: Sequence[PlanColumn]) -> list[PlanColumn]:
    undated = [column for column in claims if column.dated is None]
    best = max(column.similarity for column in claims)
    if field in DATED_FIELDS and len(undated) < len(claims):
        return list(claims)
    return [column for column in claims if column.similarity == best]


def _are_dated(field: str, claims: Sequence[PlanColumn]) -> bool:
    days = Counter(column.dated for column in claims)
    return field in MANY_DATED and None not in days and max(days.values()) == 1


def _which_column(table: PlanTable, field: str, claims: Sequence[PlanColumn]) -> Question:
    headings = Counter(column.heading for column in claims)
    shown = [column.heading if headings[column.heading] == 1 else f"column:{column.letter}" for column in claims]
    places = ", ".join(str(table.sheet.at(table.header_row, column.number)) for column in claims)
    return Question(
        code=QuestionCode.COLUMN,
        field=field,
        message=f"Several columns can be read as {spoken(field)}: {places}. Which one is it?",
        candidates=tuple(
            Candidate(value, table.samples(column.number)) for value, column in zip(shown, claims, strict=True)
        ),
    )


def _without_title(table: PlanTable) -> tuple[Question, ...]:
    if any(column.field == "title" for column in table.columns):
        return ()
    free = [number for number in range(1, table.sheet.width + 1) if not _field_at(table, number)]
    candidates = [Candidate(_address(table, number), table.samples(number)) for number in free if table.samples(number)]
    return (
        Question(
            code=QuestionCode.COLUMN,
            field="title",
            message=f"No heading in row {table.header_row} of the sheet {table.sheet.name} says which column holds "
            "the actions. Which one is it?",
            candidates=tuple(candidates),
        ),
    )


def _field_at(table: PlanTable, number: int) -> str | None:
    return next((column.field for column in table.columns if column.number == number), None)


def _address(table: PlanTable, number: int) -> str:
    heading = next((column.heading for column in table.columns if column.number == number), "")
    return heading or f"column:{column_letters(number)}"


def spoken(field: str) -> str:
    """A field as people say it: ``the target of a measure``."""
    thing, _, part = field.rpartition(".")
    words = (part or thing).replace("_", " ")
    return f"the {words} of {'the request' if thing == 'ask' else 'a measure'}" if thing else f"the {words}"


def about_columns(table: PlanTable) -> Iterator[Issue]:
    """Issues of the headings: columns without one, columns not read, headings taken for similar words."""
    headed = {column.number: column for column in table.columns}
    for number in range(1, table.sheet.width + 1):
        at = table.sheet.at(table.header_row, number)
        column = headed.get(number)
        if column is None and table.samples(number):
            yield HEADING_MISSING.at(at, None, field=("heading",), letters=column_letters(number), use="left out")
        elif column is not None:
            yield from _about(column, at)


def _about(column: PlanColumn, at: CellRef) -> Iterator[Issue]:
    if column.field is None:
        yield kinds.COLUMN_NOT_READ.at(at, column.heading, field=("heading",))
    elif column.similarity < SURE:
        yield kinds.COLUMN_UNCERTAIN.at(at, column.heading, field=(column.field,), meaning=spoken(column.field))


def about_measures(table: PlanTable) -> Iterator[Issue]:
    """Issues of columns with numbers of measures that lack the names of the measures, or the days of the values."""
    numbers = [column for column in table.columns if column.field in DATED_FIELDS]
    if numbers and table.column("measure.title") is None:
        at = table.sheet.at(table.header_row, numbers[0].number)
        yield kinds.MEASURES_WITHOUT_HEADING.at(at, numbers[0].heading, field=("measure.title",))
    for column in numbers:
        if column.field == "measure.actual" and column.dated is None and table.column("measure.as_of") is None:
            at = table.sheet.at(table.header_row, column.number)
            yield kinds.VALUES_WITHOUT_DATES.at(at, column.heading, field=("measure.actual",))
