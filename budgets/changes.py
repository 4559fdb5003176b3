"""The home of what changed between two books: key by key, and every dollar in one change alone."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from budgets.lines import LineKey

NEAR = Fraction(1, 20)
"""How far apart the amounts of what moved may be, as a share of the larger one (docs/explanation/methods.md)."""

MOST_PAIRS = 10_000
"""The most pairs that are looked at under one lower key; beyond it, only equal amounts are taken for a move."""

_NOTHING = Decimal(0)


class ChangeKind(StrEnum):
    """What became of a key; ``moved``: what lies beneath stands under another unit or department."""

    ADDED = "added"
    GONE = "gone"
    CHANGED = "changed"
    MOVED = "moved"


class Held(NamedTuple):
    """What the lines of one key add up to: dollars, and FTE as an average over years; None where no line says any."""

    dollars: Decimal | None
    fte: Fraction | None


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one key, or of the two keys of a move; a side that is not there is None."""

    kind: ChangeKind
    before_key: LineKey | None
    after_key: LineKey | None
    before: Held | None
    after: Held | None

    @property
    def dollars(self) -> Decimal:
        """By how many dollars the book is larger; what nobody said counts as nothing."""
        return _dollars(self.after) - _dollars(self.before)

    @property
    def fte(self) -> Fraction:
        """By how many FTE the book is larger."""
        return _fte(self.after) - _fte(self.before)

    @property
    def size(self) -> Decimal:
        """How many dollars it is about: those that moved, or else those by which the book changed."""
        if self.kind is ChangeKind.MOVED:
            return max(abs(_dollars(self.before)), abs(_dollars(self.after)))
        return abs(self.dollars)


def compare(before: Mapping[LineKey, Held], after: Mapping[LineKey, Held]) -> tuple[Change, ...]:
    """What changed from one book to another, the largest first; what holds as much as before is not told.

    The changes add up to the difference of the books. A key without a line in the other book is gone or added; one
    whose lines come to nothing there changed, as zero is not missing. ``find_moves`` may pair either: an amendment
    takes what it moves away with a line of its own.
    """
    gone = {key: held for key, held in before.items() if _holds(held) and not _holds(after.get(key))}
    added = {key: held for key, held in after.items() if _holds(held) and not _holds(before.get(key))}
    moves = find_moves(gone, added)
    paired = moves.keys() | set(moves.values())
    changes = [
        *(Change(ChangeKind.MOVED, one, other, gone[one], added[other]) for one, other in moves.items()),
        *(Change(ChangeKind.GONE, key, None, before[key], None) for key in gone.keys() - after.keys() - paired),
        *(Change(ChangeKind.ADDED, None, key, None, after[key]) for key in added.keys() - before.keys() - paired),
        *(
            Change(ChangeKind.CHANGED, key, key, before[key], after[key])
            for key in (before.keys() & after.keys()) - paired
            if _said(before[key]) != _said(after[key])
        ),
    ]
    return tuple(sorted(changes, key=_largest_first))


def find_moves(gone: Mapping[LineKey, Held], added: Mapping[LineKey, Held]) -> dict[LineKey, LineKey]:
    """Which keys that are gone stand under another department or unit now: each at most once, the closest first.

    What counts as moved: first the same unit, with all beneath it, under another department; then the same fund,
    program, account and package under another unit. The amounts have the same sign and are at most a twentieth of the
    larger one apart (the FTE, where neither side has dollars). Where no unit, program or package stays, an account
    alone tells little, so the amounts have to be equal; a fund alone tells nothing.
    """
    moves: dict[LineKey, LineKey] = {}
    for staying in (_unit_and_beneath, _beneath_unit):
        arrived = set(moves.values())
        standing = _by_what_stays((key for key in gone if key not in moves), staying)
        arriving = _by_what_stays((key for key in added if key not in arrived), staying)
        for same in standing.keys() & arriving.keys():
            old, new = {key: gone[key] for key in standing[same]}, {key: added[key] for key in arriving[same]}
            moves |= _pairs(old, new, may_differ=same.may_differ)
    return moves


