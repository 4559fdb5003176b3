"""The home of what the heading of a plan's column means: a field, one with its day, two fields, or a time."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from budgets.period import FiscalCalendar
from importers.cells import column_letters
from importers.dates import EARLIEST, LATEST, DateOrder, Span, read_time
from importers.lexicon import Match, fold, load_lexicon
from importers.values import one_line, text_of
from importers.workbook import CellValue, Sheet

LONGEST_HEADING = 80
LONGEST_QUESTION = 300
LONGEST_TIME = 40
FEWEST_WORDS = 4
SURE = 100.0
ASKED, HINTED = 50.0, 0.0
"""How sure a heading is that asks for a field in a sentence, and one that only holds words of it."""

DATED_FIELDS = frozenset({"measure.baseline", "measure.target", "measure.actual"})

_IN_BRACKETS = re.compile(r"\s*[(\[](?P<time>[^)\]]+)[)\]]\s*$")
_AT_END = re.compile(r"[\s,:-]+(?P<time>\S*\d\S*|\S+\s+\S*\d\S*)$")
_AS_OF = re.compile(r"^(?:as of|at|on|by|through|al|year|yr\.?|date|a\u00f1o)\s+", re.IGNORECASE)
_MONTH_AND_YEAR = re.compile(r"(?P<month>\d{1,2})/(?P<year>[2-4]\d)")
_NUMBERING = re.compile(r"^\s*(?:(?:Q|question|pregunta)\s?\d+\s*[.):-]|\d{1,2}\s*[.):-]|[a-z][.)])\s*", re.IGNORECASE)
_ASIDE = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\]|\*|:)\s*$")
_QUESTION = re.compile(
    r".*\?$|(?:what|which|who|whom|when|where|how|describe|list|please|provide|enter|name|tell|explain|qu\u00e9|cu\u00e1l|qui\u00e9n"
    r"|c\u00f3mo|cu\u00e1ndo|cu\u00e1nto|d\u00f3nde|con qui\u00e9n|para cu\u00e1ndo|describa|indique|\u00bf).*",
    re.IGNORECASE,
)
_PAIR = re.compile(r"\s*(?:/|&|\+|\s-\s|\s\u2013\s|\band\b|\by\b)\s*", re.IGNORECASE)
_WITH_A_DAY: Mapping[str, str] = {
    # A goal with a day is a number that is to be reached by then.
    "goal": "measure.target",
    "measure.baseline_date": "measure.baseline",
    "measure.target_date": "measure.target",
    "ask.amount": "ask.amount",
}
_PAIRS: Mapping[frozenset[str], str] = {
    frozenset({"start", "due"}): "timeline",
    frozenset({"lead", "partners"}): "lead",
    frozenset({"status", "progress_note"}): "progress_note",
    frozenset({"status", "note"}): "progress_note",
    frozenset({"ask.amount", "ask.fund"}): "ask.text",
    frozenset({"ask.amount", "ask.fte"}): "ask.text",
}


@dataclass(frozen=True, slots=True)
class PlanColumn:
    """One column, counted from 1: its heading, the field it is read into, and the last day that the heading names.

    ``also`` is a second field whose words the heading holds, as in "Fund / appropriation unit"; ``span`` is the time
    that a heading names and nothing else; ``taken_for`` says how a day that is written shortly was understood.
    """

    number: int
    heading: str
    field: str | None
    similarity: float = SURE
    dated: date | None = None
    also: str | None = None
    span: Span | None = None
    taken_for: str = ""

    @property
    def letter(self) -> str:
        """The letters of the column."""
        return column_letters(self.number)


def columns_of(sheet: Sheet, rows: Sequence[int], calendar: FiscalCalendar) -> Iterator[PlanColumn]:
    """The columns that one row, or several rows on top of each other, would give as the headings."""
    for number, texts in sorted(_levels(sheet, rows).items()):
        yield _column(number, texts, calendar)


# -- headings over several rows


def headings_over(sheet: Sheet, rows: Sequence[int]) -> dict[int, str]:
    """The headings that rows would give, by the number of the column."""
    return {number: " ".join(texts) for number, texts in _levels(sheet, rows).items()}


def _levels(sheet: Sheet, rows: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """What stands over each column, from top to bottom; an upper heading reaches over those beneath it."""
    levels: dict[int, tuple[str, ...]] = {}
    beneath = {number for number, _ in _texts(sheet, rows[-1])}
    for row in rows:
        texts = dict(_texts(sheet, row))
        spread = texts if row == rows[-1] else _spread(sheet, row, texts, beneath)
        for number, text in spread.items():
            if text not in levels.get(number, ()):
                levels[number] = (*levels.get(number, ()), text)
    return levels


def _texts(sheet: Sheet, row: int) -> Iterator[tuple[int, str]]:
    for number, value in enumerate(sheet.rows[row - 1], start=1):
        if text := heading_text(value):
            yield number, text


def heading_text(value: CellValue) -> str:
    """What a cell says as a heading: its words, a year written as a number, a month written as a day; else nothing."""
    if isinstance(value, str):
        return one_line(value)
    if isinstance(value, date):
        return f"{value:%b %Y}" if value.day == 1 else ""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    return text_of(value) if EARLIEST.year <= value <= LATEST.year and value == int(value) else ""


def is_heading(value: CellValue) -> bool:
    """Whether a cell holds one of the words that head columns, exactly."""
    words = load_lexicon("plan").headings
    return isinstance(value, str) and len(value) <= LONGEST_HEADING and fold(value) in words


def _spread(sheet: Sheet, row: int, texts: Mapping[int, str], beneath: set[int]) -> dict[int, str]:
    """Upper headings over all columns that they are merged over, else up to the next upper heading."""
    merged = {span.first_column: span for span in sheet.merges if span.first_row == row}
    spread: dict[int, str] = {}
    for number, text in texts.items():
        span = merged.get(number)
        spread[number] = text
        if span and span.last_row == row:
            spread.update(dict.fromkeys(range(number, span.last_column + 1), text))
        elif span is None and number in beneath:
            follows = number + 1
            while follows in beneath and follows not in texts:
                spread[follows] = text
                follows += 1
    return spread


# -- what they mean


def _column(number: int, texts: tuple[str, ...], calendar: FiscalCalendar) -> PlanColumn:
    heading = " ".join(texts)
    forms = [heading, *([texts[-1]] if len(texts) > 1 else [])]
    if len(forms[-1]) > LONGEST_QUESTION or any(map(is_about_the_form, forms)):
        return PlanColumn(number, heading, None)
    matches = [match for form in forms if (match := _match(form))]
    if matches:
        match = max(matches, key=lambda each: each.similarity)
        return PlanColumn(number, heading, match.field, match.similarity)
    for form in forms:
        if column := _dated(number, heading, form, calendar) or _pair(number, heading, form):
            return column
    span = _span_of(texts, calendar)
    if span is not None:
        return PlanColumn(number, heading, None, span=span)
    asked = _asked(forms[-1])
    is_question = bool(_QUESTION.fullmatch(_bare(forms[-1])))
    return PlanColumn(number, heading, asked, SURE if asked is None else ASKED if is_question else HINTED)


@lru_cache(maxsize=4096)
def _match(heading: str) -> Match | None:
    if len(heading) > LONGEST_HEADING:
        return None
    for form in dict.fromkeys((heading, _bare(heading))):
        if match := load_lexicon("plan").match(form):
            return match
    return None


def _bare(heading: str) -> str:
    """A heading without its number, a remark in brackets, and marks: ``3. Lead (job title)*`` is ``Lead``."""
    bare = _NUMBERING.sub("", heading)
    while (shorter := _ASIDE.sub("", bare)) != bare:
        if _says_time(bare[len(shorter) :]):
            break
        bare = shorter
    return bare or heading


def _says_time(text: str) -> bool:
    return bool(re.search(r"\d", text))


def is_about_the_form(heading: str) -> bool:
    """Whether a heading tells of who sent a form, and when: no part of an action."""
    return load_lexicon("plan").member("form_marks", _bare(heading)) is not None


def _dated(number: int, heading: str, form: str, calendar: FiscalCalendar) -> PlanColumn | None:
    for pattern in (_IN_BRACKETS, _AT_END):
        timed = pattern.search(form)
        match = _match(form[: timed.start()]) if timed else None
        if timed and match and match.field in DATED_FIELDS:
            return _with_day(number, heading, match, timed["time"], calendar)
        if timed and match and match.field in _WITH_A_DAY:
            meant = replace(match, field=_WITH_A_DAY[match.field])
            column = _with_day(number, heading, meant, timed["time"], calendar)
            return column if column.dated else None
    return None


def _with_day(number: int, heading: str, match: Match, text: str, calendar: FiscalCalendar) -> PlanColumn:
    said = _AS_OF.sub("", text.strip())
    short = _MONTH_AND_YEAR.fullmatch(said)
    if short:
        dated = read_time(f"{short['month']}/20{short['year']}", calendar).last
        taken = f"{dated:%B %Y}" if dated else ""
        return PlanColumn(number, heading, match.field, match.similarity, dated, taken_for=taken)
    # No month has the number 30: a day that stands first can be nothing else.
    last = read_time(said, calendar).last or read_time(said, calendar, order=DateOrder.EITHER).last
    return PlanColumn(number, heading, match.field, match.similarity, last)


def _pair(number: int, heading: str, form: str) -> PlanColumn | None:
    parts = [part for part in _PAIR.split(_bare(form)) if part]
    words = load_lexicon("plan").headings
    fields = [words.get(fold(part)) for part in parts]
    match fields:
        case [str() as first, str() as second] if first != second:
            together = _PAIRS.get(frozenset({first, second}))
            return PlanColumn(number, heading, together or first, also=None if together else second)
        case _:
            return None


def _span_of(texts: tuple[str, ...], calendar: FiscalCalendar) -> Span | None:
    """The time that headings name and nothing else: ``Q1 2026``, or ``Q1`` beneath ``Timeline 2026``."""
    for form in dict.fromkeys((" ".join(reversed(texts)), " ".join(texts), texts[-1])):
        if len(form) <= LONGEST_TIME and (span := read_time(form, calendar).span):
            return span
    years = re.findall(r"\b(?:FY ?)?(?:19|20)\d\d\b", " ".join(texts[:-1]), re.IGNORECASE)
    is_short = len(texts[-1]) <= LONGEST_TIME
    return read_time(f"{texts[-1]} {years[0]}", calendar).span if len(years) == 1 and is_short else None


def _asked(heading: str) -> str | None:
    """The field that a question of a form asks for: the longest words that name one decide."""
    text = f" {fold(_bare(heading))} "
    if len(heading) > LONGEST_QUESTION or len(text.split()) < FEWEST_WORDS:
        return None
    found = [
        (len(words), field) for words, field in load_lexicon("plan").values["phrases"].items() if f" {words} " in text
    ]
    longest = max(found, default=(0, ""))[0]
    fields = {field for length, field in found if length == longest}
    return fields.pop() if len(fields) == 1 else None
