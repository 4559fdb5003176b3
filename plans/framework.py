"""The home of the countywide framework: the shared goals, and the words beside them, in versions."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from importlib import resources
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError, model_validator

from plans.matching import match, nearest
from plans.mistakes import DocumentKind, read_toml, toml_mistake

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]

_KINDS = ("goals", "strategies", "policy_areas", "determinants")


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class FrameworkEntry(_Frozen):
    """One coded name of a framework: a strategy, policy area or determinant.

    ``also`` lists other spellings under which plans refer to it; ``goal`` names the goal that it belongs to, where the
    framework arranges it so.
    """

    code: Name
    name: Name
    also: tuple[Name, ...] = ()
    goal: str | None = None
    description: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The code first, then every name by which plans refer to it."""
        return self.code, self.name, *self.also


class Goal(_Frozen):
    """One shared goal. ``short_name`` is for charts and navigation."""

    code: Name
    name: Name
    short_name: Name | None = None
    also: tuple[Name, ...] = ()
    description: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The code first, then every name by which plans refer to it."""
        return self.code, self.name, *self.also, *([self.short_name] if self.short_name else [])


class CodeChange(_Frozen):
    """Where a code of an older version went: to one or more codes of this one, or nowhere."""

    from_version: str
    old: str
    new: tuple[str, ...]


class Framework(_Frozen):
    """A county's equity framework, one version of it: data, never code, as counties have words of their own."""

    code: Name
    title: Name
    version: Name
    adopted: date | None = None
    source: str | None = None
    goals: tuple[Goal, ...]
    strategies: tuple[FrameworkEntry, ...] = ()
    policy_areas: tuple[FrameworkEntry, ...] = ()
    determinants: tuple[FrameworkEntry, ...] = ()
    crosswalk: tuple[CodeChange, ...] = ()

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if problems := _contradictions(self):
            raise ValueError("; ".join(problems))
        return self

    def find_goal(self, code: str) -> Goal | None:
        """The goal of this code, compared without case."""
        return next((goal for goal in self.goals if goal.code.casefold() == code.strip().casefold()), None)

    def match_goal(self, text: str) -> Goal | None:
        """The goal that a plan names by its code, its name or another spelling; None if it names none, or two."""
        return match(text, self.goals)

    def match_earlier_goal(self, text: str) -> Goal | None:
        """The goal that took the place of one of an older version; None where it is not one, by every version alike."""
        wanted = text.strip().casefold()
        found = {change.new for change in self.crosswalk if change.old.strip().casefold() == wanted}
        codes = found.pop() if len(found) == 1 else ()
        return self.find_goal(codes[0]) if len(codes) == 1 else None

    def match_strategy(self, text: str) -> FrameworkEntry | None:
        """The strategy that a plan names, as ``match_goal`` does."""
        return match(text, self.strategies)

    def match_policy_area(self, text: str) -> FrameworkEntry | None:
        """The policy area that a plan names, as ``match_goal`` does."""
        return match(text, self.policy_areas)

    def nearest_goals(self, text: str, limit: int = 3) -> tuple[Goal, ...]:
        """The goals that a text might mean, the likest first: candidates for a person's choice."""
        return nearest(text, self.goals, limit)

    def successors(self, code: str, from_version: str) -> tuple[str, ...] | None:
        """The codes that took the place of one of an older version; empty: dropped, None: the crosswalk is silent."""
        wanted = from_version, code.strip().casefold()
        changes = (change for change in self.crosswalk if (change.from_version, change.old.casefold()) == wanted)
        return next((change.new for change in changes), None)


class FrameworkError(ValueError):
    """A text is no framework; the message is one sentence that names every problem."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__(f"this is not a framework: {'; '.join(self.problems)}")


def read_framework(text: str) -> Framework:
    """Read a framework from TOML, as the shipped ones are written. Raises ``FrameworkError``."""
    try:
        told = read_toml(text)
    # Not TOMLDecodeError alone: a number of thousands of digits, or brackets in brackets without end, raise these.
    except (ValueError, RecursionError) as error:
        raise FrameworkError([toml_mistake(error, text)]) from error
    try:
        return Framework.model_validate(told)
    except ValidationError as error:
        kind = DocumentKind("a framework file", Framework)
        raise FrameworkError(kind.mistakes(error)) from error


def shipped() -> tuple[str, ...]:
    """The names of the frameworks that come with the product, for ``load_shipped``."""
    files = resources.files("plans.frameworks").iterdir()
    return tuple(sorted(file.name.removesuffix(".toml") for file in files if file.name.endswith(".toml")))


def load_shipped(name: str) -> Framework:
    """A framework that comes with the product, such as ``king_county``. Raises ``FrameworkError`` for another name."""
    if name not in shipped():
        raise FrameworkError([f"'{name}' does not come with the product; there are {', '.join(shipped())}"])
    return read_framework((resources.files("plans.frameworks") / f"{name}.toml").read_text(encoding="utf-8"))


def _contradictions(framework: Framework) -> list[str]:
    problems = [] if framework.goals else ["a framework has at least one goal"]
    for kind in _KINDS:
        codes = [entry.code.casefold() for entry in getattr(framework, kind)]
        if repeated := _repeated(codes):
            problems.append(f"{kind.replace('_', ' ')}: each code stands once; repeated: {', '.join(repeated)}")
    goals = {goal.code.casefold() for goal in framework.goals}
    grouped = (*framework.strategies, *framework.policy_areas, *framework.determinants)
    problems += [
        f"{entry.code} belongs to the goal {entry.goal}, which is not among the goals"
        for entry in grouped
        if entry.goal is not None and entry.goal.casefold() not in goals
    ]
    olds = [f"{change.from_version} {change.old.casefold()}" for change in framework.crosswalk]
    if repeated := _repeated(olds):
        problems.append(f"crosswalk: each old code stands once; repeated: {', '.join(repeated)}")
    known = {entry.code.casefold() for kind in _KINDS for entry in getattr(framework, kind)}
    new = {code for change in framework.crosswalk for code in change.new}
    if unknown := sorted(code for code in new if code.casefold() not in known):
        problems.append(f"crosswalk: new codes that are in no list: {', '.join(unknown)}")
    return problems


def _repeated(codes: Iterable[str]) -> list[str]:
    return sorted(code for code, times in Counter(codes).items() if times > 1)
