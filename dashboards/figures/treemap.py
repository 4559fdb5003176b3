"""The home of the treemap of a book: one box a slice, as large as its amount, with the boxes within it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from textwrap import wrap

import plotly.graph_objects as go

from dashboards import formats
from dashboards.theme import SANS, Tokens
from tracker.rows import CutRow

_MOST_INNER = 12
_LINE = 15


@dataclass(frozen=True, slots=True)
class Box:
    """One box: its id, its label, whose box it stands in, its dollars, its share of the largest, and where it leads."""

    name: str
    label: str
    parent: str
    dollars: float
    words: str
    href: str


def book_treemap(
    rows: Sequence[CutRow], tokens: Tokens, way: Callable[[CutRow], str], *, within: bool = True
) -> go.Figure:
    """Draw the slices of a book. Slices of nothing or less than nothing have no box; the table beside it tells them."""
    boxes = boxes_of(rows, way, within=within)
    figure = go.Figure()
    if not boxes:
        figure.add_annotation(text="No slice of this book is above zero", showarrow=False, font={"color": tokens.muted})
    else:
        figure.add_trace(_trace(boxes, tokens))
    figure.update_layout(
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": SANS, "size": 14, "color": tokens.ink},
        hoverlabel={"bgcolor": tokens.card, "bordercolor": tokens.line, "font": {"family": SANS, "color": tokens.ink}},
        uniformtext={"minsize": 11, "mode": "hide"},
        xaxis={"visible": False},
        yaxis={"visible": False},
    )
    return figure


def boxes_of(rows: Sequence[CutRow], way: Callable[[CutRow], str], *, within: bool = True) -> list[Box]:
    """The boxes of slices, largest first, and where asked for the largest ones within each."""
    boxes: list[Box] = []
    for row in sorted(_above_zero(rows), key=_dollars, reverse=True):
        name = f"slice {row.key}"
        inner = sorted(_above_zero(row.inner), key=_dollars, reverse=True)[:_MOST_INNER] if within else []
        boxes.append(_box(name, "", row, way(row), is_last=not inner))
        boxes += [_box(f"{name} in {each.key}", name, each, way(row), is_last=True) for each in inner]
        boxes += _others(name, row, inner, way(row)) if inner else []
    return boxes


def _others(name: str, row: CutRow, shown: Sequence[CutRow], href: str) -> list[Box]:
    """One box for all that is too small to have its own, so that the boxes within a box fill it."""
    rest = (row.money.amount or Decimal(0)) - sum((each.money.amount or Decimal(0) for each in shown), Decimal(0))
    many = len(row.inner) - len(shown)
    if rest <= 0 or not many:
        return []
    label = formats.count(many, "other")
    return [Box(f"{name} in the rest", label, name, float(rest), formats.dollars_short(rest), href)]


def _above_zero(rows: Sequence[CutRow]) -> list[CutRow]:
    return [row for row in rows if row.money.amount is not None and row.money.amount > 0]


def _dollars(row: CutRow) -> float:
    return float(row.money.amount or 0)


def _box(name: str, parent: str, row: CutRow, href: str, *, is_last: bool) -> Box:
    words = row.name or row.code or "names none"
    label = _wrapped(words) if is_last else _unmarked(words)
    return Box(name, label, parent, _dollars(row), formats.dollars_short(row.money.amount), href)


def _wrapped(name: str) -> str:
    # A box breaks no line by itself; the name of a box with others in it stands in one line above them.
    return "<br>".join(wrap(_unmarked(name), _LINE))


def _unmarked(name: str) -> str:
    # Plotly reads tags in texts.
    return name.replace("<", "&lt;")


def _trace(boxes: Sequence[Box], tokens: Tokens) -> go.Treemap:
    largest = max(box.dollars for box in boxes)
    return go.Treemap(
        ids=[box.name for box in boxes],
        labels=[box.label for box in boxes],
        parents=[box.parent for box in boxes],
        values=[box.dollars for box in boxes],
        customdata=[[box.words, box.href] for box in boxes],
        branchvalues="remainder" if _overflows(boxes) else "total",
        texttemplate="%{label}<br>%{customdata[0]}",
        hovertemplate="%{label}<br>%{customdata[0]}<extra></extra>",
        textposition="top left",
        textfont={"family": SANS, "size": 13, "color": tokens.ink},
        marker={
            "colors": [mixed(tokens.accent, tokens.card, 0.16 + 0.3 * (box.dollars / largest) ** 0.5) for box in boxes],
            "line": {"color": tokens.card, "width": 2},
            "pad": {"t": 26, "l": 3, "r": 3, "b": 3},
            "cornerradius": 4,
        },
        tiling={"packing": "squarify", "pad": 2},
        pathbar={"visible": False},
        maxdepth=2,
        root={"color": "rgba(0,0,0,0)"},
    )


def _overflows(boxes: Sequence[Box]) -> bool:
    """Whether boxes within a box are larger than it, as where a reduction lessens the whole."""
    inner: dict[str, float] = {}
    for box in boxes:
        if box.parent:
            inner[box.parent] = inner.get(box.parent, 0.0) + box.dollars
    # A cent of a float is no overflow.
    return any(inner.get(box.name, 0.0) > box.dollars + 0.01 for box in boxes)


def mixed(over: str, ground: str, share: float) -> str:
    """A colour laid over another, both as ``#RRGGBB``.

    >>> mixed("#000000", "#FFFFFF", 0.5)
    '#808080'
    """
    pairs = zip(_channels(over), _channels(ground), strict=True)
    return "#" + "".join(f"{round(top * share + below * (1 - share)):02X}" for top, below in pairs)


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[place : place + 2], 16) for place in (1, 3, 5))
