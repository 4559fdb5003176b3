import json
import re
import shutil
import subprocess

import pytest

from dashboards.app import ASSETS

SCRIPT = ASSETS / "clientside.js"
LOADED = f"""
const quiet = {{ addEventListener() {{}}, documentElement: {{}}, querySelectorAll: () => [] }};
globalThis.window = {{ addEventListener() {{}} }};
globalThis.document = quiet;
globalThis.MutationObserver = class {{ observe() {{}} }};
require({json.dumps(str(SCRIPT))});
const here = new URL("http://127.0.0.1:8050/goals?period=2025");
const anchor = (href, more) => Object.assign({{ href, target: "", hasAttribute: () => false }}, more);
const press = (more) => Object.assign({{ button: 0 }}, more);
"""


def run(expression: str) -> object:
    node = shutil.which("node")
    if node is None:
        pytest.skip("there is no node to run what runs in a browser")
    told = subprocess.run(
        [node, "-e", f"{LOADED}\nconsole.log(JSON.stringify({expression}));"],
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(told.stdout)


def test_every_function_that_a_callback_names_exists(wiring):
    text = SCRIPT.read_text(encoding="utf-8")

    missing = [
        name for name in wiring.in_browser.values() if not re.search(rf"^  {name}: function", text, re.MULTILINE)
    ]

    assert missing == []


@pytest.mark.parametrize(
    ("href", "press", "is_ours"),
    [
        ("http://127.0.0.1:8050/goal?code=3", "{}", True),
        ("http://127.0.0.1:8050/goals?period=2026-2027", "{}", True),
        ("http://127.0.0.1:8050/goals?period=2025#lines", "{}", False),
        ("http://127.0.0.1:8050/files/3", "{}", False),
        ("http://elsewhere.example/", "{}", False),
        ("http://127.0.0.1:8050/goal", "{ctrlKey: true}", False),
        ("http://127.0.0.1:8050/goal", "{button: 1}", False),
    ],
)
def test_only_plain_presses_on_our_own_links_are_answered(href, press, is_ours):
    assert run(f"window.tracker.isOurs(press({press}), anchor({json.dumps(href)}), here)") is is_ours


def test_a_search_keeps_period_and_phase_and_nothing_else():
    told = run('window.tracker.searchAddress("a & b", "?period=2025&phase=adopted&code=3")')

    assert told == "/search?period=2025&phase=adopted&q=a+%26+b"


@pytest.mark.parametrize(
    ("chosen", "told"),
    [("auto", "Theme: as the device says, light now"), ("light", "Theme: light"), ("dark", "Theme: dark")],
)
def test_the_button_of_the_theme_tells_which_one_is_chosen(chosen, told):
    shown = f"""(() => {{
        document.documentElement.getAttribute = () => "light";
        document.documentElement.setAttribute = () => undefined;
        globalThis.matchMedia = () => ({{ matches: false, addEventListener() {{}} }});
        globalThis.localStorage = {{ getItem: () => {json.dumps(chosen)} }};
        require({json.dumps(str(ASSETS / "first.js"))});
        return window.dash_clientside.tracker.turn_theme(0);
    }})()"""

    assert run(shown) == ["light", told, told]


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ('[{name: "plan.xlsx", size: 50000000}]', ""),
        ("[]", ""),
        (
            '[{name: "plan.xlsx", size: 50000001}]',
            "plan.xlsx has 50.1\u00a0MB; a file taken in here may have 50\u00a0MB at most. Nothing was sent.",
        ),
        (
            '[{name: "a", size: 1}, {name: "b", size: 1}]',
            "One file at a time: 2 were dropped, and none was taken in.",
        ),
    ],
)
def test_a_file_that_cannot_come_in_is_refused_in_words_before_it_is_sent(files, said):
    assert run(f"window.tracker.refusal({files}, 50000000)") == said


@pytest.mark.parametrize(
    ("ticks", "told"),
    [
        ("[]", ["Choose some to confirm them", True]),
        ("[false, null]", ["Choose some to confirm them", True]),
        ("[true, false, true]", ["Confirm 2 chosen", False]),
    ],
)
def test_the_button_says_how_many_are_ticked(ticks, told):
    assert run(f"window.dash_clientside.tracker.tell_chosen({ticks})") == told
