from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pytest
from dash import html
from openpyxl import load_workbook

from dashboards.pages.imports.changes import changes_card
from dashboards.pages.imports.rehearsed import became_cards, rehearsal_cards
from tests.dashboards.fakes.desk import REHEARSAL
from tests.dashboards.trees import links, words
from tracker.exchange.waiting_tables import key_workbook
from tracker.rehearsal import GoalBecomes, Rehearsal
from tracker.waiting import Change, Differences, HeldAgainst, KeyChanges, KeyMoved, Moved, WholeGone


def test_a_long_list_of_gone_records_is_capped_and_counted():
    found = Differences(gone=tuple(f"Action {number}" for number in range(1, 31)), against=(3,))

    drawn = changes_card(found, is_done=False)

    assert "30 gone" in words(drawn)
    assert "18 more" in words(drawn)


def test_what_nothing_stands_before_is_all_new():
    drawn = changes_card(Differences(new=("A", "B")), is_done=False)

    assert "everything in the file is new, 2 records or sums" in words(drawn)


@pytest.mark.parametrize(
    ("field", "text", "shown"),
    [
        ("amount", "1200.5", "$1,200.50"),
        ("ask.fte", "2410", "2,410"),
        ("status", "in_progress", "in progress"),
        ("title", "snake_case", "snake_case"),
    ],
)
def test_values_that_differ_are_written_as_pages_write_them(field, text, shown):
    drawn = changes_card(Differences((Change("A", field, None, text),), against=(3,)), is_done=True)

    assert shown in words(drawn)


def test_many_values_that_differ_are_folded_after_the_first():
    changes = tuple(Change(f"A{number}", "title", "a", "b") for number in range(1, 300))

    drawn = changes_card(Differences(changes, against=(3,)), is_done=True)

    assert "185 more" in words(drawn)
    assert "and 99 more" in words(drawn)


def test_totals_are_told_as_they_were_and_become_with_the_difference():
    moved = Moved("adopted expenditure 2026", "150.00", "107.50", "-42.50")

    drawn = words(changes_card(Differences(new=("A",), totals=(moved,), against=(3,)), is_done=False))

    assert "adopted expenditure 2026" in drawn
    assert "$150.00 $107.50 -$42.50" in drawn.replace("\N{MINUS SIGN}", "-")


@pytest.mark.parametrize("against", [(), (3,)])
def test_notes_on_what_a_file_is_taken_for_are_always_shown(against):
    drawn = changes_card(Differences(notes=("Every line is of one department.",), against=against), is_done=False)

    assert "Every line is of one department." in words(drawn)


def test_says_what_became_of_the_keys_of_a_budget_and_where_they_came_from():
    keys = KeyChanges(
        added=0,
        gone=30,
        changed=1,
        moved=1,
        largest=(
            KeyMoved("moved", "adopted expenditure", "A2 / PH102", "A1 / PH102", "100.00", "101.00", "1.00"),
            KeyMoved("gone", "adopted expenditure", "A3", None, "70.50", None, "-70.50"),
            KeyMoved("changed", "adopted expenditure", "A4", None, "5.00", "5.00", "0.00"),
            KeyMoved("changed", "adopted expenditure", "A5", None, "4.00", None, "-4.00"),
        ),
    )

    told = words(changes_card(Differences(against=(3,), keys=keys), is_done=False)).replace("\N{MINUS SIGN}", "-")

    assert "Line by line: 30 gone, 1 changed and 1 moved. Lines that name the same department" in told
    assert "These are the 4 largest of 32." in told
    assert "A2 / PH102 adopted expenditure moved from A1 / PH102 $100.00 $101.00 +$1.00" in told
    assert "A3 adopted expenditure gone $70.50 not there -$70.50" in told
    assert "A4 adopted expenditure changed $5.00 $5.00 FTE alone" in told
    assert "A5 adopted expenditure changed $4.00 no data -$4.00" in told


@pytest.mark.parametrize("is_done", [False, True])
def test_all_lines_that_differ_can_be_had_before_a_budget_is_accepted_and_after(is_done):
    keys = KeyChanges(added=1, largest=(KeyMoved("added", "adopted expenditure", "A3", None, None, "5", "5"),))

    drawn = changes_card(Differences(against=(3,), keys=keys), is_done=is_done, every="/files/9/changes.xlsx")

    assert "/files/9/changes.xlsx" in links(drawn)


