"""The home of money under links: how much of a book is tied to goals, by goal, by department, link by link."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from dash import html
from dash.development.base_component import Component

from budgets.phases import Phase
from dashboards import formats
from dashboards.address import address
from dashboards.components.bars import money_bar
from dashboards.components.money import phase_name
from dashboards.components.parts import Child, Children, aria, lines, link, quiet, source, status, unseen
from dashboards.components.tables import Column, Heading, Row, table
from dashboards.marks import ACTION, BASIS, PHASE
from tracker.aligned_money import AlignedMoney, Coverage
from tracker.funding_rows import ActionFunding, Flow, FteCoverage, GoalAligned, LinkedFte, LinkRow, Place
from tracker.rows import Covered, View

NO_GOAL = "No shared goal"
_FOR_NONE = "linked to actions of no shared goal"


def coverage_bar(coverage: Coverage) -> Component:
    """A book as one bar: what links tie to actions, what its own lines tie to goals, and what nothing ties."""
    whole = coverage.total or Decimal(0)
    parts = _parts(coverage)
    boxes = [
        html.Span(className=f"cover-part cover-{kind}", style={"flexGrow": float(max(amount, Decimal(0)))})
        for kind, _, amount in parts
        if amount > 0
    ]
    told = [
        html.Li(
            [
                html.Span(className=f"cover-key cover-{kind}", **aria(hidden="true")),
                html.Strong(formats.dollars_short(amount)),
                f" {words}",
                quiet(f" {formats.share(amount, whole)}"),
            ]
        )
        for kind, words, amount in parts
    ]
    return html.Div(
        [html.Div(boxes, className="cover-bar", **aria(hidden="true")), html.Ul(told, className="cover-words")]
    )


def fte_words(coverage: FteCoverage) -> Component:
    """How many of the FTE of a book are under links, in a sentence."""
    part = formats.share(coverage.linked, coverage.total)
    said: list[Child] = [
        html.Strong(f"{formats.number(coverage.linked)} of {formats.fte(coverage.total)}"),
        f" are under links of a share, {part} of them, each once and on average over the years.",
    ]
    if coverage.unsaid:
        said.append(
            f" {formats.fte(coverage.unsaid)} more stand on lines that a fixed amount claims; "
            "which of them it pays, nobody said."
        )
    return html.P(said, className="fte-words")


def linked_fte(own: LinkedFte | None) -> Children:
    """FTE under links, beside what a fixed amount leaves unsaid."""
    if own is None or not own.shares + own.fixed:
        return quiet("no line")
    fixed = formats.count(own.fixed, "fixed amount")
    if not own.shares:
        return quiet(f"not said by {'a fixed amount' if own.fixed == 1 else fixed}")
    told = formats.fte(own.fte) if own.fte else quiet("none on its lines")
    return lines(told, quiet(f"and {fixed}, which {'says' if own.fixed == 1 else 'say'} none")) if own.fixed else told


def _parts(coverage: Coverage) -> list[tuple[str, str, Decimal]]:
    aside = [("for-none", _FOR_NONE, coverage.for_none)] if coverage.for_none else []
    return [
        ("linked", "linked to actions of shared goals", coverage.linked),
        ("tagged", "tagged by its own line", coverage.tagged),
        *aside,
        ("neither", "neither", coverage.neither or Decimal(0)),
    ]


def for_none_note(coverage: Coverage) -> str | None:
    """What links pay beside for actions that serve no shared goal; None where that is nothing."""
    return f"beside it {formats.dollars_short(coverage.for_none)} {_FOR_NONE}" if coverage.for_none else None


def stopped_note(stopped: Decimal, view: View, goal: str | None = None) -> Component | None:
    """That a part of a total is linked to cancelled or deferred actions, and the way there; nothing where none is."""
    if not stopped:
        return None
    words = f"of this {formats.dollars_short(stopped)} is linked to cancelled or deferred actions"
    return html.Span(
        link(words, f"{address('/alignment', view, actions='stopped', goal=goal)}#links"), className="lacking"
    )


def no_packages_note(phase: Phase, many: int, css: str = "lacking") -> Component:
    """That links of packages find nothing in a book that names none; what they would pay of it nobody can say."""
    which = "1 link of a package finds" if many == 1 else f"{many:,} links of packages find"
    words = f"The {PHASE[phase].lower()} budget names no decision packages: {which} nothing there."
    return html.P(words, className=css)


def goal_money_table(rows: Sequence[GoalAligned], view: View) -> Component:
    """Goals with what is linked, claimed and tagged, beside what plans ask for; FTE where the book says some."""
    says_fte = any(row.fte for row in rows)
    headings = [
        Heading("Goal", Column.NAME),
        Heading("Linked", Column.NUMBER),
        Heading("Tagged", Column.NUMBER),
        Heading("Both, each dollar once", Column.NUMBER),
        Heading("Over-allocated", Column.NUMBER),
        *_fte_heading(says_fte=says_fte),
        Heading("Asked in plans", Column.NUMBER),
        Heading("Links", Column.NUMBER),
    ]
    return table("Money by goal", headings, [_goal(row, view, says_fte=says_fte) for row in rows], css="goal-money")


def _fte_heading(*, says_fte: bool) -> list[Heading]:
    return [Heading("FTE under links", Column.NUMBER)] if says_fte else []


def _goal(row: GoalAligned, view: View, *, says_fte: bool) -> Row:
    name = link(row.name, address("/goal", view, code=row.code)) if row.code else row.name
    asked = formats.dollars(row.asked.amount) if row.asked.amount is not None else "none said"
    of = quiet(f"{formats.part_of(row.asked.with_amount, row.asked.of, 'actions')}")
    return Row(
        (
            lines(name, quiet(row.code) if row.code else None),
            formats.dollars(row.money.linked),
            formats.dollars(row.money.tagged),
            lines(
                html.Strong(formats.dollars(row.money.total)), stopped_note(row.money.stopped, view, row.code or "~")
            ),
            formats.dollars(row.money.over) if row.money.over else quiet("none"),
            *([linked_fte(row.fte)] if says_fte else []),
            lines(asked, of),
            f"{row.links:,}",
        )
    )


def matrix(flows: Sequence[Flow], names: Mapping[str, str], down: Callable[[Flow], Place], what: str) -> Component:
    """Departments or funds down, goals across; each cell linked and tagged together, each dollar once."""
    cells: dict[tuple[Place, str], AlignedMoney] = defaultdict(AlignedMoney)
    for flow in flows:
        cells[down(flow), flow.goal] += flow.money
    places = sorted({place for place, _ in cells}, key=lambda place: (-_sum(cells, 0, place), place.name))
    goals = [code for code in names if any(goal == code for _, goal in cells)]
    headings = [Heading(what, Column.NAME), *(Heading(names[code], Column.NUMBER) for code in goals)]
    headings.append(Heading("Total", Column.NUMBER))
    rows = [
        Row((place.name, *(_cell(cells.get((place, code))) for code in goals), _strong(_sum(cells, 0, place))))
        for place in places
    ]
    whole = sum(cells.values(), AlignedMoney()).total
    foot = Row(("Total", *(_strong(_sum(cells, 1, code)) for code in goals), _strong(whole)))
    return table(f"Money by {what.lower()} and goal", headings, rows, css="matrix", foot=[foot])


def _sum(cells: Mapping[tuple[Place, str], AlignedMoney], at: int, wanted: object) -> Decimal:
    return sum((own.total for key, own in cells.items() if key[at] == wanted), Decimal(0))


def _cell(own: AlignedMoney | None) -> Children:
    if own is None:
        return html.Span(["\N{EN DASH}", unseen("none")], className="quiet")
    return formats.dollars(own.total)


def _strong(amount: Decimal) -> Component:
    return html.Strong(formats.dollars(amount))


def link_table(rows: Sequence[LinkRow], view: View, names: Mapping[str, str]) -> Component:
    """Links one by one: which action, which lines, what is claimed, what is counted, on whose word."""
    says_fte = any(row.fte for row in rows)
    headings = [
        Heading("Action", Column.NAME),
        Heading("Goal"),
        Heading("Pays from"),
        Heading("Claims", Column.NUMBER),
        Heading("Counted", Column.NUMBER),
        *_fte_heading(says_fte=says_fte),
        Heading("On whose word"),
        Heading("Source"),
    ]
    drawn = [_link(row, view, names, says_fte=says_fte) for row in rows]
    return table("Funding links", headings, drawn, css="link-table")


def _link(row: LinkRow, view: View, names: Mapping[str, str], *, says_fte: bool) -> Row:
    department = link(row.department, address("/department", view, key=row.department_key))
    return Row(
        (
            _action(row, department),
            link(names.get(row.goal, row.goal), address("/goal", view, code=row.goal)) if row.goal else quiet(NO_GOAL),
            lines(row.lines, quiet(row.note) if row.note else None),
            lines(row.claim, quiet(formats.dollars(row.gross)) if row.gross is not None else None),
            _counted(row),
            *([linked_fte(row.fte)] if says_fte else []),
            lines(BASIS[row.basis], quiet(f"{row.by}, {formats.day(row.at.date())}")),
            source(row.source),
        )
    )


def _action(row: LinkRow, department: Component) -> Component:
    if row.action_title is None:
        gone = html.Span("in no plan of this period", className="lacking")
        return lines(html.Span([html.Span(row.action, className="code"), " ", gone]), department)
    code: list[Child] = [html.Span(row.action, className="code"), " "] if row.action != row.action_title else []
    lead = row.lead or html.Span("no owner", className="lacking")
    return lines(
        html.Span([*code, html.Strong(row.action_title)]),
        html.Span([department, " \N{MIDDLE DOT} ", lead]),
        status(ACTION[row.status]),
    )


def _counted(row: LinkRow) -> Children:
    if row.gross is None or row.net is None:
        return quiet("not in this budget")
    if not row.gross:
        return html.Span("nothing: no line of this budget", className="lacking")
    short = html.Span(f"{formats.dollars_short(row.over)} over-allocated", className="lacking") if row.over else None
    return lines(html.Strong(formats.dollars(row.net)), short)


def aligned_strip(
    phases: Sequence[tuple[Phase, AlignedMoney]],
    goal: str,
    view: View,
    actuals: Covered | None,
    *,
    has_links: bool,
    fte: Sequence[LinkedFte | None] = (),
) -> Component:
    """Every phase with what is linked and tagged, and its distance to the one before, save of actuals.

    ``has_links``: where links are made and a book has no line under them, nothing is known of them; that is no zero.
    ``fte`` is what is under links in each phase; None of a book that says no FTE.
    """
    of_phases = fte if has_links and any(fte) else ()
    largest = max((money.total for _, money in phases), default=Decimal(0))
    headings = [
        Heading("Phase"),
        Heading("Share of the largest", Column.WIDE, unseen("Share of the largest")),
        Heading("Linked", Column.NUMBER),
        Heading("Tagged", Column.NUMBER),
        Heading("Both", Column.NUMBER),
        Heading("Against the one before", Column.NUMBER),
        *_fte_heading(says_fte=bool(of_phases)),
    ]
    rows: list[Row] = []
    for place, (phase, money) in enumerate(phases):
        cells: list[Children] = [
            phase_name(phase, lambda each: address("/alignment", View(view.period, each)), actuals),
            money_bar(money.total, largest, f"phase-{min(place, 3) + 1}"),
            formats.dollars(money.linked) if money.gross or not has_links else quiet("no line"),
            formats.dollars(money.tagged),
            lines(
                html.Strong(formats.dollars(money.total)),
                stopped_note(money.stopped, View(view.period, phase), goal),
            ),
            _against_the_one_before(phases, place),
            *(linked_fte(own) if own else quiet(formats.NO_DATA) for own in of_phases[place : place + 1]),
        ]
        rows.append(Row(tuple(cells), "chosen" if phase is view.phase else ""))
    return table("Money of this goal by phase", headings, rows, css="aligned-strip")


def _against_the_one_before(phases: Sequence[tuple[Phase, AlignedMoney]], place: int) -> Children:
    """The distance of a phase to the one before; what is spent is held against no decision."""
    phase, money = phases[place]
    if not place or phase is Phase.ACTUAL:
        return None
    return quiet(formats.change_short(money.total - phases[place - 1][1].total))


def council_change(by_phase: Sequence[tuple[Phase, Decimal | None]]) -> Decimal | None:
    """What adoption changed of what was proposed; None where one of both has no book, or neither a line.

    A decision that holds no line of a link any more gives nothing: the largest cut of all, and no missing value.
    """
    known = dict(by_phase)
    if not {Phase.PROPOSED, Phase.ADOPTED} <= known.keys():
        return None
    proposed, adopted = known[Phase.PROPOSED], known[Phase.ADOPTED]
    return None if proposed is None and adopted is None else (adopted or Decimal(0)) - (proposed or Decimal(0))


def action_funding_table(rows: Sequence[ActionFunding], phases: Sequence[Phase], view: View) -> Component:
    """Actions with who leads them, what they ask for, and what links pay in each phase; FTE of the view's phase."""
    headings = [Heading("Action", Column.NAME), Heading("Lead"), Heading("Asked in its plan", Column.NUMBER)]
    headings += [Heading(PHASE[phase], Column.NUMBER) for phase in phases]
    headings += [Heading("Proposed to adopted", Column.NUMBER), Heading("Source")]
    return table("Actions and their money", headings, [_funded(row, view) for row in rows], css="funded-table")


