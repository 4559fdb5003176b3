"""The home of workbooks of ours that are sent as what they are not: a budget as a plan, links as a budget."""

from importers.issues import Issue, Severity, declare
from importers.layouts.crosswalk import CROSSWALK
from importers.layouts.equity_answers import EQUITY_ANSWERS
from importers.layouts.framework import FRAMEWORK
from importers.layouts.layout import MARKER_NAME, MARKER_SHEET, WorkbookLayout
from importers.layouts.question_set import QUESTION_SET
from importers.layouts.standard_budget import LINES, STANDARD_BUDGET
from importers.layouts.standard_plan import ACTIONS, STANDARD_PLAN
from importers.markers import names_layout
from importers.reading import Kind, Reading
from importers.workbook import Workbook

WRONG_KIND = declare(
    "wrong-kind",
    Severity.ERROR,
    problem="This workbook is our template of a {own}, and it was sent as a {asked}; nothing of it was read.",
    remedy="Read it as a {own}: with the button on its page, or on the command line with {own} in place of {asked}.",
)
OTHER_WORKBOOK = declare(
    "workbook-for-something-else",
    Severity.ERROR,
    problem="This workbook holds {what}, and it was sent as a {asked}; nothing of it was read.",
    remedy="Bring it in with {how}.",
)
OTHER_KIND_READS = declare(
    "reads-as-the-other-kind",
    Severity.INFO,
    problem="Nothing was read of this as a {asked}; it can be read as a {other}.",
    remedy="If it is a {other}, read it as one: with the button on its page, or with {other} in place of {asked}.",
)

_KINDS = {Kind.PLAN: (STANDARD_PLAN, ACTIONS), Kind.BUDGET: (STANDARD_BUDGET, LINES)}
_OTHERS = (
    (CROSSWALK, "funding links", "the linking page, or `equity-tracker link import`"),
    (EQUITY_ANSWERS, "answers to equity questions", "the page Equity questions, or `equity-tracker questions import`"),
    (FRAMEWORK, "the shared goals", "`equity-tracker framework load`"),
    (QUESTION_SET, "equity questions", "`equity-tracker questions load`"),
)


def other_kind(kind: Kind) -> Kind:
    """A budget for a plan, and a plan for a budget."""
    return Kind.BUDGET if kind is Kind.PLAN else Kind.PLAN


def find_wrong_kind(book: Workbook, kind: Kind) -> Issue | None:
    """The error for a workbook of ours that is read as another kind than it says it is; None where that may be right.

    It says so on its sheet of instructions, and has a table of that layout. Where the table of the kind that was asked
    for is there, too, somebody may have put two workbooks together: then it is read as was asked.
    """
    marker, other = book.sheet(MARKER_SHEET), other_kind(kind)
    if marker is None or book.sheet(_KINDS[kind][1].name) is not None:
        return None
    at = marker.at(*MARKER_NAME)
    if _is(book, _KINDS[other][0]):
        return WRONG_KIND.at(at, _KINDS[other][0].name, field=("kind",), own=other.value, asked=kind.value)
    for layout, what, how in _OTHERS:
        if _is(book, layout):
            return OTHER_WORKBOOK.at(at, layout.name, field=("kind",), what=what, asked=kind.value, how=how)
    return None


def says_other_kind(reading: Reading) -> bool:
    """Whether a file says itself that it is of the other kind."""
    return any(issue.kind is WRONG_KIND for issue in reading.issues)


def _is(book: Workbook, layout: WorkbookLayout) -> bool:
    """Whether a workbook names a layout, and holds a table of it; a sheet of instructions alone may be a copy."""
    tables = (sheet.name for sheet in layout.sheets if not sheet.is_form)
    return names_layout(book, layout) and any(book.sheet(name) is not None for name in tables)
