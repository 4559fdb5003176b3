from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from budgets.calendar import MilestoneState, ReadyWith
from dashboards.components.milestones import how_far, next_sentence, readiness_table
from dashboards.figures.timeline import Axis, action_bar, due_marks, milestone_strip, scale
from dashboards.pages.cycle.body import PAGE, tell_cycle
from dashboards.pages.cycle.callbacks import show_cycle
from dashboards.pages.overview.callbacks import show_overview
from plans.questions import Completeness
from tests.dashboards.fakes import ADOPTED, TODAY, an_action
from tests.dashboards.fakes.cycle import CALENDAR, COMING, CYCLE_PAGE, MILESTONES, NO_CALENDAR
from tests.dashboards.trees import links, of_kind, with_css, words
from tracker.cycle import Prepared, ReadinessRow
from tracker.errors import NotFoundError

AXIS = Axis(date(2026, 1, 1), date(2027, 12, 31))
REVIEW = next(row for row in MILESTONES if row.key == "mid-biennium-review")


def rows_of(tree, css):
    return [words(row) for row in of_kind(with_css(tree, css), "Tr")]


def test_the_title_says_what_is_next_in_how_many_days_and_who_is_ready(ask):
    told = show_cycle({}, ask=ask)

    assert told.title == "Mid-biennium review: in 63 days; 2 of 6 departments are ready"
    assert "by the rules of King County, Washington" in words(told.line)


def test_what_runs_is_told_by_its_last_day():
    running = replace(REVIEW, state=MilestoneState.NOW, days=30)

    assert next_sentence(replace(CALENDAR, coming=(running,), asks=running)).startswith(
        "Mid-biennium review: runs, and ends in 30 days;"
    )
    assert how_far(replace(running, days=0)) == "ends today"


def test_departments_that_are_ready_for_a_later_step_are_told_with_its_day():
    told = replace(CALENDAR, asks=COMING[2])

    assert next_sentence(told).endswith("2 of 6 departments are ready for the step of 29 Jul 2027")


def test_steps_that_have_passed_are_folded_and_keep_their_numbers(ask):
    body = show_cycle({}, ask=ask).body

    left, passed = (rows_of(part, "milestone-table") for part in _split(body))
    assert (len(left), len(passed)) == (1 + 6, 1 + 5)
    assert left[1].startswith("6 Mid-biennium review")
    assert passed[1].startswith("1 Council names the funds")
    assert "5 steps have passed" in words(body)


def _split(body):
    (tucked,) = with_css(body, "tucked")
    tables = with_css(body, "milestone-table")
    inside = with_css(tucked, "milestone-table")
    return [table for table in tables if table not in inside], inside


def test_who_is_not_ready_comes_first_and_why_is_said(ask):
    table = rows_of(show_cycle({}, ask=ask).body, "readiness-table")[1:]

    assert [("not yet" in row) for row in table] == [True, True, True, True, False, False]
    assert "not in" in table[0]
    assert any("9 of 12 3 wait for a value" in row for row in table)


def test_what_a_milestone_does_not_ask_for_is_told_and_held_against_nobody():
    has = Prepared(plan=1, follows=True, asks=5, linked=3)
    row = ReadinessRow("parks", "Parks", has, is_ready=True)

    drawn = readiness_table(of_rows(row), replace(REVIEW, ready=(ReadyWith.PLAN,)), ADOPTED)

    assert "Asks linked not needed yet" in words(drawn)
    assert "3 of 5 2 without a link" in words(drawn)
    assert with_css(drawn, "lacking") == []


def test_links_and_questions_are_marked_where_a_milestone_asks_for_them():
    everything = replace(REVIEW, ready=tuple(ReadyWith))
    has = Prepared(plan=1, follows=True, asks=5, linked=3, questions=Completeness(required=4, required_answered=4))
    row = ReadinessRow("parks", "Parks", has, is_ready=False)

    drawn = readiness_table(of_rows(row), everything, ADOPTED)

    assert "Asks linked Questions answered Before the budget" in words(drawn)
    assert "it has no measure 3 of 5 2 without a link 4 of 4 What to ask" in words(drawn)
    assert [words(each) for each in with_css(drawn, "lacking")] == ["2 without a link"]


