"""The home of words as people type them: with what can be seen, and without what only steers a screen or a terminal."""

import re
import unicodedata

# Control characters but for tabs and ends of lines; marks that turn round what follows them; half characters.
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]")
_ENDS_OF_LINES = re.compile("\r\n?|[\u2028\u2029]")
_UNSEEN = frozenset({"C", "Z"})
# Letters by name, of which nothing is to be seen.
_BLANK_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")


def plain_words(typed: str) -> str:
    r"""The words that a person typed, as they are kept; nothing where nothing of them could be seen.

    >>> (
    ...     plain_words(" so it\r\nis\x1b[2J \x00"),
    ...     plain_words("\u200b"),
    ...     plain_words("caf\u00e9 \u0633\u0644\u0627\u0645"),
    ... )
    ('so it\nis[2J', '', 'café سلام')
    """
    words = without_steering(_ENDS_OF_LINES.sub("\n", typed)).strip()
    return words if any(map(_is_seen, words)) else ""


def without_steering(text: str) -> str:
    r"""A text as a terminal may show it: without what would move its cursor, name its window or turn its words round.

    >>> without_steering("a\x1b]0;owned\x07\x9b2Jb\n")
    'a]0;owned2Jb\n'
    """
    return _STEERING.sub("", text)


def _is_seen(letter: str) -> bool:
    return unicodedata.category(letter)[0] not in _UNSEEN and letter not in _BLANK_LETTERS
