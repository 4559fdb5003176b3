"""The home of headings between lines: which rows they are, which stands within which, and where each of them ends."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise

from budgets.phases import Direction
from importers.columns import Words
from importers.headers import Table
from importers.labels import names_an_amount
from importers.lexicon import Lexicon, fold
from importers.section_names import Named, read_direction, read_name
from importers.totals import is_total_label, labels_of_totals
from importers.values import find_number, is_blank, text_of
from importers.workbook import CellValue

LONGEST = 80
MOST_CELLS = 2

Place = tuple[str, int, int, bool]
"""What tells headings of one level from those of another: a word, column, indent, and whether all is in capitals."""


@dataclass(eq=False, slots=True)
class Section:
    """A heading between lines: its row counted from the first one beneath the headings, and what it names.

    ``ends`` is the row of the total that repeats its name, None where none does; ``depth`` how many headings that name
    something stand over it; ``is_parted`` that its code stands in a cell of its own, as a line's may.
    """

    row: int
    column: int
    named: Named
    place: Place
    is_parted: bool = False
    ends: int | None = None
    depth: int = 0


@dataclass(slots=True)
class Outline:
    """The headings between the lines of a table, and for each line those that it stands beneath, from the outermost on.

    ``is_sure``: nothing speaks for another nesting of the same rows.
    """

    sections: list[Section] = field(default_factory=list)
    paths: dict[int, tuple[Section, ...]] = field(default_factory=dict)
    is_sure: bool = True


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of a table that matter here, by their place: headings, lines, and totals with all that they may name."""

    sections: Mapping[int, Section]
    lines: Container[int]
    totals: Mapping[int, frozenset[str]]
    amounts: Sequence[Decimal]
    sums: Sequence[Decimal]
    """What the lines before each row add up to, in the first column of amounts, as ``amounts`` are of each row."""


def find_outline(
    table: Table, money: Sequence[int], words: Words, departments: frozenset[str], *, with_directions: bool
) -> Outline:
    """The headings between the lines of a table; ``money`` are its columns of amounts, ``departments`` folded names.

    A heading is a row with one text, or a code and a name, and no amount, with lines beneath it. One that says a year
    or a phase names nothing (``importers.checks.says_otherwise``), and neither does one that says which way money goes,
    unless another one says the other way.
    """
    rows = _sort(table, money, words, departments)
    if not with_directions or len({each.named.direction for each in rows.sections.values()} - {None}) < len(Direction):
        rows = replace(rows, sections={row: each for row, each in rows.sections.items() if not each.named.is_direction})
    if not rows.sections:
        return Outline()
    _find_ends(rows)
    _tell_levels_apart(rows)
    return _nest(rows, len(table.rows))


def _sort(table: Table, money: Sequence[int], words: Words, departments: frozenset[str]) -> _Rows:
    lexicon = words.lexicon
    columns = [table.column(each) for each in money]
    lines, totals, candidates, running = set[int](), dict[int, frozenset[str]](), dict[int, Section](), [Decimal(0)]
    first = list[Decimal]()
    repeated = {fold(text) for _, text in table.titles()}
    called: set[tuple[int, str]] = set()
    for index, row in enumerate(table.rows):
        amounts = [find_number(cells[index]) for cells in columns]
        first.append(amounts[0] or Decimal(0))
        texts = [(at, value) for at, value in enumerate(row, start=1) if at not in money and not is_blank(value)]
        if any(each is not None for each in amounts):
            labels = labels_of_totals([value for _, value in texts])
            if labels:
                totals[index] = frozenset(_forms(labels, texts, lexicon))
            elif texts:
                # An amount alone in its row belongs to nothing, whatever stands above it.
                lines.add(index)
                called.update((at, fold(text_of(value))) for at, value in texts)
            running.append(running[-1] + first[-1] * (not labels))
            continue
        running.append(running[-1])
        if all(is_blank(cells[index]) for cells in columns):
            section = _section(index, texts, words, departments)
            if section and section.named.whole not in repeated:
                candidates[index] = section
    ends = {form for forms in totals.values() for form in forms}
    last = max(lines, default=-1)
    sections = {
        index: each
        for index, each in candidates.items()
        # What elsewhere has an amount is a line without one here, unless a total repeats its name.
        if index < last and ((each.column, each.named.whole) not in called or ends & each.named.forms)
        if not each.is_parted or each.named.is_sure or ends & each.named.forms
    }
    return _Rows(sections, lines, totals, first, running)


def _forms(labels: Iterable[str], texts: Sequence[tuple[int, CellValue]], lexicon: Lexicon) -> Iterator[str]:
    """All that a total may repeat of the heading whose lines it sums up."""
    for label in labels:
        words = fold(label).split()
        while words and lexicon.member("totals", words[0]):
            words = words[1:]
        while words and lexicon.member("totals", words[-1]):
            words = words[:-1]
        for text in (" ".join(words), " ".join(words).removeprefix("for "), " ".join(words).removesuffix(" sub")):
            if text:
                named = read_name(text, lexicon)
                # The total of operating revenues is not that of all.
                is_part = named.direction and not lexicon.member("directions", text)
                yield from ({named.whole} if is_part else named.forms)
    for _, value in texts:
        if not is_total_label(text_of(value)):
            yield fold(text_of(value))