def test_what_is_not_linked_or_answered_leads_to_where_it_is_done():
    has = Prepared(plan=1, follows=True, asks=5, linked=3, questions=Completeness(required=4, required_answered=1))
    row = ReadinessRow("parks", "Parks", has, is_ready=False)

    of_known, of_unknown = (
        links(readiness_table(replace(of_rows(row), asks_of=period), REVIEW, ADOPTED)) for period in ("2028-2029", None)
    )

    ways = ["/linking?period=2028-2029&department=parks&unlinked=yes", "/questions?period=2028-2029&department=parks"]
    assert [href for href in of_known if href not in of_unknown] == ways


def of_rows(*rows):
    return replace(CALENDAR, readiness=rows)


def test_what_is_not_asked_is_told_as_such():
    row = ReadinessRow("parks", "Parks", Prepared(plan=1, follows=True), is_ready=True)

    drawn = words(readiness_table(of_rows(row), replace(REVIEW, ready=tuple(ReadyWith)), ADOPTED))

    assert "version 1 it has no measure it asks for no money none is asked" in drawn


def test_who_has_no_plan_is_not_told_to_ask_for_nothing():
    row = ReadinessRow("parks", "Parks", Prepared(), is_ready=False)

    drawn = words(readiness_table(of_rows(row), replace(REVIEW, ready=tuple(ReadyWith)), ADOPTED))

    assert "not in no plan runs no plan none is asked" in drawn


def test_each_department_opens_its_actions(ask):
    body = show_cycle({}, ask=ask).body

    assert [href for href in links(with_css(body, "gantt")) if "department=transit" in href]
    assert "5 actions of 3 departments against the cycle" in words(body)


def test_a_department_shows_its_actions_by_due_date(ask):
    told = show_cycle({"department": "human-resources"}, ask=ask)

    assert told.title == "Human Resources: 3 actions against the budget cycle; 1 without a due date"
    assert "ongoing" in rows_of(told.body, "gantt")[-1]


def test_a_department_without_actions_is_no_page(ask):
    with pytest.raises(NotFoundError):
        show_cycle({"department": "elections"}, ask=ask)


def test_350_actions_stay_a_page_of_few_rows():
    many = tuple(an_action(number, title=f"Action {number}") for number in range(350))
    page = replace(CYCLE_PAGE, actions=many)

    folded, own = tell_cycle(page, ADOPTED, {}), tell_cycle(page, ADOPTED, {"department": many[0].department_key})

    assert len(rows_of(folded.body, "gantt")) == 1 + 1
    assert len(rows_of(own.body, "gantt")) == 1 + PAGE
    assert "Page 1 of 14" in words(own.body)


def test_a_decision_that_counts_nowhere_is_told_above_all():
    page = replace(CYCLE_PAGE, calendar=replace(CALENDAR, unplaced=(("council-adopts", date(2027, 1, 2)),)))

    told = tell_cycle(page, ADOPTED, {})

    assert words(with_css(told.body, "notice")).startswith(
        "A day was decided for council-adopts of the budget from 2027"
    )


def test_a_day_that_moved_says_from_where_and_why():
    row = replace(MILESTONES[-1], by_rule=date(2028, 1, 8), moved_why="decided: Motion 1")

    told = tell_cycle(replace(CYCLE_PAGE, milestones=(row,)), ADOPTED, {})

    assert "1 Jan 2028 moved from 8 Jan 2028: decided: Motion 1" in words(told.body)


