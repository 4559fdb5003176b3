"""The home of what a state looks like in words: icon, word and colour token of every status, phase and severity."""

from dataclasses import dataclass

from budgets.changes import ChangeKind
from budgets.phases import Direction, Phase
from importers.issues import Severity
from plans.progress import ActionStatus, MeasureStatus
from tracker.alignment import Basis
from tracker.change_rows import ChangeCut
from tracker.finding_rows import FindingState
from tracker.findings import Severity as FindingSeverity
from tracker.rows import Cut, ImportState


@dataclass(frozen=True, slots=True)
class Mark:
    """Icon, word and colour of one state. ``icon`` and ``token`` are names in assets/; colour never stands alone."""

    icon: str
    word: str
    token: str


MEASURE: dict[MeasureStatus, Mark] = {
    MeasureStatus.MET: Mark("check", "met", "met"),
    MeasureStatus.ON_TRACK: Mark("arrow", "on track", "on-track"),
    MeasureStatus.AT_RISK: Mark("rise", "at risk", "at-risk"),
    MeasureStatus.OFF_TRACK: Mark("fall", "off track", "off-track"),
    MeasureStatus.STALE: Mark("ring", "stale", "no-data"),
    MeasureStatus.NO_TARGET: Mark("ring", "no target", "no-data"),
    MeasureStatus.NO_DATA: Mark("ring", "no data", "no-data"),
}
"""In the order of a reader's interest: the best first, then what is not known."""

ACTION: dict[ActionStatus | None, Mark] = {
    ActionStatus.COMPLETED: Mark("check", "completed", "met"),
    ActionStatus.IN_PROGRESS: Mark("arrow", "in progress", "on-track"),
    ActionStatus.BLOCKED: Mark("block", "blocked", "off-track"),
    ActionStatus.NOT_STARTED: Mark("ring", "not started", "no-data"),
    ActionStatus.DEFERRED: Mark("pause", "deferred", "muted"),
    ActionStatus.CANCELLED: Mark("cross", "cancelled", "muted"),
    None: Mark("question", "no status", "no-data"),
}
"""In the order of a status mix, from done to given up; None is an action that nobody reported a status for."""

SEVERITY: dict[Severity, Mark] = {
    Severity.ERROR: Mark("fall", "to mend", "off-track"),
    Severity.WARNING: Mark("rise", "worth a look", "at-risk"),
    Severity.INFO: Mark("ring", "for the record", "no-data"),
}

STATE: dict[ImportState, Mark] = {
    ImportState.DRAFT: Mark("rise", "waiting", "at-risk"),
    ImportState.SUBMITTED: Mark("arrow", "submitted", "on-track"),
    ImportState.RETURNED: Mark("fall", "returned", "off-track"),
    ImportState.APPROVED: Mark("arrow", "approved", "on-track"),
    ImportState.PUBLISHED: Mark("check", "in force", "met"),
    ImportState.WITHDRAWN: Mark("cross", "withdrawn", "muted"),
    ImportState.DISCARDED: Mark("cross", "discarded", "muted"),
}
FINDING_WEIGHT: dict[FindingSeverity, Mark] = {
    FindingSeverity.HIGH: Mark("fall", "high", "off-track"),
    FindingSeverity.MEDIUM: Mark("rise", "medium", "at-risk"),
    FindingSeverity.LOW: Mark("ring", "low", "no-data"),
}

FINDING_STATE: dict[FindingState, Mark] = {
    FindingState.NEW: Mark("arrow", "new", "on-track"),
    FindingState.OPEN: Mark("ring", "open", "no-data"),
    FindingState.WAIVED: Mark("pause", "waived", "muted"),
}
READY: dict[bool, Mark] = {
    True: Mark("check", "ready", "met"),
    False: Mark("rise", "not yet", "at-risk"),
}

ANSWERED: dict[str, Mark] = {
    "all": Mark("check", "answered", "met"),
    "some": Mark("rise", "in part", "at-risk"),
    "none": Mark("ring", "not answered", "no-data"),
    "nothing": Mark("ring", "nothing asked", "no-data"),
}
"""How far required questions are answered."""

SUPERSEDED = Mark("ring", "superseded", "no-data")

PHASE: dict[Phase, str] = {
    Phase.REQUESTED: "Requested",
    Phase.PROPOSED: "Proposed",
    Phase.ADOPTED: "Adopted",
    Phase.AMENDED: "Amended",
    Phase.ESTIMATE: "Estimate",
    Phase.ACTUAL: "Actual",
    Phase.FORECAST: "Forecast",
}

CUT: dict[Cut, str] = {
    Cut.DEPARTMENT: "Department",
    Cut.UNIT: "Unit",
    Cut.FUND: "Fund",
    Cut.PROGRAM: "Program",
    Cut.PACKAGE: "Decision package",
    Cut.GOAL: "Goal",
}

BASIS: dict[Basis, str] = {
    Basis.STATED: "stated in the plan",
    Basis.SUGGESTED: "suggested, and confirmed",
    Basis.ENTERED: "entered",
}

CHANGE: dict[ChangeKind, Mark] = {
    ChangeKind.ADDED: Mark("rise", "added", "on-track"),
    ChangeKind.GONE: Mark("cross", "gone", "off-track"),
    ChangeKind.CHANGED: Mark("ring", "changed", "muted"),
    ChangeKind.MOVED: Mark("arrow", "moved", "on-track"),
}

CHANGE_CUT: dict[ChangeCut, str] = {
    ChangeCut.GOAL: "Goal",
    ChangeCut.DEPARTMENT: "Department",
    ChangeCut.UNIT: "Unit",
    ChangeCut.FUND: "Fund",
    ChangeCut.PROGRAM: "Program",
    ChangeCut.PACKAGE: "Decision package",
}

DIRECTION: dict[Direction, str] = {
    Direction.EXPENDITURE: "Spending",
    Direction.REVENUE: "Income",
}
