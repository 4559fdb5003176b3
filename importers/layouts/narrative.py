"""The home of rows between the actions of a plan: goals and strategies as headings, outcomes, examples, notes."""

import re
from enum import StrEnum

from importers.plan_values import fold
from plans.framework import Framework

LONGEST_BANNER = 160
MOST_WORDS = 24

_GOAL = re.compile(
    r"(?:(?:equity )?goal|goal area|priority|priority area|focus area|service line|pillar|meta|objetivo"
    r"|\u00e1rea de enfoque|prioridad|pilar)s?\s*(?:area\s*)?(?:#|n[o\u00ba.]+\s*)?(?:\d+|[ivx]+|[a-z])?"
    r"\s*(?::|\.|\)|-|\u2013|\u2014|$).*",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"[*\u2020]|(?:notes?|nota|glossary|glosario|legend|leyenda|key|source|fuente|sources|footnote|acronyms?|abbreviations?"
    r"|definitions?|disclaimer|page \d|p\u00e1gina \d|printed|prepared by|last updated|updated|continued)\b",
    re.IGNORECASE,
)
_OUTCOME = re.compile(
    r"(?:desired |expected |community |intended |overall )?(?:outcomes?|results?|objectives?|resultados?)"
    r"(?:\s+(?:esperados?|deseados?))?\s*(?:#?\d+)?\s*:\s*\S.*",
    re.IGNORECASE,
)
_EXAMPLE = re.compile(r"(?:example|sample|e\.g\.|for example|ejemplo)\b\s*[:.,\u2013-].*", re.IGNORECASE)
_TOTAL = re.compile(r"(?:grand |sub-?\s?)?totals?\b|(?:gran )?total(?:es)?\b|subtotal(?:es)?\b", re.IGNORECASE)


_STRATEGY = re.compile(
    r"(?:strateg(?:y|ies)|sub-?\s?goal|objective|approach|focus|estrategia|objetivo espec\u00edfico)\s*"
    r"(?:#?\s*(?:\d+(?:\.\d+)*|[a-z])(?:\.[a-z\d]+)*)?\s*(?::|\.\s|-\s|\u2013|\)).*",
    re.IGNORECASE,
)


class Banner(StrEnum):
    """What a text is that stands alone over a block of actions."""

    GOAL = "goal"
    STRATEGY = "strategy"
    NOTE = "note"


def banner_of(text: str, framework: Framework) -> Banner:
    """What a text alone in its row is: a goal by its words or by its name, a note, else what comes beneath a goal."""
    said = fold(text)
    if framework.match_goal(said) or _GOAL.fullmatch(said):
        return Banner.GOAL
    if _NOTE.match(said) or len(said) > LONGEST_BANNER or len(said.split()) > MOST_WORDS:
        return Banner.NOTE
    return Banner.STRATEGY


def is_heading_over_actions(text: str, framework: Framework) -> bool:
    """Whether a text in the column of actions, alone in its row, says that it is a goal, a strategy or a note."""
    said = fold(text)
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
