"""The home of the words that headings and cells use, read as data: ``lexicon.toml``, and one file for plans."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from rapidfuzz import fuzz, process

SIMILAR = 90.0
"""How alike two headings must be, of 100, to be taken for one: a letter too many or two exchanged, not a word."""

SHORTEST_SIMILAR = 6

# "FundCode" is two words, and so is "ACCTType"; "FTEs" is one, in the plural.
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])(?![A-Z]s(?![a-z]))")
_NOT_WORDS = re.compile(r"[^\w&/%#$]+|_+")


def fold(text: str) -> str:
    r"""A heading without what makes no difference: case, underscores, punctuation, line breaks, doubled spaces.

    >>> fold("ACCT_TYPE"), fold("FundCode"), fold(" Account  Description\n"), fold("FTEs")
    ('acct type', 'fund code', 'account description', 'ftes')
    """
    return " ".join(_NOT_WORDS.sub(" ", _CAMEL.sub(" ", text)).casefold().split())


@dataclass(frozen=True, slots=True)
class Match:
    """What a heading was taken for: ``fund.code``, ``amount``; ``similarity`` is 100 for words of the lexicon."""

    field: str
    similarity: float


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one kind of file.

    ``headings``: a folded heading -> its field. ``values``: a closed set, such as phases -> folded word -> member.
    """

    headings: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]]

    def match(self, heading: str) -> Match | None:
        """The field that a heading names, by its words or by words nearly like them; None where there is none."""
        folded = fold(heading)
        if folded in self.headings:
            return Match(self.headings[folded], 100.0)
        if len(folded) < SHORTEST_SIMILAR:
            return None
        near = process.extractOne(folded, self.headings.keys(), scorer=fuzz.ratio, score_cutoff=SIMILAR)
        return Match(self.headings[near[0]], near[1]) if near else None

    def member(self, closed_set: str, text: str) -> str | None:
        """The member of a closed set that a whole cell names, such as the phase ``proposed`` for "Prelim"."""
        return self.values[closed_set].get(fold(text))

    def names(self, closed_set: str, text: str) -> bool:
        """Whether a whole text is a word of a closed set; no text is, where these files have no such set."""
        return fold(text) in self.values.get(closed_set, {})

    def members_in(self, closed_set: str, text: str) -> frozenset[str]:
        """Every member whose words stand in a longer text; longer words win over those inside them."""
        found = set()
        rest = f" {fold(text)} "
        for word in sorted(self.values[closed_set], key=len, reverse=True):
            if f" {word} " in rest:
                found.add(self.values[closed_set][word])
                rest = rest.replace(f" {word} ", "  ")
        return frozenset(found)


@cache
def load_lexicon(kind: str) -> Lexicon:
    """The shipped words for ``budget`` or ``plan`` files."""
    file = "lexicon_plan.toml" if kind == "plan" else "lexicon.toml"
    tables = tomllib.loads(files("importers").joinpath(file).read_text(encoding="utf-8"))
    return _lexicon(tables[kind])


def _lexicon(table: Mapping[str, Mapping[str, Mapping[str, list[str]] | list[str]]]) -> Lexicon:
    headings = _inverted(_lists(table.get("headings", {})))
    parts = _lists(table.get("parts", {}))
    for entity, words in _lists(table.get("entities", {})).items():
        for word in words:
            headings.setdefault(fold(word), entity)
            for part, suffixes in parts.items():
                for suffix in suffixes:
                    headings.setdefault(fold(f"{word} {suffix}"), f"{entity}.{part}")
    values = {
        name: MappingProxyType(_inverted(_lists(words))) for name, words in _sets(table.get("values", {})).items()
    }
    return Lexicon(MappingProxyType(headings), MappingProxyType(values))


def _lists(table: Mapping[str, Mapping[str, list[str]] | list[str]]) -> dict[str, list[str]]:
    return {name: words for name, words in table.items() if isinstance(words, list)}


def _sets(table: Mapping[str, Mapping[str, list[str]] | list[str]]) -> dict[str, Mapping[str, list[str]]]:
    return {name: words for name, words in table.items() if not isinstance(words, list)}


def _inverted(table: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {fold(word): name for name, words in table.items() for word in words}
