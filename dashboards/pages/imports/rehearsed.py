"""The part of a file's page that tells what accepting it does to goals, actions and links, and asks of like codes."""

from collections.abc import Sequence
from decimal import Decimal

from dash import html
from dash.development.base_component import Component

from dashboards import formats
from dashboards.address import address
from dashboards.components.cards import card
from dashboards.components.parts import Child, Children, lines, link, quiet
from dashboards.components.tables import Column, Heading, Row, table, tucked_table
from dashboards.marks import PHASE
from tracker.aligned_money import REST
from tracker.choosing import book_name
from tracker.rehearsal import ActionBecomes, AlikeCodes, BudgetBecomes, GoalBecomes, LinkBecomes, Rehearsal
from tracker.rows import View

_MOST = 50
_OPEN = 15
_ACTIONS = (
    Heading("Action", Column.NAME),
    Heading("Lead"),
    Heading("Was", Column.NUMBER),
    Heading("Becomes", Column.NUMBER),
    Heading("Difference", Column.NUMBER),
)


def rehearsal_cards(told: Rehearsal | None, way: str | None) -> list[Component]:
    """What accepting would do, budget by budget; ``way`` leads there where it was not worked out yet."""
    if told is None:
        if way is None:
            return []
        ask = html.P([link("Work out what accepting would do to goals and links", way), ", which takes a while."])
        return [card("What accepting would do to goals and links", ask)]
    return [*([_codes(told.alike)] if told.alike else []), *(_budget(each, is_done=False) for each in told.budgets)]


def became_cards(budgets: Sequence[BudgetBecomes]) -> list[Component]:
    """What accepting did when it was done, budget by budget, and where what follows from it is told."""
    return [_budget(each, is_done=True) for each in budgets]


def _codes(alike: Sequence[AlikeCodes]) -> Component:
    items = [
        html.Li(
            [
                f"Are {each.kind} ",
                html.Strong(each.in_file),
                " (in this file) and ",
                html.Strong(each.in_force),
                f" (in force) the same? Both are called {each.name}.",
            ]
        )
        for each in alike[:_MOST]
    ]
    more = len(alike) - _MOST
    foot = html.P(quiet(f"and {more:,} more"), className="card-foot") if more > 0 else None
    why = (
        "By the county's rule they are different codes, so that everything under the one looks gone, and under the "
        "other added. If they are the same, say so in the county file, as in "
    )
    how: Children = [
        why,
        html.Code("[codes.fund] ignore_letter_prefix = true"),
        ", before you accept.",
    ]
    title = f"{formats.sentence_case(formats.count(len(alike), 'code'))} to ask about"
    return card(title, html.Ul(items, className="found"), foot, about=how)


def _budget(told: BudgetBecomes, *, is_done: bool) -> Component:
    name = _named(told.view)
    did = "did" if is_done else "would do"
    parts: list[Child] = [
        _goals(told, name),
        _actions(told),
        _links(
            formats.count(len(told.gone), "link finds no money any more", "links find no money any more"), told.gone
        ),
        _over(told),
        _further(told) if is_done else None,
    ]
    return card(
        f"What accepting {did} to goals and links: {name}",
        *[part for part in parts if part is not None],
        about=f"{_against(told, is_done=is_done)}. Linked and tagged, each dollar once",
        css="card-table",
    )


def _goals(told: BudgetBecomes, name: str) -> Component:
    headings = (
        Heading("Goal", Column.NAME),
        Heading("Was", Column.NUMBER),
        Heading("Becomes", Column.NUMBER),
        Heading("Difference", Column.NUMBER),
    )
    none = "no budget" if told.against is None else formats.NO_DATA
    money = formats.alike(amount for goal in told.goals for amount in (goal.before, goal.after))
    foot = [_goal("The whole budget", told.total, none, money)] if told.total else []
    named = [_goal_name(goal) for goal in told.goals]
    rows = [_goal(name, goal, none, money) for name, goal in zip(named, told.goals, strict=True)]
    return table(f"Goals in the {name} budget", headings, rows, foot=foot)


def _further(told: BudgetBecomes) -> Component:
    """Where what changed line by line between two decisions, and what no longer holds, is told."""
    parts: list[Child] = []
    if told.against is not None and told.against != told.view:
        books = {"from": book_name(told.against), "to": book_name(told.view)}
        words = f"What changed from {_named(told.against)} to {_named(told.view)}, line by line"
        parts += [link(words, address("/changes", told.view, **books)), " \N{MIDDLE DOT} "]
    parts.append(link(f"Findings of {formats.period(told.view.period)}", address("/findings", told.view)))
    return html.P(parts, className="card-foot inset")


