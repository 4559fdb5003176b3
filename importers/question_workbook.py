"""The home of reading a set of questions from a workbook of ours."""

from typing import Any

from importers.checks.filled_sheets import BY_HAND, check_filled_sheets
from importers.issues import Issue, Severity
from importers.layout_tables import LayoutTable, filled_cell
from importers.layouts import question_set as layout
from importers.lexicon import load_lexicon
from importers.markers import layout_of
from importers.plan_issues import NOT_IN_LIST, SHEET_MISSING
from importers.plan_lists import split_names
from importers.plan_rows import Notes, Row
from importers.question_issues import QUESTION_SET_INVALID
from importers.values import text_of
from importers.workbook import open_workbook
from plans.questions import NO, YES, QuestionSet, QuestionSetError, make_question_set

_SEVERAL = frozenset({"periods", "choices"})
YES_NO = "yes_no"


def read_question_workbook(data: bytes, file: str) -> tuple[QuestionSet | None, tuple[Issue, ...]]:
    """Read a set of questions from the bytes of a workbook; None where its issues leave none. Never raises."""
    book = open_workbook(data, file, BY_HAND)
    if isinstance(book, Issue):
        return None, (book,)
    template = layout_of(book, layout.QUESTION_SET)
    if isinstance(template, Issue):
        return None, (template,)
    notes, told = Notes(list(check_filled_sheets(book, template))), dict[str, Any]()
    if any(issue.severity is Severity.ERROR for issue in notes.issues):
        return None, tuple(notes.issues)
    for sheet in template.sheets:
        found = book.sheet(sheet.name)
        if found is None:
            notes.issues.append(SHEET_MISSING.at(None, sheet.name))
            continue
        table = LayoutTable(sheet, found, notes)
        if sheet.is_form:
            told |= _words_of(table.form())
        elif table.check():
            told["questions"] = [_question(row, notes) for row in table.rows()]
    if any(issue.severity is Severity.ERROR for issue in notes.issues):
        return None, tuple(notes.issues)
    try:
        return make_question_set(told), tuple(notes.issues)
    except QuestionSetError as error:
        return None, (*notes.issues, QUESTION_SET_INVALID.at(None, why="; ".join(error.problems)))


def read_yes_no(text: str) -> str | None:
    """Yes or no, by the words for them; None for any other text."""
    return load_lexicon("answers").member(YES_NO, text)


def _question(row: Row, notes: Notes) -> dict[str, Any]:
    told = _words_of(row)
    # What a set is made of has one spelling; people write it with a capital, or with a space for the hyphen.
    for name in ("kind", "asked_of"):
        if name in told:
            told[name] = told[name].casefold().replace(" ", "-")
    found = filled_cell(row, "required")
    if found is not None:
        said = read_yes_no(told["required"])
        if said is None:
            notes.tell(NOT_IN_LIST, found, "required", thing="required", choices=f"{YES}, {NO}")
        told["required"] = said != NO
    return told


def _words_of(row: Row) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for name in row:
        found = filled_cell(row, name)
        if found is not None:
            told[name] = split_names(found.value) if name in _SEVERAL else text_of(found.value).strip()
    return told
