"""The home of the demonstration's General Fund: its taxes, and the money that it passes on to other funds."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from budgets.lines import BudgetLine
from budgets.phases import Direction, Phase
from budgets.structure import ChartEntry
from tracker.demo.sketches import DepartmentSketch, chart_entry

TREASURY = "DES"
TRANSFERS = "Transfer from"
FUND = ChartEntry(code="F0010", name="General Fund")
UNIT = ChartEntry(code="A69400", name="General Fund Transfers")
PROGRAM = chart_entry("GT199 Transfers to other funds")
PASSED_ON = {"F1800": 32_000_000, "F1120": 14_500_000, "F2460": 9_000_000, "F5511": 4_250_000}
"""Dollars a year that the General Fund passes on, by the fund that gets them."""
TAXES = (
    (chart_entry("R31110 Property tax"), Decimal("0.56")),
    (chart_entry("R31310 Retail sales tax"), Decimal("0.29")),
    (chart_entry("R33500 State shared revenue"), Decimal("0.06")),
    (chart_entry("R35000 Fines and penalties"), Decimal("0.03")),
    (chart_entry("R36110 Interest earnings"), Decimal("0.04")),
)


def transfers_in(departments: Iterable[DepartmentSketch], fiscal_years: tuple[int, ...]) -> Iterator[BudgetLine]:
    """Each transfer on both sides: it goes out of the General Fund and comes into another fund."""
    told = tuple(departments)
    treasurer = next(one for one in told if one.entry.code == TREASURY)
    for code, amount in PASSED_ON.items():
        department, unit = next((one, unit) for one in told for unit in one.units if unit.fund.code == code)
        shared = {"fiscal_years": fiscal_years, "phase": Phase.ADOPTED, "amount": Decimal(amount), "transfer": True}
        yield BudgetLine(
            **shared,
            direction=Direction.EXPENDITURE,
            department=treasurer.entry,
            unit=UNIT,
            fund=FUND,
            program=PROGRAM,
            account=ChartEntry(code=f"58{code[1:]}", name=f"Transfer to {unit.fund.name}"),
        )
        yield BudgetLine(
            **shared,
            direction=Direction.REVENUE,
            department=department.entry,
            unit=unit.entry,
            fund=unit.fund,
            account=chart_entry("R39700 Transfer from General Fund"),
        )


def treasury_revenue(
    treasurer: DepartmentSketch, departments: Iterable[DepartmentSketch], fiscal_years: tuple[int, ...]
) -> Iterator[BudgetLine]:
    """The taxes of the General Fund, nearly enough for what it pays."""
    spent = sum(unit.annual for one in departments for unit in one.units if unit.fund.code == FUND.code)
    for account, share in TAXES:
        yield BudgetLine(
            fiscal_years=fiscal_years,
            phase=Phase.ADOPTED,
            direction=Direction.REVENUE,
            department=treasurer.entry,
            unit=ChartEntry(code="A69100", name="General Fund Revenue"),
            fund=FUND,
            account=account,
            amount=Decimal((spent + sum(PASSED_ON.values())) * share).quantize(Decimal(1)),
        )
