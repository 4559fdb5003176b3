"""The parts of the page of one decision package, from its data."""

from collections.abc import Callable, Sequence

from dash import html
from dash.development.base_component import Component

from budgets.phases import Direction, Phase
from dashboards import formats
from dashboards.address import UNNAMED, address
from dashboards.components.actions import action_table
from dashboards.components.answers import answer_table, earlier_table, required_words
from dashboards.components.cards import card, cards, notice
from dashboards.components.head import made_line
from dashboards.components.lines import line_card
from dashboards.components.money import phase_strip
from dashboards.components.packages import answer_way, package_table, package_way, told_phases
from dashboards.components.parts import Child, link, quiet, source
from dashboards.components.tables import Column, Heading, Row, table
from dashboards.marks import DIRECTION, PHASE
from dashboards.pages.telling import Told
from dashboards.terms import ASKED_AND_REQUESTED
from tracker.package_rows import PackagePage, PackagePart, PackageRow
from tracker.rows import View

_LASTS = {True: "one-time", False: "ongoing", None: "not said"}


def tell_package(told: PackagePage, after: int | None) -> Told:
    """One package as a page."""
    row, view = told.package, told.view
    department = (
        link(row.department, address("/department", view, key=row.department_key))
        if row.department
        else "its lines name no department"
    )
    line = made_line(
        department,
        f"{PHASE[view.phase]} {formats.period(view.period)}",
        _lasts(told.parts),
        _people(row, view.phase),
    )
    parts: list[Child] = [_titles(row), cards(_phases(told), _why(told), css="cards-two"), _where(told), _answers(told)]
    if told.answers.earlier:
        about = "Each with the question as it was asked then; they count for nothing that is asked now"
        parts.append(
            card("Answers to other versions", earlier_table(told.answers.earlier), about=about, css="card-table")
        )
    parts += [_actions(told), _same_code(told), line_card(told.lines, view, after, _steps(told))]
    return Told(_sentence(told), line, [part for part in parts if part is not None])


def tell_several(code: str, packages: Sequence[PackageRow], view: View) -> Told:
    """Which packages a code means, where several departments use it."""
    drawn = package_table(packages, told_phases(packages), view, is_asked=False)
    return Told(
        f"{len(packages)} departments use the code {code} for a decision package",
        made_line(f"{PHASE[view.phase]} {formats.period(view.period)}"),
        [card("Which one is meant?", drawn, css="card-table")],
    )


def _sentence(told: PackagePage) -> str:
    row, phase = told.package, told.view.phase
    now = row.money(phase)
    said = f"{row.name}: {formats.dollars_short(now.amount)} {PHASE[phase].lower()}" if now else _not_there(told)
    asked = row.money(Phase.REQUESTED)
    if now and phase is not Phase.REQUESTED and asked and asked.amount is not None and asked.amount != now.amount:
        said = f"{said}, {formats.dollars_short(asked.amount)} requested"
    far = row.completeness
    if far is None or not far.required:
        return said
    return f"{said}; {formats.part_of(far.required_answered, far.required, 'equity questions')} answered"


def _not_there(told: PackagePage) -> str:
    row, phase = told.package, told.view.phase
    if any(part.direction is Direction.REVENUE for part in told.parts):
        return f"{row.name}: no spending, but income in the {PHASE[phase].lower()} budget"
    order = list(Phase)
    before = [(each, money) for each, money in row.by_phase if money and order.index(each) < order.index(phase)]
    said = f"{row.name} is not in the {PHASE[phase].lower()} budget"
    if not before:
        return said
    last, money = before[-1]
    return f"{said}; {formats.dollars_short(money.amount)} {PHASE[last].lower()}"


def _lasts(parts: Sequence[PackagePart]) -> str | None:
    """Whether its spending is for once, in one word or in parts."""
    said = {part.one_time for part in parts if part.direction is Direction.EXPENDITURE}
    if len(said) != 1:
        return "in part one-time" if True in said else None
    (lasts,) = said
    return {True: "one-time money", False: "ongoing money", None: "not said whether one-time or ongoing"}[lasts]


