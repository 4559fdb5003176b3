from dataclasses import replace
from decimal import Decimal

import pytest

from budgets.phases import Phase
from dashboards.components.funding import action_funding_table, council_change
from dashboards.pages.alignment.callbacks import show_alignment
from dashboards.pages.goal.body import goal_funding_cards, what_adoption_did
from dashboards.pages.goal.callbacks import show_goal
from dashboards.pages.package.callbacks import show_package
from dashboards.terms import ASKED_AND_REQUESTED, ONCE, TAGGED
from tests.dashboards.fakes.county import COUNTY
from tests.dashboards.fakes.funding import FUNDED, GOAL_BY_PHASE
from tests.dashboards.trees import links, words
from tracker.funding_rows import GoalFunding
from tracker.rows import View

ADOPTED = {"period": "2026-2027", "phase": "adopted"}


def test_alignment_tells_how_much_is_tied_and_what_is_over_allocated(ask):
    told = show_alignment(ADOPTED, ask=ask)

    assert told.title.replace("\N{NO-BREAK SPACE}", " ") == (
        "$5.5 M of the adopted 2026\N{EN DASH}2027 budget are tied to a shared goal, less than 1 % of it"
    )
    assert f"$250,000 more are claimed than there is. {ONCE}" in words(told.body)
    assert "$20 K linked to actions of no shared goal" in said(told)
    assert "/findings?period=2026-2027&phase=adopted" in links(told.line)


def test_a_link_says_where_its_action_or_its_lines_are_missing(ask):
    told = words(show_alignment(ADOPTED, ask=ask).body)

    assert "in no plan of this period" in told
    assert "nothing: no line of this budget" in told
    assert "1 find no line in this budget" in told


def test_fte_under_links_stand_beside_all_of_the_book_and_what_nobody_said(ask):
    told = words(show_alignment(ADOPTED, ask=ask).body).replace("\N{NO-BREAK SPACE}", " ")

    assert "12.5 of 100 FTE are under links of a share, 13 % of them" in told
    assert "7 FTE more stand on lines that a fixed amount claims; which of them it pays, nobody said." in told
    assert "not said by a fixed amount" in told


def test_the_fte_of_a_goal_and_of_its_actions_are_those_of_the_phase(ask):
    told = words(show_goal({**ADOPTED, "code": "3"}, ask=ask).body).replace("\N{NO-BREAK SPACE}", " ")

    assert "no data" in told
    assert "12.5 FTE and 1 fixed amount, which says none" in told
    assert "$4,000,000 12.5 FTE, more not said" in told


def test_each_cell_of_the_matrix_adds_up_to_its_total(ask):
    told = words(show_alignment(ADOPTED, ask=ask).body)

    by_department, by_fund = (
        "Transit $5,000,000 \N{EN DASH} none $5,000,000",
        "General Fund $5,000,000 $20,000 $5,020,000",
    )
    assert by_department in told
    assert by_fund in told
    assert "$5,520,000" in told


def test_a_book_that_is_not_there_is_no_zero(empty):
    told = show_alignment({}, ask=empty)

    assert told.title.startswith("There is no")
    assert "$0" not in words(told.body)


def test_a_goal_says_what_was_cut_which_action_that_hits_and_who_leads_it(ask):
    told = show_goal({**ADOPTED, "code": "3"}, ask=ask)

    said = words(told.body).replace("\N{NO-BREAK SPACE}", " ")
    assert "One of 1 action lost money on the way to adoption" in said
    assert "Sam Day" in said
    assert "\N{MINUS SIGN}$2.0 M" in said
    assert "/imports?id=3&cell=Plan%21B7" in links(told.body)


