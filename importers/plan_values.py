"""The home of what plan cells mean beside dates: people, statuses, and what an action asks for."""

import math
import re
from dataclasses import dataclass
from decimal import Decimal

from importers.lexicon import load_lexicon
from importers.values import DIGITS, has_point_or_thousands, is_nothing, one_line, read_float, text_of
from plans.implementation import FundingAsk
from plans.measures import MeasureDirection, MeasureKind

LONGEST_LEAD = 250
"""No office and no list of two is longer; a paragraph in its place is told."""

_NOBODY = re.compile(rf"(?:{load_lexicon('plan').any_of('nobody')}|\?+)\.?", re.IGNORECASE)


def says_not_yet(text: str) -> bool:
    """Whether a text on one line says that nobody and nothing is named yet: ``TBD``, ``vacant``, ``?``."""
    return bool(_NOBODY.fullmatch(text))


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


_WORDS = load_lexicon("plan")
_AND, _WITH, _THE = (_WORDS.any_of("between", each) for each in ("and", "with", "the"))
_LEADS = frozenset(_WORDS.words["people"]["lead"])
_LABELLED = re.compile(rf"\b({_WORDS.any_of('people')})\s*:\s*", re.IGNORECASE)
_LEAD_MARK = re.compile(rf"\s*\({_WORDS.any_of('people', 'lead')}\)", re.IGNORECASE)
_STRONG = re.compile(r"\s*(?:;|\n|\r|\s/\s|\s\|\s)\s*")
_WEAK = re.compile(
    rf"\s*,\s*(?:{_AND}\s+|&\s+)?|\s+(?:{_AND}|{_WITH}|&|\+|/)\s+|\s*\+\s*|(?<=\w)/(?=\w)", re.IGNORECASE
)
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)")
_SLASH = re.compile(r"\+|/")
_AMPERSAND = re.compile(rf"\s(?:{_AND}|&)\s", re.IGNORECASE)
_CREDENTIAL = re.compile(rf"{_WORDS.any_of('credentials')}\.?", re.IGNORECASE)
_TOGETHER = re.compile(
    rf"(?P<lead>[^;|\n]+?),?\s+{_WORDS.any_of('between', 'together')}\s+(?:{_THE}\s+)?(?P<partners>.+)", re.IGNORECASE
)
_AND_THE = re.compile(rf",?\s+{_AND}\s+{_THE}\s+|,?\s+{_WITH}\s+(?:{_THE}\s+)?", re.IGNORECASE)
_JOINED = re.compile(rf"^(?:{_WITH}|{_AND})\s+", re.IGNORECASE)
_OFFICE = re.compile(rf"(?:\b|^){_WORDS.any_of('offices')}s?(?:\b|$)", re.IGNORECASE)
_ENDS_IN_OFFICE = re.compile(rf"(?:{_OFFICE.pattern})\s*$", re.IGNORECASE)
_PERSON = re.compile(
    r"(?:(?:Dr|Mr|Ms|Mrs)\.? )?[A-Z\u00c0-\u00de][\w'\u2019.-]*(?: [A-Z\u00c0-\u00de][\w'\u2019.-]*){1,2}"
)
_ORGANIZATION = re.compile(rf"\b{_WORDS.any_of('organizations')}\b", re.IGNORECASE)
_OFFICE_ALONE = re.compile(rf"(?:{_WORDS.any_of('organizations')}\s*)+", re.IGNORECASE)


def read_people(value: object) -> People:
    """Read a lead, and partners where they are named in the same cell.

    ``Lead: X / Partners: Y`` and ``X (lead), Y`` are explicit; of several names without a label the first leads.
    """
    raw = text_of(value)
    text = one_line(raw)
    if not text or is_nothing(text):
        return People()
    if says_not_yet(text):
        return People(nobody=True)
    if _LABELLED.search(text):
        return _labelled(text)
    if (together := _TOGETHER.fullmatch(text)) and not _LEAD_MARK.search(text):
        named = [name for piece in _STRONG.split(together["partners"]) for name in _AND_THE.split(piece) if name]
        return People(together["lead"], tuple(map(one_line, named)), several=True)
    names = _names(raw)
    marked = [name for name in names if _LEAD_MARK.search(name)]
    cleaned = [_LEAD_MARK.sub("", name) for name in names]
    if len(marked) == 1:
        lead = _LEAD_MARK.sub("", marked[0])
        return People(lead, tuple(name for name in cleaned if name != lead))
    return _first_leads([name for name in cleaned if not says_not_yet(name)])


def _first_leads(names: list[str]) -> People:
    if not names:
        return People(nobody=True)
    several = len(names) > 1
    return People(
        names[0], tuple(names[1:]), several=several, perhaps_several=not several and _may_be_several(names[0])
    )


