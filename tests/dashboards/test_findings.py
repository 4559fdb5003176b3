from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from dash import html

from budgets.phases import Phase
from dashboards.components.findings import ways
from dashboards.pages.findings.body import tell_finding, tell_findings
from dashboards.pages.findings.callbacks import Counter, NoDayError
from dashboards.pages.findings.wanted import chosen
from dashboards.pages.overview.callbacks import show_overview
from tests.dashboards.fakes import FakeDesk, FakeQueries
from tests.dashboards.fakes.findings import CUT, STALE, UNFUNDED, findings_page
from tests.dashboards.trees import links, of_kind, with_css, words
from tracker import findings
from tracker.errors import NotFoundError
from tracker.exchange.budget_tables import TableForm
from tracker.exchange.finding_tables import finding_table
from tracker.finding_rows import FindingRow, FindingState
from tracker.permissions import LOCAL_USER
from tracker.rows import Cut, View
from tracker.services.findings import NewWaiver

ADOPTED = {"period": "2026-2027", "phase": "adopted"}


@pytest.fixture
def counter(ask: FakeQueries, desk: FakeDesk) -> Counter:
    return Counter(ask, desk, lambda: LOCAL_USER)


def said(told: Any) -> str:
    return words(told).replace("\N{NO-BREAK SPACE}", " ")


def test_the_page_says_first_what_lost_its_money(counter):
    told = counter.show(ADOPTED)

    assert (
        told.title.replace("\N{NO-BREAK SPACE}", " ")
        == "1 action in progress lost linked money in the adopted budget, $1.5 M"
    )
    assert "judged by the adopted budget, held against the proposed one" in said(told.line)
    assert "fell from $2,000,000 (proposed) to $500,000 (adopted)" in said(told.body)


@pytest.mark.parametrize(
    ("dollars", "title"),
    [
        ((None,), "1 link finds no money any more in the adopted budget"),
        ((Decimal(20_000), None, Decimal(1)), "3 links find no money any more in the adopted budget, $20 K"),
    ],
)
def test_links_that_find_no_money_are_told_in_their_number(dollars, title):
    rows = tuple(
        FindingRow(replace(CUT, kind=findings.GONE, variant="{action}", dollars=each), FindingState.OPEN, None)
        for each in dollars
    )
    page = replace(findings_page(View("2026-2027", Phase.ADOPTED)), rows=rows)

    assert said(tell_findings(page, {}).title) == title


def test_a_finding_leads_to_its_cell_its_action_its_lines_and_its_link(counter):
    found = links(counter.show({**ADOPTED, "kind": "funding-cut"}).body)

    assert "/imports?id=3&cell=Plan%21B7" in found
    assert "/department?period=2026-2027&phase=adopted&key=transit&action=MT-1" in found
    assert "/budget?period=2026-2027&phase=adopted&cut=package&slice=ds_501" in found
    assert "/linking?period=2026-2027&phase=adopted&link=4" in found


@pytest.mark.parametrize(
    ("department", "linked", "way", "beside"),
    [
        ("parks", Decimal("20.5"), "&department=parks", "of them $20.50 are linked"),
        (None, Decimal(0), "&department=%7E", "none of them is linked"),
    ],
)
def test_money_without_a_plan_leads_to_the_lines_of_its_department_and_goal_together(department, linked, way, beside):
    lines = ((Cut.GOAL, "3"), *(((Cut.DEPARTMENT, department),) if department else ()))
    own = replace(CUT, kind=findings.NO_PLAN, department=department, lines=lines, link=None, is_of_all_keys=True)

    drawn = html.Div(ways(replace(own, said={"linked": linked}), View("2026-2027", Phase.ADOPTED)))

    (found,) = [each for each in links(drawn) if each.startswith("/budget")]
    assert found.replace("~", "%7E") == f"/budget?period=2026-2027&phase=adopted&cut=goal&slice=3{way}"
    assert beside in words(drawn)


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        ({}, {"Night routes", "Shade trees"}),
        ({"kind": "stale"}, {"Shade trees"}),
        ({"goal": "3"}, {"Night routes"}),
        ({"department": "parks"}, {"Shade trees"}),
        ({"severity": "high"}, {"Night routes"}),
        ({"state": "waived"}, {"Pool hours"}),
        ({"state": "new"}, {"Night routes"}),
        ({"state": "resolved"}, {"It was gone."}),
        ({"severity": "low"}, set()),
    ],
)
def test_the_list_is_narrowed_by_its_address(counter, arguments, shown):
    told = said(counter.show({**ADOPTED, **arguments}).body)

    everything = {"Night routes", "Shade trees", "Pool hours", "It was gone."}
    assert {each for each in everything if each in told} == shown


