"""The home of reading our own plan workbook: its sheets joined by the codes of actions and measures."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from budgets.period import BudgetPeriod
from importers import plan_issues as kinds
from importers.cells import CellRef
from importers.date_orders import Dates
from importers.layout_tables import LayoutTable, filled_cell, joining_key
from importers.layouts import standard_plan as layout
from importers.layouts.layout import WorkbookLayout
from importers.number_formats import percent_cells
from importers.percents import Scale
from importers.plan_dates import dates_of_template
from importers.plan_lists import split_names
from importers.plan_measures import read_measure
from importers.plan_rows import Notes, Row, RowContext, RowReader, Texts, read_action
from importers.plan_values import read_yes
from importers.reading import RecordPath, Surroundings, TableFound
from importers.values import text_of
from importers.workbook import Workbook
from plans.implementation import Action, Agreement, PartnerKind
from plans.measures import DatedTarget, Group, Measure, MeasuredValue
from plans.progress import ProgressUpdate

NO_CODE = re.compile(r"\(no code m?\d+\)")
"""What stands for the code of an action or measure that has none, so that other sheets can refer to it."""


TARGET_FIELDS = {"value": "measure.target", "date": "measure.target_date"}
VALUE_FIELDS = {"value": "measure.actual", "n": "measure.actual", "as_of": "measure.as_of"}


def as_written(value: object) -> str | None:
    """The text of a cell as it stands, without spaces at its ends."""
    return text_of(value).strip() or None


AS_IN_TEMPLATE = Texts(as_written, as_written, split_names)


@dataclass(slots=True)
class StandardPlan:
    """What our own workbook says; ``actions`` None: sheets or columns are missing, the issues say which."""

    department: tuple[str, CellRef] | None = None
    period: BudgetPeriod | None = None
    as_of: date | None = None
    actions: tuple[Action, ...] | None = None
    measures: tuple[Measure, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    tables: tuple[TableFound, ...] = ()


@dataclass(slots=True)
class _Joined:
    """Records by the code that other sheets call them by."""

    context: RowContext
    notes: Notes
    actions: list[Action] = field(default_factory=list)
    action_at: dict[str, int] = field(default_factory=dict)
    measures: list[Measure] = field(default_factory=list)
    measure_at: dict[str, tuple[int | None, int]] = field(default_factory=dict)

    def reader(self, row: Row, path: RecordPath, prefix: str = "") -> RowReader:
        """A reader of one row."""
        return RowReader(row, path, self.context, self.notes, prefix)

    def reader_of_numbers(self, row: Row, path: RecordPath, told_as: Mapping[str, str]) -> RowReader:
        """A reader of one row of targets or values, whose issues speak of the measure."""
        return RowReader(row, path, self.context, self.notes, told_as=told_as)

    def joined_action(self, row: Row) -> int | None:
        """The index of the action that a row names; None where it names none, told where it names a wrong one."""
        found = filled_cell(row, "action")
        if found is None:
            return None
        index = self.action_at.get(joining_key(found))
        if index is None:
            self.notes.tell(kinds.CODE_UNKNOWN, found, "code", thing="action", sheet=layout.ACTIONS.name)
        return index

    def joined_measure(self, row: Row) -> tuple[int | None, int] | None:
        """Where the measure is that a row names: the index of its action (None: of the plan), and its own."""
        found = filled_cell(row, "measure")
        place = self.measure_at.get(joining_key(found)) if found else None
        if found is not None and place is None:
            self.notes.tell(kinds.CODE_UNKNOWN, found, "measure.code", thing="measure", sheet=layout.MEASURES.name)
        return place

    def measure(self, place: tuple[int | None, int]) -> Measure:
        """The measure at a place."""
        action, index = place
        return self.measures[index] if action is None else self.actions[action].measures[index]

    def path(self, place: tuple[int | None, int]) -> RecordPath:
        """The path of the measure at a place."""
        action, index = place
        return ("measures", index) if action is None else ("actions", action, "measures", index)

    def replace(self, place: tuple[int | None, int], measure: Measure) -> None:
        """Put a changed measure in its place."""
        action, index = place
        if action is None:
            self.measures[index] = measure
            return
        held = list(self.actions[action].measures)
        held[index] = measure
        self.actions[action] = self.actions[action].model_copy(update={"measures": tuple(held)})


def read_standard(
    book: Workbook, data: bytes, template: WorkbookLayout, surroundings: Surroundings, notes: Notes
) -> StandardPlan:
    """Read a workbook that says that it follows our own layout, in the version that it says."""
    sheets = {each.name: book.sheet(each.name) for each in template.sheets}
    missing = [each for each in template.sheets if each.required and sheets[each.name] is None]
    notes.issues.extend(kinds.SHEET_MISSING.at(None, each.name) for each in missing)
    if missing:
        return StandardPlan()
    tables = {each.name: LayoutTable(each, sheet, notes) for each in template.sheets if (sheet := sheets[each.name])}
    whole = [table.check() for table in tables.values() if not table.layout.is_form]
    dates, issues = dates_of_template(list(tables.values()), surroundings.calendar)
    notes.issues.extend(issues)
    about = _about(tables[layout.PLAN.name], surroundings, dates, notes)
    about.tables = tuple(table.as_found() for table in tables.values() if not table.layout.is_form)
    if not all(whole):
        return about
    partner_kinds = _partner_kinds(tables, notes)
    scales = _shown_as_percent(data, tables)
    context = RowContext(surroundings.framework, dates, AS_IN_TEMPLATE, scales, partner_kinds)
    joined = _Joined(context, notes)
    _read_sheets(tables, joined)
    about.agreements = tuple(_agreements(tables, joined))
    about.actions, about.measures = tuple(joined.actions), tuple(joined.measures)
    return about


def _read_sheets(tables: dict[str, LayoutTable], joined: _Joined) -> None:
    for sheet, read_row in (
        (layout.ACTIONS, _add_action),
        (layout.MEASURES, _add_measure),
        (layout.TARGETS, _add_target),
        (layout.VALUES, _add_value),
        (layout.UPDATES, _add_update),
    ):
        for row in tables[sheet.name].rows() if sheet.name in tables else ():
            read_row(row, joined)


def _shown_as_percent(data: bytes, tables: dict[str, LayoutTable]) -> dict[CellRef, Scale]:
    """The cells of numbers into which somebody typed a percent sign: a spreadsheet then keeps a share of one."""
    scales: dict[CellRef, Scale] = {}
    for name in (layout.MEASURES.name, layout.TARGETS.name, layout.VALUES.name):
        table = tables.get(name)
        shown = percent_cells(data, table.sheet.name) if table else None
        for number, row in enumerate(table.sheet.rows if table and shown else (), start=1):
            cells = (CellRef(table.sheet.name, number, column) for column in range(1, len(row) + 1)) if table else ()
            scales |= {at: Scale.SHARE for at in cells if at.address in (shown or ())}
    return scales


# -- what is true of the whole plan


def _about(table: LayoutTable, surroundings: Surroundings, dates: Dates, notes: Notes) -> StandardPlan:
    row = table.form()
    reader = RowReader(row, (), RowContext(surroundings.framework, dates, AS_IN_TEMPLATE), notes)
    department, cell = reader.text("department"), filled_cell(row, "department")
    start, end = reader.time("start").first, reader.time("end").last
    framework, ours = filled_cell(row, "framework"), f"{surroundings.framework.code} {surroundings.framework.version}"
    if framework and joining_key(framework) != ours.casefold():
        notes.tell(kinds.FRAMEWORK_DIFFERS, framework, "goal", framework=ours)
    return StandardPlan(
        department=(department, cell.at) if department and cell else None,
        period=_period(row, start, end, notes),
        as_of=reader.day("as_of"),
    )


def _period(row: Row, start: date | None, end: date | None, notes: Notes) -> BudgetPeriod | None:
    if start is None or end is None:
        return None
    if end > start:
        return BudgetPeriod(start=start, end=end)
    found = filled_cell(row, "end")
    if found:
        notes.tell(kinds.DUE_BEFORE_START, found, "period", start=start)
    return None


def _partner_kinds(tables: dict[str, LayoutTable], notes: Notes) -> dict[str, PartnerKind]:
    known: dict[str, PartnerKind] = {}
    for row in tables[layout.PARTNERS.name].rows() if layout.PARTNERS.name in tables else ():
        name, found = row["name"][0], filled_cell(row, "kind")
        if found is None:
            continue
        word = joining_key(found).replace(" ", "_")
        kind = next((kind for kind in PartnerKind if kind == word), None)
        if kind is None:
            notes.tell(kinds.NOT_IN_LIST, found, "partners", thing="kinds of partners", choices=", ".join(PartnerKind))
        else:
            known[as_written(name.value) or ""] = kind
    return known


# -- rows


def _add_action(row: Row, joined: _Joined) -> None:
    index = len(joined.actions)
    path: RecordPath = ("actions", index)
    reader = joined.reader(row, path)
    found = reader.found("title")
    title = reader.text("title")
    if found is None or title is None:
        return
    joined.notes.sources[path] = found.at
    action = read_action(reader, title)
    code = filled_cell(row, "code")
    if code is not None:
        before = joined.action_at.setdefault(joining_key(code), index)
        if before != index:
            other = joined.notes.sources["actions", before]
            joined.notes.tell(kinds.ACTION_CODE_REPEATED, code, "code", other=other)
        if NO_CODE.fullmatch(joining_key(code)):
            action = action.model_copy(update={"code": None})
    joined.actions.append(action)


def _add_measure(row: Row, joined: _Joined) -> None:
    action = joined.joined_action(row)
    if action is None and filled_cell(row, "action") is not None:
        return
    held = joined.measures if action is None else joined.actions[action].measures
    place = action, len(held)
    code_of_action = None if action is None else joined.actions[action].code
    reader = joined.reader(row, joined.path(place), "measure.")
    measure = read_measure(reader, code_of_action)
    found = filled_cell(row, "measure.title")
    if measure is None or found is None:
        return
    joined.notes.sources[joined.path(place)] = found.at
    code = filled_cell(row, "measure.code")
    if code is not None:
        if joined.measure_at.setdefault(joining_key(code), place) != place:
            other = joined.notes.sources[joined.path(joined.measure_at[joining_key(code)])]
            joined.notes.tell(kinds.ACTION_CODE_REPEATED, code, "measure.code", other=other)
        if NO_CODE.fullmatch(joining_key(code)):
            measure = measure.model_copy(update={"code": None})
    if action is None:
        joined.measures.append(measure)
    else:
        kept = joined.actions[action]
        joined.actions[action] = kept.model_copy(update={"measures": (*kept.measures, measure)})


def _add_target(row: Row, joined: _Joined) -> None:
    place = joined.joined_measure(row)
    if place is None:
        return
    measure = joined.measure(place)
    reader = joined.reader_of_numbers(row, (*joined.path(place), "targets", len(measure.targets)), TARGET_FIELDS)
    value = reader.number("value", measure.unit)
    if value is None:
        return
    target = DatedTarget(date=reader.day("date"), value=value)
    last = {} if measure.target is not None else {"target": target.value, "target_date": target.date}
    joined.replace(place, measure.model_copy(update={"targets": (*measure.targets, target), **last}))


def _add_value(row: Row, joined: _Joined) -> None:
    place = joined.joined_measure(row)
    if place is None:
        return
    measure = joined.measure(place)
    path = (*joined.path(place), "values", len(measure.values))
    reader = joined.reader_of_numbers(row, path, VALUE_FIELDS)
    as_of = reader.day("as_of")
    if as_of is None:
        return
    found = filled_cell(row, "value") or row["as_of"][0]
    joined.notes.sources[path] = found.at
    name, scheme = reader.text("group"), reader.text("scheme")
    number, n, suppressed = reader.number("value", measure.unit), reader.whole_number("n"), _is_suppressed(reader)
    if suppressed and not (number is None and n is None):
        reader.tell(kinds.SUPPRESSED_VALUE, found, "measure.actual")
        number = n = None
    value = MeasuredValue(
        as_of=as_of,
        value=number,
        group=Group(scheme=scheme or "", name=name) if name else None,
        n=n,
        suppressed=suppressed,
        note=reader.note("note"),
    )
    joined.replace(place, measure.model_copy(update={"values": (*measure.values, value)}))


def _is_suppressed(reader: RowReader) -> bool:
    found = filled_cell(reader.row, "suppressed")
    said = read_yes(found.value) if found else False
    if said is None and found:
        reader.tell(kinds.NOT_IN_LIST, found, "measure.actual", thing="suppressed", choices="yes, no")
    return said is not False


def _add_update(row: Row, joined: _Joined) -> None:
    index = joined.joined_action(row)
    if index is None:
        return
    action = joined.actions[index]
    path = ("actions", index, "updates", len(action.updates))
    reader = joined.reader(row, path)
    joined.notes.sources[path] = row["action"][0].at
    update = ProgressUpdate(
        action=action.code or "",
        as_of=reader.day("as_of"),
        status=reader.status(),
        note=reader.note("note"),
        blocked_reason=reader.note("blocked_reason"),
        reported_by=reader.text("reported_by"),
    )
    joined.actions[index] = action.model_copy(update={"updates": (*action.updates, update)})


def _agreements(tables: dict[str, LayoutTable], joined: _Joined) -> Iterator[Agreement]:
    rows = tables[layout.AGREEMENTS.name].rows() if layout.AGREEMENTS.name in tables else ()
    for index, row in enumerate(rows):
        path: RecordPath = ("agreements", index)
        reader = joined.reader(row, path)
        joined.notes.sources[path] = row["title"][0].at
        yield Agreement(
            partner=reader.text("partner") or "",
            title=reader.text("title") or "",
            start=reader.time("start").first,
            end=reader.day("end"),
            county_promises=reader.note("county_promises"),
            partner_promises=reader.note("partner_promises"),
            actions=_agreed_actions(row, joined),
        )


def _agreed_actions(row: Row, joined: _Joined) -> tuple[str, ...]:
    found = filled_cell(row, "actions")
    if found is None:
        return ()
    codes = split_names(found.value)
    for code in codes:
        if code.casefold() not in joined.action_at:
            cell = found._replace(value=code)
            joined.notes.tell(kinds.CODE_UNKNOWN, cell, "partners", thing="action", sheet=layout.ACTIONS.name)
    return tuple(code for code in codes if code.casefold() in joined.action_at)
