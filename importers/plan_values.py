"""The home of what plan cells mean beside dates: people, statuses, numbers of measures, and what an action asks for."""

import math
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from plans.implementation import FundingAsk
from plans.measures import MeasureDirection, MeasureKind

_BLANK = re.compile(r"(?:n\.?/?a\.?|n\.?/d\.?|none|[-\u2013\u2014]+|not applicable|ninguno|ninguna)?", re.IGNORECASE)
_NOBODY = re.compile(
    r"(?:tbd|tba|to be (?:determined|decided|named|hired|announced)|por definir|vacant|unassigned|\?+)\.?",
    re.IGNORECASE,
)


def fold(text: str) -> str:
    r"""Text with line breaks and spaces of every kind folded to one space, without characters that show nothing.

    >>> fold(" Chief\u00a0of\nStaff\u200b ")
    'Chief of Staff'
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    shown = "".join(
        " " if mark in "\t\n\r\v\f" else mark
        for mark in text
        if mark in "\t\n\r\v\f" or unicodedata.category(mark) not in ("Cf", "Cc")
    )
    return " ".join(shown.split())


def read_text(value: object) -> str | None:
    """What a cell says as text, folded; None for a blank, a dash and ``n/a``. Whole numbers lose their ``.0``."""
    text = fold(plain(value))
    return None if _BLANK.fullmatch(text) else text


def read_note(value: object) -> str | None:
    """What a cell says as text, where a dash or ``n/a`` are words as well; None for a blank."""
    return fold(plain(value)) or None


def plain(value: object) -> str:
    """What a cell holds as text, numbers as a spreadsheet shows them: 15 digits, no ``.0``."""
    if value is None:
        return ""
    if isinstance(value, float):
        return format(read_float(value), "f")
    return str(value)


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


# -- people


@dataclass(frozen=True, slots=True)
class People:
    """Who leads and who helps; ``several`` says that the first of several names was taken as lead.

    ``perhaps_several`` says that the lead may be two names, or one that holds a comma or an "and": it was left whole.
    """

    lead: str | None = None
    partners: tuple[str, ...] = ()
    several: bool = False
    perhaps_several: bool = False
    nobody: bool = False


_LABELLED = re.compile(
    r"\b(leads?|owner|responsable|l\u00edder|encargad[oa]|partners?|with|support(?:ing|ed by)?|socios|aliad[oa]s"
    r"|apoyo|con)"
    r"\s*:\s*",
    re.IGNORECASE,
)
_LEADS = ("lead", "owner", "responsable", "l\u00edder", "encargad")
_LEAD_MARK = re.compile(r"\s*\((?:lead|owner|responsable|l\u00edder)\)", re.IGNORECASE)
_STRONG = re.compile(r"\s*(?:;|\n|\r|\s/\s|\s\|\s)\s*")
_WEAK = re.compile(r"\s*,\s*(?:and\s+|&\s+)?|\s+(?:and|y|with|&|\+|/)\s+|\s*\+\s*|(?<=\w)/(?=\w)", re.IGNORECASE)
_SLASH = re.compile(r"\+|/")
_AND = re.compile(r"\s(?:and|y|&)\s", re.IGNORECASE)
_CREDENTIAL = re.compile(
    r"(?:ph\.?d|m\.?d|j\.?d|r\.?n|mph|mpa|msw|lcsw|cpa|p\.?e|aicp|esq|jr|sr|ii|iii|iv)\.?", re.IGNORECASE
)
_TOGETHER = re.compile(
    r"(?P<lead>[^;|\n]+?),?\s+"
    r"(?:(?:in partnership|jointly|together|working|in collaboration) with|with|junto con|en conjunto con)"
    r"\s+(?:the\s+)?(?P<partners>.+)",
    re.IGNORECASE,
)
_AND_THE = re.compile(r",?\s+and the\s+|,?\s+with\s+(?:the\s+)?", re.IGNORECASE)
_WITH = re.compile(r"^(?:with|and)\s+", re.IGNORECASE)
_OFFICE = re.compile(
    r"(?:\b|^)(?:director|directora|manager|managers|officer|lead|coordinator|supervisor|administrator|analyst|planner|specialist|liaison"
    r"|chief|staff|deputy|epidemiologist|counsel|attorney|partner|secretary|treasurer|commissioner|sheriff|assessor"
    r"|executive|superintendent|engineer|representative|advisor|head|chair|president|ombuds|gerente|jefe|coordinador[a]?)s?(?:\b|$)",
    re.IGNORECASE,
)
_ENDS_IN_OFFICE = re.compile(rf"(?:{_OFFICE.pattern})\s*$", re.IGNORECASE)
_PERSON = re.compile(
    r"(?:(?:Dr|Mr|Ms|Mrs)\.? )?[A-Z\u00c0-\u00de][\w'\u2019.-]*(?: [A-Z\u00c0-\u00de][\w'\u2019.-]*){1,2}"
)
_ORGANIZATION = re.compile(
    r"\b(?:resources|services?|health|parks|recreation|housing|office|division|department|dept|program|programs|county|city|state"
    r"|community|human|public|board|council|network|team|unit|operations|finance|budget|development|management|planning|policy"
    r"|relations|affairs|works|transit|transportation|technology|center|library|school|schools|committee|group|equity|justice)\b",
    re.IGNORECASE,
)


def read_people(value: object) -> People:
    """Read a lead, and partners where they are named in the same cell.

    ``Lead: X / Partners: Y`` and ``X (lead), Y`` are explicit; of several names without a label the first leads.
    """
    raw = plain(value)
    text = fold(raw)
    if not text or _BLANK.fullmatch(text):
        return People()
    if _NOBODY.fullmatch(text):
        return People(nobody=True)
    if _LABELLED.search(text):
        return _labelled(text)
    if (together := _TOGETHER.fullmatch(text)) and not _LEAD_MARK.search(text):
        named = [name for piece in _STRONG.split(together["partners"]) for name in _AND_THE.split(piece) if name]
        return People(together["lead"], tuple(map(fold, named)), several=True)
    names = _names(raw)
    marked = [name for name in names if _LEAD_MARK.search(name)]
    cleaned = [_LEAD_MARK.sub("", name) for name in names]
    if len(marked) == 1:
        lead = _LEAD_MARK.sub("", marked[0])
        return People(lead, tuple(name for name in cleaned if name != lead))
    return _first_leads([name for name in cleaned if not _NOBODY.fullmatch(name)])


def _first_leads(names: list[str]) -> People:
    if not names:
        return People(nobody=True)
    several = len(names) > 1
    return People(
        names[0], tuple(names[1:]), several=several, perhaps_several=not several and _may_be_several(names[0])
    )


def _may_be_several(name: str) -> bool:
    """Whether a name that was left whole may be two: ``HR/Finance`` may, ``Access & Outreach Manager`` is an office."""
    parts = _WEAK.split(name)
    if len(parts) == 1 or any(_CREDENTIAL.fullmatch(part) for part in parts):
        return False
    if _SLASH.search(name):
        return True
    if _AND.search(name):
        if any(map(_ENDS_IN_OFFICE.search, parts[:-1])) and not _OFFICE.search(parts[-1]):
            return True
        return not (_OFFICE.search(name) or _ORGANIZATION.search(name))
    # "Director, Public Health" is one office; "Human Resources, Public Health" is none.
    return not any(map(_OFFICE.search, parts))


def _labelled(text: str) -> People:
    before, *pieces = _LABELLED.split(text)
    named: dict[bool, list[str]] = {True: [], False: []}
    for label, names in zip(pieces[::2], pieces[1::2], strict=True):
        named[label.casefold().startswith(_LEADS)].extend(_listed(names.strip(" /;,|")))
    leads = [name for name in named[True] or _listed(before) if not _NOBODY.fullmatch(name)]
    partners = tuple(name for name in named[False] if not _NOBODY.fullmatch(name))
    if not leads:
        return People(partners=partners, nobody=True)
    return People(leads[0], (*leads[1:], *partners), several=len(leads) > 1)


def _listed(text: str) -> list[str]:
    return [name for piece in _STRONG.split(text) if (name := fold(piece))]


def _names(raw: str) -> list[str]:
    """The names in a cell: parted for sure by ``;`` and lines, by commas and "and" only where each part is somebody."""
    names: list[str] = []
    for piece in _listed(raw):
        parts = [part for part in (_WITH.sub("", fold(each)) for each in _WEAK.split(piece)) if part]
        sure = bool(_LEAD_MARK.search(piece)) or all(map(_is_somebody, parts))
        names.extend(parts if len(parts) > 1 and sure else [piece])
    return names


def _is_somebody(name: str) -> bool:
    bare = _LEAD_MARK.sub("", name)
    if bare != name or _NOBODY.fullmatch(bare):
        return True
    return bool(_OFFICE.search(bare)) or bool(_PERSON.fullmatch(bare) and not _ORGANIZATION.search(bare))


def read_partners(value: object) -> tuple[str, ...]:
    """The partners in a cell, parted by ``;`` or line breaks; commas belong to names."""
    names = _listed(plain(value))
    return tuple(dict.fromkeys(name for name in names if not (_BLANK.fullmatch(name) or _NOBODY.fullmatch(name))))


# -- closed words


_DIRECTIONS: Mapping[str, MeasureDirection] = {
    word: direction
    for direction, words in {
        MeasureDirection.INCREASE: "increase|up|higher|more|higher is better|aumentar|\u2191|\u25b2|+",
        MeasureDirection.DECREASE: "decrease|down|lower|less|reduce|lower is better|reducir|\u2193|\u25bc|-",
        MeasureDirection.MAINTAIN: "maintain|same|keep|steady|hold|mantener|=",
    }.items()
    for word in words.split("|")
}


def read_direction(value: object) -> MeasureDirection | None:
    """Which way is better, as a cell says it; None for a blank and for other words."""
    return _DIRECTIONS.get(fold(plain(value)).casefold().strip("."))


def read_kind(value: object) -> MeasureKind | None:
    """Whether performance or a population is measured; None for other words."""
    word = fold(plain(value)).casefold()
    return next((kind for kind in MeasureKind if word.startswith(kind.value)), None)


def read_yes(value: object) -> bool | None:
    """Whether a cell says yes; None for words that are neither yes nor no. A blank is no."""
    word = fold(plain(value)).casefold()
    if word in ("", "no", "n", "false", "0", "-"):
        return False
    return True if word in ("yes", "y", "x", "true", "1", "s\u00ed", "si", "\u2713", "\u2714") else None


_MARK = re.compile(
    r"(?:x+|y(?:es)?|s[i\u00ed]|1|\*+|\u2713|\u2714|\u2611|\u25cf|\u25a0|\u25aa|\u2588|\u2022|\u25cb|\u221a)\.?",
    re.IGNORECASE,
)


def is_mark(value: object) -> bool:
    """Whether a cell holds a mark, such as an X, and nothing else."""
    return bool(_MARK.fullmatch(fold(plain(value))))


def is_percent(unit: str | None) -> bool:
    """Whether a unit counts in percent, as ``%`` and "percent of staff" do; "percentage points" too, in points."""
    return unit is not None and ("%" in unit or "percent" in unit.casefold())


_PERCENT_WORDS = frozenset({"%", "percent", "percentage", "pct", "pct.", "por ciento", "porcentaje"})


def read_unit(value: object) -> str | None:
    """The unit of a measure as written; every word for percent is ``%``."""
    unit = read_text(value)
    return "%" if unit and unit.casefold() in _PERCENT_WORDS else unit


# -- numbers

_DIGITS = r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
_NUMBER = re.compile(rf"(?P<open>\()?\s*(?P<sign>[-\u2212+])?\s*\$?\s*{_DIGITS}\s*(?P<percent>%)?\s*(?(open)\))")


@dataclass(frozen=True, slots=True)
class NumberSaid:
    """A number that a cell names: as a spreadsheet shows it, whether with a percent sign, and whether among words."""

    number: Decimal
    percent: bool = False
    words: bool = False


def read_number(value: object, unit: str | None = None) -> NumberSaid | None:
    """The number in a cell; None where there is none, or more than one. Words of the unit may stand behind it."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return NumberSaid(read_float(value)) if math.isfinite(value) else None
    text = fold(plain(value))
    if match := _NUMBER.fullmatch(text):
        return NumberSaid(_decimal(match), percent=bool(match["percent"]))
    found = list(_NUMBER.finditer(text))
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
    negative = bool(match["open"]) or match["sign"] in ("-", "\u2212")
    return -number if negative else number


