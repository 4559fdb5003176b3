"""The home of telling in which of the two languages of the lexicon a workbook is written."""

import re
from collections import Counter
from collections.abc import Iterable

from importers.workbook import Sheet

ENOUGH = 5
CELLS_READ = 20_000
_WORDS = re.compile(r"[^\W\d_]+")
_SPANISH = frozenset(
    {"de", "la", "el", "los", "las", "del", "para", "y", "en", "con", "por", "una", "un", "que", "al", "su"}
)
_ENGLISH = frozenset(
    {"the", "of", "and", "to", "for", "in", "with", "on", "by", "an", "is", "are", "that", "at", "from"}
)


def is_spanish(sheets: Iterable[Sheet]) -> bool:
    """Whether the small words of a workbook are Spanish rather than English."""
    counted: Counter[bool] = Counter()
    texts = (value for sheet in sheets for row in sheet.rows for value in row if isinstance(value, str))
    for _, text in zip(range(CELLS_READ), texts, strict=False):
        words = _WORDS.findall(text.casefold())
        counted[True] += sum(1 for word in words if word in _SPANISH)
        counted[False] += sum(1 for word in words if word in _ENGLISH)
    return counted[True] >= ENOUGH and counted[True] > counted[False]
