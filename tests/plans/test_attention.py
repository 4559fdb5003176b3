from datetime import date
from typing import Any

import pytest

from plans.attainment import DEFAULT_THRESHOLDS
from plans.attention import (
    ConcernKind,
    concerns,
    ending_agreements,
    last_report,
    never_updated,
    overdue,
    ownerless,
    stale,
    without_baseline,
    without_target,
)
from plans.progress import ProgressUpdate
from tests.builders import TODAY, a_measure, a_plan, a_value, an_action, an_agreement

LONG_AGO = date(2026, 1, 31)
UNMEASURED: dict[str, Any] = {"measures": (a_measure(None),)}


def an_update(as_of: date | None = TODAY) -> ProgressUpdate:
    return ProgressUpdate(action="PH-LOS-01", as_of=as_of, note="Four divisions live.")


def test_nothing_is_wrong_with_a_plan_that_is_kept_up():
    assert concerns(a_plan(), TODAY) == ()


@pytest.mark.parametrize("lead", [None, "", "  "])
def test_an_open_action_without_a_lead_is_ownerless(lead):
    (found,) = ownerless(a_plan(an_action(), an_action("PH-LOS-02", lead=lead)))

    assert (found.kind, found.path, found.action) == (ConcernKind.OWNERLESS, ("actions", 1), "PH-LOS-02")


@pytest.mark.parametrize("status", ["completed", "deferred", "cancelled"])
def test_an_action_that_is_no_longer_open_concerns_nobody(status):
    action = an_action(
        lead=None, status=status, due=LONG_AGO, measures=(a_measure(4, LONG_AGO, baseline=None, target=None),)
    )

    assert concerns(a_plan(action, agreements=(an_agreement("PH-LOS-01"),)), TODAY) == ()


def test_a_measure_of_the_plan_as_a_whole_needs_an_owner_and_that_of_an_action_has_its_lead():
    plan = a_plan(measures=(a_measure(), a_measure(owner="Chief Epidemiologist")))

    assert [(found.path, found.of_measure) for found in ownerless(plan)] == [(("measures", 0), True)]


@pytest.mark.parametrize(
    ("told", "never"),
    [
        ({}, True),
        ({"updates": (an_update(),)}, False),
        ({"updates": (an_update(None),)}, False),
        ({"progress_note": "Begun."}, False),
        ({"blocked_reason": "Waiting on legal advice."}, False),
        ({"measures": (a_measure(4),)}, False),
        ({"measures": (a_measure(values=(a_value(None),)),)}, True),
        ({"measures": (a_measure(values=(a_value(None, suppressed=True),)),)}, False),
        ({"start": date(2026, 10, 1)}, False),
        ({"start": TODAY}, True),
        ({"start": None}, True),
        ({"status": None}, True),
        ({"status": "blocked"}, True),
    ],
)
def test_an_action_that_has_begun_and_of_which_nothing_was_said_was_never_updated(told, never):
    plan = a_plan(an_action(**UNMEASURED | told))

    assert bool(never_updated(plan, TODAY)) is never


def test_the_last_report_is_the_last_of_update_value_and_dated_note():
    action = an_action(measures=(a_measure(4, LONG_AGO),), updates=(an_update(date(2026, 3, 1)), an_update(None)))
    noted = an_action(measures=(a_measure(4, LONG_AGO),), progress_note="Begun.")

    assert last_report(action, a_plan(action)) == date(2026, 3, 1)
    assert last_report(noted, a_plan(noted)) == LONG_AGO
    assert last_report(noted, a_plan(noted, as_of=TODAY)) == TODAY


@pytest.mark.parametrize(("day", "is_told"), [(date(2026, 5, 17), False), (date(2026, 5, 16), True)])
def test_an_action_is_stale_after_one_and_a_half_reporting_intervals(day, is_told):
    plan = a_plan(an_action(**UNMEASURED, updates=(an_update(day),)))

    assert [found.day for found in stale(plan, TODAY)] == ([day] if is_told else [])


def test_a_stale_measure_is_told_beside_its_action_unless_it_is_met():
    old, met = a_measure(4, LONG_AGO), a_measure(6, LONG_AGO)
    plan = a_plan(an_action(measures=(old, met), updates=(an_update(),)))

    (found,) = stale(plan, TODAY, DEFAULT_THRESHOLDS)

    assert (found.path, found.day, found.action) == (("actions", 0, "measures", 0), LONG_AGO, "PH-LOS-01")


@pytest.mark.parametrize(
    ("due", "status", "late"),
    [
        (date(2026, 9, 29), "in_progress", True),
        (date(2026, 9, 29), None, True),
        (TODAY, "in_progress", False),
        (None, "in_progress", False),
        (date(2026, 9, 29), "completed", False),
    ],
)
def test_an_open_action_is_overdue_after_its_due_day(due, status, late):
    assert [found.day for found in overdue(a_plan(an_action(due=due, status=status)), TODAY)] == ([due] if late else [])


def test_measures_without_a_baseline_or_a_target_are_told():
    plan = a_plan(
        an_action(measures=(a_measure(baseline=None), a_measure(target=None))),
        measures=(a_measure(kind="population", target=None, owner="Chief Epidemiologist"),),
    )

    assert [found.path for found in without_baseline(plan)] == [("actions", 0, "measures", 0)]
    assert [found.path for found in without_target(plan)] == [("actions", 0, "measures", 1)]


@pytest.mark.parametrize(
    ("due", "end", "is_told"),
    [
        (date(2026, 12, 18), date(2026, 6, 30), True),
        (date(2026, 12, 18), date(2026, 12, 18), False),
        (date(2026, 12, 18), None, False),
        (None, date(2026, 12, 18), True),
        (None, date(2027, 12, 31), False),
        (date(2026, 3, 31), date(2026, 6, 30), True),
        (date(2026, 3, 31), TODAY, False),
    ],
)
def test_an_agreement_that_runs_out_while_its_action_goes_on_is_told(due, end, is_told):
    plan = a_plan(an_action(due=due), agreements=(an_agreement("ph-los-01 ", end=end),))

    assert [found.day for found in ending_agreements(plan, TODAY)] == ([end] if is_told else [])


def test_an_agreement_is_told_once_with_all_actions_that_it_leaves_behind():
    plan = a_plan(an_action(), an_action("PH-CP-01"), agreements=(an_agreement("PH-LOS-01", "PH-CP-01", "PH-XX-99"),))

    (found,) = ending_agreements(plan, TODAY)

    assert (found.path, found.action, found.actions) == (("agreements", 0), None, ("PH-LOS-01", "PH-CP-01"))


def test_all_concerns_come_kind_by_kind():
    action = an_action(lead=None, due=LONG_AGO, measures=(a_measure(4, LONG_AGO, baseline=None),))

    found = concerns(a_plan(action, agreements=(an_agreement("PH-LOS-01"),)), TODAY)

    assert [one.kind for one in found] == ["ownerless", "stale", "stale", "overdue", "no_baseline", "agreement_ends"]
