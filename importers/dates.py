"""The home of dates as people write them in plans: days, months, quarters, halves, years, and spans of them."""

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from budgets.period import FiscalCalendar

EARLIEST = date(1980, 1, 1)
LATEST = date(2100, 12, 31)
LONGEST_TEXT = 400
"""A longer text is a report, not a date: whatever days it names, none of them is that of its cell."""

_CENTURY = 100
_MONTHS_A_YEAR = 12


class DateDoubt(StrEnum):
    """Why a text about time was not taken, or was taken with doubt."""

    IMPOSSIBLE = "impossible"
    OUT_OF_RANGE = "out of range"
    UNCLEAR = "unclear"
    SEVERAL = "several"
    ORDER = "order"
    TURNED = "turned"


class DateOrder(StrEnum):
    """What texts such as 5/6/2026 mean in a file: the sixth of May, or that and the fifth of June."""

    MONTH_FIRST = "month first"
    EITHER = "either"


class Span(NamedTuple):
    """The days that a text means, first and last included; ``full`` when it names a day, month and year."""

    first: date
    last: date
    full: bool


@dataclass(frozen=True, slots=True)
class TimeSaid:
    """What a cell says about time: a span, or none, and what stands in the way of trusting it.

    ``ranged`` when both ends are written, as in ``Q3-Q4 2026``: ``Q4 2026`` alone says when a thing ends, no start.
    """

    span: Span | None = None
    doubt: DateDoubt | None = None
    ranged: bool = False

    @property
    def first(self) -> date | None:
        """The first day of what is meant."""
        return self.span.first if self.span else None

    @property
    def last(self) -> date | None:
        """The last day of what is meant."""
        return self.span.last if self.span else None

    @property
    def plain(self) -> bool:
        """Whether a full date stands there and nothing else, so that nothing is lost by keeping the date alone."""
        return self.span is not None and self.span.full and self.span.first == self.span.last and self.doubt is None


class _NoSuchDayError(ValueError):
    """Numbers are written as a date that no calendar has."""


