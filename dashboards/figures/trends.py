"""The home of small multiples: the values of a measure over time, its target, and the gaps as gaps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dash import html
from dash.development.base_component import Component

from dashboards import formats
from dashboards.drawing import Drawing, Shape, shape
from plans.measures import Measure, MeasuredValue

WIDTH = 100.0
HEIGHT = 100.0
_ROOM = 0.16
_APART = 17.0
_DAYS_PER_MONTH = 30.4375
_GAP = 1.5


@dataclass(frozen=True, slots=True)
class Scale:
    """Days and values to places in the drawing; the top is 0."""

    first: date
    last: date
    low: float
    high: float

    def across(self, when: date) -> float:
        """How far from the left, 0 to 100."""
        days = (self.last - self.first).days
        return WIDTH * (when - self.first).days / days if days else WIDTH

    def down(self, value: Decimal) -> float:
        """How far from the top, 0 to 100."""
        return HEIGHT * (self.high - float(value)) / (self.high - self.low)


def scale_of(measure: Measure, today: date) -> Scale:
    """The frame that holds every value, the baseline and the target, with some room."""
    days = [value.as_of for value in measure.overall] + [today]
    known = [value.value for value in measure.overall if value.value is not None]
    known += [value for value in (measure.baseline, measure.target) if value is not None]
    if measure.baseline is not None and measure.baseline_date is not None:
        days.append(measure.baseline_date)
    low, high = float(min(known, default=Decimal(0))), float(max(known, default=Decimal(1)))
    room = (high - low) * _ROOM or abs(high) * _ROOM or 1.0
    return Scale(min(days), max(days), low - room, high + room)


def runs(measure: Measure) -> list[list[tuple[date, Decimal]]]:
    """Values that follow one another without a gap; a missing value, or a report left out, ends a run."""
    points: Sequence[MeasuredValue] = measure.overall
    longest = _GAP * (measure.reporting_months or 3) * _DAYS_PER_MONTH
    found: list[list[tuple[date, Decimal]]] = []
    broken = True
    for point in points:
        if point.value is None:
            broken = True
            continue
        if broken or (point.as_of - found[-1][-1][0]).days > longest:
            found.append([])
        found[-1].append((point.as_of, point.value))
        broken = False
    return found


def trend(measure: Measure, token: str, today: date) -> Component:
    """The values as a line in the colour of the status, the target dotted; hatched where nothing was measured."""
    latest = measure.latest
    if latest is None:
        return html.Div(html.Span("no data yet"), className="trend trend-empty")
    scale = scale_of(measure, today)
    pieces: list[Component] = [Drawing(_shapes(measure, scale), width=WIDTH, height=HEIGHT, css=f"line-{token}")]
    pieces += [_dot(when, value, scale, token) for run in runs(measure) for when, value in run[-1:]]
    pieces += _labels(measure, scale)
    axis = [html.Span(formats.month(scale.first)), html.Span(formats.month(scale.last))]
    return html.Div(
        [html.Div(pieces, className="trend-plot"), html.Div(axis, className="trend-axis")], className="trend"
    )


def _shapes(measure: Measure, scale: Scale) -> list[Shape]:
    shapes = [shape("line", "trend-base", x1=0, x2=WIDTH, y1=HEIGHT, y2=HEIGHT)]
    if measure.target is not None:
        height = round(scale.down(measure.target), 2)
        shapes.append(shape("line", "trend-target", x1=0, x2=WIDTH, y1=height, y2=height))
    for run in runs(measure):
        places = " ".join(f"{scale.across(when):.2f},{scale.down(value):.2f}" for when, value in run)
        shapes.append(shape("polyline", "trend-line", points=places))
    return shapes


def _dot(when: date, value: Decimal, scale: Scale, token: str) -> Component:
    place = {"left": f"{scale.across(when):.2f}%", "top": f"{scale.down(value):.2f}%"}
    return html.Span(className=f"trend-dot fill-{token}", style=place)


def _labels(measure: Measure, scale: Scale) -> list[Component]:
    latest = measure.latest
    if latest is None or latest.value is None:
        return []
    value_at = scale.down(latest.value)
    labels = [_label(formats.quantity_short(latest.value, measure.unit), value_at, "trend-value")]
    if measure.target is not None:
        target_at = scale.down(measure.target)
        if abs(target_at - value_at) < _APART:
            target_at = value_at - _APART if target_at <= value_at else value_at + _APART
        labels.append(_label(formats.quantity_short(measure.target, measure.unit), target_at, "trend-goal"))
    return labels


def _label(words: str, top: float, css: str) -> Component:
    return html.Span(words, className=f"trend-label {css}", style={"top": f"{top:.2f}%"})
