"""The home of the flow of money from departments and funds to goals: ribbons as wide as their dollars."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboards import formats
from dashboards.drawing import Drawing, Shape, shape
from tracker.funding_rows import Flow

WIDTH = 100.0
HEIGHT = 100.0
MOST = 9
"""Names in a column; the smaller ones are told together, for a ribbon thinner than a line is not seen."""
_NODE = 1.2
_COLUMNS = (0.0, 49.4, 98.8)
_GAPS = 0.22
_OTHERS = " others"
_HIDDEN: dict[str, Any] = {"aria-hidden": "true"}


@dataclass(frozen=True, slots=True)
class Node:
    """One goal, department or fund: its place from the top and its height, of 100."""

    name: str
    dollars: Decimal
    top: float
    height: float

    def part(self, dollars: Decimal) -> float:
        """The height of some of its dollars."""
        return self.height * float(dollars / self.dollars) if self.dollars else 0.0


def flow_chart(flows: Sequence[Flow], goals: Mapping[str, str]) -> Component:
    """Goals at the left, the departments that serve them, and the funds that pay; ``goals`` are names by code."""
    drawn = [flow for flow in flows if flow.money.total > 0]
    columns = [
        _told(drawn, lambda flow: goals.get(flow.goal) or "No shared goal"),
        _told(drawn, lambda flow: flow.department.name),
        _told(drawn, lambda flow: flow.fund.name),
    ]
    placed = [nodes_of(_sums(drawn, names)) for names in columns]
    ribbons: list[Shape] = []
    for place in (0, 1):
        pairs: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
        for flow, one, other in zip(drawn, columns[place], columns[place + 1], strict=True):
            pairs[one, other] += flow.money.total
        ribbons += _ribbons(placed[place], placed[place + 1], pairs, place)
    bars = [
        shape("rect", "flow-node", x=across, y=round(node.top, 2), width=_NODE, height=round(max(node.height, 0.4), 2))
        for across, nodes in zip(_COLUMNS, placed, strict=True)
        for node in nodes.values()
    ]
    names = [
        html.Div([_label(node) for node in nodes.values()], className=f"flow-names flow-names-{place + 1}")
        for place, nodes in enumerate(placed)
    ]
    heads = [html.Span(words) for words in ("Goal", "Department", "Fund")]
    plot = html.Div([Drawing([*ribbons, *bars], width=WIDTH, height=HEIGHT), *names], className="flow-plot")
    return html.Div([html.Div(heads, className="flow-heads"), plot], className="flow", **_HIDDEN)


def nodes_of(sums: Mapping[str, Decimal]) -> dict[str, Node]:
    """The names of a column one beneath the other, the largest first, with room between them."""
    whole = float(sum(sums.values(), Decimal(0))) or 1.0
    room = HEIGHT * _GAPS / max(len(sums), 1)
    scale = (HEIGHT - room * (len(sums) - 1)) / whole
    placed, top = {}, 0.0
    for name, dollars in sorted(sums.items(), key=lambda item: (item[0].endswith(_OTHERS), -item[1], item[0])):
        height = float(dollars) * scale
        placed[name] = Node(name, dollars, top, height)
        top += height + room
    return placed


def _told(flows: Sequence[Flow], name: Callable[[Flow], str]) -> list[str]:
    """The name that each flow has in a column: its own, or that of all the smaller ones."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for flow in flows:
        sums[name(flow)] += flow.money.total
    largest = sorted(sums, key=lambda each: (-sums[each], each))
    kept = set(largest if len(largest) <= MOST else largest[: MOST - 1])
    others = f"{len(sums) - len(kept)}{_OTHERS}"
    return [name(flow) if name(flow) in kept else others for flow in flows]


def _sums(flows: Sequence[Flow], names: Sequence[str]) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for flow, name in zip(flows, names, strict=True):
        sums[name] += flow.money.total
    return sums


def _ribbons(
    left: Mapping[str, Node], right: Mapping[str, Node], pairs: Mapping[tuple[str, str], Decimal], place: int
) -> list[Shape]:
    """One ribbon for each pair; each leaves and arrives beneath the one before it."""
    from_, to = _COLUMNS[place] + _NODE, _COLUMNS[place + 1]
    middle = round((from_ + to) / 2, 2)
    left_at = {name: node.top for name, node in left.items()}
    right_at = {name: node.top for name, node in right.items()}
    found = []
    for (one, other), dollars in sorted(pairs.items(), key=lambda item: (right[item[0][1]].top, left[item[0][0]].top)):
        out, into = left[one].part(dollars), right[other].part(dollars)
        top, low = left_at[one], left_at[one] + out
        there, under = right_at[other], right_at[other] + into
        left_at[one], right_at[other] = low, under
        path = (
            f"M{from_:.2f},{top:.2f} C{middle},{top:.2f} {middle},{there:.2f} {to:.2f},{there:.2f} "
            f"L{to:.2f},{under:.2f} C{middle},{under:.2f} {middle},{low:.2f} {from_:.2f},{low:.2f} Z"
        )
        found.append(shape("path", "flow-ribbon", d=path))
    return found


def _label(node: Node) -> Component:
    words = [
        html.Span(node.name, className="flow-name"),
        html.Span(formats.dollars_short(node.dollars), className="flow-money"),
    ]
    return html.Div(words, className="flow-label", style={"top": f"{node.top + node.height / 2:.2f}%"})
