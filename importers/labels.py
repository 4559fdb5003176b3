"""The home of what a text says of the amounts under or beside it: fiscal years, phase, direction, units."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from budgets.period import FiscalCalendar, find_years, possible_years
from budgets.phases import Direction, Phase
from importers.lexicon import Lexicon, fold

Years = tuple[int, ...]

_NEGATIVE = re.compile(r"[-\u2212\u2013]\s*\$?\s*\d.*|\(\s*[-\u2212\u2013]?\s*\$?\s*[1-9]\d*\s*\)")
_THOUSANDS = re.compile(r"[(\[]\s*\$?\s*000s?\s*[)\]]")


@dataclass(frozen=True, slots=True)
class Label:
    """What one text says; ``years`` are its possible readings, and ``rest`` is what is left of it without the year."""

    years: tuple[Years, ...] = ()
    phases: frozenset[Phase] = frozenset()
    directions: frozenset[Direction] = frozenset()
    units: frozenset[int] = frozenset()
    rest: str = ""

    @property
    def phase(self) -> Phase | None:
        """The phase, where the text says exactly one."""
        return next(iter(self.phases)) if len(self.phases) == 1 else None

    @property
    def direction(self) -> Direction | None:
        """The direction, where the text says exactly one."""
        return next(iter(self.directions)) if len(self.directions) == 1 else None


def read_label(text: str, lexicon: Lexicon, calendar: FiscalCalendar) -> Label:
    """Read a heading, title or name such as "FY19 Prelim" or "2026-2027 Proposed Budget".

    "FY19 Prelim" has the one reading 2019, the phase proposed, and nothing left but that word.
    """
    found = find_years(text, calendar)
    rest = found.rest if found else text
    return Label(
        years=found.readings if found else (),
        phases=frozenset(map(Phase, lexicon.members_in("phases", rest))),
        directions=frozenset(map(Direction, lexicon.members_in("direction_words", rest))),
        units=frozenset(int(unit) for unit in lexicon.members_in("units", rest)) - {1} | _units_in_brackets(rest),
        rest=rest,
    )


def years_text(years: Years) -> str:
    """Fiscal years as people write them, such as ``2026`` or ``2026-2027``; nothing where there are none."""
    return "-".join(dict.fromkeys(map(str, (*years[:1], *years[-1:]))))


def _units_in_brackets(text: str) -> frozenset[int]:
    """``(000)`` stands for thousands; without brackets it could be the number of anything."""
    return frozenset({1000}) if _THOUSANDS.search(text) else frozenset()


def read_units(answer: str, lexicon: Lexicon) -> int | None:
    """What one amount is in dollars, as a person answers it; None for words that say no units, and for less than none.

    >>> from importers.lexicon import load_lexicon
    >>> [read_units(answer, load_lexicon("budget")) for answer in ("In thousands", "1000", "-1000", "(1000)")]
    [1000, 1000, None, None]
    """
    if _NEGATIVE.fullmatch(answer.strip()):
        return None
    member = lexicon.member("units", answer)
    return None if member is None else int(member)


def read_year_cell(text: str, lexicon: Lexicon, calendar: FiscalCalendar) -> Label | None:
    """A cell that says a fiscal year, alone or with a phase; None for anything else."""
    whole = possible_years(text, calendar)
    if whole:
        return Label(years=whole)
    label = read_label(text, lexicon, calendar)
    if not label.years:
        return None
    if label.phase is None or not names_an_amount(text, lexicon, calendar):
        return None
    return Label(years=label.years, phases=label.phases)


def read_phase_cell(text: str, lexicon: Lexicon) -> Phase | None:
    """A cell that says a phase in one of the words of the lexicon, with or without "budget"."""
    word = lexicon.member("phases", text) or lexicon.member("phases", without(text, lexicon.values["budget"]))
    return Phase(word) if word else None


def read_direction_cell(text: str, lexicon: Lexicon) -> Direction | None:
    """A cell that says which way the money goes."""
    word = lexicon.member("directions", text)
    return Direction(word) if word else None


def without(text: str, words: Iterable[str]) -> str:
    """A text, folded, without some words."""
    dropped = set(words)
    return " ".join(word for word in fold(text).split() if word not in dropped)


def names_an_amount(text: str, lexicon: Lexicon, calendar: FiscalCalendar) -> bool:
    """Whether a heading is made of nothing but years, phases, directions, units, and words for money.

    >>> from importers.lexicon import load_lexicon
    >>> names_an_amount("FY 2016 Proposed Budget", load_lexicon("budget"), FiscalCalendar())
    True
    """
    label = read_label(text, lexicon, calendar)
    rest = f" {fold(label.rest)} "
    for closed_set in ("phases", "direction_words", "units", "amount_words"):
        for word in sorted(lexicon.values[closed_set], key=len, reverse=True):
            rest = rest.replace(f" {word} ", "  ")
    said = label.years or label.phases or label.directions
    return bool(said or fold(text)) and not rest.strip() and not fold(text).isdigit()
