"""The home of the gap plot: each group as a dot, its reference as a ring, the gap as the line between them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from dash import html
from dash.development.base_component import Component

from dashboards import formats
from plans.disparity import Disparity

_BEFORE = Decimal("0.35")
_AFTER = Decimal("0.12")
_PERCENT = frozenset({"%", "percent"})


@dataclass(frozen=True, slots=True)
class Span:
    """The values between which the dots stand; dots are no bars, so it need not begin at zero."""

    low: Decimal
    high: Decimal

    def place(self, value: Decimal) -> float:
        """How far from the left, in percent of the width."""
        return float((value - self.low) / (self.high - self.low) * 100)


def span_of(gaps: Sequence[Disparity]) -> Span:
    """From the smallest value to the largest, with room for the numbers beside the dots."""
    known = [value for gap in gaps for value in (gap.value, gap.reference_value) if value is not None]
    low, high = min(known, default=Decimal(0)), max(known, default=Decimal(1))
    width = high - low or abs(high) or Decimal(1)
    return Span(low - width * _BEFORE, high + width * _AFTER)


def gap_plot(gaps: Sequence[Disparity], unit: str | None) -> Component:
    """Groups in the order given, on one scale; what is suppressed is told in words."""
    span = span_of(gaps)
    return html.Ul([_row(gap, unit, span) for gap in gaps], className="gaps")


def _row(gap: Disparity, unit: str | None, span: Span) -> Component:
    if gap.value is None:
        words = "suppressed, fewer than 10" if gap.suppressed else formats.NO_DATA
        return html.Li([_name(gap, None), html.Span(words, className="gap-words gap-hidden")], className="gap")
    if gap.group == gap.reference:
        words = "the group that others are compared with"
        return html.Li([_name(gap, words), html.Span(_dot(gap, unit, span), className="gap-plot")], className="gap")
    plot = html.Span([*_line(gap, span), *_dot(gap, unit, span)], className="gap-plot")
    return html.Li([_name(gap, gap_words(gap, unit)), plot], className="gap")


def _name(gap: Disparity, words: str | None) -> Component:
    told = [html.Span(words, className="gap-words")] if words else []
    return html.Span([gap.group.name, *told], className="gap-name")


def _dot(gap: Disparity, unit: str | None, span: Span) -> list[Component]:
    value = gap.value if gap.value is not None else Decimal(0)
    place = {"left": f"{span.place(value):.2f}%"}
    behind = gap.reference_value is None or value <= gap.reference_value
    side = "gap-left" if behind else "gap-right"
    label = html.Span(formats.quantity_short(value, unit), className=f"gap-value {side}", style=place)
    return [html.Span(className="gap-dot", style=place), label]


def _line(gap: Disparity, span: Span) -> list[Component]:
    if gap.reference_value is None or gap.value is None:
        return []
    here, there = span.place(gap.value), span.place(gap.reference_value)
    line = {"left": f"{min(here, there):.2f}%", "width": f"{abs(there - here):.2f}%"}
    return [
        html.Span(className="gap-line", style=line),
        html.Span(className="gap-ring", style={"left": f"{there:.2f}%"}),
    ]


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
    way = "closer" if gap.closing else "farther"
    return f"{far} {side}, {_difference(moved, unit)} {way} than in {gap.first_as_of.year}"


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