def _may_be_several(name: str) -> bool:
    """Whether a name that was left whole may be two: ``HR/Finance`` may, ``Access & Outreach Manager`` is an office.

    An office in brackets makes no one of two people: ``Smith & Jones (Health)``, and neither does one beside a name:
    ``Ana Ruiz & Health``. Nor is a name as long as a paragraph.
    """
    if len(name) > LONGEST_LEAD:
        return True
    parts = _WEAK.split(name)
    if len(parts) == 1 or any(_CREDENTIAL.fullmatch(part) for part in parts):
        return False
    if _SLASH.search(name):
        return True
    bare = _IN_BRACKETS.sub("", name).strip() or name
    if _AMPERSAND.search(bare):
        parts = _WEAK.split(bare)
        if any(map(_ENDS_IN_OFFICE.search, parts[:-1])) and not _OFFICE.search(parts[-1]):
            return True
        if _PERSON.fullmatch(parts[0]) and not _says_office(parts[0]) and _OFFICE_ALONE.fullmatch(parts[-1]):
            return True
        return not _says_office(bare)
    # "Director, Public Health" is one office; "Human Resources, Public Health" is none.
    return not any(map(_OFFICE.search, parts))


def _says_office(text: str) -> bool:
    return bool(_OFFICE.search(text) or _ORGANIZATION.search(text))


def _labelled(text: str) -> People:
    before, *pieces = _LABELLED.split(text)
    named: dict[bool, list[str]] = {True: [], False: []}
    for label, names in zip(pieces[::2], pieces[1::2], strict=True):
        named[label.casefold() in _LEADS].extend(_listed(names.strip(" /;,|")))
    leads = [name for name in named[True] or _listed(before) if not says_not_yet(name)]
    partners = tuple(name for name in named[False] if not says_not_yet(name))
    if not leads:
        return People(partners=partners, nobody=True)
    return People(leads[0], (*leads[1:], *partners), several=len(leads) > 1)


def _listed(text: str) -> list[str]:
    return [name for piece in _STRONG.split(text) if (name := one_line(piece))]


def _names(raw: str) -> list[str]:
    """The names in a cell: parted for sure by ``;`` and lines, by commas and "and" only where each part is somebody."""
    names: list[str] = []
    for piece in _listed(raw):
        parts = [part for part in (_JOINED.sub("", one_line(each)) for each in _WEAK.split(piece)) if part]
        sure = bool(_LEAD_MARK.search(piece)) or all(map(_is_somebody, parts))
        names.extend(parts if len(parts) > 1 and sure else [piece])
    return names


def _is_somebody(name: str) -> bool:
    bare = _LEAD_MARK.sub("", name)
    if bare != name or says_not_yet(bare):
        return True
    return bool(_OFFICE.search(bare)) or bool(_PERSON.fullmatch(bare) and not _ORGANIZATION.search(bare))


def read_partners(value: object) -> tuple[str, ...]:
    """The partners in a cell, parted by ``;`` or line breaks; commas belong to names."""
    names = _listed(text_of(value))
    return tuple(dict.fromkeys(name for name in names if not (is_nothing(name) or says_not_yet(name))))


# -- closed words


def read_direction(value: object) -> MeasureDirection | None:
    """Which way is better, as a cell says it; None for a blank and for other words."""
    said = _WORDS.meant("directions", one_line(value).strip("."))
    return MeasureDirection(said) if said else None


def read_kind(value: object) -> MeasureKind | None:
    """Whether performance or a population is measured; None for other words."""
    begins = one_line(value).casefold().startswith
    return next((MeasureKind(kind) for kind, words in _WORDS.words["kinds"].items() if begins(words)), None)


def read_yes(value: object) -> bool | None:
    """Whether a cell says yes; None for words that are neither yes nor no. A blank is no."""
    said = _WORDS.meant("yes_or_no", one_line(value))
    return said == "yes" if said else None


_MARK = re.compile(rf"(?:x+|\*+|{_WORDS.any_of('marks')})\.?", re.IGNORECASE)


def is_mark(value: object) -> bool:
    """Whether a cell holds a mark, such as an X, and nothing else."""
    return bool(_MARK.fullmatch(one_line(value)))


# -- asks

_WITHIN = re.compile(rf"\b{_WORDS.any_of('within')}\b", re.IGNORECASE)
_PEOPLE = _WORDS.any_of("full_time")
_FTE = re.compile(rf"(?<![\w.,])(?P<number>\d+(?:\.\d+)?|\.\d+)\s*{_PEOPLE}\b(?:\s+{_PEOPLE}\b)?", re.IGNORECASE)
_MONEY = re.compile(
    rf"(?P<open>\()?\s*(?P<sign>[-\u2212])?\s*(?P<dollar>\$)?\s*(?P<digits>{DIGITS})"
    rf"\s*(?P<scale>{_WORDS.any_of('scales')})?(?![\w%])(?(open)\s*\))",
    re.IGNORECASE,
)


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
    text = one_line(value)
    if is_nothing(text):
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
    if has_point_or_thousands(text):
        return None, True
    found = [whole] if whole else [match for match in _MONEY.finditer(text) if match["dollar"] or match["scale"]]
    if len(found) != 1:
        return None, len(found) > 1
    match = found[0]
    amount = Decimal(match["digits"].replace(",", "")) * int(_WORDS.meant("scales", match["scale"] or "") or 1)
    return (-amount if match["open"] or match["sign"] else amount), False