@pytest.mark.parametrize(
    ("start", "due", "said"),
    [
        (date(2026, 1, 1), date(2026, 5, 31), "30 days late"),
        (date(2026, 1, 1), date(2028, 3, 1), "ends after the period"),
        (date(2019, 1, 1), date(2026, 9, 1), "starts before this cycle"),
        (None, date(2026, 9, 1), "no start to 1 Sep 2026"),
        (date(2026, 1, 1), None, "1 Jan 2026 to no due date"),
    ],
)
def test_what_a_bar_shows_is_said_in_words(start, due, said):
    page = replace(CYCLE_PAGE, actions=(an_action(1, start=start, due=due),))

    told = tell_cycle(page, ADOPTED, {"department": page.actions[0].department_key})

    assert said in words(told.body)


def test_a_place_is_a_share_of_the_days_and_never_outside():
    assert AXIS.place(date(2026, 1, 1)) == 0
    assert AXIS.place(date(2027, 12, 31)) == 100
    assert 49 < AXIS.place(date(2026, 12, 31)) < 51
    assert (AXIS.place(date(1990, 1, 1)), AXIS.place(date(2090, 1, 1))) == (0, 100)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 1, 1), date(2026, 1, 20)),
        (date(2026, 1, 1), date(2026, 12, 31)),
        (date(2025, 4, 30), date(2028, 1, 1)),
        (date(1990, 1, 1), date(2060, 1, 1)),
    ],
)
def test_no_more_months_are_named_than_there_is_room_for(first, last):
    assert 1 <= len(Axis(first, last).months()) <= 9
    assert len(with_css(scale(Axis(first, last)), "tick")) <= 9


def test_dots_that_stand_close_take_different_levels():
    strip = milestone_strip(MILESTONES, AXIS, TODAY)

    taken: dict[str, list[float]] = {}
    for dot in with_css(strip, "strip-dot"):
        level = next(word for word in dot.className.split() if word.startswith("level-"))
        taken.setdefault(level, []).append(float(dot.style["left"].rstrip("%")))
    gaps = [after - before for places in taken.values() for before, after in pairwise(places)]
    assert len(with_css(strip, "strip-dot")) == len(MILESTONES)
    assert min(gaps) >= 5.5


def test_a_bar_is_hatched_where_no_date_is_said():
    drawn = action_bar(an_action(4, start=None, due=None), AXIS, TODAY, ())

    (bar,) = with_css(drawn, "span-bar")
    assert {"unsaid-start", "unsaid-due"} <= set(bar.className.split())
    assert bar.style == {"left": "0.00%", "width": "100.00%"}


def test_actions_without_dates_draw_nothing_that_could_be_read_as_one():
    drawn = due_marks([an_action(4, start=None, due=None)], AXIS, TODAY, ())

    assert with_css(drawn, "due-mark") == with_css(drawn, "span-whole") == []


def test_what_is_drawn_is_not_read_aloud():
    for drawn in (milestone_strip(MILESTONES, AXIS, TODAY), action_bar(an_action(1), AXIS, TODAY, MILESTONES)):
        assert drawn.to_plotly_json()["props"]["aria-hidden"] == "true"


def test_a_county_without_rules_is_told_how_to_name_some(empty):
    told = show_cycle({}, ask=empty)

    assert told.title == "What comes next in the budget cycle is not known"
    assert "Only the first days of periods are known" in words(told.body)
    assert "No budget period, no milestone" in words(told.body)
    assert "/calendar.ics" not in str(links(told.line))


def test_the_overview_says_what_is_next_and_leads_there(ask):
    body = show_overview({}, ask=ask).body

    assert "In 63 days: Mid-biennium review" in words(body)
    assert "2 of 6 departments ready" in words(body)
    assert "Then: Council names the funds" in words(body)
    assert any(href.startswith("/cycle") for href in links(body))


def test_an_overview_without_a_period_around_today_says_so(ask, monkeypatch):
    monkeypatch.setattr(type(ask), "calendar", lambda *_: NO_CALENDAR)

    assert "What is next is not known" in words(show_overview({}, ask=ask).body)
