"""The home of numbers as text: the only place where a number, a date or a missing value gets its words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from budgets.dollars import rounded, short, whole

NO_DATA = "no data"
NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WORDS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_KIBI = 1024


def dollars(amount: Decimal | None) -> str:
    """Whole dollars, as tables show them.

    >>> dollars(Decimal("4446000")), dollars(Decimal("-1200")), dollars(None)
    ('$4,446,000', '($1,200)', 'no data')
    """
    return NO_DATA if amount is None else whole(amount)


def dollars_and_cents(amount: Decimal | None) -> str:
    """Dollars to the cent, as single lines show them; whole dollars stay whole.

    >>> dollars_and_cents(Decimal("12.5")), dollars_and_cents(Decimal("-3"))
    ('$12.50', '($3)')
    """
    if amount is None:
        return NO_DATA
    exact = rounded(amount, 2)
    if exact == exact.to_integral_value():
        return dollars(exact)
    return f"(${-exact:,})" if exact < 0 else f"${exact:,}"


def dollars_short(amount: Decimal | None) -> str:
    """Dollars in few characters, as cards and axes show them; the space before the unit does not break.

    >>> dollars_short(Decimal("4446000")).replace(NBSP, " "), dollars_short(Decimal("-820000")).replace(NBSP, " ")
    ('$4.4 M', '($820 K)')
    """
    return NO_DATA if amount is None else short(amount)


def change_short(amount: Decimal | None) -> str:
    """A difference in dollars, with its sign.

    >>> change_short(Decimal("1200000")).replace(NBSP, " "), change_short(Decimal(0))
    ('+$1.2 M', 'no change')
    """
    if amount is None:
        return NO_DATA
    if not rounded(amount):
        return "no change"
    return f"{'+' if amount > 0 else MINUS}{dollars_short(abs(amount))}"


def change(amount: Decimal) -> str:
    """A difference in whole dollars, with its sign, as tables show it.

    >>> change(Decimal("-1200000")).replace(MINUS, "-"), change(Decimal("35")), change(Decimal("0.4"))
    ('-$1,200,000', '+$35', 'no change')
    """
    if not rounded(amount):
        return "no change"
    return f"{'+' if amount > 0 else MINUS}{whole(abs(amount))}"


@dataclass(frozen=True, slots=True)
class Alike:
    """How the dollars of one table are written, so that whoever adds them up comes to what stands there."""

    has_cents: bool

    def dollars(self, amount: Decimal | None) -> str:
        """An amount of the table."""
        if amount is None or not self.has_cents:
            return dollars(amount)
        exact = rounded(amount, 2)
        return f"(${-exact:,.2f})" if exact < 0 else f"${abs(exact):,.2f}"

    def change(self, amount: Decimal | None) -> str:
        """A difference between amounts of the table, with its sign."""
        if amount is None:
            return NO_DATA
        if not rounded(amount, 2 if self.has_cents else 0):
            return "no change"
        return f"{'+' if amount > 0 else MINUS}{self.dollars(abs(amount))}"


def alike(amounts: Iterable[Decimal | None]) -> Alike:
    """One way to write the dollars of a table: all of them with cents where any has cents, else all of them whole.

    >>> cut = alike([Decimal(8_700_000), Decimal("7200000.5")])
    >>> cut.dollars(Decimal(8_700_000)), cut.change(Decimal("-1499999.5")).replace(MINUS, "-")
    ('$8,700,000.00', '-$1,499,999.50')
    >>> alike([Decimal(3), None]).dollars(Decimal(3)), alike([]).dollars(None)
    ('$3', 'no data')
    """
    known = [rounded(amount, 2) for amount in amounts if amount is not None]
    return Alike(any(amount != amount.to_integral_value() for amount in known))


def fte_change(positions: Decimal) -> str:
    """A difference in full-time equivalents, with its sign.

    >>> fte_change(Decimal("-2.5")).replace(MINUS, "-"), fte_change(Decimal(3)), fte_change(Decimal("0.01"))
    ('-2.5', '+3', 'no change')
    """
    if not rounded(positions, 1):
        return "no change"
    return f"{'+' if positions > 0 else ''}{number(positions)}"


def fte(positions: Decimal | None) -> str:
    """Full-time equivalents, to one place where there is one.

    >>> fte(Decimal("9.50")).replace(NBSP, " "), fte(None)
    ('9.5 FTE', 'no data')
    """
    return NO_DATA if positions is None else f"{number(positions)}{NBSP}FTE"


def number(value: Decimal | int | None, places: int = 1) -> str:
    """A plain number, with no more than the given decimals and no idle zeros.

    >>> number(Decimal("1204.00")), number(Decimal("0.25")), number(None)
    ('1,204', '0.3', 'no data')
    """
    if value is None:
        return NO_DATA
    text = f"{rounded(Decimal(value), places):,f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace("-", MINUS)


def quantity(value: Decimal | None, unit: str | None) -> str:
    """A measured value with its unit; percent are points already, as in plans/measures.py.

    >>> quantity(Decimal("31"), "%").replace(NBSP, " "), quantity(Decimal("12"), "days"), quantity(Decimal("900"), "$")
    ('31 %', '12 days', '$900')
    """
    if value is None:
        return NO_DATA
    if unit is None or not unit.strip():
        return number(value)
    if unit.strip() in {"$", "USD", "dollars"}:
        return dollars(value)
    if unit.strip() in {"%", "percent"}:
        return f"{number(value)}{NBSP}%"
    return f"{number(value)} {unit.strip()}"


def percent(share: Decimal | None) -> str:
    """A share as a percentage; whoever shows it puts its coverage beside it.

    >>> percent(Decimal("0.614")).replace(NBSP, " "), percent(None)
    ('61 %', 'no data')
    """
    return NO_DATA if share is None else f"{number(share * 100, 0)}{NBSP}%"


def share(part: Decimal, whole: Decimal | None) -> str:
    """What part of a whole something is; less than half a percent is told as that, never as none.

    >>> share(Decimal(3), Decimal(1000)).replace(NBSP, " "), share(Decimal(1), Decimal(4)).replace(NBSP, " ")
    ('less than 1 %', '25 %')
    """
    if not whole:
        return NO_DATA
    exact = part / whole
    return f"less than 1{NBSP}%" if 0 < exact < Decimal("0.005") else percent(exact)


def count(how_many: int, one: str, many: str | None = None) -> str:
    """A number of things, with the noun in its number.

    >>> count(1, "action"), count(1200, "action"), count(0, "agency", "agencies")
    ('1 action', '1,200 actions', '0 agencies')
    """
    return f"{how_many:,} {one if how_many == 1 else many or one + 's'}"


def part_of(part: int, whole: int, noun: str = "") -> str:
    """How many of how many.

    >>> part_of(12, 31, "measures"), part_of(12, 31)
    ('12 of 31 measures', '12 of 31')
    """
    return f"{part:,} of {whole:,} {noun}".rstrip()


def in_words(how_many: int) -> str:
    """A small number as a word, a larger one in figures.

    >>> in_words(2), in_words(13)
    ('two', '13')
    """
    return _WORDS[how_many] if 0 <= how_many < len(_WORDS) else f"{how_many:,}"


def sentence_case(text: str) -> str:
    """The text with a capital at its beginning, all else as it is."""
    return text[:1].upper() + text[1:]


def day(when: date | None) -> str:
    """A day, as a person in any county reads it without doubt.

    >>> day(date(2026, 6, 30)), day(None)
    ('30 Jun 2026', 'no date')
    """
    return "no date" if when is None else f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def month(when: date) -> str:
    """A month on an axis, such as ``Jun 2026``."""
    return f"{_MONTHS[when.month - 1]} {when.year}"


def moment(when: datetime) -> str:
    """A day and a time of day.

    >>> moment(datetime(2026, 6, 30, 9, 5))
    '30 Jun 2026, 09:05'
    """
    return f"{day(when.date())}, {when:%H:%M}"


def as_of(when: date) -> str:
    """The day on which numbers stand.

    >>> as_of(date(2026, 6, 30))
    'as of 30 Jun 2026'
    """
    return f"as of {day(when)}"


def reach(when: date | None, share: Decimal | None) -> str:
    """How far actuals reach: the day up to which they stand, beside the share of the period until then.

    >>> reach(date(2026, 6, 30), Decimal("0.25")).replace(NBSP, " "), reach(None, None)
    ('as of 30 Jun 2026, 25 % of the period', 'up to no day that is said')
    """
    if when is None:
        return "up to no day that is said"
    return as_of(when) if share is None else f"{as_of(when)}, {percent(share)} of the period"


def days_until(days: int) -> str:
    """How far a due day is away.

    >>> days_until(12), days_until(0), days_until(-1)
    ('in 12 days', 'today', '1 day late')
    """
    if days == 0:
        return "today"
    return f"in {count(days, 'day')}" if days > 0 else f"{count(-days, 'day')} late"


def years(fiscal_years: Iterable[int]) -> str:
    """Fiscal years as a span; years with a gap between them are listed.

    >>> years([2026, 2027]), years([2025]), years([2024, 2026])
    ('2026\N{EN DASH}2027', '2025', '2024, 2026')
    """
    ordered = sorted(set(fiscal_years))
    if len(ordered) > 1 and ordered[-1] - ordered[0] == len(ordered) - 1:
        return f"{ordered[0]}\N{EN DASH}{ordered[-1]}"
    return ", ".join(str(year) for year in ordered)


def period(key: str) -> str:
    """A period's key as its label, with the dash that print uses."""
    return key.replace("-", "\N{EN DASH}")


