"""The home of giving a workbook back: the sender's own with its problems marked, or a list of them beside it."""

import io
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from importers.cells import column_letters
from importers.issues import Issue, Severity
from importers.marking.book import Marked, empty_workbook
from importers.marking.comments import Place
from importers.marking.listing import MOST_LISTED, IssueList, listed
from importers.marking.markup import MarkupError
from importers.marking.parts import CONTENT_TYPES, Parts
from importers.package import DAMAGE
from importers.reading import Reading
from importers.values import text_of
from importers.workbook import CellValue, open_workbook

MOST_UNPACKED = 1_000_000_000
MOST_TIMES = 250
"""How many bytes a workbook may hold, and how many times over it may unpack, to be changed."""

_SMALL = 50_000_000
_MOST_SAID_OF_A_CELL = 8
_LONGEST_ROW = 500
_MACROS = b"macroEnabled"


@dataclass(frozen=True, slots=True)
class GivenBack:
    """A workbook to give back, and a name for it; ``apart`` says why it is not the sender's own (None: it is)."""

    content: bytes
    name: str
    apart: str | None = None


def annotate(data: bytes, reading: Reading) -> GivenBack:
    """The bytes that a reading was read from as a workbook with every problem marked; nothing is raised for content.

    An xlsx is the sender's own: cells with problems are filled and have a comment, a list of all issues and open
    questions stands first, marks of an earlier time are gone, and everything else is as it was. Of any other file, and
    of one that cannot be changed without harm, the list is given alone.
    """
    stem = PurePath(reading.file).stem or "file"
    try:
        return _in_place(data, reading, stem)
    except (NotMarkableError, MarkupError) as error:
        return _apart(data, reading, stem, str(error))
    except DAMAGE:
        return _apart(data, reading, stem, "its parts cannot be put together again")


class NotMarkableError(Exception):
    """Marks cannot be put into a file, for a reason that its sender can be told."""


def _in_place(data: bytes, reading: Reading, stem: str) -> GivenBack:
    if not data.startswith(b"PK"):
        raise NotMarkableError("only an xlsx workbook can hold marks")
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        fault = _harm(source, len(data))
        if fault:
            raise NotMarkableError(fault)
        marked = Marked.of(Parts.of(source))
        ending = ".xlsm" if _MACROS in marked.parts.read(CONTENT_TYPES) else ".xlsx"
        had_marks = marked.clear()
        if reading.issues or reading.questions:
            _mark(marked, reading)
        elif not had_marks:
            return GivenBack(data, f"{stem}{ending}")
        return GivenBack(marked.packed(), f"{stem}-marked{ending}")


def _harm(source: zipfile.ZipFile, size: int) -> str | None:
    """What keeps a package from being changed: what it is, or what any change would break."""
    names = {name.replace("\\", "/").lstrip("/").lower() for name in source.namelist()}
    unpacked = sum(part.file_size for part in source.infolist())
    if CONTENT_TYPES.lower() not in names or "xl/workbook.bin" in names:
        return "only an xlsx workbook can hold marks"
    if unpacked > MOST_UNPACKED or (unpacked > _SMALL and unpacked > MOST_TIMES * size):
        return "it unpacks to more than is ever looked at"
    if any(name.startswith("_xmlsignatures/") for name in names):
        return "it is signed, and any change would break the signature"
    if any(name.startswith("xl/revisions/") for name in names):
        return "it is a shared workbook that keeps a history of its changes"
    return None


def _mark(marked: Marked, reading: Reading) -> None:
    issues = _most_pressing(reading.issues)
    cells = _by_cell(issues)
    sheets = [sheet for sheet in marked.sheets() if sheet.has_cells]
    for sheet in sheets:
        found = cells.get(sheet.name)
        if not found:
            continue
        seen = marked.shown_at(sheet, found)
        by_place: dict[Place, list[Issue]] = defaultdict(list)
        for place, told in found.items():
            by_place[seen[place]] += told
        wanted: dict[int, dict[int, Severity]] = defaultdict(dict)
        for (row, column), told in by_place.items():
            wanted[row][column] = min((issue.severity for issue in told), key=list(Severity).index)
        marked.mark_cells(sheet, wanted)
        marked.comment_cells(sheet, {place: _comment(told) for place, told in by_place.items()})
    linked = frozenset(sheet.name for sheet in sheets)
    how = (
        "Cells with problems are filled and have a comment; the links below go to them.",
        "Mend them, save, and send this workbook again: this sheet and our marks are not read as yours.",
    )
    rows = listed(issues, reading.questions, {})
    marked.put_list_first(IssueList((_counted(reading), *how), rows, linked))


def _apart(data: bytes, reading: Reading, stem: str, why: str) -> GivenBack:
    issues = _most_pressing(reading.issues)
    how = (
        f"This list stands apart from the file, because {why}.",
        "Mend the file itself, and send it again; this list is not read.",
    )
    rows = listed(issues, reading.questions, _rows_told(data, reading, issues))
    marked = empty_workbook()
    marked.put_list_first(IssueList((_counted(reading), *how), rows))
    return GivenBack(marked.packed(), f"{stem}-issues.xlsx", why)


def _most_pressing(issues: Sequence[Issue]) -> list[Issue]:
    """As many issues as a list holds, the worst first where there are more."""
    if len(issues) <= MOST_LISTED:
        return list(issues)
    return sorted(issues, key=lambda issue: list(Severity).index(issue.severity))[:MOST_LISTED]


def _by_cell(issues: Iterable[Issue]) -> Mapping[str, dict[Place, list[Issue]]]:
    found: dict[str, dict[Place, list[Issue]]] = defaultdict(lambda: defaultdict(list))
    for issue in issues:
        if issue.cell is not None:
            found[issue.cell.sheet][issue.cell.row, issue.cell.column].append(issue)
    return found


def _comment(issues: Sequence[Issue]) -> str:
    told = [f"{issue.message} [{issue.code}]" for issue in issues[:_MOST_SAID_OF_A_CELL]]
    if len(issues) > _MOST_SAID_OF_A_CELL:
        told.append(f"... and {len(issues) - _MOST_SAID_OF_A_CELL} more in the list of issues.")
    return "\n\n".join(told)


def _counted(reading: Reading) -> str:
    counts = [sum(issue.severity is severity for issue in reading.issues) for severity in Severity]
    words = [
        (counts[0], "error"),
        (counts[1], "warning"),
        (counts[2], "note"),
        (len(reading.questions), "open question"),
    ]
    told = [f"{count:,} {word}{'' if count == 1 else 's'}" for count, word in words if count]
    more = f"; the {MOST_LISTED:,} most pressing are listed" if len(reading.issues) > MOST_LISTED else ""
    return f"{reading.file}: {', '.join(told) or 'nothing is to be mended'}{more}."


def _rows_told(data: bytes, reading: Reading, issues: Sequence[Issue]) -> Mapping[tuple[str, int], str]:
    """What stands in the rows that issues speak of."""
    wanted = {(issue.cell.sheet, issue.cell.row) for issue in issues if issue.cell}
    book = open_workbook(data, reading.file) if wanted else None
    if book is None or isinstance(book, Issue):
        return {}
    sheets = {sheet.name: sheet for sheet in book.sheets}
    return {
        (name, row): _row_told(sheets[name].rows[row - 1])
        for name, row in wanted
        if name in sheets and row <= len(sheets[name].rows)
    }


def _row_told(cells: Sequence[CellValue]) -> str:
    told = (f"{column_letters(number)}: {text_of(cell)}" for number, cell in enumerate(cells, start=1) if cell != "")
    return " | ".join(told)[:_LONGEST_ROW]