# Three digits after a point are thousands to some writers, and decimals to others; in dollars they are never decimals.
_POINT_OR_THOUSANDS = re.compile(
    r"(?<![\d.,])[1-9]\d{0,2}(?:\.\d{3})+(?![\d.,]|\s*(?:k|m|mm|million|millones)\b)", re.IGNORECASE
)


def has_point_or_thousands(value: object) -> bool:
    """Whether a text holds a number that is a thousand times as much where a point parts thousands."""
    return isinstance(value, str) and bool(_POINT_OR_THOUSANDS.search(value))


# -- asks

_WITHIN = re.compile(
    r"\b(?:within (?:existing|current)(?: resources| budget| appropriations?| staff)?"
    r"|(?:existing|current) (?:resources|budget|staff|appropriations?)"
    r"|no (?:new|additional) (?:costs?|funding|resources)|absorbed"
    r"|recursos existentes|presupuesto (?:existente|actual))\b",
    re.IGNORECASE,
)
_FTE = re.compile(
    r"(?<![\w.,])(?P<number>\d+(?:\.\d+)?|\.\d+)\s*(?:FTEs?|TLTs?|full-time equivalents?|positions?)\b(?:\s+TLTs?\b)?",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"(?P<open>\()?\s*(?P<sign>[-\u2212])?\s*(?P<dollar>\$)?\s*"
    + _DIGITS
    + r"\s*(?P<scale>k|m|mm|mil|million|thousand|millones)?(?![\w%])(?(open)\s*\))",
    re.IGNORECASE,
)
_SCALES = {
    "": 1,
    "k": 1_000,
    "thousand": 1_000,
    "mil": 1_000,
    "m": 1_000_000,
    "mm": 1_000_000,
    "million": 1_000_000,
    "millones": 1_000_000,
}


