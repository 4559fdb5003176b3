"""The home of reading a plan in the sender's own words: find its tables, tell them apart, read their rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from importers import plan_issues as kinds
from importers.appearance import looks_of
from importers.cells import CellRef
from importers.checks.commas import check_commas
from importers.checks.hidden import check_hidden
from importers.checks.plan_gaps import check_plan_gaps
from importers.date_orders import Dates
from importers.issues import ANSWER_NOT_UNDERSTOOD, Issue, Severity
from importers.layouts import tidy_plan
from importers.layouts.column_contents import with_contents
from importers.layouts.long_plan import LongTable, field_of, find_long, repeated, rows_of, unread_rows
from importers.layouts.plan_columns import DATED_FIELDS
from importers.layouts.plan_headings import find_tables, why_no_table
from importers.layouts.tidy_plan import PlanTable
from importers.looks import Looks
from importers.plan_dates import dates_of_long, dates_of_tables, with_sure_headings, with_sure_names
from importers.plan_grid import Grid, grid_of
from importers.plan_joins import Parts, are_one_plan, join, parts_of
from importers.plan_looks import tell_of_looks
from importers.plan_rows import Found, Notes, RowContext
from importers.plan_statuses import Legend, find_legend, read_status
from importers.plan_tables import Actions, Rows, cell_faults, percent_scales, read_rows
from importers.plan_years import by_year
from importers.reading import (
    Answers,
    Candidate,
    LeftOut,
    Question,
    QuestionCode,
    RecordPath,
    Surroundings,
    TableFound,
)
from importers.values import one_line, text_of
from importers.workbook import Sheet, Workbook
from plans.implementation import Action

_NUMBERS = DATED_FIELDS | {"ask.amount", "ask.fte"}


@dataclass(slots=True)
class OwnWords:
    """What was found of a plan in the sender's own words."""

    layout: str = ""
    issues: list[Issue] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    tables: tuple[TableFound, ...] = ()
    left_out: list[LeftOut] = field(default_factory=list)
    sources: dict[RecordPath, CellRef] = field(default_factory=dict)
    actions: tuple[Action, ...] = ()

    @property
    def has_errors(self) -> bool:
        """Whether something was found that stops the import."""
        return any(issue.severity is Severity.ERROR for issue in self.issues)


def read_own_words(book: Workbook, data: bytes, surroundings: Surroundings, answers: Answers) -> OwnWords:
    """Read the actions of a plan from tables that were made by nobody's rule but the sender's."""
    said = OwnWords()
    sheets = _chosen_sheets(book, answers, said)
    long = [table for sheet in sheets if (table := find_long(sheet, surroundings.calendar))]
    if long:
        _read_long(long, book, data, surroundings, said)
        return said
    found = [table for sheet in sheets for table in find_tables(sheet, surroundings.calendar, answers)]
    if not found:
        said.issues.extend(why_no_table(sheets, surroundings.calendar, answers))
        return said
    understood = [_understood(table, answers, surroundings, said) for table in found]
    parts = parts_of(understood)
    if len(parts.actions) > 1 and "sheet" not in answers and not are_one_plan(parts.actions):
        said.questions.append(_which_sheet(parts.actions))
        return said
    dates, issues = dates_of_tables((*parts.actions, *parts.joined), surroundings.calendar)
    said.issues.extend(issues)
    parts = _settled(parts, dates, said)
    _tell_unread(book, (*parts.actions, *parts.joined), parts.aside, said)
    if not said.has_errors:
        _read(parts, book, data, RowContext(surroundings.framework, dates), said)
    return said


# -- sheets and tables


def _chosen_sheets(book: Workbook, answers: Answers, said: OwnWords) -> list[Sheet]:
    if "sheet" not in answers:
        return [sheet for sheet in book.sheets if not sheet.hidden]
    chosen = [(name, book.sheet(name)) for name in answers["sheet"]]
    missing = [name for name, sheet in chosen if sheet is None]
    said.issues.extend(ANSWER_NOT_UNDERSTOOD.at(None, f"sheet={name}", field=("sheet",)) for name in missing)
    return [sheet for _, sheet in chosen if sheet is not None]


