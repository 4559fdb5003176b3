from dataclasses import replace

import pytest

from budgets.phases import Direction
from dashboards.ids import Imports
from dashboards.pages.budget.body import tell_book
from dashboards.pages.budget.callbacks import show_budget
from dashboards.pages.concerns.body import found_in, tell_all, tell_kind
from dashboards.pages.concerns.callbacks import show_concerns
from dashboards.pages.department.body import tell_department
from dashboards.pages.department.callbacks import show_department
from dashboards.pages.departments.body import tell_departments
from dashboards.pages.departments.callbacks import show_departments
from dashboards.pages.goal.body import tell_goal
from dashboards.pages.goal.callbacks import show_goal
from dashboards.pages.goals.callbacks import show_goals
from dashboards.pages.numbers.callbacks import show_numbers
from dashboards.pages.overview.body import tell_overview
from dashboards.pages.overview.callbacks import show_overview
from dashboards.pages.search.callbacks import show_search
from dashboards.shell import show_around, show_page
from plans.attainment import Thresholds
from tests.dashboards.fakes import ADOPTED, COUNTY, NOTHING, a_cut, a_department, an_import
from tests.dashboards.fakes.findings import no_findings
from tests.dashboards.trees import links, of_kind, with_css, words
from tracker.errors import NotFoundError, PermissionDeniedError
from tracker.permissions import LOCAL_USER, Actor
from tracker.rows import Attention, Cut

REST = a_cut(None, None, "70")


def test_the_overview_tells_counts_that_are_never_footnotes(ask):
    told = show_overview({}, ask=ask)

    body = words(told.body)
    assert "Actions without owner 9 of 296 open actions" in body
    assert "Actions never updated 31 of 296 open actions" in body
    assert "Measures without baseline 12 of open actions" in body


def test_the_overview_tells_when_and_how_much_is_known(ask):
    assert words(show_overview({}, ask=ask).line).startswith("As of 30 Jun 2026")


def test_each_thing_that_needs_attention_opens_its_list(ask):
    told = show_overview({}, ask=ask)

    hrefs = [link.href for link in with_css(told.body, "attention-link")]
    assert [href.partition("kind=")[2] for href in hrefs] == [
        "funding-cut",
        "overdue",
        "ownerless",
        "stale",
        "no_baseline",
    ]


@pytest.mark.parametrize(
    ("department", "said", "asked"),
    [
        ("parks", "Goal Workforce, Parks: $5.0 M adopted spending", "parks"),
        ("~", "Goal Workforce, no department", None),
        ("transit", "Goal Workforce, transit", "transit"),
    ],
)
def test_the_lines_of_a_goal_are_told_of_one_department_alone(ask, monkeypatch, department, said, asked):
    goal = replace(a_cut("3", "Workforce", "9000000"), inner=(a_cut("parks", "Parks", "5000000"),))
    whole, wanted = ask.budget(ADOPTED, Direction.EXPENDITURE, Cut.GOAL), []
    lines = ask.lines

    def found(*some, **own):
        wanted.append(own["where"])
        return lines(*some, **own)

    monkeypatch.setattr(ask, "budget", lambda *_: replace(whole, cut=Cut.GOAL, rows=(goal,)))
    monkeypatch.setattr(ask, "lines", found)

    told = show_budget({"cut": "goal", "slice": "3", "department": department}, ask=ask)

    assert told.title.replace("\N{NO-BREAK SPACE}", " ") == said
    assert wanted == [{Cut.GOAL: "3", Cut.DEPARTMENT: asked}]
    assert f"slice=3&department={department.replace('~', '%7E')}&after=50" in str(links(told.body)).replace("~", "%7E")
    whole_goal = show_budget({"cut": "goal", "slice": "3"}, ask=ask)
    assert "cut=goal&direction=expenditure&slice=3&department=parks" in str(links(whole_goal.top))


@pytest.mark.parametrize("show", [show_overview, show_goals, show_departments, show_budget, show_concerns, show_search])
def test_an_empty_store_says_what_to_do_next(show, empty):
    told = show({}, ask=empty)

    assert told.title
    assert words([getattr(told, "top", None), told.body])


def test_an_overview_of_an_empty_store_leads_to_imports(empty):
    assert any(href.startswith("/imports") for href in links(show_overview({}, ask=empty).body))


def test_a_phase_without_a_book_says_so(ask):
    told = show_overview({"phase": "requested"}, ask=ask)

    assert "There is no requested budget" in words(told.body)


