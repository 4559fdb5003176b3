"""The home of the statuses that plans report: as words, as letters with a legend, at the start of a note."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from importers.lexicon import load_lexicon
from importers.values import one_line, read_text, text_of
from importers.workbook import Sheet
from plans.progress import ActionStatus

FEWEST_ENTRIES = 2
LONGEST_LEGEND = 300
LONGEST_STATUS = 4
_ENTRY = re.compile(
    r"(?:^|[;,|\n(/]|\s{2,})\s*(?P<sign>[A-Za-z]{1,3}|\d|[^\w\s;,()=:-])\s*(?:=|:|\u2013|\u2014|-|means|significa)\s*"
    r"(?P<meaning>[^\W\d_][^;,|\n()=:]*?)\s*(?=[;,|\n(/]|\s{2,}|$)"
)
_SIGN = re.compile(r"[A-Za-z]{1,3}|[^\w\s=:-]")
_FOLLOWS = re.compile(r"\s*(?:[.,;:!(\u2013\u2014-]|$)")
_SINCE = re.compile(r"\s+(?:in|on|since|until|by|as of|for|and|at|with|pending|en|desde|hasta)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class StatusSaid:
    """The status that a cell names; ``doubtful`` when its word is none of the statuses but leans to one."""

    status: ActionStatus | None = None
    doubtful: bool = False


Legend = Mapping[str, ActionStatus]
"""The letters or signs that stand for statuses in one workbook, folded to lower case."""


def read_status(value: object, legend: Legend | None = None) -> StatusSaid | None:
    """The status that a cell names, in English or Spanish or by the legend; None for a word that is no status."""
    text = read_text(value)
    if text is None:
        return StatusSaid()
    if legend and text.casefold().strip(".") in legend:
        return StatusSaid(legend[text.casefold().strip(".")])
    words = load_lexicon("plan")
    if sure := words.member("statuses", text):
        return StatusSaid(ActionStatus(sure))
    if leaning := words.member("leaning_statuses", text):
        return StatusSaid(ActionStatus(leaning), doubtful=True)
    return None


def read_leading_status(note: str) -> StatusSaid | None:
    """The status that a note begins with, parted from what follows, as in ``Done in April``; None where it has none.

    >>> read_leading_status("Underway. Two rounds ranked.").status.value, read_leading_status("Complete the survey")
    ('in_progress', None)
    """
    text = one_line(note)
    words = text.split()
    for count in range(min(LONGEST_STATUS, len(words)), 0, -1):
        start = " ".join(words[:count])
        bare = start.rstrip(".,;:!(\u2013\u2014-")
        said = read_status(bare)
        if said is None or said.status is None:
            continue
        rest = text[len(bare) :]
        if _FOLLOWS.match(rest) or _SINCE.match(rest):
            return said
    return None


# -- legends


def find_legend(sheets: Iterable[Sheet]) -> Legend:
    """The letters that a legend anywhere in the workbook explains; none that are explained in two ways."""
    found: dict[str, set[ActionStatus]] = defaultdict(set)
    for sheet in sheets:
        for sign, status in _entries(sheet):
            found[sign.casefold()].add(status)
    sure = {sign: next(iter(statuses)) for sign, statuses in found.items() if len(statuses) == 1}
    return sure if len(sure) >= FEWEST_ENTRIES else {}


def _entries(sheet: Sheet) -> Iterator[tuple[str, ActionStatus]]:
    for row in sheet.rows:
        for value, beside in zip(row, [*row[1:], ""], strict=False):
            if isinstance(value, str) and 1 < len(value) <= LONGEST_LEGEND:
                yield from _explained((found["sign"], found["meaning"]) for found in _ENTRY.finditer(value))
            if isinstance(value, str) and isinstance(beside, str) and _SIGN.fullmatch(one_line(value)):
                yield from _explained([(one_line(value), beside)])


def _explained(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, ActionStatus]]:
    words = load_lexicon("plan")
    for sign, meaning in pairs:
        if status := words.member("statuses", text_of(meaning)):
            yield sign, ActionStatus(status)
