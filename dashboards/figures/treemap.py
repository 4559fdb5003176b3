"""The home of the treemap of a book: one box a slice, as large as its amount, with the boxes within it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboards import formats
from tracker.rows import CutRow

_MOST_INNER = 12
_HEAD = 24.0
_HAIR = 1e-9
_SMALLEST = (72.0, 64.0)
_FAINTEST, _STRONGEST = 16.0, 46.0


@dataclass(frozen=True, slots=True)
class Frame:
    """The room for which boxes are laid out, in pixels; a window of another width only stretches them."""

    name: str
    width: float
    height: float
    within: bool


WIDE = Frame("wide", 1090, 470, within=True)
NARROW = Frame("narrow", 320, 440, within=False)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a box stands in its frame: from the left, from the top, its width and its height."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Box:
    """One box: its words, a short form for where these do not fit, and its dollars."""

    name: str
    code: str | None
    amount: Decimal


def book_treemap(rows: Sequence[CutRow], of_what: str, way: Callable[[CutRow], str]) -> Component:
    """The slices of a book as boxes, once for a wide and once for a narrow window; the stylesheet shows one.

    Slices of nothing or less than nothing have no box; the table beneath tells them.
    """
    shown = _above_zero(rows)
    if not shown:
        return html.P("No slice of this budget is above zero.", className="quiet")
    return html.Div([_drawn(shown, of_what, way, frame) for frame in (WIDE, NARROW)], className="treemap")


def _drawn(rows: Sequence[CutRow], of_what: str, way: Callable[[CutRow], str], frame: Frame) -> Component:
    whole = sum((_dollars(row) for row in rows), Decimal(0))
    largest = _dollars(rows[0])
    places = squarify([_dollars(row) for row in rows], frame.width, frame.height)
    boxes = []
    for row, place in zip(rows, places, strict=True):
        box = Box(row.name or row.code or f"Names no {of_what.lower()}", row.code, _dollars(row))
        told = f"{_said(box)}, {formats.percent(box.amount / whole)} of what is drawn"
        has_room = place.width >= _SMALLEST[0] and place.height >= _SMALLEST[1]
        inner = _within(row, place) if frame.within and has_room else []
        parts = [_head(box), html.Span(inner, className="box-inside")] if inner else _label(box)
        style = _style(place, frame.width, frame.height) | {"--tint": _tint(box.amount, largest)}
        spoken: dict[str, Any] = {"aria-label": told}
        boxes.append(html.A(parts, href=way(row), className="box", title=told, style=style, **spoken))
    return html.Div(boxes, className=f"boxes boxes-{frame.name}")


def _within(row: CutRow, place: Place) -> list[Component]:
    """The boxes within a box: the largest, and one for the rest. What is not above zero is not among them."""
    boxes = inner_boxes(row)
    if len(boxes) < 2:  # noqa: PLR2004 - a box with one box in it says the same twice
        return []
    width, height = place.width, place.height - _HEAD
    places = squarify([box.amount for box in boxes], width, height)
    return [
        html.Span(_label(box), className="box-part", title=_said(box), style=_style(at, width, height))
        for box, at in zip(boxes, places, strict=True)
    ]


def inner_boxes(row: CutRow) -> list[Box]:
    """What a slice consists of, the largest first; what is too small for a box of its own has one together."""
    inner = _above_zero(row.inner)
    boxes = [Box(each.name or each.code or "Names none", each.code, _dollars(each)) for each in inner[:_MOST_INNER]]
    rest = inner[_MOST_INNER:]
    if rest:
        amount = sum((_dollars(each) for each in rest), Decimal(0))
        boxes.append(Box(formats.count(len(rest), "other"), None, amount))
    return boxes


def squarify(amounts: Sequence[Decimal], width: float, height: float) -> list[Place]:
    """Places for amounts that are above zero and fall in size, as close to squares as they can be.

    Rows are laid along the shorter side, as long as that makes their boxes squarer (Bruls, Huizing and van Wijk,
    "Squarified Treemaps", 2000).

    >>> squarify([Decimal(3), Decimal(1)], 40, 10)
    [Place(left=0.0, top=0.0, width=30.0, height=10.0), Place(left=30.0, top=0.0, width=10.0, height=10.0)]
    """
    rest = [float(amount) for amount in amounts]
    places: list[Place] = []
    left = top = 0.0
    while rest:
        upright, side = height <= width, min(width, height)
        unit = width * height / sum(rest)
        many = _row_length([amount * unit for amount in rest], side)
        # Shares of what is left, not areas: thousandths of a pixel would lose their places among thousands of pixels.
        row, at = sum(rest[:many]), 0.0
        thick = max(width, height) * row / sum(rest)
        for amount in rest[:many]:
            long = side * amount / row
            places.append(Place(left, top + at, thick, long) if upright else Place(left + at, top, long, thick))
            at += long
        if upright:
            left, width = left + thick, max(width - thick, _HAIR * width)
        else:
            top, height = top + thick, max(height - thick, _HAIR * height)
        rest = rest[many:]
    return places


def _row_length(areas: Sequence[float], side: float) -> int:
    many = 1
    while many < len(areas) and _worst(areas[: many + 1], side) <= _worst(areas[:many], side):
        many += 1
    return many


def _worst(row: Sequence[float], side: float) -> float:
    """How far the least square of a row of areas is from a square: 1 is one."""
    thick = sum(row) / side
    return max(max(thick * thick / area, area / (thick * thick)) for area in row)


def _head(box: Box) -> Component:
    words: list[Component | str] = [html.Strong(box.name), f" {formats.dollars_short(box.amount)}"]
    return html.Span(_words(box, html.Span(words, className="box-name")), className="box-head")


def _label(box: Box) -> list[Component]:
    """The name and beneath it the amount, where they fit."""
    amount = html.Span(formats.dollars_short(box.amount), className="box-sum")
    return _words(box, html.Span(box.name, className="box-name"), amount)


def _words(box: Box, *words: Component) -> list[Component]:
    """Words over the code of a box, which is seen where they do not fit."""
    short = [html.Span(html.Span(box.code, className="box-words"), className="box-label")] if box.code else []
    return [*short, html.Span(html.Span(list(words), className="box-words"), className="box-label")]


def _said(box: Box) -> str:
    return f"{box.name}: {formats.dollars_short(box.amount)}"


def _style(place: Place, width: float, height: float) -> dict[str, str]:
    return {
        "left": f"{place.left / width:.3%}",
        "top": f"{place.top / height:.3%}",
        "width": f"{place.width / width:.3%}",
        "height": f"{place.height / height:.3%}",
    }


def _tint(amount: Decimal, largest: Decimal) -> str:
    return f"{_FAINTEST + (_STRONGEST - _FAINTEST) * float(amount / largest) ** 0.5:.0f}%"


def _above_zero(rows: Sequence[CutRow]) -> list[CutRow]:
    above = [row for row in rows if row.money.amount is not None and row.money.amount > 0]
    return sorted(above, key=_dollars, reverse=True)


def _dollars(row: CutRow) -> Decimal:
    return row.money.amount or Decimal(0)
