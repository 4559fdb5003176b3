"""Records for tests: whole and sensible as they come, so that a test says only what it is about."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from budgets.calendar import CycleRules
from budgets.lines import BudgetLine, PartName, PartScope
from budgets.period import BudgetPeriod, FiscalCalendar
from budgets.phases import Direction, Phase
from budgets.structure import ChartEntry
from plans.framework import Framework, FrameworkEntry, Goal
from plans.implementation import Action, Agreement, ImplementationPlan
from plans.measures import Group, Measure, MeasuredValue

CALENDAR_COUNTY = FiscalCalendar(known=True)
JULY_COUNTY = FiscalCalendar(start_month=7, known=True)
UNKNOWN_COUNTY = FiscalCalendar()

BIENNIUM = BudgetPeriod(start=date(2026, 1, 1), end=date(2027, 12, 31))
TODAY = date(2026, 9, 30)

Number = str | int | Decimal


def a_framework(*goals: str, **changes: Any) -> Framework:
    """A framework with a goal for each code given, or the two goals LOS and CP."""
    named = {"LOS": "Leadership, Operations & Services", "CP": "Community Partnerships"}
    told = {
        "code": "cascara",
        "title": "Cascara County framework",
        "version": "2026",
        "goals": tuple(Goal(code=code, name=named.get(code, f"Goal {code}")) for code in goals or named),
        "strategies": (FrameworkEntry(code="S1", name="Invest upstream"),),
    }
    return Framework.model_validate(told | changes)


def a_cycle(**changes: Any) -> CycleRules:
    """A budget cycle of one milestone, on which departments submit 155 days before the period before ends."""
    whole = {name: changes.pop(name) for name in ("us_federal_holidays", "holidays", "decisions") if name in changes}
    step = {"key": "submit", "name": "Departments submit", "due": {"days": 155, "before": "previous_end"}} | changes
    return CycleRules.model_validate({"code": "own", "title": "Own", "milestones": [step]} | whole)


def a_plan(*actions: Action, **changes: Any) -> ImplementationPlan:
    """A plan of Public Health for 2026-2027 with the actions given, or one."""
    told = {
        "department": "Public Health",
        "start": BIENNIUM.start,
        "end": BIENNIUM.end,
        "framework": "cascara",
        "actions": actions or (an_action(),),
    }
    return ImplementationPlan.model_validate(told | changes)


def an_action(code: str | None = "PH-LOS-01", **changes: Any) -> Action:
    """An action in progress, with a lead, dates and one measure."""
    told: dict[str, Any] = {
        "code": code,
        "title": "Publish a quarterly equity scorecard",
        "goal": "LOS",
        "lead": "Chief of Staff",
        "start": date(2026, 1, 12),
        "due": date(2026, 12, 18),
        "status": "in_progress",
        "measures": (a_measure(action=code),),
    }
    return Action.model_validate(told | changes)


def a_measure(actual: Number | None = 4, as_of: date = TODAY, **changes: Any) -> Measure:
    """A measure on its way from 1 at the end of 2024 to 6 at the end of 2026; ``actual`` None: never measured."""
    told: dict[str, Any] = {
        "title": "Divisions with a current scorecard",
        "unit": "count",
        "baseline": 1,
        "baseline_date": date(2024, 12, 31),
        "target": 6,
        "target_date": date(2026, 12, 31),
        "values": () if actual is None else (a_value(actual, as_of),),
    }
    return Measure.model_validate(told | changes)


def a_value(value: Number | None, as_of: date = TODAY, **changes: Any) -> MeasuredValue:
    """What was found on a day, for everyone."""
    return MeasuredValue.model_validate({"as_of": as_of, "value": value} | changes)


def a_group_value(
    name: str, value: Number | None, n: int | None = None, as_of: date = TODAY, scheme: str = "county", **changes: Any
) -> MeasuredValue:
    """What was found on a day for a group of people."""
    return a_value(value, as_of, n=n, group=Group(scheme=scheme, name=name), **changes)


def an_agreement(*actions: str, **changes: Any) -> Agreement:
    """An agreement for the first half of 2026 on which the actions of these codes stand."""
    told = {
        "partner": "Communities Creating Opportunity",
        "title": "Memorandum of understanding",
        "start": date(2026, 1, 1),
        "end": date(2026, 6, 30),
        "actions": actions,
    }
    return Agreement.model_validate(told | changes)


def a_line(amount: Number | None = "125000.00", **changes: Any) -> BudgetLine:
    """A proposed expenditure of Public Health in 2026."""
    told: dict[str, Any] = {
        "fiscal_years": (2026,),
        "phase": Phase.PROPOSED,
        "direction": Direction.EXPENDITURE,
        "amount": amount,
        "department": ChartEntry(name="Public Health"),
        "unit": ChartEntry(code="A80000", name="Public Health"),
        "fund": ChartEntry(code="F1800", name="Public Health Fund"),
    }
    return BudgetLine.model_validate(told | changes)


def a_part(fiscal_years: Sequence[int] = (2026, 2027), **changes: Any) -> PartName:
    """The name of the proposed expenditure of the whole county."""
    scope = {name: changes.pop(name) for name in ("department", "fund") if name in changes}
    told = {
        "period": BIENNIUM,
        "phase": Phase.PROPOSED,
        "fiscal_years": tuple(fiscal_years),
        "directions": (Direction.EXPENDITURE,),
        "scope": PartScope(**scope),
    }
    return PartName.model_validate(told | changes)
