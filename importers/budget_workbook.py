"""The home of reading a budget file: open it, find its table, match its columns, read its lines, check them."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import compress, islice

from budgets.period import FiscalCalendar
from budgets.phases import Phase
from importers.amount_columns import with_all_money
from importers.answers import Asked
from importers.budget_headings import places_in, units_in
from importers.budget_issues import SECTION_ANSWER_NOT_USED
from importers.budget_standard import read_about, standard_columns, standard_layout
from importers.cells import column_letters
from importers.checks.cells_without_value import check_cells_without_value
from importers.checks.commas import check_commas
from importers.checks.percents import check_percents
from importers.checks.plain_cells import check_codes, check_flags, check_lengths
from importers.checks.positions import check_positions
from importers.checks.record_widths import check_record_widths
from importers.checks.repeated_lines import check_repeated_lines
from importers.collection import collection_paused
from importers.columns import ENTITIES, PLAIN_FIELDS, SHOWN, Columns, Words, spread_merged_cells
from importers.doubts import ask_of_doubts, find_doubts
from importers.facts import Scene, check_day, find_basis, find_facts, find_units, read_answers
from importers.headers import Table, find_table
from importers.issues import (
    ANSWER_NOT_UNDERSTOOD,
    HIDDEN_SHEET,
    LAYOUT_NOT_UNDERSTOOD,
    SHEET_REPEATS,
    TABLE_BESIDE,
    TABLE_BESIDE_LEFT_OUT,
    TABLE_BESIDE_REPEATS,
    TWO_HEADING_ROWS,
    Issue,
)
from importers.kept_lines import Found, keep_lines
from importers.layouts.blocks import unfold_blocks
from importers.layouts.long_budget import (
    Amounts,
    Facts,
    dollars_of,
    read_amounts,
    read_fte,
)
from importers.layouts.outline import SECTION_KEYS, unfold_outline
from importers.layouts.printed import join_records, without_page_heads
from importers.layouts.standard_budget import STANDARD_BUDGET
from importers.lexicon import load_lexicon
from importers.lines import BookLines
from importers.markers import names_layout
from importers.matching import match_columns
from importers.parts import about_of_answers, check_answers, check_day_of_actuals, day_of_answers, name_parts
from importers.profiles import Shapes, read_by_profile
from importers.reading import (
    Answers,
    BudgetReading,
    Candidate,
    ColumnUse,
    Kind,
    LeftOut,
    Progress,
    QuestionCode,
    Surroundings,
    TableFound,
    Total,
)
from importers.repeated_sheets import Brought, brought_since, check_sheets_alike, find_repeated, sums_by_heading
from importers.rows import sort_rows
from importers.tables_beside import find_beside, repeats, without_beside
from importers.values import is_blank, text_of
from importers.workbook import Sheet, Workbook, open_workbook
from importers.wrong_kinds import find_wrong_kind

MOST_SHOWN = 8
WHOLE_FILE_KEYS = (
    "as_of",
    "basis",
    "direction",
    "fiscal_year",
    "period",
    "phase",
    "sheet",
    "signs",
    "units",
    *SECTION_KEYS,
)
HEADING_KEYS = frozenset(("amount", *PLAIN_FIELDS, *ENTITIES)) - {"department"}
ANSWER_KEYS = frozenset((*HEADING_KEYS, *WHOLE_FILE_KEYS, "department"))
MAY_NAME_HEADINGS = HEADING_KEYS | {"department", "direction", "fiscal_year", "phase"}


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
    if wrong := find_wrong_kind(book, Kind.BUDGET):
        return _reading(Found(Asked(issues=[wrong])), data, book.file, surroundings, answers)
    words = Words(load_lexicon("budget"), surroundings.calendar)
    is_standard = names_layout(book, STANDARD_BUDGET)

    def read(given: Answers) -> BudgetReading:
        found = Found(data=data)
        found.asked.issues += _unknown_answers(given)
        if is_standard:
            _read_standard(book, given, found)
        else:
            found.asked.issues += check_answers(given, words, surroundings)
            _read_own_words(book, words, given, found, surroundings, on_progress)
        return _reading(found, data, book.file, surroundings, given)

    if is_standard:
        return read(answers)
    shapes = Shapes(Kind.BUDGET, book, MAY_NAME_HEADINGS, places_in, units_in(book, words))
    return read_by_profile(shapes, surroundings, answers, read)


def _reading(found: Found, data: bytes, file: str, surroundings: Surroundings, answers: Answers) -> BudgetReading:
    totals = tuple(
        Total(years, phase, direction, dollars_of([cents])[0], fte)
        for (years, phase, direction), (cents, fte) in sorted(found.totals.items())
    )
    about = found.about or replace(
        about_of_answers(answers, surroundings), department=found.department, basis=found.basis
    )
    if not found.asked.has_errors:
        found.asked.issues += check_day_of_actuals(totals, about)
    return BudgetReading(
        kind=Kind.BUDGET,
        file=file,
        sha256=hashlib.sha256(data).hexdigest(),
        layout=found.layout,
        layout_version=found.version,
        answers=answers,
        tables=tuple(found.tables),
        issues=tuple(found.asked.issues),
        questions=tuple(found.asked.questions),
        left_out=tuple(found.left_out),
        lines=BookLines(found.blocks),
        totals=totals,
        parts=tuple(name_parts(totals, about, surroundings)),
    )


def _unknown_answers(answers: Answers) -> Iterator[Issue]:
    for key in answers:
        if key not in ANSWER_KEYS:
            yield ANSWER_NOT_UNDERSTOOD.at(None, f"{key}={answers[key][-1]}", field=(key,))


def _unused_sections(answers: Answers, asked: Asked) -> Iterator[Issue]:
    for key in SECTION_KEYS:
        if key in answers and key not in asked.used:
            yield SECTION_ANSWER_NOT_USED.at(None, f"{key}={answers[key][-1]}", field=(key,))


def _read_own_words(
    book: Workbook,
    words: Words,
    answers: Answers,
    found: Found,
    surroundings: Surroundings,
    on_progress: Progress | None,
) -> None:
    """Read the tables of a book that follows no layout of ours."""
    chosen = _choose_tables(book, words, answers, found)
    rows = sum(table.last_row - table.header_row for table in chosen)
    done, brought = 0, list[Brought]()
    for whole in chosen:
        if on_progress:
            on_progress(done, rows)
        records = _as_records(_apart(whole, words, answers, found), found)
        table = unfold_blocks(records, words)
        if table is records:
            table = unfold_outline(records, words, answers, surroundings.departments, found.asked)
        before = dict(found.totals)
        _read_table(table, words, answers, book.file, found)
        brought.append((table.sheet.name, brought_since(before, found.totals)))
        done += table.last_row - table.header_row
    if on_progress:
        on_progress(done, rows)
    found.asked.issues += check_sheets_alike(brought)
    if chosen:
        found.asked.issues += _unused_sections(answers, found.asked)
    if any(phase is Phase.AMENDED for _, phase, _ in found.totals):
        found.basis = find_basis(answers, found.totals, found.asked)
        check_day(found.basis, day_of_answers(answers), found.asked)
    if chosen and not (any(block.rows for block in found.blocks) or found.asked.has_errors or found.asked.questions):
        found.asked.issues.append(LAYOUT_NOT_UNDERSTOOD.at(None, chosen[0].sheet.name, why="no row holds an amount"))


def _read_standard(book: Workbook, answers: Answers, found: Found) -> None:
    """Read our own layout: every row with an amount or an FTE is a line, and nothing is guessed."""
    asked, found.layout = found.asked, STANDARD_BUDGET.name
    template = standard_layout(book, asked)
    columns = standard_columns(book, template, asked) if template else None
    if template is None or columns is None:
        return
    found.version, found.about = template.version, read_about(book, template, asked)
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
    if found.about.basis is None and Phase.AMENDED in facts.phases:
        found.about = replace(found.about, basis=find_basis(answers, {}, asked))
    found.about = replace(found.about, as_of=found.about.as_of or day_of_answers(answers))
    if Phase.AMENDED in facts.phases:
        check_day(found.about.basis, found.about.as_of, asked)
    found.tables.append(_table_found(columns, [facts]))
    asked.issues += [
        *check_flags(columns),
        *check_codes(columns),
        *check_lengths(columns),
        *check_repeated_lines(columns, kept),
        *check_positions(columns, [(amounts.cents, fte)], [kept]),
    ]
    if facts.are_known:
        keep_lines(scene, facts, amounts.cents, fte, kept, found)


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
        good = _without_repeated(good, words, found)
    if len(good) > 1 and not wanted:
        _ask_sheet(
            [table.sheet for table in good], found.asked, "Several sheets hold amounts. Which one is to be read?"
        )
        return []
    if not good:
        found.asked.issues.append(_not_understood(book, [table for _, table in tables if table]))
    return good


def _apart(table: Table, words: Words, answers: Answers, found: Found) -> Table:
    """The table without others beside it: they repeat its money, or somebody must decide."""
    beside = find_beside(table)
    if not beside:
        return table
    own = without_beside(table, beside)
    sums = _sums(own, words)
    for each in beside:
        cell = table.sheet.at(table.first_row, each.first)
        letters = f"{column_letters(each.first)} to {column_letters(each.last)}"
        same = repeats(each, lambda sheet: find_table(sheet, words.lexicon), lambda other: _sums(other, words), sums)
        kind = TABLE_BESIDE_REPEATS if same else TABLE_BESIDE_LEFT_OUT if "amount" in answers else TABLE_BESIDE
        found.asked.issues.append(kind.at(cell, letters, field=("amount",)))
        found.left_out.append(LeftOut(table.sheet.name, "another table", column=letters))
    return own


def _as_records(table: Table, found: Found) -> Table:
    """The table without what printing in pages has left in it, and with each record in one row."""
    own, left_out = without_page_heads(table)
    joined, issues = join_records(own)
    found.left_out += left_out
    found.asked.issues += issues
    return joined


def _without_repeated(tables: Sequence[Table], words: Words, found: Found) -> list[Table]:
    """The tables without those whose money another one holds, too."""
    repeated = find_repeated(tables, lambda table: _sums(table, words))
    for place, other in repeated.items():
        sheet = tables[place].sheet
        found.asked.issues.append(SHEET_REPEATS.at(None, sheet.name, other=other.sheet.name))
        found.left_out.append(LeftOut(sheet.name, f"repeats the amounts of the sheet {other.sheet.name}"))
    return [table for place, table in enumerate(tables) if place not in repeated]


def _sums(table: Table, words: Words) -> dict[str, int]:
    columns = with_all_money(match_columns(table, words, {}, Asked()), words)
    series = [_series(each, 1, Found()) for each in columns.each() if "amount" in each.used]
    if not series:
        return {}
    kept = sort_rows([(one.columns, one.amounts, one.has_fte) for one in series]).kept
    cents = [list(compress(one.amounts.cents, keep)) for one, keep in zip(series, kept, strict=True)]
    return sums_by_heading([one.columns.heading("amount").text for one in series], cents)


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
    # A table with a head over every line would look like texts.
    columns = match_columns(without_page_heads(table)[0], words, {}, asked)
    return columns.holds_amounts or "fte" in columns.used or bool(asked.questions)


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
    if table.unsure:
        value = table.sheet.value(table.unsure.row, table.unsure.column)
        asked.issues.append(TWO_HEADING_ROWS.at(table.unsure, text_of(value)))
    columns = match_columns(table, words, answers, asked)
    shared = Scene(columns, words, answers, file)
    answered = read_answers(shared, asked)
    found.department = answered.department
    spread_merged_cells(columns)
    units = find_units(shared, asked)
    told = len(asked.issues)
    all_series = [_series(each, units, found) for each in columns.each()]
    rows = sort_rows([(one.columns, one.amounts, one.has_fte) for one in all_series])
    asked.issues += [*(fault for one in all_series for fault in one.amounts.faults), *rows.issues]
    found.left_out += rows.left_out
    facts = [
        find_facts(Scene(one.columns, words, answers, file), kept, answered, asked)
        for one, kept in zip(all_series, rows.kept, strict=True)
    ]
    found.tables.append(_table_found(columns, facts))
    asked.issues += [*check_flags(columns), *check_codes(columns), *check_lengths(columns)]
    asked.issues += check_repeated_lines(all_series[0].columns, rows.kept_at_all)
    amounts = [one.amounts.cents for one in all_series]
    asked.issues += find_doubts(shared, amounts, rows, facts)
    asked.issues += check_positions(columns, [(one.amounts.cents, one.fte) for one in all_series], rows.kept)
    ask_of_doubts(shared, amounts, rows, asked)
    # What is shared by several columns of amounts is told once.
    asked.issues[told:] = dict.fromkeys(asked.issues[told:])
    for one, fact, kept in zip(all_series, facts, rows.kept, strict=True):
        if fact.are_known and columns.of_numbers:
            keep_lines(Scene(one.columns, words, answers, file), fact, one.amounts.cents, one.fte, kept, found)


@dataclass(frozen=True, slots=True)
class _Series:
    """One column of amounts, the FTE that go with it, and the columns that say what they are for."""

    columns: Columns
    amounts: Amounts
    fte: list[Decimal | None]

    @property
    def has_fte(self) -> list[bool]:
        return [value is not None for value in self.fte]


def _series(columns: Columns, units: int, found: Found) -> _Series:
    asked = found.asked
    asked.issues += [*check_cells_without_value(columns), *check_record_widths(columns)]
    for name in ("amount", "fte"):
        if name in columns.used:
            heading = columns.heading(name)
            at = columns.table.at(heading)
            asked.issues += check_commas(columns.table.sheet, at, heading.text, columns.cells(name), (name,))
    amounts, fte = _amounts(columns, units), _fte(columns, asked)
    asked.issues += check_percents(columns, found.data)
    return _Series(columns, amounts, fte)


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


def _table_found(columns: Columns, facts: Sequence[Facts]) -> TableFound:
    table = columns.table
    # One column of amounts is what all its rows are; of several each is what its own heading says.
    of_column = {each.used.get("amount"): fact for each, fact in zip(columns.each(), facts, strict=True)}
    uses = [
        ColumnUse(
            letter=heading.letters,
            heading=heading.text,
            field=name,
            fiscal_years=(fact.years.constant or ()) if fact else (),
            phase=fact.phase.constant if fact else None,
            direction=fact.direction.constant if fact else None,
        )
        for heading in table.headings
        for name in [columns.field_of(heading.column)]
        for fact in [of_column.get(heading.column)]
        if heading.text or name or columns.profiles[heading.column].values
    ]
    return TableFound(table.sheet.name, table.header_rows, table.first_row, table.last_row, tuple(uses))
