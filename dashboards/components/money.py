"""The home of money in cards: phases beside each other, slices with bars, and what must not be netted in silence."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from dash import html
from dash.development.base_component import Component

from budgets.phases import Phase
from dashboards import formats
from dashboards.components.bars import money_bar
from dashboards.components.parts import Child, lines, link, quiet, unseen
from dashboards.components.tables import Column, Heading, Row, table
from dashboards.marks import PHASE
from tracker.rows import Covered, CutRow, Money


def phase_strip(
    phases: Sequence[tuple[Phase, Money | None]],
    chosen: Phase | None,
    way: Callable[[Phase], str],
    actuals: Covered | None = None,
) -> Component:
    """Every phase as a bar from zero, beside its distance to the one before; of actuals, how far they reach."""
    largest = max((abs(money.amount) for _, money in phases if money and money.amount is not None), default=Decimal(0))
    rows, before = [], None
    for place, (phase, money) in enumerate(phases):
        amount = money.amount if money else None
        rows.append(
            _phase(
                phase, amount, before, largest, place, is_chosen=phase is chosen, name=phase_name(phase, way, actuals)
            )
        )
        before = amount if amount is not None else before
    headings = (
        Heading("Phase"),
        Heading("Share of the largest", Column.WIDE, unseen("Share of the largest")),
        Heading("Amount", Column.NUMBER),
        Heading("Against the one before", Column.NUMBER),
    )
    return table("Phases", headings, rows, css="phase-table")


def phase_name(phase: Phase, way: Callable[[Phase], str], actuals: Covered | None) -> Component:
    """A phase as a link; of actuals, how far they reach."""
    name = link(PHASE[phase], way(phase))
    if phase is not Phase.ACTUAL or actuals is None:
        return name
    told = formats.reach(actuals.as_of, actuals.share_of_period).split(", ")
    return lines(name, *(quiet(formats.unbroken(part)) for part in told))


def _phase(
    phase: Phase,
    amount: Decimal | None,
    before: Decimal | None,
    largest: Decimal,
    place: int,
    *,
    is_chosen: bool,
    name: Component,
) -> Row:
    change = amount - before if amount is not None and before is not None and phase is not Phase.ACTUAL else None
    return Row(
        (
            name,
            money_bar(amount, largest, f"phase-{min(place, 3) + 1}"),
            html.Strong(formats.dollars_short(amount)) if amount is not None else quiet(formats.NO_DATA),
            quiet(formats.change_short(change)) if change is not None else None,
        ),
        "chosen" if is_chosen else "",
    )


def slice_table(rows: Sequence[CutRow], of_what: str, way: Callable[[CutRow], str]) -> Component:
    """Slices of a book, the largest first, each with its share and the way to its lines."""
    largest = max((abs(row.money.amount) for row in rows if row.money.amount is not None), default=Decimal(0))
    headings = (
        Heading(of_what, Column.NAME),
        Heading("Share of the largest", Column.WIDE, unseen("Share of the largest")),
        Heading("Amount", Column.NUMBER),
        Heading("FTE", Column.NUMBER),
        Heading("Lines", Column.NUMBER),
    )
    return table(
        f"Money by {of_what.lower()}",
        headings,
        [_slice(row, largest, slice_name(row, of_what), way) for row in rows],
        css="slice-table",
    )


def _slice(row: CutRow, largest: Decimal, name: str, way: Callable[[CutRow], str]) -> Row:
    money = row.money
    return Row(
        (
            lines(
                link(name, way(row)),
                quiet(row.code) if row.code and row.name and row.code != row.name else None,
            ),
            money_bar(money.amount, largest),
            html.Strong(formats.dollars(money.amount)),
            formats.number(money.fte) if money.fte is not None else quiet("none said"),
            f"{money.lines:,}",
        )
    )


def slice_name(row: CutRow, of_what: str) -> str:
    """The name of a slice, or its code, or what its lines do not name."""
    return row.name or row.code or f"Lines that name no {of_what.lower()}"


def beside(money: Money) -> list[Child]:
    """What is in a total and must be said: lines that lessen it, and money moved between funds."""
    said: list[Child] = []
    if money.reductions:
        said.append(f"with reductions of {formats.dollars_short(money.reductions)} in it")
    if money.transfers:
        said.append(f"with transfers between funds of {formats.dollars_short(money.transfers)} in it")
    return said
