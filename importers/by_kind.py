"""The home of reading a file as the kind that somebody says it is: as a plan, or as a budget."""

from importers.budget_workbook import read_budget
from importers.plan_report import plan_report
from importers.plan_workbook import read_plan
from importers.reading import Answers, BudgetReading, Kind, PlanReading, Progress, Surroundings
from importers.report import budget_report

AnyReading = BudgetReading | PlanReading


def read_file(
    data: bytes,
    file: str,
    kind: Kind,
    *,
    surroundings: Surroundings,
    answers: Answers,
    on_progress: Progress | None = None,
) -> AnyReading:
    """What the reader of this kind makes of the bytes of a file."""
    if kind is Kind.BUDGET:
        return read_budget(data, file, surroundings=surroundings, answers=answers, on_progress=on_progress)
    return read_plan(data, file, surroundings=surroundings, answers=answers, on_progress=on_progress)


def report_of(reading: AnyReading) -> dict[str, object]:
    """The JSON of the contract (docs/reference/validate.md), with the keys of its kind."""
    return budget_report(reading) if isinstance(reading, BudgetReading) else plan_report(reading)
