"""The home of what is gone from a book entirely: departments, programs and packages of which nothing is left."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from budgets.changes import Change, ChangeKind, Held
from budgets.lines import LineKey

Named = tuple[str | None, ...]
"""A department; or a department (None: the book names none) and the program or package in it."""

_DEPARTMENT, _PROGRAM, _PACKAGE = "department", "program", "package"


class Gone(NamedTuple):
    """What is gone: its kind, one of its keys, what it held, and whether lines of it stand there with nothing."""

    kind: str
    key: LineKey
    held: Held
    has_lines: bool


def gone_entirely(
    before: Mapping[LineKey, Held], after: Mapping[LineKey, Held], changes: Iterable[Change]
) -> tuple[Gone, ...]:
    """Departments that the book after holds nothing of, and such programs and packages of the others, by dollars.

    What moved is not gone: of a department whose units moved in part, the rest is told. Those without dollars come
    last, by their FTE. Nothing is lines of $0 without FTE, or none.
    """
    moved = {change.before_key for change in changes if change.kind is ChangeKind.MOVED}
    stayed = {key: held for key, held in before.items() if key not in moved}
    departments = list(_gone(_DEPARTMENT, stayed, after))
    struck = {each.key.department for each in departments}
    rest = {key: held for key, held in stayed.items() if key.department not in struck}
    found = [*departments, *_gone(_PROGRAM, rest, after), *_gone(_PACKAGE, rest, after)]
    return tuple(sorted(found, key=_largest_first))


def _largest_first(gone: Gone) -> tuple[Decimal, Fraction]:
    return -abs(gone.held.dollars or Decimal(0)), -abs(gone.held.fte or Fraction(0))


def _gone(kind: str, before: Mapping[LineKey, Held], after: Mapping[LineKey, Held]) -> Iterator[Gone]:
    left, standing = set(), set()
    for key, held in after.items():
        if name := _named(kind, key):
            standing.add(name)
            if held.dollars or held.fte:
                left.add(name)
    sums: dict[Named, tuple[LineKey, list[Held]]] = {}
    for key, held in before.items():
        name = _named(kind, key)
        if name and name not in left and (held.dollars or held.fte):
            sums.setdefault(name, (key, []))[1].append(held)
    for name, (key, parts) in sums.items():
        yield Gone(kind, key, _sum(parts), name in standing)


def _named(kind: str, key: LineKey) -> Named | None:
    if kind == _DEPARTMENT:
        return (key.department,) if key.department else None
    own = key.program if kind == _PROGRAM else key.package
    return (key.department, own) if own else None


def _sum(parts: list[Held]) -> Held:
    dollars = [held.dollars for held in parts if held.dollars is not None]
    fte = [held.fte for held in parts if held.fte is not None]
    return Held(sum(dollars, Decimal(0)) if dollars else None, sum(fte, Fraction(0)) if fte else None)
