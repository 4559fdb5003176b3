import pytest

from importers.budget_workbook import read_budget
from importers.reading import Outcome, Surroundings
from plans.framework import load_shipped
from tests.workbooks.build import csv_of

SURROUNDINGS = Surroundings(load_shipped("king_county"))
SAID = {"phase": ("adopted",), "direction": ("expenditure",), "fiscal_year": ("2026",)}


def read(*rows, **answers):
    given = {**SAID, **{key: (value,) for key, value in answers.items()}}
    return read_budget(csv_of([list(row) for row in rows]), "book.csv", surroundings=SURROUNDINGS, answers=given)


def fields(reading):
    return {use.heading: use.field for table in reading.tables for use in table.columns}


def test_knows_headings_in_any_order_case_and_spelling():
    reading = read(
        ["FUND_CODE", "fund  name", "DeptNumber", "Departmnet Name", "Amt"],
        ["0010", "General", "12", "Health", "5"],
        ["0020", "Roads", "13", "Parks", "6"],
    )

    assert fields(reading) == {
        "FUND_CODE": "fund.code",
        "fund  name": "fund.name",
        "DeptNumber": "department.code",
        "Departmnet Name": "department.name",
        "Amt": "amount",
    }


def test_splits_a_label_and_gives_back_the_zeros_that_a_number_lost():
    reading = read(
        ["Org Code", "Org Description", "Amount"], ["1111.0", "01111 - Mayor", "5"], ["7", "00007 - Clerk", "6"]
    )

    assert [(line.record.unit.code, line.record.unit.name) for line in reading.lines][1:] == [("00007", "Clerk")]


def test_takes_no_order_and_no_code_for_money():
    reading = read(["Department Order", "Fund", "Amount"], ["10", "1010", "5.25"], ["20", "1020", "6"])

    assert fields(reading) == {"Department Order": None, "Fund": "fund.code", "Amount": "amount"}
    assert reading.outcome is Outcome.READ


@pytest.mark.parametrize("second", ["Last Year", "Running total", "x", ""])
def test_asks_which_of_two_columns_is_the_money(second):
    rows = [["Fund", "Amount", second], ["1010", "5.25", "7.5"], ["1020", "6", "-8"]]

    asked = read(*rows)
    answered = read(*rows, amount="Amount")

    assert [question.field for question in asked.questions] == ["amount"]
    assert asked.lines == ()
    assert [line.record.amount for line in answered.lines] == [5.25, 6]


def test_asks_where_two_columns_say_different_years():
    rows = [["Year", "Fiscal Year", "Fund", "Amount"], ["2026", "2027", "1010", "5"], ["2026", "2026", "1020", "6"]]
    reading = read_budget(
        csv_of(rows), "b.csv", surroundings=SURROUNDINGS, answers={key: SAID[key] for key in ("phase", "direction")}
    )

    (question,) = reading.questions
    assert (question.field, [each.value for each in question.candidates]) == ("fiscal_year", ["Year", "Fiscal Year"])


def test_believes_two_columns_that_say_the_same_year():
    rows = [
        ["Year", "Fiscal Year", "Fund", "Amount"],
        ["2026", "FY25-26", "1010", "5"],
        ["2026", "FY2026", "1020", "6"],
    ]

    assert read(*rows).outcome is Outcome.READ


@pytest.mark.parametrize("note", ["Amounts in thousands", "(in thousands of dollars)"])
def test_asks_what_one_is_where_a_note_speaks_of_thousands(note):
    rows = [["Department", "Fund", "Amount"], ["Health", "1010", "5"], ["Parks", "1020", "6"], [note]]

    assert [question.field for question in read(*rows).questions] == ["units"]
    assert read(*rows, units="1000").totals[0].amount == 11_000


def test_refuses_an_answer_to_a_question_that_does_not_exist():
    reading = read(["Fund", "Amount"], ["1010", "5"], ["1020", "6"], colour="blue")

    assert [issue.code for issue in reading.issues] == ["answer-not-understood"]


