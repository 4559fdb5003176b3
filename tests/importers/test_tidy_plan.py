import pytest

from budgets.period import BudgetPeriod, FiscalCalendar
from importers.departments import DepartmentNames
from importers.plan_workbook import read_plan
from importers.reading import Outcome, Surroundings
from plans.framework import load_shipped
from tests.importers.plan_fixtures import build

KING_COUNTY = load_shipped("king_county")
SURROUNDINGS = Surroundings(KING_COUNTY)
ANSWERS = {"department": ("Public Health",)}
HEADINGS = "Goal | Action | Lead | Due | Status"
CLINICS = "LOS | Open clinics on Saturdays | Clinic Manager | 2026-12-31 | Done"
ADVICE = "CP | Pay residents who advise | Outreach Lead | 2027-06-30 | Not started"


def read(*rows, answers=ANSWERS, surroundings=SURROUNDINGS, **told):
    data = build({"sheets": {"Plan": "\n".join(rows)}, **told})
    return read_plan(data, "plan.xlsx", surroundings=surroundings, answers=answers)


def titles(reading):
    return [action.title for action in reading.plan.actions]


def test_headings_may_stand_in_any_order_and_below_a_title():
    reading = read(
        "Our plan", "", "Status | Due date | What | Goal area | Owner", "Done | 6/30/2026 | Open clinics | LOS | Ana"
    )

    assert reading.tables[0].header_rows == (3,)
    assert (titles(reading), reading.plan.actions[0].lead) == (["Open clinics"], "Ana")


def test_columns_that_are_not_read_are_told():
    reading = read(HEADINGS + " | Color", CLINICS + " | blue")

    assert reading.outcome is Outcome.READ
    assert [(left.column, left.why) for left in reading.left_out] == [("F", "heading not known")]


def test_totals_are_no_actions():
    reading = read(HEADINGS, CLINICS, ADVICE, "Total | | | | ")

    assert len(reading.plan.actions) == 2
    assert [(left.row, left.why) for left in reading.left_out] == [(4, "total")]


def test_a_second_row_of_one_action_brings_a_second_measure():
    headings = "Code | Action | Due | Measure | Target"
    first, second = "A-1 | Open clinics | 2026-12-31 | Visits | 10", "A-1 | Open clinics | 2026-12-31 | Hours | 5"

    reading = read(headings, first, second, " | | | Rooms | 3")

    assert [measure.title for measure in reading.plan.actions[0].measures] == ["Visits", "Hours", "Rooms"]


def test_a_goal_written_once_for_several_rows_is_filled_down():
    closing, asking = (
        CLINICS.replace("LOS", "").replace("Open", "Close"),
        ADVICE.replace("CP", "").replace("Pay", "Ask"),
    )

    reading = read(HEADINGS, CLINICS, closing, ADVICE, asking)

    assert [action.goal for action in reading.plan.actions] == ["LOS", "LOS", "CP", "CP"]


def test_a_merged_goal_is_filled_down():
    reading = read(HEADINGS, CLINICS, CLINICS.replace("LOS", "").replace("Open", "Close"), merged=["Plan!A2:A3"])

    assert [action.goal for action in reading.plan.actions] == ["LOS", "LOS"]


def test_a_dated_heading_gives_its_numbers_their_day():
    headings = (
        "Action | Lead | Due | Measure | Baseline (12/31/2025) | Target 2026 | Target 2027 | Actual (as of 9/30/2026)"
    )
    reading = read(headings, "Open clinics | Ana | 2026-12-31 | Visits | 1 | 5 | 9 | 4")

    (measure,) = reading.plan.actions[0].measures
    assert str(measure.baseline_date) == "2025-12-31"
    assert [(str(target.date), target.value) for target in measure.targets] == [("2026-12-31", 5), ("2027-12-31", 9)]
    assert (measure.target, str(measure.values[0].as_of)) == (9, "2026-09-30")


def test_one_timeline_gives_start_and_due():
    reading = read("Goal | Action | Lead | Timeline", "LOS | Open clinics | Ana | Q3-Q4 2026")

    action = reading.plan.actions[0]
    assert (str(action.start), str(action.due), action.due_text) == ("2026-07-01", "2026-12-31", "Q3-Q4 2026")


def test_two_columns_for_one_thing_are_a_question():
    reading = read(HEADINGS + " | Responsible", CLINICS + " | Ana")

    assert reading.outcome is Outcome.QUESTIONS
    assert [(question.field, [each.value for each in question.candidates]) for question in reading.questions] == [
        ("lead", ["Lead", "Responsible"])
    ]