@pytest.mark.parametrize("name", ["kind", "severity", "state", "finding", "since"])
def test_what_is_not_there_is_told(counter, name):
    with pytest.raises(NotFoundError):
        counter.show({**ADOPTED, name: "x"})


def test_says_since_when_what_is_new_and_another_round_can_be_chosen(counter):
    told = counter.show(ADOPTED)

    assert "1 new since 1 Jun 2026, 09:30, a file came in (import 7)" in said(told.line)
    assert "/imports?id=7" in links(told.line)
    menu = next(each for each in with_css(told.body, "finding-filter") if said(each).startswith("New since"))
    assert [said(each) for each in of_kind(menu, "A")] == [
        "the last import",
        "1 Jun 2026, 09:30, links were made or ended: 0 came up",
        "1 Jun 2026, 09:30, a file came in (import 7): 1 came up",
    ]
    assert "/findings?period=2026-2027&phase=adopted&since=3" in links(menu)


def test_the_chosen_round_stays_in_the_address(counter):
    told = counter.show({**ADOPTED, "since": "1"})

    assert "/findings?period=2026-2027&phase=adopted&state=new&since=1" in links(told.body)
    assert "/download/findings.csv?period=2026-2027&phase=adopted&since=1" in links(told.body)
    menu = next(each for each in with_css(told.body, "finding-filter") if said(each).startswith("New since"))
    assert len(of_kind(menu, "A")) == 4
    one = f"/findings?period=2026-2027&phase=adopted&since=1&finding={CUT.key}"
    assert one in links(told.body)
    assert "new: what came up since 1 Jun 2026, 09:30, a file came in (import 7)" in said(
        counter.show({**ADOPTED, "since": "1", "finding": CUT.key}).body
    )


def test_each_round_of_the_history_leads_to_what_came_up_from_then_on(counter):
    (table,) = with_css(counter.show(ADOPTED).body, "finding-rounds")

    assert "/findings?period=2026-2027&phase=adopted&state=new&since=2" in links(table)


def test_every_kind_says_once_what_to_do(counter):
    told = said(counter.show(ADOPTED).body)

    assert told.count("Ask its lead what the cut changes") == 1


@pytest.mark.parametrize(
    ("sort", "order"),
    [({}, ["high", "medium", "low"]), ({"sort": "dollars"}, ["low", "medium", "high"])],
)
def test_the_weightiest_stand_first_unless_the_reader_sorts(sort, order):
    kinds = {kind.severity.value: kind for kind in findings.CATALOGUE.values()}
    rows = tuple(
        FindingRow(replace(CUT, kind=kinds[weight], dollars=Decimal(dollars)), FindingState.OPEN, None)
        for weight, dollars in (("high", 1), ("low", 3), ("medium", 2))
    )
    page = replace(findings_page(View("2026-2027", Phase.ADOPTED)), rows=rows)

    assert [row.finding.kind.severity.value for row in chosen(page, sort)] == order


def test_unknown_dollars_are_no_zero(counter):
    told = said(counter.show({**ADOPTED, "kind": "stale"}).body)

    assert "not known" in told
    assert "$0" not in told


def test_one_finding_says_what_to_do_and_offers_to_waive_it(counter):
    arguments = {**ADOPTED, "finding": CUT.key}

    told = counter.show(arguments)

    assert "Ask its lead what the cut changes" in said(told.body)
    assert counter.show_forms(arguments) == (False, True)
    assert counter.show_forms({**ADOPTED, "finding": UNFUNDED.key}) == (True, False)
    assert counter.show_forms(ADOPTED) == (True, True)
    assert "A. Budget, until 31 Dec 2026: A grant comes" in said(
        counter.show({**ADOPTED, "finding": UNFUNDED.key}).body
    )


def test_waives_and_takes_back(counter, desk):
    arguments = {**ADOPTED, "finding": STALE.key}

    onward = counter.waive(1, arguments, "Kim", "Ill", " 2026-12-31 ")
    counter.take_back(1, arguments)

    assert onward.startswith("/findings?")
    wanted = NewWaiver("2026-2027", STALE.key, "Kim", "Ill", date(2026, 12, 31))
    assert desk.done == [("waive", wanted), ("take_waiver_back", ("2026-2027", STALE.key))]


