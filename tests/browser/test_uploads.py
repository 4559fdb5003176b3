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


def test_a_plan_with_a_fault_is_shown_and_cannot_be_accepted(page: Page, own_county: str, faulty_plan: Path):
    drop(page, own_county, faulty_plan, "A department's plan")

    expect(page.locator("h1")).to_contain_text("Almost there")
    expect(page.locator(".grid-marked").first).to_be_visible()
    expect(page.get_by_role("button", name="Accept")).to_be_disabled()


def test_nothing_is_lost_on_reload(page: Page, own_county: str, faulty_plan: Path):
    drop(page, own_county, faulty_plan, "A department's plan")
    sentence = page.locator("h1").inner_text()

    page.reload()

    expect(page.locator(".issues").first).to_be_visible()
    expect(page.locator("h1")).to_have_text(sentence)


def test_a_problem_leads_to_its_cell(page: Page, own_county: str, faulty_plan: Path):
    drop(page, own_county, faulty_plan, "A department's plan")

    page.locator(".issues a.source").first.click()

    expect(page.locator(".grid-marked:target")).to_be_visible()


def test_a_draft_can_be_discarded(page: Page, own_county: str, faulty_plan: Path):
    drop(page, own_county, faulty_plan, "A department's plan")

    page.get_by_role("button", name="Discard").click()

    expect(page).to_have_url(re.compile(r"/imports$"))
    expect(page.locator("h1")).to_contain_text("nothing waits")


def test_a_budget_that_asks_is_answered_and_accepted(page: Page, own_county: str, asking_budget: Path):
    drop(page, own_county, asking_budget, "A budget")
    expect(page.locator(".questions")).to_be_visible()
    for question in page.locator(".question").all():
        question.get_by_role("radio").first.check()

    page.get_by_role("button", name="Read again with these answers").click()
    expect(page).to_have_url(re.compile("done=answered"))
    expect(page.get_by_role("button", name="Accept")).to_be_enabled()
    page.get_by_role("button", name="Accept").click()

    expect(page.locator(".said")).to_contain_text("in force now")


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
