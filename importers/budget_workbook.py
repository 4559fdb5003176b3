"""The home of reading a budget file: open it, find its table, match its columns, read its lines, check them."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import compress, islice
from typing import Any, TypeVar

from budgets.lines import BudgetLine
from budgets.period import FiscalCalendar
from budgets.phases import AmendmentBasis, Direction, Phase
from importers.answers import Asked
from importers.budget_sheets import BudgetAbout
from importers.budget_standard import read_about, standard_columns
from importers.checks.cells_without_value import check_cells_without_value
from importers.checks.percents import check_percents
from importers.checks.plain_cells import check_codes, check_flags, read_flag
from importers.checks.record_widths import check_record_widths
from importers.checks.repeated_lines import check_repeated_lines
from importers.checks.signs import directions_to_turn, tally_of
from importers.checks.sums_of_all import Group, check_sums_of_all
from importers.collection import collection_paused
from importers.columns import ENTITIES, PLAIN_FIELDS, SHOWN, Columns, Words, match_columns, spread_merged_cells
from importers.facts import Scene, find_basis, find_facts, find_units, read_answers
from importers.headers import Table, find_table
from importers.issues import ANSWER_NOT_UNDERSTOOD, HIDDEN_SHEET, LAYOUT_NOT_UNDERSTOOD, TWO_HEADING_ROWS, Issue
from importers.layouts.long_budget import (
    Amounts,
    Facts,
    MakeEntry,
    chart_entry,
    dollars_of,
    entries_of,
    lines_of,
    placed,
    plain_entry,
    read_amounts,
    read_fte,
)
from importers.layouts.standard_budget import STANDARD_BUDGET
from importers.lexicon import load_lexicon
from importers.markers import names_layout
from importers.parts import about_of_answers, check_answers, name_parts
from importers.reading import (
    Answers,
    BudgetReading,
    Candidate,
    ColumnUse,
    Kind,
    LeftOut,
    Progress,
    QuestionCode,
    Read,
    Surroundings,
    TableFound,
    Total,
)
from importers.rows import sort_rows
from importers.values import is_blank, text_of
from importers.workbook import Sheet, Workbook, open_workbook

LONG_BUDGET = "long_budget"
LONG_VERSION = "1"
MOST_SHOWN = 8
WHOLE_FILE_KEYS = ("as_of", "basis", "direction", "fiscal_year", "period", "phase", "sheet", "signs", "units")
HEADING_KEYS = frozenset(("amount", *PLAIN_FIELDS, *ENTITIES)) - {"department"}
ANSWER_KEYS = frozenset((*HEADING_KEYS, *WHOLE_FILE_KEYS, "department"))

Number = TypeVar("Number", int, Decimal)


@dataclass(slots=True)
class Found:
    """What has been read of a file so far."""

    asked: Asked = field(default_factory=Asked)
    tables: list[TableFound] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    lines: list[Read[BudgetLine]] = field(default_factory=list)
    totals: dict[tuple[tuple[int, ...], Phase, Direction], tuple[int | None, Decimal | None]] = field(
        default_factory=dict
    )
    basis: AmendmentBasis | None = None
    department: str | None = None
    about: BudgetAbout | None = None
    layout: str = LONG_BUDGET
    data: bytes = b""


def read_budget(
    data: bytes,
    file: str,
    *,
    surroundings: Surroundings,
    answers: Answers,
    on_progress: Progress | None = None,
) -> BudgetReading:
    """Read a budget from the bytes of a spreadsheet; whatever is wrong with it is in the reading, nothing is raised.

    ``on_progress`` is told how many rows of how many are done.
    """
    with collection_paused():
        opened = open_workbook(data, file)
        if isinstance(opened, Workbook):
            return read_opened(opened, data, surroundings=surroundings, answers=answers, on_progress=on_progress)
        return _reading(Found(Asked(issues=[opened])), data, file, surroundings, answers)


def read_opened(
    book: Workbook,
    data: bytes,
    *,
    surroundings: Surroundings,
    answers: Answers,
    on_progress: Progress | None = None,
) -> BudgetReading:
    """Read a budget from a workbook that is open already; ``data`` are its bytes."""
    found = Found(data=data)
    _read_workbook(book, surroundings, answers, found, on_progress)
    return _reading(found, data, book.file, surroundings, answers)


def _reading(found: Found, data: bytes, file: str, surroundings: Surroundings, answers: Answers) -> BudgetReading:
    totals = tuple(
        Total(years, phase, direction, dollars_of([cents])[0], fte)
        for (years, phase, direction), (cents, fte) in sorted(found.totals.items())
    )
    about = found.about or replace(
        about_of_answers(answers, surroundings), department=found.department, basis=found.basis
    )
    return BudgetReading(
        kind=Kind.BUDGET,
        file=file,
        sha256=hashlib.sha256(data).hexdigest(),
        layout=found.layout,
        layout_version=STANDARD_BUDGET.version if found.layout == STANDARD_BUDGET.name else LONG_VERSION,
        answers=answers,
        tables=tuple(found.tables),
        issues=tuple(found.asked.issues),
        questions=tuple(found.asked.questions),
        left_out=tuple(found.left_out),
        lines=tuple(found.lines),
        totals=totals,
        parts=tuple(name_parts(totals, about, surroundings)),
    )


def _read_workbook(
    book: Workbook, surroundings: Surroundings, answers: Answers, found: Found, on_progress: Progress | None
) -> None:
    for key in answers:
        if key not in ANSWER_KEYS:
            found.asked.issues.append(ANSWER_NOT_UNDERSTOOD.at(None, f"{key}={answers[key][-1]}", field=(key,)))
    if names_layout(book, STANDARD_BUDGET):
        _read_standard(book, answers, found)
        return
    words = Words(load_lexicon("budget"), surroundings.calendar)
    found.asked.issues += check_answers(answers, words, surroundings)
    chosen = _choose_tables(book, words, answers, found)
    rows = sum(table.last_row - table.header_row for table in chosen)
    done = 0
    for table in chosen:
        if on_progress:
            on_progress(done, rows)
        _read_table(table, words, answers, book.file, found)
        done += table.last_row - table.header_row
    if on_progress:
        on_progress(done, rows)
    if chosen and not (found.lines or found.asked.has_errors or found.asked.questions):
        found.asked.issues.append(LAYOUT_NOT_UNDERSTOOD.at(None, chosen[0].sheet.name, why="no row holds an amount"))


def _read_standard(book: Workbook, answers: Answers, found: Found) -> None:
    """Read our own layout: every row with an amount or an FTE is a line, and nothing is guessed."""
    asked, found.layout = found.asked, STANDARD_BUDGET.name
    columns = standard_columns(book, asked)
    if columns is None:
        return
    found.about = read_about(book, asked)
    # In our layout 2026-2027 is the fiscal years 2026 and 2027, whenever they start.
    words = Words(load_lexicon("budget"), FiscalCalendar(known=True))
    scene = Scene(columns, words, answers, book.file)
    asked.issues += check_cells_without_value(columns)
    amounts, fte = _amounts(columns, 1), _fte(columns, asked)
    asked.issues += amounts.faults
    kept = [cents is not None or each is not None for cents, each in zip(amounts.cents, fte, strict=True)]
    if asked.has_errors:
        return
    facts = find_facts(scene, kept, read_answers(scene, asked), asked)
    if found.about.basis is None:
        found.about = replace(found.about, basis=find_basis(scene, facts.phases, asked))
    found.tables.append(_table_found(columns, facts))
    asked.issues += [*check_flags(columns), *check_codes(columns), *check_repeated_lines(columns, kept)]
    if facts.are_known:
        _keep_lines(scene, facts, amounts.cents, fte, kept, found)


def _choose_tables(book: Workbook, words: Words, answers: Answers, found: Found) -> list[Table]:
    """The tables to read: those of the sheets that were named, else the only one that holds money."""
    named = [book.sheet(name) for name in answers.get("sheet", ())]
    # A sheet that is named twice is read once.
    wanted = [sheet for sheet in book.sheets if any(sheet is each for each in named)]
    if None in named:
        _ask_sheet(book.sheets, found.asked, "The workbook has no sheet of that name. Which one holds the lines?")
        return []
    answered = frozenset(text.removeprefix("@") for key in HEADING_KEYS & answers.keys() for text in answers[key])
    tables = [(sheet, find_table(sheet, words.lexicon, answered)) for sheet in wanted or book.sheets]
    _tell_hidden(book, wanted, found)
    good = [table for sheet, table in tables if table and (wanted or (not sheet.hidden and _holds_money(table, words)))]
    if len(good) > 1 and not wanted:
        _ask_sheet(
            [table.sheet for table in good], found.asked, "Several sheets hold amounts. Which one is to be read?"
        )
        return []
    if not good:
        found.asked.issues.append(_not_understood(book, [table for _, table in tables if table]))
    return good


def _not_understood(book: Workbook, tables: Sequence[Table]) -> Issue:
    if len(tables) == 1:
        table = tables[0]
        shown = ", ".join(
            f"{heading.letters} '{heading.text}'" for heading in table.headings[:MOST_SHOWN] if heading.text
        )
        why = f"row {table.header_row} was taken for the headings ({shown}), and no column beneath holds amounts"
        cell = table.sheet.at(table.header_row, 1)
        return LAYOUT_NOT_UNDERSTOOD.at(cell, table.sheet.name, field=("amount",), why=why)
    name = book.sheets[0].name if book.sheets else book.file
    return LAYOUT_NOT_UNDERSTOOD.at(None, name, why="no row of headings has amounts beneath it")


def _holds_money(table: Table, words: Words) -> bool:
    asked = Asked()
    columns = match_columns(table, words, {}, asked)
    return "amount" in columns.used or "fte" in columns.used or bool(asked.questions)


def _ask_sheet(sheets: Sequence[Sheet], asked: Asked, message: str) -> None:
    asked.ask(QuestionCode.SHEET, "sheet", message, [Candidate(sheet.name, _first_texts(sheet)) for sheet in sheets])


def _first_texts(sheet: Sheet) -> tuple[str, ...]:
    texts = (text_of(value) for row in sheet.rows[:10] for value in row if not is_blank(value))
    return tuple(islice(texts, SHOWN))


def _tell_hidden(book: Workbook, wanted: Sequence[Sheet], found: Found) -> None:
    for sheet in book.sheets:
        if sheet.hidden and not sheet.is_empty:
            use = "read, because it was asked for" if sheet in wanted else "not read"
            found.asked.issues.append(HIDDEN_SHEET.at(None, sheet.name, use=use))
            if sheet not in wanted:
                found.left_out.append(LeftOut(sheet.name, "hidden"))


def _read_table(table: Table, words: Words, answers: Answers, file: str, found: Found) -> None:
    asked = found.asked
    for cell in table.second_level()[:1]:
        asked.issues.append(TWO_HEADING_ROWS.at(cell, text_of(table.sheet.value(cell.row, cell.column))))
    columns = match_columns(table, words, answers, asked)
    scene = Scene(columns, words, answers, file)
    answered = read_answers(scene, asked)
    found.department = answered.department
    spread_merged_cells(columns)
    asked.issues += [*check_cells_without_value(columns), *check_record_widths(columns)]
    amounts, fte = _amounts(columns, find_units(scene, asked)), _fte(columns, asked)
    asked.issues += check_percents(columns, found.data)
    rows = sort_rows(columns, amounts, [value is not None for value in fte])
    asked.issues += [*amounts.faults, *rows.issues]
    found.left_out += rows.left_out
    facts = find_facts(scene, rows.kept, answered, asked)
    found.basis = find_basis(scene, facts.phases, asked)
    found.tables.append(_table_found(columns, facts))
    asked.issues += [*check_flags(columns), *check_codes(columns), *check_repeated_lines(columns, rows.kept)]
    if facts.are_known and ("amount" in columns.used or "fte" in columns.used):
        _keep_lines(scene, facts, amounts.cents, fte, rows.kept, found)


def _amounts(columns: Columns, units: int) -> Amounts:
    if "amount" not in columns.used:
        return Amounts([None] * len(columns.table.rows))
    sheet, first, column = columns.table.sheet, columns.table.first_row, columns.used["amount"]
    return read_amounts(columns.cells("amount"), units, lambda index: sheet.at(first + index, column))


def _fte(columns: Columns, asked: Asked) -> list[Decimal | None]:
    if "fte" not in columns.used:
        return [None] * len(columns.table.rows)
    sheet, first, column = columns.table.sheet, columns.table.first_row, columns.used["fte"]
    values, faults = read_fte(columns.cells("fte"), lambda index: sheet.at(first + index, column))
    asked.issues += faults
    return values


def _table_found(columns: Columns, facts: Facts) -> TableFound:
    table = columns.table
    uses = [
        ColumnUse(
            letter=heading.letters,
            heading=heading.text,
            field=name,
            fiscal_years=(facts.years.constant or ()) if name == "amount" else (),
            phase=facts.phase.constant if name == "amount" else None,
            direction=facts.direction.constant if name == "amount" else None,
        )
        for heading in table.headings
        for name in [columns.field_of(heading.column)]
        if heading.text or name or columns.profiles[heading.column].values
    ]
    return TableFound(table.sheet.name, (table.header_row,), table.first_row, table.last_row, tuple(uses))


def _keep_lines(
    scene: Scene,
    facts: Facts,
    cents: Sequence[int | None],
    fte: Sequence[Decimal | None],
    kept: Sequence[bool],
    found: Found,
) -> None:
    columns, number = scene.columns, len(kept)
    said = facts.of_rows(number)
    if any(None in values for values in said):
        # A row whose year, phase or direction was not understood has its issue already.
        kept = [keep and None not in row for keep, *row in zip(kept, *said, strict=True)]
    years, phases = list(compress(said[0], kept)), list(compress(said[1], kept))
    ways = list(compress(said[2], kept))
    dollars = list(compress(cents, kept))
    if found.layout == LONG_BUDGET:
        dollars = _turned(scene, dollars, ways, found)
    amounts = dollars_of(dollars)
    fields: dict[str, list[Any]] = {"fiscal_years": years, "phase": phases, "direction": ways, "amount": amounts}
    if "fte" in columns.used:
        fields["fte"] = list(compress(fte, kept))
    make = chart_entry if found.layout == LONG_BUDGET else plain_entry
    fields.update((name, list(compress(values, kept))) for name, values in _said(columns, facts, number, make))
    groups, sums = _add_up(fields, dollars, found)
    rows = list(compress(range(columns.table.first_row, columns.table.last_row + 1), kept))
    column = columns.used.get("amount") or columns.used["fte"]
    if "amount" in columns.used and found.layout == LONG_BUDGET:
        told = {issue.cell for issue in found.asked.issues}
        of_all = check_sums_of_all(columns, rows, dollars, groups, sums)
        found.asked.issues += [issue for issue in of_all if issue.cell not in told]
    found.lines += placed(lines_of(fields), columns.table.sheet.name, rows, column)


def _turned(
    scene: Scene, cents: list[int | None], directions: Sequence[Direction | None], found: Found
) -> list[int | None]:
    tally = tally_of(cents, directions)
    columns = scene.columns
    heading = columns.table.at(columns.heading("amount" if "amount" in columns.used else "fte"))
    turned = directions_to_turn(tally, scene.answers, heading, found.asked)
    if not turned:
        return cents
    return [
        -each if each is not None and direction in turned else each
        for each, direction in zip(cents, directions, strict=True)
    ]


def _said(columns: Columns, facts: Facts, number: int, make: MakeEntry) -> Iterator[tuple[str, list[Any]]]:
    """What else the rows say: entries of the chart of accounts, goal, description, transfer, one-time."""
    for entity in ENTITIES:
        entries = entries_of(columns, entity, make)
        if entries is None and entity == "department" and facts.department:
            entries = [facts.department] * number
        if entries is not None:
            yield entity, entries
    for name in ("goal", "description"):
        if name in columns.used:
            texts = {value: text_of(value) or None for value in columns.distinct(name)}
            yield name, [texts[value] for value in columns.cells(name)]
    for name, unsaid in (("transfer", False), ("one_time", None)):
        if name in columns.used:
            known = {value: read_flag(value) for value in columns.distinct(name)}
            yield name, [unsaid if known[value] is None else known[value] for value in columns.cells(name)]


def _add_up(
    fields: dict[str, list[Any]], cents: Sequence[int | None], found: Found
) -> tuple[list[Group], dict[Group, int]]:
    """Sums by fiscal years, phase and direction. Rows share these objects, and comparing identities is quick."""
    years, phases, ways = fields["fiscal_years"], fields["phase"], fields["direction"]
    keys = list(zip(map(id, years), map(id, phases), map(id, ways), strict=True))
    sums: dict[Group, int] = {}
    for key, amount in zip(keys, cents, strict=True):
        if amount is not None:
            sums[key] = sums.get(key, 0) + amount
    ftes: dict[Group, Decimal] = {}
    for key, fte in zip(keys, fields.get("fte", ()), strict=False):
        if fte is not None:
            ftes[key] = ftes.get(key, Decimal(0)) + fte
    for key, row in dict(zip(keys, range(len(keys)), strict=True)).items():
        member = (years[row], phases[row], ways[row])
        before = found.totals.get(member, (None, None))
        found.totals[member] = (_plus(before[0], sums.get(key)), _plus(before[1], ftes.get(key)))
    return keys, sums


def _plus(one: Number | None, other: Number | None) -> Number | None:
    if one is None or other is None:
        return other if one is None else one
    return one + other
