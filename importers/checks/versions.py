"""The home of one check: lines that stand once for each value of a column that is not read, as versions would."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import compress

from importers.budget_issues import LINES_ONCE_FOR_EACH
from importers.columns import Columns
from importers.issues import UNKNOWN_PHASE, Issue
from importers.lexicon import Lexicon
from importers.values import text_of

FEWEST_LINES = 3
MOST_VALUES = 12
MOST_LINES = 20_000
SHOWN = 4


def check_versions(columns: Columns, kept: Sequence[bool], lexicon: Lexicon) -> Iterator[Issue]:
    """A warning for each unread column of texts that parts the lines into groups with the same names, once each.

    An error where its words speak of versions, drafts or options: these are not to be added up.
    """
    if not 0 < sum(kept) <= MOST_LINES or not columns.used:
        return
    table = columns.table
    named = [column for name, column in columns.used.items() if name not in ("amount", "fte")]
    keys = list(compress(zip(*(table.column(each) for each in named), strict=True), kept)) if named else []
    for column in columns.of_texts():
        if columns.field_of(column) is not None or not keys:
            continue
        values = list(map(text_of, compress(table.column(column), kept)))
        groups = dict.fromkeys(values)
        if "" in groups or not 1 < len(groups) <= MOST_VALUES or len(values) < len(groups) * FEWEST_LINES:
            continue
        found = [Counter(compress(keys, (value == group for value in values))) for group in groups]
        if found[0].total() >= FEWEST_LINES and all(each == found[0] for each in found):
            heading = table.headings[column - 1]
            match = lexicon.match(heading.text)
            if (match and match.field == "phase") or _speak_of_versions([heading.text, *groups], lexicon):
                cell = table.sheet.at(table.first_row + kept.index(True), heading.stands_in or column)
                yield UNKNOWN_PHASE.at(cell, values[0], field=("phase",))
                continue
            shown = ", ".join(list(groups)[:SHOWN])
            yield LINES_ONCE_FOR_EACH.at(table.at(heading), heading.text, field=("phase",), values=shown)


def _speak_of_versions(texts: Sequence[str], lexicon: Lexicon) -> bool:
    return any(lexicon.members_in("versions", text) for text in texts)
