"""The home of component ids: a callback and a layout name the same thing by the same constant."""

from enum import StrEnum


class Shell(StrEnum):
    """What stands around every page."""

    ADDRESS = "address"
    BANNER = "banner"
    COUNTY = "county"
    NAVIGATION = "navigation"
    BOTTOM_BAR = "bottom-bar"
    CHOICES = "choices"
    THEME = "theme"
    THEME_WORDS = "theme-words"
    SCHEME = "scheme"
    ALERT = "alert"
    PAGE = "page"
    TITLE = "title"
    ANNOUNCER = "announcer"
    SEARCH = "search"


class Overview(StrEnum):
    """The county on one page."""

    ARGUMENTS = "overview-arguments"
    TITLE = "overview-title"
    LINE = "overview-line"
    BODY = "overview-body"


class Goals(StrEnum):
    """The list of goals."""

    ARGUMENTS = "goals-arguments"
    TITLE = "goals-title"
    LINE = "goals-line"
    BODY = "goals-body"


class Goal(StrEnum):
    """One goal."""

    ARGUMENTS = "goal-arguments"
    TITLE = "goal-title"
    LINE = "goal-line"
    BODY = "goal-body"


class Departments(StrEnum):
    """The list of departments."""

    ARGUMENTS = "departments-arguments"
    TITLE = "departments-title"
    LINE = "departments-line"
    BODY = "departments-body"


class Department(StrEnum):
    """One department."""

    ARGUMENTS = "department-arguments"
    TITLE = "department-title"
    LINE = "department-line"
    BODY = "department-body"


class Budget(StrEnum):
    """One book, cut one way."""

    ARGUMENTS = "budget-arguments"
    TITLE = "budget-title"
    LINE = "budget-line"
    BODY = "budget-body"
    TOP = "budget-top"


class Cycle(StrEnum):
    """The budget cycle."""

    ARGUMENTS = "cycle-arguments"
    TITLE = "cycle-title"
    LINE = "cycle-line"
    BODY = "cycle-body"


class Alignment(StrEnum):
    """What a book pays for."""

    ARGUMENTS = "alignment-arguments"
    TITLE = "alignment-title"
    LINE = "alignment-line"
    BODY = "alignment-body"


class Changes(StrEnum):
    """What changed from one book to another."""

    ARGUMENTS = "changes-arguments"
    TITLE = "changes-title"
    LINE = "changes-line"
    BODY = "changes-body"


class Briefing(StrEnum):
    """What leadership asks before the budget."""

    ARGUMENTS = "briefing-arguments"
    TITLE = "briefing-title"
    LINE = "briefing-line"
    BODY = "briefing-body"


class Package(StrEnum):
    """One decision package."""

    ARGUMENTS = "package-arguments"
    TITLE = "package-title"
    LINE = "package-line"
    BODY = "package-body"


class Questions(StrEnum):
    """Budget equity questions, and the form in which they are answered."""

    ARGUMENTS = "questions-arguments"
    TITLE = "questions-title"
    LINE = "questions-line"
    BODY = "questions-body"
    FORM = "questions-form"
    FORM_TITLE = "questions-form-title"
    FORM_LIST = "questions-form-list"
    SEEN = "questions-seen"
    SAVE = "questions-save"
    SAVING = "questions-saving"
    SAVED = "questions-saved"
    SENDING = "questions-sending"
    DROP = "questions-drop"
    SENT = "questions-sent"
    READING = "questions-reading"


class Linking(StrEnum):
    """The linking workbench."""

    ARGUMENTS = "linking-arguments"
    TITLE = "linking-title"
    LINE = "linking-line"
    BODY = "linking-body"
    CHOSEN = "linking-chosen"
    FORM = "linking-form"
    CHECK = "linking-check"
    REFUSED = "linking-refused"
    MAKE = "linking-make"
    SURE = "linking-sure"
    SURE_LIST = "linking-sure-list"
    SURE_SEEN = "linking-sure-seen"
    SURE_REFUSED = "linking-sure-refused"
    CONFIRM_ALL = "linking-confirm-all"
    CONFIRM_CHOSEN = "linking-confirm-chosen"
    CONFIRMING = "linking-confirming"
    ENDING = "linking-ending"
    REASON = "linking-reason"
    END_REFUSED = "linking-end-refused"
    END = "linking-end"
    WORKBOOK = "linking-workbook"
    WORKBOOK_WAY = "linking-workbook-way"
    SENDING = "linking-sending"
    DROP = "linking-drop"
    READING = "linking-reading"
    WOULD = "linking-would"
    WOULD_SEEN = "linking-would-seen"
    TAKE_REFUSED = "linking-take-refused"
    TAKE = "linking-take"