def _which_sheet(tables: Sequence[PlanTable]) -> Question:
    candidates = []
    for table in tables:
        title = table.column("title")
        candidates.append(Candidate(table.sheet.name, table.samples(title.number) if title else ()))
    message = "Several sheets hold a table with headings of a plan. Which one holds the actions, or which ones?"
    return Question(QuestionCode.SHEET, "sheet", message, tuple(candidates))


def _tell_unread(book: Workbook, tables: Sequence[PlanTable], aside: Sequence[PlanTable], said: OwnWords) -> None:
    read = {table.sheet.name for table in tables}
    for table in tables:
        # Hidden rows are told one by one, at their actions; a hidden column at its heading.
        columns = [column.number for column in table.columns if column.field]
        said.issues.extend(check_hidden(table.sheet, range(table.header_row, table.header_row), columns))
    for sheet in book.sheets:
        if sheet.name not in read and not sheet.is_empty:
            why = "hidden sheet" if sheet.hidden else "no table of actions"
            said.left_out.append(LeftOut(sheet.name, why))
            said.issues.append(kinds.SHEET_NOT_READ.at(sheet.at(1, 1), sheet.name, why=why))
    for table in aside:
        if table.sheet.name in read:
            said.left_out.append(LeftOut(table.sheet.name, "another table", row=table.header_row))
            at = table.sheet.at(table.header_row, 1)
            said.issues.append(kinds.TABLE_NOT_READ.at(at, text_of(table.sheet.value(at.row, at.column))))


def _understood(table: PlanTable, answers: Answers, surroundings: Surroundings, said: OwnWords) -> PlanTable:
    """The table with the columns that were answered, and with what its cells say of its headings."""
    answered, issues = tidy_plan.with_answers(table, answers)
    said.issues.extend(issue for issue in issues if issue not in said.issues)
    return with_contents(answered, surroundings.framework)


def _settled(parts: Parts, dates: Dates, said: OwnWords) -> Parts:
    actions = tuple(_settle(table, dates, said, is_joined=False) for table in parts.actions)
    joined = tuple(_settle(table, dates, said, is_joined=True) for table in parts.joined)
    return Parts(actions, joined, parts.aside)


def _settle(table: PlanTable, dates: Dates, said: OwnWords, *, is_joined: bool) -> PlanTable:
    """The table with one column a field, and its questions asked, each once for all tables."""
    sure, issues = with_sure_headings(table, dates)
    said.issues.extend(issues)
    settled, questions = tidy_plan.settle(sure)
    questions = questions if is_joined else (*questions, *tidy_plan.ask_for_titles(settled))
    asked = {question.field for question in said.questions}
    said.questions.extend(question for question in questions if question.field not in asked)
    said.issues.extend((*tidy_plan.about_columns(settled), *tidy_plan.about_measures(settled), *_about_commas(settled)))
    if len(settled.rows) > tidy_plan.MOST_ROWS:
        why = f"a plan of more than {tidy_plan.MOST_ROWS:,} rows"
        said.issues.append(kinds.PLAN_NOT_UNDERSTOOD.at(table.sheet.at(table.header_row, 1), why=why, also=""))
    return settled


def _about_commas(table: PlanTable) -> Iterable[Issue]:
    for column in table.columns:
        if column.field in _NUMBERS:
            at = table.sheet.at(table.header_row, column.number)
            cells = [table.sheet.value(row, column.number) for row in table.rows]
            yield from check_commas(table.sheet, at, column.heading, cells, (column.field,))


def _about_commas_of_long(long: LongTable) -> Iterable[Issue]:
    """As of the columns of other tables, field by field: the figures of all of them stand in one column."""
    sheet, heading = long.table.sheet, long.table.sheet.at(long.table.header_row, long.value)
    fields = {row: field_of(long, row) for row in long.table.rows}
    for name in sorted(_NUMBERS.intersection(filter(None, fields.values()))):
        cells = [sheet.value(row, long.value) if fields[row] == name else "" for row in long.table.rows]
        yield from check_commas(sheet, heading, text_of(sheet.value(heading.row, heading.column)), cells, (name,))


# -- rows


def _read(parts: Parts, book: Workbook, data: bytes, context: RowContext, said: OwnWords) -> None:
    notes = Notes(said.issues, said.sources)
    grids = [grid_of(table, context.framework, notes) for table in (*parts.actions, *parts.joined)]
    rows = [
        by_year(Rows(table, tuple(grid.rows), grid.last), context.dates, notes)
        for table, grid in zip((*parts.actions, *parts.joined), grids, strict=True)
    ]
    for each, grid in zip(rows, grids, strict=True):
        said.left_out.extend(_left_out(each.table, grid))
    said.layout = _layout(parts)
    count = len(parts.actions)
    _read_rows(rows[:count], rows[count:], book, data, context, said)