def _section(
    index: int, texts: Sequence[tuple[int, CellValue]], words: Words, departments: frozenset[str]
) -> Section | None:
    if not texts or len(texts) > MOST_CELLS:
        return None
    *before, (_, value) = texts
    if not isinstance(value, str) or not _may_name(value, words):
        return None
    text, indent = value, len(value) - len(value.lstrip())
    for _, word in before:
        joined = _joined(text_of(word).rstrip(":"), value.strip(), words.lexicon)
        if joined is None:
            return None
        text, indent = joined, 0
    named = read_name(text, words.lexicon, departments)
    word = "direction" if named.is_direction else named.kind if named.is_sure else ""
    place = (word, texts[0][0], indent, False)
    return Section(index, texts[0][0], named, place, is_parted=bool(before))


def _may_name(text: str, words: Words) -> bool:
    """Whether a text may name something: no number, no total, and more than a year or a phase."""
    if len(text) > LONGEST or find_number(text) is not None or is_total_label(text):
        return False
    if read_direction(text, words.lexicon):
        return True
    return not names_an_amount(text, words.lexicon, words.calendar) and any(letter.isalnum() for letter in text)


def _joined(before: str, name: str, lexicon: Lexicon) -> str | None:
    """A heading in two cells as in one: ``Department`` or ``300`` before a name; None for anything else."""
    if lexicon.member("section_words", before):
        return f"{before}: {name}"
    is_code = " " not in before and any(letter.isdigit() for letter in before)
    return f"{before} - {name}" if is_code else None


def _find_ends(rows: _Rows) -> None:
    """Give each heading the total that repeats its name, the nearest one beneath that no heading between has taken."""
    open_: list[Section] = []
    for row in sorted({*rows.sections, *rows.totals}):
        if row in rows.sections:
            open_.append(rows.sections[row])
            continue
        found = next((each for each in reversed(open_) if rows.totals[row] & each.named.forms), None)
        if found:
            found.ends = row
            del open_[open_.index(found) :]


def _tell_levels_apart(rows: _Rows) -> None:
    """Where a heading stands right beneath another of its kind, the last word or capitals may tell two levels apart."""
    for tell in (lambda each: (each.named.kind, False), lambda each: ("", each.named.text.isupper())):
        if not any(one.place == other.place for one, other in _adjacent(rows)):
            return
        for each in rows.sections.values():
            word, column, indent, _ = each.place
            kind, capitals = tell(each)
            each.place = (word or kind, column, indent, capitals)


def _adjacent(rows: _Rows) -> Iterator[tuple[Section, Section]]:
    """Headings without a line between them, where no total closes the upper one later."""
    for one, other in pairwise(rows.sections[row] for row in sorted(rows.sections)):
        between = any(row in rows.lines for row in range(one.row, other.row))
        if not between and not (one.ends and one.ends > other.row):
            yield one, other


def _nest(rows: _Rows, number: int) -> Outline:
    outline = Outline(sections=list(rows.sections.values()))
    outline.is_sure = not any(one.place == other.place for one, other in _adjacent(rows))
    stack: list[Section] = []
    for row in range(number):
        section = rows.sections.get(row)
        if section:
            stack = [*_above(stack, section), section]
            section.depth = sum(not each.named.is_direction for each in stack[:-1])
        elif row in rows.totals:
            stack = _after_total(stack, row, rows)
        elif row in rows.lines:
            outline.paths[row] = tuple(stack)
    outline.is_sure = outline.is_sure and _are_alike(outline)
    return outline


def _above(stack: Sequence[Section], section: Section) -> list[Section]:
    """The headings that stay open over a new one: those that a later total closes, and those of outer levels."""
    held = [each.ends is not None and each.ends > section.row for each in stack]
    keep = len(stack)
    for at in range(len(stack) - 1, -1, -1):
        if held[at]:
            break
        if stack[at].place == section.place or stack[at].place[1:3] > section.place[1:3]:
            keep = at
    return list(stack[:keep])


def _after_total(stack: list[Section], row: int, rows: _Rows) -> list[Section]:
    """The headings that stay open beneath a total: it closes the one that it names, or the one that it sums up."""
    for at in range(len(stack) - 1, -1, -1):
        if stack[at].ends == row:
            return stack[:at]
    for at in range(len(stack) - 1, -1, -1):
        if stack[at].ends is not None:
            break
        if rows.amounts[row] and rows.sums[row] - rows.sums[stack[at].row] == rows.amounts[row]:
            return stack[:at]
    return stack


def _are_alike(outline: Outline) -> bool:
    """Whether headings that no total closes stand at one depth for each kind, and not over others of their kind."""
    depths: dict[Place, set[int]] = {}
    for each in outline.sections:
        if each.ends is None:
            depths.setdefault(each.place, set()).add(each.depth)
    over = [
        outer.place == inner.place and outer.ends is None
        for path in outline.paths.values()
        for outer, inner in pairwise(path)
    ]
    return all(len(each) == 1 for each in depths.values()) and not any(over)
