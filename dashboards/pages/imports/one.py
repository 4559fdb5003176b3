"""The parts of the page of one file: its steps, its sheet, its problems, its columns, and what it would change."""

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from dashboards import formats
from dashboards.address import address
from dashboards.components.cards import card, cards
from dashboards.components.issues import issue_list
from dashboards.components.parts import Child, Children, aria, current, icon, lines, link, quiet, status
from dashboards.components.questions import UnreadColumn, field_words
from dashboards.components.sheets import sheet_grid
from dashboards.components.tables import Column, Heading, Row, table
from dashboards.excerpt import Place, excerpt, read_place
from dashboards.marks import DIRECTION, PHASE, SEVERITY, Mark
from dashboards.pages.imports.changes import changes_card, gone_words, lost_words
from dashboards.pages.imports.history import ended_words, layout_words, mark_of
from dashboards.pages.imports.mistaken import mistaken_deed, mistaken_title
from dashboards.pages.imports.rehearsed import became_cards, rehearsal_cards
from dashboards.pages.imports.sought import Sought, sought_words
from dashboards.pages.imports.unread import unread_columns
from dashboards.pages.telling import Told
from dashboards.reports import ReportTold, TableTold
from importers.issues import Severity
from importers.reading import Kind, Outcome
from importers.workbook import Workbook
from tracker.rehearsal import BudgetBecomes, Rehearsal
from tracker.rows import ImportRow, ImportState
from tracker.waiting import Differences, Pending

SOUGHT = Mark("arrow", "the cell you came for", "on-track")
_STEPS = ("File", "Columns", "Problems", "Submit")
_COLUMNS, _PROBLEMS, _READY = 1, 2, 3
_MOST_LEFT_OUT = 60
MOST_REHEARSED = 5_000
"""Of a budget of more lines, what accepting would do to goals and links is worked out when somebody asks for it."""


@dataclass(frozen=True, slots=True)
class OneFile:
    """What the page of a file is made of.

    ``waiting`` is there for a draft, ``rehearsal`` for one of a budget that can be accepted, ``sought`` is a cell that
    a link names, ``changed`` what an accepted file changed, ``became`` what accepting a budget did to goals and links.
    """

    row: ImportRow
    report: ReportTold
    workbook: Workbook | None
    waiting: Pending | None
    sought: Sought | None = None
    changed: Differences | None = None
    rehearsal: Rehearsal | None = None
    became: tuple[BudgetBecomes, ...] = ()

    @property
    def unread(self) -> Sequence[UnreadColumn]:
        """The columns of a draft that were not read."""
        return unread_columns(self.report, self.workbook) if self.waiting else ()


def tell_file(one: OneFile, deed: str | None) -> Told:
    """One file as a page."""
    row = one.row
    facts = [
        f"{formats.size(row.size)}, came in {formats.moment(row.at)} by {row.by}",
        f"{formats.count(one.report.records, 'record')} read",
        _left_out_words(one.report),
    ]
    line: list[Child] = [
        f"{row.what} \N{MIDDLE DOT} ",
        " \N{MIDDLE DOT} ".join(fact for fact in facts if fact),
        " \N{MIDDLE DOT} ",
    ]
    line.append(html.A("original", href=f"/files/{row.id}", download=""))
    if one.report.issues or one.report.questions:
        marked = html.A("with the problems marked", href=f"/files/{row.id}/marked", download="")
        line += [" \N{MIDDLE DOT} ", marked]
    said = html.P([icon("check"), f" {deed}"], className="said") if deed else None
    return Told(_sentence(one), line, [said, *_parts(one)])


