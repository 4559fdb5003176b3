"""The home of the headings of a budget as a profile sees them: where they stand, and whether they speak of units."""

from collections.abc import Callable, Iterable, Iterator

from importers.columns import Columns, Words
from importers.facts import Scene
from importers.headers import FEWEST_HEADINGS, headings_at, table_at
from importers.labels import read_units
from importers.profiles import Place
from importers.values import is_blank
from importers.workbook import Sheet, Workbook


def places_in(sheet: Sheet, rows: Iterable[int]) -> Iterator[Place]:
    """The headings at and around each of these rows, where they stand over several columns."""
    for row in rows:
        if sum(not is_blank(value) for value in sheet.rows[row - 1]) < FEWEST_HEADINGS:
            continue
        around, headings = headings_at(sheet, row)
        yield Place(sheet.name, around, {heading.letters: heading.text for heading in headings if heading.text})


def units_in(book: Workbook, words: Words) -> Callable[[Place, str], bool]:
    """What tells whether headings speak of the units that an answer names, and no other text speaks of others."""

    def says(place: Place, answer: str) -> bool:
        sheet = book.sheet(place.sheet)
        table = table_at(sheet, place.rows[-1]) if sheet else None
        member = read_units(answer, words.lexicon)
        if table is None or member is None:
            return False
        scene = Scene(Columns(table, {}), words, {}, book.file)
        in_headings = {unit for text in place.headings.values() for unit in scene.label(text).units}
        elsewhere = [scene.label(text) for text in (*(title for _, title in table.titles()), *table.notes())]
        elsewhere += [label for _, label in scene.name_labels()]
        others = {unit for label in elsewhere for unit in label.units}
        return in_headings == {member} and others <= in_headings

    return says
