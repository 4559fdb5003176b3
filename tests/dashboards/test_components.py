from datetime import date
from decimal import Decimal

from dashboards.address import read_arguments
from dashboards.attention import KINDS, sentence, where, words_of
from dashboards.components.actions import action_card, action_table
from dashboards.components.bars import action_mix, bullet_of, measure_mix, money_bar
from dashboards.components.books import book_title
from dashboards.components.goals import goal_table
from dashboards.components.issues import issue_list
from dashboards.components.measures import measure_cards, value_table
from dashboards.components.pager import page_of, pager
from dashboards.components.parts import source
from dashboards.components.tables import Heading, Row, table
from dashboards.marks import ACTION, MEASURE, SEVERITY
from dashboards.reports import ReportTold
from importers.issues import Severity
from plans.attention import ConcernKind
from plans.measures import Measure, MeasuredValue
from plans.progress import ActionStatus, MeasureStatus
from tests.dashboards.fakes import (
    ACTIONS,
    ADOPTED,
    BOOK,
    GAPS,
    REPORT,
    TODAY,
    a_goal,
    a_measure_row,
    an_action,
    at,
    money,
)
from tests.dashboards.trees import links, of_kind, with_css, words
from tracker.rows import Attention


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


def test_a_mix_of_nothing_says_so():
    assert words(action_mix({})) == "no actions"
    assert words(measure_mix({})) == "no measures"


def test_a_bar_of_money_begins_at_zero():
    assert with_css(money_bar(Decimal(25), Decimal(100)), "money-bar-fill")[0].style == {"width": "25.0%"}
    assert not with_css(money_bar(None, Decimal(100)), "money-bar-fill")


def test_the_goal_table_shows_progress_beside_its_coverage():
    told = words(goal_table([a_goal(0)], ADOPTED, None, 0))

    assert "61 %" in told
    assert "12 of 31" in told
    assert "2 ownerless" in told


def test_what_is_not_linked_yet_stands_beneath_the_goals_with_its_amount():
    drawn = goal_table([a_goal(0)], ADOPTED, money("1592200000", 3300), 4)

    assert "Not linked yet" in words(of_kind(drawn, "Tfoot"))
    assert "$1.59 B" in words(of_kind(drawn, "Tfoot"))
    assert "slice=~" in links(of_kind(drawn, "Tfoot"))[0].replace("%7E", "~")


def test_a_goal_without_data_shows_no_percentage():
    assert "%" not in words(goal_table([a_goal(5)], ADOPTED, None, 0)).replace("100 %", "")


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


def test_a_book_says_what_is_missing():
    assert book_title(BOOK) == "The adopted book stands on 1 file; 1 part is missing"


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
