"""The home of reading the rows of a plan's table: which are actions, which second measures, which neither."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from importers import plan_issues as kinds
from importers.cells import CellRef
from importers.issues import IssueKind
from importers.layouts.narrative import is_example, is_outcome, is_total
from importers.layouts.tidy_plan import PlanTable
from importers.number_formats import percent_cells
from importers.percents import PercentCell, Scale, is_percent, read_unit, scales
from importers.plan_grid import FILLED_DOWN, MEASURE
from importers.plan_measures import read_measure
from importers.plan_rows import Found, Notes, Row, RowContext, RowReader, read_action
from importers.plan_statuses import read_status
from importers.reading import LeftOut, RecordPath
from importers.values import one_line, read_number, read_text, text_of
from plans.implementation import Action
from plans.measures import Measure
from plans.progress import ActionStatus

_PREPARED = frozenset({"code", "status", "note", *FILLED_DOWN})
_PERCENT_OF = re.compile(r"\W*(?:%|percent(?:age)?\b|por ciento|porcentaje)", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:^|[\s;])(?:\(?\d{1,2}[.)]|\([a-z]\)|[\u2022\u25aa\u25cf*])\s+\S", re.MULTILINE)
_SCALED = ("measure.baseline", "measure.target", "measure.actual")


@dataclass(slots=True)
class Actions:
    """The actions of a plan as they are gathered, row by row; ``left_out`` says what was not read, and why."""

    notes: Notes
    records: list[Action] = field(default_factory=list)
    places: list[CellRef] = field(default_factory=list)
    titled: dict[str, CellRef] = field(default_factory=dict)
    coded: dict[str, CellRef] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)
    faults: Mapping[CellRef, tuple[IssueKind, str]] = field(default_factory=dict)
    rows: dict[tuple[str, ...], CellRef] = field(default_factory=dict)
    last: Row = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one table, in order, each with its number; joined ones follow their action; ``last`` is the last."""

    table: PlanTable
    rows: Sequence[tuple[int, Row]]
    last: int = 0


def read_rows(found: Rows, context: RowContext, into: Actions) -> None:
    """Read the rows of a table of actions."""
    for number, row in found.rows:
        _read_row(found.table, number, row, context, into)


# -- one row


def _read_row(table: PlanTable, number: int, row: Row, context: RowContext, into: Actions) -> None:
    title = row.get("title", ())
    text = context.texts.text(title[0].value) if title else None
    filled = ((name, found) for name, cells in row.items() for found in cells if not found.is_blank)
    own = [(name, found) for name, found in filled if not found.over]
    first = one_line(own[0][1].value) if own else ""
    sheet = own[0][1].at.sheet if own else table.sheet.name
    if why := _why_no_action(text or first, {name for name, _ in own}, row):
        into.left_out.append(LeftOut(sheet, why, row=number))
        return
    _tell_of_faults(row, into)
    if text is None:
        _read_second_measure(table, number, row, context, into)
    elif len(own) == 1:
        into.notes.tell(kinds.ROW_NOT_AN_ACTION, title[0], "title")
        into.left_out.append(LeftOut(table.sheet.name, "one text alone", row=number))
    elif (same := _same_row(row, into)) is not None:
        into.notes.tell(kinds.ACTION_REPEATED, title[0], "title", other=same)
        into.left_out.append(LeftOut(table.sheet.name, "repeated", row=number))
    elif _continues(row, text, into):
        _add_measure(row, context, into)
    else:
        _add_action(table, row, text, context, into)


def _why_no_action(text: str, filled: set[str], row: Row) -> str | None:
    """Why a row is none of the plan's actions, where that is certain."""
    if is_total(text) and not _has_people(row):
        return "total"
    if is_example(text):
        return "example"
    if is_outcome(text) and filled <= {"title", "code", "indicator", *FILLED_DOWN}:
        return "outcome"
    if "title" not in filled and filled <= _PREPARED and _is_as_prepared(row):
        return "no action"
    return None


def _is_as_prepared(row: Row) -> bool:
    """Whether a row holds its number and the status that all begin with, and waits for its action."""
    status = next((read_status(found.value) for found in row.get("status", ()) if not found.is_blank), None)
    return status is None or status.status is ActionStatus.NOT_STARTED


def _has_people(row: Row) -> bool:
    return any(not found.is_blank for name in ("lead", "status", "due") for found in row.get(name, ()))


def _same_row(row: Row, into: Actions) -> CellRef | None:
    """The place of an earlier row that says just the same."""
    said = tuple(one_line(found.value) for cells in row.values() for found in cells)
    at = next(found.at for cells in row.values() for found in cells)
    earlier = into.rows.setdefault(said, at)
    return None if earlier == at else earlier


def _continues(row: Row, title: str, into: Actions) -> bool:
    """Whether the row is about the action above, with another measure."""
    if not into.records or not _has_measure(row):
        return False
    before = into.records[-1]
    if title.casefold() != before.title.casefold():
        return False
    code = _code(row)
    return _is_code(before, code) if code is not None else before.code is None and _says_no_more(row, into.last)


def _says_no_more(row: Row, before: Row) -> bool:
    """Whether a row says nothing of the action that the one before does not say, measures apart."""
    own = {name: cells[0] for name, cells in row.items() if cells and not name.startswith(MEASURE)}
    return all(
        found.is_blank or (name in before and one_line(found.value) == one_line(before[name][0].value))
        for name, found in own.items()
    )


def _has_measure(row: Row) -> bool:
    return any(not found.is_blank for found in row.get("measure.title", ()))


def _code(row: Row) -> str | None:
    cells = row.get("code", ())
    return read_text(cells[0].value) if cells else None


