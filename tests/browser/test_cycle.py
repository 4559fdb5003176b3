import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
SHEET = re.compile(rb"/Type\s*/Page\b")


def test_leadership_comes_from_the_overview_to_what_to_ask_a_department_by_keyboard(page: Page, county: str):
    page.goto(county)
    page.get_by_role("link", name="The budget cycle").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("in 10 days; 3 of 14 departments are ready")

    row = page.get_by_role("row", name=re.compile("Metro Transit.*not yet"))
    row.get_by_role("link", name="What to ask").focus()
    page.keyboard.press("Enter")

    expect(page.locator("h1")).to_contain_text("Metro Transit before the budget")
    expect(page.get_by_role("heading", name=re.compile("Which outcomes are neglected"))).to_be_visible()


def test_every_department_is_one_sheet_of_paper(page: Page, county: str):
    page.goto(f"{county}/briefing")
    page.locator(".card:visible").first.wait_for()
    sheets = [str(each.get_attribute("href")) for each in page.locator("main tbody a").all()]

    pages = {}
    for sheet in sheets:
        page.goto(county + sheet)
        page.locator(".card:visible").first.wait_for()
        page.wait_for_load_state("networkidle")
        pages[sheet] = len(SHEET.findall(page.pdf(format="Letter")))

    assert len(sheets) == 14
    assert {sheet: many for sheet, many in pages.items() if many != 1} == {}


def test_paper_is_white_and_without_navigation_whatever_the_theme(page: Page, county: str):
    page.emulate_media(color_scheme="dark", media="print")
    page.goto(f"{county}/briefing?department=metro+transit")
    page.locator(".card:visible").first.wait_for()

    colours = page.evaluate(
        "[...document.querySelectorAll('.briefing .status')].map((each) => getComputedStyle(each).color)"
    )

    assert set(colours) & {"rgb(240, 138, 126)", "rgb(127, 178, 240)"} == set()
    assert not page.locator(".places").first.is_visible()
    assert not page.locator(".top-bar").is_visible()


def test_a_department_opens_its_actions_and_an_action_its_place(page: Page, county: str):
    page.goto(f"{county}/cycle")
    page.locator(".gantt").get_by_role("link", name="Metro Transit").click()
    expect(page.locator("h1")).to_contain_text("Metro Transit: 30 actions")

    page.get_by_role("link", name="Further").click()
    expect(page).to_have_url(re.compile("page=2"))
    page.locator(".gantt tbody a").first.click()

    expect(page).to_have_url(re.compile(r"/department\?.*action="))


def test_the_calendar_is_taken_along(page: Page, county: str):
    page.goto(f"{county}/cycle")
    with page.expect_download() as coming:
        page.get_by_role("link", name="calendar (.ics)").click()

    content = coming.value.path().read_bytes()
    assert coming.value.suggested_filename == "cascara-county-budget-cycle.ics"
    assert content.count(b"BEGIN:VEVENT") == 20
