"""The home of budget periods in tables: the two columns that hold one, and how rows are asked for by it.

``of`` begins the names of the columns: most tables say ``period_start``, those of books say ``book_start``.
"""

from datetime import date

from sqlalchemy import Column, ColumnElement, Date, Table

from budgets.period import BudgetPeriod
from tracker.store.types import AnyRow


def period_columns(of: str = "period") -> tuple[Column[date], Column[date]]:
    """The first and the last day of a period."""
    return Column(f"{of}_start", Date, nullable=False), Column(f"{of}_end", Date, nullable=False)


def period_values(period: BudgetPeriod, of: str = "period") -> dict[str, date]:
    """A period as a row holds it."""
    return {f"{of}_start": period.start, f"{of}_end": period.end}


def in_period(table: Table, period: BudgetPeriod, of: str = "period") -> tuple[ColumnElement[bool], ...]:
    """What holds for the rows of a period."""
    return tuple(table.c[column] == day for column, day in period_values(period, of).items())


def period_of(row: AnyRow, of: str = "period") -> BudgetPeriod:
    """The period that a row holds."""
    return BudgetPeriod(start=getattr(row, f"{of}_start"), end=getattr(row, f"{of}_end"))