def size(octets: int) -> str:
    """The size of a file.

    >>> size(512).replace(NBSP, " "), size(1_300_000).replace(NBSP, " ")
    ('512 bytes', '1.2 MB')
    """
    if octets < _KIBI:
        return f"{octets}{NBSP}bytes"
    if octets < _KIBI**2:
        return f"{octets / _KIBI:,.0f}{NBSP}KB"
    return f"{octets / _KIBI**2:,.1f}{NBSP}MB"


def megabytes(octets: int) -> str:
    """A size beside a limit, in millions of bytes as the limit is; rounded up, so that what is larger looks larger.

    >>> megabytes(50_000_000).replace(NBSP, " "), megabytes(50_000_001).replace(NBSP, " ")
    ('50 MB', '50.1 MB')
    """
    return f"{-(-octets // 100_000) / 10:,g}{NBSP}MB"


def listed(names: Iterable[str]) -> str:
    """Names in a sentence.

    >>> listed(["Parks", "Transit", "Elections"]), listed(["Parks"])
    ('Parks, Transit and Elections', 'Parks')
    """
    *most, last = list(names) or [""]
    return f"{', '.join(most)} and {last}" if most else last


def quantity_short(value: Decimal | None, unit: str | None) -> str:
    """A measured value where there is little room: dollars and percent keep their sign, other units are told beside.

    >>> quantity_short(Decimal("160"), "people"), quantity_short(Decimal("31"), "%").replace(NBSP, " ")
    ('160', '31 %')
    """
    if (unit or "").strip() in {"$", "USD", "dollars"}:
        return dollars_short(value)
    return quantity(value, unit) if (unit or "").strip() in {"%", "percent"} else number(value)


def cell(value: object) -> str:
    """What a cell of someone's sheet holds, as close to what they see as its value allows.

    >>> cell(420000.0), cell(0.25), cell("Parks"), cell(date(2026, 9, 30)), cell(True)
    ('420000', '0.25', 'Parks', '30 Sep 2026', 'TRUE')
    """
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime):
        return day(value.date()) if (value.hour, value.minute) == (0, 0) else moment(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, float):
        return f"{value:.12g}"
    return str(value)


def quoted(text: str) -> str:
    """Someone's own words, as such."""
    return f"\N{LEFT DOUBLE QUOTATION MARK}{text}\N{RIGHT DOUBLE QUOTATION MARK}"


def unbroken(text: str) -> str:
    """The text in one line, whatever the room."""
    return text.replace(" ", NBSP)
