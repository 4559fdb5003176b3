"""The home of recognising a framework's goals and strategies in the words that plans use for them."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Protocol, TypeVar

_WORDS = re.compile(r"[^\W_]+")
_KIND = r"(?:goals?|strateg(?:y|ies)|practices?|objectives?|priorit(?:y|ies)|determinants?)(?:\s+areas?)?"
_LEAD_IN = re.compile(
    rf"\s*(?:{_KIND}\s*[#:.-]?\s*)?(?:(?P<number>\d+(?:\.\d+)*|[a-z](?=\s*[.):])|[ivx]+(?=\s*[.):]))\s*[.):-]*\s*)?",
    re.IGNORECASE,
)
_CODE_FIRST = re.compile(r"(?P<code>[^\s:()]+)\s*(?::|\s-|-\s|\)|\.\s)\s*(?P<name>.+)", re.DOTALL)
_CODE_LAST = re.compile(r"(?P<name>.+?)\s*[(\[](?P<code>[^\s()\[\]]+)[)\]]", re.DOTALL)
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"))
_LEAST_LIKENESS = 0.6


class Named(Protocol):
    """What has a code and names under which people refer to it."""

    @property
    def names(self) -> tuple[str, ...]:
        """The code first, then every name."""


N = TypeVar("N", bound=Named)


def fold(text: str) -> str:
    """The words of a text, for comparing: no case, no punctuation, "&" as "and".

    >>> fold("Leadership, Operations &  Services") == fold("leadership operations and services")
    True
    """
    plain = unicodedata.normalize("NFKC", text).casefold().replace("&", " and ").replace("'", "").replace("\u2019", "")
    return " ".join(_WORDS.findall(plain))


@lru_cache(maxsize=1024)
def _fold_name(name: str) -> str:
    """The same for a name of the framework: each is compared with every text of a plan."""
    return fold(name)


def match(text: str, entries: Sequence[N]) -> N | None:
    """The one entry that a text names by its code or a name of it, or None.

    A lead-in such as "Goal 1:" or "A." is passed over, and code and name may stand together ("LOS - Leadership").
    A text whose number or code says one entry and whose name says another names none.
    """
    found = [entry for entry in (_named(form, entries) for form in _forms(text)) if entry is not None]
    found += [entry for entry in (_coded(form, entries) for form in _forms(text)) if entry is not None]
    if not found or any(entry is not found[0] for entry in found):
        return None
    return found[0]


def nearest(text: str, entries: Sequence[N], limit: int) -> tuple[N, ...]:
    """The entries whose names are most like a text, the likest first: for a person to choose from, never to decide."""
    words = fold(_without_lead_in(text.translate(_DASHES)))
    scored = [(max(_likeness(words, _fold_name(name)) for name in entry.names), entry) for entry in entries]
    likely = sorted((pair for pair in scored if pair[0] >= _LEAST_LIKENESS), key=lambda pair: -pair[0])
    return tuple(entry for _, entry in likely[:limit])


def _named(text: str, entries: Sequence[N]) -> N | None:
    words = fold(text)
    hits = [entry for entry in entries if words and any(_fold_name(name) == words for name in entry.names)]
    return hits[0] if len(hits) == 1 else None


def _coded(text: str, entries: Sequence[N]) -> N | None:
    """The entry whose code stands before or after one of its own names."""
    for pattern in (_CODE_FIRST, _CODE_LAST):
        if together := pattern.fullmatch(text.strip()):
            by_code = [entry for entry in entries if _fold_name(entry.names[0]) == fold(together["code"])]
            if by_code and _named(together["name"], by_code):
                return by_code[0]
    return None


def _forms(text: str) -> Iterator[str]:
    plain = text.translate(_DASHES)
    yield plain
    if (bare := _without_lead_in(plain)) != plain:
        yield bare
    lead_in = _LEAD_IN.match(plain)
    if lead_in and lead_in["number"]:
        yield lead_in["number"]


def _without_lead_in(text: str) -> str:
    lead_in = _LEAD_IN.match(text)
    return text[lead_in.end() :] if lead_in else text


def _likeness(one: str, other: str) -> float:
    if one and other and f" {one} " in f" {other} ":
        # Some of the words of a name are more than letters that look alike.
        return max(_LEAST_LIKENESS, SequenceMatcher(None, one, other).ratio())
    if 2 * min(len(one), len(other)) < _LEAST_LIKENESS * (len(one) + len(other)):
        # So different in length that no letters could make them alike enough.
        return 0.0
    matcher = SequenceMatcher(None, one, other)
    return matcher.ratio() if matcher.quick_ratio() >= _LEAST_LIKENESS else 0.0
