import re
from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import load_workbook

from dashboards.app import put_together
from dashboards.guard import Wall
from importers.annotate import GivenBack
from tests.dashboards.fakes import FakeDesk, FakeQueries
from tracker.permissions import Actor


@pytest.fixture
def client(wiring):
    return wiring.app.server.test_client()


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8050", "[::1]:8050"])
def test_answers_under_the_names_of_this_computer(client, host):
    assert client.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "10.0.0.5:8050"])
def test_answers_under_no_other_name(client, host):
    assert client.get("/_dash-layout", headers={"Host": host}).status_code == 400


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": "http://[evil"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_takes_nothing_from_another_site(client, headers):
    assert client.post("/_dash-update-component", json={}, headers=headers).status_code == 403


def test_takes_what_its_own_pages_send(client):
    headers = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}

    assert client.post("/_dash-update-component", json={}, headers=headers).status_code != 403


def test_takes_no_more_than_it_was_told_to():
    ask = FakeQueries()
    small = put_together(ask, FakeDesk(ask), Wall(largest=1000, file=1_500_000))

    answer = small.app.server.test_client().post(
        "/_dash-update-component", data=b" " * 2000, content_type="application/json"
    )

    assert answer.status_code == 413
    assert "a file taken in here may have 1.5 MB at most" in answer.text


@pytest.mark.parametrize("path", ["/", "/_dash-layout", "/assets/first.js", "/files/3", "/no-such-page"])
def test_every_answer_carries_the_wall(client, path):
    headers = client.get(path).headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


def test_no_script_of_the_page_stands_outside_the_policy(client):
    answer = client.get("/")
    inline = re.findall(r"<script(?![^>]*src=)(?![^>]*application/json)[^>]*>", answer.get_data(as_text=True))
    script = re.search(r"script-src ([^;]*)", answer.headers["Content-Security-Policy"])

    assert script is not None
    assert "unsafe" not in script[1]
    assert len(inline) == script[1].count("'sha256-")


def test_the_page_asks_no_other_host(client):
    text = client.get("/").get_data(as_text=True)

    assert re.findall(r"(?:src|href)=\"(?:https?:)?//", text) == []


def test_assets_with_a_fingerprint_are_kept_for_good(client):
    text = client.get("/").get_data(as_text=True)
    (address,) = re.findall(r"/assets/10-tokens\.css\?m=[\d.]+", text)

    assert "immutable" in client.get(address).headers["Cache-Control"]


def test_scripts_travel_compressed(client):
    answer = client.get("/assets/clientside.js", headers={"Accept-Encoding": "gzip"})

    assert answer.headers["Content-Encoding"] == "gzip"


def test_charts_are_loaded_only_where_they_are_used(client):
    scripts = re.findall(r"<script src=\"([^\"]*)\"", client.get("/").get_data(as_text=True))

    assert [script for script in scripts if "plotly" in script] == []


def test_an_original_is_saved_and_never_shown(client):
    answer = client.get("/files/3")

    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.data == b"Goal,Action\n3,Pay review\n"


def test_a_marked_workbook_is_saved_and_never_shown(client):
    answer = client.get("/files/3/marked")

    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.data.endswith(b"marked")


def test_every_change_of_an_accepted_file_is_saved_as_a_workbook_in_which_text_stays_text(client):
    answer = client.get("/files/3/changes.xlsx")

    sheet = load_workbook(BytesIO(answer.data))["Changes"]
    rows = list(sheet.iter_rows(min_row=3))
    assert "changed, in dollars" in sheet["A1"].value
    assert [cell.value for cell in sheet[2]][4:] == ["before", "in this file", "difference"]
    assert [(cell.data_type, cell.value) for cell in rows[0][1:3]] == [("s", "adopted expenditure"), ("s", "=F1")]
    assert (rows[0][5].value, answer.headers["Cache-Control"]) == (5, "private, no-store")


def test_the_workbook_of_a_draft_says_that_nothing_is_changed_yet(client):
    sheet = load_workbook(BytesIO(client.get("/files/9/changes.xlsx").data))["Changes"]

    assert "would change, in dollars" in sheet["A1"].value
    assert [cell.value for cell in sheet[2]][4:] == ["in force", "in this file", "difference"]


@pytest.mark.parametrize("path", ["/files/404", "/files/404/marked", "/files/404/changes.xlsx"])
def test_a_file_that_is_not_there_is_not_found(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/files/3", "/files/3/marked", "/files/3/changes.xlsx"])
def test_files_are_for_those_who_may_see_imports(path):
    ask = FakeQueries()
    nobody = put_together(ask, FakeDesk(ask), current_actor=lambda: Actor("nobody", frozenset()))

    assert nobody.app.server.test_client().get(path).status_code == 403


@pytest.mark.parametrize("name", ["Plan\r\nX-Evil: 1.csv", "Plan\x00.csv", "\u202evsc.nalP", "\ud800.csv"])
@pytest.mark.parametrize("path", ["/files/3", "/files/3/marked"])
def test_a_file_is_sent_whatever_it_was_called(name, path):
    class Queries(FakeQueries):
        def original(self, import_id: int, /) -> tuple[str, bytes]:
            return name, super().original(import_id)[1]

    class Desk(FakeDesk):
        def give_back(self, actor: Actor, import_id: int) -> GivenBack:
            return replace(super().give_back(actor, import_id), name=name)

    ask = Queries()

    answer = put_together(ask, Desk(ask)).app.server.test_client().get(path)

    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "X-Evil" not in answer.headers