@pytest.mark.parametrize("typed", [None, "", "31 December"])
def test_a_last_day_that_is_none_is_refused_with_how_to_write_it(counter, typed):
    with pytest.raises(NoDayError, match="2026-12-31"):
        counter.waive(1, {**ADOPTED, "finding": STALE.key}, "Kim", "Ill", typed)


def test_a_store_without_a_plan_says_that_nothing_can_be_said(empty, desk):
    told = Counter(empty, desk, lambda: LOCAL_USER).show({})

    assert told.title == "Nothing can be said yet"
    assert "There is no plan of this period" in said(told.body)


def test_the_overview_leads_to_what_lost_its_money(ask):
    told = show_overview(ADOPTED, ask=ask)

    assert "1 action in progress lost linked money" in said(told.body)
    assert "/findings?period=2026-2027&phase=adopted&kind=funding-cut" in links(told.body)


def test_the_list_can_be_taken_along_as_it_is_narrowed(wiring):
    client = wiring.app.server.test_client()

    book = client.get("/download/findings.xlsx?kind=funding-cut")
    text = client.get("/download/findings.csv").get_data(as_text=True)

    sheet = openpyxl.load_workbook(BytesIO(book.data)).worksheets[0]
    assert [row[1].value for row in sheet.iter_rows(min_row=4)] == ["funding-cut"]
    assert "1500000" in text
    assert "package DS_501" in text
    assert "Pool hours" not in text
    assert client.get("/download/findings.pdf").status_code == 404
    assert client.get("/download/findings.csv?kind=x").status_code == 404


@pytest.mark.parametrize(
    ("kind", "lines", "way"),
    [
        (findings.UNANSWERED, ((Cut.PACKAGE, "ds_203"),), "department=transit&package=ds_203"),
        (findings.UNEXPLAINED, ((Cut.PACKAGE, "ds_203"),), "department=transit&package=ds_203"),
        (findings.UNEXPLAINED, ((Cut.PROGRAM, "em203"),), "department=transit"),
    ],
)
def test_a_finding_about_questions_leads_to_where_they_are_answered(kind, lines, way):
    view = View("2026-2027", Phase.ADOPTED)

    assert f"/questions?period=2026-2027&phase=adopted&{way}" in links(ways(replace(CUT, kind=kind, lines=lines), view))
    assert not any("/questions" in each for each in links(ways(CUT, view)))


def of_one_action(counter) -> Any:
    under = replace(CUT, kind=findings.UNDER_FUNDED, variant="{action}")
    asked = replace(CUT, kind=findings.DIFFER, variant="{action}", dollars=Decimal(2_000_000), action=None)
    page = counter.ask.findings(View("2026-2027", Phase.ADOPTED))
    own = tuple(FindingRow(each, FindingState.OPEN, None) for each in (CUT, under, asked))
    return replace(page, rows=own)


def test_one_cut_in_several_rows_is_said_to_be_the_same_dollars(counter):
    told = tell_findings(of_one_action(counter), {"kind": "funding-cut"})

    (row,) = with_css(told.body, "finding-table")
    assert "Same dollars as: Under-funded action May hold some of the same dollars: Plan and budget differ" in said(row)
    under = replace(CUT, kind=findings.UNDER_FUNDED).key
    assert f"/findings?period=2026-2027&phase=adopted&finding={under}" in links(row)


def test_the_page_of_a_finding_names_all_that_hold_its_dollars(counter):
    told = tell_finding(of_one_action(counter), CUT.key)

    assert "Not to be added up Same dollars as: Under-funded action" in said(told.body)
    alone = tell_finding(counter.ask.findings(View("2026-2027", Phase.ADOPTED)), CUT.key)
    assert "Not to be added up" not in said(alone.body)


def test_files_name_them_by_their_keys(counter):
    page = of_one_action(counter)

    sheet = openpyxl.load_workbook(BytesIO(finding_table(page, page.rows[:1], TableForm.XLSX))).worksheets[0]

    heads, row = (list(each) for each in sheet.iter_rows(min_row=3, max_row=4, values_only=True))
    (under, differ) = (each.finding.key for each in page.rows[1:])
    assert row[heads.index("same dollars as")] == f"{under} under-funded-action"
    assert row[heads.index("may share dollars with")] == f"{differ} amounts-differ"
