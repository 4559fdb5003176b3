"""The home of matching headings to fields: what a person answered, the lexicon, then what the cells hold."""

from importers.amount_columns import answered_amounts, settle_amounts
from importers.answers import Asked, column_answered, columns_answered
from importers.budget_issues import SENTENCES_FOR_NAMES
from importers.columns import (
    ENTITIES,
    MOSTLY,
    MUST_AGREE,
    NEARLY_ALL,
    PLAIN_FIELDS,
    Columns,
    Words,
    profile_of,
)
from importers.headers import Heading, Table
from importers.issues import AMOUNT_HEADING_MISSING, ANSWERS_DIFFER, HEADING_MISSING
from importers.labels import Label
from importers.reading import Answers, QuestionCode
from importers.values import text_of
from importers.workbook import CellValue

CODE_AND_NAME = 2
"""As many columns can be one thing: a chart entry has a code and a name."""


def match_columns(table: Table, words: Words, answers: Answers, asked: Asked) -> Columns:
    """Say what each column of a table is; what is not sure becomes a question or an issue."""
    rows = table.rows
    profiles = {heading.column: profile_of(rows, heading.column - 1) for heading in table.headings}
    columns = Columns(table, profiles)
    answered_amounts(columns, words, answers, asked)
    for key in (*PLAIN_FIELDS, *ENTITIES):
        if key in ENTITIES and len(set(answers.get(key, ()))) > 1:
            _code_and_name(columns, key, words, answers, asked)
            continue
        answered = None if key == "department" else column_answered(answers, key, table.headings, asked)
        if answered:
            columns.used[key] = answered.column
    _match_headings(columns, words, answers, asked)
    _match_contents(columns, words)
    _settle_entities(columns)
    settle_amounts(columns, words, asked)
    _missing_headings(columns, asked)
    return columns


def _code_and_name(columns: Columns, entity: str, words: Words, answers: Answers, asked: Asked) -> None:
    """Two columns that a person named for one thing: its code and its name, as the headings say, or else the cells."""
    named = columns_answered(answers, entity, columns.table.headings, asked)
    if len(named) == 1:
        columns.used[entity] = named[0].column
    if len(named) != CODE_AND_NAME:
        return
    first, second = named
    coded = [columns.profiles[heading.column].looks_coded for heading in named]
    parts = [_part_named(heading, entity, words) for heading in named]
    if "code" in parts and parts[0] != parts[1]:
        is_first = parts[0] == "code"
    elif "name" in parts and parts[0] != parts[1]:
        is_first = parts[1] == "name"
    elif coded[0] != coded[1]:
        is_first = coded[0]
    else:
        asked.issues.append(
            ANSWERS_DIFFER.at(None, ", ".join(f"{entity}={heading.text}" for heading in named), field=(entity,))
        )
        return
    code, name = (first, second) if is_first else (second, first)
    columns.used[f"{entity}.code"], columns.used[f"{entity}.name"] = code.column, name.column


def _part_named(heading: Heading, entity: str, words: Words) -> str | None:
    """Whether a heading says that its column is the code or the name of a thing."""
    match = words.match(heading)
    own, _, part = match.field.partition(".") if match else ("", "", "")
    return part or None if own == entity else None


def _match_headings(columns: Columns, words: Words, answers: Answers, asked: Asked) -> None:
    """Take every heading that the lexicon knows, the exact ones first, where the cells do not speak against it."""
    readers = words.readers()
    found = [(heading, words.match(heading)) for heading in columns.free() if heading.text]
    for heading, match in sorted(found, key=lambda each: -(each[1].similarity if each[1] else 0)):
        profile = columns.profiles[heading.column]
        if match is None or match.field in ("amount", "ignored"):
            continue
        reader = readers.get(match.field)
        if reader and profile.share(reader) < MOSTLY:
            continue
        if match.field in columns.used:
            if match.field in MUST_AGREE and match.field not in answers:
                _ask_where_they_differ(columns, match.field, heading, words, asked)
            continue
        if match.field.split(".")[0] in ENTITIES and not _may_be_names(columns, heading, asked):
            continue
        columns.used[match.field] = heading.column


def _may_be_names(columns: Columns, heading: Heading, asked: Asked) -> bool:
    """Whether a column may name departments, funds and the like; sentences there are told, amounts are none."""
    profile = columns.profiles[heading.column]
    if profile.is_prose:
        asked.issues.append(SENTENCES_FOR_NAMES.at(columns.table.at(heading), heading.text, field=("heading",)))
        return False
    return not profile.is_numeric or profile.is_like_codes


def _ask_where_they_differ(columns: Columns, name: str, other: Heading, words: Words, asked: Asked) -> None:
    """Two columns that say, say, the fiscal year are a question, unless every row says the same in both."""
    first = columns.heading(name)
    pairs = set(zip(columns.cells(name), columns.table.column(other.column), strict=True))
    if any(_meaning(name, one, words) != _meaning(name, two, words) for one, two in pairs):
        message = f"Two columns could say the {name.replace('_', ' ')}, and they differ. Which one does?"
        asked.ask(QuestionCode.COLUMN, name, message, columns.candidates([first, other]))


def _meaning(name: str, value: CellValue, words: Words) -> object:
    understood = words.readers()[name](text_of(value))
    return understood.years if isinstance(understood, Label) else understood


def _match_contents(columns: Columns, words: Words) -> None:
    """A column whose every cell says a year, a phase or a direction is that, whatever its heading says or lacks."""
    readers = words.readers()
    for name in ("fiscal_year", "direction", "phase"):
        if name in columns.used:
            continue
        sure = [
            heading
            for heading in columns.free()
            if columns.profiles[heading.column].values
            and not columns.profiles[heading.column].is_numeric
            and columns.profiles[heading.column].share(readers[name]) >= NEARLY_ALL
        ]
        if len(sure) == 1:
            columns.used[name] = sure[0].column


def _settle_entities(columns: Columns) -> None:
    """A heading such as "Fund" alone is the code or the name, as its cells and the column beside it say."""
    for entity in ENTITIES:
        column = columns.used.pop(entity, None)
        if column is None:
            continue
        code, name = f"{entity}.code", f"{entity}.name"
        profile = columns.profiles[column]
        wanted = code if profile.looks_coded else name
        if wanted in columns.used:
            wanted = name if wanted == code else code
        columns.used.setdefault(wanted, column)


def _missing_headings(columns: Columns, asked: Asked) -> None:
    """A column with values needs a heading, unless a person has said what it is."""
    for heading in columns.table.headings:
        profile = columns.profiles[heading.column]
        if heading.text or not profile.values:
            continue
        name, cell = columns.field_of(heading.column), columns.table.at(heading)
        if name is None and profile.is_numeric and not columns.holds_amounts:
            asked.issues.append(AMOUNT_HEADING_MISSING.at(cell, field=("amount",), letters=heading.letters))
        else:
            use = f"read as {name.replace('_', ' ')}, by what it holds" if name else "not read"
            asked.issues.append(HEADING_MISSING.at(cell, letters=heading.letters, use=use))
