"""The home of finding the row of headings of a plan: by the words that are known, and by what a person has answered."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from budgets.period import FiscalCalendar
from importers import plan_issues as kinds
from importers.answers import letters_forced
from importers.issues import ANSWER_NOT_UNDERSTOOD, Issue
from importers.layouts.tidy_plan import PlanColumn, PlanTable, columns_of, numbers_named, plan_fields, spoken
from importers.reading import Answers
from importers.workbook import Sheet

FEWEST_FIELDS = 3
FEWEST_HEADINGS = 2
ROWS_SEARCHED = 60
MOST_CELLS = 8


@dataclass(frozen=True, slots=True)
class _Row:
    """A row as if it were the headings: the fields that its words name, and those whose headings were answered."""

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


def find_table(sheet: Sheet, calendar: FiscalCalendar, answers: Answers) -> PlanTable | None:
    """The table under the row in which answered headings stand together, else under the row that names most fields.

    None where no row names enough, and none holds all headings that were answered.
    """
    asked = {field for field, _ in _headings_answered(answers)}
    rows = [
        row
        for row in _rows(sheet, calendar, answers)
        if len(row.fields) >= FEWEST_FIELDS or (asked and row.answered == asked)
    ]
    best = max(rows, key=lambda row: (row.together, len(row.fields)), default=None)
    return best.table if best else None


def _headings_answered(answers: Answers) -> Iterator[tuple[str, str]]:
    for field in plan_fields() & answers.keys():
        yield from ((field, text) for text in answers[field] if letters_forced(text) is None)


def _rows(sheet: Sheet, calendar: FiscalCalendar, answers: Answers) -> Iterator[_Row]:
    forced = {field for field in plan_fields() & answers.keys() if any(map(letters_forced, answers[field]))}
    for number in range(1, min(len(sheet.rows), ROWS_SEARCHED) + 1):
        table = PlanTable(sheet, number, tuple(columns_of(sheet, number, calendar)))
        headed = {column.number for column in table.columns}
        if len(headed) >= FEWEST_HEADINGS:
            answered = {field for field, text in _headings_answered(answers) if numbers_named(table, text)}
            filled = {field for field in forced for text in answers[field] if headed & set(numbers_named(table, text))}
            known = {column.field for column in table.columns if column.field}
            yield _Row(table, frozenset(known), frozenset(answered), frozenset(filled))


# -- where there is none


def why_no_table(sheets: Iterable[Sheet], calendar: FiscalCalendar, answers: Answers) -> Iterator[Issue]:
    """What to say of a file without a row of headings: which row came nearest, and which answers stand nowhere."""
    rows = list(chain.from_iterable(_rows(sheet, calendar, answers) for sheet in sheets))
    for field, text in sorted(_headings_answered(answers)):
        if not any(numbers_named(row.table, text) for row in rows):
            yield ANSWER_NOT_UNDERSTOOD.at(None, f"{field}={text}", field=(field,))
    nearest = max(rows, key=lambda row: (len(row.fields), len(row.table.columns)), default=None)
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
