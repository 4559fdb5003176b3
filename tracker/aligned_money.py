"""The home of dollars that serve goals, each once: what links pay, what lines are tagged with, and the rest."""

from dataclasses import dataclass
from decimal import Decimal

REST = "neither linked nor tagged, or for no shared goal"
"""What the money of a book is called that is tied to no shared goal: with the goals it adds up to the book."""


@dataclass(frozen=True, slots=True)
class AlignedMoney:
    """Dollars of one book under a goal, a department or a fund, each dollar once.

    ``linked`` is what links pay (net), ``gross`` what they claim; more claimed than paid is over-allocated. ``tagged``
    is money that no link claims and whose own line names the goal. ``stopped`` is the part of ``linked`` that is linked
    to cancelled or deferred actions: the budget holds it, so that it stays in every total. ``over`` is what links are
    over-allocated, each link by itself.
    """

    linked: Decimal = Decimal(0)
    gross: Decimal = Decimal(0)
    tagged: Decimal = Decimal(0)
    stopped: Decimal = Decimal(0)
    over: Decimal = Decimal(0)

    @property
    def total(self) -> Decimal:
        """Everything that serves it, each dollar once."""
        return self.linked + self.tagged

    def __add__(self, other: "AlignedMoney") -> "AlignedMoney":
        return AlignedMoney(
            self.linked + other.linked,
            self.gross + other.gross,
            self.tagged + other.tagged,
            self.stopped + other.stopped,
            self.over + other.over,
        )


@dataclass(frozen=True, slots=True)
class Coverage:
    """A book's expenditure by how it is tied to shared goals, each dollar once: linked, tagged, for none, neither.

    ``linked`` is what links pay for actions of shared goals, so that it and ``tagged`` are the sums of the goals;
    ``for_none`` what they pay for actions that serve no shared goal. ``over`` is what links are over-allocated, each by
    itself. ``stopped`` is the part of ``linked`` that is linked to cancelled or deferred actions.
    """

    total: Decimal | None
    linked: Decimal
    tagged: Decimal
    over: Decimal
    stopped: Decimal = Decimal(0)
    for_none: Decimal = Decimal(0)

    @property
    def tied(self) -> Decimal:
        """What is tied to shared goals."""
        return self.linked + self.tagged

    @property
    def rest(self) -> Decimal | None:
        """What is tied to no shared goal (``REST``); None where there is no book."""
        return None if self.total is None else self.total - self.tied

    @property
    def neither(self) -> Decimal | None:
        """What no link claims and no line of its own ties to a shared goal; None where there is no book."""
        return None if self.rest is None else self.rest - self.for_none
