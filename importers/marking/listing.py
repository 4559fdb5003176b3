"""The home of the list of issues as the xml of a sheet: a link to each cell, what was found, and what to do."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from importers import issue_list as layout
from importers.cells import CellRef, column_letters
from importers.issues import Issue, Severity
from importers.marking.looks import ACCENT, FILLS, INK, PALE, Looks
from importers.marking.markup import escaped
from importers.reading import Question

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
MOST_LISTED = 65_000
"""How many rows the list has at most: a sheet holds some 65,530 links."""

_LONGEST = 32_000
_WIDTHS = (20, 11, 56, 56, 30, 26, 90)
_SHOWN_SAMPLES = 3
_RANKS = {Severity.ERROR: 1, Severity.WARNING: 2, Severity.INFO: 3}


class Look(StrEnum):
    """How a cell of the list looks."""

    TITLE = "title"
    HEAD = "head"
    TEXT = "text"
    LINK = "link"
    NOTE = "note"
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


def _font(size: int, color: str, kind: str = "") -> str:
    return f'<font>{kind}<sz val="{size}"/><color rgb="{color}"/><name val="Calibri"/><family val="2"/></font>'


_FONTS = {
    Look.TITLE: _font(18, ACCENT, "<b/>"),
    Look.HEAD: _font(11, ACCENT, "<b/>"),
    Look.LINK: _font(11, ACCENT, "<u/>"),
}
_PLAIN = _font(11, INK)
_FILLS = {Look.HEAD: PALE, **{Look(severity.value): color for severity, color in FILLS.items()}}


@dataclass(frozen=True, slots=True)
class Listed:
    """One row of the list; ``row`` is what stands in the sender's row, where the list stands apart from it."""

    rank: int
    cell: CellRef | None
    severity: str
    what: str
    remedy: str
    value: str
    code: str
    row: str = ""


@dataclass(frozen=True, slots=True)
class IssueList:
    """What the sheet says: sentences above, and a row for each issue and question; ``linked`` are sheets to go to."""

    sentences: Sequence[str]
    rows: Sequence[Listed]
    linked: frozenset[str] = frozenset()

    @property
    def is_apart(self) -> bool:
        """Whether it stands in a workbook of its own, with the sender's rows beside."""
        return any(row.row for row in self.rows)


def listed(issues: Iterable[Issue], questions: Iterable[Question], rows: Mapping[tuple[str, int], str]) -> list[Listed]:
    """Questions first, then errors, warnings, and what is for the record, each in the order of the reading."""
    found = [_question(question) for question in questions]
    found += [_issue(issue, rows) for issue in issues]
    return sorted(found, key=lambda each: each.rank)


def _issue(issue: Issue, rows: Mapping[tuple[str, int], str]) -> Listed:
    row = rows.get((issue.cell.sheet, issue.cell.row), "") if issue.cell else ""
    rank, value = _RANKS[issue.severity], issue.value or ""
    return Listed(rank, issue.cell, issue.severity.value, issue.problem, issue.remedy, value, issue.code, row)


def _question(question: Question) -> Listed:
    candidates = [
        candidate.value + (f" (such as {', '.join(candidate.samples[:_SHOWN_SAMPLES])})" if candidate.samples else "")
        for candidate in question.candidates
    ]
    choose = f"Answer with one of: {'; '.join(candidates)}." if candidates else "Answer it"
    remedy = f"{choose} On the page of imports, or with --answer {question.field}=..."
    return Listed(0, None, "question", question.message, remedy, "", question.code.value)


def sheet_xml(told: IssueList, looks: Looks) -> bytes:
    """The list as the xml of a sheet, its looks added to the styles of the workbook."""
    styles = {look: looks.of_list(_FONTS.get(look, _PLAIN), _FILLS.get(look)) for look in Look}
    headings = (*layout.HEADINGS, layout.ROW_HEADING) if told.is_apart else layout.HEADINGS
    rows = [
        _row(1, [(layout.NAME, styles[Look.TITLE])], height=28),
        _row(2, [(layout.LABEL_TEXT, styles[Look.NOTE]), (layout.MARKER_TEXT, styles[Look.NOTE])]),
        *(_row(3 + index, [(text, styles[Look.NOTE])]) for index, text in enumerate(told.sentences)),
        _row(layout.HEADING_ROW, [(heading, styles[Look.HEAD]) for heading in headings], height=22),
        *(_listed_row(layout.HEADING_ROW + 1 + index, each, told, styles) for index, each in enumerate(told.rows)),
    ]
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(_WIDTHS[: len(headings)], start=1)
    )
    below = layout.HEADING_ROW + 1
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{MAIN}"><sheetPr><tabColor rgb="FFB42318"/><pageSetUpPr fitToPage="1"/></sheetPr>'
        '<sheetViews><sheetView showGridLines="0" workbookViewId="0">'
        f'<pane ySplit="{layout.HEADING_ROW}" topLeftCell="A{below}" activePane="bottomLeft" state="frozen"/>'
        '</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>'
        f"<cols>{columns}</cols><sheetData>{''.join(rows)}</sheetData>{_links(told)}"
        '<pageMargins left="0.5" right="0.5" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
        '<pageSetup orientation="landscape" fitToHeight="0"/></worksheet>'
    ).encode()


def _listed_row(number: int, each: Listed, told: IssueList, styles: Mapping[Look, int]) -> str:
    known = Look(each.severity) if each.severity in set(Look) else Look.TEXT
    text = styles[Look.TEXT]
    place = (str(each.cell), styles[Look.LINK if _is_linked(each, told) else Look.TEXT]) if each.cell else None
    cells = [
        place or ("the file", text),
        (each.severity, styles[known]),
        *((one, text) for one in (each.what, each.remedy, each.value, each.code)),
    ]
    return _row(number, [*cells, (each.row, text)] if told.is_apart else cells)


def _row(number: int, cells: Sequence[tuple[str, int]], height: int | None = None) -> str:
    sized = f' ht="{height}" customHeight="1"' if height else ""
    written = "".join(
        f'<c r="{column_letters(column)}{number}" s="{style}" t="inlineStr"><is>'
        f'<t xml:space="preserve">{escaped(text[:_LONGEST])}</t></is></c>'
        for column, (text, style) in enumerate(cells, start=1)
        if text
    )
    return f'<row r="{number}"{sized}>{written}</row>'


def _is_linked(each: Listed, told: IssueList) -> bool:
    return each.cell is not None and each.cell.sheet in told.linked


def _links(told: IssueList) -> str:
    links = "".join(
        f'<hyperlink ref="A{layout.HEADING_ROW + 1 + index}" location="{escaped(_target(each.cell))}" '
        f'display="{escaped(str(each.cell))}"/>'
        for index, each in enumerate(told.rows)
        if each.cell is not None and _is_linked(each, told)
    )
    return f"<hyperlinks>{links}</hyperlinks>" if links else ""


def _target(cell: CellRef) -> str:
    quoted = cell.sheet.replace("'", "''")
    return f"'{quoted}'!{cell.address}"
