from datetime import date

import pytest

from budgets.period import BudgetPeriod
from budgets.phases import Phase
from importers.budget_workbook import read_budget
from importers.reading import Outcome, Surroundings
from plans.framework import load_shipped
from tests.workbooks.build import csv_of

SURROUNDINGS = Surroundings(load_shipped("king_county"))
BOOK = [["Year", "Type", "Agency X", "Adopted Budget"], ["2026", "Expense", "Health", "100"]]


def read(surroundings: Surroundings = SURROUNDINGS, **answers: str):
    given = {key: (value,) for key, value in answers.items()}
    return read_budget(csv_of(BOOK), "book.csv", surroundings=surroundings, answers=given)


def test_a_file_that_names_no_department_covers_the_whole_county():
    (part,) = read().parts

    assert (part.period.label, part.scope.label, part.fiscal_years) == ("2026", "whole county", (2026,))


def test_an_answer_that_names_a_department_says_what_the_file_covers():
    reading = read(department="Health")

    assert [part.scope.label for part in reading.parts] == ["Health"]


@pytest.mark.parametrize("column", ["Agency X", "@Agency X", "column:C"])
def test_an_answer_that_names_the_column_of_departments_says_nothing_of_what_the_file_covers(column):
    reading = read(department=column)

    assert [part.scope.label for part in reading.parts] == ["whole county"]
    assert [line.record.department.name for line in reading.lines] == ["Health"]


def test_the_period_of_an_answer_is_the_countys_own_where_it_has_one_of_that_label():
    own = BudgetPeriod(start=date(2026, 1, 1), end=date(2027, 12, 31))

    reading = read(Surroundings(SURROUNDINGS.framework, periods=(own,)), period="2026-2027")

    assert [part.period for part in reading.parts] == [own]


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("period", "2025-26"),
        ("period", "next year"),
        ("as_of", "end of June"),
        ("units", "dozens"),
        ("basis", "both"),
        ("signs", "turned"),
    ],
)
def test_an_answer_that_means_nothing_or_two_things_is_refused_and_not_passed_over(key, text):
    reading = read(**{key: text})

    assert reading.outcome is Outcome.REJECTED
    assert [(issue.code, issue.value, issue.field) for issue in reading.issues] == [
        ("answer-not-understood", f"{key}={text}", (key,))
    ]


AMENDMENT = [["Year", "Type", "Agency X", "Amended Budget"], ["2026", "Expense", "Health", "100"]]


def read_amendment(**answers: str):
    given = {key: (value,) for key, value in answers.items()}
    return read_budget(csv_of(AMENDMENT), "omnibus.csv", surroundings=SURROUNDINGS, answers=given)


def test_the_day_of_an_amendment_that_holds_changes_is_asked_for():
    asked, told = read_amendment(basis="changes"), read_amendment(basis="changes", as_of="2026-05-12")

    assert [(question.code.value, question.field) for question in asked.questions] == [("which-day", "as_of")]
    assert told.outcome is Outcome.READ
    assert [part.as_of for part in told.parts] == [date(2026, 5, 12)]


def test_two_amendments_of_one_year_are_two_parts():
    names = [read_amendment(basis="changes", as_of=day).parts[0] for day in ("2026-05-12", "2026-09-01")]

    assert not names[0].same_name(names[1])


def test_an_amendment_that_holds_levels_may_say_its_day():
    asked, told = read_amendment(basis="levels"), read_amendment(basis="levels", as_of="2026-05-12")

    assert asked.outcome is told.outcome is Outcome.READ
    assert [part.as_of for part in (*asked.parts, *told.parts)] == [None, date(2026, 5, 12)]


SPENT = [["Year", "Type", "Agency", "Adopted Budget", "Actual"], ["2026", "Expense", "Health", "100", "40"]]


def test_actuals_of_which_nobody_says_how_far_they_run_are_told():
    reading = read_budget(csv_of(SPENT), "book.csv", surroundings=SURROUNDINGS, answers={})

    assert [(issue.code, issue.value, issue.field) for issue in reading.issues] == [
        ("actuals-without-day", "2026", ("as_of",))
    ]


def test_a_day_that_is_answered_is_that_of_the_actuals_alone():
    given = {"as_of": ("2026-06-30",)}

    reading = read_budget(csv_of(SPENT), "book.csv", surroundings=SURROUNDINGS, answers=given)

    assert reading.issues == ()
    assert {part.phase: part.as_of for part in reading.parts} == {
        Phase.ADOPTED: None,
        Phase.ACTUAL: date(2026, 6, 30),
    }
