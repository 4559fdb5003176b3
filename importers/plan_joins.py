"""The home of joining the sheets of a plan: which tables hold actions, and which say more of them by code."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from importers import plan_issues as kinds
from importers.layouts.narrative import is_total
from importers.layouts.tidy_plan import PlanTable
from importers.lexicon import fold, load_lexicon
from importers.plan_grid import MEASURE
from importers.plan_rows import Found, Notes, Row, said_in
from importers.plan_tables import Rows
from importers.values import one_line, text_of

ENOUGH_ALIKE = 0.6
MOST_REPEATED = 0.3
HALF = 0.5
KEYS = ("code", "title")
_OF_ACTIONS = frozenset({"lead", "due", "start", "timeline", "status", "marks"})
_FROM_ACTION = frozenset({"code", "title", "goal", "strategy"})


@dataclass(frozen=True, slots=True)
class Parts:
    """The tables of a workbook by what they are for: actions, more about them, and neither."""

    actions: tuple[PlanTable, ...] = ()
    joined: tuple[PlanTable, ...] = ()
    aside: tuple[PlanTable, ...] = ()


def parts_of(tables: Sequence[PlanTable]) -> Parts:
    """Tell the tables apart: those that only name codes or titles of the actions of others say more about these."""
    aside = [table for table in tables if is_aside(table)] if len(tables) > 1 else []
    kept = [table for table in tables if table not in aside]
    own = [table for table in kept if table.column("title") and not _may_join(table)]
    own = own or [table for table in kept if table.column("title")] or kept
    joined = [table for table in kept if table not in own and _joins(table, own)]
    spare = [table for table in kept if table not in own and table not in joined and table.column("title")]
    return Parts((*own, *spare), tuple(joined), (*aside, *(t for t in kept if t not in (*own, *joined, *spare))))


def is_aside(table: PlanTable) -> bool:
    """Whether a table only shows how to fill in others, by the name of its sheet or a title right above it."""
    words = load_lexicon("plan")
    over = [text_of(value) for value in table.sheet.rows[table.top - 2] if value != ""] if table.top > 1 else []
    named = (words.member("side_sheets", text) for text in (table.sheet.name, *over))
    return any(named)


def _may_join(table: PlanTable) -> bool:
    """Whether a table that names actions says nothing that only an action has, and holds measures."""
    fields = {column.field for column in table.columns}
    return not fields & _OF_ACTIONS and "measure.title" in fields


def _joins(table: PlanTable, own: Sequence[PlanTable]) -> bool:
    key = _key(table, own)
    return key is not None and bool(_keys(table, key) & {said for each in own for said in _keys(each, key)})


def _key(table: PlanTable, own: Sequence[PlanTable]) -> str | None:
    """By what a table is joined: by codes where both have them, else by the texts of the actions."""
    return next((key for key in KEYS if table.column(key) and any(each.column(key) for each in own)), None)


def _keys(table: PlanTable, key: str) -> set[str]:
    column = table.column(key)
    texts = (one_line(table.sheet.value(row, column.number)).casefold() for row in table.rows) if column else ()
    return {text for text in texts if text and not is_total(text)}


# -- several tables of actions


def are_one_plan(tables: Sequence[PlanTable]) -> bool:
    """Whether several tables of actions are the sheets of one plan: headed alike, none a version of another."""
    first = {fold(column.heading) for column in tables[0].columns}
    alike = all(_alike(first, {fold(column.heading) for column in each.columns}) for each in tables[1:])
    return alike and not _are_versions(tables)


def _alike(one: set[str], other: set[str]) -> bool:
    return len(one & other) >= ENOUGH_ALIKE * len(one | other)


def _are_versions(tables: Sequence[PlanTable]) -> bool:
    words = load_lexicon("plan")
    sheets = dict.fromkeys(table.sheet.name for table in tables)
    if len(sheets) > 1 and any(words.members_in("other_versions", name) for name in sheets):
        return True
    seen: set[str] = set()
    repeated = number = 0
    for table in tables:
        titles = _keys(table, "title")
        repeated, number = repeated + len(titles & seen), max(number, len(titles))
        seen |= titles
    return repeated > MOST_REPEATED * number


# -- rows joined by code


def join(actions: Sequence[Rows], more: Sequence[Rows], notes: Notes) -> list[Rows]:
    """The rows of actions, each followed by its measures from other tables, and with what these say of it filled in."""
    for rows in more:
        key = _key(rows.table, [each.table for each in actions])
        if key is not None:
            actions = _joined(actions, rows, key, notes)
    return list(actions)


def _joined(actions: Sequence[Rows], more: Rows, key: str, notes: Notes) -> list[Rows]:
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for table, rows in enumerate(actions):
        for index, (_, row) in enumerate(rows.rows):
            if (said := said_in(row, key)) and said_in(row, "title"):
                places[said].append((table, index))
    follow: dict[tuple[int, int], list[tuple[int, Row]]] = defaultdict(list)
    changed: dict[tuple[int, int], Row] = {}
    for number, row in more.rows:
        place = _place(row, key, places, actions, notes)
        if place is None:
            continue
        before = changed.get(place) or actions[place[0]].rows[place[1]][1]
        changed[place] = _with_more(before, row, notes)
        if measure := _measure_of(row, key):
            follow[place].append((number, measure))
    return [replace(rows, rows=tuple(_woven(table, rows, changed, follow))) for table, rows in enumerate(actions)]


def _woven(
    table: int,
    rows: Rows,
    changed: Mapping[tuple[int, int], Row],
    follow: Mapping[tuple[int, int], Sequence[tuple[int, Row]]],
) -> Iterator[tuple[int, Row]]:
    for index, (number, row) in enumerate(rows.rows):
        yield number, changed.get((table, index), row)
        yield from follow.get((table, index), ())


def _place(
    row: Row,
    key: str,
    places: Mapping[str, Sequence[tuple[int, int]]],
    actions: Sequence[Rows],
    notes: Notes,
) -> tuple[int, int] | None:
    """The action that a row belongs to; None, and told, where it is none or could be two."""
    cell = row[key][0]
    found = places.get(said_in(row, key), ())
    if len(found) == 1:
        return found[0]
    if len(found) > 1:
        rows = (actions[table].rows[index][1] for table, index in found)
        others = " and ".join(str(each[key][0].at) for each in rows)
        notes.tell(kinds.JOIN_AMBIGUOUS, cell, "measure.title", others=others)
    elif cell.is_blank:
        notes.tell(kinds.JOIN_CODE_MISSING, cell, "code")
    else:
        sheet = actions[0].table.sheet.name
        notes.tell(kinds.CODE_UNKNOWN, cell, "code", thing="action", sheet=sheet)
    return None


def _measure_of(row: Row, key: str) -> Row | None:
    measure = {name: cells for name, cells in row.items() if name.startswith(MEASURE)}
    if all(found.is_blank for cells in measure.values() for found in cells):
        return None
    # The action's own text stands in the row before: named again, it would be a second action.
    return measure if key == "title" else {**measure, key: row[key]}


def _with_more(action: Row, row: Row, notes: Notes) -> Row:
    """The action's row with what another table says of it, where its own says nothing."""
    filled = dict(action)
    for name, cells in row.items():
        if name in _FROM_ACTION or name.startswith(MEASURE) or all(found.is_blank for found in cells):
            continue
        own = [found for found in filled.get(name, ()) if not found.is_blank]
        if not own:
            filled[name] = tuple(found._replace(over=True) for found in cells)
        elif not _same(own[0], cells[0]):
            notes.tell(kinds.JOIN_DIFFERS, cells[0], name, other=own[0].at)
    return filled


def _same(one: Found, other: Found) -> bool:
    return one_line(one.value).casefold() == one_line(other.value).casefold()
