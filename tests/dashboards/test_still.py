import json
import re
import shutil
import subprocess
from typing import Any

import pytest
from dash import dcc, html

from dashboards.app import ASSETS
from dashboards.drawing import SHAPES, Drawing, shape
from dashboards.pages.budget.callbacks import show_budget
from dashboards.pages.concerns.callbacks import show_concerns
from dashboards.pages.department.callbacks import show_department
from dashboards.pages.departments.callbacks import show_departments
from dashboards.pages.goal.callbacks import show_goal
from dashboards.pages.goals.callbacks import show_goals
from dashboards.pages.overview.callbacks import show_overview
from dashboards.still import NotStillError, Still, still_tree
from tests.dashboards.trees import nodes

SCRIPT = ASSETS / "still.js"
SHOWN: tuple[tuple[Any, dict[str, str]], ...] = (
    (show_overview, {}),
    (show_goals, {}),
    (show_goal, {"code": "3"}),
    (show_departments, {}),
    (show_department, {"key": "human-resources"}),
    (show_budget, {}),
    (show_budget, {"slice": "transit"}),
    (show_concerns, {"kind": "ownerless"}),
)


def test_a_tree_is_handed_over_in_one_piece():
    tree = html.P(["As of ", html.Strong("30 Jun", className="big"), None], role="note")

    assert still_tree(tree) == ["p", {"role": "note"}, ["As of ", ["strong", {"className": "big"}, "30 Jun"]]]


def test_a_drawing_keeps_its_shapes():
    drawn = Drawing([shape("line", "axis", x1=0, x2=9)], width=100, height=50, css="trend")

    assert still_tree(drawn) == [
        "svg",
        {"className": "trend", "box": [100, 50]},
        [["line", {"className": "axis", "x1": 0, "x2": 9}]],
    ]


def test_what_can_be_called_back_may_not_stand_in_it():
    with pytest.raises(NotStillError):
        Still(html.Div(dcc.Store(id="rows")))


@pytest.mark.parametrize(("show", "arguments"), SHOWN)
def test_what_pages_tell_is_drawn_whole_by_the_browser(show, arguments, ask):
    elements = set(
        " ".join(re.findall(r'"([a-z0-9 ]+)"', SCRIPT.read_text(encoding="utf-8").split("SHAPES")[0])).split()
    )
    told = show(arguments, ask=ask)

    tags = {type(node).__name__.lower() for node in nodes(list(told)) if not isinstance(node, Drawing)}

    assert tags - elements == set()
    assert json.dumps(still_tree(list(told)))


def test_the_browser_draws_the_shapes_that_are_known():
    assert all(f'"{kind}"' in SCRIPT.read_text(encoding="utf-8") for kind in SHAPES)


def drawn(tree: object) -> object:
    node = shutil.which("node")
    if node is None:
        pytest.skip("there is no node to run what runs in a browser")
    program = f"""
    globalThis.window = {{}};
    globalThis.React = {{
      createElement: (kind, properties, ...children) => ({{ kind, properties, children }}),
      Fragment: "many",
      useMemo: (make) => make(),
    }};
    require({json.dumps(str(SCRIPT))});
    console.log(JSON.stringify(window.tracker_still.Still({{ tree: {json.dumps(tree)} }})));
    """
    told = subprocess.run([node, "-e", program], capture_output=True, text=True, check=True)
    return json.loads(told.stdout)


def test_the_browser_draws_elements_and_text():
    assert drawn(["p", {"className": "line"}, ["As of ", ["strong", {}, "now"]]]) == {
        "kind": "p",
        "properties": {"className": "line"},
        "children": ["As of ", {"kind": "strong", "properties": {}, "children": ["now"]}],
    }


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "//elsewhere.example", "https://elsewhere.example", "data:text/html,x"]
)
def test_the_browser_follows_no_link_that_leads_away(href):
    assert drawn(["a", {"href": href}, "here"]) == {"kind": "a", "properties": {}, "children": ["here"]}


@pytest.mark.parametrize("tag", ["script", "iframe", "img", "style"])
def test_the_browser_draws_nothing_that_runs(tag):
    assert drawn(["div", {}, [[tag, {}, "x"]]]) == {"kind": "div", "properties": {}, "children": [None]}


def test_the_browser_takes_no_handler():
    assert drawn(["p", {"onClick": "x", "dangerouslySetInnerHTML": {"__html": "<b>"}}, "x"]) == {
        "kind": "p",
        "properties": {},
        "children": ["x"],
    }
