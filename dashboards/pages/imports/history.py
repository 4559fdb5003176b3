"""The parts of the page of all imports: what waits, and everything that came in."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboards import formats
from dashboards.address import address
from dashboards.components.cards import card, empty
from dashboards.components.parts import Child, Children, icon, lines, link, quiet, status
from dashboards.components.tables import Column, Heading, Row, table
from dashboards.marks import STATE, SUPERSEDED, Mark
from dashboards.pages.telling import Told
from tracker.rows import ImportRow, ImportState

_HEADINGS = (
    Heading("File", Column.NAME),
    Heading("What it is"),
    Heading("Came in"),
    Heading("Read", Column.NUMBER),
    Heading("Problems"),
    Heading("State"),
    Heading("Original"),
)


def tell_history(rows: Sequence[ImportRow]) -> Told:
    """All imports as a page."""
    if not rows:
        hint: list[Child] = [
            "Begin with a department's implementation plan or with the budget, in its own words or in the template: ",
            html.Code("equity-tracker template plan"),
            " writes one to fill in.",
        ]
        return Told(
            "Nothing has come in yet",
            "Every file is kept as it came, with who, when and what was read",
            empty("What now?", hint),
        )
    waiting = [row for row in rows if row.state is ImportState.DRAFT]
    discarded = [row for row in rows if row.state is ImportState.DISCARDED]
    known = [row for row in rows if row.state not in (ImportState.DRAFT, ImportState.DISCARDED)]
    parts: list[Child] = []
    if waiting:
        about = "Checked, and not yet accepted; nothing is lost until you decide"
        parts.append(card("Waiting for you", _table("Files that wait", waiting), about=about, css="card-table"))
    if known:
        parts.append(
            card("Everything that came in", _table("Files that came in", known), about="Newest first", css="card-table")
        )
    if discarded:
        words = f"Show {formats.count(len(discarded), 'file')}"
        listed = html.Details([html.Summary(words), _table("Files that were discarded", discarded)], className="tucked")
        about = "Checked, and let go by a person; none of them was ever in force"
        parts.append(card("Discarded", listed, about=about))
    return Told(_sentence(waiting, known), "Every file is kept as it came, with who, when and what was read", parts)


def _sentence(waiting: Sequence[ImportRow], known: Sequence[ImportRow]) -> str:
    in_force = sum(row.in_force for row in known)
    many = formats.sentence_case(formats.in_words(in_force)) if in_force else "No"
    standing = f"{many} {'files are' if in_force > 1 else 'file is'} in force"
    if not waiting:
        return f"{standing}; nothing waits"
    return f"{standing}; {formats.in_words(len(waiting))} {'waits' if len(waiting) == 1 else 'wait'} for you"


def mark_of(row: ImportRow) -> Mark:
    """How an import stands; one that was in force and is no more was superseded."""
    return SUPERSEDED if row.state is ImportState.PUBLISHED and not row.in_force else STATE[row.state]


def _table(caption: str, rows: Sequence[ImportRow]) -> Component:
    return table(caption, _HEADINGS, [_row(row) for row in rows], css="import-table")


def _row(row: ImportRow) -> Row:
    none = "no version yet" if row.state is ImportState.DRAFT else None
    version = f"version {row.version}" if row.version else none
    return Row(
        (
            lines(
                html.Strong(link(row.file, address("/imports", id=row.id))),
                quiet(f"{formats.size(row.size)}, {layout_words(row)}"),
            ),
            lines(row.what, quiet(version) if version else None),
            lines(formats.moment(row.at), quiet(f"by {row.by}")),
            f"{row.records:,}",
            _problems(row),
            lines(status(mark_of(row)), *[quiet(words) for words in ended_words(row)]),
            html.A([icon("save"), " download"], href=f"/files/{row.id}", download="", className="nowrap"),
        )
    )


def ended_words(row: ImportRow) -> list[str]:
    """Who withdrew or discarded a file and when, and the reason where one was given."""
    if row.ended_by is None or row.ended_at is None:
        return []
    said = [f"{formats.moment(row.ended_at)} by {row.ended_by}"]
    return [*said, formats.quoted(row.ended_why)] if row.ended_why else said


def _problems(row: ImportRow) -> Children:
    if not row.errors and not row.warnings:
        return quiet("none")
    errors = html.Span(f"{row.errors:,} to mend", className="lacking") if row.errors else None
    return lines(errors, quiet(f"{row.warnings:,} worth a look") if row.warnings else None)


def layout_words(row: ImportRow) -> str:
    """The layout in which a file was recognised, as people say it."""
    return row.layout.replace("_", " ")
