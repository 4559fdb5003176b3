import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def drop(page: Page, county: str, file: Path, kind: str) -> None:
    page.goto(f"{county}/imports")
    page.get_by_label(kind).check()
    page.locator(".drop input[type=file]").set_input_files(file)
    expect(page).to_have_url(re.compile(r"/imports\?id=\d+"), timeout=30_000)
    expect(page.locator("#imports-body .card").first).to_be_visible()


def test_a_budget_with_a_fault_is_shown_and_cannot_be_accepted(page: Page, own_county: str, faulty_budget: Path):
    drop(page, own_county, faulty_budget, "A budget")

    expect(page.locator("h1")).to_contain_text("Almost there")
    expect(page.locator(".grid-marked").first).to_be_visible()
    expect(page.get_by_role("button", name="Accept")).to_be_disabled()


def test_nothing_is_lost_on_reload(page: Page, own_county: str, faulty_budget: Path):
    drop(page, own_county, faulty_budget, "A budget")
    expect(page.locator("h1")).to_contain_text("two problems stop this budget")

    page.reload()

    expect(page.locator(".issues").first).to_be_visible()
    expect(page.locator("h1")).to_contain_text("two problems stop this budget")


def test_a_problem_leads_to_its_cell(page: Page, own_county: str, faulty_budget: Path):
    drop(page, own_county, faulty_budget, "A budget")

    page.locator(".issues a.source").first.click()

    expect(page.locator(".grid-marked:target")).to_be_visible()


def test_a_draft_can_be_discarded(page: Page, own_county: str, faulty_budget: Path):
    drop(page, own_county, faulty_budget, "A budget")

    page.get_by_role("button", name="Discard").click()

    expect(page).to_have_url(re.compile(r"/imports$"))
    expect(page.locator("h1")).to_contain_text("nothing waits")


def answer(page: Page, year: str) -> None:
    expect(page.locator(".question").first).to_be_visible()
    for question in page.locator(".question").all():
        if question.get_by_role("radio").count():
            question.get_by_role("radio").first.check()
        else:
            question.get_by_role("textbox").fill(year)
    page.get_by_role("button", name="Read again with these answers").click()
    expect(page).to_have_url(re.compile("done=answered"))


def test_a_budget_that_asks_is_answered_and_accepted(page: Page, own_county: str, asking_budget: Path):
    drop(page, own_county, asking_budget, "A budget")
    answer(page, "2028")
    expect(page.get_by_role("button", name="Accept")).to_be_enabled()

    page.get_by_role("button", name="Accept").click()

    expect(page.locator(".said")).to_contain_text("in force now")


def test_money_that_is_there_already_is_told_and_not_counted_twice(page: Page, own_county: str, asking_budget: Path):
    drop(page, own_county, asking_budget, "A budget")

    answer(page, "2027")

    expect(page.locator("h1")).to_contain_text("its money stands under another name already")
    expect(page.get_by_role("button", name="Accept")).to_be_disabled()


def test_a_file_in_force_is_withdrawn_with_a_reason(page: Page, own_county: str):
    page.goto(f"{own_county}/imports")
    page.locator(".import-table tbody tr", has_text="in force").first.locator("a").first.click()
    page.get_by_label("Reason").fill("The wrong year was sent.")

    page.get_by_role("button", name="Withdraw").click()

    expect(page.locator("h1")).to_contain_text("was withdrawn")


def test_a_withdrawal_without_a_reason_is_told(page: Page, own_county: str):
    page.goto(f"{own_county}/imports?id=1")
    page.get_by_role("button", name="Withdraw").click()

    expect(page.get_by_role("alert")).to_contain_text("a reason")


def test_an_original_is_downloaded_as_it_came(page: Page, own_county: str, demo: Path):
    page.goto(f"{own_county}/imports")
    row = page.locator(".import-table tbody tr", has_text="human-resources.xlsx").first

    with page.expect_download() as download:
        row.get_by_role("link", name="download").click()

    (kept,) = demo.rglob("human-resources.xlsx")
    assert download.value.path().read_bytes() == kept.read_bytes()
