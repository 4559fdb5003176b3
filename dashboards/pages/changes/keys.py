"""The list of changes key by key, and what one key consists of: accounts and lines of both books."""

from dash import html
from dash.development.base_component import Component

from dashboards import formats
from dashboards.address import UNNAMED, address
from dashboards.components.cards import card
from dashboards.components.lines import line_card
from dashboards.components.parts import Child, Children, aria, lines, link, quiet, status
from dashboards.components.tables import Column, Heading, Row, table
from dashboards.marks import ACTION, CHANGE
from dashboards.pages.changes.wanted import changes_address
from tracker.change_rows import BESIDE_PACKAGES, NOT_IN_A_PLAN, ChangesPage, CutChange, HitAction, KeyChange
from tracker.choosing import named_book
from tracker.findings import NO_ACTION
from tracker.records import KEYS, Dimension
from tracker.rows import Money

_HEADINGS = (
    Heading("What", Column.NAME),
    Heading("What happened"),
    Heading("Before", Column.NUMBER),
    Heading("After", Column.NUMBER),
    Heading("Change", Column.NUMBER),
    Heading("FTE", Column.NUMBER),
    Heading("Actions that it pays, or that ask for it"),
)
INNERMOST = (
    Dimension.PACKAGE,
    Dimension.PROGRAM,
    Dimension.UNIT,
    Dimension.FUND,
    Dimension.DEPARTMENT,
    Dimension.GOAL,
)
"""What a key is told by: the innermost thing that it names."""
_SHOWN = 3


def key_card(told: ChangesPage) -> Component:
    """A page of changes, the largest first, and the way to the next."""
    if not told.keys:
        words = "Both budgets come to the same line by line." if told.whole != (None, None) else "Nothing to compare."
        return card("No change", html.P(words))
    drawn = table("Changes", _HEADINGS, [_row(change, told) for change in told.keys], css="change-table")
    about = (
        "The largest first, by department, unit, fund, program and decision package together. A move is listed once: "
        "the same unit under another department, or the same program or package under another unit, with about as much."
    )
    return html.Div(card(_title(told), drawn, _pager(told), about=about, css="card-table"), id="list")


def _title(told: ChangesPage) -> str:
    if told.asked.skip or told.further:
        last = told.further or told.of
        return f"Changes {told.asked.skip + 1:,} to {last:,} of {told.of:,}"
    return "The largest changes" if told.of > 1 else "The one change"


def _pager(told: ChangesPage) -> Component | None:
    steps: list[Component] = []
    if told.asked.skip:
        steps.append(link("From the beginning", f"{changes_address(told.asked)}#list", "step"))
    if told.further is not None:
        steps.append(link("Further", f"{changes_address(told.asked, skip=told.further)}#list", "step"))
    return html.Nav(steps, className="pager", **aria(label="Pages of this list")) if steps else None


def _row(change: KeyChange, told: ChangesPage) -> Row:
    return Row(
        (
            _named(change, told),
            _became(change),
            _money(change.before),
            _money(change.after),
            html.Strong(formats.change(change.dollars)),
            formats.fte_change(change.fte) if change.fte else None,
            _actions(change.actions, told),
        )
    )


def _named(change: KeyChange, told: ChangesPage) -> Component:
    key = dict(zip(KEYS, change.key, strict=True))
    told_by = next((dimension for dimension in INNERMOST if dimension in key and key[dimension].key is not None), None)
    name = key[told_by].label if told_by else "Lines that name nothing"
    where = {
        dimension.value: UNNAMED if of.key is None else of.key for dimension, of in key.items() if dimension in told.by
    }
    if change.beside_packages:
        name = f"{name}, {BESIDE_PACKAGES}"
    others = [
        key[dimension].label
        for dimension in INNERMOST
        if dimension in key and dimension is not told_by and key[dimension].key
    ]
    return lines(
        link(name, changes_address(told.asked, **where)), quiet(" \N{MIDDLE DOT} ".join(dict.fromkeys(others)))
    )


def _became(change: KeyChange) -> Children:
    mark = status(CHANGE[change.kind])
    if change.came_from is None:
        return mark
    places = [
        before.label
        for before, after in zip(change.came_from[:2], change.key[:2], strict=True)
        if before.key != after.key
    ]
    return lines(mark, quiet(f"from {formats.listed(places)}"))


def _money(money: Money | None) -> Children:
    return quiet("not there") if money is None else formats.dollars(money.amount)


def _actions(actions: tuple[HitAction, ...], told: ChangesPage) -> Children:
    if not actions:
        return quiet("none")
    shown: list[Child] = [_action(action, told) for action in actions[:_SHOWN]]
    if len(actions) > _SHOWN:
        shown.append(quiet(f"and {len(actions) - _SHOWN:,} more"))
    return lines(*shown)


def _action(action: HitAction, told: ChangesPage) -> Component:
    if action.title is None:
        # A finding says what to do with its link, as no page of a department has it.
        ways = address("/findings", told.asked.view, kind=NO_ACTION.code)
        return html.Span([link(action.name, ways), quiet(f" ({NOT_IN_A_PLAN}) linked, {action.department}")])
    href = address("/department", told.asked.view, key=action.department_key, action=action.name)
    owner = action.lead or "no owner"
    said = f" {'linked, ' if action.linked else ''}{ACTION[action.status].word}, {owner}"
    return html.Span([link(action.name, href), quiet(said)], title=action.title)


def line_cards(told: ChangesPage) -> list[Component]:
    """The accounts of one key that differ, and its lines in both books with their cells."""
    if told.lines is None:
        return []
    return [
        card(
            "Account by account",
            table("Accounts", _ACCOUNTS, [_account(row) for row in told.lines.accounts], css="change-table"),
            about="The accounts of these lines that differ",
            css="card-table",
        ),
        *(
            line_card(page, named_book(name), None, lambda _: "#list", title=f"Lines {side}", place=f"lines-{side}")
            for side, page, name in (
                ("before", told.lines.before, str(told.asked.before)),
                ("after", told.lines.after, str(told.asked.after)),
            )
        ),
    ]


_ACCOUNTS = (
    Heading("Account", Column.NAME),
    Heading("Before", Column.NUMBER),
    Heading("After", Column.NUMBER),
    Heading("Change", Column.NUMBER),
)


def _account(row: CutChange) -> Row:
    name = row.of.label or "Lines that name no account"
    return Row((name, _money(row.before), _money(row.after), html.Strong(formats.change(row.dollars))))
