"""The home of what a printed page writes on itself: its number, and the hour of printing."""

import re

from importers.lexicon import fold, load_lexicon
from importers.values import text_of
from importers.workbook import CellValue

_DIGITS = re.compile(r"\d+")
_DAY_OR_HOUR = re.compile(r"\d[:/.-]\d")


def is_page_text(value: CellValue) -> bool:
    """Whether a cell is nothing but the number of a page.

    >>> is_page_text("Page 3 of 12"), is_page_text("Page charges"), is_page_text("12")
    (True, False, False)
    """
    if not isinstance(value, str) or not _DIGITS.search(value):
        return False
    lexicon = load_lexicon("budget")
    said = [lexicon.member("page_words", word) for word in _DIGITS.sub(" ", fold(value).replace("/", " ")).split()]
    return "page" in said and None not in said


def is_page_word(value: CellValue) -> bool:
    """Whether a cell is the word before the number of a page, which then stands in the next cell."""
    return isinstance(value, str) and load_lexicon("budget").member("page_words", value) == "page"


def is_alike_on_pages(one: CellValue, other: CellValue) -> bool:
    """Whether two cells are the same text at the head of two pages: but for the page, the day or the hour.

    >>> is_alike_on_pages("Run at 10:31:02", "Run at 10:31:04"), is_alike_on_pages("Fund 10", "Fund 20")
    (True, False)
    """
    first, second = text_of(one), text_of(other)
    if first == second or (is_page_text(one) and is_page_text(other)):
        return True
    is_stamped = bool(_DAY_OR_HOUR.search(first) and _DAY_OR_HOUR.search(second))
    return is_stamped and _DIGITS.sub("0", first) == _DIGITS.sub("0", second)