def _people(row: PackageRow, phase: Phase) -> str | None:
    money = row.money(phase)
    return formats.fte(money.fte) if money and money.fte is not None else None


def _titles(row: PackageRow) -> Component | None:
    if len(row.titles) < 2:  # noqa: PLR2004 - one title is the rule
        return None
    named = formats.listed(formats.quoted(title) for title in row.titles)
    return notice(f"Its lines stand under several titles: {named}. They are told together, because they share a code.")


def _phases(told: PackagePage) -> Component:
    row = told.package

    def way(phase: Phase) -> str:
        return package_way(row, View(told.view.period, phase))

    people = [
        f"{PHASE[phase].lower()} {formats.fte(money.fte)}" for phase, money in row.by_phase if money and money.fte
    ]
    about = f"Spending, {formats.period(told.view.period)}" + (f"; {formats.listed(people)}" if people else "")
    return card("Phase by phase", phase_strip(row.by_phase, told.view.phase, way), about=about, css="card-table")


def _why(told: PackagePage) -> Component:
    if not told.reasons:
        words = "No line of it says why. A column headed Reason or Justification in the budget file would."
        return card("Why it is asked for is not said", html.P(words, className="quiet"))
    given = told.reasons[0].is_reason
    about = "As the lines say it" if given else "No line gives a reason; this is how its lines describe themselves"
    items = [html.Li([reason.text, " ", source(reason.source)]) for reason in told.reasons]
    return card("Why", html.Ul(items, className="found"), about=about)


def _where(told: PackagePage) -> Component | None:
    if not told.parts:
        return None
    headings = (
        Heading("Unit", Column.NAME),
        Heading("Fund"),
        Heading("Direction"),
        Heading("One-time"),
        Heading("FTE", Column.NUMBER),
        Heading("Amount", Column.NUMBER),
    )
    rows = [
        Row(
            (
                part.unit or quiet("names none"),
                part.fund or quiet("names none"),
                DIRECTION[part.direction],
                _LASTS[part.one_time],
                formats.number(part.money.fte, 2) if part.money.fte is not None else quiet("none said"),
                formats.dollars(part.money.amount),
            )
        )
        for part in told.parts
    ]
    return card("Where the money stands", table("Units and funds", headings, rows), css="card-table")


def _answers(told: PackagePage) -> Component:
    answers, row = told.answers, told.package
    if answers.asked is None:
        way = link("ask some", address("/questions", told.view))
        return card("No equity questions are asked", html.P(["Nothing is asked for this period: ", way, "."]))
    way = link("Answer them", answer_way(row, told.view))
    about: list[Child] = [f"{answers.asked.title}, version {answers.asked.version}. ", way]
    title = f"{required_words(answers.completeness)} equity questions answered"
    if not row.is_asked:
        title = "Not in the budget whose packages are asked; its answers stay here"
    return card(formats.sentence_case(title), answer_table(answers.rows), about=about, css="card-table")


def _actions(told: PackagePage) -> Component:
    if not told.actions:
        words = "No action of a plan names this package in its ask, so nobody has promised what it is to bring about."
        return card("No action asks for it", html.P(words, className="quiet"))
    title = f"{formats.count(len(told.actions), 'action asks', 'actions ask')} for it"
    drawn = action_table(told.actions, told.county.as_of, told.view, with_department=True)
    is_requested = told.package.money(Phase.REQUESTED) is not None
    about = f"They name the package in what they ask for. {ASKED_AND_REQUESTED if is_requested else ''}"
    return card(title, drawn, about=about, css="card-table")


def _same_code(told: PackagePage) -> Component | None:
    if not told.same_code:
        return None
    drawn = package_table(told.same_code, told_phases(told.same_code), told.view, is_asked=False)
    return card("Other departments use this code", drawn, about="These are other packages", css="card-table")


def _steps(told: PackagePage) -> Callable[[int | None], str]:
    row = told.package
    where = row.department_key or UNNAMED
    return lambda after: address("/package", told.view, code=row.key, department=where, after=after)
