"""The home of reading cells as typed: numbers as people write them, and the text that a person sees."""

import math
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from budgets.year_labels import FIRST_YEAR, LAST_YEAR
from importers.lexicon import load_lexicon
from importers.workbook import CellValue

DASHES = frozenset({"-", "\N{EN DASH}", "\N{EM DASH}", "\N{MINUS SIGN}", "--"})
LARGEST = Decimal(10) ** 15
LIKE_DOLLARS = 1000
LONGEST_NUMBER = 400
_MOST_DIGITS = 18

_THIN = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}"
_SPACES = dict.fromkeys(map(ord, f" \t\r\n{_THIN}"), None)
_BETWEEN_DIGITS = re.compile(r"\d.*\d", re.DOTALL)
_PARTED_BY_THIN_SPACES = re.compile(rf"\d{{1,3}}(?:[{_THIN}]\d{{3}})+(?:\.\d*)?")
DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|\.\d+"
"""The digits of a number as people write them, as a regular expression; two thousands are parted by a comma, or not."""

_NUMBER = re.compile(DIGITS)
_AMONG_WORDS = re.compile(
    rf"(?P<open>\()?\s*(?P<sign>[-\u2212+])?\s*\$?\s*(?P<digits>{DIGITS})\s*(?P<percent>%)?\s*(?(open)\))"
)
_SCIENTIFIC = re.compile(r"[+-]?\d(?:\.\d+)?[eE][+-]?\d{1,3}")
_WORDS = load_lexicon("plan")
_NOTHING = re.compile(rf"(?:{_WORDS.any_of('nothing')}|[-\u2013\u2014]+)?", re.IGNORECASE)
# Three digits after a point are thousands to some writers, and decimals to others; in dollars they are never decimals.
_POINT_OR_THOUSANDS = re.compile(
    rf"(?<![\d.,])[1-9]\d{{0,2}}(?:\.\d{{3}})+(?![\d.,]|\s*{_WORDS.any_of('after_decimals')}\b)", re.IGNORECASE
)


