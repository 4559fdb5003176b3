from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from urllib.parse import parse_qs, urlsplit

import pytest
from openpyxl import load_workbook

from budgets.phases import Direction, Phase
from dashboards.components.waterfall import Difference, Total, levels_of, scale_of, waterfall
from dashboards.pages.changes.body import tell_changes
from dashboards.pages.changes.callbacks import show_changes
from dashboards.pages.changes.wanted import changes_address, changes_wanted
from tests.dashboards.fakes import ADOPTED
from tests.dashboards.fakes.changes import NOTHING, STEPS, changes_page
from tests.dashboards.trees import links, of_kind, with_css, words
from tracker.change_rows import ChangeCut, ChangesAsked, HitAction
from tracker.errors import NotFoundError
from tracker.exchange.change_tables import KEYS_AT_ONCE, MOST_KEYS, change_workbook, pages_of
from tracker.records import KEYS, Dimension
from tracker.sums import Slice

ASKED = ChangesAsked(ADOPTED)


def said(tree):
    return words(tree).replace("\N{EN DASH}", "-").replace("\N{MINUS SIGN}", "-")


def query(href):
    return {name: value for name, (value,) in parse_qs(urlsplit(href).query).items()}


def test_the_title_says_how_far_the_later_book_is_from_the_first_and_what_it_hit_most(ask):
    told = show_changes({}, ask=ask)

    assert said(told.title) == ("Adopted is $50 K (5 %) below requested; Public Health gains most from proposed on")


def test_every_total_and_every_change_stands_in_the_table_of_the_waterfall(ask):
    (drawn,) = with_css(show_changes({}, ask=ask).body, "waterfall-table")

    rows = [said(row) for row in of_kind(drawn, "Tr")[1:]]
    assert rows == [
        "Requested 2026-2027 $1,000,000",
        "Public Health A80000 -$70,000",
        "Neither linked nor tagged, or for no shared goal +$10,000",
        "Proposed 2026-2027 $940,000",
        "Public Health A80000 +$10,000",
        "Adopted 2026-2027 $950,000",
    ]


def test_each_step_leads_to_its_changes(ask):
    (drawn,) = with_css(show_changes({"by": "department"}, ask=ask).body, "waterfall-table")

    first, second = (query(href) for href in links(drawn) if "department=public" in href)
    assert (first["from"], first["to"], first["department"]) == (
        "2026-2027.requested",
        "2026-2027.proposed",
        "public health",
    )
    assert (second["from"], second["to"]) == ("2026-2027.proposed", "2026-2027.adopted")


def test_smaller_changes_are_one_bar_and_lose_nothing():
    step = STEPS[0]
    rows = tuple(replace(step.rows[0], dollars=Decimal(100 - number)) for number in range(20))
    page = replace(changes_page(ASKED), steps=(replace(step, rows=rows),))

    (drawn,) = with_css(tell_changes(page).body, "waterfall-table")

    assert "8 smaller changes +$676" in words(drawn)


def test_a_key_is_told_with_what_became_of_it_and_the_actions_that_name_it(ask):
    drawn = with_css(show_changes({}, ask=ask).body, "change-table")[0]

    changed, moved, gone = (said(row) for row in of_kind(drawn, "Tr")[1:])
    assert "DS_201 Doulas <b>for</b> all" in changed
    assert "changed $70,000 $10,000 -$60,000 -2 PH-1 blocked, no owner" in changed
    assert "moved from A1 $40,000 $41,000 +$1,000" in moved
    assert "and 2 more" in moved
    assert "Lines that name nothing" in gone
    assert "gone $500 not there -$500" in gone


def test_a_key_leads_to_its_own_page_and_names_all_that_it_is(ask):
    drawn = with_css(show_changes({}, ask=ask).body, "change-table")[0]

    href = next(href for href in links(drawn) if href.startswith("/changes"))
    assert {name: query(href)[name] for name in ("department", "unit", "fund", "program", "package")} == {
        "department": "public health",
        "unit": "a80000",
        "fund": "f1800",
        "program": "ph1",
        "package": "ds_201",
    }