def _sentence(one: OneFile) -> str:
    row = one.row
    if one.waiting is None:
        standing = {
            "in force": "is in force",
            "superseded": "was superseded by a newer version",
            "withdrawn": "was withdrawn",
            "discarded": "was discarded; it was never in force",
        }
        return f"{row.file} {standing.get(mark_of(row).word, mark_of(row).word)}"
    if one.waiting.same_as is not None:
        return "This file is here already; nothing would change"
    if one.waiting.overlaps:
        return f"This {row.kind} was read; its money stands under another name already"
    if mistaken := mistaken_title(one.report, row.kind):
        return mistaken
    errors, warnings = len(one.report.of(Severity.ERROR)), len(one.report.of(Severity.WARNING))
    if errors:
        also = f", {formats.count(warnings, 'is', 'are')} worth a look" if warnings else ""
        stop = "problem stops" if errors == 1 else "problems stop"
        return f"Almost there: {formats.in_words(errors)} {stop} this {row.kind}{also}"
    if one.report.questions:
        many = len(one.report.questions)
        asked = "question has" if many == 1 else "questions have"
        number = formats.sentence_case(formats.in_words(many))
        return f"{number} {asked} to be answered before this {row.kind} can be read"
    doubts = _doubts(one, warnings)
    return f"This {row.kind} can be accepted; {doubts}" if doubts else f"This {row.kind} can be accepted as it is"


def _doubts(one: OneFile, warnings: int) -> str:
    """What a person should know before accepting: what is gone or lost first, then money not read, then warnings."""
    lost = lost_words(one.waiting.differences) if one.waiting else ""
    gone = gone_words(one.waiting.differences) if one.waiting else ""
    money = sum(column.may_be_money for column in one.unread)
    alike = len(one.rehearsal.alike) if one.rehearsal else 0
    said = [
        f"it holds nothing any more of {gone}" if gone else "",
        f"it says less than the version in force: {lost}" if lost else "",
        f"{formats.count(money, 'column', 'columns')} that may be money {'is' if money == 1 else 'are'} not read"
        if money
        else "",
        f"{formats.count(alike, 'code')} may be written in another way than before" if alike else "",
        f"{formats.count(warnings, 'thing is', 'things are')} worth a look" if warnings else "",
    ]
    return "; ".join(each for each in said if each)


def _left_out_words(report: ReportTold) -> str:
    return f"{formats.count(len(report.left_out), 'thing')} left out" if report.left_out else ""


def _parts(one: OneFile) -> list[Child]:
    parts: list[Child] = [] if one.waiting else [_facts(one.row)]
    every = f"/files/{one.row.id}/changes.xlsx"
    grids = _sheets(one)
    problems = card("Problems", *issue_list(one.report, _still_open(one)), css="problems")
    about = "Problem cells are marked; use the arrow keys to scroll"
    sought = sought_words(one.sought, one.workbook, one.report) if one.sought else None
    sheet = card("The sheet as it is", sought, *grids, about=about, css="sheet")
    parts.append(cards(sheet, problems, css="cards-sheet") if grids or sought else problems)
    if one.waiting:
        parts = [*_before_all(one.waiting), *parts]
    if one.waiting and one.waiting.same_as is None and one.report.outcome is Outcome.READ:
        ways = address("/imports", id=one.row.id, rehearse="yes") if one.row.kind is Kind.BUDGET else None
        told = rehearsal_cards(one.rehearsal, ways) if deeds_of(one.report, one.waiting).may_accept else []
        parts[-1:-1] = [*told, changes_card(one.waiting.differences, is_done=False, every=every)]
    parts += became_cards(one.became)
    if one.changed:
        parts.append(changes_card(one.changed, is_done=True, every=every))
    if one.report.totals:
        parts.append(_totals(one.report))
    if one.report.tables:
        parts.append(_tables(one.report.tables))
    if one.report.left_out:
        parts.append(_left_out(one.report))
    return parts


def steps(report: ReportTold) -> Component:
    """The four steps of taking a file in, and the one that it has come to."""
    now = _READY
    if report.of(Severity.ERROR):
        now = _PROBLEMS
    elif report.questions:
        now = _COLUMNS
    return html.Ol(
        [_step(name, place, now) for place, name in enumerate(_STEPS)], className="steps", **aria(label="Steps")
    )


def _step(name: str, place: int, now: int) -> Component:
    disc = html.Span(icon("check") if place < now else f"{place + 1}", className="step-disc")
    done = "step-done" if place < now else ""
    return html.Li([disc, name], className=f"step-item {done}".strip(), **current("step", here=place == now))


