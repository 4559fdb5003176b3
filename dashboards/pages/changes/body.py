"""The parts of the page What changed, from its data."""

from dataclasses import replace
from decimal import Decimal

from dash import html
from dash.development.base_component import Component

from budgets.comparison import relative_change
from budgets.phases import Direction
from dashboards import formats
from dashboards.address import address
from dashboards.components.cards import card, empty, notice
from dashboards.components.head import made_line
from dashboards.components.parts import Child, link
from dashboards.components.waterfall import Difference, Total, named, waterfall
from dashboards.marks import CHANGE_CUT, DIRECTION, PHASE
from dashboards.pages.changes.choosing import chooser
from dashboards.pages.changes.keys import INNERMOST, key_card, line_cards
from dashboards.pages.changes.wanted import changes_address
from dashboards.pages.telling import Told
from tracker.change_rows import (
    BookSide,
    ChangeCut,
    ChangesPage,
    CutChange,
    Step,
    counts_links,
    none_named,
)
from tracker.choosing import book_name, named_book
from tracker.records import Dimension
from tracker.rows import Money, View
from tracker.sums import Slice

LARGEST = 12
"""How many changes of a step are drawn; the smaller ones are one bar."""


def tell_changes(told: ChangesPage) -> Told:
    """What changed from one book to another, or in one slice of them."""
    warned = [notice(formats.sentence_case(f"{reason}.")) for reason in told.missing]
    line = made_line(*_facts(told))
    if told.asked.where:
        return Told(_slice_title(told), line, [*warned, *_tags_only(told), *_within(told)])
    if not told.steps:
        return Told("There are no two budgets to compare yet", line, [*warned, chooser(told), _what_now()])
    return Told(_title(told), line, [*warned, chooser(told), _waterfall(told), key_card(told)])


def _facts(told: ChangesPage) -> list[Child]:
    facts: list[Child] = [formats.sentence_case(formats.as_of(told.county.as_of)), DIRECTION[told.asked.direction]]
    if told.of:
        facts.append(formats.count(told.of, "change"))
    if told.yearly:
        facts.append("dollars by the year, as the periods are not equally long")
    covered = [side.covered for side in (told.first, told.last) if side and side.covered]
    facts += [f"actuals {formats.reach(each.as_of, each.share_of_period)}" for each in covered]
    return facts


def _what_now() -> Component:
    way: list[Child] = [
        "Changes are told between two budgets of one direction, such as proposed and adopted. Drop the second one at ",
        link("Imports", "/imports?kind=budget"),
        ".",
    ]
    return empty("What now?", way)


def _title(told: ChangesPage) -> str:
    first, last = told.steps[0].before, told.steps[-1].after
    change = sum((step.dollars for step in told.steps), Decimal(0))
    later, earlier = _book(last.view, first.view), _book(first.view, last.view).lower()
    a_year = " a year" if told.yearly else ""
    if not change:
        return f"{later} comes to as much{a_year} as {earlier}"
    side = "above" if change > 0 else "below"
    share = _share(change, first)
    return f"{later} is {formats.dollars_short(abs(change))}{a_year}{share} {side} {earlier}{_most(told)}"


def _share(change: Decimal, first: BookSide) -> str:
    before = first.money.amount if first.money else None
    if not before or before < 0:
        return ""
    part = relative_change(before, before + change) or Decimal(0)
    percent = formats.number(abs(part) * 100, 1)
    return f" ({percent}{formats.NBSP}%)" if percent != "0" else ""


def _most(told: ChangesPage) -> str:
    """What the last step hit most; what names nothing of the kind is no name to tell."""
    rows = [row for row in told.steps[-1].rows if row.of.key is not None and row.dollars]
    if not rows:
        return ""
    step, row = told.steps[-1], rows[0]
    verb = "gains" if row.dollars > 0 else "loses"
    where = f" from {PHASE[step.before.view.phase].lower()} on" if len(told.steps) > 1 else ""
    return f"; {slice_name(row.of, told.asked.cut)} {verb} most{where}"


def _book(view: View, beside: View) -> str:
    name = PHASE[view.phase]
    return name if view.period == beside.period else f"{name} {formats.period(view.period)}"


def _waterfall(told: ChangesPage) -> Component:
    steps: list[Total | Difference] = []
    for step in told.steps:
        steps += [_total(step.before, told), *_differences(step, told)]
    steps.append(_total(told.steps[-1].after, told))
    what = CHANGE_CUT[told.asked.cut]
    about: list[Child] = [_about(told)]
    about += [
        "Download: ",
        html.A("xlsx", href=changes_address(told.asked, "/download/changes.xlsx"), download=""),
    ]
    return card(
        f"From {PHASE[told.steps[0].before.view.phase].lower()} to {PHASE[told.steps[-1].after.view.phase].lower()}, "
        f"by {what.lower()}",
        waterfall(f"What changed by {what.lower()}", what, steps),
        about=about,
        css="card-table",
    )


def _about(told: ChangesPage) -> str:
    if counts_links(told.asked):
        return (
            "A goal gets what links pay for its actions and what its lines are tagged with, each dollar once; links "
            "tie no FTE. Each step leads to the goal, its actions and their cells. "
        )
    return "Each step leads to its changes, and from there to lines and cells. "


