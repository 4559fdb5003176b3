"""The home of plans as rows: what of an action or a measure stands in which column, there and back."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from importers.cells import CellRef
from importers.reading import RecordPath
from plans.implementation import Action, Agreement, FundingAsk, Partner
from plans.measures import DatedTarget, Group, Measure, MeasuredValue
from plans.progress import ProgressUpdate
from tracker.store.types import AnyRow

Cells = dict[str, list[str | int]]
"""By field, sheet, row and column; the empty field is the record itself."""

_ACTION = (
    "code",
    "title",
    "goal",
    "strategy",
    "determinants",
    "policy_area",
    "indicator",
    "lead",
    "start",
    "due",
    "due_text",
    "status",
    "progress_note",
    "blocked_reason",
    "population",
    "geography",
)
_ASK = (
    "amount",
    "fte",
    "fund",
    "appropriation_unit",
    "decision_package",
    "within_existing",
    "text",
)
_MEASURE = (
    "code",
    "title",
    "action",
    "goal",
    "kind",
    "unit",
    "direction",
    "owner",
    "basis",
    "baseline",
    "baseline_date",
    "target",
    "target_date",
    "reference_group",
    "reporting_months",
    "weight",
    "tolerance",
)
_UPDATE = ("action", "as_of", "status", "note", "blocked_reason", "reported_by")
_AGREEMENT = ("partner", "title", "start", "end", "county_promises", "partner_promises", "actions")


def cells_of(sources: Mapping[RecordPath, CellRef]) -> Mapping[RecordPath, Cells]:
    """The cells of every record, by the record's path: its own, and those of its fields."""
    found: dict[RecordPath, Cells] = {}
    for path, cell in sources.items():
        # A record in a row of records ends with its place there; a field ends with its name.
        cut = max((place + 1 for place, step in enumerate(path) if isinstance(step, int)), default=0)
        name = ".".join(str(step) for step in path[cut:])
        found.setdefault(path[:cut], {})[name] = list(cell)
    return found


def sources_of(path: RecordPath, cells: Cells) -> Iterable[tuple[RecordPath, CellRef]]:
    """The cells of a record and of its fields, by their paths."""
    for name, (sheet, row, column) in cells.items():
        yield (*path, *(name.split(".") if name else ())), CellRef(str(sheet), int(row), int(column))


def action_values(action: Action) -> dict[str, Any]:
    """An action as its row."""
    own = {name: getattr(action, name) for name in _ACTION}
    ask = {f"ask_{name}": getattr(action.ask, name) for name in _ASK}
    return {**own, "determinants": list(action.determinants), **ask}


def action_of(
    row: AnyRow, partners: Sequence[Partner], measures: Sequence[Measure], updates: Sequence[ProgressUpdate]
) -> Action:
    """An action from its row and the records under it."""
    own = {name: getattr(row, name) for name in _ACTION}
    ask = FundingAsk.model_validate({name: getattr(row, f"ask_{name}") for name in _ASK})
    parts = {"partners": tuple(partners), "measures": tuple(measures), "updates": tuple(updates)}
    return Action.model_validate({**own, "determinants": tuple(row.determinants), "ask": ask, **parts})


def measure_values(measure: Measure) -> dict[str, Any]:
    """A measure as its row."""
    return {name: getattr(measure, name) for name in _MEASURE}


def measure_of(row: AnyRow, targets: Sequence[DatedTarget], values: Sequence[MeasuredValue]) -> Measure:
    """A measure from its row, its targets and its values."""
    own = {name: getattr(row, name) for name in _MEASURE}
    return Measure.model_validate({**own, "targets": tuple(targets), "values": tuple(values)})


def value_values(value: MeasuredValue) -> dict[str, Any]:
    """A measured value as its row."""
    group = {
        "scheme": value.group.scheme if value.group else None,
        "group_name": value.group.name if value.group else None,
    }
    own = {name: getattr(value, name) for name in ("as_of", "value", "n", "suppressed", "note")}
    return {**own, **group}


def value_of(row: AnyRow) -> MeasuredValue:
    """A measured value from its row."""
    group = None if row.group_name is None else Group(scheme=row.scheme, name=row.group_name)
    return MeasuredValue(
        as_of=row.as_of, value=row.value, group=group, n=row.n, suppressed=row.suppressed, note=row.note
    )


def update_values(update: ProgressUpdate) -> dict[str, Any]:
    """A progress report as its row."""
    return {name: getattr(update, name) for name in _UPDATE}


def update_of(row: AnyRow) -> ProgressUpdate:
    """A progress report from its row."""
    return ProgressUpdate.model_validate({name: getattr(row, name) for name in _UPDATE})


def agreement_values(agreement: Agreement) -> dict[str, Any]:
    """An agreement as its row."""
    return {**{name: getattr(agreement, name) for name in _AGREEMENT}, "actions": list(agreement.actions)}


def agreement_of(row: AnyRow) -> Agreement:
    """An agreement from its row."""
    return Agreement.model_validate(
        {**{name: getattr(row, name) for name in _AGREEMENT}, "actions": tuple(row.actions)}
    )
