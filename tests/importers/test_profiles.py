from dataclasses import replace
from datetime import UTC, datetime

import pytest

from budgets.period import FiscalCalendar
from importers.budget_sheets import BudgetAbout
from importers.budget_workbook import read_budget
from importers.plan_workbook import read_plan
from importers.reading import HeadingProfile, Kind, Meaning, Outcome, Remembered, Surroundings, in_any_year
from importers.report import budget_report
from importers.templates import budget_template
from plans.framework import load_shipped
from tests.workbooks.build import csv_of, xlsx_of

PLAIN = Surroundings(load_shipped("king_county"))
SAID = datetime(2026, 9, 30, 12, 0, tzinfo=UTC)
HEADINGS = ["Unit", "Other Funding", "Main Funding"]
ROWS = [["Parks", 110, 100], ["Roads", 220, 200], ["Health", 330, 295]]
OF_UPLOAD = {"phase": ("adopted",), "fiscal_year": ("2026",), "direction": ("expenditure",)}
AMOUNT = {"amount": ("Main Funding",)}


def book(headings=HEADINGS, rows=ROWS, above=()):
    return csv_of([*above, headings, *rows])


def read(content=None, file="book.csv", around=PLAIN, **answers):
    return read_budget(content or book(), file, surroundings=around, answers=answers)


def knowing(*readings):
    """Surroundings that remember what these readings were answered."""
    profiles = tuple(HeadingProfile(each.kind, each.meaning, "Ana", SAID) for each in readings)
    last = {(each.kind, each.meaning.fingerprint): each.answers for each in readings}
    return replace(PLAIN, remembered=Remembered(profiles, last))


def asked(reading):
    return {question.field for question in reading.questions}


@pytest.fixture
def known():
    return knowing(read(**AMOUNT, **OF_UPLOAD))


def test_the_first_file_asks_for_the_amount_and_the_second_only_for_what_belongs_to_it(known):
    first, second = read(), read(around=known)

    assert asked(first) == {"amount"} | asked(second)
    assert asked(second) == {"phase", "fiscal_year", "direction"}
    assert second.applied is not None
    assert (second.applied.profile.by, second.applied.answers) == ("Ana", AMOUNT)


def test_last_answers_are_offered_first_and_decide_nothing(known):
    questions = {question.field: question for question in read(around=known).questions}

    assert [questions[key].candidates[0].value for key in ("phase", "fiscal_year", "direction")] == [
        "adopted",
        "2026",
        "expenditure",
    ]
    assert questions["fiscal_year"].candidates[0].samples == ("the last answer",)
    assert [each.value for each in questions["phase"].candidates].count("adopted") == 1


def test_a_file_without_a_profile_is_read_as_if_none_were_known(known):
    other = csv_of([["Division", "Requested", "Recommended"], *ROWS])

    assert replace(read(other, around=known), meaning=None) == replace(read(other), meaning=None)


def test_says_by_whose_answers_the_headings_were_read(known):
    reading = read(around=known)
    told = next(issue for issue in reading.issues if issue.code == "read-by-profile")

    assert "as Ana said on 2026-09-30: amount=Main Funding" in told.message
    assert budget_report(reading)["profile"] == {
        "fingerprint": reading.meaning.fingerprint,
        "by": "Ana",
        "at": "2026-09-30T12:00:00+00:00",
        "answers": {"amount": ["Main Funding"]},
    }
    assert "profile" not in budget_report(read())


def test_an_own_answer_goes_before_that_of_a_profile(known):
    reading = read(around=known, amount=("Other Funding",), **OF_UPLOAD)

    assert reading.applied is None
    assert [str(total.amount) for total in reading.totals] == ["660.00"]


def test_a_column_that_a_person_says_is_something_else_is_not_what_the_profile_says():
    known = knowing(read(amount=("Main Funding",), fund=("Other Funding",), **OF_UPLOAD))

    reading = read(around=known, amount=("column:B",), **OF_UPLOAD)

    assert reading.applied is None
    assert "fund" not in reading.answers


def test_headings_are_the_same_in_any_order_and_case_and_the_answer_is_given_as_they_stand(known):
    moved = csv_of([["MAIN_FUNDING", "unit", "Other  funding"], *([c, a, b] for a, b, c in ROWS)])

    reading = read(moved, around=known, **OF_UPLOAD)

    assert reading.outcome is Outcome.READ
    assert reading.applied.answers == {"amount": ("MAIN_FUNDING",)}
    assert [str(total.amount) for total in reading.totals] == ["595.00"]


