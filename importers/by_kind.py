"""The home of reading a file as the kind that somebody says it is: as a plan, or as a budget."""

from dataclasses import replace

from importers.budget_workbook import read_budget
from importers.layouts.standard_budget import STANDARD_BUDGET
from importers.layouts.standard_plan import STANDARD_PLAN
from importers.plan_report import plan_report
from importers.plan_workbook import read_plan
from importers.reading import Answers, BudgetReading, Kind, PlanReading, Progress, Surroundings
from importers.report import budget_report
from importers.wrong_kinds import OTHER_KIND_READS, OTHER_WORKBOOK, WRONG_KIND, other_kind

AnyReading = BudgetReading | PlanReading

LARGEST_TRIED = 5_000_000
"""Up to how many bytes a file of which nothing was read is tried as the other kind, too: that takes as long again."""

_OUR_OWN = frozenset({STANDARD_PLAN.name, STANDARD_BUDGET.name})
_WHICH_COLUMN = frozenset({"amount", "sheet", "section"})
"""What is asked of a table that may be no budget; years, phase and direction are asked of amounts that were found."""


def read_file(
    data: bytes,
    file: str,
    kind: Kind,
    *,
    surroundings: Surroundings,
    answers: Answers,
    on_progress: Progress | None = None,
) -> AnyReading:
    """What the reader of this kind makes of the bytes of a file.

    Where it makes nothing of it, and the reader of the other kind finds records there, that is told beside what is
    wrong. It stops nothing: a person alone knows what the file is.
    """
    own = _read(data, file, kind, surroundings, answers, on_progress)
    is_sure = own.layout in _OUR_OWN or any(issue.kind in (WRONG_KIND, OTHER_WORKBOOK) for issue in own.issues)
    if is_sure or _finds_records(own) or len(data) > LARGEST_TRIED:
        return own
    other = other_kind(kind)
    if not _finds_records(_read(data, file, other, surroundings, {}, None)):
        return own
    told = OTHER_KIND_READS.at(None, field=("kind",), asked=kind.value, other=other.value)
    return replace(own, issues=(*own.issues, told))


def _read(
    data: bytes, file: str, kind: Kind, surroundings: Surroundings, answers: Answers, on_progress: Progress | None
) -> AnyReading:
    if kind is Kind.BUDGET:
        return read_budget(data, file, surroundings=surroundings, answers=answers, on_progress=on_progress)
    return read_plan(data, file, surroundings=surroundings, answers=answers, on_progress=on_progress)


def _finds_records(reading: AnyReading) -> bool:
    """Whether there are records of its kind in a file, though a person may have to say more of them."""
    if isinstance(reading, PlanReading):
        return bool(reading.actions)
    asked = {question.field for question in reading.questions}
    return bool(reading.lines) or bool(asked and not asked & _WHICH_COLUMN)


def report_of(reading: AnyReading) -> dict[str, object]:
    """The JSON of the contract (docs/reference/validate.md), with the keys of its kind."""
    return budget_report(reading) if isinstance(reading, BudgetReading) else plan_report(reading)
