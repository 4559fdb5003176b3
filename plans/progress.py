"""The home of progress as people report it and of status as the product computes it; the two are never mixed."""

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class ActionStatus(StrEnum):
    """What the people who do the work say about an action."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    BLOCKED = "blocked"
    COMPLETED = "completed"
    DEFERRED = "deferred"
    CANCELLED = "cancelled"


OPEN_STATUSES = frozenset({ActionStatus.NOT_STARTED, ActionStatus.IN_PROGRESS, ActionStatus.BLOCKED})
STOPPED_STATUSES = frozenset({ActionStatus.DEFERRED, ActionStatus.CANCELLED})


class MeasureStatus(StrEnum):
    """What the numbers of a measure say (plans/attainment.py)."""

    MET = "met"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    OFF_TRACK = "off_track"
    NO_TARGET = "no_target"
    NO_DATA = "no_data"
    STALE = "stale"


class ProgressUpdate(BaseModel):
    """One report on one action, on a day."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    action: str
    as_of: date | None
    status: ActionStatus | None = None
    note: str | None = None
    blocked_reason: str | None = None
    reported_by: str | None = None
