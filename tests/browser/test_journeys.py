import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.places import PLACES

pytestmark = pytest.mark.browser

# A word that begins inside its box and ends outside it.
CUT_LABELS = """[...document.querySelectorAll(".box-name, .box-sum")].filter((word) => {
    const box = word.closest(".box-label").getBoundingClientRect();
    const range = document.createRange();
    range.selectNodeContents(word);
    return [...range.getClientRects()].some((at) =>
        at.left < box.right - 1 && at.top < box.bottom - 1 && (at.right > box.right + 1 || at.bottom > box.bottom + 1));
}).map((word) => word.textContent)"""


def test_a_view_can_be_mailed_and_gone_back_from(page: Page, county: str):
    page.goto(county)
    page.locator(".choices").get_by_role("link", name="Proposed").click()
    expect(page).to_have_url(re.compile("phase=proposed"))
    page.locator(".goal-table a.goal-link").first.click()
    expect(page).to_have_url(re.compile(r"/goal\?.*phase=proposed.*code="))
    expect(page.locator(".measure").first).to_be_visible()

    page.go_back()

    expect(page.locator(".goal-table")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/\?.*phase=proposed"))
    expect(page.locator(".choices").get_by_role("link", name="Proposed")).to_have_attribute("aria-current", "true")


def test_everything_can_be_reached_by_keyboard(page: Page, county: str):
    page.goto(county)
    expect(page.locator(".goal-table")).to_be_visible()

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the page")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    expect(page.locator("main").get_by_role("link", name="how these numbers are made")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Every number is a share of a promise")


def test_the_period_is_chosen_by_keyboard(page: Page, county: str):
    page.goto(county)
    page.locator(".period summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("period=2025"))
    expect(page.locator(".period summary")).to_contain_text("2025")


def test_escape_closes_the_choice_of_periods(page: Page, county: str):
    page.goto(county)
    page.locator(".period summary").click()
    expect(page.locator(".menu")).to_be_visible()

    page.keyboard.press("Escape")

    expect(page.locator(".menu")).to_be_hidden()
    expect(page.locator(".period summary")).to_be_focused()


def test_a_search_leads_to_what_was_sought(page: Page, county: str):
    page.goto(county)
    page.get_by_role("searchbox").fill("public health")
    page.keyboard.press("Enter")

    page.locator(".found").get_by_role("link", name="Public Health", exact=True).first.click()

    expect(page.locator("h1")).to_contain_text("Public Health")


def test_the_theme_is_kept(page: Page, county: str):
    page.goto(county)
    expect(page.locator(".goal-table")).to_be_visible()
    expect(page.get_by_role("button", name="Theme: as the device says, light now")).to_be_visible()
    page.locator("button.theme").click()
    page.locator("button.theme").click()
    expect(page.get_by_role("button", name="Theme: dark")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")

    page.goto(f"{county}/goals")

    expect(page.locator(".goal-card").first).to_be_visible()
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")


def test_a_number_leads_to_its_cell(page: Page, county: str):
    page.goto(f"{county}/goal?code=WW")

    page.locator(".measure .source").first.click()

    expect(page.locator(".grid-marked").first).to_be_visible()
    expect(page.locator("h1")).to_contain_text("in force")


def test_a_box_of_the_budget_leads_to_its_lines(page: Page, county: str):
    page.goto(f"{county}/budget")
    page.locator(".box:visible").last.focus()

    page.keyboard.press("Enter")

    expect(page.locator(".line-table")).to_be_visible()
    expect(page).to_have_url(re.compile("slice="))


@pytest.mark.parametrize("width", [1440, 1000, 390])
@pytest.mark.parametrize("cut", ["department", "goal", "program"])
def test_a_label_of_a_box_is_seen_whole_or_not_at_all(page: Page, county: str, width: int, cut: str):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{county}/budget?cut={cut}")
    expect(page.locator(".box:visible").first).to_be_visible()

    assert page.evaluate(CUT_LABELS) == []


def test_lines_are_read_page_by_page(page: Page, county: str):
    page.goto(f"{county}/budget?cut=department&slice=public+health")
    first = page.locator(".line-table tbody tr").first.inner_text()

    page.get_by_role("link", name="Further").click()

    expect(page).to_have_url(re.compile("after="))
    expect(page.locator(".line-table tbody tr").first).not_to_have_text(first)


def test_an_address_where_nothing_is_says_so(page: Page, county: str):
    page.goto(f"{county}/goal?code=none")

    expect(page.locator("h1")).to_have_text("There is no goal none")


def test_a_page_on_paper_shows_its_tables_and_no_navigation(page: Page, county: str):
    page.goto(f"{county}/goal?code=WW")
    expect(page.locator(".measure").first).to_be_visible()

    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")

    expect(page.locator(".places").first).to_be_hidden()
    expect(page.locator(".measure .tucked table").first).to_be_visible()


def test_no_column_is_cut_off_on_paper(page: Page, county: str):
    page.set_viewport_size({"width": 740, "height": 1000})
    page.goto(county)
    expect(page.locator(".goal-table")).to_be_visible()

    page.emulate_media(media="print")

    sheet, last = page.locator("html").bounding_box(), page.locator(".goal-table thead th").last.bounding_box()
    assert sheet is not None
    assert last is not None
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    assert last["x"] + last["width"] <= sheet["width"]


def test_what_stands_on_paper_is_whole_says_what_it_is_of_and_leads_nowhere(page: Page, county: str):
    page.set_viewport_size({"width": 740, "height": 1000})
    page.emulate_media(media="print")
    for place in ("alignment", "linking", "findings", "changes", "cycle", "package", "questions"):
        page.goto(county + PLACES[place])
        expect(page.locator(".page-body .card").first).to_be_visible()
        page.wait_for_load_state("networkidle")

        expect(page.locator(".on-paper")).to_have_text(re.compile(r"2026.2027, adopted . as of 30 Jun 2026"))
        wide = page.evaluate(
            "[...document.querySelectorAll('table')].filter((each) => each.checkVisibility())"
            ".filter((each) => each.getBoundingClientRect().right > document.documentElement.clientWidth)"
            ".map((each) => each.className)"
        )
        assert (place, wide) == (place, [])
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
        shown = "[...document.querySelectorAll('nav, button, input, form')].filter((each) => each.checkVisibility())"
        assert page.evaluate(f"{shown}.map((each) => each.outerHTML.slice(0, 80))") == []


def test_what_the_council_cut_which_action_that_hits_and_who_owns_it_is_two_clicks_away(page: Page, county: str):
    page.goto(county)
    page.get_by_role("link", name="Community Partnerships").click()

    strip = page.get_by_role("table", name="Money of this goal by phase")
    for phase in ("Requested", "Proposed", "Adopted", "Actual"):
        expect(strip.get_by_role("row").filter(has_text=phase).first).to_contain_text("$")
    expect(strip.get_by_role("row").filter(has_text="Adopted")).to_contain_text("\N{MINUS SIGN}$")
    actions = page.get_by_role("table", name="Actions and their money")
    expect(actions.get_by_role("columnheader", name="Lead")).to_be_visible()
    expect(actions.locator("tbody tr").first).to_contain_text("\N{MINUS SIGN}$")


def test_alignment_leads_from_the_budget_to_the_cell_of_an_action(page: Page, county: str):
    page.goto(f"{county}/alignment")
    links = page.get_by_role("table", name="Funding links")

    links.locator("a.source").first.click()

    expect(page).to_have_url(re.compile(r"/imports\?id=\d+&cell="))