def find_number(value: CellValue) -> Decimal | None:
    """The number that a cell holds as people type it, exact; None when it is blank or no number.

    Understands ``$1,234.50``, ``(1,200)`` and ``1,200-`` as negative, and a lone dash as zero, which is how
    accounting formats show it.

    >>> find_number("$ (1,200.50)"), find_number("-"), find_number("1.234,5")
    (Decimal('-1200.50'), Decimal('0'), None)
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, float | int):
        # The shortest text of a float is what was typed; its binary value is not.
        number = Decimal(repr(value))
        return number if number.is_finite() and abs(number) < LARGEST else None
    return _typed_number(value) if isinstance(value, str) else None


def may_be_money(values: Iterable[CellValue]) -> bool:
    """Whether most cells of a column that is not read hold numbers, and one of them is as dollars are: large, or $.

    >>> may_be_money(["$40", "", "$9"]), may_be_money([1200.0, 3.0]), may_be_money([2026.0, 3.0]), may_be_money(["x"])
    (True, True, False, False)
    """
    filled = [value for value in values if not is_blank(value)]
    numbers = [(value, number) for value in filled if (number := find_number(value)) is not None]
    like_dollars = any(
        "$" in text_of(value) or (abs(number) >= LIKE_DOLLARS and not FIRST_YEAR <= number <= LAST_YEAR)
        for value, number in numbers
    )
    return like_dollars and len(numbers) * 2 > len(filled)


def _typed_number(text: str) -> Decimal | None:
    bare = text.translate(_SPACES)
    if bare != text and _holds_two_numbers(text):
        return None
    bare = bare.replace("\N{MINUS SIGN}", "-").replace("USD", "")
    if bare.removeprefix("$") in DASHES:
        return Decimal(0)
    if _SCIENTIFIC.fullmatch(bare):
        return None if _is_cut_short(bare) else _exact(bare)
    bare, negative = _without_sign(bare)
    bare = bare.removeprefix("$")
    if bare.startswith("-") and not negative:
        bare, negative = bare[1:], True
    if not _NUMBER.fullmatch(bare):
        return None
    number = _exact(bare.replace(",", ""))
    return -number if number is not None and negative else number


def _holds_two_numbers(text: str) -> bool:
    """Whether a space stands between digits where it parts no thousands: ``1200 1300`` is no 12,001,300."""
    digits = _BETWEEN_DIGITS.search(text)
    parted = digits is not None and digits[0] != digits[0].translate(_SPACES)
    return parted and digits is not None and not _PARTED_BY_THIN_SPACES.fullmatch(digits[0])


def _is_cut_short(scientific: str) -> bool:
    """Whether a spreadsheet wrote a number as it showed it, with ``E``: ``1.23E+06`` has lost what came after 1.23."""
    number = _exact(scientific)
    return number is not None and "E" in scientific and int(number.as_tuple().exponent) > 0


def point_may_part_thousands(texts: Iterable[str]) -> frozenset[str]:
    """Of all different texts of a column, numbers such as ``1.234``, where none shows what a point means there.

    They are 1,234 where a point parts thousands; beside ``1234.5`` or ``0.125`` it cannot.

    >>> sorted(point_may_part_thousands(["1.234", "999"])), sorted(point_may_part_thousands(["1.234", "12.5"]))
    (['1.234'], [])
    """
    pointed = [text for text in texts if "." in text]
    doubtful = frozenset(filter(has_point_or_thousands, pointed))
    shown = any(text not in doubtful and find_number(text) is not None for text in pointed)
    return frozenset() if shown else doubtful


def _without_sign(bare: str) -> tuple[str, bool]:
    bare = bare.removeprefix("$") if bare.startswith(("$(", "$-")) else bare
    if bare.startswith("(") and bare.endswith(")"):
        return bare[1:-1], True
    if bare.endswith("-") and not bare.startswith("-"):
        return bare[:-1], True
    if bare.startswith(("-", "+")):
        return bare[1:], bare[0] == "-"
    return bare, False


def _exact(digits: str) -> Decimal | None:
    try:
        number = Decimal(digits)
    except InvalidOperation:
        return None
    return number if abs(number) < LARGEST else None


def is_blank(value: CellValue) -> bool:
    """Whether a cell holds nothing that a person would see."""
    return isinstance(value, str) and not value.strip()


def text_of(value: object) -> str:
    """What a person sees in a cell, without spaces around it: 15 digits of a number, no ``.0``.

    >>> text_of(1010.0), text_of(0.1 + 0.2), text_of(" Fund  ")
    ('1010', '0.3', 'Fund')
    """
    if isinstance(value, str):
        return value.strip()
    if value is None:
        return ""
    if isinstance(value, float):
        whole = value.is_integer() and abs(value) < LARGEST
        return str(int(value)) if whole else format(read_float(value), "f")
    return str(value)


def one_line(value: object) -> str:
    r"""What a person sees in a cell, on one line: spaces of every kind as one, and no characters that show nothing.

    >>> one_line(" Chief\u00a0of\nStaff\u200b ")
    'Chief of Staff'
    """
    return _on_one_line(text_of(value))


# The fields of a row are looked at again and again, and a cell of a report may hold a book.
@lru_cache(maxsize=128)
def _on_one_line(text: str) -> str:
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    shown = "".join(
        " " if mark in "\t\n\r\v\f" else mark
        for mark in text
        if mark in "\t\n\r\v\f" or unicodedata.category(mark) not in ("Cf", "Cc")
    )
    return " ".join(shown.split())


def read_text(value: object) -> str | None:
    """What a cell says on one line; None for a blank, a dash and ``n/a``."""
    text = one_line(value)
    return None if is_nothing(text) else text


def read_note(value: object) -> str | None:
    """What a cell says on one line, where a dash or ``n/a`` are words as well; None for a blank."""
    return one_line(value) or None


def is_nothing(text: str) -> bool:
    """Whether a text on one line says that there is nothing: a blank, a dash, ``n/a``."""
    return bool(_NOTHING.fullmatch(text))


def find_record_number(text: str) -> int | None:
    """The number of a record of ours that a text is; None for any other text, and for more digits than any has.

    >>> find_record_number("12"), find_record_number("-1"), find_record_number("9" * 5000)
    (12, None, None)
    """
    return int(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else None


# -- numbers among words


@dataclass(frozen=True, slots=True)
class NumberSaid:
    """A number that a cell names: as a spreadsheet shows it, whether with a percent sign, and whether among words."""

    number: Decimal
    percent: bool = False
    words: bool = False


def read_number(value: object, unit: str | None = None) -> NumberSaid | None:
    """The number in a cell; None where there is none, more than one, or a whole paragraph around it.

    Words of the unit may stand behind it.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return NumberSaid(read_float(value)) if math.isfinite(value) else None
    text = one_line(value)
    if len(text) > LONGEST_NUMBER:
        return None
    if match := _AMONG_WORDS.fullmatch(text):
        return NumberSaid(_decimal(match), percent=bool(match["percent"]))
    found = list(_AMONG_WORDS.finditer(text))
    if len(found) != 1:
        return None
    rest = (text[: found[0].start()] + text[found[0].end() :]).strip(" .")
    if re.search(r"[^\W\d_]\d|\d[^\W\d_]", text):
        return None
    return NumberSaid(
        _decimal(found[0]), percent=bool(found[0]["percent"]), words=rest.casefold() != (unit or "").casefold()
    )


def _decimal(match: re.Match[str]) -> Decimal:
    number = Decimal(match["digits"].replace(",", ""))
    negative = bool(match["open"]) or match["sign"] in ("-", "\N{MINUS SIGN}")
    return -number if negative else number


def has_point_or_thousands(value: object) -> bool:
    """Whether a text holds a number that is a thousand times as much where a point parts thousands."""
    return isinstance(value, str) and bool(_POINT_OR_THOUSANDS.search(value))


def read_float(value: float) -> Decimal:
    """The number that a spreadsheet shows for a stored one: 15 significant digits, without float noise.

    >>> read_float(0.1 + 0.2), read_float(412500.0)
    (Decimal('0.3'), Decimal('412500'))
    """
    return trimmed(Decimal(f"{value:.15g}"))


def trimmed(number: Decimal) -> Decimal:
    """The same number without zeros at its end, and never in powers of ten."""
    shown = format(number, "f")
    return Decimal(shown.rstrip("0").rstrip(".") if "." in shown else shown)
