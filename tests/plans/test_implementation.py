from datetime import date

import pytest

from plans.progress import ActionStatus, ProgressUpdate
from tests.builders import an_action


def an_update(status: str | None, as_of: date | None = date(2026, 6, 30)) -> ProgressUpdate:
    return ProgressUpdate(action="PH-LOS-01", as_of=as_of, status=ActionStatus(status) if status else None)


@pytest.mark.parametrize(
    ("updates", "current"),
    [
        ((), "in_progress"),
        ((an_update("blocked"),), "blocked"),
        ((an_update(None),), "in_progress"),
        ((an_update("completed", date(2026, 9, 30)), an_update("blocked")), "completed"),
        ((an_update("blocked"), an_update("completed", None)), "blocked"),
    ],
)
def test_the_status_of_an_action_is_what_was_said_last(updates, current):
    assert an_action(updates=updates).current_status == current


@pytest.mark.parametrize(
    ("status", "is_open"),
    [
        (None, True),
        ("not_started", True),
        ("in_progress", True),
        ("blocked", True),
        ("completed", False),
        ("deferred", False),
        ("cancelled", False),
    ],
)
def test_an_action_is_open_until_somebody_says_otherwise(status, is_open):
    assert an_action(status=status).is_open is is_open
