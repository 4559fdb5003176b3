import csv
import io

import openpyxl
import pytest

from importers.values import text_of
from importers.workbook import Workbook, open_workbook
from importers.written_cells import LONGEST, cell_text, csv_text, put_text

LIKE_FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    " =1+1",
    "\u00a0=1+1",
    "\ufeff@x",
    "\t=1",
    "\n=1",
    "\uff1d1+1",
    "\x00=1",
    "\r",
]


@pytest.mark.parametrize("text", LIKE_FORMULAS)
def test_no_field_of_a_csv_is_a_formula(text):
    written = io.StringIO(newline="")
    csv.writer(written).writerow([csv_text(text)])

    ((read,),) = csv.reader(io.StringIO(written.getvalue(), newline=""))
    assert read.startswith("'")


@pytest.mark.parametrize("text", ["Parks", "", "a=b", "Parks - trails", "_x0041_", "1", " 1"])
def test_other_texts_stand_in_a_csv_as_they_are(text):
    assert csv_text(text) == text


@pytest.mark.parametrize(
    "text", ["=1+1", "#N/A", "_x0041_", "a_x005F_x0041_b", "@SUM(A1)", "2026-01-01", "1e5", "a\nb"]
)
def test_a_text_in_a_workbook_is_read_again_as_it_was(text):
    book, octets = openpyxl.Workbook(), io.BytesIO()
    put_text(book.worksheets[0]["A1"], text)
    book.save(octets)

    opened = open_workbook(octets.getvalue(), "text.xlsx")

    assert isinstance(opened, Workbook)
    assert text_of(opened.sheets[0].value(1, 1)) == text
    assert openpyxl.load_workbook(octets).worksheets[0]["A1"].data_type == "s"


def test_what_no_cell_can_hold_is_left_out_and_what_is_cut_is_shown_to_be():
    assert cell_text("a\x00\x1bb") == "ab"
    assert cell_text("x" * LONGEST) == "x" * LONGEST
    assert (len(cell_text("x" * 40_000)), cell_text("x" * 40_000)[-4:]) == (LONGEST, " ...")
