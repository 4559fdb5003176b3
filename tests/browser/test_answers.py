import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.importers.question_fixtures import changed

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


def test_a_department_takes_its_workbook_fills_it_in_and_sends_it_back(page: Page, own_county: str, tmp_path: Path):
    page.goto(f"{own_county}/questions?department=superior+court")
    with page.expect_download() as taken:
        page.get_by_role("link", name="workbook to answer in").click()
    written = taken.value.path().read_bytes()
    wrong, right = tmp_path / "wrong.xlsx", tmp_path / "right.xlsx"
    cells = ("Department questions!D2", "People who wait for an interpreter"), ("Package questions!G4", "yes")
    wrong.write_bytes(changed(written, *cells, ("Package questions!G9", "in part")))
    right.write_bytes(changed(written, *cells))

    drop = page.locator(".drop input[type=file]")
    drop.set_input_files(wrong)
    expect(page.get_by_text("wrong.xlsx: 1 thing to mend; nothing was kept")).to_be_visible()
    expect(page.get_by_text("Package questions!G9")).to_be_visible()
    drop.set_input_files(right)

    expect(page.get_by_text("2 answers were saved")).to_be_visible()
    with page.expect_download() as given_back:
        page.get_by_role("link", name="Department questions!D2 in right.xlsx").click()
    assert given_back.value.path().read_bytes() == right.read_bytes()
