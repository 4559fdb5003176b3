"""The book of the invented county: its parts, slices and lines."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

from budgets.phases import Direction, Phase
from tests.dashboards.fakes.county import at, money
from tests.dashboards.fakes.plans import DEPARTMENTS
from tracker.budget_rows import LineRow
from tracker.rows import BookFacts, CutRow, PartRow


def a_part(number: int = 7, **more: object) -> PartRow:
    part = PartRow(
        import_id=number,
        file="cascara-adopted-2026-2027.xlsx",
        fiscal_years=(2026, 2027),
        directions=(Direction.EXPENDITURE, Direction.REVENUE),
        scope="whole county",
        version=1,
        as_of=None,
        share_of_period=None,
        basis=None,
        lines=4012,
        imported_at=datetime(2025, 11, 20, 9, 12, tzinfo=UTC),
    )
    return replace(part, **more)  # type: ignore[arg-type]


BOOK = BookFacts(
    phase=Phase.ADOPTED,
    parts=(a_part(),),
    expenditure=money("1742000000", 3610, reductions=Decimal(-4200000), transfers=Decimal(88000000)),
    revenue=money("1742000000", 402),
    missing=("capital projects",),
)


def a_cut(key: str | None, name: str | None, amount: str, inner: tuple[CutRow, ...] = ()) -> CutRow:
    return CutRow(
        key=key, code=None if key is None else key[:5].upper(), name=name, money=money(amount, 120), inner=inner
    )


def within(place: int, name: str) -> tuple[CutRow, ...]:
    words = ("services", "administration", "grants")
    return tuple(
        a_cut(f"a{place}{at}000", f"{name} {word}", str(300_000_000 // (place + 1) // (at + 1)))
        for at, word in enumerate(words)
    )


CUTS = (
    *(
        a_cut(key, name, str(520_000_000 // (place + 1)), within(place, name))
        for place, (key, name) in enumerate(DEPARTMENTS)
    ),
    a_cut(None, None, "44000000"),
)


def a_line(number: int = 1) -> LineRow:
    return LineRow(
        id=number,
        fiscal_years=(2026,),
        direction=Direction.EXPENDITURE,
        department="Public Health",
        unit="A80000 Public Health",
        fund="F1800 Public Health",
        program="Clinics",
        account="51110 Salaries",
        package="DS_014",
        goal="3" if number % 3 else None,
        description="Community health workers",
        amount=Decimal(125000 * number) if number % 7 else Decimal("-1200.50"),
        fte=Decimal("1.5"),
        transfer=number % 5 == 0,
        source=at(f"H{number + 5}", "Lines", 7),
    )
