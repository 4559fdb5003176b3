import io
from datetime import date

import openpyxl
import pytest

from budgets.period import BudgetPeriod
from importers.budget_sheets import BudgetAbout
from importers.framework_workbook import read_framework_workbook
from importers.layouts.framework import FRAMEWORK
from importers.layouts.layout import MARKER_NAME, MARKER_SHEET, MARKER_VERSION
from importers.layouts.standard_budget import STANDARD_BUDGET
from importers.layouts.standard_plan import STANDARD_PLAN
from importers.plan_workbook import read_plan
from importers.reading import Outcome, Surroundings
from importers.templates import (
    budget_template,
    framework_template,
    next_plan_template,
    plan_template,
    progress_template,
    write_budget,
    write_framework,
    write_plan,
)
from plans.framework import load_shipped
from tests.builders import a_framework, a_line, a_measure, a_plan, an_action

KING_COUNTY = load_shipped("king_county")
BIENNIUM = BudgetPeriod(start=date(2026, 1, 1), end=date(2027, 12, 31))
TEMPLATES = [
    (STANDARD_PLAN, plan_template(KING_COUNTY, department="Parks", period=BIENNIUM)),
    (STANDARD_BUDGET, budget_template(BudgetAbout(period=BIENNIUM))),
    (FRAMEWORK, framework_template()),
]


def opened(data):
    return openpyxl.load_workbook(io.BytesIO(data))


@pytest.mark.parametrize(("layout", "data"), TEMPLATES, ids=lambda value: getattr(value, "name", ""))
def test_a_template_names_its_layout_and_its_version(layout, data):
    sheet = opened(data)[MARKER_SHEET]

    assert sheet.cell(*MARKER_NAME).value == layout.name
    assert sheet.cell(*MARKER_VERSION).value == layout.version


@pytest.mark.parametrize(("layout", "data"), TEMPLATES, ids=lambda value: getattr(value, "name", ""))
def test_a_template_has_every_column_with_its_help(layout, data):
    book = opened(data)
    help_texts = {row[2].value for row in book[MARKER_SHEET].iter_rows(min_row=4, max_col=3)}

    for sheet in layout.sheets:
        cells = book[sheet.name]["A"] if sheet.is_form else book[sheet.name][1]
        assert [cell.value for cell in cells if cell.value] == [column.heading for column in sheet.columns]
        assert {column.help for column in sheet.columns} <= help_texts
        prompts = [rule.prompt for rule in book[sheet.name].data_validations.dataValidation]
        assert prompts == [column.help for column in sheet.columns]


def test_the_plan_template_offers_the_words_of_the_framework():
    book = opened(plan_template(KING_COUNTY))

    lists = [rule.formula1 for rule in book["Actions"].data_validations.dataValidation if rule.formula1]

    assert '"LOS,PPB,WW,CP,CE,FSI"' in lists
    assert '"not started,in progress,blocked,completed,deferred,cancelled"' in lists
    assert book["Actions"].freeze_panes == "B2"


def test_the_plan_template_says_which_codes_there_are():
    texts = {row[1].value for row in opened(plan_template(KING_COUNTY))[MARKER_SHEET].iter_rows(max_col=3)}

    assert texts >= {goal.code for goal in KING_COUNTY.goals} | {each.code for each in KING_COUNTY.determinants}


def test_the_same_records_always_give_the_same_bytes():
    assert write_plan(a_plan(), KING_COUNTY) == write_plan(a_plan(), KING_COUNTY)
    assert write_budget([a_line()], BudgetAbout()) == write_budget([a_line()], BudgetAbout())


def test_text_that_looks_like_a_formula_stays_text():
    book = opened(write_plan(a_plan(an_action(title="=1+1", code="007")), KING_COUNTY))

    assert (book["Actions"]["A2"].value, book["Actions"]["A2"].data_type) == ("007", "s")
    assert (book["Actions"]["D2"].value, book["Actions"]["D2"].data_type) == ("=1+1", "s")


