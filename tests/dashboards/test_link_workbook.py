from base64 import b64encode

import pytest
from dash import no_update
from dash.exceptions import PreventUpdate

from dashboards.pages.linking.callbacks import Workbench
from dashboards.pages.linking.workbook import tell_would
from dashboards.pages.linking.workbook_callbacks import LinkFiles
from dashboards.still import still_tree
from dashboards.terms import ONCE
from tests.dashboards.fakes.county import ADOPTED
from tests.dashboards.fakes.linking import links_in
from tests.dashboards.trees import links, words
from tracker.permissions import LOCAL_USER, Actor, Permission

LARGEST = 1_000


def sent(content: bytes) -> str:
    return f"data:application/octet-stream;base64,{b64encode(content).decode()}"


def told(content: bytes) -> str:
    return words(tell_would(links_in("links.xlsx", content, ADOPTED)))


@pytest.fixture
def files(ask, desk) -> LinkFiles:
    return LinkFiles(ask, desk, lambda: LOCAL_USER, LARGEST)


def test_the_workbook_can_be_taken_along_in_the_period_that_is_looked_at(files, wiring):
    ways = files.show({"period": "2026-2027", "phase": "adopted"})

    assert links(ways.children) == ["/download/links.xlsx?period=2026-2027&phase=adopted"]
    assert (ways.hidden, ways.without_sending) == (False, False)
    answer = wiring.app.server.test_client().get("/download/links.xlsx?period=2026-2027")
    assert (answer.status_code, answer.data) == (200, b"links")
    assert "links 2026-2027.xlsx" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize(
    "arguments", [{"of": "transit", "action": "MT-LOS-02"}, {"end": "1"}, {"period": "1999-2000"}], ids=str
)
def test_while_one_link_is_made_or_ended_the_workbook_is_out_of_the_way(files, arguments):
    assert files.show(arguments).hidden


def test_who_may_not_link_takes_the_workbook_along_and_sends_none_back(ask, desk):
    files = LinkFiles(ask, desk, lambda: Actor("reader", frozenset({Permission.REPORT_READ})), LARGEST)

    ways = files.show({})
    would = files.look(sent(b"sound"), "links.xlsx", {})

    assert (ways.hidden, ways.without_sending) == (False, True)
    assert would.without_button
    assert "link:write" in words(would.children)


def test_what_a_workbook_would_do_is_told_row_by_row_and_to_the_cent():
    said = told(b"sound")

    for part in (
        "links.xlsx: 2 new links, 1 changed link; 2 rows say what stands already. Nothing is kept yet.",
        "Link 2 was ended by x",
        "$250,000 in place of $200,000",
        "changes link 4",
        "$100.50 more than is left for it",
        "not in this budget",
        "Links!C5",
        f"$105.50 more of the adopted 2026\N{EN DASH}2027 budget would be claimed than there is; now it is $5. {ONCE}",
        "link 3, MT-LOS-03 of Transit, goal PPB: from $600 to $310.50",
    ):
        assert part in said
    assert said.index("Links!C5") < said.index("Links!C3")


def test_a_workbook_with_a_fault_says_all_that_is_wrong_and_offers_nothing(files):
    would = files.look(sent(b"wrong"), "links.xlsx", {})

    assert "links.xlsx: 1 thing to mend; nothing was kept" in told(b"wrong")
    assert "Links!E4" in told(b"wrong")
    assert "Of its other rows: nothing in it is new; 2 rows say what stands already." in told(b"wrong")
    assert would.without_button


def test_a_workbook_that_says_nothing_new_offers_nothing(files):
    assert "nothing in it is new; 2 rows say what stands already" in told(b"same")
    assert files.look(sent(b"same"), "links.xlsx", {}).without_button


def test_without_a_budget_nothing_is_said_of_dollars():
    assert "no budget of this period and phase yet" in told(b"no book")


@pytest.mark.parametrize("content", [b"sound", b"wrong", b"same", b"no book"])
def test_what_is_told_can_be_drawn_in_one_piece(content):
    assert still_tree(tell_would(links_in("links.xlsx", content, ADOPTED)))


def test_links_are_kept_as_they_were_seen_and_not_before(files, desk):
    would = files.look(sent(b"sound"), "links.xlsx", {"department": "transit"})
    assert (desk.done, would.without_button) == ([], False)

    taken = files.take(1, sent(b"sound"), "links.xlsx", would.seen, {"department": "transit"})

    assert desk.done == [("take_links", ("links.xlsx", 5))]
    assert taken.href == "/linking?department=transit&done=taken&of_link=1"


def test_others_than_those_that_were_seen_are_shown_and_not_kept(files, desk):
    taken = files.take(1, sent(b"sound"), "links.xlsx", {"would": "others"}, {})

    assert taken.href is no_update
    assert "look at it once more" in words(taken.refused)
    assert taken.seen == files.look(sent(b"sound"), "links.xlsx", {}).seen
    assert desk.done == []


def test_a_file_that_is_too_large_or_did_not_arrive_whole_is_told_in_place(files):
    for contents, said in ((sent(b"x" * (LARGEST + 1)), "at most"), ("data:;base64,&", "did not arrive whole")):
        would = files.look(contents, "links.xlsx", {})

        assert said in words(would.children)
        assert (would.seen, would.without_button) == ({}, True)


def test_no_file_is_no_deed(files):
    with pytest.raises(PreventUpdate):
        files.look(None, None, {})
    with pytest.raises(PreventUpdate):
        files.take(1, None, None, {}, {})


def test_that_it_was_kept_is_said(ask, desk):
    said = words(Workbench(ask, desk, lambda: LOCAL_USER).show({"done": "taken"}).body)

    assert "The links of the workbook are kept." in said
