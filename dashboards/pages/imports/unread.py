"""The home of columns that were not read, as a draft's page asks about them: what they hold, and how to name them."""

from collections.abc import Iterator, Sequence

from dashboards import formats
from dashboards.components.questions import UnreadColumn
from dashboards.excerpt import read_place
from dashboards.reports import ColumnTold, ReportTold, TableTold
from importers.issues import MONEY_NOT_READ
from importers.reading import Kind
from importers.values import is_blank, may_be_money
from importers.workbook import CellValue, Sheet, Workbook

_SAMPLES = 3
_LOOKED_AT = 500
_LONGEST = 40


def unread_columns(report: ReportTold, workbook: Workbook | None) -> list[UnreadColumn]:
    """The columns with a heading or a value that were read as nothing, save those about which a question is open."""
    return list(_unread(report, workbook))


def unread_words(columns: Sequence[UnreadColumn]) -> str:
    """How many columns were not read, money first; empty where all were."""
    if not columns:
        return ""
    money = sum(column.may_be_money for column in columns)
    whole = f"{formats.sentence_case(formats.count(len(columns), 'column was', 'columns were'))} not read."
    if not money:
        return f"{whole} Say what a column is, or leave it: what it holds is then in no number."
    holds = "holds" if money == 1 else "hold"
    return f"{whole} {formats.sentence_case(formats.in_words(money))} of them {holds} what may be money."


def _unread(report: ReportTold, workbook: Workbook | None) -> Iterator[UnreadColumn]:
    asked = {candidate.value for question in report.questions for candidate in question.candidates}
    money = {
        (issue.sheet, (issue.cell or "").rstrip("0123456789"))
        for issue in report.issues
        if issue.code == MONEY_NOT_READ.code
    }
    for found in report.tables:
        sheet = workbook.sheet(found.sheet) if workbook else None
        for column in found.columns:
            if column.field or column.heading in asked or f"column:{column.letter}" in asked:
                continue
            values = _values(sheet, found, column)
            if not (column.heading or values):
                continue
            yield UnreadColumn(
                sheet=found.sheet,
                letter=column.letter,
                heading=column.heading,
                samples=_samples(values),
                # The reader of budgets says so itself, and knows codes from dollars.
                may_be_money=(found.sheet, column.letter) in money
                or (report.kind is Kind.PLAN and may_be_money(values)),
                answer=_answer(column, report.tables),
            )


def _values(sheet: Sheet | None, found: TableTold, column: ColumnTold) -> list[CellValue]:
    place = read_place(f"{column.letter}1")
    if sheet is None or place is None:
        return []
    last = min(found.last_row, found.first_row + _LOOKED_AT)
    values = (sheet.value(row, place.column) for row in range(found.first_row, last + 1))
    return [value for value in values if not is_blank(value)]


def _samples(values: Sequence[CellValue]) -> tuple[str, ...]:
    texts = (" ".join(formats.cell(value).split()) for value in values)
    different = dict.fromkeys(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…" for text in texts)
    return tuple(different)[:_SAMPLES]


def _answer(column: ColumnTold, tables: Sequence[TableTold]) -> str | None:
    """How an answer names a column: its letters where there is one table, else a heading that stands once in each."""
    if len(tables) == 1:
        return f"column:{column.letter}"
    once = all([other.heading for other in table.columns].count(column.heading) == 1 for table in tables)
    return f"@{column.heading}" if column.heading and once else None
