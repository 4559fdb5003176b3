from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.serving import browsing, served
from tests.demonstration import copy_demo

# A deed lays links anew, and a machine at work takes its time; what is held here is that it is done.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
def county(demo: Path) -> Iterator[str]:
    """The address of the demonstration; nothing may change it."""
    with served(demo) as address:
        yield address


@pytest.fixture
def own_county(demo: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a demonstration that a test may change."""
    with served(copy_demo(demo, tmp_path / "demo")) as address:
        yield address


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with browsing(chromium) as opened:
        yield opened


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 1440, "height": 900})
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page on which no error may be logged and no other host asked."""
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", lambda told: wrong.append(told.text) if told.type == "error" else None)
    opened.on("request", lambda asked: wrong.append(asked.url) if not _is_ours(asked.url) else None)
    yield opened
    assert wrong == []


def _is_ours(url: str) -> bool:
    return url.startswith(("http://127.0.0.1:", "data:", "blob:"))


@pytest.fixture
def faulty_budget(demo: Path) -> Path:
    """A budget that cannot be accepted as it is."""
    return demo / "try-these" / "budget-with-faults.csv"


@pytest.fixture
def asking_budget(demo: Path) -> Path:
    """A budget about which a person must be asked."""
    return demo / "try-these" / "budget-that-asks-questions.csv"
