import io
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from importers.checks.filled_sheets import MOST_ROWS
from importers.crosswalk_workbook import read_crosswalk
from importers.layouts.layout import Record
from importers.templates import write_crosswalk

ROW: Record = {"department": "Health", "action": "A-1", "unit": "A1000", "share": "5 %", "since": "1/1/2026"}


def changed(change: Callable[[Worksheet], None]) -> bytes:
    book, out = openpyxl.load_workbook(io.BytesIO(write_crosswalk([ROW]))), io.BytesIO()
    change(book["Links"])
    book.save(out)
    return out.getvalue()


def all_of_it(sheet: Worksheet) -> None:
    sheet["J2"].value, sheet["J2"].number_format = 1, "0%"


def without_styles(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as parts, zipfile.ZipFile(out, "w") as kept:
        for name in parts.namelist():
            if name != "xl/styles.xml":
                kept.writestr(name, parts.read(name))
    return out.getvalue()


@pytest.mark.parametrize("title", ["Links ", " LINKS"])
def test_a_sheet_that_is_found_by_another_spelling_is_read_and_checked_as_any(title):
    def rename(sheet: Worksheet) -> None:
        all_of_it(sheet)
        sheet.title, sheet.sheet_state = title, "hidden"

    rows, issues = read_crosswalk(changed(rename), "links.xlsx")

    assert [row.texts["share"] for row in rows] == ["100 %"]
    assert [issue.code for issue in issues] == ["hidden-sheet"]


def test_another_spelling_of_a_sheet_takes_no_more_rows():
    def fill(sheet: Worksheet) -> None:
        sheet.title = " LINKS"
        sheet.cell(MOST_ROWS + 1, 1).value = "x"

    rows, issues = read_crosswalk(changed(fill), "links.xlsx")

    assert (rows, [issue.code for issue in issues]) == ((), ["sheet-too-large"])


def test_a_share_of_which_nobody_can_tell_how_it_is_shown_is_asked_for_with_its_sign():
    _, issues = read_crosswalk(without_styles(changed(all_of_it)), "links.xlsx")

    assert [(str(issue.cell), issue.code) for issue in issues] == [("Links!J2", "link-cell-unreadable")]
    assert "with its percent sign" in issues[0].message


def test_a_share_that_is_written_with_its_sign_needs_no_number_format():
    rows, issues = read_crosswalk(without_styles(write_crosswalk([ROW])), "links.xlsx")

    assert ([row.texts["share"] for row in rows], issues) == (["5 %"], ())
