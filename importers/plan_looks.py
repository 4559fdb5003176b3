"""The home of what is said of a plan's looks: struck text, colors and comments carry a meaning that is not read."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from importers import plan_issues as kinds
from importers.layouts.tidy_plan import PlanTable
from importers.looks import Looks
from importers.plan_rows import MARKS, Found, Notes
from importers.plan_statuses import read_status
from importers.values import one_line

LONGEST_COMMENT = 200
LONGEST_LEGEND = 1_000
FEWEST_COLORS = 2
_BY_COLOR = re.compile(
    r"\b(?:green|red|yellow|orange|blue|gr[ae]y|purple|pink|amber|colou?r(?:s|ed)?|shad(?:ed|ing)|highlight(?:ed)?"
    r"|verde|rojo|amarillo|naranja|azul|gris|sombreado)\b.{0,40}?(?:=|:|\bmeans?\b|\bare\b|\bis\b|significa|\bson\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Sight:
    """A table and how its cells look; ``titles`` are the cells of the actions that were read from it, by their rows."""

    table: PlanTable
    looks: Looks
    titles: Mapping[int, Found]

    @property
    def fields(self) -> dict[int, str]:
        """The fields of the columns that are read."""
        return {column.number: column.field for column in self.table.columns if column.field}

    def found(self, row: int, column: int) -> Found:
        """A cell as it stands."""
        return Found(self.table.sheet.value(row, column), self.table.sheet.at(row, column))


def tell_of_looks(table: PlanTable, looks: Looks, titles: Iterable[Found], notes: Notes) -> None:
    """Tell what the looks of the rows that were read may mean, at their cells."""
    sight = _Sight(table, looks, {found.at.row: found for found in titles})
    for row in sorted(sight.titles):
        _tell_of_struck(sight, row, notes)
        for column, name in sorted(sight.fields.items()):
            if comment := looks.comments.get((row, column)):
                said = one_line(comment)[:LONGEST_COMMENT]
                notes.tell(kinds.COMMENT_NOT_READ, sight.found(row, column), name, comment=said)
    for found, name in _colored(sight):
        notes.tell(kinds.COLOR_NOT_READ, found, name)


def _tell_of_struck(sight: _Sight, row: int, notes: Notes) -> None:
    title = sight.titles[row]
    struck = [column for column in sight.fields if (row, column) in sight.looks.struck]
    if title.at.column in struck:
        notes.tell(kinds.STRUCK_THROUGH, title, sight.fields[title.at.column], how="")
        return
    for column in sorted(sight.fields):
        if (row, column) in sight.looks.partly or column in struck:
            how = " in part" if (row, column) in sight.looks.partly else ""
            notes.tell(kinds.STRUCK_THROUGH, sight.found(row, column), sight.fields[column], how=how)


# -- colors


def _colored(sight: _Sight) -> Iterator[tuple[Found, str]]:
    """The cells whose color may say what their words do not."""
    yield from _colored_blanks(sight, [column for column, name in sight.fields.items() if name == "status"], "status")
    times = [column for column, name in sight.fields.items() if name == MARKS]
    yield from _colored_blanks(sight, times, "due")
    if sight.looks.colors and _has_legend_of_colors(sight):
        yield from ((found, "status") for found in _colored_titles(sight))


def _has_legend_of_colors(sight: _Sight) -> bool:
    """Whether the sheet says that colors mean something: in words, or by statuses that stand apart in colors."""
    texts = (text[:LONGEST_LEGEND] for row in sight.table.sheet.rows for text in row if isinstance(text, str))
    if any(map(_BY_COLOR.search, texts)):
        return True
    apart = {place: color for place, color in sight.looks.colors.items() if not _is_read(sight, place)}
    explained = {color for place, color in apart.items() if _is_status(sight.found(*place))}
    return len(explained) >= FEWEST_COLORS


def _is_read(sight: _Sight, place: tuple[int, int]) -> bool:
    return place[0] in sight.titles and place[1] in sight.fields


def _is_status(found: Found) -> bool:
    said = read_status(found.value)
    return said is not None and said.status is not None


def _colored_blanks(sight: _Sight, columns: list[int], name: str) -> Iterator[tuple[Found, str]]:
    """One blank cell of each row that is filled with a color: not where the whole row is, or the whole column."""
    seen = {sight.looks.colors.get((row, column)) for row in sight.titles for column in columns}
    for row, title in sorted(sight.titles.items()) if len(seen) > 1 else ():
        own = sight.looks.colors.get((row, title.at.column))
        for column in columns:
            color = sight.looks.colors.get((row, column))
            if color and color != own and sight.found(row, column).is_blank:
                yield sight.found(row, column), name
                break


def _colored_titles(sight: _Sight) -> Iterator[Found]:
    """The actions whose text stands in a color, where not all of them do in the same."""
    colors = {row: sight.looks.colors.get((row, found.at.column)) for row, found in sight.titles.items()}
    if len(set(colors.values())) > 1:
        yield from (sight.titles[row] for row, color in sorted(colors.items()) if color)
