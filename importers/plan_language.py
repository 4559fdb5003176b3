"""The home of telling in which of the two languages of the lexicon a workbook is written."""

import re
from collections import Counter
from collections.abc import Iterable

from importers.lexicon import load_lexicon
from importers.workbook import Sheet

ENOUGH = 5
ENOUGH_HEADINGS = 2
CELLS_READ = 20_000
LONGEST_READ = 2_000
_SPANISH = "spanish"
_WORDS = re.compile(r"[^\W\d_]+")


def is_spanish(sheets: Iterable[Sheet]) -> bool:
    """Whether the small words of a workbook are Spanish rather than English."""
    small = load_lexicon("plan").values["small_words"]
    counted: Counter[str] = Counter()
    texts = (value for sheet in sheets for row in sheet.rows for value in row if isinstance(value, str))
    for _, text in zip(range(CELLS_READ), texts, strict=False):
        counted.update(small[word] for word in _WORDS.findall(text[:LONGEST_READ].casefold()) if word in small)
    return counted[_SPANISH] >= ENOUGH and counted[_SPANISH] > counted.total() - counted[_SPANISH]


def headings_are_spanish(headings: Iterable[str]) -> bool:
    """Whether most headings that name fields are Spanish: a short table holds few small words."""
    lexicon = load_lexicon("plan")
    said = [lexicon.member("languages_of_headings", heading) for heading in headings]
    spanish = said.count(_SPANISH)
    return spanish >= ENOUGH_HEADINGS and spanish > len(said) - spanish
