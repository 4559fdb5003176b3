import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_a_question_is_answered_by_keyboard_and_the_answer_taken_back(page: Page, own_county: str):
    page.goto(f"{own_county}/questions?department=assessments")
    answer = page.get_by_label(re.compile("^D1 "))

    answer.fill("Owners of small homes")
    page.get_by_role("radio", name="not yet").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Save the answers").focus()
    page.keyboard.press("Enter")

    expect(page.get_by_text("2 answers were saved")).to_be_visible()
    expect(page.locator("h1")).to_contain_text("Assessments has answered 2 of 3 required questions")
    expect(page.get_by_role("cell", name="Owners of small homes")).to_be_visible()

    answer.fill("")
    page.get_by_role("button", name="Save the answers").click()

    expect(page.get_by_text("1 answer was saved")).to_be_visible()
    expect(page.get_by_text("taken back by local user")).to_be_visible()


def test_from_the_budget_a_package_is_two_clicks_away_with_its_answers_and_its_cells(page: Page, county: str):
    page.goto(f"{county}/budget")
    page.get_by_role("link", name="Decision package", exact=True).click()
    page.get_by_role("link", name=re.compile("DS_102 ")).first.click()

    expect(page.locator("h1")).to_contain_text("DS_102 Mobile clinic for south county: $4.8 M adopted")
    expect(page.get_by_role("heading", name="Why")).to_be_visible()
    expect(page.get_by_role("table", name="Questions and answers")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("^Lines!")).first).to_have_attribute(
        "href", re.compile("/imports\\?id=")
    )
