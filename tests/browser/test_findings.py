import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.keys import press_enter

pytestmark = pytest.mark.browser


def test_a_finding_is_found_from_the_overview_waived_by_keyboard_and_taken_back(page: Page, own_county: str):
    page.goto(own_county)
    page.get_by_role("link", name=re.compile("actions in progress lost linked money")).press("Enter")
    expect(page.locator("h1")).to_contain_text("lost linked money in the adopted budget")
    page.locator(".finding-table tbody a").first.press("Enter")
    expect(page.locator("h1")).to_contain_text("its linked dollars fell")

    page.get_by_label("Your name").fill("A. Budget")
    page.get_by_label("Reason").fill("The grant comes in October")
    page.get_by_label("Last day").fill("2026-12-31")
    press_enter(page.get_by_role("button", name="Waive"))

    expect(page.locator(".facts")).to_contain_text("A. Budget, until 31 Dec 2026: The grant comes in October")
    press_enter(page.get_by_role("button", name="Take back"))
    expect(page.get_by_role("button", name="Waive")).to_be_visible()
    expect(page.locator(".facts")).not_to_contain_text("A. Budget")


def test_a_last_day_that_is_none_is_told_in_words(page: Page, own_county: str):
    page.goto(f"{own_county}/findings?kind=funding-cut")
    page.locator(".finding-table tbody a").first.click()
    page.get_by_role("button", name="Waive").click()

    expect(page.locator("[role=alert]").first).to_contain_text("is not a day; write year, month and day")


def test_the_list_is_narrowed_by_keyboard(page: Page, own_county: str):
    page.goto(f"{own_county}/findings")
    page.locator(".finding-filter summary", has_text=re.compile("^Weight")).focus()
    page.keyboard.press("Enter")
    page.locator(".finding-menu a", has_text="low").press("Enter")

    expect(page).to_have_url(re.compile("severity=low"))
    expect(page.locator(".finding-table")).to_contain_text("does not say where")
