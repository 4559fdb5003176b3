import json

import pytest
from werkzeug.exceptions import NotFound

from dashboards.calls import DOOR, FORMS, LONGEST_ARGUMENT, LONGEST_TYPED, MOST_ARGUMENTS, MOST_CONTROLS
from dashboards.ids import Linking, link_field


@pytest.fixture
def client(wiring):
    return wiring.app.server.test_client()


def a_body(wiring, name="overview-title", **changed):
    (output,) = [each for each in wiring.guarded if each.removeprefix("..").startswith(f"{name}.")]
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
        an_input({}, id="goal-arguments"),
        an_input({"q": "half \ud800"}),
        an_input({"q\0": "x"}),
        an_input({"q": "x" * (LONGEST_ARGUMENT + 1)}),
        an_input({str(number): "x" for number in range(MOST_ARGUMENTS + 1)}),
    ],
    ids=lambda changed: str(changed)[:40],
)
def test_a_request_that_no_page_would_send_is_told_in_words(client, wiring, caplog, changed):
    answer = post(client, a_body(wiring, **changed))

    assert answer.status_code == 400
    assert "not what a page of ours would send" in answer.text
    assert [record.exc_info for record in caplog.records] == [None]
    assert len(caplog.text) < 300


def the_form(values, names=("share", "unit"), **changed):
    """What a browser sends to weigh the link that is typed: two fields, and the address."""
    ids = [link_field(name) for name in names]
    filled = [{"id": own, "property": "value", "value": value} for own, value in zip(ids, values, strict=True)]
    named = [{"id": own, "property": "id", "value": own} for own in ids]
    address = {"id": Linking.ARGUMENTS, "property": "data", "value": {}}
    return {
        "outputs": {"id": Linking.CHECK, "property": "children"},
        "inputs": [filled],
        "state": [named, address],
    } | changed


def test_a_form_is_weighed_as_the_page_sends_it(client, wiring):
    assert post(client, a_body(wiring, Linking.CHECK) | the_form(["10", "x" * LONGEST_TYPED])).status_code == 200


@pytest.mark.parametrize(
    "changed",
    [
        the_form(["10", "x" * (LONGEST_TYPED + 1)]),
        the_form(["10", "\0"]),
        the_form(["10", "\udfff"]),
        the_form(["10", None], state=the_form(["10"], ["share"])["state"]),
        the_form(["10", None], state=the_form(["10", None], ["unit", "share"])["state"]),
        the_form(["10", None], inputs=[[{"id": "share", "property": "value", "value": "10"}]]),
        the_form(["10", None], inputs=[[{"id": {"kind": "link-field"}, "property": "value", "value": "10"}]]),
        the_form(["10", None], inputs=[[{"id": {"kind": "x", "name": "y"}, "property": "value", "value": "10"}]]),
        the_form([], [], state=[[{"id": link_field("a"), "property": "id", "value": link_field("b")}]]),
    ],
    ids=lambda changed: str(changed)[-60:],
)
def test_a_form_that_no_page_has_is_told_in_words(client, wiring, caplog, changed):
    answer = post(client, a_body(wiring, Linking.CHECK) | changed)

    assert answer.status_code == 400
    assert "not what a page of ours would send" in answer.text
    assert [record.exc_info for record in caplog.records] == [None]


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
