import io
import zipfile

import pytest

from importers.issues import Issue
from importers.workbook import open_workbook


def refusal(content: bytes) -> tuple[str, str]:
    found = open_workbook(content, "book.xls")
    assert isinstance(found, Issue)
    return found.code, found.problem


def a_zip(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name in names:
            package.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "code", "what"),
    [
        (b"", "file-empty", "is empty"),
        (b"\r\n\t  \n", "file-empty", "is empty"),
        (b",,,\n,,,\n", "file-empty", "is empty"),
        (b"%PDF-1.7\n1 0 obj\n", "not-a-spreadsheet", "is a PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(90), "not-a-spreadsheet", "is a picture"),
        (b"\xff\xd8\xff\xe0" + bytes(90), "not-a-spreadsheet", "is a picture"),
        (b"\x1f\x8b\x08" + bytes(90), "not-a-spreadsheet", "is a compressed file"),
        (b"{\\rtf1\\ansi hello}", "not-a-spreadsheet", "is a text document"),
        (a_zip("word/document.xml"), "not-a-spreadsheet", "is a text document (Word)"),
        (a_zip("ppt/presentation.xml"), "not-a-spreadsheet", "is a presentation"),
        (a_zip("some.csv"), "not-a-spreadsheet", "is a compressed folder"),
        (b"<?xml version='1.0'?><note/>", "not-a-spreadsheet", "is an XML document"),
        (b"\n<HTML><body><table><tr><td>1</td></tr></table>", "form-not-read", "is a web page"),
        (b"\xef\xbb\xbf<table><tr><td>1</td></tr></table>", "form-not-read", "is a web page"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
            "form-not-read",
            "is an XML spreadsheet of Excel 2003",
        ),
        ("<html><table>".encode("utf-16"), "form-not-read", "is a web page"),
        (a_zip("Index/Document.iwa"), "form-not-read", "is a document of Apple Numbers"),
        (b"\x09\x04\x06\x00" + bytes(90), "form-not-read", "is a workbook of Excel 4"),
        (b"ID;PWXL;N;E\r\nC;Y1;X1;K1\r\n", "form-not-read", "symbolic link table"),
        (b"PK\x03\x04cut short", "file-damaged", "is damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(200), "file-damaged", "is damaged"),
        (bytes(range(1, 255)) * 20, "not-a-spreadsheet", "is not a spreadsheet"),
    ],
)
def test_says_in_one_issue_what_a_file_is_that_is_no_spreadsheet(content, code, what):
    found, problem = refusal(content)

    assert found == code
    assert what in problem