@pytest.mark.parametrize(
    ("cut", "title", "told"),
    [
        (0, "1 action that this money pays", "to other links, not cut"),
        (500_000, "One of 1 action lost money on the way to adoption", "$500 K cut, the rest to other links"),
    ],
)
def test_what_other_links_take_is_not_told_as_a_cut(cut, title, told):
    view, row = View("2026-2027", Phase.ADOPTED), replace(FUNDED, cut=Decimal(cut))
    funding = GoalFunding(COUNTY, view, "3", GOAL_BY_PHASE, (row,), 0)

    drawn = words(action_funding_table(funding.actions, [phase for phase, _ in row.by_phase], view))

    assert what_adoption_did(funding) == title
    assert told in drawn.replace("\N{NO-BREAK SPACE}", " ")


def test_a_change_needs_both_books():
    assert council_change(((Phase.PROPOSED, Decimal(3)), (Phase.ADOPTED, Decimal(1)))) == Decimal(-2)
    assert council_change(((Phase.ADOPTED, Decimal(1)),)) is None
    assert council_change(((Phase.PROPOSED, None), (Phase.ADOPTED, None))) is None


def test_money_that_adoption_left_without_a_line_is_lost_and_not_unknown():
    assert council_change(((Phase.PROPOSED, Decimal(3)), (Phase.ADOPTED, None))) == Decimal(-3)
    assert council_change(((Phase.PROPOSED, None), (Phase.ADOPTED, Decimal(2)))) == Decimal(2)


STOPPED = "of this $700 K is linked to cancelled or deferred actions"


def said(told) -> str:
    return words(told.body).replace("\N{NO-BREAK SPACE}", " ")


def test_money_of_cancelled_and_deferred_actions_is_named_beside_every_total_that_holds_it(ask):
    of_goal, aligned = show_goal({**ADOPTED, "code": "3"}, ask=ask), show_alignment(ADOPTED, ask=ask)

    assert said(of_goal).count(STOPPED) == 1
    assert said(aligned).count(STOPPED) == 2
    way = "/alignment?period=2026-2027&phase=adopted&actions=stopped"
    assert f"{way}&goal=3#links" in links(of_goal.body)
    assert {f"{way}#links", f"{way}&goal=3#links"} <= set(links(aligned.body))


def test_the_links_of_cancelled_and_deferred_actions_stand_alone_where_they_are_asked_for(ask):
    told = show_alignment({**ADOPTED, "actions": "stopped"}, ask=ask)

    assert "Links of cancelled or deferred actions 1 link" in said(told)
    assert show_alignment({**ADOPTED, "goal": "nothing"}, ask=ask).body
    assert "/alignment?period=2026-2027&phase=adopted#links" in links(told.body)


def test_asked_and_requested_are_told_apart_where_both_stand(ask):
    requested = {"period": "2026-2027", "phase": "requested"}

    assert ASKED_AND_REQUESTED in said(show_alignment(requested, ask=ask))
    assert ASKED_AND_REQUESTED not in said(show_alignment(ADOPTED, ask=ask))
    assert ASKED_AND_REQUESTED in said(show_package({"code": "ds_203"}, ask=ask))


def test_a_goal_says_how_its_two_sums_of_lines_with_its_code_differ(ask):
    told = said(show_goal({**ADOPTED, "code": "3"}, ask=ask))

    assert TAGGED in told
    assert "the rest is what is called tagged" in told


def test_a_book_that_names_no_packages_says_so_where_linked_money_is_told():
    page = GoalFunding(COUNTY, View("2026-2027", Phase.ADOPTED), "3", GOAL_BY_PHASE, (FUNDED,), 0)
    drawn = goal_funding_cards(replace(page, of_packages=((Phase.ACTUAL, 6),)), page.view, None)

    assert "The actual budget names no decision packages: 6 links of packages find nothing there." in words(drawn)
    assert "decision packages" not in words(goal_funding_cards(page, page.view, None))


def test_a_goal_leads_to_what_changed_between_the_phases_that_it_compares(ask):
    told = links(show_goal({**ADOPTED, "code": "3"}, ask=ask).body)

    (way,) = [href for href in told if href.startswith("/changes")]
    assert way == "/changes?period=2026-2027&phase=adopted&goal=3&from=2026-2027.proposed&to=2026-2027.adopted"
