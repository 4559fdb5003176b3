"""The home of rows between the actions of a plan: goals and strategies as headings, outcomes, examples, notes."""

import re
from enum import StrEnum

from importers.lexicon import load_lexicon
from importers.values import one_line
from plans.framework import Framework

LONGEST_BANNER = 160
MOST_WORDS = 24

_WORDS = load_lexicon("plan")


def _any(*members: str) -> str:
    return _WORDS.any_of("banners", *members)


_GOAL = re.compile(
    rf"{_any('goal')}s?\s*(?:{_any('area')}\s*)?(?:#|n[o\u00ba.]+\s*)?(?:\d+|[ivx]+|[a-z])?"
    r"\s*(?::|\.|\)|-|\u2013|\u2014|$).*",
    re.IGNORECASE,
)
_NOTE = re.compile(rf"[*\u2020]|(?:{_any('note')}|{_any('page')} \d)\b", re.IGNORECASE)
_OUTCOME = re.compile(
    rf"(?:{_any('before_outcome')} )?{_any('outcome')}s?(?:\s+{_any('after_outcome')})?\s*(?:#?\d+)?\s*:\s*\S.*",
    re.IGNORECASE,
)
_EXAMPLE = re.compile(rf"{_any('example')}\s*[:.,\u2013-].*", re.IGNORECASE)
_TOTAL = re.compile(rf"{load_lexicon('budget').any_of('totals')}\b", re.IGNORECASE)
_STRATEGY = re.compile(
    rf"{_any('strategy')}\s*(?:#?\s*(?:\d+(?:\.\d+)*|[a-z])(?:\.[a-z\d]+)*)?\s*(?::|\.\s|-\s|\u2013|\)).*",
    re.IGNORECASE,
)


class Banner(StrEnum):
    """What a text is that stands alone over a block of actions."""

    GOAL = "goal"
    STRATEGY = "strategy"
    NOTE = "note"


def banner_of(text: str, framework: Framework) -> Banner:
    """What a text alone in its row is: a goal by its words or by its name, a note, else what comes beneath a goal."""
    said = one_line(text)
    if framework.match_goal(said) or _GOAL.fullmatch(said):
        return Banner.GOAL
    if _NOTE.match(said) or len(said) > LONGEST_BANNER or len(said.split()) > MOST_WORDS:
        return Banner.NOTE
    return Banner.STRATEGY


def is_heading_over_actions(text: str, framework: Framework) -> bool:
    """Whether a text in the column of actions, alone in its row, says that it is a goal, a strategy or a note."""
    said = one_line(text)
    return banner_of(said, framework) is Banner.GOAL or bool(_STRATEGY.fullmatch(said) or _NOTE.match(said))


def is_outcome(text: str) -> bool:
    """Whether a text in the column of actions says what is to come of them, as in ``Outcome: ...``."""
    return bool(_OUTCOME.fullmatch(text))


def is_example(text: str) -> bool:
    """Whether a text in the column of actions shows how to fill in the row."""
    return bool(_EXAMPLE.fullmatch(text))


def is_total(text: str) -> bool:
    """Whether a text names a sum of other rows."""
    return bool(_TOTAL.match(text))
