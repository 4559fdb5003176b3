import json

import pytest
from werkzeug.exceptions import NotFound

from dashboards.calls import DOOR, FORMS, MOST_CONTROLS


@pytest.fixture
def client(wiring):
    return wiring.app.server.test_client()


def a_body(wiring, name="overview-title", **changed):
    (output,) = [each for each in wiring.guarded if name in each]
    outputs = [
        dict(zip(("id", "property"), part.rsplit(".", 1), strict=True)) for part in output.strip(".").split("...")
    ]
    inputs = [{**each, "value": {}} for each in wiring.app.callback_map[output]["inputs"]]
    return {"output": output, "outputs": outputs, "inputs": inputs, "changedPropIds": [], **changed}


def an_input(value, **changed):
    return {"inputs": [{"id": "overview-arguments", "property": "data", "value": value, **changed}]}


def post(client, body):
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return client.post(DOOR, data=data, content_type="application/json")


def test_what_a_page_asks_is_answered(client, wiring):
    assert post(client, a_body(wiring)).status_code == 200


@pytest.mark.parametrize("body", [b"{broken", b"", b"\xff\xfe", b"[" * 100_000, b"9" * 10_000, b"null", b"[]", b'"x"'])
def test_a_body_that_is_no_request_is_told_in_words(client, body):
    answer = post(client, body)

    assert answer.status_code == 400
    assert "not what a page of ours would send" in answer.text


@pytest.mark.parametrize(
    "changed",
    [
        {"output": "nope.children"},
        {"output": 1},
        {"output": "x" * 100_000},
        {"outputs": []},
        {"outputs": {"id": "a", "property": "b"}},
        {"outputs": None},
        {"inputs": []},
        {"inputs": {}},
        {"inputs": an_input({})["inputs"] * 50_000},
        {"inputs": [an_input({})["inputs"] * (MOST_CONTROLS + 1)]},
        {"inputs": [an_input({})["inputs"]]},
        {"state": an_input({})["inputs"]},
        {"changedPropIds": [1]},
        {"changedPropIds": ["x"] * 100_000},
        an_input({}, property="value"),
        an_input(None),
        an_input("x"),
        an_input([["x"]]),
        an_input({"id": 9}),
        an_input({"id": {"id": "9"}}),
    ],
    ids=lambda changed: str(changed)[:40],
)
def test_a_request_that_no_page_would_send_is_told_in_words(client, wiring, caplog, changed):
    answer = post(client, a_body(wiring, **changed))

    assert answer.status_code == 400
    assert "not what a page of ours would send" in answer.text
    assert [record.exc_info for record in caplog.records] == [None]
    assert len(caplog.text) < 300


def test_every_property_that_a_callback_reads_has_a_form(wiring):
    read = {
        each["property"]
        for name in wiring.guarded
        for part in ("inputs", "state")
        for each in wiring.app.callback_map[name][part]
    }

    assert read == set(FORMS)


@pytest.mark.parametrize(
    "path",
    [
        "dash/nope.js",
        "dash/%00",
        "os/x.js",
        "dash/../../secret",
        "dash/deps/..%2f..%2fdash.py",
        f"{'a' * 5000}/x.js",
        "dash_mantine_components/nope.js.map",
    ],
)
def test_a_part_of_a_library_that_is_not_there_is_not_found(client, caplog, path):
    answer = client.get(f"/_dash-component-suites/{path}")

    assert answer.status_code == 404
    assert answer.text == "There is no such part of a library here."
    assert [record.exc_info for record in caplog.records] == [None]


def test_what_nobody_foresaw_is_told_by_a_number_and_nothing_else(wiring, caplog):
    def breaks() -> str:
        raise RuntimeError("the password is swordfish")

    wiring.app.server.add_url_rule("/breaks", view_func=breaks)

    answer = wiring.app.server.test_client().get("/breaks")

    assert answer.status_code == 500
    assert answer.text.startswith("Something went wrong here. The log tells more under ")
    assert "swordfish" in caplog.text


def test_what_is_not_found_stays_so(wiring):
    def absent() -> str:
        raise NotFound

    wiring.app.server.add_url_rule("/absent", view_func=absent)

    assert wiring.app.server.test_client().get("/absent").status_code == 404
