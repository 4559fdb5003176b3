"""The home of measures that are told in a sentence: what is counted, from which baseline, to which target, by when."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from importers.date_orders import Dates
from importers.values import one_line

_BASELINE, _TARGET = "baseline", "target"
_LABEL = re.compile(
    r"\b(?:(?P<baseline>base ?line|l[i\u00ed]nea (?:de )?base|valor inicial)|(?P<target>goal|target|meta|objetivo))\b"
    r"\s*(?:is|of|was|:|=|de|es)?\s*(?=[$\d(]|\S+\s\S*\d)",
    re.IGNORECASE,
)
_NUMBER = r"\$?\s?\d{1,3}(?:,\d{3})+(?:\.\d+)?\s?%?|\$?\s?\d+(?:\.\d+)?\s?%?"
_TIME = r"\((?P<{0}a>[^()]*)\)|(?:by|in|as of|on|en|para|al|antes de)\s+(?P<{0}b>[^,;()]+?)"
_STARTS = re.compile(rf"(?P<number>{_NUMBER})(?![\d%])", re.IGNORECASE)
_GOES_ON = re.compile(rf"\s*(?P<words>[^\W\d_][^\d(),;]*?)??\s*(?:{_TIME.format('t')})?[\s.,;)]*", re.IGNORECASE)
_SENTENCE_ENDS = re.compile(r"\.\s+(?=[A-Z\u00c0-\u00de])")
_OF_ALL = re.compile(r"(?P<number>\d{1,3}(?:\.\d+)?)\s?% of (?P<title>\S.*)", re.IGNORECASE)
_FROM_TO = re.compile(
    rf"(?P<title>[^:]+):\s*(?P<one>{_NUMBER})\s*(?:{_TIME.format('p')})\s*(?:,|;|\u2192|->|to|a|\u2013|-)?\s*"
    rf"(?P<two>{_NUMBER})\s*(?:{_TIME.format('q')})\s*\.?",
    re.IGNORECASE,
)
_NOT_UNITS = re.compile(r"\b(?:a|an|per|each|every|of|or|and|al|por|cada|de)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a sentence, the day it stands for, and the words behind it that may be its unit."""

    value: Decimal
    day: date | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class SentenceSaid:
    """What a sentence says of a measure; ``left`` is what holds numbers and was not understood."""

    title: str
    baseline: Figure | None = None
    target: Figure | None = None
    left: tuple[str, ...] = ()

    @property
    def unit(self) -> str | None:
        """The unit that its numbers bear; None where they bear none, or two."""
        units = {figure.unit for figure in (self.baseline, self.target) if figure and figure.unit}
        return units.pop() if len(units) == 1 else None


def read_sentence(text: str, dates: Dates) -> SentenceSaid:
    """Read a measure, its baseline and its target from one sentence; what is not labelled, or not clear, is left.

    >>> said = read_sentence("Notices translated; baseline 35% (2025), goal 100% by Oct 2026", Dates())
    >>> said.title, said.baseline.value, said.target.value, said.unit
    ('Notices translated', Decimal('35'), Decimal('100'), '%')
    """
    said = one_line(text)
    labels = list(_LABEL.finditer(said))
    title = said[: labels[0].start()].strip(" ;:,.(-\u2013\u2014") if labels else ""
    if not title:
        return _without_labels(said, dates)
    found, seen = SentenceSaid(title), set()
    for label, clause in _clauses(said, labels):
        figure, left = _figure(clause, dates)
        if figure is None or label in seen:
            found = replace(found, left=(*found.left, clause))
        elif label == _BASELINE:
            found = replace(found, baseline=figure)
        else:
            found = replace(found, target=figure)
        seen.add(label)
        found = replace(found, left=(*found.left, left)) if left else found
    return _with_share(found)


def read_figure(text: str, dates: Dates) -> Figure | None:
    """A number with the day that it stands for, as in ``45% (2024)``; None where that is not all, or not clear.

    >>> read_figure("45% (2024)", Dates()).day.isoformat()
    '2024-12-31'
    """
    figure, left = _figure(one_line(text), dates)
    return figure if figure and figure.day and not left else None


def _clauses(text: str, labels: list[re.Match[str]]) -> Iterator[tuple[str, str]]:
    ends = [label.start() for label in labels[1:]] + [len(text)]
    for label, end in zip(labels, ends, strict=True):
        yield _BASELINE if label["baseline"] else _TARGET, text[label.end() : end].strip(" ,;")


def _figure(clause: str, dates: Dates) -> tuple[Figure | None, str]:
    """The number at the start of a clause with its day; and what stands behind them and holds numbers."""
    said, *others = _SENTENCE_ENDS.split(clause, maxsplit=1)
    starts = _STARTS.match(said)
    goes_on = _GOES_ON.fullmatch(said, starts.end()) if starts else None
    if starts is None or goes_on is None:
        return None, ""
    time = goes_on["ta"] or goes_on["tb"]
    day = _day(time, dates) if time else None
    if time and day is None and len(re.findall(r"\d+", time)) > 1:
        return None, ""
    left = [time if time and day is None else "", *others]
    unit = _unit(starts["number"], one_line(goes_on["words"] or ""))
    return Figure(_decimal(starts["number"]), day, unit), "; ".join(each for each in left if re.search(r"\d", each))


def _day(text: str, dates: Dates) -> date | None:
    said = dates.read(text)
    years = _YEAR.findall(text)
    if said.span is None and len(years) == 1 and len(re.findall(r"\d+", text)) == 1 and len(text.split()) > 1:
        return dates.read(years[0]).last if re.match(r"(?:19|20)\d\d\b", text) else None
    return None if said.doubt else said.last


def _unit(number: str, words: str) -> str | None:
    if "%" in number:
        return "%"
    if "$" in number:
        return "$"
    return words if words and not _NOT_UNITS.search(words) and len(words.split()) <= 2 else None  # noqa: PLR2004


def _decimal(number: str) -> Decimal:
    return Decimal(re.sub(r"[^\d.]", "", number))


def _with_share(said: SentenceSaid) -> SentenceSaid:
    """``100% of managers trained`` is the target of "managers trained"."""
    share = _OF_ALL.fullmatch(said.title)
    if share is None or said.target is not None:
        return said
    return replace(said, title=share["title"], target=Figure(Decimal(share["number"]), unit="%"))


def _without_labels(text: str, dates: Dates) -> SentenceSaid:
    if match := _FROM_TO.fullmatch(text):
        days = [_day(match["pa"] or match["pb"], dates), _day(match["qa"] or match["qb"], dates)]
        if days[0] and days[1] and days[0] < days[1]:
            one, two = (Figure(_decimal(match[name]), unit=_unit(match[name], "")) for name in ("one", "two"))
            return SentenceSaid(match["title"].strip(), replace(one, day=days[0]), replace(two, day=days[1]))
    said = _with_share(SentenceSaid(text))
    left = (text,) if said.target is None and re.search(r"\d", text) else ()
    return replace(said, left=left)
