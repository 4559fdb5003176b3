"""The home of our list of issues as a sheet: what it is known by, so that no reader takes it for the sender's."""

from collections.abc import Callable

from importers.issues import Severity, declare

LIST_OF_ISSUES = declare(
    "list-of-issues",
    Severity.ERROR,
    problem="The file '{value}' is the list of what is to be mended in another, and holds nothing else.",
    remedy="Mend the file that it tells of, and send that one.",
)

NAME = "Issues"
"""What the sheet is called, where the sender has none of that name."""

TITLE = (1, 1)
"""Row and column of the cell that says what it is: A1."""

MARKER_LABEL = (2, 1)
MARKER = (2, 2)
"""Row and column of the cell that says whose it is: B2."""

MARKER_TEXT = "equity-tracker annotate"
LABEL_TEXT = "Added by"

HEADING_ROW = 6
HEADINGS = ("Cell", "Severity", "What was found", "What to do", "What stands there", "Code")
ROW_HEADING = "The row"
"""A column more, where the list stands apart from the sender's own sheets."""


def is_issue_list(text_at: Callable[[int, int], str]) -> bool:
    """Whether a sheet is our list, told by the text of its cells."""
    if text_at(*MARKER) != MARKER_TEXT or text_at(*MARKER_LABEL) != LABEL_TEXT:
        return False
    return all(text_at(HEADING_ROW, column) == heading for column, heading in enumerate(HEADINGS, start=1))
