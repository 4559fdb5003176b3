"""The home of what can be wrong with links in a workbook: every kind of issue that only they have."""

from importers.issues import Severity, declare

NOT_LINKS = declare(
    "not-a-workbook-of-links",
    Severity.ERROR,
    problem="The file '{value}' is not a workbook of links as the tracker writes it.",
    remedy="Take one from the linking page, or with `equity-tracker link export`, and copy the links into it.",
)
LINK_CELL_UNREADABLE = declare(
    "link-cell-unreadable",
    Severity.ERROR,
    problem="'{value}' cannot be read here.",
    remedy="Write {takes}.",
)
LINK_NOT_WHOLE = declare(
    "link-not-whole",
    Severity.ERROR,
    problem="This row is no link: {why}.",
    remedy="Complete the row, or delete it.",
)
LINK_ACTION_UNKNOWN = declare(
    "link-action-unknown",
    Severity.ERROR,
    problem="'{value}' is no action of {department}{nearest}.",
    remedy="Write the code of the action as its plan has it, or delete the row.",
)
LINK_CODE_UNKNOWN = declare(
    "link-code-unknown",
    Severity.ERROR,
    problem="'{value}' is in no budget{nearest}.",
    remedy="Write the code as the budget has it.",
)
LINK_STANDS = declare(
    "link-stands-already",
    Severity.ERROR,
    problem="'{value}' is linked to the same lines already: {other}.",
    remedy="Change that link in its own row, or delete this one.",
)
LINK_UNKNOWN = declare(
    "link-unknown",
    Severity.ERROR,
    problem="There is no link '{value}'.",
    remedy="Put the number back, or empty the cell to make a new link.",
)
LINK_TWICE = declare(
    "link-twice",
    Severity.ERROR,
    problem="Link {value} stands in a row above, too, and there it says something else.",
    remedy="Keep one of the two rows; to make a new link of the other, empty its number.",
)
LINK_ENDED = declare(
    "link-ended",
    Severity.WARNING,
    problem="Link {value} was ended by {by}: {why}. It stays ended.",
    remedy="Delete the row; to link anew, empty the number in its first cell.",
)
