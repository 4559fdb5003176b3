"""Whose numbers the invented county's are, and when: its periods, its money, its cells."""

from datetime import date
from decimal import Decimal

from budgets.phases import Phase
from tracker.rows import CountyFacts, Covered, Money, PeriodChoice, Source, View

TODAY = date(2026, 6, 30)
COUNTY = CountyFacts(
    "Cascara County", TODAY, invented=True, framework_title="Equity plan", framework_version="2016-2022"
)
BOOKED = (Phase.REQUESTED, Phase.PROPOSED, Phase.ADOPTED, Phase.ACTUAL)
ACTUALS = Covered(date(2026, 6, 30), Decimal("0.25"))
PERIODS = (
    PeriodChoice("2025", date(2025, 1, 1), date(2025, 12, 31), (2025,), (Phase.PROPOSED, Phase.ADOPTED)),
    PeriodChoice("2026-2027", date(2026, 1, 1), date(2027, 12, 31), (2026, 2027), BOOKED, ACTUALS),
)
ADOPTED = View("2026-2027", Phase.ADOPTED)


def money(amount: str | None, lines: int = 12, **more: Decimal) -> Money:
    return Money(None if amount is None else Decimal(amount), Decimal("9.5"), lines, **more)


def at(cell: str = "C14", sheet: str = "Plan", import_id: int = 3) -> Source:
    return Source(import_id, "Human Resources plan v3.xlsx", sheet, cell)
