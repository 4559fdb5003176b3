"""The home of outlines: budgets whose departments, funds or classes are headings between the lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from importers.amount_columns import with_all_money
from importers.answers import Asked
from importers.budget_issues import (
    NET_DIFFERS,
    NET_LEFT_OUT,
    SECTIONS_NOT_READ,
    SECTIONS_OF_UNCLEAR_LEVELS,
    SECTIONS_READ,
)
from importers.columns import ENTITIES, Columns, Words, profile_of
from importers.departments import DepartmentNames
from importers.headers import Heading, Table
from importers.issues import ANSWER_NOT_UNDERSTOOD
from importers.layouts.nets import find_nets
from importers.layouts.sections import Outline, Section, find_outline
from importers.lexicon import fold
from importers.reading import Answers, Candidate, QuestionCode
from importers.values import is_blank, text_of

SECTION_KEYS = ("section", "outer_section", "outermost_section")
"""The keys that say what headings between lines name: those right over the lines, those over them, those over these."""

NOTHING = "nothing"
SHOWN = 4
HALF = 0.5
OWNERS = ("department", "division", "unit")
"""The fields that say whose the money of a line is."""

Kinds = Mapping[Section, str]
"""What headings name, as a field of a line: ``department``, ``fund`` ..., ``direction``; ``nothing`` where nothing."""


@dataclass(frozen=True, slots=True)
class _Label:
    """The column in which most lines have their names, and the field that its heading says."""

    column: int
    field: str


def unfold_outline(
    table: Table, words: Words, answers: Answers, departments: Sequence[DepartmentNames], asked: Asked
) -> Table:
    """The table with what the headings between its lines name in columns of their own, beside every line.

    The columns stand to the right of all others and give the letters of the one that they come from. Where nobody can
    tell what the headings name, that is asked, or told where the lines say themselves whose they are. A table without
    such headings comes back as it is. ``departments`` are the county's own.
    """
    profiles = {heading.column: profile_of(table.rows, heading.column - 1) for heading in table.headings}
    columns = with_all_money(Columns(table, profiles), words)
    money = [each.column for each in columns.several]
    if not money or not all(any(type(value) is str and is_blank(value) for value in table.column(at)) for at in money):
        return table
    says_ways = any((match := words.match(heading)) and match.field == "direction" for heading in table.headings)
    # Codes are left aside: the code of a fund may be that of a department, too.
    county = frozenset(fold(name) for each in departments for name in (each.name, *each.also))
    outline = find_outline(table, money, words, county, with_directions=not says_ways)
    if not outline.sections:
        return table
    table = _without_nets(table, outline, money, words, asked)
    label = _label(outline, columns, words)
    kinds = _kinds(outline, table, label, words, answers, asked)
    _tell_read(table, kinds, asked)
    return _unfolded(table, outline, kinds, label, words)


def _without_nets(table: Table, outline: Outline, money: Sequence[int], words: Words, asked: Asked) -> Table:
    """The table without the amounts of rows that are named as nets and balances, each of which is told."""
    nets = find_nets(table, outline, money, words.lexicon)
    if not nets:
        return table
    rows = list(table.rows)
    for index, is_net in nets.items():
        label = next(text_of(value) for value in rows[index] if not is_blank(value))
        cell = table.sheet.at(table.first_row + index, money[0])
        asked.issues.append((NET_LEFT_OUT if is_net else NET_DIFFERS).at(cell, label, field=("amount",)))
        rows[index] = ["" if at in money else value for at, value in enumerate(rows[index], start=1)]
        outline.paths.pop(index)
    return replace(table, rows=rows, _columns={}, _distinct={})


def _label(outline: Outline, columns: Columns, words: Words) -> _Label:
    """The leftmost column of texts that nearly every line beneath a heading fills."""
    table, rows = columns.table, list(outline.paths)
    for column in columns.of_texts():
        cells = table.column(column)
        if sum(not is_blank(cells[row]) for row in rows) > len(rows) * HALF:
            match = words.match(table.headings[column - 1])
            return _Label(column, match.field.split(".")[0] if match else "")
    return _Label(outline.sections[0].column, "")


def _kinds(
    outline: Outline, table: Table, label: _Label, words: Words, answers: Answers, asked: Asked
) -> dict[Section, str]:
    """What each heading names; nothing for those of which that is not known."""
    levels = [level for level in _levels(outline) if level]
    headed = _headed(outline, table, label, words)
    known = {id(level): _kind_headed(level, headed) or _kind_of(level, number) for number, level in enumerate(levels)}
    unknown = [level for level in levels if not known[id(level)] and outline.is_sure]
    given = {
        id(level): _answered(key, answers, asked) for key, level in zip(SECTION_KEYS, reversed(unknown), strict=False)
    }
    found = {
        section: section.named.kind
        if section.named.is_sure
        else (known[id(level)] or given.get(id(level)) or "") * outline.is_sure
        for level in levels
        for section in level
    }
    found |= {each: "direction" for each in outline.sections if each.named.is_direction}
    open_ = [(key, level) for key, level in zip(SECTION_KEYS, reversed(unknown), strict=False) if not given[id(level)]]
    untold = [each for each in outline.sections if not found[each]]
    if untold and (not open_ or not _asks(outline, table, label, words, answers, found)):
        first = min(untold, key=lambda each: each.row)
        cell = table.sheet.at(table.first_row + first.row, first.column)
        kind = SECTIONS_NOT_READ if outline.is_sure else SECTIONS_OF_UNCLEAR_LEVELS
        asked.issues.append(kind.at(cell, first.named.text, field=("section",), count=len(untold)))
    elif untold:
        for key, level in open_:
            _ask(key, level, asked)
    return found


def _headed(outline: Outline, table: Table, label: _Label, words: Words) -> dict[int, str]:
    """The columns of headings that are blank beside the lines, and whose own heading says what they name."""
    columns = {
        column
        for column in {each.column for each in outline.sections if not each.named.is_direction} - {label.column}
        if all(is_blank(table.column(column)[row]) for row in outline.paths)
    }
    found = {column: words.match(table.headings[column - 1]) for column in columns}
    fields = {column: match.field.split(".")[0] for column, match in found.items() if match}
    return {column: field for column, field in fields.items() if field in ENTITIES}


def _kind_headed(level: Sequence[Section], headed: Mapping[int, str]) -> str:
    kinds = {headed.get(each.column, "") for each in level}
    return kinds.pop() if len(kinds) == 1 else ""


def _levels(outline: Outline) -> list[list[Section]]:
    """The headings that name something, from the outermost level to the innermost."""
    named = [each for each in outline.sections if not each.named.is_direction]
    deepest = max((each.depth for each in named), default=-1)
    return [[each for each in named if each.depth == depth] for depth in range(deepest + 1)]


def _kind_of(level: Sequence[Section], depth: int) -> str:
    """What the headings of a level name by their own words, where all that say it agree and nobody need guess.

    A last word such as Fund is sure where every heading of the level ends so: of the outermost, or of two or more.
    Where a word or the county's list names most of a level, and a total repeats the others, they are alike.
    """
    kinds = {each.named.kind for each in level if each.named.kind}
    if len(kinds) != 1:
        return ""
    (kind,) = kinds
    silent = [each for each in level if not each.named.kind]
    if not silent:
        sure = any(each.named.is_sure for each in level)
        return kind if sure or depth == 0 or len({each.named.whole for each in level}) > 1 else ""
    is_sure = sum(each.named.is_sure for each in level) > len(level) * HALF
    return kind if is_sure and all(each.ends is not None for each in level) else ""


def _answered(key: str, answers: Answers, asked: Asked) -> str:
    given = answers.get(key, ())
    asked.used.update({key} & answers.keys())
    if given and given[-1] not in (*ENTITIES, NOTHING):
        asked.issues.append(ANSWER_NOT_UNDERSTOOD.at(None, f"{key}={given[-1]}", field=(key,)))
    return given[-1] if given else ""


def _asks(outline: Outline, table: Table, label: _Label, words: Words, answers: Answers, found: Kinds) -> bool:
    """Whether nobody knows whose the lines are unless somebody says what the headings name.

    Names of lines that come again beneath other headings are none of departments, whatever stands over their column.
    """
    owned = {
        match.field.split(".")[0]
        for heading in table.headings
        if heading.column != label.column
        if (match := words.match(heading)) and any(not is_blank(value) for value in table.column(heading.column))
    }
    if label.field in OWNERS and not _names_repeat(outline, table, label):
        owned.add(label.field)
    return not {*owned, *found.values()}.intersection(OWNERS) and "department" not in answers


def _names_repeat(outline: Outline, table: Table, label: _Label) -> bool:
    cells = table.column(label.column)
    named = {(path[-1].named.whole, fold(text_of(cells[row]))) for row, path in outline.paths.items() if path}
    names = [name for _, name in named]
    return len(set(names)) < len(names)


def _ask(key: str, level: Sequence[Section], asked: Asked) -> None:
    names = tuple(dict.fromkeys(each.named.text for each in level))[:SHOWN]
    message = f"What do the headings between the lines, such as '{names[0]}', name?"
    candidates = [Candidate(each, names) for each in (*ENTITIES, NOTHING)]
    asked.ask(QuestionCode.SECTION, key, message, candidates)


def _tell_read(table: Table, kinds: Kinds, asked: Asked) -> None:
    """One info for each field that headings between the lines gave to them."""
    for kind in dict.fromkeys(kinds.values()):
        alike = [each for each, own in kinds.items() if own == kind]
        if kind and kind != NOTHING:
            first = min(alike, key=lambda each: each.row)
            cell = table.sheet.at(table.first_row + first.row, first.column)
            told = {"count": len(alike), "kind": kind}
            asked.issues.append(SECTIONS_READ.at(cell, first.named.text, field=(kind,), **told))


def _unfolded(table: Table, outline: Outline, kinds: Kinds, label: _Label, words: Words) -> Table:
    """The table with a column for the code, and one for the name, of each kind of heading.

    What stands in a column that is headed by its kind goes on in that one, beside each line that is blank there.
    """
    headed = {column: kind for column, kind in _headed(outline, table, label, words).items() if kind in kinds.values()}
    columns = [
        (kind, part, next(each.column for each, own in kinds.items() if own == kind))
        for kind in dict.fromkeys(kinds.values())
        if kind and kind != NOTHING and kind not in headed.values()
        for part in ("code", "name")
        if any(_part(each, part) for each, own in kinds.items() if own == kind)
    ]
    if not columns and not headed:
        return table
    width = len(table.headings)
    rows = []
    for index, row in enumerate(table.rows):
        path = {kinds[each]: each for each in outline.paths.get(index, ())}
        own = [_part(path[kind], part) if kind in path else "" for kind, part, _ in columns]
        unfolded = [*row, *[""] * (width - len(row)), *own]
        for column, kind in headed.items():
            if kind in path and is_blank(unfolded[column - 1]):
                unfolded[column - 1] = path[kind].named.text
        rows.append(unfolded)
    headings = [_relabelled(heading, label, kinds) for heading in table.headings]
    for place, (kind, part, column) in enumerate(columns, start=width + 1):
        text = kind if kind == "direction" else f"{kind} {part}"
        headings.append(Heading(place, text, text, stands_in=column))
    return replace(table, headings=tuple(headings), rows=rows, _columns={}, _distinct={})


def _part(section: Section, part: str) -> str:
    named = section.named
    if named.direction:
        return str(named.direction) * (part == "name")
    return named.code if part == "code" else named.name


def _relabelled(heading: Heading, label: _Label, kinds: Kinds) -> Heading:
    """The heading over the names of lines: where headings between them name what it says, they are something else."""
    if heading.column != label.column or label.field not in kinds.values():
        return heading
    return replace(heading, text="description", own="description")
