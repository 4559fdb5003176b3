"""The home of which actions a piece of a budget hits: those that links tie to it, and those whose ask names it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from budgets.structure import CodeRules
from importers.departments import fold
from tracker.change_rows import HitAction
from tracker.following import FollowedAction
from tracker.records import KEYS, Dimension
from tracker.sums import Slice

_FIELDS = {
    Dimension.UNIT: "appropriation_unit",
    Dimension.FUND: "fund",
    Dimension.PACKAGE: "decision_package",
}
_Places = dict[tuple[Dimension, str], list[int]]
"""Where things stand that name a key, by the narrowest dimension that they name: a book has thousands of keys."""


class Asks:
    """What the asks of actions name; that one names a unit or fund never pulls its dollars into a goal."""

    def __init__(self, actions: Iterable[FollowedAction], rules: CodeRules) -> None:
        self._rules = rules
        self._said: list[tuple[HitAction, Mapping[Dimension, frozenset[str]]]] = []
        self._places: _Places = defaultdict(list)
        for action in actions:
            if said := self._of(action):
                _keep(self._places, said, len(self._said))
                self._said.append((hit_action(action), said))

    def hit_by(self, named: Mapping[Dimension, Slice]) -> tuple[HitAction, ...]:
        """The actions whose ask names this; one that names several things has to fit in all of them."""
        own = {dimension: ways(self._rules, dimension, named[dimension]) for dimension in _FIELDS if dimension in named}
        found = (self._said[place] for place in _find(self._places, own))
        return tuple(
            action
            for action, said in found
            if all(own.get(dimension, frozenset()) & meant for dimension, meant in said.items())
        )

    def _of(self, action: FollowedAction) -> Mapping[Dimension, frozenset[str]]:
        texts = {dimension: getattr(action.action.ask, field) for dimension, field in _FIELDS.items()}
        return {dimension: spellings(self._rules, dimension, text) for dimension, text in texts.items() if text}


class Ties:
    """What links tie actions to: each action with the keys that its link names, as they compare in the county.

    The actions come as they are told, also those that no plan of the period has: their dollars are linked all the same.

    An account that a link names is not looked at; of a link that names nothing else, nothing is known here.
    """

    def __init__(self, ties: Iterable[tuple[HitAction, Mapping[Dimension, str]]]) -> None:
        self._ties: list[tuple[HitAction, Mapping[Dimension, str]]] = []
        self._places: _Places = defaultdict(list)
        for action, keys in ties:
            if looked_at := {dimension: keys[dimension] for dimension in KEYS if dimension in keys}:
                _keep(self._places, {dimension: (key,) for dimension, key in looked_at.items()}, len(self._ties))
                self._ties.append((replace(action, linked=True), looked_at))

    def hit_by(self, named: Mapping[Dimension, Slice]) -> tuple[HitAction, ...]:
        """The actions that a link pays from this, each once; ``named`` says something of all ``KEYS``."""
        own = {dimension: (named[dimension].key or "",) for dimension in KEYS}
        found = (self._ties[place] for place in _find(self._places, own))
        hit = (action for action, keys in found if all(named[part].key == key for part, key in keys.items()))
        return tuple(dict.fromkeys(hit))


def _keep(places: _Places, words: Mapping[Dimension, Iterable[str]], place: int) -> None:
    narrowest = next(dimension for dimension in reversed(KEYS) if dimension in words)
    for word in words[narrowest]:
        places[narrowest, word].append(place)


def _find(places: _Places, words: Mapping[Dimension, Iterable[str]]) -> list[int]:
    return sorted(
        {place for dimension, own in words.items() for word in own for place in places.get((dimension, word), ())}
    )


def spellings(rules: CodeRules, dimension: Dimension, text: str) -> frozenset[str]:
    """What a text of an ask may mean: a code, a name, or a code and a name behind it."""
    rule = rules.of(dimension.value)
    code, _, name = text.strip().partition(" ")
    meant = {fold(text), rule.identity(text)}
    if any(letter.isdigit() for letter in code):
        meant |= {rule.identity(code.strip(":,;-")), fold(name.strip(" :,;-"))}
    return frozenset(meant - {""})


def ways(rules: CodeRules, dimension: Dimension, of: Slice) -> frozenset[str]:
    """How an ask may name a unit, fund or package: by its code, its name, or both."""
    rule = rules.of(dimension.value)
    code = rule.identity(of.code) if of.code else ""
    return frozenset({code, fold(of.name or ""), fold(f"{of.code or ''} {of.name or ''}")} - {""})


def hit_action(followed: FollowedAction) -> HitAction:
    """An action of a plan as it is told beside a change."""
    action, kept = followed.action, followed.kept
    return HitAction(
        code=action.code,
        title=action.title,
        department=kept.plan.department,
        department_key=kept.department_key,
        lead=action.lead,
        status=action.current_status,
        asked=action.ask.amount,
    )
