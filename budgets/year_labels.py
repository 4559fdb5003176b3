"""The home of year labels as people write them, such as ``FY23-24``; what they mean is in period.py."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

FIRST_YEAR, LAST_YEAR = 1990, 2100
_LONGEST_SPAN = 10
_LONGEST_TEXT = 2000
_CENTURY = 100
_TWO_DIGIT_PIVOT = FIRST_YEAR % _CENTURY

_DASHES = re.compile(r" ?[\u2010-\u2015\u2212] ?")
_MARK = r"""(?:
    b?fye?s? (?![^\W\d_])
  | b?f\.\s?y\. (?![^\W\d_])
  | (?:fiscal|budget) [\s_-]* (?:year|yr) s? (?:\s+(?:ending|ended|end) (?:\s+[a-z]{3,9}\.?\s+[0-9]{1,2}\s*,?)? )?
  | cy (?![^\W\d_])
  | calendar\s+years?
)"""
_AFTER_MARK = r"[\s_.:'\u2018\u2019#-]* (?:[0-9]{1,2}/[0-9]{1,2}/(?=[0-9]{4}(?![0-9])))?"
_SPAN_WORD = r"(?:annual|bienni(?:um|al))"
_LABEL = re.compile(
    rf"""
    (?<![^\W_]) (?<![0-9][./,:-]) (?<![$#])
    (?:(?P<before>{_SPAN_WORD})\s+)?
    (?:(?P<mark>{_MARK}){_AFTER_MARK})?
    (?P<first>[0-9]{{2,8}}) (?:(?P<point>\.0+)|[mp][0-9]{{2}})?
    (?:\s* (?P<join>-|/|\bto\b|\bthrough\b|\bthru\b) \s*
       (?:(?P<again>{_MARK}){_AFTER_MARK})?
       ['\u2018\u2019]? (?P<second>[0-9]{{4}}|[0-9]{{2}}) )?
    (?:\s+(?P<after>{_SPAN_WORD})(?![^\W_]))?
    (?![^\W_]) (?![./,:-][0-9]) (?!\s*%)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_AND = re.compile(r"\s*(?:&|\+|,|;|\band\b)\s*", re.IGNORECASE)


class Mark(StrEnum):
    """The word that stands before a year."""

    NONE = "none"
    FISCAL = "fiscal"
    FISCAL_YEARS = "fiscal_years"
    CALENDAR = "calendar"


class SpanWord(StrEnum):
    """A word beside a label that tells how long its period is."""

    ANNUAL = "annual"
    BIENNIUM = "biennium"


@dataclass(frozen=True, slots=True)
class YearLabel:
    """One year, or the first and last of a pair, as written.

    ``full`` says that the second year of a pair has four digits and follows a dash; ``both_marked`` that each of the
    two is named as a fiscal year by itself, as in ``FY2026-FY2027``.
    """

    first: int
    last: int
    mark: Mark = Mark.NONE
    full: bool = False
    both_marked: bool = False
    span: SpanWord | None = None


@dataclass(frozen=True, slots=True)
class FoundLabels:
    """Labels that stand beside each other, joined by "&" or "and", and where in the folded text they do."""

    labels: tuple[YearLabel, ...]
    start: int
    end: int


def fold(text: str) -> str:
    r"""One line, single spaces, one kind of dash, no invisible characters.

    >>> fold("FY 2012\u201313 Adjusted \nBudget")
    'FY 2012-13 Adjusted Budget'
    """
    plain = unicodedata.normalize("NFKC", text)
    visible = "".join(mark for mark in plain if unicodedata.category(mark) != "Cf")
    return _DASHES.sub("-", " ".join(visible.split()))


def find_labels(folded: str) -> tuple[FoundLabels, ...]:
    """All labels in a folded text, from left to right; those that "&" or "and" joins stand together.

    None in a text of more than 2,000 characters: that is no heading, title or label.
    """
    if len(folded) > _LONGEST_TEXT:
        return ()
    groups: list[FoundLabels] = []
    for label, start, end in _each(folded):
        if groups and _AND.fullmatch(folded, groups[-1].end, start):
            before = groups.pop()
            groups.append(FoundLabels((*before.labels, label), before.start, end))
        else:
            groups.append(FoundLabels((label,), start, end))
    return tuple(groups)


def _each(folded: str) -> Iterator[tuple[YearLabel, int, int]]:
    for match in _LABEL.finditer(folded):
        if label := _label_of(match):
            yield label, match.start(), match.end()


def _label_of(match: re.Match[str]) -> YearLabel | None:
    mark = _mark_of(match["mark"])
    years = _years_of(match["first"], match["second"], marked=mark is not Mark.NONE)
    if years is None:
        return None
    first, last = years
    if not (FIRST_YEAR <= first <= last <= LAST_YEAR and last - first <= _LONGEST_SPAN):
        return None
    word = (match["before"] or match["after"] or "").casefold()
    return YearLabel(
        first,
        last,
        mark,
        full=match["join"] != "/" and len(match["second"] or "") == len("2027"),
        both_marked=match["again"] is not None,
        span=(SpanWord.ANNUAL if word == "annual" else SpanWord.BIENNIUM) if word else None,
    )


def _mark_of(written: str | None) -> Mark:
    if not written:
        return Mark.NONE
    word = written.casefold()
    if word.startswith("c"):
        return Mark.CALENDAR
    return Mark.FISCAL_YEARS if re.search(r"(?:y|year|yr)s", word) else Mark.FISCAL


def _years_of(first: str, second: str | None, *, marked: bool) -> tuple[int, int] | None:
    if second is None and marked and (glued := _glued(first)):
        return glued
    if len(first) not in ((2, 4) if marked else (4,)):
        return None
    year = _year(first)
    if second is None:
        return year, year
    last = _following(year, second)
    return (year, last) if last > year else None


def _glued(digits: str) -> tuple[int, int] | None:
    """``1617``, ``201617`` and ``20162017`` after FY: two years that follow each other, written as one number."""
    if len(digits) == len("1617") and FIRST_YEAR <= int(digits) <= LAST_YEAR:
        return None
    half = {4: 2, 6: 4, 8: 4}.get(len(digits))
    if half is None:
        return None
    first = _year(digits[:half])
    last = _following(first, digits[half:])
    return (first, last) if last == first + 1 else None


def _year(digits: str) -> int:
    number = int(digits)
    if len(digits) > len("99"):
        return number
    return number + (1900 if number >= _TWO_DIGIT_PIVOT else 2000)


def _following(first: int, digits: str) -> int:
    """The second year of a pair: two digits name the next year after the first that ends in them."""
    number = int(digits)
    return number if len(digits) > len("99") else first + (number - first) % _CENTURY
