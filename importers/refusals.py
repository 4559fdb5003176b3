"""The home of what a file is that is no spreadsheet, in words for the person who sent it."""

from importers.file_issues import FORM_NOT_READ
from importers.issues import NOT_A_SPREADSHEET, Issue

HEAD = 4096

# By its first bytes: forms that hold tables, but in a way that is not read.
_OTHER_FORMS = (
    (b"\x09\x00\x04\x00", "a workbook of Excel 2"),
    (b"\x09\x02\x06\x00", "a workbook of Excel 3"),
    (b"\x09\x04\x06\x00", "a workbook of Excel 4"),
    (b"\x00\x00\x1a\x00", "a Lotus 1-2-3 worksheet"),
    (b"\x00\x00\x02\x00", "a Lotus 1-2-3 or Quattro Pro worksheet"),
    (b"ID;P", "a symbolic link table (SYLK)"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x00\x01\x00\x00Standard ", "an Access database"),
    (b"PAR1", "a Parquet table"),
)
_NO_TABLES = (
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a text document (RTF)"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"BM", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"RIFF", "a picture or a recording"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"Rar!", "a compressed folder (RAR)"),
    (b"7z\xbc\xaf", "a compressed folder (7z)"),
    (b"BZh", "a compressed file (bzip2)"),
    (b"\xfd7zXZ", "a compressed file (xz)"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
)
# By what stands near the start of a text that begins with <.
_MARKUP = (
    (b"schemas-microsoft-com:office:spreadsheet", "an XML spreadsheet of Excel 2003"),
    (b"urn:oasis:names:tc:opendocument", "a flat OpenDocument file"),
    (b"<html", "a web page with the name of a spreadsheet"),
    (b"<!doctype html", "a web page with the name of a spreadsheet"),
    (b"<table", "a web page with the name of a spreadsheet"),
    (b"<meta", "a web page with the name of a spreadsheet"),
    (b"<svg", "a picture"),
)
# By a part of a package, or a stream of a compound file.
_PACKAGES = (
    ("word/document.xml", "a text document (Word)"),
    ("ppt/presentation.xml", "a presentation (PowerPoint)"),
    ("index/document.iwa", "a document of Apple Numbers, Pages or Keynote"),
    ("index.zip", "a document of Apple Numbers, Pages or Keynote"),
    ("epub", "a book (EPUB)"),
)
_STREAMS = (
    ("WordDocument", "a text document (Word)"),
    ("PowerPoint Document", "a presentation (PowerPoint)"),
    ("__substg1.0", "an e-mail (Outlook)"),
    ("MatOST", "a file of Microsoft Works"),
    ("VisioDocument", "a drawing (Visio)"),
)
_LIKE_TEXT = (b"%PDF-", b"{\\rtf", b"ID;P")
_A_TABLE = ("an XML spreadsheet", "a flat", "a web page", "a document of Apple", "a file of Microsoft Works")


def refuse(data: bytes, file: str) -> Issue:
    """The issue for bytes that are neither a package nor a compound file, and no text that could be a csv."""
    for start, what in _OTHER_FORMS:
        if data.startswith(start):
            return FORM_NOT_READ.at(None, file, what=what)
    for start, what in _NO_TABLES:
        if data.startswith(start):
            return _refused(file, what)
    return refuse_markup(data, file)


def refuse_markup(data: bytes, file: str) -> Issue:
    """The issue for a text that begins with <: a web page, an XML spreadsheet, or anything else in XML."""
    head = data[:HEAD].replace(b"\x00", b"").lower()
    found = next((what for mark, what in _MARKUP if mark in head), None)
    if found is None and head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<"):
        found = "an XML document"
    return _refused(file, found)


def refuse_package(names: set[str], file: str) -> Issue:
    """The issue for a zip that holds no spreadsheet; ``names`` are those of its parts, in small letters."""
    found = next((what for mark, what in _PACKAGES if any(name.startswith(mark) for name in names)), None)
    return _refused(file, found or "a compressed folder (zip)")


def refuse_compound(data: bytes, file: str) -> Issue:
    """The issue for an older Office file that holds no spreadsheet."""
    found = next((what for mark, what in _STREAMS if mark.encode("utf-16-le") in data), None)
    return _refused(file, found)


def says_what_it_is(data: bytes) -> bool:
    """Whether the first bytes are those of a form that could pass for text, such as a PDF, and is no csv."""
    return data.startswith(_LIKE_TEXT)


def _refused(file: str, what: str | None) -> Issue:
    if what is not None and what.startswith(_A_TABLE):
        return FORM_NOT_READ.at(None, file, what=what)
    return NOT_A_SPREADSHEET.at(None, file, what=f"is {what}" if what else "is not a spreadsheet")