def _read_long(
    long: Sequence[LongTable], book: Workbook, data: bytes, surroundings: Surroundings, said: OwnWords
) -> None:
    said.layout = "long_plan"
    _tell_unread(book, [each.table for each in long], (), said)
    dates, issues = dates_of_long(long, surroundings.calendar)
    said.issues.extend(issues)
    rows = []
    for each in long:
        sure, issues = with_sure_names(each, dates)
        said.issues.extend((*issues, *_about_commas_of_long(sure)))
        rows.append(_rows_of_long(sure, said))
    if not said.has_errors:
        _read_rows(rows, [], book, data, RowContext(surroundings.framework, dates), said)


def _rows_of_long(long: LongTable, said: OwnWords) -> Rows:
    """The rows of actions that rows of fields make; what names no field, and what is said twice, told."""
    notes, rows = Notes(said.issues), []
    name = long.table.sheet.name
    said.left_out.extend(LeftOut(name, f"'{text}' is no field of a plan", row=row) for row, text in unread_rows(long))
    for number, row in rows_of(long):
        doubtful = dict(repeated(row))
        for about, found in doubtful.items():
            notes.tell(kinds.FIELD_REPEATED, found, about)
        rows.append((number, {about: cells for about, cells in row.items() if about not in doubtful}))
    return Rows(long.table, tuple(rows), len(long.table.sheet.rows))


def _read_rows(
    own: Sequence[Rows], more: Sequence[Rows], book: Workbook, data: bytes, context: RowContext, said: OwnWords
) -> None:
    notes = Notes(said.issues, said.sources)
    every = (*own, *more)
    legend = find_legend(book.sheets)
    context = replace(context, scales=percent_scales(every, data), legend=legend)
    actions = Actions(notes, faults=cell_faults(each.table for each in every))
    looks = looks_of(data, book.form, sum(len(row) for sheet in book.sheets for row in sheet.rows))
    for each in join(own, more, notes):
        first = len(actions.places)
        read_rows(each, context, actions)
        titles = (Found(each.table.sheet.value(at.row, at.column), at) for at in actions.places[first:])
        tell_of_looks(each.table, looks.get(each.table.sheet.name, Looks()), titles, notes)
    for each in more:
        measures = (row["measure.title"][0] for _, row in each.rows if "measure.title" in row)
        tell_of_looks(each.table, looks.get(each.table.sheet.name, Looks()), measures, notes)
    for tables in (own, more):
        said.issues.extend(check_plan_gaps(row for each in tables for _, row in each.rows))
    said.tables = tuple(each.table.as_found(each.last) for each in every)
    said.left_out.extend(actions.left_out)
    _tell_of_legend((each.table for each in own), legend, notes)
    if not actions.records and not said.questions:
        why = "no row beneath the headings holds an action"
        said.issues.append(kinds.PLAN_NOT_UNDERSTOOD.at(None, why=why, also=""))
        return
    said.actions = tuple(actions.records)


def _layout(parts: Parts) -> str:
    return "joined_plan" if parts.joined else tidy_plan.NAME


def _left_out(table: PlanTable, grid: Grid) -> Iterable[LeftOut]:
    yield from grid.left_out
    unread = (column for column in table.columns if column.field is None)
    yield from (LeftOut(table.sheet.name, "heading not known", column=each.letter) for each in unread)


def _tell_of_legend(tables: Iterable[PlanTable], legend: Legend, notes: Notes) -> None:
    """That letters were read by a legend, at the heading over them, where there are any."""
    for table in tables:
        column = table.column("status")
        texts = {one_line(table.sheet.value(row, column.number)) for row in table.rows} if column else set()
        signs = sorted(text for text in texts if read_status(text) is None and read_status(text, legend))
        if column and signs:
            meant = ", ".join(f"{sign} = {legend[sign.casefold().strip('.')].replace('_', ' ')}" for sign in signs)
            at = table.sheet.at(table.header_row, column.number)
            notes.issues.append(kinds.STATUSES_BY_LEGEND.at(at, column.heading, field=("status",), legend=meant))
