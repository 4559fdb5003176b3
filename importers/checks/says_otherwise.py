"""The home of one check: what stands between the lines and what names them must not say another year or direction."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import compress

from importers.budget_issues import SECTION_SAYS_OTHERWISE
from importers.columns import Columns, Words
from importers.issues import Issue
from importers.labels import Label, names_an_amount, read_label, years_text
from importers.layouts.long_budget import Facts
from importers.totals import labels_of_totals
from importers.values import is_blank, text_of
from importers.workbook import CellValue

LONGEST = 60
SHORTEST_WORD = 4
HALF = 0.5
FEWEST = 2
MOST_ROWS = 5000


@dataclass(frozen=True, slots=True)
class _Said:
    """A text that says a year, a phase or a direction, and its cell."""

    row: int
    column: int
    text: str
    label: Label


def check_says_otherwise(
    columns: Columns, facts: Sequence[Facts], kept: Sequence[bool], words: Words
) -> Iterator[Issue]:
    """An error at the first heading, total or label of a row that contradicts what all amounts were taken for.

    ``facts`` are those of each column of amounts. A label that says nothing but a year, a phase or a direction counts
    by itself; years beside other words, such as those of a bond, count where most lines have them.
    """
    for said in _sections(columns, kept, words):
        issue = _contradiction(said, columns, facts)
        if issue:
            yield issue
            return
    yield from _years_in_names(columns, facts, kept, words)


def _sections(columns: Columns, kept: Sequence[bool], words: Words) -> Iterator[_Said]:
    """Texts alone in a row, labels of totals, and whole labels of lines, which say nothing else."""
    read = _reader(words)
    few = len(kept) <= MOST_ROWS
    for index in compress(range(len(kept)), (few or not keep for keep in kept)):
        row = columns.table.rows[index]
        filled = [(column, value) for column, value in enumerate(row, start=1) if not is_blank(value)]
        texts = [(column, str(value)) for column, value in filled if _is_text(value, column, columns)]
        if len(texts) != 1 or columns.field_of(texts[0][0]) in ("fiscal_year", "phase", "direction", "amount"):
            continue
        column, text = texts[0]
        if len(filled) == 1 or kept[index] or labels_of_totals([text]):
            label = read(text.strip())
            if label:
                yield _Said(index, column, text.strip(), label)


def _is_text(value: CellValue, column: int, columns: Columns) -> bool:
    """Whether a cell is a short text of its own row, and none of a column of numbers: in a csv every cell is a text."""
    if columns.stands_in(column):
        return False
    return isinstance(value, str) and len(value) <= LONGEST and not columns.profiles[column].is_numeric


def _reader(words: Words) -> Callable[[str], Label | None]:
    known: dict[str, Label | None] = {}

    def read(text: str) -> Label | None:
        if text not in known:
            known[text] = _read(text, words)
        return known[text]

    return read


def _read(text: str, words: Words) -> Label | None:
    bare = " ".join(word for word in text.split() if not words.lexicon.member("totals", word)) or text
    direction = words.lexicon.member("directions", bare)
    if direction and len(bare) >= SHORTEST_WORD:
        return read_label(direction, words.lexicon, words.calendar)
    return (
        read_label(bare, words.lexicon, words.calendar)
        if names_an_amount(bare, words.lexicon, words.calendar)
        else None
    )


def _contradiction(said: _Said, columns: Columns, facts: Sequence[Facts]) -> Issue | None:
    label = said.label
    ways, phases = [each.direction.constant for each in facts], [each.phase.constant for each in facts]
    if label.direction and all(ways) and label.direction not in ways:
        return _issue(said, columns, label.direction, _once(ways))
    if label.phase and all(phases) and label.phase not in phases:
        return _issue(said, columns, label.phase, _once(phases))
    years = [each.years.constant for each in facts]
    if label.years and all(years) and not any(set(own) & set(taken or ()) for own in label.years for taken in years):
        return _issue(said, columns, said.text, _once(years_text(each or ()) for each in years))
    return None


def _once(values: Iterable[object]) -> str:
    return ", ".join(sorted({str(each) for each in values}))


def _issue(said: _Said, columns: Columns, own: str, taken: str) -> Issue:
    table = columns.table
    column = table.headings[said.column - 1].stands_in or said.column
    cell = table.sheet.at(table.first_row + said.row, column)
    return SECTION_SAYS_OTHERWISE.at(
        cell, said.text, field=("direction", "fiscal_year", "phase"), said=own, taken=taken
    )


def _years_in_names(columns: Columns, facts: Sequence[Facts], kept: Sequence[bool], words: Words) -> Iterator[Issue]:
    """An error where most names of lines have years, different ones, and no column says the year."""
    lines = [index for index, keep in enumerate(kept) if keep]
    if len(facts) > 1 or not facts[0].years.constant or len(lines) > MOST_ROWS:
        return
    for column in columns.of_texts():
        cells = columns.table.column(column)
        names = {index: text_of(cells[index]) for index in lines}
        years = {text: read_label(text, words.lexicon, words.calendar).years for text in set(names.values())}
        dated = [(index, years[text]) for index, text in names.items() if years[text]]
        if len(dated) > len(lines) * HALF and len({each for _, each in dated}) >= FEWEST:
            index = dated[0][0]
            said = _Said(index, column, names[index], Label(years=dated[0][1]))
            yield _issue(said, columns, "a year, as most names here do", years_text(facts[0].years.constant))
            return
