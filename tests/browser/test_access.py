import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.places import PLACES

pytestmark = pytest.mark.browser
GRAVE = {"serious", "critical"}


def settle(page: Page) -> None:
    """Wait until the sentence has come and nothing is under way."""
    page.locator("h1").first.wait_for()
    page.wait_for_load_state("networkidle")
    page.locator(".page-body > *, .card").first.wait_for()


def grave_findings(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {node['target']} {node['failureSummary']}"
        for one in found
        if one["impact"] in GRAVE
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_no_page_keeps_anybody_out(browser: Browser, county: str, place, width, theme):
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme, reduced_motion="reduce")
    page = context.new_page()
    page.goto(county + place)
    settle(page)

    found = grave_findings(page)
    sideways = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    context.close()

    assert found == []
    assert sideways == 0