class Imports(StrEnum):
    """Files that came in, and one of them."""

    ARGUMENTS = "imports-arguments"
    TITLE = "imports-title"
    LINE = "imports-line"
    BODY = "imports-body"
    KIND = "imports-kind"
    DROP = "imports-drop"
    READING = "imports-reading"
    STEPS = "imports-steps"
    PROFILE = "imports-profile"
    PROFILE_WORDS = "imports-profile-words"
    ANEW = "imports-anew"
    OTHER_KIND = "imports-other-kind"
    OTHER_WORDS = "imports-other-words"
    READ_AS_OTHER = "imports-read-as-other"
    QUESTIONS = "imports-questions"
    QUESTION_LIST = "imports-question-list"
    ANSWER = "imports-answer"
    COLUMNS = "imports-columns"
    COLUMN_WORDS = "imports-column-words"
    COLUMN_LIST = "imports-column-list"
    READ_COLUMNS = "imports-read-columns"
    LIMIT = "imports-limit"
    REFUSED = "imports-refused"
    DEEDS = "imports-deeds"
    DEED_WORDS = "imports-deed-words"
    WORKING = "imports-working"
    ACCEPT = "imports-accept"
    DISCARD = "imports-discard"
    WITHDRAWAL = "imports-withdrawal"
    REASON = "imports-reason"
    WITHDRAW = "imports-withdraw"


class Findings(StrEnum):
    """What is found where plans and budgets meet."""

    ARGUMENTS = "findings-arguments"
    TITLE = "findings-title"
    LINE = "findings-line"
    BODY = "findings-body"
    WAIVING = "findings-waiving"
    PERSON = "findings-person"
    REASON = "findings-reason"
    UNTIL = "findings-until"
    WAIVE = "findings-waive"
    TAKING_BACK = "findings-taking-back"
    TAKE_BACK = "findings-take-back"


class Numbers(StrEnum):
    """How these numbers are made."""

    ARGUMENTS = "numbers-arguments"
    TITLE = "numbers-title"
    LINE = "numbers-line"
    BODY = "numbers-body"


class Concerns(StrEnum):
    """What needs attention, as lists."""

    ARGUMENTS = "concerns-arguments"
    TITLE = "concerns-title"
    LINE = "concerns-line"
    BODY = "concerns-body"


class Search(StrEnum):
    """What was found by its words."""

    ARGUMENTS = "search-arguments"
    TITLE = "search-title"
    LINE = "search-line"
    BODY = "search-body"


def question(field: object) -> dict[str, object]:
    """The control that answers one question about a file; ``field`` may be a wildcard."""
    return {"kind": "question", "field": field}


def unread(column: object) -> dict[str, object]:
    """The control that says what a column that was not read is; ``column`` may be a wildcard."""
    return {"kind": "unread", "column": column}


def answer_to(code: object) -> dict[str, object]:
    """The control that answers one budget equity question; ``code`` may be a wildcard."""
    return {"kind": "equity-answer", "code": code}


def link_field(name: object) -> dict[str, object]:
    """The control that holds one part of a link; ``name`` may be a wildcard."""
    return {"kind": "link-field", "name": name}


def suggested(lines: object, amount: object) -> dict[str, object]:
    """The button that confirms a suggestion, by its lines and the amount that it shows; both may be wildcards."""
    return {"kind": "suggested", "lines": lines, "amount": amount}


def sure_tick(key: object) -> dict[str, object]:
    """The tick of a sure suggestion, by its key; it may be a wildcard."""
    return {"kind": "sure-tick", "key": key}
