"""The home of what of a plan goes on into the next period: what is still to be done, and nothing that nobody said."""

from datetime import date

from plans.framework import Framework
from plans.implementation import Action, Agreement, FundingAsk, ImplementationPlan
from plans.measures import Measure
from plans.progress import ActionStatus

OVER = frozenset({ActionStatus.COMPLETED, ActionStatus.CANCELLED})
BEGUN = frozenset({ActionStatus.IN_PROGRESS, ActionStatus.BLOCKED})


def carry_over(plan: ImplementationPlan, start: date, end: date, framework: Framework) -> ImplementationPlan:
    """The actions of a plan that are neither completed nor cancelled, as the beginning of one for another period.

    What an action is, its lead and partners, its measures with their baselines: these go on. How it stands is left to
    be said anew, and so is what it asks of the next budget. A day goes on when it is in the new period, and so does the
    start of an action that has begun; everything else about time is left blank. A goal goes on under the code that the
    crosswalk gives it; where it gives none, or several, it is left blank.
    """
    actions = tuple(
        _action(action, plan, start, end, framework) for action in plan.actions if action.current_status not in OVER
    )
    codes = {action.code for action in actions}
    return ImplementationPlan(
        department=plan.department,
        start=start,
        end=end,
        framework=f"{framework.code} {framework.version}",
        actions=actions,
        measures=tuple(_measure(measure, plan.framework, start, framework) for measure in plan.measures),
        agreements=tuple(_agreement(each, codes) for each in plan.agreements if each.end is None or each.end >= start),
    )


def _action(action: Action, plan: ImplementationPlan, start: date, end: date, framework: Framework) -> Action:
    # Words about time that hold a number speak of a day that may be over; "ongoing" goes on.
    words = action.due_text if action.due_text and not any(map(str.isdigit, action.due_text)) else None
    begun = (
        action.start is not None and (action.current_status in BEGUN or start <= action.start) and action.start <= end
    )
    goes_on = action.due is not None and start <= action.due <= end
    return action.model_copy(
        update={
            "goal": find_successor(action.goal, plan.framework, framework),
            "start": action.start if begun else None,
            "due": action.due if goes_on else None,
            "due_text": action.due_text if goes_on else words if action.due is None else None,
            "status": None,
            "progress_note": None,
            "blocked_reason": None,
            "ask": FundingAsk(fund=action.ask.fund, appropriation_unit=action.ask.appropriation_unit),
            "measures": tuple(_measure(measure, plan.framework, start, framework) for measure in action.measures),
            "updates": (),
        }
    )


def _measure(measure: Measure, version: str, start: date, framework: Framework) -> Measure:
    targets = tuple(target for target in measure.targets if target.date is None or target.date >= start)
    is_over = measure.target_date is not None and measure.target_date < start
    last = {"target": None, "target_date": None} if is_over else {}
    goal = find_successor(measure.goal, version, framework)
    return measure.model_copy(update={"goal": goal, "values": (), "targets": () if is_over else targets, **last})


def _agreement(agreement: Agreement, codes: set[str | None]) -> Agreement:
    return agreement.model_copy(update={"actions": tuple(code for code in agreement.actions if code in codes)})


def find_successor(goal: str | None, version: str, framework: Framework) -> str | None:
    """The code that a goal of an older framework has now; None where nobody has said, or where it has several.

    ``version`` is the framework that the goal comes from, as ``king_county 2016``.
    """
    if goal is None:
        return None
    if version.casefold() == f"{framework.code} {framework.version}".casefold():
        return goal
    before = version.removeprefix(f"{framework.code} ")
    successors = framework.successors(goal, before) if before != version else None
    return successors[0] if successors and len(successors) == 1 else None