def _total(side: BookSide, told: ChangesPage) -> Total:
    money = side.money
    href = f"/budget?period={side.view.period}&phase={side.view.phase.value}&direction={told.asked.direction.value}"
    name = f"{PHASE[side.view.phase]} {formats.period(side.view.period)}"
    whole = side.whole.amount if side.whole else None
    over = " over the whole period" if told.yearly else ""
    beneath = [f"{formats.dollars(whole)}{over}" if told.yearly else None, _tied(side, over)]
    amount = (money.amount if money else None) or Decimal(0)
    fte = money.fte if money and not counts_links(told.asked) else None
    return Total(named(name, href, *beneath), amount, fte)


def _tied(side: BookSide, over: str) -> str | None:
    """What of a total goals are told by: a goal gains nothing where one budget has links and the other has none."""
    if side.goals is None:
        return None
    linked, tagged = formats.dollars_short(side.goals.linked), formats.dollars_short(side.goals.tagged)
    none = side.goals.for_none
    beside = f", {formats.dollars_short(none)} linked for no shared goal" if none else ""
    return f"of it {linked} linked, {tagged} tagged{beside}{over}"


def _differences(step: Step, told: ChangesPage) -> list[Difference]:
    if not step.rows and step.dollars:
        return [Difference(f"Not told by {CHANGE_CUT[told.asked.cut].lower()}", step.dollars)]
    drawn = [_difference(row, step, told) for row in step.rows[:LARGEST]]
    rest = step.rows[LARGEST:]
    if rest:
        name = f"{len(rest):,} smaller changes"
        whole = sum((row.dollars for row in rest), Decimal(0))
        drawn.append(Difference(name, whole, sum((row.fte for row in rest), Decimal(0)) or None))
    return drawn


def _difference(row: CutChange, step: Step, told: ChangesPage) -> Difference:
    before, after = book_name(step.before.view), book_name(step.after.view)
    asked = told.asked
    key = "~" if row.of.key is None else row.of.key
    href = changes_address(asked, **{"from": before, "to": after, asked.cut.value: key})
    if counts_links(asked):
        # What links pay stands on the page of the goal, action by action; its own lines are a part of it.
        here = step.after.view
        href = address("/goal", here, code=row.of.key) if row.of.key else address("/alignment", here)
    code = row.of.code if row.of.name and row.of.code != row.of.name else None
    said = row.fte if row.fte or _has_fte(row.before) or _has_fte(row.after) else None
    rest = formats.sentence_case(none_named(asked))
    name = rest if row.of.key is None else slice_name(row.of, asked.cut)
    return Difference(named(name, href, code), row.dollars, said)


def _has_fte(money: Money | None) -> bool:
    return money is not None and money.fte is not None


def slice_name(of: Slice, cut: ChangeCut | Dimension) -> str:
    """The name of a slice, or its code, or what its lines do not name."""
    what = CHANGE_CUT[ChangeCut(cut.value)].lower()
    return of.name or of.code or f"Lines that name no {what}"


def _slice_title(told: ChangesPage) -> str:
    name = _slices_name(told)
    before, after = ((money.amount if money else None) for money in told.whole)
    if told.whole == (None, None):
        return f"Neither budget has a line of {name}"
    if before is None or after is None:
        return f"{name}: {formats.dollars_short(before)} before, {formats.dollars_short(after)} after, {_books(told)}"
    a_year = " a year" if told.yearly else ""
    return f"{name}: {formats.change_short(after - before)}{a_year}, {_books(told)}"


def _tags_only(told: ChangesPage) -> list[Child]:
    """That a slice by goal counts what lines carry its code, and not what links pay for it: where that is told."""
    goal = next((of for dimension, of in told.slices if dimension is Dimension.GOAL), None)
    if goal is None or told.asked.direction is not Direction.EXPENDITURE:
        return []
    here = told.asked.view
    if goal.key is None:
        return [notice("Counted here are all lines that carry no goal's code, also those that links pay actions from.")]
    return [
        notice(
            "Counted here are all lines that carry this goal's code, and nothing else. What links pay for its actions "
            "from other lines is not in these sums: it stands phase by phase on ",
            link("the page of the goal", address("/goal", here, code=goal.key)),
            ".",
        )
    ]


def _slices_name(told: ChangesPage) -> str:
    """The name of the innermost thing that is named; of a slice that names nothing, what it does not name."""
    named = {dimension: of for dimension, of in told.slices if of.key is not None}
    chosen = next((dimension for dimension in INNERMOST if dimension in named), told.slices[0][0])
    name = slice_name(named.get(chosen, told.slices[0][1]), chosen)
    return f"Lines that carry the code of {name}" if chosen is Dimension.GOAL and chosen in named else name


def _books(told: ChangesPage) -> str:
    """The two books, the period said once where it is the same."""
    one, other = (named_book(str(name)) for name in (told.asked.before, told.asked.after))
    before, after = one.phase.value, other.phase.value
    if one.period == other.period:
        return f"from {before} to {after} {formats.period(other.period)}"
    return f"from {formats.period(one.period)} {before} to {formats.period(other.period)} {after}"


def _within(told: ChangesPage) -> list[Child]:
    back = link("all changes", changes_address(replace(told.asked, where=())))
    if told.lines:
        return [key_card(told), *line_cards(told), html.P(["Go back to ", back, "."])]
    before, after = told.whole
    facts = [
        html.Div([html.Dt("Before"), html.Dd(formats.dollars(before.amount if before else None))]),
        html.Div([html.Dt("After"), html.Dd(formats.dollars(after.amount if after else None))]),
    ]
    about = card("What this slice comes to", html.Dl(facts, className="facts"), about=["Go back to ", back])
    return [about, key_card(told)]
