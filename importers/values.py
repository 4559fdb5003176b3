"""The home of reading cells as typed: money, FTE, numbers, percent, years, codes, yes and no."""

import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from importers.cells import CellRef
from importers.issues import NOT_A_CODE, NOT_A_NUMBER, NOT_MONEY, NOT_YES_OR_NO, Issue
from importers.workbook import CellValue

DASHES = frozenset({"-", "\N{EN DASH}", "\N{EM DASH}", "\N{MINUS SIGN}", "--"})
YES = frozenset({"yes", "y", "true", "x", "1", "\N{CHECK MARK}"})
NO = frozenset({"no", "n", "false", "0"})
LARGEST = Decimal(10) ** 15

_SPACES = dict.fromkeys(map(ord, " \t\r\n\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}"), None)
_NUMBER = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|\.\d+")
_SCIENTIFIC = re.compile(r"[+-]?\d(?:\.\d+)?[eE][+-]?\d{1,3}")


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


def _typed_number(text: str) -> Decimal | None:
    bare = text.translate(_SPACES)
    if bare in DASHES:
        return Decimal(0)
    bare = bare.replace("\N{MINUS SIGN}", "-").replace("USD", "")
    if _SCIENTIFIC.fullmatch(bare):
        return _exact(bare)
    bare, negative = _without_sign(bare)
    bare = bare.removeprefix("$")
    if bare in DASHES:
        return Decimal(0)
    if bare.startswith("-") and not negative:
        bare, negative = bare[1:], True
    if not _NUMBER.fullmatch(bare):
        return None
    number = _exact(bare.replace(",", ""))
    return -number if number is not None and negative else number


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


def read_money(value: CellValue, at: CellRef) -> Decimal | Issue | None:
    """Dollars as typed, not yet scaled or rounded; None for a blank cell, which is no amount."""
    if is_blank(value):
        return None
    number = find_number(value)
    return NOT_MONEY.at(at, _shown(value), field=("amount",)) if number is None else number


def read_number(value: CellValue, at: CellRef) -> Decimal | Issue | None:
    """A plain number, such as an FTE; None for a blank cell."""
    if is_blank(value):
        return None
    number = find_number(value)
    return NOT_A_NUMBER.at(at, _shown(value)) if number is None else number


def read_percent(value: CellValue, at: CellRef) -> Decimal | Issue | None:
    """A share, 0.25 for ``25 %``; a number without a sign is taken as it stands. None for a blank cell.

    >>> read_percent("25 %", CellRef("A", 1, 1))
    Decimal('0.25')
    """
    if isinstance(value, str) and value.strip().endswith("%"):
        number = find_number(value.strip()[:-1])
        return NOT_A_NUMBER.at(at, value.strip()) if number is None else number / 100
    return read_number(value, at)


def read_yes_no(value: CellValue, at: CellRef) -> bool | Issue | None:
    """Yes or no, in the usual ways of saying so; None for a blank cell."""
    if is_blank(value):
        return None
    folded = text_of(value).casefold()
    if folded in YES:
        return True
    return False if folded in NO else NOT_YES_OR_NO.at(at, text_of(value))


def read_code(value: CellValue, at: CellRef) -> str | Issue | None:
    """A code as it is shown: leading zeros stay, a whole number has no decimals. None for a blank cell.

    >>> read_code(1010.0, CellRef("A", 1, 1)), read_code(" 0042 ", CellRef("A", 1, 1))
    ('1010', '0042')
    """
    if isinstance(value, date | datetime):
        # Excel turns codes such as 1-2 into dates, and the code is lost.
        return NOT_A_CODE.at(at, value)
    return text_of(value) or None


def text_of(value: CellValue) -> str:
    """What a person sees in a cell, without spaces around it.

    >>> text_of(1010.0), text_of(" Fund  ")
    ('1010', 'Fund')
    """
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, float) and value.is_integer() and abs(value) < LARGEST:
        return str(int(value))
    return str(value)


def round_to_cents(dollars: Decimal) -> Decimal:
    """Dollars rounded half up to cents, away from zero for reductions."""
    return dollars.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def _shown(value: CellValue) -> str:
    return text_of(value)
