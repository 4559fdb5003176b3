from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from budgets.phases import Phase
from dashboards.address import read_arguments
from dashboards.attention import KINDS, sentence, where, words_of
from dashboards.components.actions import action_card, action_link, action_table
from dashboards.components.attention import attention_table
from dashboards.components.bars import action_mix, bullet_of, measure_mix, money_bar
from dashboards.components.books import book_parts, book_title
from dashboards.components.goals import asking, doubts, goal_table
from dashboards.components.issues import issue_list
from dashboards.components.measures import measure_cards, measure_parts, value_table
from dashboards.components.money import phase_strip
from dashboards.components.pager import page_of, pager
from dashboards.components.parts import source
from dashboards.components.tables import Heading, Row, table
from dashboards.marks import ACTION, MEASURE, SEVERITY
from dashboards.reports import ReportTold
from importers.issues import Severity
from plans.attention import ConcernKind
from plans.measures import Measure, MeasuredValue, MeasureKind
from plans.progress import ActionStatus, MeasureStatus
from tests.dashboards.fakes import (
    ACTIONS,
    ACTUALS,
    ADOPTED,
    BOOK,
    GAPS,
    NO_GOAL,
    NO_GOAL_NOTHING,
    REPORT,
    TODAY,
    a_goal,
    a_measure,
    a_measure_row,
    an_action,
    at,
    counts,
    money,
)
from tests.dashboards.trees import links, of_kind, with_css, words
from tracker.aligned_money import Coverage
from tracker.rows import Asked, Attention


def test_every_status_has_an_icon_a_word_and_a_colour():
    marks = [*MEASURE.values(), *ACTION.values(), *SEVERITY.values()]

    assert all(mark.icon and mark.word and mark.token for mark in marks)
    assert set(MEASURE) == set(MeasureStatus)
    assert set(ACTION) == {*ActionStatus, None}
    assert set(SEVERITY) == set(Severity)


def test_a_table_keeps_its_meaning_when_it_is_drawn_as_cards():
    drawn = table("Shared goals", [Heading("Goal"), Heading("Status")], [Row(("1", "met"))])

    assert [node.role for node in of_kind(drawn, "Tr")] == ["row", "row"]
    assert [node.role for node in of_kind(drawn, "Td")] == ["cell"]
    assert words(of_kind(drawn, "Caption")) == "Shared goals"


def test_a_bar_is_held_to_its_frame_and_told_as_it_is():
    bar = bullet_of(Decimal("1.4"), Decimal("0.5"), "met")

    assert with_css(bar, "bullet-bar")[0].style == {"width": "100.0%"}
    assert "140 % of the way, expected 50 %" in words(bar)


def test_an_unknown_share_is_hatched_and_never_zero():
    bar = bullet_of(None, None, "no-data")

    assert with_css(bar, "bullet-unknown")
    assert words(bar) == "no progress can be told"


def test_a_mix_shows_what_is_there_in_words():
    told = words(action_mix({ActionStatus.COMPLETED: 9, ActionStatus.BLOCKED: 1, None: 2}))

    assert "9 completed" in told
    assert "2 no status" in told


def test_a_mix_says_of_how_many_it_is():
    assert words(action_mix({ActionStatus.COMPLETED: 9, None: 2})).startswith("11 actions: 9 completed")
    assert words(measure_mix({MeasureStatus.MET: 1})).startswith("1 measure: 1 met")


def test_a_mix_of_nothing_says_so():
    assert words(action_mix({})) == "no actions"
    assert words(measure_mix({})) == "no measures"


def test_a_bar_of_money_begins_at_zero():
    assert with_css(money_bar(Decimal(25), Decimal(100)), "money-bar-fill")[0].style == {"width": "25.0%"}
    assert not with_css(money_bar(None, Decimal(100)), "money-bar-fill")


def test_the_goal_table_shows_progress_beside_its_coverage():
    told = words(goal_table([a_goal(0)], ADOPTED, None, NO_GOAL_NOTHING))

    assert "61 %" in told
    assert "12 of 31" in told
    assert "2 ownerless" in told


def test_what_serves_no_goal_stands_beneath_the_goals_with_its_amount():
    cover = Coverage(Decimal(1742000000), Decimal(0), Decimal(149800000), Decimal(0))
    drawn = goal_table([a_goal(0)], ADOPTED, cover, NO_GOAL)

    foot = of_kind(drawn, "Tfoot")
    assert "neither linked nor tagged, or for no shared goal" in words(foot)
    assert "$1.59 B" in words(foot)
    assert [href.partition("?")[0] for href in links(foot)] == ["/attention", "/alignment"]


def test_measures_actions_and_money_that_name_no_shared_goal_are_told_as_those_of_goals_are():
    foot = words(of_kind(goal_table([a_goal(0)], ADOPTED, None, NO_GOAL), "Tfoot"))

    assert "1 of 3" in foot
    assert "4 actions: 1 completed" in foot
    assert "see 3 open actions" in foot
    assert "$75 K 1 of 4 actions" in foot


