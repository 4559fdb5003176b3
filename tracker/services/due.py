"""The home of what a department owes, and by when: actions to finish, values and targets to report."""

from collections.abc import Iterator
from datetime import date, timedelta

from plans import attainment
from plans.attainment import DAYS_PER_MONTH
from plans.measures import Measure
from tracker.following import Followed, FollowedMeasure, Rules, source_of
from tracker.rows import DueRow


def due_rows(own: Followed, rules: Rules) -> tuple[DueRow, ...]:
    """Everything that is due, the earliest first: open actions by their due dates, measures by their next value."""
    return tuple(sorted((*_actions(own, rules), *_measures(own, rules)), key=lambda row: (row.due, row.title)))


def _actions(own: Followed, rules: Rules) -> Iterator[DueRow]:
    for one in own.actions:
        if one.action.is_open and one.action.due:
            days = (one.action.due - rules.today).days
            yield DueRow("action", one.action.title, one.action.due, days, source_of(one.kept, one.path))


def _measures(own: Followed, rules: Rules) -> Iterator[DueRow]:
    for one in own.measures:
        day = _next_value(one, rules)
        if day is not None:
            yield DueRow("value", one.measure.title, day, (day - rules.today).days, source_of(one.kept, one.path))


def _next_value(one: FollowedMeasure, rules: Rules) -> date | None:
    """The day by which the next value is due: one reporting interval after the last, or after the plan began."""
    measure = one.measure
    if attainment.is_met(measure, rules.thresholds) or (one.action and not one.action.is_open):
        return None
    return _last_day(measure, one.kept.plan.start) + timedelta(days=_interval(measure, rules))


def _last_day(measure: Measure, start: date) -> date:
    return measure.latest.as_of if measure.latest else start


def _interval(measure: Measure, rules: Rules) -> int:
    return int((measure.reporting_months or rules.thresholds.reporting_months) * DAYS_PER_MONTH)
