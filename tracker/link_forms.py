"""The home of a funding link as people type it: texts in, a link or every reason why not."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from budgets.calendar import FIRST_YEAR, LAST_YEAR
from budgets.lines import LineKey
from budgets.period import BudgetPeriod
from budgets.selectors import LineSelector
from importers.plain_words import plain_words
from importers.values import LONGEST_NUMBER, find_number
from tracker.alignment import SHARE_DECIMALS, Basis, FundingLink
from tracker.errors import TrackerError
from tracker.typed_words import LONGEST_NOTE

LONGEST_CODE = 1_000
LONGEST_TITLE = 10_000
"""In characters. An entry without a code is named by its name, an action by its title."""
PERCENT = "%"
WHOLE = 100
_STEP = Decimal(1).scaleb(-SHARE_DECIMALS)
_CENT = Decimal("0.01")
_SHOWN = 60
_MONEY = re.compile(r"[$()]|usd", re.IGNORECASE)


class LinkNotTakenError(TrackerError):
    """What was typed is no link; every reason is named."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedLink:
    """A link as typed: ``keys`` by the fields of ``LineSelector``, ``share`` in percent, ``amount`` in dollars.

    Blank texts say nothing. Without ``since`` and ``until`` a share begins with the period and goes on, and an amount
    is for the period alone. A day that is a text is written as 2026-07-01.
    """

    department: str | None
    action: str | None
    keys: Mapping[str, str | None] = field(default_factory=dict)
    share: str | None = None
    amount: str | None = None
    since: date | str | None = None
    until: date | str | None = None
    note: str | None = None
    basis: Basis = Basis.ENTERED


def link_typed(typed: TypedLink, period: BudgetPeriod) -> FundingLink:
    """The link that was typed, for a budget period. Raises ``LinkNotTakenError`` with everything that is wrong."""
    is_amount = _said(typed.amount) and not _said(typed.share)
    since = typed.since if _said_day(typed.since) else period.start
    until = typed.until if _said_day(typed.until) else (period.end if is_amount else None)
    link = link_written(replace(typed, since=since, until=until))
    # It would count whole in each period that its days touch.
    if link.amount is not None and (link.since < period.start or (link.until or period.end) > period.end):
        raise LinkNotTakenError([f"an amount is for one period; {period.label} is {period.start} to {period.end}"])
    return link


def link_written(typed: TypedLink) -> FundingLink:
    """The link that was typed with its own days. Raises ``LinkNotTakenError`` with everything that is wrong."""
    problems: list[str] = []
    department = _words(typed.department, "the department", LONGEST_CODE, problems)
    action = _words(typed.action, "the action", LONGEST_TITLE, problems)
    if not department or not action:
        problems.append("choose the action that is paid for, by its department and its code or title")
    codes = {part: _words(typed.keys.get(part), f"the {part}", LONGEST_CODE, problems) for part in LineKey._fields}
    named = {part: code for part, code in codes.items() if code}
    if not named:
        problems.append(f"name the part of the budget that pays, by one of {', '.join(LineKey._fields)}")
    note = _words(typed.note, "the note", LONGEST_NOTE, problems)
    share, amount = _claim(typed, problems)
    since, until = _days(typed, problems)
    if amount is not None and not _said_day(typed.until):
        problems.append("an amount is for one period; say until when it holds")
    if problems or since is None:
        raise LinkNotTakenError(problems)
    return FundingLink(
        department=department,
        action=action,
        selector=LineSelector(**named),
        share=share,
        amount=amount,
        basis=typed.basis,
        since=since,
        until=until,
        note=note or None,
    )


def _words(typed: str | None, what: str, most: int, problems: list[str]) -> str:
    words = plain_words(typed or "")
    if len(words) > most:
        problems.append(f"{what} has {len(words):,} characters; {most:,} are the most")
    return words[:most]


def read_share(text: str) -> Decimal | str:
    """The share, 0 to 1, that a text in percent says, or why it says none.

    >>> read_share("12.5 %"), read_share("0.25 %"), read_share("0.25")
    (Decimal('0.125'), Decimal('0.0025'), "'0.25' could be 0.25 % or 25 %; write it with the percent sign")
    """
    bare = _short(text)
    number = None if _MONEY.search(bare) else find_number(bare.removesuffix(PERCENT))
    if number is None or not _STEP <= number <= WHOLE:
        return f"'{bare}' is no share; write percent, more than 0 and at most 100, such as 25 %"
    if number < 1 and not bare.endswith(PERCENT):
        return f"'{bare}' could be {bare} % or {(number * WHOLE).normalize():f} %; write it with the percent sign"
    share = number / WHOLE
    if share != share.quantize(_STEP):
        return f"'{bare}' has more decimals than a share keeps; write {SHARE_DECIMALS - 2} of them at most"
    return share


def read_dollars(text: str) -> Decimal | str:
    """The dollars that a text says, to the cent, or why it says none.

    >>> read_dollars("$120,000"), read_dollars("-5")
    (Decimal('120000'), "'-5' is no amount to link; write dollars above 0, such as 120,000")
    """
    bare = _short(text)
    number = find_number(bare)
    if number is None or number <= 0:
        return f"'{bare}' is no amount to link; write dollars above 0, such as 120,000"
    if number != number.quantize(_CENT, rounding=ROUND_HALF_UP):
        return f"'{bare}' has parts of a cent; write whole cents"
    return number


def read_day(text: str) -> date | str:
    """The day that a text says, or why it says none.

    >>> read_day("2026-07-01"), read_day("7/1/26")
    (datetime.date(2026, 7, 1), "'7/1/26' is no day; write year, month and day, such as 2026-07-01")
    """
    bare = _short(text)
    try:
        return date.fromisoformat(bare)
    except ValueError:
        return f"'{bare}' is no day; write year, month and day, such as 2026-07-01"


def _short(text: str) -> str:
    """The text, or as much of it as shows what it is: no number and no day is as long as what is cut."""
    bare = text.strip()
    return bare if len(bare) <= LONGEST_NUMBER else f"{bare[:_SHOWN]} ..."


def _days(typed: TypedLink, problems: list[str]) -> tuple[date | None, date | None]:
    if not _said_day(typed.since):
        problems.append("say from which day it holds")
    read = [read_day(said) if isinstance(said, str) and said.strip() else said for said in (typed.since, typed.until)]
    problems += [day for day in read if isinstance(day, str) and day.strip()]
    since, until = (day if isinstance(day, date) else None for day in read)
    far = [day for day in (since, until) if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR]
    problems += [f"{day} is in no budget; write a year from {FIRST_YEAR} to {LAST_YEAR}" for day in far]
    if since is not None and until is not None and until < since:
        problems.append(f"a link ends after it begins; {since} to {until} does not")
    return since, until


def _said_day(day: date | str | None) -> bool:
    return _said(day) if isinstance(day, str) else day is not None


def _claim(typed: TypedLink, problems: list[str]) -> tuple[Decimal | None, Decimal | None]:
    if _said(typed.share) == _said(typed.amount):
        problems.append("say how much it pays: a share in percent or an amount in dollars, one of the two")
        return None, None
    said = read_share(typed.share or "") if _said(typed.share) else read_dollars(typed.amount or "")
    if isinstance(said, str):
        problems.append(said)
        return None, None
    return (said, None) if _said(typed.share) else (None, said)


def _said(text: str | None) -> bool:
    return bool(text and text.strip())
