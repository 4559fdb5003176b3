import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from xlwt import Workbook as OldWorkbook
from xlwt import XFStyle

from importers.number_formats import percent_cells


def workbook(**formats):
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "R&D"
    for address, number_format in formats.items():
        sheet[address].value = 0.5
        sheet[address].number_format = number_format
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_finds_the_cells_that_are_shown_as_percentages():
    data = workbook(A1="0%", B2="0.00%", C3="0.0%;[Red]-0.0%", D4="General", E5='0.0"%"', F6="#,##0")

    assert percent_cells(data, "R&D") == frozenset({"A1", "B2", "C3"})


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"a,b\n1,2\n"])
def test_a_file_that_does_not_tell_is_no_fault(data):
    assert percent_cells(data, "R&D") is None


def test_a_sheet_that_is_not_there_tells_nothing():
    assert percent_cells(workbook(A1="0%"), "Other") is None


def old_workbook(**formats: str) -> bytes:
    book, out = OldWorkbook(), io.BytesIO()
    sheet = book.add_sheet("R&D")
    for address, number_format in formats.items():
        style = XFStyle()
        style.num_format_str = number_format
        sheet.write(int(address[1:]) - 1, ord(address[0]) - ord("A"), 0.5, style)
    book.save(out)
    return out.getvalue()


def test_finds_the_cells_of_an_old_workbook_that_are_shown_as_percentages():
    data = old_workbook(A1="0%", B2="0.00%", C3="0.0%;[Red]-0.0%", D4="General", E5='0.0"%"', F5="0%", G5="0%")

    assert percent_cells(data, "R&D") == frozenset({"A1", "B2", "C3", "F5", "G5"})


@given(st.integers(0, 6000), st.binary(max_size=40))
def test_an_old_workbook_that_is_damaged_is_no_fault(at, damage):
    data = old_workbook(A1="0%", B2="0.00%")

    said = percent_cells(data[:at] + damage + data[at + len(damage) :], "R&D")

    assert said is None or isinstance(said, frozenset)
