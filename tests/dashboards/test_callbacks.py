import pytest

from dashboards.pages.budget.callbacks import show_budget, show_treemap
from dashboards.pages.concerns.callbacks import show_concerns
from dashboards.pages.department.callbacks import show_department
from dashboards.pages.departments.callbacks import show_departments
from dashboards.pages.goal.callbacks import show_goal
from dashboards.pages.goals.callbacks import show_goals
from dashboards.pages.numbers.callbacks import show_numbers
from dashboards.pages.overview.callbacks import show_overview
from dashboards.pages.search.callbacks import show_search
from dashboards.shell import show_around, show_page
from plans.attainment import Thresholds
from tests.dashboards.trees import links, of_kind, with_css, words
from tracker.errors import NotFoundError, PermissionDeniedError
from tracker.permissions import LOCAL_USER, Actor


def test_the_overview_tells_counts_that_are_never_footnotes(ask):
    told = show_overview({}, ask=ask)

    body = words(told.body)
    assert "Actions without owner 9 of 350 actions" in body
    assert "Never updated 31 of 350 actions" in body
    assert "Without baseline 12 measures of open actions" in body


def test_the_overview_tells_when_and_how_much_is_known(ask):
    assert words(show_overview({}, ask=ask).line).startswith("As of 30 Jun 2026")


def test_each_thing_that_needs_attention_opens_its_list(ask):
    told = show_overview({}, ask=ask)

    hrefs = [link.href for link in with_css(told.body, "attention-link")]
    assert [href.partition("kind=")[2] for href in hrefs] == ["overdue", "ownerless", "stale", "no_baseline"]


@pytest.mark.parametrize("show", [show_overview, show_goals, show_departments, show_budget, show_concerns, show_search])
def test_an_empty_store_says_what_to_do_next(show, empty):
    told = show({}, ask=empty)

    assert told.title
    assert words([getattr(told, "top", None), told.body])


def test_an_overview_of_an_empty_store_leads_to_imports(empty):
    assert any(href.startswith("/imports") for href in links(show_overview({}, ask=empty).body))


def test_a_phase_without_a_book_says_so(ask):
    told = show_overview({"phase": "requested"}, ask=ask)

    assert "There is no requested book" in words(told.body)


def test_a_goal_shows_its_measures_groups_actions_and_money(ask):
    told = show_goal({"code": "3"}, ask=ask)

    assert told.title == "Workforce is on track; 3 measures are off track"
    assert [words(each) for each in of_kind(told.body, "H2")] == [
        "Its measures",
        "By group",
        "Job applicants from priority ZIP codes: the gap is closing for three of four groups",
        "Actions that carry this goal",
        "Money whose own line names this goal, phase by phase",
        "The same money by department",
    ]


def test_a_goal_that_does_not_exist_is_no_page(ask):
    with pytest.raises(NotFoundError):
        show_goal({"code": "99"}, ask=ask)


def test_a_goal_of_an_empty_store_says_what_it_waits_for(empty):
    assert "No plan names this goal yet" in words(show_goal({"code": "3"}, ask=empty).body)


def test_a_department_tells_plan_due_agreements_and_budget(ask):
    body = words(show_department({"key": "human-resources"}, ask=ask).body)

    assert "1 thing is past due" in body
    assert "The plan in force" in body
    assert "1 agreement ends before the actions that stand on it" in body
    assert "Its budget by appropriation unit" in body


def test_a_department_that_never_reported_has_an_honest_page(ask):
    told = show_department({"key": "elections"}, ask=ask)

    assert told.title == "Elections never sent a plan"
    assert "Its budget by appropriation unit" in words(told.body)


def test_a_budget_names_what_must_not_be_netted_in_silence(ask):
    line = words(show_budget({}, ask=ask).line)

    assert "reductions of ($4.2 M)" in line
    assert "transfers between funds of $88.0 M" in line


def test_a_slice_of_a_budget_leads_to_its_lines_and_their_cells(ask):
    told = show_budget({"cut": "department", "slice": "transit"}, ask=ask)

    assert "50 of 120 lines" in words(told.body)
    assert any("cell=" in href for href in links(told.body))
    assert any(href.startswith("/files/") for href in links(told.body))


def test_lines_that_name_none_are_a_slice_of_their_own(ask):
    told = show_budget({"cut": "department", "slice": "~"}, ask=ask)

    assert "on lines that name no department" in told.title


@pytest.mark.parametrize("arguments", [{"cut": "moon"}, {"direction": "sideways"}, {"period": "1999"}])
def test_a_budget_that_does_not_exist_becomes_a_sentence(ask, arguments):
    told = show_budget(arguments, ask=ask)

    assert told.title.startswith("There is no")
    assert show_treemap(arguments, "light", narrow=False, ask=ask).hidden


def test_the_chart_of_an_empty_store_is_hidden(empty):
    assert show_treemap({}, None, narrow=None, ask=empty).hidden


def test_every_kind_of_concern_is_a_list_of_records(ask):
    told = show_concerns({"kind": "ownerless"}, ask=ask)

    assert told.title == "9 actions and measures have no owner"
    assert "no owner" in words(told.body)


def test_a_concern_that_nothing_has_is_no_error(ask):
    assert show_concerns({"kind": "agreement_ends"}, ask=ask).title == "None: no agreements end before their actions"


def test_a_search_finds_goals_and_departments(ask):
    told = show_search({"q": "health"}, ask=ask)

    assert "Public Health" in words(told.body)


def test_a_search_for_nothing_asks_back(ask):
    assert show_search({}, ask=ask).title == "What are you looking for?"
    assert "Nothing is called" in show_search({"q": "xyz"}, ask=ask).title


def test_the_arithmetic_is_explained_with_the_rules_in_force(ask):
    body = words(show_numbers({}, ask=ask, thresholds=Thresholds()).body)

    assert "(29 % \N{MINUS SIGN} 20 %) \N{DIVISION SLASH} (35 % \N{MINUS SIGN} 20 %) = 60 %" in body
    assert "at least 90 % of expected progress" in body


def test_an_address_where_nothing_is_has_a_page_that_says_so(ask):
    opened = show_page("/no-such-page", "", ask=ask, current_actor=lambda: LOCAL_USER)

    assert words(of_kind(opened.page, "H1")) == "There is no page at this address"


def test_a_page_is_closed_to_those_who_may_not_read_it(ask):
    nobody = Actor("nobody", frozenset())

    with pytest.raises(PermissionDeniedError):
        show_page("/imports", "", ask=ask, current_actor=lambda: nobody)


def test_period_and_phase_are_links_that_keep_the_rest_of_the_address(ask):
    around = show_around("/goal", "?code=3&page=2&phase=adopted", ask=ask)

    hrefs = links(around.choices)
    assert "/goal?period=2026-2027&phase=proposed&code=3&page=2" in hrefs
    assert "/goal?period=2025&phase=adopted&code=3&page=2" in hrefs


def test_an_invented_county_says_so_on_every_page(ask, empty):
    assert "an invented county" in words(show_around("/", "", ask=ask).banner)
    assert words(show_around("/", "", ask=empty).banner) == ""


def test_the_place_where_the_reader_is_is_marked(ask):
    around = show_around("/department", "?key=transit", ask=ask)

    here = [link for link in of_kind(around.navigation, "A") if getattr(link, "aria-current", None) == "page"]
    assert [words(link) for link in here] == ["Departments"]


def test_a_period_that_does_not_exist_leaves_the_way_open(ask):
    assert links(show_around("/", "?period=1999", ask=ask).choices)
