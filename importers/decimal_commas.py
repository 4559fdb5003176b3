"""The home of telling that a csv writes its decimals behind a comma, as ``1.234,56``, column by column."""

import re
from collections.abc import Sequence

_SIGNED = re.compile(r"[\s$€£(+-]*([\d.,]*\d)[\s$€£)%-]*")
_BOTH_MARKS = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+")
_CENTS = re.compile(r"(?:0|[1-9]\d*),\d{2}")
_WITH_COMMA = re.compile(r"(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?")
ENOUGH = 2


def with_points(rows: Sequence[list[str]]) -> frozenset[int]:
    """Rewrite the columns that certainly have a comma before their decimals; their numbers, counted from 1.

    A column is certain when one of its numbers has points and then a comma, or two have cents behind a comma, and none
    has to be read in another way. Nothing else is touched: ``1,234`` alone may be either.
    """
    told: dict[int, list[int]] = {}
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            if "," in text and _SIGNED.fullmatch(text):
                told.setdefault(column, []).append(number)
    certain = {column for column, numbers in told.items() if _is_certain(rows, column, numbers)}
    for row in rows if certain else ():
        for column in certain:
            if column < len(row) and (found := _SIGNED.fullmatch(row[column])):
                bare = found[1].replace(".", "").replace(",", ".")
                row[column] = row[column][: found.start(1)] + bare + row[column][found.end(1) :]
    return frozenset(column + 1 for column in certain)


def _is_certain(rows: Sequence[Sequence[str]], column: int, with_comma: Sequence[int]) -> bool:
    commas = [_bare(rows[number][column]) for number in with_comma]
    cents = sum(1 for text in commas if _CENTS.fullmatch(text))
    if cents < ENOUGH and not any(map(_BOTH_MARKS.fullmatch, commas)):
        return False
    numbers = (_bare(row[column]) for row in rows if column < len(row))
    return all(_WITH_COMMA.fullmatch(text) for text in numbers if text)


def _bare(text: str) -> str:
    found = _SIGNED.fullmatch(text)
    return found[1] if found else ""
