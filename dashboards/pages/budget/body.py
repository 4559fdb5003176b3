"""The parts of the budget page, from its data."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from dash import html
from dash.development.base_component import Component

from budgets.phases import Direction, Phase
from dashboards import formats
from dashboards.address import UNNAMED, Arguments, address
from dashboards.components.books import book_parts, book_title
from dashboards.components.cards import card, cards, empty
from dashboards.components.head import made_line
from dashboards.components.lines import line_card
from dashboards.components.money import beside, phase_strip, slice_name, slice_table
from dashboards.components.naming import how_to_name
from dashboards.components.packages import package_table, told_phases
from dashboards.components.pager import page_of, pager
from dashboards.components.parts import Child, Children, aria, current, link
from dashboards.figures.treemap import book_treemap
from dashboards.marks import CUT, DIRECTION, PHASE
from dashboards.pages.budget.wanted import Wanted
from tracker.budget_rows import BudgetPage, LinePage
from tracker.package_rows import PackageRow
from tracker.rows import Cut, CutRow, View

PACKAGES = 50
"""How many decision packages a page of their list shows."""

_WITHIN = {
    Cut.DEPARTMENT: "Unit",
    Cut.UNIT: "Program",
    Cut.FUND: "Department",
    Cut.PROGRAM: "Fund",
    Cut.PACKAGE: "Department",
    Cut.GOAL: "Department",
}


class BudgetTold(NamedTuple):
    """What the budget page says: above the chart, and beneath it."""

    title: str
    line: Children
    top: Children
    body: Children


def way_to(view: View, direction: Direction, cut: Cut) -> Callable[[CutRow], str]:
    """The address of the lines of a slice."""
    return lambda row: address("/budget", view, cut=cut, direction=direction, slice=row.key or UNNAMED)


def tell_book(told: BudgetPage, packages: Sequence[PackageRow] = (), arguments: Arguments | None = None) -> BudgetTold:
    """A whole book, cut one way; cut by decision package, its packages are listed with their amounts and answers."""
    view, what = told.view, DIRECTION[told.direction].lower()
    name = f"{PHASE[view.phase].lower()} {formats.period(view.period)}".strip()
    if told.book is None or told.total is None:
        return _no_book(told, name)
    amount = formats.dollars_short(told.total.amount)
    day = formats.as_of(told.county.as_of)
    if view.phase is Phase.ACTUAL and told.actuals:
        day = f"actuals {formats.reach(told.actuals.as_of, told.actuals.share_of_period)}"
    line = made_line(
        formats.sentence_case(day),
        formats.count(told.total.lines, "line"),
        formats.fte(told.total.fte) if told.total.fte is not None else None,
        *beside(told.total),
    )
    title = f"{formats.sentence_case(name)}: {amount} of {what}{_largest(told)}"
    top: list[Child] = [_chooser(told), cards(_phases(told), _book(told), css="cards-two")]
    if told.cut is Cut.GOAL and all(row.key is None for row in told.rows):
        top.append(how_to_name("No line of this budget names a goal"))
    listed = [_packages(told, packages, arguments or {})] if packages else []
    return BudgetTold(title, line, top, [*listed, _boxes(told), _table(told)])


def _no_book(told: BudgetPage, name: str) -> BudgetTold:
    title = f"There is no {name} budget yet" if told.view.period else "No budget has come in yet"
    way: list[Child] = [
        "Drop the budget file at ",
        link("Imports", "/imports?kind=budget"),
        ": xlsx, xls, ods or csv, in its own words.",
    ]
    if told.why_not:
        title = f"The {name} budget cannot be told yet"
        way = [f"{formats.sentence_case(told.why_not)}. What came in stands at ", link("Imports", "/imports"), "."]
    there = [_phases(told)] if any(money for _, money in told.by_phase) else []
    return BudgetTold(
        title, made_line(formats.sentence_case(formats.as_of(told.county.as_of))), [empty("What now?", way), *there], []
    )


def _largest(told: BudgetPage) -> str:
    """The largest slice; where most of the money names none, that is what is said, and never passed over."""
    sized = [row for row in told.rows if row.money.amount is not None and row.money.amount > 0]
    if not sized or told.total is None or not told.total.amount or told.total.amount <= 0:
        return ""
    largest = max(sized, key=_dollars)
    unnamed = next((row for row in sized if row.key is None), None)
    if unnamed and (largest is unnamed or told.cut is Cut.GOAL):
        return f", {formats.dollars_short(unnamed.money.amount)} of it on lines that name no {CUT[told.cut].lower()}"
    share = formats.percent(_dollars(largest) / told.total.amount)
    return f", {share} of it {slice_name(largest, CUT[told.cut])}"


def _dollars(row: CutRow) -> Decimal:
    return row.money.amount or Decimal(0)


def _chooser(told: BudgetPage) -> Component:
    view = told.view
    directions = [
        _choice(DIRECTION[each], address("/budget", view, cut=told.cut, direction=each), is_on=each is told.direction)
        for each in Direction
    ]
    cuts = [
        _choice(CUT[each], address("/budget", view, cut=each, direction=told.direction), is_on=each is told.cut)
        for each in Cut
    ]
    return html.Div(
        [
            html.Div(directions, className="phases", role="group", **aria(label="Direction of the money")),
            html.Span("cut by", className="quiet"),
            html.Div(cuts, className="phases", role="group", **aria(label="Cut by")),
        ],
        className="chooser",
    )


def _choice(words: str, href: str, *, is_on: bool) -> Component:
    return html.A(words, href=href, className="phase", **current("true", here=is_on))


def _phases(told: BudgetPage) -> Component:
    def way(phase: Phase) -> str:
        return address("/budget", View(told.view.period, phase), cut=told.cut, direction=told.direction)

    what = f"{DIRECTION[told.direction]}, {formats.period(told.view.period)}"
    compared = link("what changed", address("/changes", told.view, direction=told.direction))
    about: list[Child] = [f"{what}, whole budget; ", compared]
    return card(
        "Phase by phase", phase_strip(told.by_phase, told.view.phase, way, told.actuals), about=about, css="card-table"
    )


def _book(told: BudgetPage) -> Component:
    if told.book is None:
        return card("No budget", html.P("No file of this phase is in force."))
    return card(
        book_title(told.book), book_parts(told.book), about="What this budget consists of, and what is not there"
    )


def _boxes(told: BudgetPage) -> Component:
    way = way_to(told.view, told.direction, told.cut)
    verb = "goes" if told.direction is Direction.EXPENDITURE else "comes from"
    return card(
        f"Where the money {verb}, by {CUT[told.cut].lower()}",
        book_treemap(told.rows, CUT[told.cut], way),
        about="Each box is as large as its amount; press one to see its lines. What has no room here stands beneath",
    )


def _table(told: BudgetPage) -> Component:
    drawn = slice_table(told.rows, CUT[told.cut], way_to(told.view, told.direction, told.cut))
    title = f"{formats.count(len(told.rows), 'slice')} by {CUT[told.cut].lower()}"
    about: list[Child] = ["The boxes as a table; each leads to its lines and their cells. Download, all phases: "]
    about += [_file(told, "csv"), " or ", _file(told, "xlsx")]
    return card(title, drawn, about=about, css="card-table")


def _packages(told: BudgetPage, packages: Sequence[PackageRow], arguments: Arguments) -> Component:
    """Every package of the period from phase to phase, also one that this book does not hold any more."""
    shown, number, last = page_of(packages, arguments.get("page"), PACKAGES)
    phases = told_phases(packages)
    is_asked = any(row.completeness is not None for row in packages)
    about: list[Child] = ["Spending in every budget of the period, one row a department and code. "]
    about += [link("What is asked of them", address("/questions", told.view)), "."] if is_asked else []
    return card(
        f"{formats.count(len(packages), 'decision package')} from {_span(phases)}",
        package_table(shown, phases, told.view, is_asked=is_asked),
        pager("/budget", arguments, number, last),
        about=about,
        css="card-table",
    )


def _span(phases: Sequence[Phase]) -> str:
    ends = [PHASE[phase].lower() for phase in (phases[0], phases[-1])] if phases else ["no budget"]
    return " to ".join(dict.fromkeys(ends))


def _file(told: BudgetPage, form: str) -> Component:
    href = address(f"/download/budget.{form}", told.view, cut=told.cut, direction=told.direction)
    return html.A(form, href=href, download="")


def tell_slice(told: BudgetPage, asked: Wanted, lines: LinePage) -> BudgetTold:
    """The lines of one slice."""
    found = next((row for row in told.rows if row.key == asked.slice), None)
    cut = CUT[told.cut].lower()
    name = slice_name(found, CUT[told.cut]) if found else asked.slice or f"no {cut}"
    view = told.view
    if asked.within:
        return _tell_within(told, asked, lines, found)
    amount = formats.dollars_short(found.money.amount) if found else formats.NO_DATA
    if asked.slice is not None and not lines.of:
        title = f"No line of this budget is under {formats.quoted(name)}"
    elif asked.slice is None:
        title = f"{amount} stand on lines that name no {cut}"
    else:
        goal = "Goal " if told.cut is Cut.GOAL and found and found.name is None else ""
        title = f"{goal}{name}: {amount} {_said(view.phase, told.direction)}"
    line = made_line(
        f"{PHASE[view.phase]} {formats.period(view.period)}",
        formats.count(lines.of, "line"),
        *(beside(found.money) if found else []),
        link(f"all by {cut}", address("/budget", view, cut=told.cut, direction=told.direction)),
    )
    parts: list[Child] = []
    if found and found.inner:
        inner = slice_table(found.inner, _WITHIN[told.cut], _inner_way(told, asked))
        parts.append(card("What it consists of", inner, css="card-table"))
    return BudgetTold(title, line, parts, [line_card(lines, view, asked.after, _steps(told, asked))])


def _tell_within(told: BudgetPage, asked: Wanted, lines: LinePage, found: CutRow | None) -> BudgetTold:
    """The lines of one slice that one department has."""
    (key,) = asked.within
    cut, of_department = CUT[told.cut], _WITHIN[told.cut] == CUT[Cut.DEPARTMENT]
    name = slice_name(found, cut) if found else asked.slice or f"no {cut.lower()}"
    own = next((row for row in found.inner if row.key == key), None) if found and of_department else None
    place = slice_name(own, CUT[Cut.DEPARTMENT]) if own else key or "no department"
    amount = f": {formats.dollars_short(own.money.amount)} {_said(told.view.phase, told.direction)}" if own else ""
    title = f"{cut} {name}, {place}{amount}"
    if not lines.of:
        title = f"No line of this budget is under {formats.quoted(name)} and {formats.quoted(place)}"
    everywhere = address("/budget", told.view, cut=told.cut, direction=told.direction, slice=asked.slice or UNNAMED)
    line = made_line(
        f"{PHASE[told.view.phase]} {formats.period(told.view.period)}",
        formats.count(lines.of, "line"),
        *(beside(own.money) if own else []),
        link(f"{cut.lower()} {name} in all departments", everywhere),
    )
    return BudgetTold(title, line, [], [line_card(lines, told.view, asked.after, _steps(told, asked))])


def _inner_way(told: BudgetPage, asked: Wanted) -> Callable[[CutRow], str]:
    """Where a part of a slice leads: to its lines alone where it is a department, else to those of the slice."""
    if _WITHIN[told.cut] != CUT[Cut.DEPARTMENT]:
        return lambda _: "#lines"
    named = asked.slice if asked.slice is not None else UNNAMED
    keep = partial(address, "/budget", told.view, cut=told.cut, direction=told.direction, slice=named)
    return lambda row: keep(department=row.key or UNNAMED)


def _said(phase: Phase, direction: Direction) -> str:
    return f"{PHASE[phase].lower()} {DIRECTION[direction].lower()}"


def _steps(told: BudgetPage, asked: Wanted) -> Callable[[int | None], str]:
    named = asked.slice if asked.slice is not None else UNNAMED
    keep = partial(address, "/budget", told.view, cut=told.cut, direction=told.direction, slice=named)
    of = (asked.within[0] or UNNAMED) if asked.within else None
    return lambda after: keep(department=of, after=after)
