"""The home of the phases that a budget goes through, and of the direction of its money."""

from enum import StrEnum


class Phase(StrEnum):
    """Where in the cycle an amount stands, in the order of the cycle."""

    REQUESTED = "requested"
    PROPOSED = "proposed"
    ADOPTED = "adopted"
    AMENDED = "amended"
    ESTIMATE = "estimate"
    ACTUAL = "actual"
    FORECAST = "forecast"


DECISIONS = (Phase.REQUESTED, Phase.PROPOSED, Phase.ADOPTED, Phase.AMENDED)
"""The phases of one decision, in the order in which it is made; the last one that there is, is where it stands now."""


def decisions_before(phase: Phase) -> tuple[Phase, ...]:
    """The decisions that are made before a phase, the nearest first; none before what is no decision.

    What a first budget of a phase is held against is the first of these that there is (docs/decisions/0062).
    """
    return DECISIONS[: DECISIONS.index(phase)][::-1] if phase in DECISIONS else ()


class Direction(StrEnum):
    """Whether money goes out or comes in."""

    EXPENDITURE = "expenditure"
    REVENUE = "revenue"


class AmendmentBasis(StrEnum):
    """What an amended book holds: whole amounts after the amendment, or changes to add to what they amend."""

    LEVELS = "levels"
    CHANGES = "changes"
