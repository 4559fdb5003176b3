"""The home of which actions a piece of a budget hits: those that links tie to it, and those whose ask names it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property

from budgets.structure import CodeRules
from importers.departments import fold
from tracker.change_rows import HitAction
from tracker.following import FollowedAction
from tracker.records import Dimension
from tracker.sums import Slice

_FIELDS = {
    Dimension.UNIT: "appropriation_unit",
    Dimension.FUND: "fund",
    Dimension.PACKAGE: "decision_package",
}


class Asks:
    """What the asks of actions name; that one names a unit or fund never pulls its dollars into a goal."""

    def __init__(self, actions: Iterable[FollowedAction], rules: CodeRules) -> None:
        self._actions = tuple(actions)
        self._rules = rules

    def hit_by(self, named: Mapping[Dimension, Slice]) -> tuple[HitAction, ...]:
        """The actions whose ask names this; one that names several things has to fit in all of them."""
        own = {dimension: ways(self._rules, dimension, named[dimension]) for dimension in _FIELDS if dimension in named}
        return tuple(
            _hit(action)
            for action, said in self._said
            if said and all(own.get(dimension, frozenset()) & meant for dimension, meant in said.items())
        )

    @cached_property
    def _said(self) -> tuple[tuple[FollowedAction, Mapping[Dimension, frozenset[str]]], ...]:
        return tuple((action, self._of(action)) for action in self._actions)

    def _of(self, action: FollowedAction) -> Mapping[Dimension, frozenset[str]]:
        texts = {dimension: getattr(action.action.ask, field) for dimension, field in _FIELDS.items()}
        return {dimension: spellings(self._rules, dimension, text) for dimension, text in texts.items() if text}


class Ties:
    """What links tie actions to: each action with the keys that its link names, as they compare in the county."""

    def __init__(self, ties: Iterable[tuple[FollowedAction, Mapping[Dimension, str]]]) -> None:
        self._ties = tuple(ties)

    def hit_by(self, named: Mapping[Dimension, Slice]) -> tuple[HitAction, ...]:
        """The actions that a link pays from this, each once; an account that a link names is not looked at."""
        found = {
            id(action): replace(_hit(action), linked=True)
            for action, keys in self._ties
            if all(named[dimension].key == key for dimension, key in keys.items() if dimension in named)
        }
        return tuple(found.values())


def spellings(rules: CodeRules, dimension: Dimension, text: str) -> frozenset[str]:
    """What a text of an ask may mean: a code, a name, or a code and a name behind it."""
    rule = getattr(rules, dimension.value)
    code, _, name = text.strip().partition(" ")
    meant = {fold(text), rule.identity(text)}
    if any(letter.isdigit() for letter in code):
        meant |= {rule.identity(code.strip(":,;-")), fold(name.strip(" :,;-"))}
    return frozenset(meant - {""})


def ways(rules: CodeRules, dimension: Dimension, of: Slice) -> frozenset[str]:
    """How an ask may name a unit, fund or package: by its code, its name, or both."""
    rule = getattr(rules, dimension.value)
    code = rule.identity(of.code) if of.code else ""
    return frozenset({code, fold(of.name or ""), fold(f"{of.code or ''} {of.name or ''}")} - {""})


def _hit(followed: FollowedAction) -> HitAction:
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
