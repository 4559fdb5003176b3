"""The home of what a book consists of: its parts, each one file, and what is not there."""

from dash import html
from dash.development.base_component import Component

from budgets.phases import AmendmentBasis, Phase
from dashboards import formats
from dashboards.address import address
from dashboards.components.parts import Child, icon, lines, link, quiet
from dashboards.marks import DIRECTION, PHASE
from tracker.rows import BookFacts, PartRow

_DOT = " \N{MIDDLE DOT} "
_BASIS = {
    AmendmentBasis.LEVELS: "whole amounts after the amendment",
    AmendmentBasis.CHANGES: "changes to what it amends",
}


def book_parts(book: BookFacts) -> Component:
    """The parts in force, then what is missing."""
    parts = [_part(part, book.phase) for part in book.parts]
    gaps = [html.Li([icon("ring"), html.Span(f"Not there: {each}")], className="part missing") for each in book.missing]
    return html.Ul([*parts, *gaps], className="parts")


def book_title(book: BookFacts) -> str:
    """Whether the book is whole, as a message; actuals are never whole before their period is over."""
    name = PHASE[book.phase].lower()
    if not book.parts:
        return f"The {name} budget has no file yet"
    files = formats.count(len(book.parts), "file")
    if book.missing:
        return (
            f"The {name} budget stands on {files}; {formats.count(len(book.missing), 'part is', 'parts are')} missing"
        )
    if book.covered:
        return (
            f"The {name} budget, from {files}, stands {formats.reach(book.covered.as_of, book.covered.share_of_period)}"
        )
    return f"The {name} budget is complete, from {files}"


def _part(part: PartRow, phase: Phase) -> Component:
    directions = formats.listed(DIRECTION[each].lower() for each in part.directions)
    about = f"{part.scope}, {directions}, {formats.years(part.fiscal_years)}"
    facts: list[Child] = [
        link(part.file, address("/imports", id=part.import_id)),
        quiet(_DOT.join([formats.sentence_case(about), formats.count(part.lines, "line"), f"version {part.version}"])),
        quiet(_standing(part, phase)) if _standing(part, phase) else None,
    ]
    return html.Li([icon("check"), lines(*facts)], className="part")


def _standing(part: PartRow, phase: Phase) -> str:
    said = []
    if part.as_of or phase is Phase.ACTUAL:
        said.append(formats.reach(part.as_of, part.share_of_period))
    if part.basis:
        said.append(_BASIS[part.basis])
    return _DOT.join(said)
