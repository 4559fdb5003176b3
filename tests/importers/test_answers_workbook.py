import io

import openpyxl
import pytest

from importers.answers_workbook import ReadAnswer
from importers.cells import CellRef
from importers.checks.filled_sheets import MOST_ROWS
from importers.question_workbook import read_question_workbook
from importers.templates import answers_template, write_question_set
from plans.questions import load_shipped_questions, shipped_question_sets
from tests.importers.question_fixtures import HELD, QUESTIONS, SHEET, SINCE, asked, changed, read
from tests.plans.test_questions import a_question, a_set

WRITTEN = answers_template(SHEET)


@pytest.mark.parametrize("name", shipped_question_sets())
def test_a_set_is_read_as_it_was_written(name):
    questions = load_shipped_questions(name)

    assert read_question_workbook(write_question_set(questions), "set.xlsx") == (questions, ())


def test_a_set_keeps_semicolons_formulas_and_periods():
    choices = ("more; or as much", '"less"', "=1+1")
    questions = a_set(
        a_question(kind="choice", choices=choices, help="=SUM(A1)", required=False), periods=("2026-2027", "FY2028")
    )

    assert read_question_workbook(write_question_set(questions), "set.xlsx") == (questions, ())


def test_kinds_are_read_as_people_write_them():
    content = changed(write_question_set(QUESTIONS), ("Questions!E2", "Yes No"), ("Questions!B2", "Package"))

    questions, issues = read_question_workbook(content, "set.xlsx")

    assert issues == ()
    assert questions is not None
    assert (questions.questions[0].kind, questions.questions[0].asked_of) == ("yes-no", "package")


def test_a_workbook_that_nobody_touched_changes_nothing():
    reading = read(WRITTEN)

    assert (reading.is_sound, reading.answers, reading.unchanged, reading.issues) == (True, (), len(HELD), ())


def test_a_number_of_more_digits_than_any_answer_has_is_told():
    reading = read(changed(WRITTEN, ("About!B6", "9" * 5000)))

    assert [(str(issue.cell), issue.field) for issue in reading.issues] == [("About!B6", ("seen",))]


def test_answers_are_read_with_their_cells():
    content = changed(
        WRITTEN,
        ("Department questions!D2", "Renters in Kent and Auburn"),
        ("Department questions!D4", "THEY ADVISED US"),
        ("Package questions!G4", "Y"),
        ("Package questions!A9", 14),
        ("Package questions!D9", "p4"),
        ("Package questions!G9", "narrows it"),
        ("Package questions!G7", 12),
    )

    reading = read(content)

    assert reading.issues == ()
    assert reading.answers == (
        ReadAnswer("", "D1", "Renters in Kent and Auburn", CellRef("Department questions", 2, 4)),
        ReadAnswer("", "D3", "they advised us", CellRef("Department questions", 4, 4)),
        ReadAnswer("14", "P3", "yes", CellRef("Package questions", 4, 7)),
        ReadAnswer("close a clinic", "P1", "12", CellRef("Package questions", 7, 7)),
        ReadAnswer("14", "P4", "narrows it", CellRef("Package questions", 9, 7)),
    )


def test_a_code_without_its_zeros_means_the_same_package():
    content = changed(WRITTEN, *((f"Package questions!A{row}", 14) for row in range(2, 7)))

    assert read(content).issues == ()


def test_who_writes_the_same_as_was_answered_since_is_at_one():
    content = changed(WRITTEN, ("Department questions!D3", "LOS, $2 million"), ("Package questions!G4", "yes"))

    reading = read(content, asked(SINCE))

    assert (reading.answers, reading.issues) == ((), ())


def test_what_was_answered_since_is_not_lost_when_its_cell_is_blank():
    content = changed(WRITTEN, ("Package questions!G4", None))

    reading = read(content, asked(SINCE))

    assert (reading.answers, reading.issues) == ((), ())


def test_answers_to_an_earlier_version_are_read_with_a_warning():
    content = changed(WRITTEN, ("Department questions!D3", "All of it."))

    reading = read(content, asked(version_now="2"))

    assert reading.is_sound
    assert [answer.question for answer in reading.answers] == ["D2"]
    assert "Its answers stay with version 1." in reading.issues[0].message


def test_bad_answers_are_told_all_at_once_and_the_file_is_not_sound():
    content = changed(
        WRITTEN,
        ("Department questions!D3", "Clinics."),
        ("Department questions!D4", "perhaps"),
        ("Package questions!G4", "perhaps"),
    )

    reading = read(content)

    assert [str(issue.cell) for issue in reading.issues] == ["Department questions!D4", "Package questions!G4"]
    assert "Write one of: they decided with us; they advised us" in reading.issues[0].message
    assert not reading.is_sound


def test_each_row_offers_the_answers_that_it_takes():
    book = openpyxl.load_workbook(io.BytesIO(WRITTEN))
    rules = {str(rule.sqref): rule.formula1 for rule in book["Package questions"].data_validations.dataValidation}

    assert rules["G4 G9"] == '"yes,no"'
    assert rules["G5 G10"] == '"narrows it,leaves it as it is,widens it,not known"'
    assert rules["G2 G3 G6 G7 G8 G11"] is None


def test_choices_that_are_too_long_for_a_list_are_told_in_the_row():
    choices = tuple(f"a long answer with a comma, number {number}" for number in range(9))
    questions = a_set(a_question(kind="choice", choices=choices, asked_of="department"))
    sheet = asked({("", "Q1"): HELD["", "D1"]}, questions=questions, packages=()).sheet

    book = openpyxl.load_workbook(io.BytesIO(answers_template(sheet)))

    (rule,) = [rule for rule in book["Department questions"].data_validations.dataValidation if str(rule.sqref) == "D2"]
    assert (rule.type, rule.showErrorMessage) == (None, False)
    assert str(book["Department questions"]["C2"].value).startswith("one of: a long answer with a comma, number 0;")


def test_what_was_asked_is_protected_and_answers_are_open():
    book = openpyxl.load_workbook(io.BytesIO(WRITTEN))
    sheet = book["Package questions"]

    assert sheet.protection.sheet
    assert [sheet.cell(2, column).protection.locked for column in range(1, 8)] == [True] * 6 + [False]


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"a,b\n1,2\n", WRITTEN[:2000]])
def test_what_is_no_workbook_of_ours_is_refused_with_one_issue(content):
    reading = read(content)

    assert (len(reading.issues), reading.is_sound) == (1, False)


def test_more_rows_than_people_fill_in_are_one_issue():
    book = openpyxl.load_workbook(io.BytesIO(WRITTEN))
    book["Department questions"].cell(MOST_ROWS + 1, 1).value = "D1"
    octets = io.BytesIO()
    book.save(octets)

    reading = read(octets.getvalue())

    assert [issue.code for issue in reading.issues] == ["sheet-too-large"]
    assert not reading.is_sound


def test_answers_that_nobody_sees_are_told():
    book = openpyxl.load_workbook(io.BytesIO(WRITTEN))
    book.copy_worksheet(book["Department questions"])
    book["Package questions"].sheet_state = "hidden"
    octets = io.BytesIO()
    book.save(octets)

    reading = read(octets.getvalue())

    assert [issue.code for issue in reading.issues] == ["hidden-sheet", "sheet-not-read"]
    assert reading.is_sound