@pytest.mark.parametrize(
    ("added", "said"),
    [(1, "What =1+1.csv would change, in dollars"), (9, "dollars: the 1 largest of 9 changes")],
)
def test_the_workbook_of_lines_that_differ_says_how_many_it_lists_and_its_texts_are_texts(added, said):
    keys = KeyChanges(added=added, largest=(KeyMoved("added", "adopted expenditure", "=1+1", "@x", None, "5", "5"),))

    sheet = load_workbook(BytesIO(key_workbook(keys, "=1+1.csv", is_done=False))).worksheets[0]

    assert said in str(sheet["A1"].value)
    assert {sheet[cell].data_type for cell in ("A1", "C3", "D3")} == {"s"}


def test_what_departments_and_actions_count_is_said_in_words():
    moved = (Moved("adopted expenditure 2026", "1", "2", "1"),)

    of_budget = words(changes_card(Differences(new=("A",), totals=moved, against=(3,)), is_done=False))
    of_plan = words(changes_card(Differences(new=("A",), against=(3,)), is_done=False))

    assert "Totals by department, year and direction: 1 new, 0 gone, 0 changed." in of_budget
    assert "1 action new, 0 gone, 0 values changed" in of_plan


def test_what_accepting_would_do_to_goals_and_links_is_told_goal_by_goal():
    told = words(html.Div(rehearsal_cards(REHEARSAL, None))).replace("\N{NO-BREAK SPACE}", " ")

    assert "What accepting would do to goals and links: adopted 2026\N{EN DASH}2027" in told
    assert "Was: proposed 2026\N{EN DASH}2027, as there is no adopted 2026\N{EN DASH}2027 yet" in told
    assert "Workforce 3 $1,000,000 $700,000 \N{MINUS SIGN}$300,000" in told
    assert "The whole budget $6,000,000 $6,200,000 +$200,000" in told
    assert "1 link finds no money any more" in told
    assert "1 link claims more than there is" in told
    assert "2 actions lose or gain linked money" in told
    assert "MT-9 Fares Transit Chief $300,000 $0 \N{MINUS SIGN}$300,000" in told
    assert "MT-2 Transit no owner $0 $40 +$40" in told
    assert "MT-9" in told
    assert "Are fund 1451 (in this file) and F1451 (in force) the same? Both are called Parks." in told


def test_what_accepting_did_stays_and_leads_to_changes_and_findings():
    drawn = html.Div(became_cards(REHEARSAL.budgets))

    told = words(drawn).replace("\N{NO-BREAK SPACE}", " ")
    assert "What accepting did to goals and links: adopted 2026\N{EN DASH}2027" in told
    assert "as there was no adopted 2026\N{EN DASH}2027 before" in told
    assert "2 actions lose or gain linked money" in told
    assert "/changes?period=2026-2027&phase=adopted&from=2026-2027.proposed&to=2026-2027.adopted" in links(drawn)
    assert "/findings?period=2026-2027&phase=adopted" in links(drawn)


def test_a_budget_that_took_its_own_place_has_no_two_budgets_to_compare():
    (budget,) = REHEARSAL.budgets

    (drawn,) = became_cards([replace(budget, against=budget.view)])

    assert "as it was in force before" in words(drawn)
    assert not [each for each in links(drawn) if each.startswith("/changes")]


def test_many_actions_are_folded_after_the_largest():
    (budget,) = REHEARSAL.budgets
    many = tuple(replace(budget.actions[0], action=f"A-{number}") for number in range(40))

    (drawn,) = became_cards([replace(budget, actions=many)])

    assert "25 more" in words(drawn)
    assert "A-39" in words(drawn)


@pytest.mark.parametrize(
    ("more", "in_all", "said"),
    [
        (1, 1, "1 link claims more than there is Action"),
        (1, 4, "1 link claims more than there is, and more than before; in all 4 do"),
        (1, None, "1 link claims more than there is, and more than before Action"),
        (0, 1, "1 link claims more than there is, no more than before."),
    ],
)
def test_how_many_links_claim_too_much_is_as_many_as_findings_name(more, in_all, said):
    (budget,) = REHEARSAL.budgets

    (drawn,) = became_cards([replace(budget, over=budget.over[:more], over_in_all=in_all)])

    assert said in words(drawn)


