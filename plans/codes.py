"""The home of goal and action codes, and of the order in which people read them."""

import re

_PIECES = re.compile(r"\d+|[^\W\d_]+")


def reading_order(code: str) -> tuple[tuple[int, str], ...]:
    """Sort codes as people read them, so that ``2`` comes before ``10``.

    >>> sorted(["10", "2.B", "2", "2.A"], key=reading_order)
    ['2', '2.A', '2.B', '10']
    """
    return tuple((int(piece), "") if piece.isdecimal() else (0, piece.casefold()) for piece in _PIECES.findall(code))