def _facts(row: ImportRow) -> Component:
    facts: list[tuple[str, Children]] = [
        ("State", lines(status(mark_of(row)), *[quiet(words) for words in ended_words(row)])),
        ("Version", f"{row.version}" if row.version else quiet("none in force")),
        ("Accepted", _accepted(row)),
        ("Layout", layout_words(row)),
        ("SHA-256", html.Code(row.sha256, className="hash")),
    ]
    items = [html.Div([html.Dt(what), html.Dd(value)]) for what, value in facts]
    return card("The file", html.Dl(items, className="facts facts-wide"), css="headless")


def _accepted(row: ImportRow) -> Children:
    if row.accepted_at is None:
        return quiet("never")
    return lines(formats.moment(row.accepted_at), quiet(f"by {row.accepted_by}"))


def _sheets(one: OneFile) -> list[Component]:
    if one.workbook is None:
        return []
    marks = _marks(one)
    # Where no cell is marked, the first tables show what was read.
    names = list(marks) or list(dict.fromkeys(found.sheet for found in one.report.tables))
    grids: list[Component] = []
    for name in names[:3]:
        sheet = one.workbook.sheet(name)
        if sheet is None:
            continue
        tables = [found for found in one.report.tables if found.sheet == name]
        headings = tuple(row for found in tables for row in found.header_rows)
        sought = one.sought.place if one.sought and one.sought.sheet == name else None
        part = excerpt(sheet, headings, marks.get(name, {}), _read_columns(tables), sought)
        grids += [html.P(f"Sheet {name}", className="grid-name"), sheet_grid(part, marks.get(name, {}), headings)]
    return grids


def _read_columns(tables: Sequence[TableTold]) -> list[int]:
    places = [read_place(f"{column.letter}1") for found in tables for column in found.columns if column.field]
    return [place.column for place in places if place]


def _marks(one: OneFile) -> dict[str, dict[Place, Mark]]:
    found: dict[str, dict[Place, Mark]] = {}
    if one.sought and one.sought.place:
        found[one.sought.sheet] = {one.sought.place: SOUGHT}
    for severity in (Severity.ERROR, Severity.WARNING):
        for issue in one.report.of(severity):
            at = read_place(issue.cell or "")
            if at and issue.sheet:
                found.setdefault(issue.sheet, {}).setdefault(at, SEVERITY[severity])
    return found


def _still_open(one: OneFile) -> str:
    """Why "no problem" would be too early."""
    if one.report.questions:
        return "No cell has a problem so far. The questions above come first: what they decide is read after them."
    if any(column.may_be_money for column in one.unread):
        return "No cell that was read has a problem. A column that may be money was not read: see above."
    return ""


def _before_all(waiting: Pending) -> list[Component]:
    parts: list[Component] = []
    if waiting.same_as is not None:
        there = link(f"import {waiting.same_as}", address("/imports", id=waiting.same_as))
        parts.append(card("It is here already", html.P(["The same file was accepted before, as ", there, "."])))
    elif waiting.also:
        links: list[Child] = ["The same bytes came in before, with other answers or as another layout: "]
        for place, number in enumerate(waiting.also):
            links += [", " if place else "", link(f"import {number}", address("/imports", id=number))]
        parts.append(card("This file is not new", html.P([*links, "."])))
    if waiting.overlaps:
        parts.append(_overlaps(waiting))
    if own := waiting.own_answers:
        said = [f"{field_words(field)}: {formats.listed(values)}" for field, values in sorted(own.items())]
        parts.append(html.P(["Read with your answers: ", html.Strong("; ".join(said))], className="answers"))
    return parts


def _overlaps(waiting: Pending) -> Component:
    items = [
        html.Li([f"{formats.sentence_case(each.message)}. ", link("See it", address("/imports", id=each.import_id))])
        for each in waiting.overlaps
    ]
    return card("What stands in the way", html.Ul(items, className="found"), about="No dollar is counted twice")


