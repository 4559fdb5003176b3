import re
from pathlib import Path

import pytest

from dashboards.pages.registry import PAGES

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "reference" / "pages.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## `([^`]+)`\n(.*?)(?=^## |\Z)", TEXT, re.MULTILINE | re.DOTALL))


def test_every_page_is_explained_and_none_that_is_not_there():
    assert set(SECTIONS) == {page.path for page in PAGES}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_every_page_says_what_it_needs(page):
    assert f"`{page.needs}`" in SECTIONS[page.path]