def test_an_answer_settles_which_column_it_is():
    reading = read(HEADINGS + " | Responsible", CLINICS + " | Ana", answers=ANSWERS | {"lead": ("Responsible",)})

    assert (reading.outcome, reading.plan.actions[0].lead) == (Outcome.READ, "Ana")


def test_several_sheets_of_actions_are_a_question():
    other = "Goal area | What | Owner | By when | State | Update"
    sheets = {"North": f"{HEADINGS}\n{CLINICS}", "South": f"{other}\n{ADVICE}"}
    data = build({"sheets": sheets})

    asked = read_plan(data, "plan.xlsx", surroundings=SURROUNDINGS, answers=ANSWERS)
    both = read_plan(data, "plan.xlsx", surroundings=SURROUNDINGS, answers=ANSWERS | {"sheet": ("North", "South")})

    assert [question.field for question in asked.questions] == ["sheet"]
    assert [table.sheet for table in both.tables] == ["North", "South"]
    assert len(titles(both)) == 2


def test_the_department_is_asked_for_with_those_that_the_county_has():
    surroundings = Surroundings(KING_COUNTY, departments=(DepartmentNames("Parks"), DepartmentNames("Public Health")))

    reading = read(HEADINGS, CLINICS, answers={}, surroundings=surroundings)

    assert [(each.field, len(each.candidates)) for each in reading.questions] == [("department", 2)]
    assert len(reading.plan.actions) == 1


@pytest.mark.parametrize(
    ("periods", "answers", "label"),
    [
        ((), {}, "2026-2027"),
        ((BudgetPeriod.of_years((2025, 2026, 2027), FiscalCalendar()),), {}, "2025-2027"),
        ((), {"period": ("2026",)}, "2026"),
    ],
)
def test_the_period_is_answered_or_that_of_the_countys_which_holds_the_dates(periods, answers, label):
    reading = read(
        HEADINGS, CLINICS, ADVICE, answers=ANSWERS | answers, surroundings=Surroundings(KING_COUNTY, periods=periods)
    )

    assert BudgetPeriod(start=reading.plan.start, end=reading.plan.end).label == label


def test_a_period_that_cannot_be_told_is_a_question():
    past = BudgetPeriod.of_years((2019,), FiscalCalendar())

    reading = read(HEADINGS, CLINICS, surroundings=Surroundings(KING_COUNTY, periods=(past,)))

    assert [(each.field, each.candidates[0].value) for each in reading.questions] == [("period", "2019")]


def test_a_csv_is_read_like_a_sheet():
    data = b"Goal,Action,Lead,Due,Status\nLOS,Open clinics,Ana,6/30/2026,Done\n"

    reading = read_plan(data, "plan.csv", surroundings=SURROUNDINGS, answers=ANSWERS)

    assert (titles(reading), str(reading.sources["actions", 0])) == (["Open clinics"], "CSV!B2")


def test_a_number_shown_as_a_percentage_is_read_in_points():
    told = "Action | Lead | Due | Measure | Unit | Target", "Open | Ana | 2026-12-31 | Visits | % | 45%"

    assert str(read(*told).plan.actions[0].measures[0].target) == "45"


def test_an_action_without_a_code_goes_on_in_a_second_row_that_says_the_same():
    reading = read(
        "Goal | Action | Lead | Due | Measure | Baseline year 2024",
        "LOS | Open clinics | Ana | 2026-12-31 | Visits | 4",
        "LOS | Open clinics | Ana | 2026-12-31 | Hours | 2",
    )

    (action,) = reading.plan.actions
    assert [(each.title, str(each.baseline_date)) for each in action.measures] == [
        ("Visits", "2024-12-31"),
        ("Hours", "2024-12-31"),
    ]


def test_the_sum_stands_for_the_amounts_of_its_years():
    reading = read(
        "Goal | Action | Lead | Due | Cost 2026 | Cost 2027 | Total cost",
        "LOS | Open clinics | Ana | 2026-12-31 | 40 | 25 | 65",
    )

    assert reading.plan.actions[0].ask.amount == 65


def test_notes_stand_for_progress_where_no_column_says_progress():
    headings, row = "Goal | Action | Lead | Due | Notes", "LOS | Open clinics | Ana | 2026-12-31 | Two are open"

    alone, beside = read(headings, row), read(headings + " | Update", row + " | Three are open")

    assert [each.plan.actions[0].progress_note for each in (alone, beside)] == ["Two are open", "Three are open"]
    assert [left.column for left in beside.left_out] == ["E"]


