"""The home of templates filled with what is known: a department's plan to report on, or carried over to the next."""

import re
from dataclasses import dataclass
from enum import StrEnum

from budgets.period import BudgetPeriod
from importers.templates import next_plan_template, progress_template
from plans.carrying import carry_over
from tracker.errors import TrackerError
from tracker.records import PlanHead
from tracker.services.looking import Look


class Purpose(StrEnum):
    """What a filled template is for; the value is what is typed and what stands in an address."""

    PROGRESS = "progress"
    NEXT = "next"


class NothingToFillError(TrackerError):
    """A department has no plan in force that a template could be filled from."""

    def __init__(self, department: str) -> None:
        super().__init__(
            f"there is no plan of {department} in force to fill a template from; import one, or take an empty template"
        )


class NoNextPeriodError(TrackerError):
    """No period of the county's follows that of a plan."""

    def __init__(self, period: str) -> None:
        super().__init__(
            f"the county's file names no period that follows {period}; name the next one with --period, or add it to "
            "the periods of the county's file"
        )


@dataclass(frozen=True, slots=True)
class FilledTemplate:
    """A workbook to be filled in, and a name for it."""

    name: str
    content: bytes


def filled_template(look: Look, department: str, purpose: Purpose, period: BudgetPeriod | None) -> FilledTemplate:
    """A department's template, filled from its plan in force; the department by name, code or key.

    ``period`` is that of the plan to report on, or of the next plan; None: the one around today, or the one after it.
    Raises ``NothingToFillError`` and ``NoNextPeriodError``.
    """
    key = look.rules_of.department_key(department)
    heads = [head for head in look.heads if head.department_key in {key, department}]
    if purpose is Purpose.PROGRESS:
        return _to_report_on(look, _for_progress(heads, period, look, department))
    head = _before(heads, period, look, department)
    return _carried(look, head, period or _following(head.period, look))


def _to_report_on(look: Look, head: PlanHead) -> FilledTemplate:
    (kept,) = look.uow.plans.load([head.id])
    name = file_name(head.department, Purpose.PROGRESS.value, head.period)
    return FilledTemplate(name, progress_template(kept.plan, look.framework))


def _carried(look: Look, head: PlanHead, period: BudgetPeriod) -> FilledTemplate:
    (kept,) = look.uow.plans.load([head.id])
    following = carry_over(kept.plan, period.start, period.end, look.framework)
    return FilledTemplate(file_name(head.department, "plan", period), next_plan_template(following, look.framework))


def file_name(department: str, what: str, period: BudgetPeriod) -> str:
    """A name that every system takes."""
    return re.sub(r'[\x00-\x1f<>:"/\\|?*]+', "-", f"{department} {what} {period.label}.xlsx")


def _for_progress(heads: list[PlanHead], period: BudgetPeriod | None, look: Look, department: str) -> PlanHead:
    """The plan of a period, or the one around today, or the last one that began."""
    if period is not None:
        heads = [head for head in heads if head.period == period]
    return _latest([head for head in heads if head.period.start <= look.today] or heads, department)


def _before(heads: list[PlanHead], period: BudgetPeriod | None, look: Look, department: str) -> PlanHead:
    """The last plan before a period; where none is named, the one around today or the last one that began."""
    if period is None:
        return _for_progress(heads, None, look, department)
    return _latest([head for head in heads if head.period.start < period.start], department)


def _latest(heads: list[PlanHead], department: str) -> PlanHead:
    if not heads:
        raise NothingToFillError(department)
    return max(heads, key=lambda head: (head.period.start, head.period.end))


def next_period(look: Look, key: str) -> BudgetPeriod | None:
    """The period that a department's next template is for, where nobody names one; None where there is none."""
    heads = [head for head in look.heads if head.department_key == key]
    return _after(_for_progress(heads, None, look, key).period, look) if heads else None


def _following(period: BudgetPeriod, look: Look) -> BudgetPeriod:
    found = _after(period, look)
    if found is None:
        raise NoNextPeriodError(period.label)
    return found


def _after(period: BudgetPeriod, look: Look) -> BudgetPeriod | None:
    later = (own for own in look.rules_of.periods if own.start > period.end)
    return min(later, key=lambda own: own.start, default=None)