def test_a_goal_without_data_shows_no_percentage():
    assert "%" not in words(goal_table([a_goal(5)], ADOPTED, None, NO_GOAL_NOTHING)).replace("100 %", "")


def test_a_source_leads_to_its_cell():
    link = source(at("B14"))

    assert read_arguments(links(link)[0].partition("?")[2]) == {"id": "3", "cell": "Plan!B14"}
    assert "Human Resources plan v3.xlsx" in words(link)


def test_an_action_without_owner_or_date_says_so():
    told = words(action_table([an_action(1, lead=None, due=None)], TODAY, ADOPTED, with_department=False))

    assert "no owner" in told
    assert "no date" in told


def test_a_completed_action_is_never_late():
    done = an_action(1, status=ActionStatus.COMPLETED, due=date(2026, 1, 1))

    assert "late" not in words(action_table([done], TODAY, ADOPTED, with_department=False))


def test_an_open_action_past_its_day_is_late():
    late = an_action(1, due=date(2026, 5, 31))

    assert "30 days late" in words(action_table([late], TODAY, ADOPTED, with_department=False))


def test_a_list_of_actions_shows_only_what_the_address_asks_for():
    drawn = action_card("Actions", ACTIONS, TODAY, ADOPTED, "/goal", {"code": "3", "attention": "overdue"})

    assert len(of_kind(of_kind(drawn, "Tbody"), "Tr")) == 1
    assert "1 of 5 actions: overdue" in words(drawn)


def test_long_lists_come_in_pages():
    shown, number, last = page_of(list(range(60)), "2", 25)

    assert (shown[0], number, last) == (25, 2, 3)
    assert [read_arguments(href.partition("?")[2])["page"] for href in links(pager("/goal", {}, 2, 3))] == ["1", "3"]


def test_a_page_that_is_not_there_is_the_nearest_one_that_is():
    assert page_of([1, 2], "99", 25)[1:] == (1, 1)
    assert page_of([1, 2], "-1", 25)[1:] == (1, 1)
    assert pager("/goal", {}, 1, 1) is None


def test_measures_in_trouble_come_first():
    rows = [a_measure_row(1), a_measure_row(2, Measure(title="No target"))]
    off = a_measure_row(3)
    off = type(off)(**{name: getattr(off, name) for name in off.__slots__} | {"status": MeasureStatus.OFF_TRACK})

    drawn = measure_cards([*rows, off], TODAY, ADOPTED, with_department=True)

    assert words(of_kind(drawn, "Section")[0]).startswith("Job applicants")
    assert "off track" in words(of_kind(drawn, "Section")[0])


def test_blank_zero_and_suppressed_look_different():
    measure = Measure(
        title="Hires",
        values=(
            MeasuredValue(as_of=date(2026, 1, 1), value=None),
            MeasuredValue(as_of=date(2026, 2, 1), value=Decimal(0)),
            MeasuredValue(as_of=date(2026, 3, 1), value=None, suppressed=True),
        ),
    )

    told = [words(cell) for cell in of_kind(value_table(measure), "Td")]

    assert told == ["suppressed", "0", "no data"]


def test_every_chart_of_groups_has_a_table_and_a_source():
    drawn = measure_cards([a_measure_row(1, None, GAPS)], TODAY, ADOPTED, with_department=False)

    assert "Table" in words(of_kind(drawn, "Summary"))
    assert any("cell=" in href for href in links(drawn))


def test_every_kind_of_concern_has_words():
    assert {kind.value for kind in ConcernKind} <= {str(kind) for kind in KINDS}


def test_a_kind_without_words_is_told_by_its_name():
    assert words_of("some_new_thing").many == "some new thing"


def test_attention_is_told_with_number_and_places():
    item = Attention("overdue", 14, None, (("Transit", 6), ("Parks", 5), ("Health", 2), ("Jobs", 1)), "/departments")

    assert sentence(item) == "14 actions are past their due date"
    assert where(item) == "Transit 6, Parks 5, Health 2 and 1 more"


def test_attention_tells_apart_what_it_counts():
    item = Attention("stale", 50, None, (("Transit", 50),), "/departments", actions=41, measures=8, indicators=1)

    assert sentence(item) == "41 actions, 8 measures and 1 population indicator have no recent report"
    assert sentence(replace(item, count=1, actions=0, measures=0)) == "1 population indicator has no recent report"


def test_whole_departments_are_named_and_not_counted():
    silent = Attention("never_reported", 2, None, (("Elections", 1), ("Jobs", 1)), "/departments")

    assert where(silent) == "Elections, Jobs"


