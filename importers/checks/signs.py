"""The home of one check: ordinary spending and ordinary income are positive, whatever sign the file uses."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from budgets.phases import Direction
from importers.answers import Asked
from importers.cells import CellRef
from importers.issues import SIGNS_TURNED
from importers.reading import Answers, Candidate, QuestionCode

MOSTLY = 0.5
NEARLY_ALL = 0.9
MANY = 0.2
FEWEST = 3
AS_WRITTEN, REVERSED = "as_written", "reversed"


@dataclass(slots=True)
class Signs:
    """How many amounts of a direction are positive and negative, and their sum, in cents."""

    positive: int = 0
    negative: int = 0

    @property
    def share_negative(self) -> float:
        """The share of negative amounts among those that are not zero."""
        return self.negative / (self.positive + self.negative or 1)


Tally = dict[Direction, Signs]
"""The signs of each direction."""


def tally_of(cents: Sequence[int | None], directions: Iterable[Direction | None]) -> Tally:
    """Count the signs of amounts in cents, each with its direction; nothing where no amount is negative."""
    if min(filter(None, cents), default=0) >= 0:
        return {}
    # Members of an enum are slow to look up; there are two.
    spending, income = Signs(), Signs()
    for amount, direction in zip(cents, directions, strict=True):
        if amount:
            signs = income if direction is Direction.REVENUE else spending
            if amount > 0:
                signs.positive += 1
            else:
                signs.negative += 1
    counted = {Direction.EXPENDITURE: spending, Direction.REVENUE: income}
    return {direction: signs for direction, signs in counted.items() if signs.positive or signs.negative}


def directions_to_turn(tally: Tally, answers: Answers, heading: CellRef, asked: Asked) -> frozenset[Direction]:
    """The directions whose signs are turned round (validate.md, Money).

    Income that is nearly all negative beside spending that is not is how ledgers write credits: it is turned, and
    said. Anything else that is mostly negative is left to a person, and so are many negative amounts among others: they
    may be the income of a table that does not tell it from the spending.
    """
    given: Sequence[str] = answers.get("signs", ())
    mostly = [each for each, found in tally.items() if found.share_negative > MOSTLY]
    many = [each for each in tally.values() if each.negative >= FEWEST and MANY <= each.share_negative <= MOSTLY]
    if many and AS_WRITTEN not in given:
        message = "Many of these amounts are negative. Are they reductions (as_written), and no income among spending?"
        asked.ask(QuestionCode.SIGNS, "signs", message, [Candidate(AS_WRITTEN)])
        return frozenset()
    if not mostly:
        return frozenset()
    if given and given[-1] in (AS_WRITTEN, REVERSED):
        return frozenset(mostly) if given[-1] == REVERSED else frozenset()
    is_ledger = (
        mostly == [Direction.REVENUE]
        and tally[Direction.REVENUE].share_negative >= NEARLY_ALL
        and Direction.EXPENDITURE in tally
    )
    if not is_ledger:
        message = (
            "Most of these amounts are negative. Are they reductions (as_written), or ordinary amounts (reversed)?"
        )
        asked.ask(QuestionCode.SIGNS, "signs", message, [Candidate(AS_WRITTEN), Candidate(REVERSED)])
        return frozenset()
    asked.issues.append(SIGNS_TURNED.at(heading, "income", field=("amount",)))
    return frozenset(mostly)
