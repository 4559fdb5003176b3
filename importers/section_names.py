"""The home of what a heading between lines names: a department, a fund, a class of spending, which way money goes."""

import re
from dataclasses import dataclass

from budgets.phases import Direction
from importers.lexicon import Lexicon, fold

SHORTEST_DIRECTION = 4

_DASHES = "-\N{EN DASH}\N{EM DASH}"
_CODE = r"[A-Za-z]{0,4}\d[\w.]*(?:-\d[\w.]*)*"
_WORD = re.compile(rf"(?P<word>[^\W\d][^\d:#]*?)\.?\s*(?:[:#]+|\s[{_DASHES}]|(?=\s{_CODE}))\s*(?P<rest>\S.*)")
_CODED = re.compile(rf"(?P<code>{_CODE})(?:\s*[{_DASHES}:]\s*|\s+)(?P<name>\S.*)")
_DASHED = re.compile(rf"(?P<code>{_CODE})\s*(?:\s[{_DASHES}]|:)\s*(?P<name>[^\W\d].*)")
_CODE_LAST = re.compile(rf"(?P<name>[^\W\d].*?)\s*\(\s*(?P<code>{_CODE})\s*\)")


@dataclass(frozen=True, slots=True)
class Named:
    """What a heading names: the ``kind`` as a field of a line, or none; its code and name.

    ``is_sure``: a word before it, or the county's own list, says the kind. ``direction``: it says which way money goes,
    and names nothing.
    """

    text: str
    kind: str = ""
    is_sure: bool = False
    code: str = ""
    name: str = ""
    direction: Direction | None = None

    @property
    def is_direction(self) -> bool:
        """Whether the heading says which way money goes, and nothing else."""
        return self.direction is not None

    @property
    def whole(self) -> str:
        """All of it, folded."""
        return fold(self.text)

    @property
    def forms(self) -> frozenset[str]:
        """What a total may call it: all of it, its name, its code, its name with the word for its kind, folded."""
        own = {self.text, self.name, self.code, f"{self.kind} {self.code}" if self.code else ""}
        own |= {f"direction {self.direction}"} if self.direction else set()
        own |= {f"{self.kind} {self.name}", f"{self.name} {self.kind}"} if self.kind and self.name else set()
        return frozenset(filter(None, map(fold, own)))


def read_name(text: str, lexicon: Lexicon, departments: frozenset[str] = frozenset()) -> Named:
    """What a heading names, by its words; ``departments`` are the folded names of the county's own.

    >>> from importers.lexicon import load_lexicon
    >>> found = read_name("Fund 100 - General", load_lexicon("budget"))
    >>> found.kind, found.code, found.name
    ('fund', '100', 'General')
    """
    bare = _without_continued(text.strip(), lexicon).rstrip(":").strip() or text.strip()
    direction = read_direction(bare, lexicon)
    if direction:
        return Named(bare, name=bare, direction=direction)
    worded = _WORD.fullmatch(bare)
    kind = lexicon.member("section_words", worded["word"]) if worded else None
    if worded and kind:
        code, name = _parted(worded["rest"])
        return Named(bare, kind, is_sure=True, code=code, name=name)
    dashed = _DASHED.fullmatch(bare) or _CODE_LAST.fullmatch(bare)
    code, name = (dashed["code"], dashed["name"]) if dashed else ("", bare)
    if {fold(bare), fold(name)} & departments:
        return Named(bare, "department", is_sure=True, code=code, name=name)
    return Named(bare, _kind_of(name, lexicon), code=code, name=name)


def read_direction(text: str, lexicon: Lexicon) -> Direction | None:
    """Which way money goes beneath a heading that says nothing else; letters and short words are none.

    >>> from importers.lexicon import load_lexicon
    >>> read_direction("OPERATING REVENUES:", load_lexicon("budget"))
    <Direction.REVENUE: 'revenue'>
    """
    words = [word for word in fold(text).split() if not lexicon.member("totals", word)]
    bare = " ".join(words)
    said = lexicon.member("directions", bare) or lexicon.member("direction_sections", bare)
    return Direction(said) if said and len(bare) >= SHORTEST_DIRECTION else None


def _parted(rest: str) -> tuple[str, str]:
    if re.fullmatch(_CODE, rest):
        return rest, ""
    found = _CODED.fullmatch(rest) or _CODE_LAST.fullmatch(rest)
    return (found["code"], found["name"]) if found else ("", rest)


def _kind_of(name: str, lexicon: Lexicon) -> str:
    words = fold(name).split()
    first_two = lexicon.member("section_words", " ".join(words[:2])) if " of" in f" {' '.join(words[:2])}" else None
    whole = lexicon.member("section_classes", name)
    return first_two or whole or (lexicon.member("section_ends", words[-1]) if len(words) > 1 else None) or ""


def _without_continued(text: str, lexicon: Lexicon) -> str:
    found = re.fullmatch(rf"(?P<name>.*?)[{_DASHES}\s,]*\(?(?P<last>[\w']+\.?)\)?", text)
    return found["name"] if found and found["name"] and lexicon.member("continued", found["last"]) else text
