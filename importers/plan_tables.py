"""The home of reading the rows of a plan's table: which are actions, which second measures, which neither."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from importers import plan_issues as kinds
from importers.cells import CellRef
from importers.issues import Issue
from importers.layouts.tidy_plan import PlanColumn, PlanTable
from importers.number_formats import percent_cells
from importers.percents import PercentCell, Scale, scales
from importers.plan_measures import read_measure
from importers.plan_rows import Found, Notes, Row, RowContext, RowReader, read_action
from importers.plan_values import fold, is_percent, plain, read_number, read_text, read_unit
from importers.reading import LeftOut, RecordPath, TableFound
from importers.workbook import Span
from plans.implementation import Action
from plans.measures import Measure

MEASURE = "measure."
FILLED_DOWN = ("goal", "strategy")
_SCALED = ("measure.baseline", "measure.target", "measure.actual")
_TOTAL = re.compile(r"(?:grand |sub-?\s?)?totals?\b", re.IGNORECASE)


@dataclass(slots=True)
class Actions:
    """The actions of a plan as they are gathered, row by row; ``left_out`` says what was not read, and why."""

    notes: Notes
    records: list[Action] = field(default_factory=list)
    places: list[CellRef] = field(default_factory=list)
    tables: list[TableFound] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    rows: dict[tuple[str, ...], CellRef] = field(default_factory=dict)


def read_table(table: PlanTable, context: RowContext, into: Actions) -> None:
    """Read every row of a table of actions."""
    into.notes.issues.extend(_about_cells(table))
    rows = dict(_rows(table))
    for row in rows.values():
        _read_row(table, row, context, into)
    into.tables.append(table.as_found(max(rows, default=table.header_row)))
    unread = (column for column in table.columns if column.field is None)
    into.left_out.extend(LeftOut(table.sheet.name, "heading not known", column=each.letter) for each in unread)


def why_not_tidy(table: PlanTable) -> tuple[CellRef, str] | None:
    """What stands against one action a row, with its cell: merged cells, or headings between the actions."""
    last = max((number for number in table.rows if _is_filled(table, number)), default=0)
    for span in table.sheet.merges:
        if span.first_row <= last and _breaks_rows(table, span):
            at = table.sheet.at(span.first_row, span.first_column)
            return at, f"the cells merged at {at} belong to more than one row or column of the table"
    return _banner(table, last)


def _breaks_rows(table: PlanTable, span: Span) -> bool:
    if span.last_row < table.header_row:
        return False
    columns = [column for column in table.columns if span.first_column <= column.number <= span.last_column]
    match columns:
        case []:
            return False
        case [column]:
            return span.first_row < span.last_row and column.field not in (*FILLED_DOWN, None)
        case _:
            return True


def _is_filled(table: PlanTable, number: int) -> bool:
    """Whether a row holds more than one thing under the headings."""
    return sum(not found.is_blank for found in _cells(table, number)) > 1


def _cells(table: PlanTable, number: int) -> list[Found]:
    read = (column for column in table.columns if column.field)
    return [Found(table.sheet.value(number, each.number), table.sheet.at(number, each.number)) for each in read]


def _banner(table: PlanTable, last: int) -> tuple[CellRef, str] | None:
    """A row between actions with one text that is no action: a heading in a row."""
    own_rows = {each.number for each in table.columns if each.field and each.field.startswith(("title", MEASURE))}
    for number in range(table.header_row + 1, last):
        filled = [found for found in _cells(table, number) if not found.is_blank]
        if len(filled) == 1 and filled[0].at.column not in own_rows:
            return filled[0].at, f"the row of {filled[0].at} is a heading among the actions"
    return None


# -- rows


def _rows(table: PlanTable) -> Iterator[tuple[int, Row]]:
    above: dict[str, Found] = {}
    fills = {name for name in FILLED_DOWN if _is_filled_down(table, name)}
    merged = frozenset(_merged_rows(table))
    for number in table.rows:
        row = _row(table, number)
        if all(found.is_blank for cells in row.values() for found in cells):
            continue
        for name in FILLED_DOWN:
            row = _filled(row, name, above, follows=name in fills or (name, number) in merged)
        yield number, row


def _row(table: PlanTable, number: int) -> dict[str, tuple[Found, ...]]:
    row: dict[str, tuple[Found, ...]] = {}
    for column in table.columns:
        if column.field:
            value = table.sheet.value(number, column.number)
            found = Found(value, table.sheet.at(number, column.number), column.dated)
            row[column.field] = (*row.get(column.field, ()), found)
    return row


def _filled(
    row: dict[str, tuple[Found, ...]], name: str, above: dict[str, Found], *, follows: bool
) -> dict[str, tuple[Found, ...]]:
    """The row with a goal or strategy that stands once for several rows, merged or written in the first alone."""
    cells = row.get(name)
    if not cells:
        return row
    if not cells[0].is_blank:
        above[name] = cells[0]
    elif name in above and follows:
        return {**row, name: (above[name],)}
    return row


def _merged_rows(table: PlanTable) -> Iterator[tuple[str, int]]:
    """The rows whose goal or strategy is merged with the one above."""
    for name in FILLED_DOWN:
        column = table.column(name)
        for span in table.sheet.merges if column else ():
            if column and span.first_column <= column.number <= span.last_column:
                rows = range(span.first_row + 1, min(span.last_row, len(table.sheet.rows)) + 1)
                yield from ((name, row) for row in rows)


def _is_filled_down(table: PlanTable, name: str) -> bool:
    """Whether a column is written in the first row of each group only: blanks stand in it, and never a repetition."""
    column = table.column(name)
    if column is None:
        return False
    texts = [
        fold(plain(table.sheet.value(number, column.number))) for number in table.rows if _is_filled(table, number)
    ]
    written = [text for text in texts if text]
    once = len(set(written)) == len(written)
    return bool(texts) and bool(texts[0]) and once and 0 < len(written) <= len(texts) // 2


# -- one row


def _read_row(table: PlanTable, row: Row, context: RowContext, into: Actions) -> None:
    title = row.get("title", ())
    text = context.texts.text(title[0].value) if title else None
    filled = [found for cells in row.values() for found in cells if not found.is_blank]
    number = filled[0].at.row
    first = fold(plain(filled[0].value))
    if _TOTAL.match(text or first) and not _has_people(row):
        into.left_out.append(LeftOut(table.sheet.name, "total", row=number))
    elif text is None:
        _read_second_measure(table, row, context, into)
    elif len(filled) == 1:
        into.notes.tell(kinds.ROW_NOT_AN_ACTION, title[0], "title")
        into.left_out.append(LeftOut(table.sheet.name, "one text alone", row=number))
    elif (same := _same_row(row, into)) is not None:
        into.notes.tell(kinds.ACTION_REPEATED, title[0], "title", other=same)
        into.left_out.append(LeftOut(table.sheet.name, "repeated", row=number))
    elif _continues(row, text, into):
        _add_measure(row, context, into)
    else:
        _add_action(table, row, text, context, into)


def _has_people(row: Row) -> bool:
    return any(not found.is_blank for name in ("lead", "status", "due") for found in row.get(name, ()))


def _same_row(row: Row, into: Actions) -> CellRef | None:
    """The place of an earlier row that says just the same."""
    said = tuple(fold(plain(found.value)) for cells in row.values() for found in cells)
    at = next(found.at for cells in row.values() for found in cells)
    earlier = into.rows.setdefault(said, at)
    return None if earlier == at else earlier


def _continues(row: Row, title: str, into: Actions) -> bool:
    """Whether the row is about the action above, with another measure."""
    if not into.records or not _has_measure(row):
        return False
    before = into.records[-1]
    code = _code(row)
    return code is not None and _is_code(before, code) and title.casefold() == before.title.casefold()


def _has_measure(row: Row) -> bool:
    return any(not found.is_blank for found in row.get("measure.title", ()))


def _code(row: Row) -> str | None:
    cells = row.get("code", ())
    return read_text(cells[0].value) if cells else None


def _is_code(action: Action, code: str) -> bool:
    return action.code is not None and action.code.casefold() == code.casefold()


def _read_second_measure(table: PlanTable, row: Row, context: RowContext, into: Actions) -> None:
    """A row without an action: another measure of the one above, or nothing that can be read."""
    code = _code(row)
    filled = {name for name, cells in row.items() if not all(found.is_blank for found in cells)}
    own = {name for name in filled if not name.startswith(MEASURE)}
    same = into.records and (code is None or _is_code(into.records[-1], code))
    if same and _has_measure(row) and own <= {"code", *FILLED_DOWN}:
        _add_measure(row, context, into)
        return
    cell = next(iter(row.get("title", ())), None)
    if cell is not None:
        into.notes.tell(kinds.ACTION_WITHOUT_TEXT, cell, "title")
        into.left_out.append(LeftOut(table.sheet.name, "no action named", row=cell.at.row))


def _add_measure(row: Row, context: RowContext, into: Actions) -> None:
    index = len(into.records) - 1
    action = into.records[index]
    path: RecordPath = ("actions", index, "measures", len(action.measures))
    measure = _measure(row, path, action.code, context, into)
    if measure is not None:
        into.records[index] = action.model_copy(update={"measures": (*action.measures, measure)})


def _measure(row: Row, path: RecordPath, action: str | None, context: RowContext, into: Actions) -> Measure | None:
    if not any(name.startswith(MEASURE) for name in row):
        return None
    measure = read_measure(RowReader(row, path, context, into.notes, MEASURE), action)
    cell = next(iter(row.get("measure.title", ())), None)
    if measure is not None and cell is not None:
        into.notes.sources[path] = cell.at
    return measure


def _add_action(table: PlanTable, row: Row, title: str, context: RowContext, into: Actions) -> None:
    path: RecordPath = ("actions", len(into.records))
    place = row["title"][0]
    into.notes.sources[path] = into.notes.sources[(*path, "title")] = place.at
    if place.at.row in table.sheet.hidden_rows:
        into.notes.tell(kinds.ROW_HIDDEN, place, "title")
    action = read_action(RowReader(row, path, context, into.notes), title)
    _check_code(row, action, into)
    _check_goal(row, action, into)
    measure = _measure(row, (*path, "measures", 0), action.code, context, into)
    into.records.append(action.model_copy(update={"measures": (measure,)}) if measure else action)
    into.places.append(place.at)


def _check_code(row: Row, action: Action, into: Actions) -> None:
    cells = row.get("code", ())
    code = action.code
    if code is None or not cells:
        return
    before = next((index for index, each in enumerate(into.records) if _is_code(each, code)), None)
    if before is not None:
        into.notes.tell(kinds.ACTION_CODE_REPEATED, cells[0], "code", other=into.places[before])


def _check_goal(row: Row, action: Action, into: Actions) -> None:
    cells = row.get("goal", ())
    if action.goal is None and cells and read_text(cells[0].value) is None:
        into.notes.tell(kinds.GOAL_MISSING, cells[0], "goal")


# -- cells that no row can tell of itself


def _about_cells(table: PlanTable) -> Iterator[Issue]:
    """Issues of formulas without a value and of error values under the headings that are read."""
    fields = {column.number: column.field for column in table.columns if column.field}
    for row, column, error in table.sheet.errors:
        if row > table.header_row and column in fields:
            yield kinds.CELL_ERROR.at(table.sheet.at(row, column), error, field=(str(fields[column]),))
    for row, column in sorted(table.sheet.without_value):
        if row > table.header_row and column in fields:
            yield kinds.FORMULA_NOT_CALCULATED.at(table.sheet.at(row, column), field=(str(fields[column]),))


def percent_scales(tables: Sequence[PlanTable], data: bytes) -> Mapping[CellRef, Scale]:
    """What the numbers under the unit % of the tables are: points, or shares of one."""
    unit_cells = [(cell, percent) for table in tables for cell, percent in _unit_cells(table, data)]
    under_percent = scales([cell for cell, percent in unit_cells if percent])
    return {**under_percent, **{cell.at: Scale.UNCLEAR for cell, percent in unit_cells if not percent}}


def _unit_cells(table: PlanTable, data: bytes) -> Iterator[tuple[PercentCell, bool]]:
    """The numbers that are, or are shown as, percentages; and whether their unit is % or not said."""
    columns = [column for column in table.columns if column.field in _SCALED]
    if not columns:
        return
    shown = percent_cells(data, table.sheet.name)
    units = table.column("measure.unit")
    for row in table.rows:
        unit = read_unit(table.sheet.value(row, units.number)) if units else None
        for column in columns:
            cell = _percent_cell(table, row, column, shown)
            if cell is not None and (is_percent(unit) or cell.formatted):
                yield cell, unit is None or is_percent(unit)


def _percent_cell(table: PlanTable, row: int, column: PlanColumn, shown: frozenset[str] | None) -> PercentCell | None:
    said = read_number(table.sheet.value(row, column.number))
    if said is None or said.percent:
        return None
    at = table.sheet.at(row, column.number)
    return PercentCell(at, said.number, None if shown is None else at.address in shown)
