import re
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

MENDED = (
    ("Fiscal Year", "Phase", "Direction", "Department", "Amount"),
    (2026, "adopted", "expenditure", "Health", 100),
    (2026, "adopted", "expenditure", "Parks", 250),
    (2026, "adopted", "expenditure", "Roads", 300),
)


def drop(page: Page, county: str, file: Path, kind: str) -> None:
    page.goto(f"{county}/imports")
    page.get_by_label(kind).check()
    page.locator(".drop input[type=file]").set_input_files(file)
    expect(page).to_have_url(re.compile(r"/imports\?id=\d+"))
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


def is_in_sight(page: Page, element: str) -> bool:
    """Whether all of an element stands within the window and within what scrolls around it."""
    seen: bool = page.evaluate(
        """name => {
            const cell = document.querySelector(name), at = cell.getBoundingClientRect();
            const frame = cell.closest(".grid-frame").getBoundingClientRect();
            const inside = (box, top, left, bottom, right) =>
                box.top >= top - 1 && box.left >= left - 1 && box.bottom <= bottom + 1 && box.right <= right + 1;
            return inside(at, frame.top, frame.left, frame.bottom, frame.right)
                && inside(at, 0, 0, innerHeight, innerWidth);
        }""",
        element,
    )
    return seen


@pytest.mark.parametrize("width", [1440, 390])
def test_a_source_link_ends_at_its_cell(page: Page, county: str, width: int):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{county}/goals")
    page.locator("#goals-body a").first.click()
    page.locator("#goal-body a.source").last.evaluate("link => link.click()")

    expect(page.locator(".sought")).to_contain_text("You came for")
    expect(page.locator(".grid-marked.status-on-track")).to_be_focused()
    assert is_in_sight(page, ".grid-marked.status-on-track")

    page.reload()

    expect(page.locator(".grid-marked.status-on-track")).to_be_focused()
    assert is_in_sight(page, ".grid-marked.status-on-track")


def test_a_second_source_link_of_the_same_file_ends_at_its_own_cell(page: Page, county: str):
    page.goto(f"{county}/imports")
    page.locator(".import-table a", has_text="2025-adopted.xlsx").first.click()
    file = page.url
    for cell in ("Lines!H300", "Lines!A12"):
        page.evaluate("href => window.tracker.go(href)", f"{file}&cell={cell}".replace("!", "%21"))

        expect(page.locator(".sought")).to_contain_text(cell)
        expect(page.locator(f"#cell-{cell.replace('!', '-')}")).to_be_focused()
        assert is_in_sight(page, f"#cell-{cell.replace('!', '-')}")


def test_a_file_that_is_too_large_is_refused_in_words_before_it_is_sent(page: Page, own_county: str, tmp_path: Path):
    large = tmp_path / "large.csv"
    large.write_bytes(b"x" * 50_000_001)
    page.goto(f"{own_county}/imports")
    expect(page.locator(".drop")).to_contain_text("up to 50")

    page.locator(".drop input[type=file]").set_input_files(large)

    expect(page.locator("#imports-refused")).to_contain_text("large.csv has 50.1")
    expect(page).to_have_url(re.compile(r"/imports$"))


def test_a_column_that_was_not_read_is_read_when_somebody_says_what_it_is(page: Page, own_county: str, tmp_path: Path):
    plan = tmp_path / "plan.csv"
    plan.write_text(
        "Action,Goal,Lead,Due,Status,Amount of support in the years\nPay review,LOS,Ana,6/30/2027,in progress,120000\n",
        encoding="utf-8",
    )
    drop(page, own_county, plan, "A department's plan")
    expect(page.locator(".columns-unread")).to_contain_text("may be money")

    page.get_by_role("textbox", name="Read column F as").click()
    page.get_by_role("option", name="ask, amount").click()
    page.get_by_role("button", name="Read again with these columns").click()

    expect(page).to_have_url(re.compile("done=answered"))
    expect(page.locator(".answers")).to_contain_text("ask, amount: column:F")
    expect(page.locator(".columns-unread")).to_be_hidden()


def test_a_draft_can_be_discarded(page: Page, own_county: str, faulty_budget: Path):
    drop(page, own_county, faulty_budget, "A budget")

    page.get_by_role("button", name="Discard").click()

    expect(page).to_have_url(re.compile(r"/imports$"))
    expect(page.locator("h1")).to_contain_text("nothing waits")
    page.get_by_text("Show 1 file").click()
    expect(page.locator(".card", has_text="Discarded").last).to_contain_text(faulty_budget.name)


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


def test_a_workbook_comes_back_marked_and_is_read_once_it_is_mended(page: Page, own_county: str, tmp_path: Path):
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (*MENDED[:2], (2026, "adopted", "expenditure", "Parks", "tbd"), *MENDED[3:]):
        sheet.append(row)
    book.save(tmp_path / "budget.xlsx")
    drop(page, own_county, tmp_path / "budget.xlsx", "A budget")

    with page.expect_download() as arriving:
        page.get_by_role("link", name="with the problems marked").click()
    arriving.value.save_as(tmp_path / arriving.value.suggested_filename)
    marked = load_workbook(tmp_path / "budget-marked.xlsx")
    assert marked.sheetnames == ["Issues", "Sheet"]
    marked["Sheet"]["E3"] = 250
    marked.save(tmp_path / "mended.xlsx")
    drop(page, own_county, tmp_path / "mended.xlsx", "A budget")

    # Its money is in the county already, under another name: so it was read.
    expect(page.locator("h1")).to_contain_text("This budget was read")


def fund_book(path: Path, *amounts: int) -> Path:
    rows = [f"{unit},{each},{each * 3 + 1}" for unit, each in zip(("Parks", "Roads", "Health"), amounts, strict=True)]
    path.write_text("\n".join(["Department,Main Funding,Other Funding", *rows]), encoding="utf-8")
    return path


def test_a_second_file_of_a_shape_is_read_as_the_first_and_can_be_asked_anew(
    page: Page, own_county: str, tmp_path: Path
):
    asked = page.locator("#imports-question-list")
    drop(page, own_county, fund_book(tmp_path / "first.csv", 100, 200, 295), "A budget")
    for choice in ("Main Funding", "requested", "expenditure"):
        asked.get_by_label(choice, exact=True).check()
    asked.get_by_label("fiscal year").fill("2031")
    page.get_by_role("button", name="Read again with these answers").click()
    page.get_by_role("button", name="Accept").click()
    expect(page.locator(".said")).to_contain_text("in force now")

    drop(page, own_county, fund_book(tmp_path / "second.csv", 110, 210, 305), "A budget")

    expect(page.locator("#imports-profile")).to_contain_text("by answers of local user")
    expect(page.locator("#imports-profile")).to_contain_text("Main Funding")
    expect(asked).not_to_contain_text("Main Funding")
    expect(asked).to_contain_text("such as 2031 (the last answer)")
    expect(page.get_by_role("button", name="Accept")).to_be_disabled()

    page.get_by_role("button", name="Ask me anew what these mean").click()

    expect(page.locator("#imports-profile")).to_be_hidden()
    expect(asked.get_by_label("Main Funding", exact=True)).to_be_visible()
    expect(asked.get_by_label("Main Funding", exact=True)).not_to_be_checked()
