"""The home of the report of `validate --kind plan`: a plan reading as the keys of its contract."""

from datetime import date
from decimal import Decimal

from budgets.money import CENT
from importers.cells import CellRef
from importers.reading import PlanReading, RecordPath
from importers.report import Report, decimal_text, report_of
from plans.implementation import Action, FundingAsk
from plans.measures import Measure


def plan_report(reading: PlanReading) -> Report:
    """What `validate --kind plan --json` prints (docs/reference/validate.md)."""
    actions = [_action(action, ("actions", index), reading) for index, action in enumerate(reading.actions)]
    return report_of(reading, records=len(actions), actions=actions)


def _action(action: Action, path: RecordPath, reading: PlanReading) -> Report:
    return {
        "code": action.code,
        "title": action.title,
        "goal": action.goal,
        "strategy": action.strategy,
        "lead": action.lead,
        "partners": [partner.name for partner in action.partners],
        "start": _day(action.start),
        "due": _day(action.due),
        "due_text": action.due_text,
        "status": str(action.status) if action.status else None,
        "progress_note": action.progress_note,
        "cell": _cell(reading.sources.get(path)),
        "measures": [
            _measure(measure, reading.sources.get((*path, "measures", index)))
            for index, measure in enumerate(action.measures)
        ],
        "ask": _ask(action.ask),
    }


def _measure(measure: Measure, cell: CellRef | None) -> Report:
    latest = measure.latest
    return {
        "title": measure.title,
        "unit": measure.unit,
        "direction": str(measure.direction) if measure.direction else None,
        "baseline": decimal_text(measure.baseline),
        "baseline_date": _day(measure.baseline_date),
        "target": decimal_text(measure.target),
        "target_date": _day(measure.target_date),
        "targets": [{"date": _day(target.date), "value": decimal_text(target.value)} for target in measure.targets],
        "actual": decimal_text(latest.value) if latest else None,
        "as_of": _day(latest.as_of) if latest else None,
        "cell": _cell(cell),
    }


def _ask(ask: FundingAsk) -> Report:
    return {
        "amount": _dollars(ask.amount),
        "fte": decimal_text(ask.fte),
        "fund": ask.fund,
        "appropriation_unit": ask.appropriation_unit,
        "decision_package": ask.decision_package,
        "within_existing": ask.within_existing,
    }


def _cell(cell: CellRef | None) -> str | None:
    return None if cell is None else str(cell)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _dollars(amount: Decimal | None) -> str | None:
    """Dollars with their cents; further digits, where a file has them, stay."""
    if amount is None:
        return None
    with_cents = amount.quantize(CENT) if abs(amount) < Decimal(10) ** 20 else amount
    return format(with_cents if with_cents == amount else amount, "f")
