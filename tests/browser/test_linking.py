import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.keys import press_enter
from tests.importers.question_fixtures import changed

pytestmark = pytest.mark.browser


def test_an_action_is_linked_and_the_link_is_ended_by_keyboard(page: Page, own_county: str):
    page.goto(f"{own_county}/linking?department=public+health&unlinked=yes")
    page.locator(".link-actions a").first.press("Enter")
    expect(page.locator(".suggested-table, .link-chosen .empty").first).to_be_visible()
    page.get_by_role("link", name="Choose DPH Public Health").press("Enter")
    share = page.get_by_label("Share, in percent")
    expect(page.get_by_label("Department of the lines")).to_have_value("Public Health")

    share.fill("0.5")
    expect(page.locator(".link-check")).to_contain_text("could be 0.5 % or 50 %")
    press_enter(page.get_by_role("button", name="Link it"))
    expect(page.locator(".link-form .notice")).to_contain_text("write it with the percent sign")
    expect(share).to_have_value("0.5")
    share.fill("0.5 %")
    expect(page.locator(".link-check")).to_contain_text("nobody claims")
    press_enter(page.get_by_role("button", name="Link it"))

    expect(page).to_have_url(re.compile("done=linked"))
    expect(page.locator(".page-body .notice")).to_contain_text("Linked")
    page.get_by_role("link", name=re.compile(r"End link \d+")).press("Enter")
    page.get_by_label("Reason").fill("said by mistake")
    press_enter(page.get_by_role("button", name="End it"))

    expect(page.locator(".link-history")).to_contain_text("said by mistake")


def test_a_suggestion_is_confirmed_with_one_press(page: Page, own_county: str):
    page.goto(f"{own_county}/linking?of=public+health&action=PH-21")
    best = page.locator(".suggested-table button").first
    amount = best.inner_text().removeprefix("Link ")
    best.click()

    expect(page).to_have_url(re.compile("done=linked"))
    expect(page.locator(".link-history tbody tr")).to_have_count(1)
    expect(page.locator(".link-history")).to_contain_text(amount)


def test_those_that_are_ticked_are_confirmed_by_keyboard_and_the_others_at_once(page: Page, own_county: str):
    page.goto(f"{own_county}/linking?department=county+council")
    expect(page.get_by_role("button", name="Choose some to confirm them")).to_be_disabled()
    ticks = page.get_by_role("table", name="Sure suggestions").get_by_role("checkbox")
    expect(ticks.nth(1)).to_be_visible()
    ticks.nth(1).press("Space")
    press_enter(page.get_by_role("button", name="Confirm 1 chosen"))

    expect(page).to_have_url(re.compile("done=chosen"))
    expect(page.locator(".page-body .notice")).to_contain_text("Those that were chosen were linked")
    page.get_by_role("button", name="Confirm all that are shown").click()

    expect(page).to_have_url(re.compile("done=confirmed"))
    expect(page.locator(".page-body .notice")).to_contain_text("All of them were linked")


def test_links_leave_as_a_workbook_and_come_back_once_it_was_seen_what_it_would_do(
    page: Page, own_county: str, tmp_path: Path
):
    page.goto(f"{own_county}/linking")
    with page.expect_download() as taken:
        page.get_by_role("link", name="All links that stand, as a workbook").click()
    written = taken.value.path().read_bytes()
    wrong, right = tmp_path / "wrong.xlsx", tmp_path / "right.xlsx"
    wrong.write_bytes(changed(written, ("Links!J4", "101")))
    right.write_bytes(changed(written, ("Links!J4", "20")))
    drop, keep = page.locator(".link-workbook input[type=file]"), page.get_by_role("button", name="Keep these links")

    drop.set_input_files(wrong)
    expect(page.get_by_text("wrong.xlsx: 1 thing to mend; nothing was kept")).to_be_visible()
    expect(keep).to_be_hidden()
    drop.set_input_files(right)
    expect(page.get_by_text("right.xlsx: 0 new links, 1 changed link")).to_be_visible()
    press_enter(keep)

    expect(page).to_have_url(re.compile("done=taken"))
    expect(page.locator(".link-history")).to_contain_text("20 %")
