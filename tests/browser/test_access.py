from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.places import PLACES

pytestmark = pytest.mark.browser
GRAVE = {"serious", "critical"}


@pytest.fixture(scope="module", params=["light", "dark"])
def theme(request: pytest.FixtureRequest) -> Any:
    return request.param


@pytest.fixture(scope="module", params=[1440, 390])
def looking(browser: Browser, theme: Any, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": request.param, "height": 900}, color_scheme=theme, reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


def settle(page: Page) -> None:
    page.locator("h1").first.wait_for()
    page.locator(".card:visible").first.wait_for()
    page.wait_for_load_state("networkidle")


def grave_findings(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
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

    sideways = looking.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")

    assert grave_findings(looking) == []
    assert sideways == 0


def test_a_file_with_faults_keeps_nobody_out(looking: Page, own_county: str, faulty_budget):
    looking.goto(f"{own_county}/imports")
    looking.get_by_label("A budget").check()
    looking.locator(".drop input[type=file]").set_input_files(faulty_budget)
    looking.locator(".deeds button").first.wait_for()
    settle(looking)

    assert grave_findings(looking) == []
