"""The home of plans with a row for each field of an action: a code, the name of a field, and what it holds."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from budgets.period import FiscalCalendar
from importers.layouts.plan_columns import PlanColumn, columns_of, heading_text
from importers.layouts.tidy_plan import PlanTable
from importers.lexicon import load_lexicon
from importers.plan_rows import Found, Row
from importers.values import one_line
from importers.workbook import CellValue, Sheet

ROWS_SEARCHED = 60
FEWEST_FIELDS = 3
MOST = 0.5
KEYS = ("code", "title")


@dataclass(frozen=True, slots=True)
class LongTable:
    """A table with a row for each field: where the key of the action, the field and what it holds stand."""

    table: PlanTable
    keys: tuple[int, ...]
    field: int
    value: int
    fields: Mapping[str, PlanColumn]
    """The columns that the names of fields would be as headings, by those names."""


def find_long(sheet: Sheet, calendar: FiscalCalendar) -> LongTable | None:
    """The table of a sheet whose rows name fields of a plan; None where there is none."""
    words = load_lexicon("plan").values["long_columns"]
    for row in range(1, min(len(sheet.rows), ROWS_SEARCHED) + 1):
        said = {number: words.get(_folded(value)) for number, value in enumerate(sheet.rows[row - 1], start=1)}
        named, held = _only(said, "field"), _only(said, "value")
        found = _long_at(sheet, row, named, held, calendar) if named and held else None
        if found:
            return found
    return None


def _folded(value: CellValue) -> str:
    return one_line(heading_text(value)).casefold()


def _only(said: Mapping[int, str | None], word: str) -> int | None:
    numbers = [number for number, each in said.items() if each == word]
    return numbers[0] if len(numbers) == 1 else None


def _long_at(sheet: Sheet, row: int, named: int, held: int, calendar: FiscalCalendar) -> LongTable | None:
    columns = tuple(columns_of(sheet, (row,), calendar))
    keys = tuple(each.number for key in KEYS for each in columns if each.field == key and each.number != named)
    texts = {one_line(sheet.value(each, named)) for each in range(row + 1, len(sheet.rows) + 1)} - {""}
    fields = {text: _as_heading(text, calendar) for text in texts}
    known = {text: column for text, column in fields.items() if column.field}
    enough = len({column.field for column in known.values()}) >= FEWEST_FIELDS and len(known) >= MOST * len(texts)
    return LongTable(PlanTable(sheet, row, columns, (row,)), keys[:1], named, held, fields) if enough else None


def _as_heading(text: str, calendar: FiscalCalendar) -> PlanColumn:
    return next(columns_of(Sheet("", [[text]]), (1,), calendar))


def rows_of(long: LongTable) -> Iterator[tuple[int, Row]]:
    """The rows of actions that the rows of fields make together, each with the number of its first row."""
    groups: list[tuple[str, list[int]]] = []
    for number in long.table.rows:
        key = _key(long, number)
        if not any(value != "" for value in long.table.sheet.rows[number - 1]):
            continue
        if groups and (key in ("", groups[-1][0])) and not _begins_again(long, groups[-1][1], number):
            groups[-1][1].append(number)
        elif key and (before := next((rows for said, rows in groups if said == key), None)) is not None:
            before.append(number)
        else:
            groups.append((key, [number]))
    for _, numbers in groups:
        yield _titled(long, numbers), _together(long, numbers)


def _key(long: LongTable, number: int) -> str:
    return " ".join(one_line(long.table.sheet.value(number, column)).casefold() for column in long.keys)


def _begins_again(long: LongTable, numbers: Sequence[int], number: int) -> bool:
    """Whether a row without keys names again what begins an action: its text."""
    name = field_of(long, number)
    return not long.keys and name == "title" and "title" in {field_of(long, each) for each in numbers}


def field_of(long: LongTable, number: int) -> str | None:
    """The field that a row names; None where it names none."""
    column = long.fields.get(one_line(long.table.sheet.value(number, long.field)))
    return column.field if column else None


def _titled(long: LongTable, numbers: Sequence[int]) -> int:
    return next((number for number in numbers if field_of(long, number) == "title"), numbers[0])


def _together(long: LongTable, numbers: Sequence[int]) -> Row:
    row: dict[str, tuple[Found, ...]] = {}
    sheet = long.table.sheet
    for column in long.table.columns:
        if column.field and column.number not in (long.field, long.value):
            row[column.field] = (Found(sheet.value(numbers[0], column.number), sheet.at(numbers[0], column.number)),)
    for number in numbers:
        name = long.fields.get(one_line(sheet.value(number, long.field)))
        if name is not None and name.field:
            found = Found(sheet.value(number, long.value), sheet.at(number, long.value), name.dated)
            row[name.field] = (*(each for each in row.get(name.field, ()) if not each.is_blank), found)
    return row


def unread_rows(long: LongTable) -> Iterator[tuple[int, str]]:
    """The rows that name no field of a plan, and what they name."""
    for number in long.table.rows:
        said = one_line(long.table.sheet.value(number, long.field))
        if any(value != "" for value in long.table.sheet.rows[number - 1]) and field_of(long, number) is None:
            yield number, said


def repeated(row: Row) -> Iterator[tuple[str, Found]]:
    """The fields that an action has twice, without days that part them."""
    for name, cells in row.items():
        days = [found.dated for found in cells]
        if len(cells) > 1 and len(set(days)) < len(days):
            yield name, cells[-1]