def _actions(told: BudgetBecomes) -> Component | None:
    """Every action that loses or gains linked money; all but the largest differences folded."""
    if not told.actions:
        return None
    money = formats.alike(amount for each in told.actions for amount in (each.before, each.after))
    rows = [_action(each, told.view, money) for each in told.actions]
    title = formats.sentence_case(
        formats.count(len(rows), "action loses or gains linked money", "actions lose or gain linked money")
    )
    parts: list[Child] = [html.P(html.Strong(title), className="names-title"), table(title, _ACTIONS, rows[:_OPEN])]
    if rest := rows[_OPEN:]:
        parts.append(tucked_table(table(f"{title}, further", _ACTIONS, rest), f"{len(rest):,} more"))
    return html.Div(parts)


def _action(each: ActionBecomes, view: View, money: formats.Alike) -> Row:
    name = f"{each.action} {each.title}" if each.title and each.title != each.action else each.action
    href = address("/department", view, key=each.department_key, action=each.action)
    return Row(
        (
            lines(link(name, href) if each.title else name, quiet(each.department)),
            each.lead or quiet("no owner"),
            money.dollars(each.before),
            money.dollars(each.after),
            html.Strong(money.change(each.difference)),
        )
    )


def _against(told: BudgetBecomes, *, is_done: bool) -> str:
    if told.against is None:
        return "There was no budget to compare it with" if is_done else "There is no budget to compare it with"
    if told.against == told.view:
        return "Was: as it was in force before" if is_done else "Was: as it is in force now"
    yet = f"was no {_named(told.view)} before" if is_done else f"is no {_named(told.view)} yet"
    return f"Was: {_named(told.against)}, as there {yet}"


def _named(view: View) -> str:
    return f"{PHASE[view.phase].lower()} {formats.period(view.period)}"


def _goal_name(goal: GoalBecomes) -> Component:
    return lines(goal.name or formats.sentence_case(REST), quiet(goal.code) if goal.code else None)


def _goal(name: Children, goal: GoalBecomes, none: str, money: formats.Alike) -> Row:
    return Row(
        (
            name,
            quiet(none) if goal.before is None else money.dollars(goal.before),
            money.dollars(goal.after),
            html.Strong(money.change(goal.difference)) if goal.difference else quiet(_unmoved(goal.difference)),
        )
    )


def _unmoved(difference: Decimal | None) -> str:
    return formats.NO_DATA if difference is None else "no change"


def _over(told: BudgetBecomes) -> Component | None:
    """The links that claim more than there is and more than before, and how many claim too much in all."""
    more, in_all = len(told.over), told.over_in_all
    if in_all is not None and not more:
        in_all_words = formats.count(in_all, "link claims", "links claim")
        return (
            html.P(quiet(f"{in_all_words} more than there is, no more than before."), className="inset")
            if in_all
            else None
        )
    title = formats.count(more, "link claims more than there is", "links claim more than there is")
    if in_all is None:
        title = f"{title}, and more than before"
    elif in_all > more:
        title = f"{title}, and more than before; in all {in_all:,} do"
    return _links(title, told.over)


def _links(words: str, found: Sequence[LinkBecomes]) -> Component | None:
    if not found:
        return None
    headings = (
        Heading("Action", Column.NAME),
        Heading("Pays from"),
        Heading("Was counted", Column.NUMBER),
        Heading("Claims", Column.NUMBER),
        Heading("Is counted", Column.NUMBER),
    )
    title, shown = formats.sentence_case(words), found[:_MOST]
    money = formats.alike(amount for each in shown for amount in (each.before, each.claimed, each.counted))
    drawn = table(title, headings, [_link(each, money) for each in shown])
    more = len(found) - _MOST
    foot = html.P(quiet(f"and {more:,} more"), className="card-foot") if more > 0 else None
    return html.Div([html.P(html.Strong(title), className="names-title"), drawn, foot])


def _link(each: LinkBecomes, money: formats.Alike) -> Row:
    row = each.row
    name = f"{row.action} {row.action_title}" if row.action_title and row.action_title != row.action else row.action
    amounts = (money.dollars(amount) for amount in (each.before, each.claimed, each.counted))
    return Row((lines(name, quiet(row.department)), lines(row.lines, quiet(row.claim)), *amounts))
