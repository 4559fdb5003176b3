"""The home of the gap plot: each group as a dot, its reference as a ring, the gap as the line between them."""

from collections.abc import Sequence
from decimal import Decimal

from dash import html
from dash.development.base_component import Component

from dashboards import formats
from plans.disparity import Disparity

_PERCENT = frozenset({"%", "percent"})


def gap_plot(gaps: Sequence[Disparity], unit: str | None) -> Component:
    """Groups in the order given, on one scale from zero; what is suppressed is told in words."""
    known = [value for gap in gaps for value in (gap.value, gap.reference_value) if value is not None]
    top = max(known, default=Decimal(1)) or Decimal(1)
    return html.Ul([_row(gap, unit, top) for gap in gaps], className="gaps")


def _row(gap: Disparity, unit: str | None, top: Decimal) -> Component:
    name = html.Span(gap.group.name, className="gap-name")
    if gap.value is None:
        words = "suppressed, fewer than 10" if gap.suppressed else formats.NO_DATA
        return html.Li([name, html.Span(words, className="gap-words gap-hidden")], className="gap")
    is_reference = gap.group == gap.reference
    plot = html.Span(_marks(gap, unit, top, is_reference=is_reference), className="gap-plot")
    words = "the group that others are compared with" if is_reference else gap_words(gap, unit)
    return html.Li([name, plot, html.Span(words, className="gap-words")], className="gap")


def _marks(gap: Disparity, unit: str | None, top: Decimal, *, is_reference: bool) -> list[Component]:
    value = gap.value if gap.value is not None else Decimal(0)
    here = _place(value, top)
    behind = gap.reference_value is None or value <= gap.reference_value
    label = html.Span(
        formats.quantity(value, unit),
        className="gap-value gap-left" if behind else "gap-value gap-right",
        style={"left": f"{here:.2f}%"},
    )
    dot = html.Span(className="gap-dot", style={"left": f"{here:.2f}%"})
    if gap.reference_value is None or is_reference:
        return [dot, label]
    there = _place(gap.reference_value, top)
    line = {"left": f"{min(here, there):.2f}%", "width": f"{abs(there - here):.2f}%"}
    ring = html.Span(className="gap-ring", style={"left": f"{there:.2f}%"})
    return [html.Span(className="gap-line", style=line), ring, dot, label]


def _place(value: Decimal, top: Decimal) -> float:
    return float(max(value, Decimal(0)) / top * 92)


def gap_words(gap: Disparity, unit: str | None) -> str:
    """How far a group is behind or ahead, and whether that is less than it was."""
    if gap.gap is None:
        return "no comparison"
    if not gap.gap:
        return f"level with {gap.reference.name}"
    far = _difference(abs(gap.gap), unit)
    side = "below" if gap.gap < 0 else "above"
    if gap.first_gap is None or gap.first_as_of is None or gap.closing is None:
        return f"{far} {side}"
    moved = abs(abs(gap.first_gap) - abs(gap.gap))
    if not moved:
        return f"{far} {side}, as in {gap.first_as_of.year}"
    return f"{far} {side}, {_difference(moved, unit)} {'closer' if gap.closing else 'farther'} than in {gap.first_as_of.year}"


def _difference(amount: Decimal, unit: str | None) -> str:
    if (unit or "").strip() in _PERCENT:
        points = formats.number(amount)
        return f"{points} {'point' if points == '1' else 'points'}"
    return formats.quantity(amount, unit)


def gap_title(title: str, gaps: Sequence[Disparity]) -> str:
    """What the plot says, as a message."""
    told = [gap for gap in gaps if gap.closing is not None and gap.group != gap.reference]
    if not told:
        return f"{title}, by group"
    closing = sum(bool(gap.closing) for gap in told)
    return f"{title}: the gap is closing for {formats.in_words(closing)} of {formats.in_words(len(told))} groups"