def test_values_that_differ_are_written_in_one_way():
    changes = (
        Change("Parks", "amount", "381233019", "379858019.49"),
        Change("Parks", "ask.amount", "5", None),
        Change("Parks", "fte", "2.50", "3"),
    )

    drawn = words(changes_card(Differences(against=(3,), changes=changes), is_done=False))

    assert "$381,233,019.00 $379,858,019.49" in drawn
    assert "$5.00 nothing" in drawn
    assert "2.5 3" in drawn


def test_amounts_of_a_table_with_cents_add_up_as_they_stand():
    (budget,) = REHEARSAL.budgets
    goal = GoalBecomes("3", "Workforce", Decimal(8_700_000), Decimal("7200000.5"))

    (drawn,) = became_cards([replace(budget, goals=(goal,))])

    assert "$8,700,000.00 $7,200,000.50 -$1,499,999.50" in words(drawn).replace("\N{MINUS SIGN}", "-")


def test_of_a_budget_that_stands_alone_nothing_is_told_as_a_change():
    (budget,) = REHEARSAL.budgets
    first = replace(budget, against=None, goals=(GoalBecomes("3", "Workforce", None, Decimal(5)),), gone=(), over=())

    told = words(html.Div(rehearsal_cards(Rehearsal((first,)), None)))

    assert "There is no budget to compare it with" in told
    assert "Workforce 3 no budget $5 no data" in told
    assert "finds no" not in told


def test_of_a_large_budget_it_is_worked_out_when_somebody_asks():
    (waiting,) = rehearsal_cards(None, "/imports?id=9&rehearse=yes")

    assert links(waiting) == ["/imports?id=9&rehearse=yes"]
    assert rehearsal_cards(None, None) == []


EARLIER = KeyChanges(
    gone=1,
    largest=(KeyMoved("gone", "adopted expenditure", "=F1", None, "51990210.00", None, "-51990210.00"),),
    whole=(
        WholeGone("department", "adopted expenditure", "=Parks", None, "70800000.00", "211", has_lines=False),
        WholeGone("program", "adopted expenditure", "M9", "Transit", "51990210.00", None, has_lines=True),
    ),
    compared=(HeldAgainst("2026-2027", "adopted", "expenditure", "proposed", (2,), ("account",)),),
)


@pytest.mark.parametrize(("is_done", "why"), [(False, "is in force"), (True, "was in force")])
def test_a_first_budget_says_with_which_decision_it_is_compared_and_what_is_gone_entirely(is_done, why):
    drawn = changes_card(Differences(keys=EARLIER), is_done=is_done)

    told = words(drawn)
    assert f"Adopted expenditure: compared with proposed 2026-2027, as no adopted budget of it {why}." in told
    assert "Left out, as one of the two never names it: account." in told
    assert "Against the decision before it" in told
    assert "/imports?id=2" in links(drawn)
    assert "=Parks adopted expenditure department $70,800,000 211 no line" in told
    assert "M9 Transit" in told
    assert "program $51,990,210 no data only lines of $0" in told
    assert "everything in the file is new" not in told


def test_many_that_are_gone_entirely_are_folded_after_the_largest_and_counted():
    whole = EARLIER.whole[:1] * 300

    told = words(changes_card(Differences(keys=replace(EARLIER, whole=whole)), is_done=False))

    assert "185 more" in told
    assert "and 100 more, all in the workbook" in told


def test_the_workbook_of_a_first_budget_says_what_it_is_compared_with_and_what_is_gone_entirely():
    book = load_workbook(BytesIO(key_workbook(EARLIER, "book.csv", is_done=True)))

    assert "compared with proposed 2026-2027, as no adopted budget of it was in force" in str(
        book["Changes"]["A1"].value
    )
    (_, parks, transit) = book["Gone entirely"].iter_rows(values_only=True)
    assert parks == ("department", "adopted expenditure", "=Parks", None, 70_800_000, 211, "no line")
    assert transit == ("program", "adopted expenditure", "M9", "Transit", 51_990_210, None, "only lines of $0")
    assert book["Gone entirely"]["C2"].data_type == "s"
