"""The home of a plan as the rows of our own workbook, sheet by sheet: what the reader of that workbook reads again."""

from collections.abc import Iterator, Mapping

from importers.layouts import standard_plan as layout
from importers.layouts.layout import Record
from importers.plan_lists import join_names
from plans.implementation import Action, ImplementationPlan
from plans.measures import DatedTarget, Measure
from plans.progress import ProgressUpdate


def plan_records(plan: ImplementationPlan) -> Mapping[str, list[Record]]:
    """The rows of every sheet of the standard plan layout; a form has one."""
    codes = _codes(plan)
    measures = list(_measures(plan, codes))
    return {
        layout.PLAN.name: [about_record(plan)],
        layout.ACTIONS.name: [_action(action, code) for action, code in zip(plan.actions, codes, strict=True)],
        layout.MEASURES.name: [_measure(measure, code, action) for measure, code, action in measures],
        layout.TARGETS.name: [row for measure, code, _ in measures for row in _targets(measure, code)],
        layout.VALUES.name: [row for measure, code, _ in measures for row in _values(measure, code)],
        layout.UPDATES.name: list(_updates(plan, codes)),
        layout.PARTNERS.name: list(_partners(plan)),
        layout.AGREEMENTS.name: list(_agreements(plan)),
    }


def about_record(plan: ImplementationPlan) -> Record:
    """What is true of the whole plan."""
    return {
        "department": plan.department,
        "start": plan.start,
        "end": plan.end,
        "framework": plan.framework,
        "as_of": plan.as_of,
    }


def _action(action: Action, code: str) -> Record:
    ask = action.ask
    return {
        "code": code,
        "goal": action.goal,
        "strategy": action.strategy,
        "title": action.title,
        "lead": action.lead,
        "partners": join_names(partner.name for partner in action.partners),
        "start": action.start,
        "due": action.due,
        "due_text": action.due_text,
        "status": _words(action.status),
        "progress_note": action.progress_note,
        "blocked_reason": action.blocked_reason,
        "ask.amount": ask.amount,
        "ask.fte": ask.fte,
        "ask.fund": ask.fund,
        "ask.appropriation_unit": ask.appropriation_unit,
        "ask.decision_package": ask.decision_package,
        "ask.within_existing": "yes" if ask.within_existing else None,
        "ask.text": ask.text,
        "determinants": join_names(action.determinants),
        "policy_area": action.policy_area,
        "indicator": action.indicator,
        "population": action.population,
        "geography": action.geography,
    }


def _words(member: str | None) -> str | None:
    return member.replace("_", " ") if member else None


def _measures(plan: ImplementationPlan, codes: list[str]) -> Iterator[tuple[Measure, str, str | None]]:
    """Every measure with the code that other sheets call it by, and its action's."""
    owned = [(each, code) for action, code in zip(plan.actions, codes, strict=True) for each in action.measures]
    of_plan: list[tuple[Measure, str | None]] = [*owned, *((each, None) for each in plan.measures)]
    for number, (measure, action) in enumerate(of_plan, start=1):
        yield measure, measure.code or f"(no code m{number})", action


def _measure(measure: Measure, code: str, action: str | None) -> Record:
    return {
        "measure.code": code,
        "action": action,
        "measure.goal": measure.goal,
        "measure.title": measure.title,
        "measure.kind": measure.kind,
        "measure.unit": measure.unit,
        "measure.direction": measure.direction,
        "measure.owner": measure.owner,
        "measure.basis": measure.basis,
        "measure.baseline": measure.baseline,
        "measure.baseline_date": measure.baseline_date,
        "measure.target": measure.target,
        "measure.target_date": measure.target_date,
        "measure.reporting_months": measure.reporting_months,
        "measure.reference_group": measure.reference_group,
        "measure.tolerance": measure.tolerance,
        "measure.weight": measure.weight,
    }


def _targets(measure: Measure, code: str) -> list[Record]:
    return [_target(target, code) for target in measure.targets]


def _target(target: DatedTarget, code: str) -> Record:
    return {"measure": code, "date": target.date, "value": target.value}


def _values(measure: Measure, code: str) -> Iterator[Record]:
    for value in measure.values:
        yield {
            "measure": code,
            "as_of": value.as_of,
            "value": value.value,
            "scheme": value.group.scheme if value.group else None,
            "group": value.group.name if value.group else None,
            "n": value.n,
            "suppressed": "yes" if value.suppressed else None,
            "note": value.note,
        }


def _updates(plan: ImplementationPlan, codes: list[str]) -> Iterator[Record]:
    for action, code in zip(plan.actions, codes, strict=True):
        for update in filter(says_something, action.updates):
            yield {
                "action": code,
                "as_of": update.as_of,
                "status": _words(update.status),
                "note": update.note,
                "blocked_reason": update.blocked_reason,
                "reported_by": update.reported_by,
            }


def says_something(update: ProgressUpdate) -> bool:
    """Whether an update tells more than which action it is of."""
    return any((update.as_of, update.status, update.note, update.blocked_reason, update.reported_by))


def progress_records(plan: ImplementationPlan) -> Mapping[str, list[Record]]:
    """The rows of a plan, and beneath them a row that waits for a report on each open action and each measure of it."""
    records = dict(plan_records(plan))
    codes = _codes(plan)
    is_open = {code: action.is_open for action, code in zip(plan.actions, codes, strict=True)}
    updates: list[Record] = [{"action": code} for code in codes if is_open[code]]
    measures = [code for _, code, action in _measures(plan, codes) if action is None or is_open[action]]
    records[layout.UPDATES.name] = [*records[layout.UPDATES.name], *updates]
    records[layout.VALUES.name] = [*records[layout.VALUES.name], *({"measure": code} for code in measures)]
    return records


def _codes(plan: ImplementationPlan) -> list[str]:
    """The codes by which other sheets call the actions."""
    return [action.code or f"(no code {index})" for index, action in enumerate(plan.actions, start=1)]


def _partners(plan: ImplementationPlan) -> Iterator[Record]:
    kinds = {partner.name: partner.kind for action in plan.actions for partner in action.partners}
    for name, kind in kinds.items():
        yield {"name": name, "kind": _words(kind)}


def _agreements(plan: ImplementationPlan) -> Iterator[Record]:
    for agreement in plan.agreements:
        yield {
            "partner": agreement.partner,
            "title": agreement.title,
            "start": agreement.start,
            "end": agreement.end,
            "county_promises": agreement.county_promises,
            "partner_promises": agreement.partner_promises,
            "actions": join_names(agreement.actions),
        }