def test_a_goal_shows_its_measures_groups_actions_and_money(ask):
    told = show_goal({"code": "3"}, ask=ask)

    assert told.title == "Workforce is on track; 3 measures are off track"
    assert [words(each) for each in of_kind(told.body, "H2")] == [
        "What this goal gets, phase by phase",
        "One of 1 action lost money on the way to adoption",
        "Its measures",
        "By group",
        "Job applicants from priority ZIP codes: the gap is closing for three of four groups",
        "Actions that carry this goal",
        "All lines that carry this goal's code, phase by phase",
        "These lines by department",
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


def test_a_department_of_which_no_plan_could_be_expected_is_not_blamed(ask):
    late, calm = (
        tell_departments(COUNTY, [replace(a_department(5), plan_expected=expected)], ADOPTED)
        for expected in (True, False)
    )

    assert with_css(late.body, "status-off-track")
    assert not with_css(calm.body, "status-off-track")
    assert "no plan of this period" in words(calm.body)
    assert calm.title == "There is no plan of this period from any of the one departments"


def test_a_period_of_which_no_plan_could_be_expected_is_told_calmly(ask):
    told = replace(ask.overview(ADOPTED), plans_expected=False, departments_reporting=0)

    body = words(
        tell_overview(
            told, ADOPTED, ask.budget(ADOPTED, Direction.EXPENDITURE, Cut.GOAL), ask.calendar(), no_findings(ADOPTED)
        ).body
    )

    assert "There is no plan of this period" in body
    assert "not reported" not in body


def test_what_is_wrong_with_nothing_is_not_told_as_zero(ask):
    told = replace(ask.overview(ADOPTED), counts=NOTHING, attention=(), plans_expected=False, departments_reporting=0)

    page = tell_overview(
        told, ADOPTED, ask.budget(ADOPTED, Direction.EXPENDITURE, Cut.GOAL), ask.calendar(), no_findings(ADOPTED)
    )

    assert page.title == "Six goals are set; there is no plan of this period"
    assert "departments reported" not in words(page.line)
    assert "open actions" not in words(with_css(page.body, "figures"))
    assert "Every action has an owner" not in words(page.body)
    assert tell_all(told, ADOPTED).title == "Nothing needs attention in this period"


def test_a_department_tells_of_two_plans_which_one_counts(ask):
    older = replace(an_import(1), what="Human Resources, implementation plan 2026")
    page = replace(ask.department("human-resources", ADOPTED), set_aside=(older,))

    told = tell_department(page, ADOPTED, {})

    first = words(of_kind(told.body, "Section")[0])
    assert first.startswith("1 other plan in force for part of this period: not counted here")
    assert "Human Resources, implementation plan 2026" in first
    assert links(of_kind(told.body, "Section")[0]) == ["/imports?id=1"]


def test_plans_that_overlap_are_a_concern_with_a_list(ask):
    item = Attention("plan_set_aside", 1, None, (("Human Resources", 1),), "/departments")
    told = replace(ask.overview(ADOPTED), attention=(item,))
    page = replace(ask.department("human-resources", ADOPTED), set_aside=(an_import(1, what="The plan of 2026"),))

    page_told = tell_kind(item.kind, told, found_in(item.kind, [page]), ADOPTED, {})

    assert page_told.title == "1 department has two plans in force for this period; the later one counts"
    assert "The plan of 2026" in words(page_told.body)


def test_the_actions_that_an_address_asks_for_come_first(ask):
    told = show_department({"key": "human-resources", "lead": "HR Director"}, ask=ask)

    assert words(of_kind(told.body, "Section")[0]).startswith("What it promised 4 of 5 actions: led by HR Director")


def test_what_names_no_shared_goal_stands_beneath_the_goals(ask):
    body = words(show_goals({}, ask=ask).body)

    assert "No shared goal What plans hold that names none" in body
    assert "see 3 open actions" in body


def test_a_cut_says_how_much_of_the_book_names_nothing_of_its_kind(ask):
    page = replace(ask.budget(ADOPTED, Direction.EXPENDITURE, Cut.GOAL), rows=(a_cut("3", "Workforce", "30"), REST))

    assert words(tell_book(page).title).endswith("$1.74 B of spending, $70 of it on lines that name no goal")
    assert "Lines that name no goal" in words(tell_book(page).body)


def test_a_book_in_which_no_line_names_a_goal_says_how_to_name_one(ask):
    page = replace(ask.budget(ADOPTED, Direction.EXPENDITURE, Cut.GOAL), rows=(REST,))

    assert "No line of this budget names a goal" in words(tell_book(page).top)
    assert "equity-tracker template budget" in words(tell_book(page).top)
    assert "No line" not in words(tell_book(replace(page, cut=Cut.FUND)).top)


def test_a_goal_that_no_line_names_says_how_to_name_one(ask):
    page = ask.goal("3", ADOPTED)
    bare = replace(page, tagged_by_phase=tuple((phase, None) for phase, _ in page.tagged_by_phase))

    assert "No line of a budget of this period carries this goal's code" in words(
        tell_goal(bare, ask.goal_funding("3", ADOPTED), ADOPTED, {}).body
    )


def test_actuals_carry_their_day_wherever_they_are_shown(ask):
    reach = "as of 30 Jun 2026, 25 % of the period"

    assert words(show_budget({"phase": "actual"}, ask=ask).line).startswith(f"Actuals {reach}")
    assert reach in words(show_around("/goals", "?phase=actual", ask=ask).choices)
    assert reach not in words(show_around("/goals", "?phase=adopted", ask=ask).choices)


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
    assert not with_css([told.top, told.body], "treemap")


def test_an_empty_store_has_no_chart(empty):
    assert not with_css(show_budget({}, ask=empty).body, "treemap")


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
    assert "invented" not in words(show_around("/", "", ask=empty).banner)


def test_what_a_page_is_of_stands_on_paper(ask, empty):
    said = words(with_css(show_around("/goal", "?phase=proposed", ask=ask).banner, "on-paper"))

    assert said == "Cascara County \N{MIDDLE DOT} 2026\N{EN DASH}2027, proposed \N{MIDDLE DOT} as of 30 Jun 2026"
    assert words(show_around("/", "", ask=empty).banner) == "Cascara County \N{MIDDLE DOT} as of 30 Jun 2026"


def test_the_place_where_the_reader_is_is_marked(ask):
    around = show_around("/department", "?key=transit", ask=ask)

    here = [link for link in of_kind(around.navigation, "A") if getattr(link, "aria-current", None) == "page"]
    assert [words(link) for link in here] == ["Departments"]


def test_a_period_that_does_not_exist_leaves_the_way_open(ask):
    assert links(show_around("/", "?period=1999", ask=ask).choices)


def test_nothing_but_what_a_draft_says_opens_or_shuts_accepting(wiring):
    shown = [
        name for callback in wiring.app._callback_list for name in (callback.get("running") or {}).get("runningOff", {})
    ]

    assert "imports-working.hidden" in shown
    assert f"{Imports.ACCEPT}.disabled" not in shown
