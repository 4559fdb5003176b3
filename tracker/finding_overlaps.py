"""The home of which findings have the same dollars at stake: one cut fills several rows, and nobody may add them up."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from tracker.alignment import action_key
from tracker.findings import CATALOGUE, Finding
from tracker.rows import Cut


class Beside(NamedTuple):
    """The findings beside one: those with the same amount at stake, and those that may hold some of its dollars."""

    same: tuple[Finding, ...] = ()
    others: tuple[Finding, ...] = ()


ALONE = Beside()
Overlaps = Mapping[str, Beside]
"""What stands beside a finding, by its key; nothing of one that is ``ALONE``."""
_ORDER = {code: place for place, code in enumerate(CATALOGUE)}
_NARROW = (Cut.PACKAGE, Cut.PROGRAM)
_Action = tuple[str | None, str]
_Lines = tuple[str | None, Cut, str]


def same_dollars(findings: Iterable[Finding]) -> Overlaps:
    """By the key of a finding, those of other kinds whose dollars may be the same, in the order of the catalogue.

    Dollars may be the same in two findings of one action; and in two of one package or program where at least one is
    about no single action: what the council cut of a package is what each of its actions lost. Two actions under one
    package lost dollars of their own, as each dollar is counted once, and so did two findings of one kind.
    """
    places = _Places()
    known = [finding for finding in findings if finding.dollars]
    for finding in known:
        places.add(finding)
    return {finding.key: beside for finding in known if (beside := places.beside(finding)) != ALONE}


def called_beside(other: Finding, finding: Finding) -> str:
    """How another finding is called beside one: by its kind, and by its action or lines where these are others."""
    if other.action is None or (finding.action and action_key(other.action) == action_key(finding.action)):
        return other.kind.title
    return f"{other.kind.title} {other.action}"


class _Places:
    """Findings by what they are about, so that none is held against all others: there may be thousands."""

    def __init__(self) -> None:
        self._of_action: dict[_Action, list[Finding]] = defaultdict(list)
        self._of_lines: dict[_Lines, list[Finding]] = defaultdict(list)
        self._of_lines_alone: dict[_Lines, list[Finding]] = defaultdict(list)

    def add(self, finding: Finding) -> None:
        """Know a finding."""
        if finding.action is not None:
            self._of_action[_action(finding, finding.action)].append(finding)
        for lines in _lines(finding):
            self._of_lines[lines].append(finding)
            if finding.action is None:
                self._of_lines_alone[lines].append(finding)

    def beside(self, finding: Finding) -> Beside:
        """Those beside one that is known, too."""
        near = self._of_lines if finding.action is None else self._of_lines_alone
        found = {other.key: other for lines in _lines(finding) for other in near.get(lines, ())}
        if finding.action is not None:
            found |= {other.key: other for other in self._of_action[_action(finding, finding.action)]}
        told = sorted(
            (other for other in found.values() if other.kind is not finding.kind),
            key=lambda other: (_ORDER[other.kind.code], other.about),
        )
        return Beside(
            tuple(other for other in told if other.dollars == finding.dollars),
            tuple(other for other in told if other.dollars != finding.dollars),
        )


def _action(finding: Finding, name: str) -> _Action:
    return finding.department, action_key(name)


def _lines(finding: Finding) -> Iterator[_Lines]:
    return ((finding.department, cut, key) for cut, key in finding.lines if cut in _NARROW)