def _totals(report: ReportTold) -> Component:
    headings = (
        Heading("Years", Column.NAME),
        Heading("Phase"),
        Heading("Direction"),
        Heading("Amount", Column.NUMBER),
        Heading("FTE", Column.NUMBER),
    )
    rows = [
        Row(
            (
                formats.years(total.fiscal_years),
                PHASE[total.phase],
                DIRECTION[total.direction],
                html.Strong(formats.dollars_and_cents(total.amount)),
                formats.number(total.fte, 2) if total.fte is not None else quiet("none said"),
            )
        )
        for total in report.totals
    ]
    return card(
        "What it adds up to",
        table("Totals", headings, rows),
        about="Compare these with the totals that you know",
        css="card-table",
    )


def _tables(tables: Sequence[TableTold]) -> Component:
    read = sum(column.field is not None for found in tables for column in found.columns)
    of = sum(len(found.columns) for found in tables)
    title = f"{formats.part_of(read, of, 'columns')} were read"
    return card(title, *[_columns(found) for found in tables], about="What each heading was taken for")


def _columns(found: TableTold) -> Component:
    headings = (Heading("Column", Column.NAME), Heading("Heading in the file"), Heading("Read as"))
    rows = [
        Row(
            (
                column.letter,
                column.heading or quiet("no heading"),
                _field(column.field, column.phase, column.fiscal_years),
            )
        )
        for column in found.columns
    ]
    words = f"Sheet {found.sheet}, rows {found.first_row:,} to {found.last_row:,}"
    return html.Details([html.Summary(words), table(f"Columns of {found.sheet}", headings, rows)], className="tucked")


def _field(field: str | None, phase: object, years: Sequence[int]) -> Children:
    if field is None:
        return quiet("not read")
    more = [str(phase)] if phase else []
    more += [formats.years(years)] if years else []
    return lines(html.Strong(field_words(field)), quiet(", ".join(more)) if more else None)


def _left_out(report: ReportTold) -> Component:
    headings = (Heading("Where", Column.NAME), Heading("Why"))
    rows = [
        Row((_place(left.sheet, left.row, left.column), left.why.replace("_", " ")))
        for left in report.left_out[:_MOST_LEFT_OUT]
    ]
    more = len(report.left_out) - _MOST_LEFT_OUT
    rest = html.P(quiet(f"and {more:,} more"), className="card-foot") if more > 0 else None
    drawn = html.Details([html.Summary("List"), table("Left out", headings, rows), rest], className="tucked")
    return card(
        f"{formats.count(len(report.left_out), 'row, column or sheet', 'rows, columns and sheets')} left out", drawn
    )


def _place(sheet: str, row: int | None, column: str | None) -> str:
    if row is not None:
        return f"{sheet}, row {row:,}"
    return f"{sheet}, column {column}" if column else f"{sheet}, whole sheet"


@dataclass(frozen=True, slots=True)
class Deeds:
    """What a person may do with a draft now, and the words beside the buttons."""

    words: str
    may_accept: bool


def deeds_of(report: ReportTold, waiting: Pending) -> Deeds:
    """Whether a draft can be accepted, and why not."""
    same_as = waiting.same_as
    errors = len(report.of(Severity.ERROR))
    if same_as is not None:
        return Deeds("The same file is here already. Discard this copy.", may_accept=False)
    if mistaken := mistaken_deed(report, waiting.row.kind):
        return Deeds(mistaken, may_accept=False)
    if errors:
        fix = (
            "Mend it in your workbook and drop it again."
            if errors == 1
            else "Mend them in your workbook and drop it again."
        )
        return Deeds(
            f"{formats.sentence_case(formats.count(errors, 'problem stops', 'problems stop'))} this file. {fix}",
            may_accept=False,
        )
    if waiting.overlaps:
        return Deeds("Withdraw the file that holds the same money, or discard this one.", may_accept=False)
    if report.questions:
        return Deeds("Opens when the questions above are answered.", may_accept=False)
    gone, lost = gone_words(waiting.differences), lost_words(waiting.differences)
    less = [
        f"it holds nothing any more of {gone}" if gone else "",
        f"it says less than the one before: {lost}" if lost else "",
    ]
    said = "; ".join(["Accepting puts this file in force", *filter(None, less)])
    return Deeds(f"{said}. It can be withdrawn later.", may_accept=True)


def is_waiting(row: ImportRow) -> bool:
    """Whether a person has still to decide."""
    return row.state is ImportState.DRAFT
