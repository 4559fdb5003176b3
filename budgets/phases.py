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


class Direction(StrEnum):
    """Whether money goes out or comes in."""

    EXPENDITURE = "expenditure"
    REVENUE = "revenue"


class AmendmentBasis(StrEnum):
    """What an amended book holds: whole amounts after the amendment, or changes to add to what they amend."""

    LEVELS = "levels"
    CHANGES = "changes"
