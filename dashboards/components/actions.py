"""The home of tables of actions: who does what by when, how it stands, what it asks for, and its cell."""

from collections.abc import Callable, Sequence
from datetime import date

from dash import html
from dash.development.base_component import Component

from dashboards import formats
from dashboards.address import Arguments, address
from dashboards.attention import tag
from dashboards.components.cards import card
from dashboards.components.pager import page_of, pager
from dashboards.components.parts import Child, Children, lines, link, quiet, source, status
from dashboards.components.tables import Column, Heading, Row, table
from dashboards.marks import ACTION
from plans.implementation import FundingAsk
from plans.progress import OPEN_STATUSES
from tracker.alignment import action_key
from tracker.rows import ActionRow, View

PAGE = 25


def action_card(
    title: str, rows: Sequence[ActionRow], today: date, view: View, path: str, arguments: Arguments
) -> Component:
    """Actions in a card, a page at a time; ``attention``, ``lead`` and ``action`` of the address choose which."""
    kept = [row for row in rows if all(_FILTERS[name](row, arguments[name]) for name in _asked_for(arguments))]
    shown, number, last = page_of(kept, arguments.get("page"), PAGE)
    about: list[Child] = [formats.count(len(kept), "action")]
    if is_filtered(arguments):
        others = {name: value for name, value in arguments.items() if name not in {*_FILTERS, "page"}}
        wanted = formats.listed(_WORDS[name](arguments[name]) for name in _asked_for(arguments))
        about = [
            f"{formats.part_of(len(kept), len(rows), 'actions')}: {wanted} ",
            link("show all", address(path, **others)),
        ]
    departments = {row.department_key for row in rows}
    return card(
        title,
        action_table(shown, today, view, with_department=len(departments) > 1),
        pager(path, arguments, number, last),
        about=about,
        css="card-table",
    )


_FILTERS: dict[str, Callable[[ActionRow, str], bool]] = {
    "attention": lambda row, kind: kind in row.attention,
    "lead": lambda row, name: (row.lead or "").strip() == name,
    "action": lambda row, name: action_key(row.name) == action_key(name),
}
_WORDS: dict[str, Callable[[str], str]] = {
    "attention": tag,
    "lead": lambda name: f"led by {name}",
    "action": lambda name: name,
}


def action_link(row: ActionRow, view: View) -> Component:
    """The code and title of an action, leading to it on the page of its department."""
    href = address("/department", view, key=row.department_key, action=row.name)
    code: list[Child] = [html.Span(row.code, className="code"), " "] if row.code else []
    return html.Span([*code, link(row.title, href)])


def is_filtered(arguments: Arguments) -> bool:
    """Whether an address asks for some of the actions only."""
    return bool(_asked_for(arguments))


def _asked_for(arguments: Arguments) -> list[str]:
    return [name for name in _FILTERS if name in arguments]


def action_table(rows: Sequence[ActionRow], today: date, view: View, *, with_department: bool) -> Component:
    """Actions as a table."""
    headings = [Heading("Action", Column.NAME)]
    headings += [Heading("Department")] if with_department else []
    headings += [
        Heading("Lead"),
        Heading("Due"),
        Heading("Status"),
        Heading("Asked in its plan", Column.NUMBER),
        Heading("Source"),
    ]
    drawn = [_row(row, today, view, with_department=with_department) for row in rows]
    return table("Actions", headings, drawn, css="action-table")


def _row(row: ActionRow, today: date, view: View, *, with_department: bool) -> Row:
    department: list[Child] = []
    if with_department:
        department = [link(row.department, address("/department", view, key=row.department_key))]
    told = [
        _name(row),
        *department,
        row.lead or html.Span("no owner", className="lacking"),
        _due(row, today),
        _status(row),
        asked(row.ask),
        source(row.source),
    ]
    return Row(tuple(told))


def _name(row: ActionRow) -> Component:
    with_whom = f"with {formats.listed(partner.name for partner in row.partners)}" if row.partners else ""
    head: list[Child] = [html.Span(row.code, className="code"), " "] if row.code else []
    return lines(
        html.Span([*head, html.Strong(row.title)]),
        quiet(with_whom) if with_whom else None,
        html.Span([row.said, " ", source(row.said_source or row.source)], className="quiet note") if row.said else None,
    )


def _due(row: ActionRow, today: date) -> Children:
    if row.due is None:
        return row.due_text or html.Span("no date", className="lacking")
    late = (row.due - today).days
    is_open = row.status is None or row.status in OPEN_STATUSES
    return lines(
        html.Span(formats.day(row.due), className="nowrap"),
        html.Span(formats.days_until(late), className="lacking") if late < 0 and is_open else None,
    )


def _status(row: ActionRow) -> Component:
    heard = f"updated {formats.day(row.last_update)}" if row.last_update else "never updated"
    return lines(status(ACTION[row.status]), html.Span(heard, className="heard"))


def asked(ask: FundingAsk) -> Children:
    """What an action asks for."""
    if ask.amount is not None or ask.fte is not None:
        where = " \N{MIDDLE DOT} ".join(
            each for each in (ask.fund, ask.appropriation_unit, ask.decision_package) if each
        )
        money = formats.dollars(ask.amount) if ask.amount is not None else formats.fte(ask.fte)
        both = formats.fte(ask.fte) if ask.amount is not None and ask.fte is not None else None
        return lines(money, quiet(both) if both else None, quiet(where) if where else None)
    return quiet("within existing" if ask.within_existing else ask.text or "not said")
