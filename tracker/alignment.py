"""The home of funding links: what an action claims of a budget, and how each dollar is counted once.

The arithmetic is told in docs/explanation/methods.md and decided in docs/decisions/0040-each-dollar-once.md.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import lcm
from typing import Annotated, NamedTuple, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, model_validator

from budgets.money import from_cents, split, to_cents
from budgets.period import BudgetPeriod
from budgets.selectors import LineSelector

SHARE_DECIMALS = 6

K = TypeVar("K")
N = TypeVar("N", int, Decimal)


class Basis(StrEnum):
    """On whose word a link stands; ``suggested`` was found by the tracker and confirmed by a person."""

    STATED = "stated"
    SUGGESTED = "suggested"
    ENTERED = "entered"


class FundingLink(BaseModel):
    """A share, or a fixed amount of dollars, of the lines that ``selector`` names pays for an action.

    ``share`` is more than 0 and at most 1; ``amount`` is dollars of a whole period. ``action`` is the code of the
    action in the plan of ``department``, or its title where it has no code. The link holds for every period that ends
    on ``since`` or later and starts on ``until`` or before; ``until`` None: until somebody ends it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    department: str = Field(min_length=1)
    action: str = Field(min_length=1)
    selector: LineSelector
    share: Annotated[Decimal, Field(gt=0, le=1, decimal_places=SHARE_DECIMALS)] | None = None
    amount: Annotated[Decimal, Field(gt=0, decimal_places=2)] | None = None
    basis: Basis = Basis.ENTERED
    since: date
    until: date | None = None
    note: str | None = None

    @model_validator(mode="after")
    def _claims_one_thing(self) -> Self:
        if (self.share is None) == (self.amount is None):
            raise ValueError("a link claims a share or an amount, one of the two")
        if self.until is not None and self.until < self.since:
            raise ValueError(f"a link ends after it begins; {self.since} to {self.until} does not")
        return self

    @property
    def action_key(self) -> str:
        """What the action is known by, also after its plan was uploaded anew."""
        return action_key(self.action)

    @property
    def claim(self) -> str:
        """What it claims, as people read it: ``25 %`` or ``$120,000``."""
        if self.share is not None:
            return f"{(self.share * 100).normalize():f} %"
        return f"${self.amount:,.2f}".removesuffix(".00")

    def holds_in(self, period: BudgetPeriod) -> bool:
        """Whether it counts in the books of a period."""
        return self.since <= period.end and (self.until is None or period.start <= self.until)


def over_allocated(gross: N, net: N) -> N:
    """What one link claims of a book and is not paid, in cents or dollars as it is given; never below 0.

    A reduction that is claimed twice is as wrong as dollars that are, and makes up for none of them: it is added link
    by link, whatever its sign (docs/reference/findings.md).
    """
    return abs(gross - net)


def is_at_no_expense(gross: N, net: N, falls: Collection[object]) -> bool:
    """Whether a link claims something of a book, in cents or dollars, gets all of it, and no other link falls by it."""
    return bool(gross) and not over_allocated(gross, net) and not falls


def action_key(name: str) -> str:
    """The code or title of an action as it compares: without case and doubled spaces."""
    return " ".join(name.split()).casefold()


class Claim(NamedTuple):
    """What one link claims of some dollars: ``share`` of them, or exactly ``cents``; one of the two.

    ``names`` are the keys that the link names; a claim that names all that another names, and more, is narrower.
    ``order`` settles which of equal claims takes the last cent, whatever the order in which they were made.
    """

    link: int
    names: frozenset[tuple[str, str]]
    order: tuple[str, ...]
    share: Fraction | None = None
    cents: int | None = None

    @property
    def is_fixed(self) -> bool:
        """Whether it claims an amount of dollars, which says nothing of FTE."""
        return self.cents is not None

    def of(self, dollars: int) -> Fraction:
        """The claimed part of so many cents; may be more than 1 where an amount is larger than they are."""
        if self.cents is not None:
            return Fraction(self.cents, abs(dollars)) if dollars else Fraction(0)
        return self.share or Fraction(0)


