"""The home of which of the county's departments a text names: by its name, its code, another name, or code and name."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

LEAST_LIKE = 60.0
NEAREST = 3
_NOT_WORDS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class DepartmentNames:
    """What a county calls a department: its name, its code in the budget, and other names under which files know it."""

    name: str
    code: str | None = None
    also: tuple[str, ...] = ()

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
    """
    departments = tuple(known)
    said, words = fold(text), _words(text)
    own = next((each for each in departments if said in map(fold, each.every)), None)
    return own or next((each for each in departments if words in _with_code(each)), None)


def _words(text: str) -> str:
    return " ".join(_NOT_WORDS.sub(" ", text.casefold()).split())


def _with_code(department: DepartmentNames) -> set[str]:
    """The words of each name with the code before it and behind it."""
    names = (department.name, *department.also) if department.code else ()
    pairs = [(department.code or "", name) for name in names]
    return {_words(f"{one} {two}") for pair in pairs for one, two in (pair, pair[::-1])}


def nearest_departments(text: str, known: Sequence[DepartmentNames]) -> tuple[str, ...]:
    """The names of the departments that a text is most like, the nearest first."""
    owners = {_words(name): each.name for each in known for name in each.every}
    found = process.extract(
        _words(text), owners.keys(), scorer=fuzz.token_set_ratio, score_cutoff=LEAST_LIKE, limit=None
    )
    return tuple(dict.fromkeys(owners[name] for name, _, _ in found))[:NEAREST]
