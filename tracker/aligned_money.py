"""The home of dollars that serve goals, each once: what links pay, what lines are tagged with, and the rest."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Aligned:
    """Dollars of one book under a goal, a department or a fund, each dollar once.

    ``linked`` is what links pay (net), ``gross`` what they claim; more claimed than paid is over-allocated. ``tagged``
    is money that no link claims and whose own line names the goal. ``stopped`` is the part of ``linked`` that is linked
    to cancelled or deferred actions: the budget holds it, so that it stays in every total.
    """

    linked: Decimal = Decimal(0)
    gross: Decimal = Decimal(0)
    tagged: Decimal = Decimal(0)
    stopped: Decimal = Decimal(0)

    @property
    def total(self) -> Decimal:
        """Everything that serves it, each dollar once."""
        return self.linked + self.tagged

    @property
    def over(self) -> Decimal:
        """What is claimed of dollars that are claimed already."""
        return self.gross - self.linked

    def __add__(self, other: "Aligned") -> "Aligned":
        return Aligned(
            self.linked + other.linked,
            self.gross + other.gross,
            self.tagged + other.tagged,
            self.stopped + other.stopped,
        )


@dataclass(frozen=True, slots=True)
class Coverage:
    """A book's expenditure by how it is tied to goals, each dollar once: linked, tagged, neither.

    ``stopped`` is the part of ``linked`` that is linked to cancelled or deferred actions.
    """

    total: Decimal | None
    linked: Decimal
    tagged: Decimal
    over: Decimal
    stopped: Decimal = Decimal(0)

    @property
    def neither(self) -> Decimal | None:
        """What nothing ties to a goal; None where there is no book."""
        return None if self.total is None else self.total - self.linked - self.tagged
