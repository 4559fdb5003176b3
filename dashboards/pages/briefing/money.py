"""What leadership asks of money: what was cut of what links pay, which links found no money, what is claimed twice."""

from collections.abc import Sequence
from decimal import Decimal

from dash import html
from dash.development.base_component import Component

from budgets.phases import Phase
from dashboards import formats
from dashboards.address import address
from dashboards.components.actions import action_link
from dashboards.components.cards import card
from dashboards.components.findings import at_stake, told
from dashboards.components.parts import Child, Children, lines, link, quiet, status
from dashboards.components.tables import Column, Heading, Row, table
from dashboards.marks import ACTION, FINDING_STATE, PHASE
from tracker.alignment import action_key
from tracker.briefing import ActionCut, BriefingRow, MoneyLost
from tracker.choosing import book_name
from tracker.finding_rows import FindingRow, FindingState
from tracker.findings import GONE, OVER, FindingKind, named_slice
from tracker.rows import Cut, View

MOST = 6
"""How many of each list stand on a sheet, the largest; of the others, how many there are."""
_WAYS = 2
_SAID = {
    GONE.code: ("link finds no money any more", "links find no money any more"),
    OVER.code: ("link claims more than is left for it", "links claim more than is left for them"),
}


def money_card(row: BriefingRow, lost: MoneyLost, view: View) -> Component:
    """The money of one department: what the furthest decision cut, by action, and what else its links lost."""
    title = f"Which money was lost? {_title(lost)}"
    if lost.judged is None:
        return card(title, html.P("There is no requested, proposed or adopted budget of this period."))
    if not lost.links:
        way = link("Link them", address("/linking", view, department=row.key))
        return card(title, html.P(["No link pays for an action of its plan, so nothing can be said of it. ", way, "."]))
    others = [each for each in lost.gone if not any(_is_of(each, own) for own in lost.cuts[:MOST])]
    found = ((GONE, others), (OVER, lost.over))
    parts = [
        _cuts(lost, view),
        *(_found(kind, rows, lost, _every(kind, row, view), view) for kind, rows in found if rows),
    ]
    return card(title, *parts, about=_about(lost), css="card-table")


def _every(kind: FindingKind, row: BriefingRow, view: View) -> str:
    return address("/findings", view, kind=kind.code, department=row.key)


def cut_cell(row: BriefingRow) -> Children:
    """What was cut of the linked dollars of a department, in a table of all."""
    if row.cut is None:
        return quiet(formats.NO_DATA)
    return html.Strong(formats.dollars(row.cut)) if row.cut else "nothing"


def _title(lost: MoneyLost) -> str:
    if lost.cut is None:
        return formats.NO_DATA
    book = PHASE[lost.judged].lower() if lost.judged else ""
    if not lost.cut:
        return f"Nothing was cut by the {book} budget"
    return f"{formats.dollars(lost.cut)} cut by the {book} budget"


def _about(lost: MoneyLost) -> str:
    held = formats.listed(PHASE[phase].lower() for phase in lost.earlier)
    against = f", held against the {held} one, each action against what gave it most" if lost.earlier else ""
    book = PHASE[lost.judged].lower() if lost.judged else ""
    return f"What links pay for its actions in the {book} budget{against}; each dollar once"


def _cuts(lost: MoneyLost, view: View) -> Component:
    if not lost.earlier:
        none = "There is no earlier decision that this budget could be held against, so nothing can be said of a cut."
        return html.P(none, className="inset")
    if not lost.cuts:
        return html.P("No action lost money that its links pay.", className="quiet inset")
    headings = (
        Heading("Action", Column.NAME),
        Heading("Was", Column.NUMBER),
        Heading("Is", Column.NUMBER),
        Heading("Cut", Column.NUMBER),
        Heading("Line by line"),
    )
    drawn = table("Actions whose money was cut", headings, [_cut(each, lost, view) for each in lost.cuts[:MOST]])
    more = len(lost.cuts) - MOST
    rest = sum((each.cut for each in lost.cuts[MOST:]), Decimal(0))
    foot = html.P(quiet(f"and {more:,} more, {formats.dollars(rest)} in all"), className="inset") if more > 0 else None
    return html.Div([drawn, foot])


def _cut(each: ActionCut, lost: MoneyLost, view: View) -> Row:
    gone = [_gone(row, view) for row in lost.gone if _is_of(row, each)]
    moved = each.before - each.after - each.cut
    others = f"{formats.dollars(moved)} more went to other links on the same lines" if moved else None
    return Row(
        (
            lines(html.Span([action_link(each.action, view), " ", status(ACTION[each.action.status])]), *gone),
            lines(formats.dollars(each.before), quiet(PHASE[each.earlier].lower())),
            formats.dollars(each.after),
            lines(html.Strong(formats.dollars(each.cut)), quiet(others) if others else None),
            lines(*_ways(each, lost, view)),
        )
    )


def _ways(each: ActionCut, lost: MoneyLost, view: View) -> list[Child]:
    return [_beside(place, each.earlier, lost, view) for place in each.places[:_WAYS]]


def _beside(place: Sequence[tuple[Cut, str]], earlier: Phase, lost: MoneyLost, view: View) -> Child:
    """To both books beside each other, at the lines that a link names."""
    books = {
        "from": book_name(View(view.period, earlier)),
        "to": book_name(View(view.period, lost.judged or view.phase)),
    }
    words = ", ".join(named_slice(cut, key) for cut, key in place)
    return link(words, address("/changes", view, **books, **{cut.value: key for cut, key in place}))


def _is_of(row: FindingRow, each: ActionCut) -> bool:
    """Whether a link pays for an action that is told: what it lost is part of what was cut there, and is told there."""
    return action_key(row.finding.action or "") == action_key(each.action.name)


def _gone(row: FindingRow, view: View) -> Component:
    words = f"link {row.finding.link} finds no money any more"
    parts: list[Child] = [link(words, address("/findings", view, finding=row.finding.key))]
    parts += [" ", status(FINDING_STATE[row.state])] if row.state is FindingState.WAIVED else []
    return html.Span(parts, className="lacking")


def _found(kind: FindingKind, rows: Sequence[FindingRow], lost: MoneyLost, every: str, view: View) -> Component:
    """Findings of one kind, as they are told among findings; ``every`` leads to all of them."""
    title = formats.sentence_case(formats.count(len(rows), *_SAID[kind.code]))
    headings = (Heading(title, Column.NAME), Heading("Dollars", Column.NUMBER), Heading("Where from"))
    drawn = table(title, headings, [_finding(each, lost, view) for each in rows[:MOST]])
    parts: list[Component] = [drawn]
    if len(rows) > MOST:
        parts.append(html.P([quiet(f"and {len(rows) - MOST:,} more: "), link("all of them", every)], className="inset"))
    return html.Div(parts)


def _finding(row: FindingRow, lost: MoneyLost, view: View) -> Row:
    own = row.finding
    waived = status(FINDING_STATE[row.state]) if row.state is FindingState.WAIVED else None
    way: list[Child] = [link("the finding", address("/findings", view, finding=own.key))]
    if own.lines and lost.earlier:
        way.append(_beside(own.lines, lost.earlier[-1], lost, view))
    return Row((lines(told(own), waived), html.Strong(at_stake(own)), lines(*way)))