@pytest.mark.parametrize(
    "headings",
    [
        ["Unit", "Other Funding", "Main Funds"],
        ["Unit", "Other Funding", "Main Funding", "Note"],
        ["Unit", "Main Funding", "Main Funding"],
        ["", "Other Funding", "Main Funding"],
    ],
)
def test_a_heading_that_is_lost_changed_or_new_is_no_match(known, headings):
    assert read(csv_of([headings, *ROWS]), around=known).applied is None


def test_a_column_that_was_named_by_its_letters_is_kept_by_its_heading():
    reading = read(amount=("column:C",), **OF_UPLOAD)

    assert reading.meaning.answers == {"amount": ("@Main Funding",)}


def test_a_column_whose_heading_stands_twice_is_not_kept():
    twice = csv_of([["Unit", "Funding", "Funding"], *ROWS])

    reading = read(twice, amount=("column:C",), **OF_UPLOAD)

    assert (reading.outcome, reading.meaning.says_nothing) == (Outcome.READ, True)


def test_what_belongs_to_an_upload_is_never_kept():
    more = {"period": ("2026",), "department": ("Parks",), "signs": ("as_written",), "units": ("1000",)}

    reading = read(**AMOUNT, **OF_UPLOAD, **more)

    assert (reading.outcome, dict(reading.meaning.answers)) == (Outcome.READ, AMOUNT)


def test_a_column_that_says_year_phase_and_direction_is_kept():
    headings = ["Unit", "BFY", "Stage", "Kind", "A", "B"]
    rows = [["Parks", 2026, "Adopted", "Expense", 1, 2], ["Roads", 2027, "Adopted", "Expense", 3, 4]]
    columns = {"amount": ("A",), "fiscal_year": ("BFY",), "phase": ("Stage",), "direction": ("@Kind",)}
    content = csv_of([headings, *rows])

    reading = read(content, around=knowing(read(content, **columns)))

    assert reading.outcome is Outcome.READ
    assert reading.applied.answers == columns


def test_units_that_stand_in_a_heading_are_kept_and_those_of_a_title_are_asked_again():
    headed = csv_of([["Unit", "Plan in thousands", "Approved in thousands"], *ROWS])
    said = {"amount": ("Approved in thousands",), "units": ("thousands",)}
    titled = book(above=[["All amounts in thousands"]])

    by_heading = read(headed, around=knowing(read(headed, **said, **OF_UPLOAD)))
    by_title = read(titled, around=knowing(read(titled, **AMOUNT, units=("1000",), **OF_UPLOAD)))

    assert by_heading.applied.answers == said
    assert "units" in asked(by_title)


def test_units_of_a_heading_are_asked_where_a_title_speaks_of_others():
    headings = ["Unit", "Plan in thousands", "Approved in thousands"]
    said = {"amount": ("Approved in thousands",), "units": ("thousands",)}
    known = knowing(read(csv_of([headings, *ROWS]), **said, **OF_UPLOAD))

    reading = read(csv_of([["All amounts in millions"], headings, *ROWS]), around=known)

    assert "units" in asked(reading)
    assert reading.applied.answers == {"amount": ("Approved in thousands",)}


def sheets(*names):
    other = [["Fund", "Requested", "Granted"], ["General", 5, 6], ["Roads", 7, 8]]
    amounts = [("Parks", 110, 100), ("Roads", 220, 200), ("Health", 330, 295)]
    found: list[dict[str, object]] = [
        {"name": name, "rows": [HEADINGS, *([unit, one + at, two + at] for unit, one, two in amounts)]}
        for at, name in enumerate(names)
    ]
    return xlsx_of([*found, {"name": "Funds", "rows": other}])


def test_the_only_sheet_with_the_headings_is_found_whatever_it_is_called():
    known = knowing(read(sheets("FY26"), "book.xlsx", sheet=("FY26",), **AMOUNT, **OF_UPLOAD))

    reading = read(sheets("FY27"), "book.xlsx", around=known, **OF_UPLOAD)

    assert reading.outcome is Outcome.READ
    assert reading.applied.answers == {**AMOUNT, "sheet": ("FY27",)}


def test_one_of_several_sheets_with_the_same_headings_is_asked_each_time_the_last_one_first():
    content = sheets("Proposed", "Adopted")
    known = knowing(read(content, "book.xlsx", sheet=("Adopted",), **AMOUNT, **OF_UPLOAD))

    (question,) = read(content, "book.xlsx", around=known).questions

    assert (question.field, question.candidates[0].value) == ("sheet", "Adopted")
    assert question.candidates[0].samples[0] == "the last answer"


def test_a_profile_of_a_sheet_that_is_not_read_is_not_used():
    known = knowing(read(**AMOUNT, **OF_UPLOAD))

    reading = read(sheets("FY26"), "book.xlsx", around=known, sheet=("Funds",), **OF_UPLOAD)

    assert reading.applied is None