class Allotted(NamedTuple):
    """What a link claims of some dollars and what of them is counted for it, in cents; more claimed: over-allocated.

    ``fte`` is what is counted for it of the FTE beside these dollars; of a fixed amount, which says none, 0.
    """

    link: int
    gross: int
    net: int
    fte: int = 0


@dataclass(frozen=True, slots=True)
class Allotment:
    """How some dollars are divided, in cents: ``allotted`` to links, and the ``rest`` that no link claims.

    ``fte_rest`` is what no link claims of the FTE beside them. Where a fixed amount is among the claims it is 0: which
    of the FTE that amount pays, nobody said.
    """

    allotted: tuple[Allotted, ...]
    rest: int
    fte_rest: int = 0


def allot(cents: int, claims: Iterable[Claim], fte: int = 0) -> Allotment:
    """Divide cents, and millionths of the FTE beside them, among the links that claim them, each once.

    Claims of 100 % or less are met. Of more, a claim waits until every narrower one is met, and those whose turn it is
    share what is left in proportion; what is not met is over-allocated. ``net`` and
    ``rest`` add up to ``cents``; ``gross`` is what is claimed and equals ``net`` where nothing is over-allocated. Of
    the FTE each share gets what it gets of the dollars.
    """
    ordered = sorted(claims, key=lambda claim: claim.order)
    claimed = [claim.of(cents) for claim in ordered]
    over = sum(claimed) > 1
    met = _met(ordered, claimed) if over else claimed
    parts = [*met, Fraction(1) - sum(met)]
    *nets, rest = _parted(cents, parts)
    *positions, fte_rest = _parted(fte, parts) if fte else [0] * len(parts)
    told = []
    for claim, wanted, net, own in zip(ordered, claimed, nets, positions, strict=True):
        gross = _larger(_rounded(cents, wanted), net) if over else net
        told.append(Allotted(claim.link, gross, net, 0 if claim.is_fixed else own))
    return Allotment(tuple(told), rest, 0 if any(claim.is_fixed for claim in ordered) else fte_rest)


def portion(cents: Mapping[K, int], amount: int) -> dict[K, int]:
    """Divide a fixed amount of cents over the sums of which it is claimed, by their size; what is negative gets none.

    Where nothing is positive, nothing is claimed.
    """
    sizes = [Decimal(max(own, 0)) for own in cents.values()]
    if not any(sizes):
        return dict.fromkeys(cents, 0)
    parts = split(from_cents(amount), sizes)
    return {key: to_cents(part) for key, part in zip(cents, parts, strict=True)}


def _met(claims: Sequence[Claim], claimed: Sequence[Fraction]) -> list[Fraction]:
    met = [Fraction(0)] * len(claims)
    left = Fraction(1)
    for rank in _ranks(claims):
        wanted = sum((claimed[place] for place in rank), Fraction(0))
        part = min(Fraction(1), left / wanted) if wanted else Fraction(0)
        for place in rank:
            met[place] = claimed[place] * part
        left -= wanted * part
    return met


def _ranks(claims: Sequence[Claim]) -> list[list[int]]:
    """The places of claims, the narrowest first: each after every claim that is narrower than it."""
    ranks: dict[frozenset[tuple[str, str]], int] = {}
    # Thousands of links may claim one line, and most of them by the same names.
    for names in sorted({claim.names for claim in claims}, key=len, reverse=True):
        narrower = [rank for other, rank in ranks.items() if other > names]
        ranks[names] = max(narrower, default=-1) + 1
    places: list[list[int]] = [[] for _ in range(max(ranks.values()) + 1)]
    for place, claim in enumerate(claims):
        places[ranks[claim.names]].append(place)
    return places


def _parted(cents: int, parts: Sequence[Fraction]) -> list[int]:
    """Cents, or what else is whole, divided by parts that add up to 1, by the largest remainder."""
    common = lcm(*(part.denominator for part in parts))
    weights = [Decimal(part.numerator * (common // part.denominator)) for part in parts]
    return [to_cents(part) for part in split(from_cents(cents), weights)]


def _rounded(cents: int, part: Fraction) -> int:
    exact = abs(cents) * part
    whole = (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)
    return -whole if cents < 0 else whole


def _larger(one: int, other: int) -> int:
    return max(one, other, key=abs)