def test_how_many_and_what_they_ask_for_stand_in_columns_of_their_own():
    blocked = Attention("blocked", 3, Decimal(475000), (("Transit", 3),), "/departments", actions=3)
    silent = Attention("never_reported", 1, None, (("Elections", 1),), "/departments")

    drawn = attention_table([blocked, silent], ADOPTED)

    assert [words(head) for head in of_kind(drawn, "Th")[:3]] == ["What", "How many", "Asked or at stake"]
    assert [words(cell) for cell in of_kind(drawn, "Td")] == ["3", "$475 K", "1", "\N{EM DASH}"]


def test_indicators_of_a_population_stand_under_a_title_of_their_own():
    of_people = a_measure("Life expectancy", ("80",)).model_copy(update={"kind": MeasureKind.POPULATION})
    rows = [a_measure_row(1), a_measure_row(2, of_people)]

    parts = measure_parts(rows, "Its measures", TODAY, ADOPTED, with_department=False)

    titles = [words(each) for each in of_kind(parts, "H2")]
    assert titles == ["Its measures", "Population indicators, told apart from measures"]
    assert "Life expectancy" not in words(parts[1])


def test_what_is_in_doubt_is_told_of_open_actions_and_of_their_measures():
    assert words(doubts(counts())).replace(" \N{MIDDLE DOT}", ",") == (
        "44 open actions: 2 ownerless, 3 overdue, 5 never updated, 4 stale; their measures: 6 stale, 3 without baseline"
    )


def test_cancelled_actions_are_told_where_they_are_left_out():
    assert asking(Asked(Decimal(5), None, 3, 0, 9), counts(actions=9)) == "3 of 9 actions"
    assert asking(Asked(Decimal(5), None, 3, 0, 9), counts(actions=11)) == "3 of 9 actions, 2 cancelled left out"


def test_actuals_are_never_a_complete_book_before_their_period_is_over():
    actual = replace(BOOK, phase=Phase.ACTUAL, missing=(), covered=ACTUALS)

    assert words(book_title(actual)) == "The actual budget, from 1 file, stands as of 30 Jun 2026, 25 % of the period"
    whole = book_title(replace(actual, phase=Phase.ADOPTED, covered=None))
    assert whole == "The adopted budget is complete, from 1 file"


def test_actuals_carry_their_day_among_the_phases():
    drawn = phase_strip([(Phase.ADOPTED, money("9")), (Phase.ACTUAL, money("2"))], None, str, ACTUALS)

    assert [words(row) for row in of_kind(drawn, "Th")[4:]] == [
        "Adopted",
        "Actual as of 30 Jun 2026 25 % of the period",
    ]


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [({"lead": "HR Director"}, 4), ({"action": "HR-WW-02"}, 1), ({"lead": "Nobody"}, 0), ({}, 5)],
)
def test_an_address_leads_to_the_actions_of_one_person_or_to_one_action(arguments, shown):
    drawn = action_card("Actions", ACTIONS, TODAY, ADOPTED, "/department", arguments)

    assert len(of_kind(of_kind(drawn, "Tbody"), "Tr")) == shown
    assert ("show all" in words(drawn)) is bool(arguments)


@pytest.mark.parametrize("named", ["HR-WW-02", "hr-ww-02", "A garden on each  roof"])
def test_an_address_leads_to_an_action_by_its_code_or_by_its_title_where_it_has_none(named):
    rows = (*ACTIONS, an_action(9, code=None, title="A garden on each roof"))

    drawn = action_card("Actions", rows, TODAY, ADOPTED, "/department", {"action": named})

    assert len(of_kind(of_kind(drawn, "Tbody"), "Tr")) == 1


def test_an_action_without_a_code_is_led_to_by_its_title():
    drawn = action_link(an_action(9, code=None, title="A garden"), ADOPTED)

    assert links(drawn) == ["/department?period=2026-2027&phase=adopted&key=human-resources&action=A+garden"]


def test_a_book_says_what_is_missing():
    assert book_title(BOOK) == "The adopted budget stands on 1 file; 1 part is missing"


def test_problems_are_grouped_by_what_to_do_the_gravest_first():
    drawn = issue_list(ReportTold.model_validate(REPORT))

    titles = [words(title) for title in of_kind(drawn, "H3")]

    assert titles == ["To mend before it can be accepted (1)", "Worth a look (2)", "For the record (1)"]


def test_a_problem_leads_to_its_cell_and_quotes_it():
    drawn = issue_list(ReportTold.model_validate(REPORT))

    assert "#cell-Plan-A10" in links(drawn)
    assert "\N{LEFT DOUBLE QUOTATION MARK}XX\N{RIGHT DOUBLE QUOTATION MARK}" in words(drawn)


def test_a_file_without_a_problem_says_so():
    clean = ReportTold.model_validate({**REPORT, "issues": []})

    assert words(issue_list(clean)) == "No problem was found in this file."


@pytest.mark.parametrize(("phase", "is_told"), [(Phase.ACTUAL, True), (Phase.ADOPTED, False)])
def test_a_part_of_actuals_without_a_day_says_so(phase, is_told):
    drawn = book_parts(replace(BOOK, phase=phase))

    assert ("up to no day that is said" in words(drawn)) is is_told