def test_of_two_profiles_that_fit_neither_is_used():
    content = sheets("FY26")
    known = knowing(
        read(content, "book.xlsx", sheet=("FY26",), **AMOUNT, **OF_UPLOAD),
        read(content, "book.xlsx", sheet=("Funds",), amount=("Granted",), **OF_UPLOAD),
    )

    assert read(content, "book.xlsx", around=known).applied is None


def test_a_profile_whose_columns_do_not_hold_what_they_held_is_told_with_the_error(known):
    spoilt = book(rows=[["Parks", 1, "tbd"], ["Roads", 2, "tbd"], ["Health", 3, 4]])

    reading = read(spoilt, around=known, **OF_UPLOAD)

    assert reading.outcome is Outcome.REJECTED
    assert {"not-money", "read-by-profile"} <= {issue.code for issue in reading.issues}


def test_answers_of_our_own_layouts_teach_nothing():
    assert read(budget_template(BudgetAbout(county="Alder")), "budget.xlsx").meaning is None


PLAN_HEADINGS = ["What we will do", "Owner", "Finish"]
PLAN_ROWS = [["Hire ten apprentices", "Ana", "6/30/2027"], ["Hold open days", "Joy", "12/31/2026"]]
PLAN = {"title": ("What we will do",), "lead": ("column:B",), "due": ("Finish",)}


def read_a_plan(rows=PLAN_ROWS, headings=PLAN_HEADINGS, around=PLAIN, **answers):
    return read_plan(csv_of([headings, *rows]), "plan.csv", surroundings=around, answers=answers)


def test_a_plan_in_unknown_words_is_read_by_what_was_said_of_them_before():
    first = read_a_plan(**PLAN, department=("Parks",))

    second = read_a_plan(around=knowing(first))

    assert second.applied.answers == {"title": ("What we will do",), "lead": ("@Owner",), "due": ("Finish",)}
    assert [action.lead for action in second.actions] == ["Ana", "Joy"]
    assert [(each.field, each.candidates[0].value) for each in second.questions] == [("department", "Parks")]


def test_years_of_a_biennium_are_offered_as_one_label_where_it_can_mean_nothing_else(known):
    for calendar, offered in ((FiscalCalendar(), ["2026-2027"]), (FiscalCalendar(start_month=7, known=True), [])):
        reading = read(**AMOUNT, **{**OF_UPLOAD, "fiscal_year": ("2026", "2027")})
        around = replace(knowing(reading), calendar=calendar)

        question = next(each for each in read(around=around).questions if each.field == "fiscal_year")

        assert [each.value for each in question.candidates] == offered


def test_a_fingerprint_is_that_of_the_headings_alone():
    one, other = Meaning((("Fund No.", "Amount"),), {"amount": ("Amount",)}), Meaning((("AMOUNT", "fund no"),))

    assert one.fingerprint == other.fingerprint
    assert one.fingerprint != Meaning((("Amount",), ("Fund No.",))).fingerprint
    assert Kind.BUDGET.value not in one.fingerprint


def test_headings_of_the_next_year_are_read_by_the_profile_and_say_their_own_year():
    first = read(book(["Unit", "FY2025 Actual", "FY2026 Main"]), **{**OF_UPLOAD, "amount": ("FY2026 Main",)})

    second = read(book(["Unit", "FY2026 Actual", "FY2027 Main"]), around=knowing(first), phase=("adopted",))

    assert second.applied is not None
    assert second.applied.answers == {"amount": ("FY2027 Main",)}
    assert {total.fiscal_years for total in second.totals} <= {(2027,)}
    assert "amount" not in asked(second)


def test_of_two_headings_that_differ_in_the_year_alone_the_next_year_is_asked():
    headings = ["Unit", "FY2026 Main", "FY2027 Main"]
    first = read(book(headings), **{**OF_UPLOAD, "amount": ("FY2027 Main",), "fiscal_year": ("2027",)})
    known = knowing(first)

    same, later = read(book(headings), around=known), read(book(["Unit", "FY2027 Main", "FY2028 Main"]), around=known)

    assert same.applied is not None
    assert same.applied.answers == {"amount": ("FY2027 Main",)}
    assert later.applied is None


def test_a_biennium_is_no_year_and_a_fiscal_year_no_calendar_year():
    assert in_any_year("2026-2027 Adopted") != in_any_year("2026 Adopted")
    assert in_any_year("FY2026 Adopted") != in_any_year("2026 Adopted")
    assert in_any_year("2026 Adopted") == in_any_year("2031 ADOPTED") != in_any_year("Adopted")