def test_an_empty_template_holds_no_action_and_no_fault():
    data = plan_template(KING_COUNTY, department="Parks", period=BIENNIUM)

    reading = read_plan(data, "plan.xlsx", surroundings=Surroundings(KING_COUNTY), answers={})

    assert reading.outcome is Outcome.READ
    assert reading.plan is not None
    assert (reading.plan.department, reading.plan.start, reading.plan.actions) == ("Parks", BIENNIUM.start, ())


def test_columns_of_the_template_may_stand_in_any_order():
    book = opened(write_plan(a_plan(), KING_COUNTY))
    sheet = book["Actions"]
    rows = [[cell.value for cell in row][::-1] for row in sheet.iter_rows()]
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            sheet.cell(number, column).value = value
    out = io.BytesIO()
    book.save(out)

    reading = read_plan(out.getvalue(), "plan.xlsx", surroundings=Surroundings(KING_COUNTY), answers={})

    assert reading.plan is not None
    assert reading.plan.actions[0].title == a_plan().actions[0].title


@pytest.mark.parametrize("name", ["king_county", "health_equity_guide"])
def test_a_framework_comes_back_from_its_workbook(name):
    framework = load_shipped(name)

    read, issues = read_framework_workbook(write_framework(framework), "framework.xlsx")

    assert (read, issues) == (framework, ())


def test_what_is_no_framework_is_told_as_an_issue():
    read, issues = read_framework_workbook(framework_template(), "framework.xlsx")

    assert read is None
    assert [issue.code for issue in issues] == ["framework-invalid"]


def test_an_answer_that_differs_from_the_plans_own_period_is_told():
    data = write_plan(a_plan(), KING_COUNTY)

    reading = read_plan(data, "plan.xlsx", surroundings=Surroundings(KING_COUNTY), answers={"period": ("2028-2029",)})

    assert ("Plan!B2", "answer-differs") in {(str(issue.cell), issue.code) for issue in reading.issues}


def test_a_report_waits_for_each_open_action_and_its_measures():
    done = an_action("PH-2", status="completed", measures=())
    plan = a_plan(an_action("PH-1", measures=(a_measure(None, code="M1"),)), done)

    book = opened(progress_template(plan, a_framework()))

    assert [row[0].value for row in book["Updates"].iter_rows(min_row=2) if row[0].value] == ["PH-1"]
    assert [row[0].value for row in book["Values"].iter_rows(min_row=2) if row[0].value] == ["M1"]


@pytest.mark.parametrize("write", [progress_template, next_plan_template])
def test_what_joins_the_sheets_is_protected_and_all_else_is_open(write):
    book = opened(write(a_plan(an_action("PH-1")), a_framework()))

    sheet = book["Actions"]
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    assert sheet["A2"].protection.locked
    assert not sheet["D2"].protection.locked
    assert not sheet.column_dimensions["A"].protection.locked
    assert book["Plan"]["B1"].protection.locked
    assert not book["Plan"]["B5"].protection.locked


def test_an_empty_template_is_protected_nowhere():
    assert [sheet.title for sheet in opened(plan_template(KING_COUNTY)) if sheet.protection.sheet] == []


def test_drop_downs_too_long_to_be_said_stand_on_a_hidden_sheet():
    names = [f"Department of {number}, and more" for number in range(40)]

    book = opened(plan_template(KING_COUNTY, departments=names))

    rule = book["Plan"].data_validations.dataValidation[0]
    assert (rule.type, rule.formula1) == ("list", "Lists!$A$2:$A$41")
    assert book["Lists"].sheet_state == "hidden"
    assert [cell.value for cell in book["Lists"]["A"]] == ["department", *names]


def test_drop_downs_offer_the_codes_that_are_there():
    book = opened(progress_template(a_plan(an_action("PH-1"), an_action("PH-2")), a_framework()))

    assert book["Updates"].data_validations.dataValidation[0].formula1 == '"PH-1,PH-2"'
