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
    ``words``: the words of a set by member, as written, for texts in which punctuation tells something.
    """

    headings: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]]
    words: Mapping[str, Mapping[str, tuple[str, ...]]]

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

    def begins_word(self, closed_set: str, text: str) -> bool:
        """Whether a word of a text begins with one of a closed set, as ``FY26`` does with ``fy``."""
        folded = f" {fold(text)}"
        return any(f" {word}" in folded for word in self.values[closed_set])

    def meant(self, word_set: str, text: str) -> str | None:
        """The member of a set that a whole text names, as written but for case."""
        said = text.casefold()
        return next((member for member, words in self.words[word_set].items() if said in words), None)

    def any_of(self, word_set: str, *members: str) -> str:
        """A regular expression for one of the words of a set, of all members or of these, the longest first.

        A space in a word stands for any that a cell may hold.
        """
        sets = self.words[word_set]
        words = {word for member in members or sets for word in sets[member]}
        longest_first = sorted(words, key=lambda word: (-len(word), word))
        spaced = (r"\s+".join(map(re.escape, word.split())) for word in longest_first)
        return f"(?:{'|'.join(spaced)})"

    def roots(self, word_set: str) -> tuple[str, ...]:
        """The words of a set that hold no other one: a text without any of these has none of the set."""
        words = {word for each in self.words[word_set].values() for word in each}
        return tuple(sorted(word for word in words if not any(other in word for other in words - {word})))


@cache
def load_lexicon(kind: str) -> Lexicon:
    """The shipped words for files of a kind: ``budget``, ``plan`` or ``answers``."""
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
    values["parts"] = MappingProxyType(_inverted(parts))
    written = {
        name: MappingProxyType({member: tuple(map(str.casefold, each)) for member, each in _lists(words).items()})
        for name, words in _sets(table.get("words", {})).items()
    }
    return Lexicon(MappingProxyType(headings), MappingProxyType(values), MappingProxyType(written))


def _lists(table: Mapping[str, Mapping[str, list[str]] | list[str]]) -> dict[str, list[str]]:
    return {name: words for name, words in table.items() if isinstance(words, list)}


def _sets(table: Mapping[str, Mapping[str, list[str]] | list[str]]) -> dict[str, Mapping[str, list[str]]]:
    return {name: words for name, words in table.items() if not isinstance(words, list)}


def _inverted(table: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {fold(word): name for name, words in table.items() for word in words}