NOTHING = TimeSaid()
_UNCLEAR = TimeSaid(doubt=DateDoubt.UNCLEAR)

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan enero ene",
            "february feb febrero",
            "march mar marzo",
            "april apr abril abr",
            "may mayo",
            "june jun junio",
            "july jul julio",
            "august aug agosto ago",
            "september sept sep septiembre setiembre",
            "october oct octubre",
            "november nov noviembre",
            "december dec diciembre dic",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d|['\u2019]?\d\d)"
_LONG_YEAR = r"(?P<year>(?:19|20)\d\d)"
_FY = r"(?:FY|CY|fiscal year|calendar year|af|año fiscal)"
_QUARTER = (
    r"(?:(?:Q|T|Qtr\.?|Quarter|Trimestre)\s?(?P<quarter>[1-4])|(?P<quarter_>[1-4])\s?(?:Q|T|Qtr\.?)"
    r"|(?P<word>first|second|third|fourth|1st|2nd|3rd|4th|primer|segundo|tercer|cuarto|1er|2do|3er|4to)"
    r" (?:quarter|qtr\.?|trimestre))"
)
_HALF = r"(?:H(?P<half>[12])|(?P<halfword>first|second|1st|2nd|primer|segundo) (?:half|semestre|mitad))"
_ORDER = {
    word: number
    for number, words in enumerate(
        ("first 1st primer 1er", "second 2nd segundo 2do", "third 3rd tercer 3er", "fourth 4th cuarto 4to"), start=1
    )
    for word in words.split()
}
_NUMBERS = re.compile(
    r"(?<![\d/.-])(?P<one>\d\d?)(?P<mark>[-/.])(?P<two>\d\d?)(?P=mark)(?=(?P<year>(?:19|20)\d\d|\d\d)(?!\d))"
)
_OPEN_ENDED = re.compile(
    r"(?:on-?\s?going|continuous(?:ly)?|continual(?:ly)?|continuing|permanent(?:ly)?"
    r"|permanente|continu[oa]|en curso)[.!]?",
    re.IGNORECASE,
)
_NOTHING = re.compile(r"(?:n\.?/?a\.?|none|[-\u2013\u2014]+|ninguno|ninguna)?", re.IGNORECASE)
_LEAD_IN = re.compile(
    r"^(?:by|due|until|through|thru|no later than|before the end of|by the end of|by end of|the end of|end of|eoy"
    r"|antes del? fin de|a fines de|a finales de|hasta|fin de|finales de|starting|from|beginning|in|de|desde"
    r"|para|para el?|por)\s+"
    r"(?:the\s+|el\s+|fin de\s+|end of\s+)?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\s+(?:to|through|thru|until|till|a|al|hasta)\s+|\s*[\u2013\u2014]\s*|\s+-\s+"
    r"|\s*(?<=[A-Za-z0-9])-(?=[A-Za-z'\u2019])\s*",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"(?:start|starts|begin|begins|inicio)\b[:\s]*(?P<first>.+?)[\s,;/]+"
    r"(?:due|complete|completed|completion|end|ends|finish|fin)\b[:\s]*(?P<last>.+)",
    re.IGNORECASE,
)
_SHORT_SPAN = re.compile(r"(?P<first>(?:19|20)\d\d)\s*[-\u2013\u2014/]\s*(?P<last>(?:19|20)?\d\d)")
_QUARTER_SPAN = re.compile(
    r"[QT]\s?(?P<first>[1-4])\s*(?:-|\u2013|\u2014|to|/|&|and|through)\s*[QT]?\s?(?P<last>[1-4]),?\s*"
    rf"(?P<fy>{_FY})?\s*{_YEAR}",
    re.IGNORECASE,
)


def is_open_ended(text: str) -> bool:
    """Whether the text says that there is no end: ongoing, permanente."""
    return bool(_OPEN_ENDED.fullmatch(text.strip()))


class NumericDate(NamedTuple):
    """A date in digits alone, as in 5/6/2026; the year as it is written, with two digits or four."""

    one: int
    two: int
    year: str

    @property
    def is_either(self) -> bool:
        """Whether it is one day with the month first and another one with the day first."""
        return self.one != self.two and max(self.one, self.two) <= _MONTHS_A_YEAR

    @property
    def is_day_first(self) -> bool:
        """Whether it is a day of the calendar with the day first alone."""
        return self.one > _MONTHS_A_YEAR and _is_day(_year(self.year), self.two, self.one)

    @property
    def is_month_first(self) -> bool:
        """Whether it is a day of the calendar with the month first alone."""
        return self.two > _MONTHS_A_YEAR and _is_day(_year(self.year), self.one, self.two)


def numeric_dates(text: str) -> Iterator[NumericDate]:
    """The dates in digits that stand in a text, whether the calendar has them or not.

    >>> [each.is_day_first for each in numeric_dates("25.6.2026, then 31/02/2027")]
    [True, False]
    """
    return (NumericDate(int(found["one"]), int(found["two"]), found["year"]) for found in _NUMBERS.finditer(text))


def read_time(value: object, calendar_of: FiscalCalendar, *, order: DateOrder = DateOrder.MONTH_FIRST) -> TimeSaid:
    """Read what a cell says about time; nothing is guessed.

    ``Q4 2026``, ``by June '27``, ``FY26``, ``2027`` and ``Q3-Q4 2026`` are spans; fiscal years are the county's.
    A blank, a dash and "ongoing" say nothing and raise no doubt. Where the ``order`` is either, as in Spanish, 5/6/2026
    is two days, and 25/6/2026 is one.
    """
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return _whole_day(value)
    if isinstance(value, bool):
        return _UNCLEAR
    if isinstance(value, int | float):
        return _bare_number(value)
    text = " ".join(str(value or "").split()).strip(" .;,")
    if _NOTHING.fullmatch(text) or is_open_ended(text):
        return NOTHING
    if len(text) > LONGEST_TEXT:
        return _UNCLEAR
    if order is DateOrder.MONTH_FIRST:
        return _read_text(text, calendar_of)
    if any(each.is_either for each in numeric_dates(text)):
        return TimeSaid(doubt=DateDoubt.ORDER)
    return _read_text(_NUMBERS.sub(_month_first, text), calendar_of)


def _month_first(found: re.Match[str]) -> str:
    one, two = found["one"], found["two"]
    if int(one) > _MONTHS_A_YEAR:
        one, two = two, one
    return f"{one}{found['mark']}{two}{found['mark']}"


def _whole_day(day: date) -> TimeSaid:
    if not EARLIEST <= day <= LATEST:
        return TimeSaid(doubt=DateDoubt.OUT_OF_RANGE)
    return TimeSaid(Span(day, day, full=True))


def _bare_number(number: float) -> TimeSaid:
    if EARLIEST.year <= number <= LATEST.year and number == int(number):
        return TimeSaid(Span(date(int(number), 1, 1), date(int(number), 12, 31), full=False))
    return TimeSaid(doubt=DateDoubt.OUT_OF_RANGE if number <= 0 else DateDoubt.UNCLEAR)


def _read_text(text: str, county: FiscalCalendar) -> TimeSaid:
    try:
        point = _one_point(text, county)
        span = point or _one_range(text, county)
    except _NoSuchDayError:
        return TimeSaid(doubt=DateDoubt.IMPOSSIBLE)
    if span is None:
        return _several(text, county)
    if not (EARLIEST <= span.first <= LATEST and EARLIEST <= span.last <= LATEST):
        return TimeSaid(doubt=DateDoubt.OUT_OF_RANGE)
    return TimeSaid(span, ranged=point is None) if span.first <= span.last else _UNCLEAR


def _several(text: str, county: FiscalCalendar) -> TimeSaid:
    """Several milestones in one cell: the last of those that name a time; none when a part has no end."""
    parts = [part for part in re.split(r";|,\s+(?=then\b)|\s/\s|\s(?:and|y)\s", text) if part.strip()]
    if len(parts) == 1 or any(is_open_ended(part) for part in parts):
        return _UNCLEAR
    spans = []
    for part in parts:
        try:
            spans.append(_one_point(part, county) or _one_range(part, county) or _at_the_end(part, county))
        except _NoSuchDayError:
            return TimeSaid(doubt=DateDoubt.IMPOSSIBLE)
    named = [span for span in spans if span]
    if len(named) < len(parts):
        return _UNCLEAR
    return TimeSaid(max(named, key=lambda span: span.last), DateDoubt.SEVERAL)


def _at_the_end(text: str, county: FiscalCalendar) -> Span | None:
    """The time at the end of a phrase, as in ``to council by Sept 2026``."""
    words = text.split()
    for start in range(1, len(words)):
        if span := _one_point(" ".join(words[start:]), county):
            return span
    return None


def _one_range(text: str, county: FiscalCalendar) -> Span | None:
    if match := _QUARTER_SPAN.fullmatch(text):
        year = _year(match["year"])
        first, last = int(match["first"]), int(match["last"])
        return Span(
            _quarter(year, first, match["fy"], county).first, _quarter(year, last, match["fy"], county).last, full=False
        )
    bare = re.sub(rf"^{_FY}\s*", "", text, flags=re.IGNORECASE)
    if match := _SHORT_SPAN.fullmatch(bare):
        return _years(match, county if bare != text else FiscalCalendar())
    labelled = _LABELLED.fullmatch(text)
    pieces = [labelled["first"], labelled["last"]] if labelled else [piece for piece in _BETWEEN.split(text) if piece]
    match pieces:
        case [opening, closing]:
            return _from_to(opening, closing, county)
        case _:
            return None


def _from_to(opening: str, closing: str, county: FiscalCalendar) -> Span | None:
    end = _one_point(closing, county)
    if end is None:
        return None
    start = _one_point(opening, county) or _one_point(f"{opening} {end.last.year}", county)
    return Span(start.first, end.last, full=False) if start else None


def _years(match: re.Match[str], county: FiscalCalendar) -> Span:
    first = int(match["first"])
    last = int(match["last"])
    last = last if last >= _CENTURY else first // _CENTURY * _CENTURY + last
    return Span(county.first_day(first), county.last_day(last), full=False)


def _one_point(text: str, county: FiscalCalendar) -> Span | None:
    text = _LEAD_IN.sub("", text.strip(" .,;()")).strip()
    for pattern, reader in _POINTS:
        if match := pattern.fullmatch(text):
            return reader(match, county)
    return None


def _year(digits: str) -> int:
    number = int(digits.strip("'\u2019"))
    return number if number >= _CENTURY else 2000 + number


def _is_day(year: int, month: int, day: int) -> bool:
    return 1 <= month <= _MONTHS_A_YEAR and 1 <= day <= calendar.monthrange(year, month)[1]


def _day(year: int, month: int, day: int) -> Span:
    if not _is_day(year, month, day):
        raise _NoSuchDayError
    found = date(year, month, day)
    return Span(found, found, full=True)


def _month(year: int, month: int) -> Span:
    if not 1 <= month <= _MONTHS_A_YEAR:
        raise _NoSuchDayError
    return Span(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), full=False)


