from dataclasses import replace
from decimal import Decimal

import pytest

from budgets.phases import Phase
from dashboards.pages.briefing.body import tell_department
from dashboards.pages.briefing.callbacks import show_briefing
from dashboards.pages.briefing.money import MOST
from dashboards.pages.cycle.callbacks import show_cycle
from dashboards.pages.department.callbacks import show_department
from tests.dashboards.fakes import ADOPTED
from tests.dashboards.fakes.cycle import a_briefing
from tests.dashboards.trees import links, of_kind, words
from tracker.briefing import MoneyLost
from tracker.errors import NotFoundError


def calm():
    page = a_briefing(1)
    row = replace(page.row, blocked=0, neglected=0, waiting=0, cut=Decimal(0))
    money = replace(page.money, cuts=(), gone=(), over=())
    return replace(page, row=row, blocked=(), neglected=(), waiting=(), money=money)


def test_the_county_is_told_in_one_sentence_and_the_most_to_ask_first(ask):
    told = show_briefing({}, ask=ask)

    assert told.title == (
        "Before the budget: 4 actions blocked, 10 outcomes neglected, 5 measures not kept up and $2,500 of linked "
        "money cut"
    )
    first = of_kind(told.body, "Tr")[1]
    assert words(first).startswith("Adult and Juvenile Detention 1 of 16 open 4 of 7 1 of 12")
    assert links(first) == ["/briefing?period=2026-2027&phase=adopted&department=adult-and-juvenile-detention"]


def test_a_department_without_a_plan_is_not_told_as_zero(ask):
    last = words(of_kind(show_briefing({}, ask=ask).body, "Tr")[-1])
    own = show_briefing({"department": "elections"}, ask=ask)

    assert last == "Elections no plan of this period no plan no plan no plan no data"
    assert own.title == "Elections has no plan of this period"


def test_one_department_is_asked_four_questions(ask):
    told = show_briefing({"department": "human-resources"}, ask=ask)

    assert told.title == (
        "Human Resources before the budget: 1 action blocked, 1 outcome neglected, 1 measure not kept up and $500 of "
        "linked money cut"
    )
    assert [words(each) for each in of_kind(told.body, "H2")] == [
        "Which actions are blocked? 1 action",
        "Which money was lost? $500 cut by the adopted budget",
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
    assert "Which money was lost? Nothing was cut by the adopted budget" in words(told.body)
    assert "No action lost money that its links pay." in words(told.body)


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


def test_money_that_was_lost_is_told_to_the_cent_and_leads_to_the_lines_of_both_budgets(ask):
    body = show_briefing({"department": "human-resources"}, ask=ask).body

    said = words(body)
    for part in (
        "$900 proposed $300 $500 $100 more went to other links on the same lines package DS_501, unit A1000",
        "1 link finds no money any more",
        "1 link claims more than is left for it",
        "claims $50.25 more of the adopted budget",
        "waived",
    ):
        assert part in said
    both = "from=2026-2027.proposed&to=2026-2027.adopted"
    assert f"/changes?period=2026-2027&phase=adopted&{both}&package=ds_501&unit=a1000" in links(body)


def test_a_link_that_lost_its_lines_is_told_once_with_the_action_that_it_pays_for(ask):
    page = ask.briefing("human-resources", ADOPTED)
    (gone,) = page.money.gone
    own = replace(gone, finding=replace(gone.finding, action=page.money.cuts[0].action.name.casefold()))

    told = tell_department(replace(page, money=replace(page.money, gone=(own,))), ADOPTED).body

    assert "link 4 finds no money any more" in words(told)
    assert "1 link finds no money any more" not in words(told)
    assert f"/findings?period=2026-2027&phase=adopted&finding={own.finding.key}" in links(told)


def test_of_many_that_were_cut_the_largest_are_told_and_the_others_counted(ask):
    page = ask.briefing("human-resources", ADOPTED)
    cuts = tuple(replace(page.money.cuts[0], cut=Decimal(100 - place)) for place in range(MOST + 2))

    said = words(tell_department(replace(page, money=replace(page.money, cuts=cuts)), ADOPTED).body)

    assert said.count("$900 proposed") == MOST
    assert f"and 2 more, ${100 - MOST + 100 - MOST - 1} in all" in said


@pytest.mark.parametrize(
    ("money", "title", "said"),
    [
        (MoneyLost(), "no data", "There is no requested, proposed or adopted budget of this period."),
        (MoneyLost(Phase.ADOPTED, (Phase.PROPOSED,)), "no data", "No link pays for an action of its plan"),
        (MoneyLost(Phase.PROPOSED, links=1), "no data", "There is no earlier decision"),
    ],
)
def test_where_no_two_budgets_can_be_compared_no_zero_is_told(ask, money, title, said):
    page = ask.briefing("human-resources", ADOPTED)

    told = tell_department(replace(page, money=money, row=replace(page.row, cut=money.cut)), ADOPTED)

    assert f"Which money was lost? {title}" in words(told.body)
    assert said in words(told.body)
    assert "linked money cut" not in told.title


def test_a_department_without_a_plan_is_told_of_its_links(ask):
    page = ask.briefing("elections", ADOPTED)
    money = ask.briefing("human-resources", ADOPTED).money

    assert "Which money was lost?" not in words(tell_department(page, ADOPTED).body)
    assert "Which money was lost?" in words(tell_department(replace(page, money=money), ADOPTED).body)