class _Staying(NamedTuple):
    """What stays of a key that moves, and whether that tells enough for amounts that are near and not equal."""

    parts: tuple[str | None, ...]
    may_differ: bool


def _unit_and_beneath(key: LineKey) -> _Staying | None:
    return _Staying(key[1:], may_differ=True) if key.unit else None


def _beneath_unit(key: LineKey) -> _Staying | None:
    if not (key.program or key.account or key.package):
        return None
    return _Staying(key[2:], may_differ=bool(key.program or key.package))


def _by_what_stays(
    keys: Iterable[LineKey], staying: Callable[[LineKey], _Staying | None]
) -> dict[_Staying, list[LineKey]]:
    found: dict[_Staying, list[LineKey]] = {}
    for key in keys:
        if same := staying(key):
            found.setdefault(same, []).append(key)
    return found


def _pairs(gone: Mapping[LineKey, Held], added: Mapping[LineKey, Held], *, may_differ: bool) -> dict[LineKey, LineKey]:
    moves = _equal_pairs(gone, added)
    left = [key for key in gone if key not in moves]
    arrived = set(moves.values())
    open_ = [key for key in added if key not in arrived]
    if not may_differ or len(left) * len(open_) > MOST_PAIRS:
        return moves
    near = [
        (distance, one, other)
        for one in left
        for other in open_
        if (distance := _distance(gone[one], added[other])) is not None
    ]
    # Sorted without a look at which side a key is on: the way back pairs the same keys.
    for _, one, other in sorted(near, key=lambda pair: (pair[0], sorted(map(_order, pair[1:])))):
        if one not in moves and other not in arrived:
            moves[one] = other
            arrived.add(other)
    return moves


def _equal_pairs(gone: Mapping[LineKey, Held], added: Mapping[LineKey, Held]) -> dict[LineKey, LineKey]:
    standing, arriving = _by_amount(gone), _by_amount(added)
    return {
        one: other
        for amount in standing.keys() & arriving.keys()
        for one, other in zip(sorted(standing[amount], key=_order), sorted(arriving[amount], key=_order), strict=False)
    }


def _by_amount(held: Mapping[LineKey, Held]) -> dict[tuple[bool, Fraction], list[LineKey]]:
    found: dict[tuple[bool, Fraction], list[LineKey]] = {}
    for key, each in held.items():
        found.setdefault(_measure(each), []).append(key)
    return found


def _measure(held: Held) -> tuple[bool, Fraction]:
    """What a move is judged by: dollars where there are some, or else FTE."""
    return (True, Fraction(held.dollars)) if held.dollars else (False, _fte(held))


def _distance(one: Held, other: Held) -> Fraction | None:
    (in_dollars, mine), (also_in_dollars, theirs) = _measure(one), _measure(other)
    if in_dollars is not also_in_dollars or (mine > 0) is not (theirs > 0):
        return None
    apart = abs(mine - theirs)
    return apart if apart <= NEAR * max(abs(mine), abs(theirs)) else None


def _holds(held: Held | None) -> bool:
    return held is not None and bool(held.dollars or held.fte)


def _said(held: Held | None) -> tuple[Decimal, Fraction]:
    return _dollars(held), _fte(held)


def _dollars(held: Held | None) -> Decimal:
    return (held.dollars if held else None) or _NOTHING


def _fte(held: Held | None) -> Fraction:
    return (held.fte if held else None) or Fraction(0)


def _order(key: LineKey | None) -> tuple[tuple[bool, str], ...]:
    """Keys in one order, also where they have no name."""
    return tuple((part is not None, part or "") for part in key or ())


def _largest_first(change: Change) -> tuple[Decimal, Fraction, tuple[tuple[bool, str], ...]]:
    return -change.size, -abs(change.fte), _order(change.after_key or change.before_key)
