from dataclasses import replace

import pytest

from dashboards.pages.briefing.body import tell_department
from dashboards.pages.briefing.callbacks import show_briefing
from dashboards.pages.cycle.callbacks import show_cycle
from dashboards.pages.department.callbacks import show_department
from tests.dashboards.fakes import ADOPTED
from tests.dashboards.fakes.cycle import a_briefing
from tests.dashboards.trees import links, of_kind, words
from tracker.errors import NotFoundError


def calm():
    page = a_briefing(1)
    return replace(page, row=replace(page.row, blocked=0, neglected=0, waiting=0), blocked=(), neglected=(), waiting=())


def test_the_county_is_told_in_one_sentence_and_the_most_to_ask_first(ask):
    told = show_briefing({}, ask=ask)

    assert told.title == "Before the budget: 4 actions blocked, 10 outcomes neglected and 5 measures not kept up"
    first = of_kind(told.body, "Tr")[1]
    assert words(first).startswith("Adult and Juvenile Detention 1 of 16 open 4 of 7 1 of 12")
    assert links(first) == ["/briefing?period=2026-2027&phase=adopted&department=adult-and-juvenile-detention"]


def test_a_department_without_a_plan_is_not_told_as_zero(ask):
    last = words(of_kind(show_briefing({}, ask=ask).body, "Tr")[-1])
    own = show_briefing({"department": "elections"}, ask=ask)

    assert last == "Elections no plan of this period no plan no plan no plan"
    assert own.title == "Elections has no plan of this period"


def test_one_department_is_asked_three_questions(ask):
    told = show_briefing({"department": "human-resources"}, ask=ask)

    assert told.title == (
        "Human Resources before the budget: 1 action blocked, 1 outcome neglected and 1 measure not kept up"
    )
    assert [words(each) for each in of_kind(told.body, "H2")] == [
        "Which actions are blocked? 1 action",
        "Which outcomes are neglected? 1 of 7",
        "Which measures are not kept up? 1 of 12",
    ]
    assert words(told.line).startswith("Cascara County \N{MIDDLE DOT} as of 30 Jun 2026 \N{MIDDLE DOT} plan version 1")
    assert "Mid-biennium review in 63 days" in words(told.line)


def test_a_blocked_action_says_why_who_and_where_it_stands(ask):
    body = show_briefing({"department": "human-resources"}, ask=ask).body

    assert "The labor agreement is open." in words(body)
    assert "$1,150,000" in words(body)
    assert any("cell=" in href for href in links(body))


def test_a_neglected_outcome_lists_its_actions_and_when_they_were_heard_of(ask):
    body = words(show_briefing({"department": "human-resources"}, ask=ask).body)

    assert "Fair pay" in body
    assert "no status never reported" in body
    assert "No action of its plan names Facility" in body


def test_what_is_well_is_said_in_words():
    told = tell_department(calm(), ADOPTED)

    assert told.title == "Human Resources before the budget: nothing is blocked, neglected or behind"
    assert "No action is reported as blocked." in words(told.body)
    assert "Something moves toward every outcome of its plan." in words(told.body)
    assert "Every measure has a recent value, or is met." in words(told.body)


def test_a_plan_without_measures_is_not_praised_for_them():
    page = calm()

    told = tell_department(replace(page, row=replace(page.row, measures=0)), ADOPTED)

    assert "Its plan has no measure to keep up." in words(told.body)


@pytest.mark.parametrize("place", range(5))
def test_the_sheet_lists_as_many_as_its_title_counts(place):
    page = a_briefing(place)

    assert f"{page.row.waiting} of {page.row.measures}" in words(tell_department(page, ADOPTED).body)


def test_a_department_that_nobody_names_has_no_sheet(ask):
    with pytest.raises(NotFoundError):
        show_briefing({"department": "moon"}, ask=ask)


def test_nothing_is_asked_where_there_is_no_plan(empty):
    assert show_briefing({}, ask=empty).title == "There is nothing to ask about yet"


def test_the_cycle_and_a_department_lead_to_the_sheet(ask):
    from_cycle = links(show_cycle({}, ask=ask).body)
    from_department = links(show_department({"key": "transit"}, ask=ask).line)

    assert any(href.startswith("/briefing") and "department=transit" in href for href in from_cycle)
    assert any(href.startswith("/briefing") and "department=transit" in href for href in from_department)
