"""The home of waterfalls: from one total to the next by what changed, each bar a link, the whole a real table."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from dash import html
from dash.development.base_component import Component

from dashboards import formats
from dashboards.components.parts import Children, aria, lines, link, quiet, unseen
from dashboards.components.tables import Column, Heading, Row, table

_CUT_FROM = Decimal("0.5")
"""Where no total comes nearer to zero than this share of the largest one, the bars begin above zero, with a break."""

_ROOM = Decimal("0.25")
"""How much of the drawn span is left beneath the lowest total, so that its bar is still seen."""


@dataclass(frozen=True, slots=True)
class Total:
    """A total from which, or at which, changes end."""

    name: Children
    amount: Decimal
    fte: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """One change on the way from a total to the next; ``fte`` None: nobody said any on either side."""

    name: Children
    amount: Decimal
    fte: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Scale:
    """From where to where bars are drawn, in dollars; ``is_cut``: it begins above zero."""

    low: Decimal
    high: Decimal
    is_cut: bool

    def place(self, one: Decimal, other: Decimal) -> tuple[str, str]:
        """Where a bar between two amounts begins, and how wide it is, as the stylesheet takes them."""
        span = self.high - self.low
        left = (min(one, other) - self.low) / span * 100
        width = abs(one - other) / span * 100
        return f"{float(left):.2f}%", f"{float(width):.2f}%"


def scale_of(levels: Sequence[Decimal]) -> Scale:
    """The scale on which all these levels are seen; it begins at zero unless that would hide the differences."""
    low, high = min((*levels, Decimal(0))), max((*levels, Decimal(0)))
    lowest = min(levels, default=Decimal(0))
    if lowest > 0 and lowest >= _CUT_FROM * high and high > lowest:
        return Scale(max(Decimal(0), lowest - (high - lowest) * _ROOM), high, is_cut=True)
    return Scale(low, high if high > low else low + 1, is_cut=False)


def levels_of(steps: Sequence[Total | Difference]) -> list[tuple[Decimal, Decimal]]:
    """From where to where each bar runs: totals from zero, differences from where the one before ended."""

    def after(level: tuple[Decimal, Decimal], step: Total | Difference) -> tuple[Decimal, Decimal]:
        return (Decimal(0), step.amount) if isinstance(step, Total) else (level[1], level[1] + step.amount)

    return list(accumulate(steps, after, initial=(Decimal(0), Decimal(0))))[1:]


def waterfall(caption: str, of_what: str, steps: Sequence[Total | Difference]) -> Component:
    """The table whose bars are a waterfall. FTE have a column of their own where any are said."""
    levels = levels_of(steps)
    scale = scale_of([end for _, end in levels])
    with_fte = any(step.fte for step in steps)
    headings = [
        Heading(of_what, Column.NAME),
        Heading("From total to total", Column.WIDE, unseen("From total to total")),
        Heading("Dollars", Column.NUMBER),
    ]
    if with_fte:
        headings.append(Heading("FTE", Column.NUMBER))
    rows = [_row(step, level, scale, with_fte=with_fte) for step, level in zip(steps, levels, strict=True)]
    drawn = table(caption, headings, rows, css="slice-table waterfall-table")
    if not scale.is_cut:
        return drawn
    return html.Div(
        [drawn, html.P(f"Bars begin at {formats.dollars_short(scale.low)}, not at zero.", className="waterfall-note")]
    )


def _row(step: Total | Difference, level: tuple[Decimal, Decimal], scale: Scale, *, with_fte: bool) -> Row:
    fte: Children
    if isinstance(step, Total):
        drawn = _total_bar(level, scale)
        dollars: Component = html.Strong(formats.dollars(step.amount))
        fte = formats.number(step.fte) if step.fte is not None else quiet("none said")
    else:
        drawn = _bar(level, scale, "waterfall-up" if step.amount >= 0 else "waterfall-down")
        dollars = html.Span(formats.change(step.amount))
        fte = _fte_change(step.fte)
    cells: tuple[Children, ...] = (step.name, drawn, dollars, fte) if with_fte else (step.name, drawn, dollars)
    return Row(cells, "waterfall-total" if isinstance(step, Total) else "")


def _fte_change(fte: Decimal | None) -> Children:
    if fte is None:
        return quiet("none said")
    return formats.fte_change(fte) if fte else quiet("no change")


def _total_bar(level: tuple[Decimal, Decimal], scale: Scale) -> Component:
    begin = scale.low if scale.is_cut else Decimal(0)
    return _bar((begin, level[1]), scale, "waterfall-whole waterfall-cut" if scale.is_cut else "waterfall-whole")


def _bar(level: tuple[Decimal, Decimal], scale: Scale, css: str) -> Component:
    left, width = scale.place(*level)
    box = html.Span(className=f"waterfall-bar {css}", style={"left": left, "width": width})
    return html.Span(box, className="waterfall-room", **aria(hidden="true"))


def named(name: str, href: str, *beneath: str | None) -> Component:
    """The name of a step, as a link, with what tells it from others of its name beneath it."""
    return lines(link(name, href), *(quiet(text) for text in beneath if text))
