"""The home of what files are called: a name that can be written down, sent along, and read as it is."""

import re

LONGEST = 255

# Control characters, ends of lines, half characters, and marks that turn a name round or show none of it.
_NOT_SHOWN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)


def shown_name(name: str) -> str:
    r"""The name of a file with what cannot be shown replaced, and no longer than any system lets it be.

    >>> shown_name("Plan\n2026.xlsx") == "Plan\N{REPLACEMENT CHARACTER}2026.xlsx"
    True
    """
    return _NOT_SHOWN.sub("\N{REPLACEMENT CHARACTER}", name)[:LONGEST]
