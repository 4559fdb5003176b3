"""The home of bars in tables: progress against what was expected, and the mix of statuses. Boxes, no chart library."""

from collections.abc import Mapping
from decimal import Decimal

from dash import html
from dash.development.base_component import Component

from dashboards import formats
from dashboards.components.parts import aria, unseen
from dashboards.marks import ACTION, MEASURE
from plans.attainment import Progress, held
from plans.progress import ActionStatus, MeasureStatus

_DOT = " \N{MIDDLE DOT} "


def bullet(progress: Progress, status: MeasureStatus) -> Component:
    """How far, and how far was expected; hatched where nothing was measured."""
    return bullet_of(progress.share, progress.expected, MEASURE[status].token)


def bullet_of(share: Decimal | None, due: Decimal | None, token: str) -> Component:
    """A bar of a share of the way to target with a marker for the expected share."""
    if share is None:
        return html.Span(unseen("no progress can be told"), className="bullet bullet-unknown")
    parts = [html.Span(className=f"bullet-bar fill-{token}", style={"width": _width(held(share))})]
    if due is not None:
        parts.append(html.Span(className="bullet-marker", style={"left": _width(held(due))}))
    said = f"{formats.percent(share)} of the way" + (f", expected {formats.percent(due)}" if due is not None else "")
    return html.Span([html.Span(parts, className="bullet", title=said, **aria(hidden="true")), unseen(said)])


def action_mix(counts: Mapping[ActionStatus | None, int]) -> Component:
    """How many actions stand in which status: a bar, what is done and what is blocked, and for listeners all of it."""
    present = [(mark, counts[status]) for status, mark in ACTION.items() if counts.get(status)]
    first = [ActionStatus.COMPLETED, ActionStatus.BLOCKED]
    shown = [f"{counts.get(status, 0):,} {ACTION[status].word}" for status in first]
    return _mix([(mark.token, mark.word, many) for mark, many in present], shown, "action")


def measure_mix(counts: Mapping[MeasureStatus, int]) -> Component:
    """How many performance measures stand in which status: a bar, and the same in words."""
    present = [(mark, counts[status]) for status, mark in MEASURE.items() if counts.get(status)]
    shown = [f"{many:,} {mark.word}" for mark, many in present]
    return _mix([(mark.token, mark.word, many) for mark, many in present], shown, "measure")


def _mix(parts: list[tuple[str, str, int]], shown: list[str], noun: str) -> Component:
    if not parts:
        return html.Span(f"no {noun}s", className="quiet")
    of = formats.count(sum(many for _, _, many in parts), noun)
    boxes = [html.Span(className=f"mix-part fill-{token}", style={"flexGrow": many}) for token, _, many in parts]
    whole = f"{of}: " + ", ".join(f"{many:,} {word}" for _, word, many in parts)
    told = f"{formats.unbroken(of)}: " + _DOT.join(map(formats.unbroken, shown))
    words = [
        html.Span(told, className="mix-words", **aria(hidden="true")),
        unseen(whole),
    ]
    bar = html.Span(boxes, className="mix-bar", **aria(hidden="true"))
    return html.Span([bar, *words], className="mix", title=whole)


def money_bar(amount: Decimal | None, largest: Decimal, css: str = "") -> Component:
    """A bar from zero, as long as its amount is of the largest."""
    if amount is None or largest <= 0:
        return html.Span(className="money-bar")
    box = html.Span(className=f"money-bar-fill {css}".strip(), style={"width": _width(held(abs(amount) / largest))})
    return html.Span(box, className="money-bar", **aria(hidden="true"))


def tally(done: int, of: int) -> Component:
    """One small box for each of a few things, filled for those that are done."""
    boxes = [html.Span(className="tally-box tally-done" if place < done else "tally-box") for place in range(of)]
    return html.Span(boxes, className="tally", **aria(hidden="true"))


def _width(share: Decimal) -> str:
    return f"{float(share * 100):.1f}%"
