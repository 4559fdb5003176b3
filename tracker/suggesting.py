"""The home of suggestions: which part of a budget may pay for an action, and why that is thought.

How good they are is measured in docs/explanation/suggestions.md; nothing is linked before a person confirms it.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import IntEnum
from functools import lru_cache

from rapidfuzz import fuzz

from budgets.period import BudgetPeriod
from budgets.selectors import LineSelector
from budgets.structure import CodeRules
from plans.implementation import Action
from tracker.alignment import Basis, FundingLink
from tracker.funding_rows import Weighed

MOST = 5
"""Of one action, so many are suggested at most."""
LEAST_ALIKE = 0.25
"""Names that are less alike than this, of 1, are not suggested."""
SAME_GOAL = 0.1
"""What a shared goal adds to the likeness of words; measured in docs/decisions/0048-suggestions.md."""
USUAL = math.log(12)
"""The weight of a word that one name or title in twelve has: those that are less rare are no reason by themselves."""
NOBODY = ""
"""The department of spots whose lines name none: they may be anybody's."""
_FEW_TEXTS = 200
_LEAST_LETTERS = 4
_SAME_STEM, _SAME_BEGINNING, _LEAST_SAME = 0.9, 0.6, 80
_FULL_WEIGHT = 12.0
_WORD = re.compile(r"[^\W_]+")
_CODE = re.compile(r"\w+(?:[-./]\w+)*")
_LETTERS = re.compile(r"[^\W\d_]*")


class Sign(IntEnum):
    """By what a suggestion was found, the strongest first."""

    STATED = 1
    WRITTEN = 2
    ALIKE = 3
    SERVES = 4


@dataclass(frozen=True, slots=True)
class Spot:
    """One entry of a budget's chart that a link can name.

    ``part`` is a field of ``LineSelector``, ``key`` what compares equal, ``dollars`` the expenditure of the book under
    it; ``departments`` and ``goals`` are those of its lines, by their keys and codes.
    """

    part: str
    key: str
    code: str | None
    name: str | None
    departments: frozenset[str]
    dollars: Decimal
    goals: frozenset[str] = frozenset()

    @property
    def said(self) -> str:
        """How a selector names it."""
        return self.code or self.name or self.key

    @property
    def label(self) -> str:
        """How people read it: ``package DS_101 Community doula program``."""
        return " ".join(word for word in (self.part, self.code, self.name) if word)