def _part_of_year(first: date, part: int, months: int) -> Span:
    """The ``part``-th piece of so many months of the year that starts on ``first``."""
    start = _months_later(first, (part - 1) * months)
    return Span(start, _months_later(start, months) - timedelta(days=1), full=False)


def _months_later(day: date, months: int) -> date:
    whole = day.year * 12 + day.month - 1 + months
    return date(whole // 12, whole % 12 + 1, day.day)


def _quarter(year: int, number: int, fiscal: str | None, county: FiscalCalendar) -> Span:
    first = county.first_day(year) if _is_fiscal(fiscal) else date(year, 1, 1)
    return _part_of_year(first, number, 3)


def _is_fiscal(prefix: str | None) -> bool:
    return bool(prefix) and not str(prefix).casefold().startswith("c")


def _read_us(match: re.Match[str], _: FiscalCalendar) -> Span:
    return _day(_year(match["year"]), int(match["m"]), int(match["d"]))


def _read_named_day(match: re.Match[str], _: FiscalCalendar) -> Span:
    return _day(_year(match["year"]), _MONTHS[match["month"].casefold()], int(match["d"]))


def _read_named_month(match: re.Match[str], _: FiscalCalendar) -> Span:
    return _month(_year(match["year"]), _MONTHS[match["month"].casefold()])


def _read_month(match: re.Match[str], _: FiscalCalendar) -> Span:
    return _month(_year(match["year"]), int(match["m"]))


def _read_quarter(match: re.Match[str], county: FiscalCalendar) -> Span:
    number = match["quarter"] or match["quarter_"] or str(_ORDER[match["word"].casefold()])
    return _quarter(_year(match["year"]), int(number), match["fy"], county)


def _read_half(match: re.Match[str], county: FiscalCalendar) -> Span:
    number = int(match["half"] or _ORDER[match["halfword"].casefold()])
    year = _year(match["year"])
    return _part_of_year(county.first_day(year) if _is_fiscal(match["fy"]) else date(year, 1, 1), number, 6)


def _read_fiscal(match: re.Match[str], county: FiscalCalendar) -> Span:
    year = _year(match["year"])
    if not _is_fiscal(match["fy"]):
        return Span(date(year, 1, 1), date(year, 12, 31), full=False)
    return Span(county.first_day(year), county.last_day(year), full=False)


def _read_year(match: re.Match[str], _: FiscalCalendar) -> Span:
    year = _year(match["year"])
    return Span(date(year, 1, 1), date(year, 12, 31), full=False)


_Reader = Callable[[re.Match[str], FiscalCalendar], Span]
_POINTS: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), reader)
    for pattern, reader in (
        (rf"{_LONG_YEAR}[-/.](?P<m>\d\d?)[-/.](?P<d>\d\d?)(?:[T ]00:00(?::00)?)?", _read_us),
        (r"(?P<m>\d\d?)[-/.](?P<d>\d\d?)[-/.](?P<year>(?:19|20)\d\d|\d\d)(?: 0?0:00(?::00)?)?", _read_us),
        (rf"{_MONTH} (?P<d>\d\d?)(?:st|nd|rd|th)?,? {_LONG_YEAR}", _read_named_day),
        (rf"(?P<d>\d\d?)(?:st|nd|rd|th)?(?: of| de|-)? ?{_MONTH},?(?: de| del|-)? ?{_LONG_YEAR}", _read_named_day),
        (rf"(?P<d>\d\d?)-{_MONTH}-(?P<year>(?:19|20)\d\d|\d\d)", _read_named_day),
        (rf"{_MONTH}(?:,? ?(?:of |de |del )?|[-/ ]){_YEAR}", _read_named_month),
        (rf"{_LONG_YEAR} {_MONTH}", _read_named_month),
        (rf"(?P<m>\d\d?)[-/]{_LONG_YEAR}", _read_month),
        (rf"{_LONG_YEAR}-(?P<m>0[1-9]|1[0-2])", _read_month),
        (rf"{_QUARTER},?(?: of| de)? ?/?-?(?P<fy>{_FY})? ?{_YEAR}", _read_quarter),
        (rf"(?P<fy>{_FY})? ?{_LONG_YEAR}[- ]?,? ?{_QUARTER}", _read_quarter),
        (rf"{_HALF},?(?: of| de)? ?(?P<fy>{_FY})? ?{_YEAR}", _read_half),
        (rf"(?P<fy>{_FY}) ?{_YEAR}", _read_fiscal),
        (_LONG_YEAR, _read_year),
    )
)