@dataclass(frozen=True, slots=True)
class AskSaid:
    """What a cell says about resources.

    ``unclear`` when words stand there that name neither dollars nor FTE; ``words`` when they stand beside them.
    """

    ask: FundingAsk
    unclear: bool = False
    words: bool = False


def read_ask(value: object) -> AskSaid:
    """Read dollars, FTE and "within existing resources" from a cell about resources.

    ``$250k`` is 250,000, ``(5,000)`` is -5,000, ``0.5 FTE TLT`` asks for people and no dollars. Zero is zero.
    """
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        return AskSaid(FundingAsk(amount=read_float(value)))
    text = fold(plain(value))
    if _BLANK.fullmatch(text):
        return AskSaid(FundingAsk())
    within = bool(_WITHIN.search(text))
    people = _FTE.search(text)
    fte = Decimal(people["number"]) if people else None
    money, several = _find_money(_FTE.sub(" ", text))
    if within and money is None:
        return AskSaid(FundingAsk(fte=fte, within_existing=True, text=text))
    whole = money is not None and bool(_MONEY.fullmatch(text))
    ask = FundingAsk(amount=money, fte=fte, text=None if whole else text)
    unclear = several or within or (money is None and fte is None)
    return AskSaid(ask, unclear=unclear, words=not whole and not unclear and _has_words(text))


def _has_words(text: str) -> bool:
    return bool(re.search(r"[^\W_]", _MONEY.sub(" ", _FTE.sub(" ", text))))


def _find_money(text: str) -> tuple[Decimal | None, bool]:
    """The one amount in a text, and whether there are several: then none is taken."""
    whole = _MONEY.fullmatch(text.strip())
    if _POINT_OR_THOUSANDS.search(text):
        return None, True
    found = [whole] if whole else [match for match in _MONEY.finditer(text) if match["dollar"] or match["scale"]]
    if len(found) != 1:
        return None, len(found) > 1
    match = found[0]
    amount = Decimal(match["digits"].replace(",", "")) * _SCALES[(match["scale"] or "").casefold()]
    return (-amount if match["open"] or match["sign"] else amount), False
