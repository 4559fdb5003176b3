import json
from collections import Counter
from urllib.parse import urlencode

import pytest
from dash._utils import split_callback_id
from dash.development.base_component import Component

from dashboards.app import put_together
from dashboards.components.questions import question_list
from dashboards.pages.registry import NOT_THERE, PAGES
from dashboards.reports import QuestionTold
from dashboards.shell import frame
from tests.dashboards.fakes import QUESTIONS, FakeDesk, FakeQueries
from tests.dashboards.trees import ids, of_kind
from tracker.permissions import Actor, Permission

ARGUMENTS: tuple[dict[str, str], ...] = ({}, {"id": "9"}, {"slice": "x"})


def layouts() -> list[Component]:
    return [page.layout(arguments) for page in PAGES for arguments in ARGUMENTS]


def named(tree: object) -> set[str]:
    return {each if isinstance(each, str) else json.dumps(each, sort_keys=True) for each in ids(tree)}


def test_every_callback_is_guarded_or_runs_in_the_browser_alone(wiring):
    assert set(wiring.app.callback_map) == {*wiring.guarded, *wiring.in_browser}


def test_every_id_of_a_callback_stands_in_a_layout(wiring):
    asked = question_list([QuestionTold.model_validate(each) for each in QUESTIONS], {})
    standing = named([frame(), *layouts(), NOT_THERE.layout({}), *asked])
    wanted = set()
    for name, callback in wiring.app.callback_map.items():
        outputs = split_callback_id(name)
        outputs = outputs if isinstance(outputs, list) else [outputs]
        wanted |= {each["id"] for each in [*outputs, *callback["inputs"], *callback["state"]]}

    missing = {each for each in wanted if each not in standing and '["ALL"]' not in each}

    assert missing == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
@pytest.mark.parametrize("arguments", ARGUMENTS, ids=str)
def test_no_id_stands_twice(page, arguments):
    counted = Counter(map(str, ids([frame(), page.layout(arguments)])))

    assert [name for name, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
@pytest.mark.parametrize("arguments", ARGUMENTS, ids=str)
def test_a_page_has_one_title_a_name_and_a_plain_path(page, arguments):
    assert len(of_kind(page.layout(arguments), "H1")) == 1
    assert page.name
    assert page.path == page.path.lower().replace("_", "-").replace(" ", "-")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_a_layout_holds_no_data(page, ask):
    assert ask.county().name not in str(page.layout({}))


def test_no_page_needs_a_charting_library():
    assert [node for layout in layouts() for node in of_kind(layout, "Graph")] == []


def post(wiring, body):
    return wiring.app.server.test_client().post("/_dash-update-component", json=body)


def overview_call(wiring) -> dict[str, object]:
    name = next(each for each in wiring.guarded if "overview-title" in each)
    outputs = [{"id": part["id"], "property": part["property"]} for part in split_callback_id(name)]
    return {
        "output": name,
        "outputs": outputs,
        "inputs": [{"id": "overview-arguments", "property": "data", "value": {}}],
        "changedPropIds": ["overview-arguments.data"],
    }


def test_who_may_read_is_answered(wiring):
    answer = post(wiring, overview_call(wiring))

    assert answer.status_code == 200
    assert "Two of six goals" in answer.get_data(as_text=True)


@pytest.mark.parametrize("permission", sorted(Permission))
def test_who_may_not_gets_no_data(permission):
    ask = FakeQueries()
    almost = Actor("somebody", frozenset(Permission) - {Permission.REPORT_READ, permission})
    wiring = put_together(ask, FakeDesk(ask), current_actor=lambda: almost)

    answer = post(wiring, overview_call(wiring)).get_data(as_text=True)

    assert "Two of six goals" not in answer


def test_what_goes_wrong_is_told_by_a_number_and_nothing_else(wiring, monkeypatch, caplog):
    def breaks(*_: object) -> None:
        raise RuntimeError("the password is swordfish")

    monkeypatch.setattr(FakeQueries, "overview", breaks)

    answer = post(wiring, overview_call(wiring)).get_data(as_text=True)

    assert "swordfish" not in answer
    assert "Something went wrong here" in answer
    assert "unforeseen error" in caplog.text


def test_a_deed_waits_for_a_press(wiring, desk):
    name = next(each for each in wiring.guarded if "address.href" in each)
    inputs = {
        callback: details["inputs"][0]["id"]
        for callback, details in wiring.app.callback_map.items()
        if "address.href" in callback
    }
    (discard,) = [callback for callback, first in inputs.items() if first == "imports-discard"]
    body = {
        "output": discard,
        "outputs": {"id": "address", "property": discard.partition(".")[2]},
        "inputs": [{"id": "imports-discard", "property": "n_clicks", "value": None}],
        "state": [{"id": "imports-arguments", "property": "data", "value": {"id": "9"}}],
        "changedPropIds": [],
    }

    answer = post(wiring, body)

    assert name
    assert answer.status_code == 204
    assert desk.done == []


def test_every_address_answers_with_the_page_itself(wiring):
    client = wiring.app.server.test_client()

    assert {client.get(f"{page.path}?{urlencode({'code': '3'})}").status_code for page in PAGES} == {200}
