"""The home of which findings have the same dollars at stake: one cut fills several rows, and nobody may add them up."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping

from tracker.alignment import action_key
from tracker.findings import CATALOGUE, Finding
from tracker.rows import Cut

Overlaps = Mapping[str, tuple[Finding, ...]]
"""The findings beside one, by its key."""
_ORDER = tuple(CATALOGUE)
_NARROW = (Cut.PACKAGE, Cut.PROGRAM)


def same_dollars(findings: Iterable[Finding]) -> Overlaps:
    """By the key of a finding, those of other kinds whose dollars may be the same, in the order of the catalogue.

    Dollars may be the same in two findings of one action; and in two of one package or program where at least one is
    about no single action: what the council cut of a package is what each of its actions lost. Two actions under one
    package lost dollars of their own, as each dollar is counted once, and so did two findings of one kind.
    """
    known = [finding for finding in findings if finding.dollars]
    places = defaultdict[Hashable, list[Finding]](list)
    for finding in known:
        for place in _places(finding):
            places[place].append(finding)
    return {finding.key: tuple(_beside(finding, places)) for finding in known}


def called_beside(other: Finding, finding: Finding) -> str:
    """How another finding is called beside one: by its kind, and by its action or lines where these are others."""
    if other.action is None or (finding.action and action_key(other.action) == action_key(finding.action)):
        return other.kind.title
    return f"{other.kind.title} {other.action}"


def _places(finding: Finding) -> Iterator[Hashable]:
    if finding.action is not None:
        yield "action", finding.department, action_key(finding.action)
    for cut, key in finding.lines:
        if cut in _NARROW:
            yield cut, finding.department, key


def _beside(finding: Finding, places: Mapping[Hashable, Iterable[Finding]]) -> list[Finding]:
    found = {
        other.key: other
        for place in _places(finding)
        for other in places[place]
        if other.kind is not finding.kind and _may_be_same(finding, other)
    }
    return sorted(found.values(), key=lambda other: (_ORDER.index(other.kind.code), other.about))


def _may_be_same(one: Finding, other: Finding) -> bool:
    if one.action is None or other.action is None:
        return True
    return action_key(one.action) == action_key(other.action)