def test_a_program_that_is_not_all_of_it_is_called_without_its_packages():
    page = changes_page(ASKED)
    key = (*page.keys[0].key[:-1], NOTHING)
    drawn = [
        tell_changes(replace(page, keys=(replace(page.keys[0], key=key, beside_packages=beside),))).body
        for beside in (True, False)
    ]

    assert ["without its packages" in said(with_css(each, "change-table")[0]) for each in drawn] == [True, False]


def test_an_action_leads_to_itself_in_its_department(ask):
    drawn = with_css(show_changes({}, ask=ask).body, "change-table")[0]

    href = next(href for href in links(drawn) if href.startswith("/department"))
    assert (query(href)["key"], query(href)["action"]) == ("public health", "PH-1")


def test_an_action_that_no_plan_has_any_more_is_named_and_leads_to_what_to_do(ask):
    left_out = HitAction("HS-90", None, "Public Health", "public health", None, None, None, linked=True)
    page = changes_page(ASKED)
    drawn = tell_changes(replace(page, keys=(replace(page.keys[0], actions=(left_out,)),))).body

    table = with_css(drawn, "change-table")[0]
    assert "HS-90 (no plan of the period has it) linked, Public Health" in said(table)
    assert any(href.startswith("/findings") and "kind=link-without-action" in href for href in links(table))
    assert left_out.label == "HS-90 (no plan of the period has it)"


def test_one_key_shows_its_accounts_and_the_cells_of_both_books(ask):
    told = show_changes({dimension.value: "~" for dimension in KEYS}, ask=ask)

    body = said(told.body)
    assert "Account by account" in body
    assert "51100 Salaries $10 $9 -$1" in body
    assert "Lines before" in body
    assert "Lines after" in body
    assert len(with_css(told.body, "source")) > 1


def test_a_slice_says_what_it_comes_to_in_both_books(ask):
    told = show_changes({"department": "public health"}, ask=ask)

    assert said(told.title) == ("Public Health: -$50 K, from requested to adopted 2026-2027")
    assert "Before $1,000,000 After $950,000" in said(told.body)


def test_the_list_goes_on_where_it_ends(ask):
    (further,) = [href for href in links(show_changes({}, ask=ask).body) if "skip=" in href]

    assert query(further)["skip"] == "25"


def test_what_could_not_be_told_is_said_first():
    page = replace(changes_page(ASKED), missing=("the proposed budget of 2026-2027 has no expenditure of 2027",))

    body = words(tell_changes(page).body)

    assert body.startswith("The proposed budget of 2026-2027 has no expenditure of 2027.")


def test_a_store_with_no_two_books_says_what_to_do_next(empty):
    told = show_changes({}, ask=empty)

    assert told.title == "There are no two budgets to compare yet"
    assert "/imports?kind=budget" in links(told.body)


def test_unlike_periods_say_that_dollars_are_by_the_year():
    told = tell_changes(replace(changes_page(ASKED), yearly=True))

    assert "dollars by the year" in words(told.line)
    assert "a year" in told.title
    assert "$1,000,000 over the whole period" in said(told.body)


@pytest.mark.parametrize(
    ("key", "told"),
    [("3", "all lines that carry this goal's code, and nothing else"), (None, "all lines that carry no goal's code")],
)
def test_a_slice_by_goal_says_that_it_counts_codes_of_lines_and_no_links(key, told):
    of = Slice(key, key, key and "Workforce")
    page = replace(changes_page(replace(ASKED, where=((Dimension.GOAL, key),))), slices=((Dimension.GOAL, of),))

    assert told in said(tell_changes(page).body)
    assert ("/goal?period=2026-2027&phase=adopted&code=3" in links(tell_changes(page).body)) == (key is not None)
    income = replace(page, asked=replace(page.asked, direction=Direction.REVENUE))
    assert told not in said(tell_changes(income).body)