def _funded(row: ActionFunding, view: View) -> Row:
    code: list[Child] = [html.Span(row.code, className="code"), " "] if row.code else []
    department = link(row.department, address("/department", view, key=row.department_key))
    change = council_change(row.by_phase)
    asked = "within existing" if row.within_existing and row.asked is None else None
    return Row(
        (
            lines(html.Span([*code, html.Strong(row.title)]), department, status(ACTION[row.status])),
            row.lead or html.Span("no owner", className="lacking"),
            quiet(asked or "not said") if row.asked is None else formats.dollars(row.asked),
            *(_paid(amount, row.fte if phase is view.phase else None) for phase, amount in row.by_phase),
            _change(change, row.cut),
            source(row.source),
        )
    )


def _paid(amount: Decimal | None, fte: LinkedFte | None) -> Children:
    if amount is None:
        return quiet("no line")
    return lines(formats.dollars(amount), quiet(_fte_beside(fte)) if fte else None)


def _fte_beside(own: LinkedFte) -> str:
    if not own.fixed:
        return formats.fte(own.fte)
    return f"{formats.fte(own.fte)}, more not said" if own.shares else "FTE not said"


def _change(change: Decimal | None, cut: Decimal) -> Children:
    """What adoption changed; what other links took of the same lines is told as that, and not as a cut."""
    if change is None:
        return quiet(formats.NO_DATA)
    words = formats.change_short(change)
    if change >= 0:
        return quiet(words)
    if not cut:
        return lines(quiet(words), quiet("to other links, not cut"))
    lost = html.Span(words, className="lacking")
    return lost if cut == -change else lines(lost, quiet(f"{formats.dollars_short(cut)} cut, the rest to other links"))
