"""The part of a draft's page that tells what accepting it would do to goals and links, and asks about like codes."""

from collections.abc import Sequence
from decimal import Decimal

from dash import html
from dash.development.base_component import Component

from dashboards import formats
from dashboards.components.cards import card
from dashboards.components.parts import Child, Children, lines, link, quiet
from dashboards.components.tables import Column, Heading, Row, table
from dashboards.marks import PHASE
from tracker.aligned_money import REST
from tracker.rehearsal import AlikeCodes, BudgetBecomes, GoalBecomes, LinkBecomes, Rehearsal
from tracker.rows import View

_MOST = 50


def rehearsal_cards(told: Rehearsal | None, way: str | None) -> list[Component]:
    """What accepting would do, budget by budget; ``way`` leads there where it was not worked out yet."""
    if told is None:
        if way is None:
            return []
        ask = html.P([link("Work out what accepting would do to goals and links", way), ", which takes a while."])
        return [card("What accepting would do to goals and links", ask)]
    return [*([_codes(told.alike)] if told.alike else []), *map(_budget, told.budgets)]


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


def _budget(told: BudgetBecomes) -> Component:
    name = f"{PHASE[told.view.phase].lower()} {formats.period(told.view.period)}"
    headings = (
        Heading("Goal", Column.NAME),
        Heading("Was", Column.NUMBER),
        Heading("Becomes", Column.NUMBER),
        Heading("Difference", Column.NUMBER),
    )
    parts: list[Child] = [table(f"Goals in the {name} budget", headings, [_goal(goal) for goal in told.goals])]
    parts.append(_links("links would find no money any more", "link would find no money any more", told.gone))
    parts.append(_links("links would claim more than there is", "link would claim more than there is", told.over))
    return card(
        f"What accepting would do to goals and links: {name}",
        *[part for part in parts if part is not None],
        about=f"{_against(told)}. Linked and tagged, each dollar once",
        css="card-table",
    )


def _against(told: BudgetBecomes) -> str:
    if told.against is None:
        return "There is no budget to compare it with"
    if told.against == told.view:
        return "Was: as it is in force now"
    return f"Was: {_named(told.against)}, as there is no {_named(told.view)} yet"


def _named(view: View) -> str:
    return f"{PHASE[view.phase].lower()} {formats.period(view.period)}"


def _goal(goal: GoalBecomes) -> Row:
    name = goal.name or formats.sentence_case(REST)
    return Row(
        (
            lines(name, quiet(goal.code) if goal.code else None),
            quiet("no budget") if goal.before is None else formats.dollars(goal.before),
            formats.dollars(goal.after),
            html.Strong(formats.change(goal.difference)) if goal.difference else quiet(_unmoved(goal.difference)),
        )
    )


def _unmoved(difference: Decimal | None) -> str:
    return formats.NO_DATA if difference is None else "no change"


def _links(many: str, one: str, found: Sequence[LinkBecomes]) -> Component | None:
    if not found:
        return None
    headings = (
        Heading("Action", Column.NAME),
        Heading("Pays from"),
        Heading("Was counted", Column.NUMBER),
        Heading("Would claim", Column.NUMBER),
        Heading("Would be counted", Column.NUMBER),
    )
    title = formats.sentence_case(formats.count(len(found), one, many))
    drawn = table(title, headings, [_link(each) for each in found[:_MOST]])
    more = len(found) - _MOST
    foot = html.P(quiet(f"and {more:,} more"), className="card-foot") if more > 0 else None
    return html.Div([html.P(html.Strong(title), className="names-title"), drawn, foot])


def _link(each: LinkBecomes) -> Row:
    row = each.row
    name = f"{row.action} {row.action_title}" if row.action_title and row.action_title != row.action else row.action
    amounts = (formats.dollars(amount) for amount in (each.before, each.claimed, each.counted))
    return Row((lines(name, quiet(row.department)), lines(row.lines, quiet(row.claim)), *amounts))
