"""The home of goal and action codes, and of the order in which people read them."""

import re

_PIECES = re.compile(r"[0-9]+|[^\W0-9_]+")
_AFTER_ALL_NUMBERS = 1_000_000_000


def reading_order(code: str) -> tuple[tuple[int, str], ...]:
    """Sort codes as people read them, so that ``2`` comes before ``10``, and numbers before words.

    >>> sorted(["10", "2.B", "2", "2.A"], key=reading_order)
    ['2', '2.A', '2.B', '10']
    """
    return tuple(_place(piece) for piece in _PIECES.findall(code))


def _place(piece: str) -> tuple[int, str]:
    # A number compares by how long it is and then digit by digit: no number is too long to be read.
    digits = piece.lstrip("0")
    return (len(digits), digits) if piece[0].isdecimal() and piece.isascii() else (_AFTER_ALL_NUMBERS, piece.casefold())
