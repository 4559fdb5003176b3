import io

import openpyxl
import pytest

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