def test_takes_a_biennium_as_an_answer_for_each_of_its_years():
    rows = [["Fiscal Year", "Fund", "Amount"], ["2026", "1010", "5"], ["2027", "1020", "6"]]
    answers = {"phase": ("adopted",), "direction": ("expenditure",), "period": ("2026-2027",)}

    reading = read_budget(csv_of(rows), "b.csv", surroundings=SURROUNDINGS, answers=answers)

    (part,) = reading.parts
    assert (part.period.label, part.fiscal_years) == ("2026-2027", (2026, 2027))


WORDS_ABOVE = (["Department", "Fund", "Program", "Account"], ["Where it is spent", "Out of what", "2", "For what"])
OWN_WORDS = (["Branch", "Purse", "Sum for 26", "Remark"], ["Health", "0010", "5", "x"], ["Parks", "0450", "7", "y"])


def test_headings_that_were_answered_together_make_their_row_the_row_of_headings():
    reading = read(*WORDS_ABOVE, *OWN_WORDS, amount="Sum for 26", fund="Purse")

    assert [table.header_rows for table in reading.tables] == [(3,)]
    assert [line.record.amount for line in reading.lines] == [5, 7]


def test_a_refusal_for_want_of_amounts_shows_the_row_that_was_taken_for_the_headings():
    (issue,) = read(["Fund", "Amount in words"], ["10", "one"], ["20", "two"], ["30", "three"]).issues

    assert issue.code == "layout-not-understood"
    assert "row 1 was taken for the headings (A 'Fund', B 'Amount in words')" in issue.problem


CODED = [["Kasse", "Kassenname", "Amount"], ["0010", "General", "5"], ["0020", "Roads", "6"]]


def both(rows, **answers):
    given = {**SAID, **answers}
    return read_budget(csv_of([list(row) for row in rows]), "book.csv", surroundings=SURROUNDINGS, answers=given)


@pytest.mark.parametrize("key", ["fund", "department", "program", "account", "unit"])
@pytest.mark.parametrize("named", [("Kasse", "Kassenname"), ("Kassenname", "column:A")])
def test_two_answers_are_the_code_and_the_name_of_one_thing(key, named):
    reading = both(CODED, **{key: named})

    assert reading.outcome is Outcome.READ
    assert fields(reading) == {"Kasse": f"{key}.code", "Kassenname": f"{key}.name", "Amount": "amount"}


def test_headings_that_say_code_and_name_need_no_answer():
    rows = [["FUND_CD", "FUND_NM", "Amount"], ["A", "General", "5"], ["B", "Roads", "6"]]

    assert fields(both(rows)) == {"FUND_CD": "fund.code", "FUND_NM": "fund.name", "Amount": "amount"}


def test_two_answers_follow_their_headings_where_the_cells_do_not_tell():
    rows = [["FUND_NM", "FUND_CD", "Amount"], ["General", "A", "5"], ["Roads", "B", "6"]]

    reading = both(rows, fund=("FUND_NM", "FUND_CD"))

    assert fields(reading) == {"FUND_CD": "fund.code", "FUND_NM": "fund.name", "Amount": "amount"}


@pytest.mark.parametrize("named", [("Kasse", "Topf"), ("Kasse", "Topf", "Amount")])
def test_two_answers_of_which_none_is_a_code_and_three_are_refused(named):
    rows = [["Kasse", "Topf", "Amount"], ["General", "Money", "5"], ["Roads", "Cash", "6"]]

    reading = both(rows, fund=named)

    assert reading.outcome is Outcome.REJECTED
    assert "answers-differ" in [issue.code for issue in reading.issues]


def test_one_column_named_in_two_ways_is_one():
    assert fields(both(CODED, fund=("Kasse", "@Kasse")))["Kasse"] == "fund.code"