def _is_code(action: Action, code: str) -> bool:
    return action.code is not None and action.code.casefold() == code.casefold()


def _read_second_measure(table: PlanTable, number: int, row: Row, context: RowContext, into: Actions) -> None:
    """A row without an action: another measure of the one above, or nothing that can be read."""
    code = _code(row)
    filled = {name for name, cells in row.items() if any(not each.is_blank and not each.over for each in cells)}
    own = {name for name in filled if not name.startswith(MEASURE)}
    same = into.records and (code is None or _is_code(into.records[-1], code))
    if same and _has_measure(row) and own <= {"code", *FILLED_DOWN}:
        _add_measure(row, context, into)
        return
    cell = next(iter(row.get("title", ())), None)
    if cell is not None:
        into.notes.tell(kinds.ACTION_WITHOUT_TEXT, cell, "title")
        into.left_out.append(LeftOut(table.sheet.name, "no action named", row=number))


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
    _check_title(place, action, into)
    measure = _measure(row, (*path, "measures", 0), action.code, context, into)
    into.records.append(action.model_copy(update={"measures": (measure,)}) if measure else action)
    into.last = row
    into.places.append(place.at)
    if action.code is not None:
        into.coded.setdefault(action.code.casefold(), place.at)


def _check_code(row: Row, action: Action, into: Actions) -> None:
    cells = row.get("code", ())
    code = action.code
    if code is None or not cells:
        return
    before = into.coded.get(code.casefold())
    if before is not None:
        into.notes.tell(kinds.ACTION_CODE_REPEATED, cells[0], "code", other=before)


def _check_title(place: Found, action: Action, into: Actions) -> None:
    """Tell of a text that numbers several actions, and of one that another action has as well."""
    if len(_NUMBERED.findall(text_of(place.value))) > 1:
        into.notes.tell(kinds.ACTIONS_SEVERAL, place, "title")
    before = into.titled.get(action.title.casefold())
    if before is None:
        into.titled[action.title.casefold()] = place.at
    else:
        into.notes.tell(kinds.ACTION_TITLE_REPEATED, place, "title", other=before)


def _check_goal(row: Row, action: Action, into: Actions) -> None:
    cells = row.get("goal", ())
    if action.goal is None and cells and read_text(cells[0].value) is None:
        into.notes.tell(kinds.GOAL_MISSING, cells[0], "goal")


# -- cells that no row can tell of itself


def _tell_of_faults(row: Row, into: Actions) -> None:
    """Tell of the formulas without a value and the error values among the cells of a row."""
    for name, cells in row.items():
        for found in cells:
            if fault := into.faults.get(found.at):
                into.notes.tell(fault[0], found._replace(value=fault[1]), name)


def cell_faults(tables: Iterable[PlanTable]) -> Mapping[CellRef, tuple[IssueKind, str]]:
    """The cells with an error value or with a formula that was never calculated, and what they show."""
    faults: dict[CellRef, tuple[IssueKind, str]] = {}
    for sheet in {table.sheet.name: table.sheet for table in tables}.values():
        faults.update({sheet.at(*place): (kinds.FORMULA_NOT_CALCULATED, "") for place in sheet.without_value})
        faults.update({sheet.at(row, column): (kinds.CELL_ERROR, error) for row, column, error in sheet.errors})
    return faults


def percent_scales(rows: Sequence[Rows], data: bytes) -> Mapping[CellRef, Scale]:
    """What the numbers under the unit % are: points, or shares of one.

    Where numbers are stored as such, a text such as ``45`` among them is shown as it is, and says nothing of them.
    """
    found = list(_under_units(rows, data))
    typed = {cell.at for cell, _, is_text in found if is_text}
    mixed = len(typed) < len(found)
    apart = typed if mixed else set()
    under_percent = scales([cell for cell, percent, _ in found if percent and cell.at not in apart])
    as_shown = {cell.at: _scale_of_text(cell) for cell, percent, _ in found if percent and cell.at in apart}
    unclear = {cell.at: Scale.UNCLEAR for cell, percent, _ in found if not percent}
    return {**under_percent, **as_shown, **unclear}


def _scale_of_text(cell: PercentCell) -> Scale:
    return Scale.POINTS if cell.number == 0 or abs(cell.number) > 1 else Scale.UNCLEAR


def _unit_of_row(row: Row) -> str | None:
    """The unit that no column says: % where the measure begins with it, or where one of its numbers bears the sign."""
    numbers = [found for name in _SCALED for found in row.get(name, ())]
    if any(isinstance(found.value, str) and (said := read_number(found.value)) and said.percent for found in numbers):
        return "%"
    titles = (text_of(found.value) for found in row.get("measure.title", ()))
    return "%" if any(_PERCENT_OF.match(title) for title in titles) else None


def _under_units(rows: Sequence[Rows], data: bytes) -> Iterator[tuple[PercentCell, bool, bool]]:
    """The numbers that are or show percentages; whether their unit is %, or not said; whether they are text."""
    shown: dict[str, frozenset[str] | None] = {}
    for row in (row for each in rows for _, row in each.rows):
        units = [found.value for found in row.get("measure.unit", ()) if not found.is_blank]
        unit = read_unit(units[0]) if units else _unit_of_row(row)
        for found in (found for name in _SCALED for found in row.get(name, ())):
            said = read_number(found.value)
            if said is None or said.percent:
                continue
            if found.at.sheet not in shown:
                shown[found.at.sheet] = percent_cells(data, found.at.sheet)
            formats = shown[found.at.sheet]
            cell = PercentCell(found.at, said.number, None if formats is None else found.at.address in formats)
            if is_percent(unit) or cell.formatted:
                yield cell, unit is None or is_percent(unit), isinstance(found.value, str)
