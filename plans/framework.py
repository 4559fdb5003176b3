"""The home of the countywide framework: the shared goals, and the words beside them, in versions."""

from datetime import date
from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class FrameworkEntry(_Frozen):
    """One coded name of a framework: a strategy, policy area or determinant.

    ``also`` lists other spellings under which plans refer to it; ``goal`` names the goal that it belongs to, where the
    framework arranges it so.
    """

    code: str
    name: str
    also: tuple[str, ...] = ()
    goal: str | None = None
    description: str | None = None


class Goal(_Frozen):
    """One shared goal. ``short_name`` is for charts and navigation."""

    code: str
    name: str
    short_name: str | None = None
    also: tuple[str, ...] = ()
    description: str | None = None


class CodeChange(_Frozen):
    """Where a code of an older version went: to one or more codes of this one, or nowhere."""

    from_version: str
    old: str
    new: tuple[str, ...]


class Framework(_Frozen):
    """A county's equity framework, one version of it: data, never code (field.md, section 2)."""

    code: str
    title: str
    version: str
    adopted: date | None = None
    source: str | None = None
    goals: tuple[Goal, ...]
    strategies: tuple[FrameworkEntry, ...] = ()
    policy_areas: tuple[FrameworkEntry, ...] = ()
    determinants: tuple[FrameworkEntry, ...] = ()
    crosswalk: tuple[CodeChange, ...] = ()

    @model_validator(mode="after")
    def _codes_are_unique(self) -> Self:
        for kind in ("goals", "strategies", "policy_areas", "determinants"):
            codes = [entry.code.casefold() for entry in getattr(self, kind)]
            if repeated := sorted({code for code in codes if codes.count(code) > 1}):
                raise ValueError(f"{kind.replace('_', ' ')}: each code stands once; repeated: {', '.join(repeated)}")
        if not self.goals:
            raise ValueError("a framework has at least one goal")
        return self

    def find_goal(self, code: str) -> Goal | None:
        """The goal of this code, compared without case."""
        return next((goal for goal in self.goals if goal.code.casefold() == code.strip().casefold()), None)
