"""The home of which of the county's departments a text names: by its name, its code, another name, or code and name."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from budgets.structure import CodeRule

LEAST_LIKE = 60.0
AS_WRITTEN = CodeRule()
"""Codes compare as they are written, but for case, where a county has no rule."""
NEAREST = 3
_NOT_WORDS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class DepartmentNames:
    """What a county calls a department: its name, its code in the budget, and other names under which files know it.

    ``rule`` is how the county's codes of departments compare.
    """

    name: str
    code: str | None = None
    also: tuple[str, ...] = ()
    rule: CodeRule = AS_WRITTEN

    @property
    def every(self) -> tuple[str, ...]:
        """Everything that means it."""
        return self.name, *((self.code,) if self.code else ()), *self.also


def fold(name: str) -> str:
    """A name as it compares: without case, outer spaces and doubled spaces."""
    return " ".join(name.split()).casefold()


def find_department(text: str, known: Iterable[DepartmentNames]) -> DepartmentNames | None:
    """The department that a text names; None for none. Code and name together are one only where both are its own.

    >>> county = (DepartmentNames("Community Services", "CS"), DepartmentNames("Parks", "PK"))
    >>> [find_department(text, county) is not None for text in ("CS - Community Services", "Parks (PK)", "CS Parks")]
    [True, True, False]

    A code that is not as it is written compares by the county's rule, where it is that of one department alone.
    """
    departments = tuple(known)
    said = fold(text)
    own = next((each for each in departments if said in map(fold, each.every)), None)
    own = own or next((each for each in departments if _is_named(text, each, AS_WRITTEN)), None)
    coded = [each for each in departments if not own and _is_named(text, each, each.rule)]
    return own or (coded[0] if len(coded) == 1 else None)


def _words(text: str) -> str:
    return " ".join(_NOT_WORDS.sub(" ", text.casefold()).split())


def _is_named(text: str, department: DepartmentNames, rule: CodeRule) -> bool:
    """Whether a text is the code of a department, alone, before one of its names or behind it."""
    words, code = _words(text), _words(department.code or "")
    names = [_words(name) for name in (department.name, *department.also)]
    rests = [words, *(words.removeprefix(f"{name} ") for name in names if words.startswith(f"{name} "))]
    rests += [words.removesuffix(f" {name}") for name in names if words.endswith(f" {name}")]
    return bool(code) and any(rest and rule.same(rest, code) for rest in rests)


def nearest_departments(text: str, known: Sequence[DepartmentNames]) -> tuple[str, ...]:
    """The names of the departments that a text is most like, the nearest first."""
    owners = {_words(name): each.name for each in known for name in each.every}
    found = process.extract(
        _words(text), owners.keys(), scorer=fuzz.token_set_ratio, score_cutoff=LEAST_LIKE, limit=None
    )
    return tuple(dict.fromkeys(owners[name] for name, _, _ in found))[:NEAREST]