def test_an_address_says_all_that_is_shown():
    asked = ChangesAsked(
        ADOPTED,
        "2025.adopted",
        "2026-2027.adopted",
        Direction.REVENUE,
        ChangeCut.FUND,
        ((Dimension.UNIT, "a1"), (Dimension.GOAL, None)),
    )

    read = changes_wanted(query(changes_address(asked, skip=50)), ADOPTED)

    assert read == replace(asked, skip=50)


@pytest.mark.parametrize("arguments", [{"by": "moon"}, {"direction": "up"}, {"from": "2031.adopted"}])
def test_an_address_that_names_what_is_not_there_is_told(arguments, ask):
    with pytest.raises(NotFoundError):
        show_changes(arguments, ask=ask)


def steps(*amounts):
    first, *changes, last = map(Decimal, amounts)
    return [Total("first", first), *(Difference("step", change) for change in changes), Total("last", last)]


def test_differences_run_from_total_to_total():
    runs = [(int(begin), int(end)) for begin, end in levels_of(steps(100, -30, 50, 120))]

    assert runs == [(0, 100), (100, 70), (70, 120), (0, 120)]


@pytest.mark.parametrize(
    ("levels", "low", "is_cut"),
    [((1000, 990, 1010), 985, True), ((1000, 200, 900), 0, False), ((10, -5, 5), -5, False), ((0, 0), 0, False)],
)
def test_bars_begin_at_zero_unless_that_would_hide_the_differences(levels, low, is_cut):
    scale = scale_of([Decimal(level) for level in levels])

    assert (scale.low, scale.is_cut) == (low, is_cut)


def test_a_cut_baseline_is_broken_and_said():
    cut = waterfall("a", "Goal", steps(1000, -10, 990))
    whole = waterfall("a", "Goal", steps(1000, -800, 200))

    assert len(with_css(cut, "waterfall-cut")) == 2
    assert "Bars begin at" in words(cut)
    assert with_css(whole, "waterfall-cut") == []


def test_every_bar_lies_within_its_room():
    for amounts in ((1000, -10, 990), (10, -15, 4, -1), (0, 0), (-5, 3, -2)):
        for bar in with_css(waterfall("a", "Goal", steps(*amounts)), "waterfall-bar"):
            left, width = (float(bar.style[name].rstrip("%")) for name in ("left", "width"))
            assert left >= 0
            assert left + width <= 100.01


def test_changes_can_be_taken_along(wiring, ask):
    (href,) = [href for href in links(show_changes({}, ask=ask).body) if "download" in href]

    answer = wiring.app.server.test_client().get(href)

    assert answer.status_code == 200
    assert "changes 2026-2027.requested to 2026-2027.adopted.xlsx" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("of", "pages", "said"),
    [(0, 1, ""), (MOST_KEYS, 4, ""), (MOST_KEYS + 1, 4, "The 20,000 largest of 20,001 changes")],
    ids=["none", "all", "more than are listed"],
)
def test_a_workbook_of_changes_lists_them_page_by_page_and_says_where_there_are_more(of, pages, said):
    page, wanted = changes_page(ASKED), []

    def ask(asked):
        wanted.append((asked.skip, asked.size))
        return replace(page, asked=asked, of=of, missing=("no book of 2031",))

    sheet = load_workbook(BytesIO(change_workbook(pages_of(ask, replace(ASKED, skip=75)))))["Changes"]

    assert wanted == [(number * KEYS_AT_ONCE, KEYS_AT_ONCE) for number in range(pages)]
    assert sheet.max_row == 3 + pages * len(page.keys)
    about = [f"As of {page.county.as_of.isoformat()}", *([said] if said else []), "no book of 2031"]
    assert sheet["A2"].value == "; ".join(about)


def test_changes_of_a_book_that_is_not_there_cannot_be_taken_along(wiring):
    assert wiring.app.server.test_client().get("/download/changes.xlsx?from=2031.adopted").status_code == 404


def test_the_phase_in_the_address_of_a_total_is_its_own(ask):
    (drawn,) = with_css(show_changes({}, ask=ask).body, "waterfall-table")

    phases = [query(href)["phase"] for href in links(drawn) if href.startswith("/budget")]
    assert phases == [Phase.REQUESTED, Phase.PROPOSED, Phase.ADOPTED]
