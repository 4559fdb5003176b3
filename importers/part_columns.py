"""The home of columns of amounts that are parts: one beside the other for each fund, class of spending, department."""

from collections.abc import Sequence

from importers.columns import ENTITIES, Part
from importers.headers import Heading
from importers.lexicon import Lexicon
from importers.section_names import read_name
from importers.unnamed_totals import labels_like_sums

MOST_PARTS = 60
"""Of more columns nobody can see any more whether one is the sum of others."""

Cents = Sequence[int]


def part_of(heading: Heading, lexicon: Lexicon) -> Part | None:
    """The fund, class or department that a heading names: by the heading above it, or by its own words; None for none.

    >>> from importers.lexicon import load_lexicon
    >>> part_of(Heading(2, "Fund 100 - General"), load_lexicon("budget"))
    Part(field='fund', code='100', name='General')
    """
    own = heading.own or heading.text
    above = heading.text.removesuffix(own).strip()
    match = lexicon.match(above) if above else None
    named = read_name(own, lexicon)
    kind = match.field.split(".")[0] if match else named.kind
    return Part(kind, named.code or None, named.name or None) if kind in ENTITIES else None


def parts_alike(headings: Sequence[Heading], lexicon: Lexicon) -> list[Part]:
    """What each heading names, where all name another one of the same kind; else nothing, and so where one says All."""
    parts = [part for heading in headings if (part := part_of(heading, lexicon))]
    are_alike = len(parts) == len(headings) == len(set(parts)) and len({part.field for part in parts}) == 1
    return parts if are_alike and not labels_like_sums(heading.text for heading in headings) else []


def holds_a_sum(columns: Sequence[Cents]) -> bool:
    """Whether a column of cents is the sum, in each row, of columns that stand together at its left or right.

    A table in which that is so, or too wide to look, does not say by its headings alone what is to be added up.
    """
    if len(columns) > MOST_PARTS:
        return True
    for at, whole in enumerate(columns):
        if not any(whole):
            continue
        for beside in (columns[:at][::-1], columns[at + 1 :]):
            running = [0] * len(whole)
            for number, cells in enumerate(beside, start=1):
                running = [one + other for one, other in zip(running, cells, strict=True)]
                if number > 1 and _mostly_equal(running, whole):
                    return True
    return False


def _mostly_equal(sums: Cents, whole: Cents) -> bool:
    """Whether the sums are what most filled cells of a column hold: a sum with an error in some rows is one, too."""
    filled = [(one, other) for one, other in zip(sums, whole, strict=True) if other]
    return sum(one == other for one, other in filled) * 2 > len(filled)
