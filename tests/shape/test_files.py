import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("budgets", "dashboards", "importers", "plans", "tracker")
MODULES = sorted(path.relative_to(ROOT) for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
LONGEST = 500
SAY_NOTHING = {"common", "core", "data", "helper", "helpers", "info", "manager", "misc", "shared", "util", "utils"}
LEFT_FOR_LATER = ("TO" + "DO", "FIX" + "ME", "XX" + "X")


def test_all_five_packages_are_there():
    assert [package for package in PACKAGES if not (ROOT / package / "__init__.py").is_file()] == []


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_no_module_is_longer_than_a_person_reads_at_once(module):
    lines = (ROOT / module).read_text(encoding="utf-8").count("\n")

    assert lines <= LONGEST


def test_every_module_is_named_for_what_it_is_the_home_of():
    assert [str(module) for module in MODULES if SAY_NOTHING & {*module.parent.parts, module.stem}] == []


def test_nothing_is_left_for_later_in_a_comment():
    texts = {module: (ROOT / module).read_text(encoding="utf-8") for module in MODULES}

    assert [str(module) for module, text in texts.items() if any(word in text for word in LEFT_FOR_LATER)] == []


def test_every_page_that_a_module_sends_its_reader_to_is_in_the_docs():
    pages = {path.name for path in (ROOT / "docs").rglob("*.md")} | {"README.md"}
    named = [
        (str(module), page)
        for module in MODULES
        for page in re.findall(r"[\w/-]+\.md\b", (ROOT / module).read_text(encoding="utf-8"))
    ]

    assert [(module, page) for module, page in named if page.rpartition("/")[2] not in pages] == []
    assert [(module, page) for module, page in named if "/" in page and not (ROOT / page).is_file()] == []