@dataclass(frozen=True, slots=True)
class Wish:
    """An action that money is sought for, with the code of its shared goal and the key of its department.

    ``asked`` is dollars of the budget's own period; None where the plan says none, or is of another period. ``linked``
    are those of them that its links pay already.
    """

    department: str
    action: Action
    goal: str | None = None
    asked: Decimal | None = None
    linked: Decimal = Decimal(0)

    @property
    def rest(self) -> Decimal | None:
        """What of it is still sought, in dollars."""
        return None if self.asked is None else self.asked - self.linked


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A part of the budget that may pay for an action, with the reasons in words.

    ``amount`` is what the action asks for and is not linked yet, in dollars, where that is not more than ``dollars``,
    the expenditure of the lines as far as one entry tells it; None: a person has to say how much. ``score`` is 0 to 1
    within one sign. ``left`` is what no link claims of the lines in the book, in dollars; None: not looked up.
    ``weighed`` is what a link for the amount would do to the book; None: not looked up, or there is no amount.
    """

    selector: LineSelector
    label: str
    sign: Sign
    score: float
    reasons: tuple[str, ...]
    dollars: Decimal
    amount: Decimal | None
    left: Decimal | None = None
    weighed: Weighed | None = None

    @property
    def offered(self) -> Decimal | None:
        """What may be linked without another word: the amount, where all of it is left and no other link loses by it.

        What anybody would lose, a person has to have seen before (docs/explanation/suggestions.md).
        """
        if self.amount is None or (self.left is not None and self.amount > self.left):
            return None
        return self.amount if self.weighed is None or self.weighed.is_at_no_expense else None

    @property
    def basis(self) -> Basis:
        """On whose word a link stands that is made of it."""
        return Basis.STATED if self.sign is Sign.STATED else Basis.SUGGESTED

    @property
    def is_sure(self) -> bool:
        """Whether the plan itself names both the place and the amount, so that only a yes is needed."""
        return self.sign is Sign.STATED and self.amount is not None


def confirmed(chosen: Suggestion, department: str, action: str, period: BudgetPeriod) -> FundingLink:
    """The link that a person confirms: its amount, for the period alone. The suggestion has to have an amount."""
    return FundingLink(
        department=department,
        action=action,
        selector=chosen.selector,
        amount=chosen.amount,
        basis=chosen.basis,
        since=period.start,
        until=period.end,
    )


@dataclass(frozen=True, slots=True)
class Suggester:
    """Suggests from the spots of one book; ``weights`` tell a word by how rare it is among names and titles."""

    rules: CodeRules
    spots: tuple[Spot, ...]
    weights: Mapping[str, float]
    by_key: Mapping[tuple[str, str], Spot] = field(default_factory=dict)
    of_department: Mapping[str, tuple[Spot, ...]] = field(default_factory=dict)

    def of(self, wish: Wish) -> tuple[Suggestion, ...]:
        """What may pay for an action, the best first; at most ``MOST``, each part of the budget once."""
        own = (*self.of_department.get(wish.department, ()), *self.of_department.get(NOBODY, ()))
        stated = list(self._stated(wish))
        # What the plan names together with something else is not offered alone, too.
        named = {pair for one in stated for pair in one.selector.named.items()}
        rest = tuple(spot for spot in own if (spot.part, spot.said) not in named)
        found = [*stated, *self._written(wish, rest), *self._alike(wish, rest)]
        best: dict[tuple[tuple[str, str], ...], Suggestion] = {}
        for one in sorted(found, key=lambda one: (one.sign, -one.score, one.label)):
            best.setdefault(one.selector.identity_under(self.rules), one)
        return tuple(best.values())[:MOST]

    def _stated(self, wish: Wish) -> Iterable[Suggestion]:
        ask = wish.action.ask
        package = self._known("package", ask.decision_package)
        unit, fund = self._known("unit", ask.appropriation_unit), self._known("fund", ask.fund)
        if package:
            yield _suggest(wish, (package,), Sign.STATED, 1.0, [f"The plan names {package.label}"])
        if unit and fund:
            yield _suggest(wish, (unit, fund), Sign.STATED, 0.8, [f"The plan names {unit.label} and {fund.label}"])
        elif one := unit or fund:
            yield _suggest(wish, (one,), Sign.STATED, 0.6, [f"The plan names {one.label}"])

    def _known(self, part: str, code: str | None) -> Spot | None:
        return self.by_key.get((part, self.rules.of(part).identity(code))) if code and code.strip() else None

    def _written(self, wish: Wish, own: Sequence[Spot]) -> Iterable[Suggestion]:
        for where, text in _texts(wish.action):
            for written in dict.fromkeys(_CODE.findall(text)):
                for spot in own:
                    if spot.code and _is_code(written, spot, self.rules):
                        yield _suggest(wish, (spot,), Sign.WRITTEN, 1.0, [f"{written} stands in its {where}"])

    def _alike(self, wish: Wish, own: Sequence[Spot]) -> Iterable[Suggestion]:
        said = _words(wish.action.title)
        for spot in own:
            if not spot.name or spot.part == "fund":
                continue
            score, shared = self._likeness(said, _words(spot.name))
            serves = [f"Its lines name goal {wish.goal}, as the action does"] if wish.goal in spot.goals else []
            score += SAME_GOAL if serves else 0
            if shared and score >= LEAST_ALIKE:
                reasons = [f"Words in common: {', '.join(shared)}", *serves]
                yield _suggest(wish, (spot,), Sign.ALIKE, min(score, 1.0), reasons)
            elif serves:
                yield _suggest(wish, (spot,), Sign.SERVES, score, serves)

    def _likeness(self, said: frozenset[str], name: frozenset[str]) -> tuple[float, list[str]]:
        """How much of a name is said, 0 to 1, rare words before usual ones, and which of its words."""
        found = {word: max((_same(word, other) for other in said), default=0.0) for word in name}
        hit = sum(self._weight(word) * share for word, share in found.items())
        whole = sum(map(self._weight, name))
        if not hit or not whole:
            return 0.0, []
        shared = sorted((word for word, share in found.items() if share), key=lambda word: (-self._weight(word), word))
        # That both say "in the" is no reason.
        telling = [word for word in shared if self._weight(word) >= USUAL]
        if not telling:
            return 0.0, []
        # A name of which one usual word of two is said is less alike than one of which two rare words of four are.
        return (hit / whole + min(1.0, hit / _FULL_WEIGHT)) / 2, telling

    def _weight(self, word: str) -> float:
        return self.weights.get(word, 0.0)


def suggester(spots: Iterable[Spot], titles: Iterable[str], rules: CodeRules) -> Suggester:
    """Suggest from the spots of a book; ``titles`` are those of all actions, by which usual words are known."""
    told = tuple(spots)
    texts = [_words(spot.name) for spot in told if spot.name] + [_words(title) for title in titles]
    many = Counter(word for text in texts for word in text)
    # Among a handful of texts a word that stands twice is not usual yet.
    of = max(len(texts), _FEW_TEXTS) + 1
    weights = {word: math.log(of / (1 + number)) for word, number in many.items()}
    of_department: dict[str, list[Spot]] = {}
    for spot in told:
        for department in spot.departments or (NOBODY,):
            of_department.setdefault(department, []).append(spot)
    return Suggester(
        rules=rules,
        spots=told,
        weights=weights,
        by_key={(spot.part, spot.key): spot for spot in told},
        of_department={key: tuple(own) for key, own in of_department.items()},
    )


def _suggest(wish: Wish, spots: Sequence[Spot], sign: Sign, score: float, reasons: list[str]) -> Suggestion:
    dollars = min(spot.dollars for spot in spots)
    rest = wish.rest
    amount = rest if rest is not None and 0 < rest <= dollars else None
    if rest is not None and rest > dollars:
        more = "More is left of what the plan asks for than" if wish.linked else "The plan asks for more than"
        reasons = [*reasons, f"{more} these lines come to"]
    return Suggestion(
        selector=LineSelector(**{spot.part: spot.said for spot in spots}),
        label=", ".join(spot.label for spot in spots),
        sign=sign,
        score=score,
        reasons=tuple(reasons),
        dollars=dollars,
        amount=amount,
    )


def _texts(action: Action) -> Iterable[tuple[str, str]]:
    texts = {
        "title": action.title,
        "text about money": action.ask.text,
        "progress note": action.progress_note,
        "reason why it is blocked": action.blocked_reason,
    }
    return [(where, text) for where, text in texts.items() if text]


def _is_code(written: str, spot: Spot, rules: CodeRules) -> bool:
    """Whether a word of a text is the code of a spot. A bare number is none: it may be a year, a count or dollars.

    Letters before the digits have to be the same, whatever the county's rule leaves out: Q2 is no way to write F0002.
    """
    code = spot.code or ""
    if not any(map(str.isdigit, written)) or not any(map(str.isalpha, written)):
        return False
    return _letters(written) == _letters(code) and rules.of(spot.part).same(written, code)


def _letters(code: str) -> str:
    found = _LETTERS.match(code.strip().casefold())
    return found.group() if found else ""


@lru_cache(maxsize=8192)
def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


@lru_cache(maxsize=65536)
def _same(one: str, other: str) -> float:
    """How much two words are one, 0 to 1: the same, of one beginning (navigator, navigators), or written alike."""
    if one == other:
        return 1.0
    shorter = min(len(one), len(other))
    if shorter < _LEAST_LETTERS:
        return 0.0
    common = next((place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), shorter)
    if common >= max(_LEAST_LETTERS, _SAME_BEGINNING * shorter):
        return _SAME_STEM
    return fuzz.ratio(one, other, score_cutoff=_LEAST_SAME) / 100
