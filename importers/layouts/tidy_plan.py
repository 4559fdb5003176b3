"""The home of the tidy plan layout: one row of headings in the sender's own words, and one action a row beneath."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from importers import plan_issues as kinds
from importers.answers import letters_forced
from importers.cells import CellRef, column_letters
from importers.issues import ANSWER_NOT_UNDERSTOOD, HEADING_MISSING, Issue
from importers.layouts.plan_columns import DATED_FIELDS, SURE, PlanColumn, heading_text, is_about_the_form
from importers.lexicon import load_lexicon
from importers.plan_rows import MARKS
from importers.reading import Answers, Candidate, ColumnUse, Question, QuestionCode, TableFound
from importers.values import may_be_money, one_line
from importers.workbook import Sheet

NAME = "tidy_plan"
VERSION = "2"
MOST_ROWS = 20_000
SAMPLES = 3
LONGEST_SAMPLE = 60
MANY_DATED = frozenset({"measure.target", "measure.actual", "ask.amount"})


@dataclass(frozen=True, slots=True)
class PlanTable:
    """A table on a sheet: its rows of headings, of which ``header_row`` is the last, and what its columns mean.

    ``end`` is the last row that may belong to it, where another table stands beneath.
    """

    sheet: Sheet
    header_row: int
    columns: tuple[PlanColumn, ...]
    header_rows: tuple[int, ...] = ()
    end: int | None = None

    @property
    def top(self) -> int:
        """The first row of headings."""
        return min((self.header_row, *self.header_rows))

    @property
    def rows(self) -> range:
        """The numbers of the rows beneath the headings."""
        return range(self.header_row + 1, (self.end or len(self.sheet.rows)) + 1)

    def column(self, name: str) -> PlanColumn | None:
        """The column of a field, the first where there are several."""
        return next((column for column in self.columns if column.field == name), None)

    def samples(self, column: int) -> tuple[str, ...]:
        """Some of what a column holds."""
        texts = (one_line(self.sheet.value(row, column)) for row in self.rows)
        return tuple(text[:LONGEST_SAMPLE] for text in dict.fromkeys(text for text in texts if text))[:SAMPLES]

    def as_found(self, last_row: int) -> TableFound:
        """The table as the reading tells of it."""
        uses = (
            ColumnUse(column.letter, column.heading, column.field, may_be_money=self._may_be_money(column))
            for column in self.columns
        )
        rows = self.header_rows or (self.header_row,)
        return TableFound(self.sheet.name, rows, self.header_row + 1, last_row, tuple(uses))

    def _may_be_money(self, column: PlanColumn) -> bool:
        return column.field is None and may_be_money(self.sheet.value(row, column.number) for row in self.rows)


def plan_fields() -> frozenset[str]:
    """Every field that a column of a plan can be read into; each is also the key of an answer."""
    return frozenset(load_lexicon("plan").headings.values())


def repeats_headings(table: PlanTable, row: int) -> bool:
    """Whether a row says again what stands over the columns, as at the top of each printed page."""
    texts = {number: heading_text(value) for number, value in enumerate(table.sheet.rows[row - 1], start=1)}
    said = {number: text for number, text in texts.items() if text}
    over = [_headings_at(table, each) for each in table.header_rows or (table.header_row,)]
    return len(said) > 1 and any(said == headings for headings in over)


def _headings_at(table: PlanTable, row: int) -> dict[int, str]:
    texts = {number: heading_text(value) for number, value in enumerate(table.sheet.rows[row - 1], start=1)}
    return {number: text for number, text in texts.items() if text}


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
    return [column.number for column in table.columns if column.heading == one_line(text)]


def settle(table: PlanTable) -> tuple[PlanTable, tuple[Question, ...]]:
    """Give each field one column: dated headings share theirs, exact words win over similar ones, else a question."""
    by_field: dict[str, list[PlanColumn]] = defaultdict(list)
    for column in table.columns:
        if column.field and column.field != MARKS:
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
    return replace(table, columns=columns), tuple(questions)


def _claims(field: str, claims: Sequence[PlanColumn]) -> list[PlanColumn]:
    undated = [column for column in claims if column.dated is None]
    best = max(column.similarity for column in claims)
    if field in DATED_FIELDS and len(undated) < len(claims):
        return list(claims)
    if field in MANY_DATED and len(undated) < len(claims):
        # Beside the amounts of single years, the one without a year is their sum.
        return undated or list(claims)
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


def ask_for_titles(table: PlanTable) -> tuple[Question, ...]:
    """The question which column holds the actions, where no heading says it."""
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
    if column.field is None and is_about_the_form(column.heading):
        return
    if column.field is None:
        yield kinds.COLUMN_NOT_READ.at(at, column.heading, field=("heading",))
    elif column.taken_for:
        yield kinds.HEADING_DAY_SHORT.at(at, column.heading, field=("heading",), taken=column.taken_for)
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