def test_months_may_be_dates_in_the_headings():
    reading = read("Goal | Action | Lead | 2026-01-01 | 2026-02-01 | 2026-03-01", "LOS | Open | Ana | | X | X")

    action = reading.plan.actions[0]
    assert (str(action.start), str(action.due)) == ("2026-02-01", "2026-03-31")


def test_progress_is_told():
    steps = []
    data = build({"sheets": {"Plan": f"{HEADINGS}\n{CLINICS}"}})

    read_plan(data, "p.xlsx", surroundings=SURROUNDINGS, answers=ANSWERS, on_progress=lambda *step: steps.append(step))

    assert steps == [(1, 1)]


def test_a_cell_merged_to_the_side_is_read():
    reading = read(HEADINGS + " | ", CLINICS, merged=["Plan!E2:F2"])

    assert (reading.outcome, titles(reading)) == (Outcome.READ, ["Open clinics on Saturdays"])


def test_a_table_of_another_kind_in_a_long_sheet_is_refused_quickly():
    data = "Fund,Department,Action,Cost,Status\n" + "F0010,Parks,Salaries,12,x\n" * 25_000

    reading = read_plan(data.encode(), "budget.csv", surroundings=SURROUNDINGS, answers=ANSWERS)

    assert [issue.code for issue in reading.issues if issue.severity == "error"] == ["plan-layout-not-understood"]


def test_a_measure_alone_in_its_row_belongs_to_the_action_above():
    reading = read(
        "Code | Action | Due | Measure", "A | Open | 2026-12-31 | Visits", " | | | Hours", "B | Pay | 2026-12-31 | "
    )

    assert [[measure.title for measure in action.measures] for action in reading.plan.actions] == [
        ["Visits", "Hours"],
        [],
    ]


OWN_WORDS = "Item for us | What we do | Who does it | By when"
OWN_ROW = "7 | Open clinics on Saturdays | Clinic Manager | 2026-12-31"


def test_a_refusal_names_the_row_that_came_nearest_and_what_was_known_of_it():
    reading = read("Our plan", "", OWN_WORDS, OWN_ROW)

    (issue,) = reading.issues
    assert (str(issue.cell), issue.code) == ("Plan!A3", "plan-layout-not-understood")
    assert "Row 3 comes nearest (A3 'Item for us', B3 'What we do', C3 'Who does it', D3 'By when')" in issue.problem
    assert "only 'By when' as the due is known" in issue.problem
    assert "such as title=What we do" in issue.remedy


def test_a_refusal_says_so_where_no_word_is_known():
    (issue,) = read("Alpha | Beta | Gamma", "a | b | c").issues

    assert "(A1 'Alpha', B1 'Beta', C1 'Gamma'), and none of them is known" in issue.problem


@pytest.mark.parametrize(
    "more",
    [
        {"title": ("What we do",)},
        {"title": ("What we do",), "lead": ("Who does it",)},
        {"title": ("column:B",), "lead": ("column:C",)},
    ],
)
def test_answers_make_the_row_in_which_their_headings_stand_the_row_of_headings(more):
    reading = read("Our plan", "", OWN_WORDS, OWN_ROW, answers=ANSWERS | more)

    assert (reading.outcome, reading.tables[0].header_rows) == (Outcome.READ, (3,))
    assert titles(reading) == ["Open clinics on Saturdays"]


def test_headings_answered_together_win_over_a_row_of_known_words():
    answers = ANSWERS | {"title": ("What we do",), "lead": ("Who does it",)}

    reading = read("Goal | Action | Lead | Status", OWN_WORDS, OWN_ROW, answers=answers)

    assert reading.tables[0].header_rows == (2,)


def test_an_answer_that_stands_in_no_row_is_told_beside_the_refusal():
    reading = read(OWN_WORDS, OWN_ROW, answers=ANSWERS | {"title": ("What we did",)})

    assert [issue.code for issue in reading.issues] == ["answer-not-understood", "plan-layout-not-understood"]


def test_an_amount_among_words_is_told_as_people_write_dollars():
    reading = read(HEADINGS + " | Cost", CLINICS + " | about 1.2 million")

    (told,) = (issue for issue in reading.issues if issue.code == "ask-with-words")

    assert told.problem == "'about 1.2 million' is more than an amount; 1,200,000.00 was taken."
