"""The home of how the cells of a sheet look: struck through, colored, commented."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Place = tuple[int, int]
"""Row and column, counted from 1."""


@dataclass(frozen=True, slots=True)
class Looks:
    """How the cells of one sheet look, by their places: ``partly`` struck are those of which some words are."""

    struck: frozenset[Place] = frozenset()
    partly: frozenset[Place] = frozenset()
    colors: Mapping[Place, str] = field(default_factory=dict)
    comments: Mapping[Place, str] = field(default_factory=dict)
