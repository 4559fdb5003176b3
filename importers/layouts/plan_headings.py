"""The home of finding the headings of a plan: by the words that are known, and by what a person has answered."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from budgets.period import FiscalCalendar
from importers import plan_issues as kinds
from importers.answers import letters_forced
from importers.cells import column_letters
from importers.issues import ANSWER_NOT_UNDERSTOOD, Issue
from importers.layouts.plan_columns import ASKED, HINTED, PlanColumn, columns_of, headings_over, is_heading
from importers.layouts.tidy_plan import MOST_ROWS, PlanTable, numbers_named, plan_fields, repeats_headings, spoken
from importers.profiles import Place
from importers.reading import Answers
from importers.workbook import Sheet

FEWEST_FIELDS = 3
FEWEST_HEADINGS = 2
FEWEST_HEADINGS_AGAIN = 3
ROWS_SEARCHED = 60
MOST_LEVELS = 3
MOST_CELLS = 8
MOST_HEADINGS = 250


@dataclass(frozen=True, slots=True)
class _Row:
    """Rows as if they were the headings: the fields that their words name, and those whose headings were answered."""

    table: PlanTable
    known: frozenset[str]
    answered: frozenset[str]
    forced: frozenset[str]

    @property
    def fields(self) -> frozenset[str]:
        """All that it names; letters of columns alone make no row of headings."""
        named = self.known | self.answered
        return named | self.forced if named else named

    @property
    def together(self) -> int:
        """How many answered headings stand together here; one alone may stand anywhere."""
        return len(self.answered) if len(self.answered) > 1 else 0

    @property
    def rank(self) -> tuple[int, int, int, int]:
        """How well it would do: more fields, then more columns of which anything is known, then fewer rows."""
        columns = sum(1 for column in self.table.columns if column.field or column.span)
        return self.together, len(self.fields), columns, -len(self.table.header_rows)


def find_tables(sheet: Sheet, calendar: FiscalCalendar, answers: Answers) -> tuple[PlanTable, ...]:
    """The tables of a sheet, from top to bottom: each from its headings to the next headings that say something else.

    The first stands under the headings that were answered together, else under those that name most fields. None
    where no row names enough, and none holds all headings that were answered.
    """
    asked = {field for field, _ in _headings_answered(answers)}
    rows = [
        row
        for row in _rows(sheet, calendar, answers)
        if len(row.fields) >= FEWEST_FIELDS or (asked and row.answered == asked)
    ]
    best = max(rows, key=lambda row: row.rank, default=None)
    if best is None:
        return ()
    first = best.table if asked else _first_of(best.table, rows)
    return tuple(_parted(first, calendar))


def _first_of(best: PlanTable, rows: Sequence[_Row]) -> PlanTable:
    """The table that stands over the one that names most fields, where there is one with headings of its own."""
    above = [row.table for row in rows if row.table.header_row < best.top and _is_sure(row.table)]
    first = min((table.header_row for table in above), default=best.header_row)
    same = (row for row in rows if row.table.header_row == first and row.table in above)
    return max(same, key=lambda row: row.rank).table if above else best


def _is_sure(table: PlanTable) -> bool:
    """Whether a row of headings names enough fields in the very words of the lexicon."""
    values = table.sheet.rows[table.header_row - 1]
    return sum(map(is_heading, values)) >= FEWEST_HEADINGS_AGAIN


def _parted(table: PlanTable, calendar: FiscalCalendar) -> Iterator[PlanTable]:
    """The table, cut off where other headings stand beneath it, and the tables under those."""
    for row in table.rows if len(table.rows) <= MOST_ROWS else ():
        if sum(map(is_heading, table.sheet.rows[row - 1])) < FEWEST_HEADINGS_AGAIN or repeats_headings(table, row):
            continue
        columns = tuple(columns_of(table.sheet, (row,), calendar))
        known = len({column.field for column in table.columns if column.field})
        again = {column.field for column in columns if column.field and column.similarity > ASKED}
        if len(again) >= max(FEWEST_HEADINGS_AGAIN, known // 2):
            yield replace(table, end=row - 1)
            table = PlanTable(table.sheet, row, columns, (row,))
    yield table


def _headings_answered(answers: Answers) -> Iterator[tuple[str, str]]:
    for field in plan_fields() & answers.keys():
        yield from ((field, text) for text in answers[field] if letters_forced(text) is None)


def _rows(sheet: Sheet, calendar: FiscalCalendar, answers: Answers) -> Iterator[_Row]:
    forced = {field for field in plan_fields() & answers.keys() if any(map(letters_forced, answers[field]))}
    for number in range(1, min(len(sheet.rows), ROWS_SEARCHED) + 1):
        for levels in range(1, min(MOST_LEVELS, number) + 1):
            filled = sum(1 for value in sheet.rows[number - levels] if value != "")
            if not 0 < filled <= MOST_HEADINGS:
                # A blank row parts the headings from what stands above them.
                break
            rows = tuple(range(number - levels + 1, number + 1))
            table = PlanTable(sheet, number, tuple(columns_of(sheet, rows, calendar)), rows)
            if len(table.columns) >= FEWEST_HEADINGS:
                yield _seen(table, forced, answers)


def _seen(table: PlanTable, forced: set[str], answers: Answers) -> _Row:
    headed = {column.number for column in table.columns}
    return _Row(
        table,
        known=frozenset(each.field for each in table.columns if each.field and each.similarity > HINTED),
        answered=frozenset(field for field, text in _headings_answered(answers) if numbers_named(table, text)),
        forced=frozenset(
            field for field in forced for text in answers[field] if headed & set(numbers_named(table, text))
        ),
    )


def places_in(sheet: Sheet, rows: Iterable[int]) -> Iterator[Place]:
    """The headings that each of these rows would give, alone and with rows above it, over several columns."""
    for number in rows:
        for levels in range(1, min(MOST_LEVELS, number) + 1):
            taken = tuple(range(number - levels + 1, number + 1))
            headings = headings_over(sheet, taken)
            if len(headings) >= FEWEST_HEADINGS:
                yield Place(sheet.name, taken, {column_letters(each): text for each, text in headings.items()})


# -- where there is none


def why_no_table(sheets: Iterable[Sheet], calendar: FiscalCalendar, answers: Answers) -> Iterator[Issue]:
    """What to say of a file without a row of headings: which row came nearest, and which answers stand nowhere."""
    rows = list(chain.from_iterable(_rows(sheet, calendar, answers) for sheet in sheets))
    for field, text in sorted(_headings_answered(answers)):
        if not any(numbers_named(row.table, text) for row in rows):
            yield ANSWER_NOT_UNDERSTOOD.at(None, f"{field}={text}", field=(field,))
    single = (row for row in rows if len(row.table.header_rows) == 1)
    nearest = max(single, key=lambda row: (len(row.fields), len(row.table.columns)), default=None)
    if nearest is None:
        why = "no row holds several texts that could be headings"
        yield kinds.PLAN_NOT_UNDERSTOOD.at(None, why=why, also="")
        return
    yield _refusal(nearest)


def _refusal(nearest: _Row) -> Issue:
    table = nearest.table
    shown = [f"{column.letter}{table.header_row} '{column.heading}'" for column in table.columns]
    more = f" and {len(shown) - MOST_CELLS} more" if len(shown) > MOST_CELLS else ""
    known = [f"'{column.heading}' as {spoken(column.field)}" for column in table.columns if column.field]
    said = f"only {', '.join(known)}" if known else "none of them"
    why = (
        f"no row names {FEWEST_FIELDS} fields of a plan. Row {table.header_row} comes nearest "
        f"({', '.join(shown[:MOST_CELLS])}{more}), and {said} is known"
    )
    # The column with the longest texts most likely says what will be done; it is an example, and nothing is taken.
    free = max(table.columns, key=lambda column: (column.field is None, _longest(table, column)))
    return kinds.PLAN_NOT_UNDERSTOOD.at(
        table.sheet.at(table.header_row, table.columns[0].number),
        why=why,
        also=f". Or say with answers what the headings of row {table.header_row} mean, such as title={free.heading}",
    )


def _longest(table: PlanTable, column: PlanColumn) -> int:
    return max(map(len, table.samples(column.number)), default=0)
