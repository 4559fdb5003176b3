from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.places import PLACES

pytestmark = pytest.mark.browser
GRAVE = {"serious", "critical"}
CUT_TABLES = """
    [...document.querySelectorAll("main .table-frame")]
        .filter(frame => frame.scrollWidth > frame.clientWidth + 1)
        .map(frame => frame.querySelector("caption").textContent)
"""
"""The tables of which a wide screen does not show every column."""
OF_COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""All that may differ by night: a theme changes colours alone."""


@pytest.fixture(scope="module")
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    """Somebody who looks at one page after the other, and keeps what all of them share."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    yield context
    context.close()


@pytest.fixture
def looking(visitor: BrowserContext) -> Iterator[Page]:
    page = visitor.new_page()
    yield page
    page.close()


def every_look(page: Page) -> Iterator[str]:
    """The page as it stands, wide and narrow, by day and by night."""
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 900})
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            yield f"{width} {theme}"


def settle(page: Page) -> None:
    page.locator("h1").first.wait_for()
    page.locator(".card:visible").first.wait_for()
    page.wait_for_load_state("networkidle")


def grave_findings(page: Page, look: str) -> list[str]:
    # What passes is not asked for: it is told node by node, and a page has thousands.
    options = {"resultTypes": ["violations"], **(OF_COLOURS if look.endswith("dark") else {})}
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{one['id']}: {node['target']} {node['failureSummary']}"
        for one in found
        if one["impact"] in GRAVE
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_no_page_keeps_anybody_out(looking: Page, county: str, place: str):
    looking.goto(county + place)
    settle(looking)

    assert looking.evaluate(CUT_TABLES) == []
    for look in every_look(looking):
        sideways = looking.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert (look, grave_findings(looking, look), sideways) == (look, [], 0)


def test_a_file_with_faults_keeps_nobody_out(looking: Page, own_county: str, faulty_budget):
    looking.goto(f"{own_county}/imports")
    looking.get_by_label("A budget").check()
    looking.locator(".drop input[type=file]").set_input_files(faulty_budget)
    looking.locator(".deeds button").first.wait_for()
    settle(looking)

    for look in every_look(looking):
        assert (look, grave_findings(looking, look)) == (look, [])
