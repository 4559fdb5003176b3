"""The home of telling lines from the other rows of a table: totals, headings repeated, notes, blanks."""

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import compress

from importers.budget_issues import TOTAL_NOT_CHECKED
from importers.cells import addresses
from importers.columns import ENTITIES, MUST_AGREE, Columns
from importers.issues import (
    LINE_WITHOUT_AMOUNT,
    LINE_WITHOUT_KEY,
    LOOKS_LIKE_TOTAL,
    NAMED_LIKE_TOTAL,
    TOTAL_DIFFERS,
    TOTAL_ROUNDED,
    Issue,
    IssueKind,
)
from importers.layouts.long_budget import Amounts, dollars_of
from importers.reading import LeftOut
from importers.totals import Unmatched, hidden_totals, labels_of_totals, unmatched_totals
from importers.unnamed_totals import (
    ROUNDED,
    cover,
    labels_like_sums,
    sums_in_every_column,
    sums_of_runs,
    sums_that_say_less,
)
from importers.values import is_blank, text_of
from importers.workbook import CellValue

NEARLY_ALWAYS = 0.95
"""A field that more than one line in twenty leaves blank tells no total from a line: blanks are its way."""
MOST_SOUGHT_BY_KEY = 100
"""Each total that is sought by key costs a pass over all rows; so many wrong ones are a wrong reading anyhow."""
ROWS_LOOKED_AT = 200
"""So many rows show how wide a line is; more would only cost time."""
FEW = 5
SELDOM = 0.2
"""One row named like a total may be a wrong one; five, of which at most one is a sum of anything, are names."""
FEWEST_SAID = 2
"""One field alone may be a label of anything; two that are filled make a row as full as a line."""
SPARSE = ("description", "goal", "package", "reason")
"""Fields that many lines leave blank, and in whose texts any word may stand."""


Series = tuple[Columns, Amounts, Sequence[bool]]
"""One column of amounts with what its rows are for, and whether each row gives full-time equivalents."""


@dataclass(slots=True)
class Sorted:
    """Which rows are lines in each of the columns of amounts, and what became of the others."""

    kept: list[list[bool]]
    left_out: list[LeftOut] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    totals: dict[int, str] = field(default_factory=dict)
    """The rows that are labelled as totals, each with its label."""
    found_sums: bool = False
    """Whether rows were found to be totals by what they add up, and not by their names."""

    @property
    def kept_at_all(self) -> list[bool]:
        """Which rows are lines in any of the columns."""
        return [any(each) for each in zip(*self.kept, strict=True)] if len(self.kept) > 1 else self.kept[0]


@dataclass(slots=True)
class _Rows:
    """The rows of one column of amounts."""

    kept: list[bool]
    issues: list[Issue] = field(default_factory=list)


def sort_rows(series: Sequence[Series]) -> Sorted:
    """Tell the lines of a table from its other rows, and hold the totals against the lines.

    A row with full-time equivalents and without dollars is a line, too.
    """
    columns = series[0][0]
    labelled = _total_rows(columns, {each.used.get("amount") for each, _, _ in series})
    sums, doubted = _sums_in_every_column(series, labelled)
    cents = series[0][1].cents
    issues = [_row_issue(columns, index, cents, LOOKS_LIKE_TOTAL, first) for index, first in doubted.items()]
    named = _named_so_everywhere(series, labelled | sums)
    if named:
        cell = columns.table.sheet.at(columns.table.first_row + named[0], columns.used.get("amount", 1))
        issues.append(NAMED_LIKE_TOTAL.at(cell, labelled[named[0]], count=len(named)))
    totals = {index: label for index, label in (labelled | sums).items() if index not in set(named)}
    found = [_sort(each, amounts, has_fte, totals, set(sums)) for each, amounts, has_fte in series]
    together = Sorted([rows.kept for rows in found], [], issues + [issue for rows in found for issue in rows.issues])
    together.totals = {index: label for index, label in labelled.items() if index in totals}
    together.found_sums = bool(sums)
    together.left_out += _left_out(columns, together.kept_at_all, labelled, sums)
    together.issues += _lines_without_amount(series, totals, together.kept_at_all)
    return together


def _sort(columns: Columns, amounts: Amounts, has_fte: Sequence[bool], totals: dict[int, str], sums: set[int]) -> _Rows:
    cents = amounts.cents
    valued = [amount is not None or fte for amount, fte in zip(cents, has_fte, strict=True)]
    found = _Rows(valued)
    if totals:
        found.kept = [has_value and index not in totals for index, has_value in enumerate(valued)]
        found.issues += _hold_totals(columns, amounts, totals, sums)
    _rows_that_say_less(columns, cents, found)
    return found


def _named_so_everywhere(series: Sequence[Series], totals: dict[int, str]) -> list[int]:
    """Rows that end with the word total and are lines all the same, in every column of amounts."""
    if not totals:
        return []
    named = [
        set(_only_named_so(columns, totals, {fault.index for fault in _faults(columns, amounts, totals)}))
        for columns, amounts, _ in series
    ]
    return sorted(set.intersection(*named))


def _sums_in_every_column(series: Sequence[Series], totals: dict[int, str]) -> tuple[dict[int, str], dict[int, int]]:
    """Rows that are the sum of others in each of several columns: totals, whatever they are called.

    Beside them those that are named like lines, so that a person has to say what they are. Where sums cover most of a
    table, they are what they look like.
    """
    if len(series) == 1:
        return {}, {}
    columns = series[0][0]
    found = set(sums_in_every_column([(amounts.cents, amounts.step) for _, amounts, _ in series], set(totals)))
    cents = [amounts.cents for _, amounts, _ in series]
    runs = sums_of_runs(cents, {*totals, *found})
    if cover(runs, sum(any(each) for each in zip(*cents, strict=True))):
        found.update(runs)
        doubted = {}
    else:
        doubted = _named_like_lines(columns, found, cents) if found else {}
    texts = [columns.table.column(place) for place in columns.of_texts()]
    named = {
        index: next((text_of(cells[index]) for cells in texts if not is_blank(cells[index])), "")
        for index in found - doubted.keys()
    }
    return named, doubted


def _named_like_lines(columns: Columns, sums: Container[int], cents: Sequence[Sequence[int | None]]) -> dict[int, int]:
    """Sums that two fields or more name as fully as any line, each with the first row that it is the sum of."""
    keys = [name for name in columns.used if name.split(".")[0] in ENTITIES]
    if len({name.split(".")[0] for name in keys}) < FEWEST_SAID:
        return {}
    cells = [columns.cells(name) for name in keys]
    found, first = {}, 0
    for index in range(len(cents[0])):
        if all(each[index] is None for each in cents):
            first = index + 1
        elif index in sums and not any(is_blank(column[index]) for column in cells):
            found[index] = first
    return found


def _sums_of_one_column(columns: Columns, cents: Sequence[int | None], kept: Sequence[bool]) -> list[Unmatched]:
    """Rows that part a column of amounts into runs, each the sum of its own: subtotals that nothing else tells."""
    if "amount" not in columns.used:
        return []
    lines = [amount if keep else None for amount, keep in zip(cents, kept, strict=True)]
    runs = sums_of_runs([lines], ())
    if not cover(runs, sum(kept)):
        return []
    return [Unmatched(index, min(index, end), cents[index] or 0) for index, end in runs.items()]


def _hold_totals(columns: Columns, amounts: Amounts, totals: dict[int, str], sums: set[int]) -> Iterator[Issue]:
    """An issue for each total that its lines do not reach; rows that were found by their sum are sums."""
    unread = _unread(columns, amounts) if "amount" in columns.used else []
    faults = [fault for fault in _faults(columns, amounts, totals) if fault.index not in sums]
    # The step is that of the whole column: asked once, however many totals differ.
    step = amounts.step if faults else 1
    for fault in faults:
        cell = _cell_in_doubt(columns, amounts, fault, unread) if unread else None
        if cell is None:
            yield _total_issue(columns, fault, totals[fault.index], amounts, step)
        else:
            yield _unchecked_issue(columns, fault, totals[fault.index], amounts, cell)


def _unread(columns: Columns, amounts: Amounts) -> list[int]:
    """The rows of the column, by their place, whose cell holds something that was not read as an amount."""
    table, column = columns.table, columns.used["amount"]
    missing = {(row, at) for row, at, _ in table.sheet.errors} | table.sheet.without_value
    rows = {row for row, at in missing if at == column}
    rows.update(fault.cell.row for fault in amounts.faults if fault.cell)
    places = (row - table.first_row for row in rows)
    return sorted(place for place in places if 0 <= place < len(amounts.cents))


def _cell_in_doubt(columns: Columns, amounts: Amounts, fault: Unmatched, unread: Sequence[int]) -> str | None:
    """The cell without which nobody can say whether a total fits: one above it, else one beneath a total on top.

    A total may begin at any total before it, so with one amount unknown above it no difference is sure.
    """
    above, beneath = bisect_left(unread, fault.index), bisect_right(unread, fault.index)
    is_on_top = all(each is None for each in amounts.cents[fault.first : fault.index])
    has_beneath = is_on_top and beneath < len(unread)
    place = unread[above - 1] if above else unread[beneath] if has_beneath else None
    table = columns.table
    return None if place is None else table.sheet.at(table.first_row + place, columns.used["amount"]).address


def _unchecked_issue(columns: Columns, fault: Unmatched, label: str, amounts: Amounts, cell: str) -> Issue:
    table = columns.table
    at = table.sheet.at(table.first_row + fault.index, columns.used["amount"])
    (amount,) = dollars_of([amounts.cents[fault.index]])
    return TOTAL_NOT_CHECKED.at(at, f"{amount:,}", field=("amount",), label=label, cell_in_doubt=cell)


def _faults(columns: Columns, amounts: Amounts, totals: dict[int, str]) -> list[Unmatched]:
    cents = amounts.cents
    unmatched = list(unmatched_totals(cents, set(totals), 0.5 if amounts.lost else 0))
    if len(unmatched) > MOST_SOUGHT_BY_KEY:
        return unmatched
    return [fault for fault in unmatched if not _matches_by_key(columns, fault.index, cents, totals)]


def _only_named_so(columns: Columns, totals: dict[int, str], unmatched: set[int]) -> list[int]:
    """Rows that end with the word total and are lines all the same.

    Several of them, each as full as a line, and hardly one the sum of anything: an account may be called "Offset
    Project Total". One such row alone is not taken for a line, because it could be a total that is wrong.
    """
    width = max((_filled(row) for row in columns.table.rows[:ROWS_LOOKED_AT]), default=0)
    like_lines = [
        index
        for index, label in totals.items()
        if not label.casefold().startswith(("total", "sub", "grand"))
        and _filled(columns.table.rows[index]) >= width - 1
    ]
    sums = sum(index not in unmatched for index in like_lines)
    return like_lines if len(like_lines) >= FEW and sums < len(like_lines) * SELDOM else []


def _filled(row: Sequence[CellValue]) -> int:
    return sum(not is_blank(value) for value in row)


def _total_rows(columns: Columns, amounts: Container[int | None]) -> dict[int, str]:
    """The rows with a label that says total, each with that label; ``amounts`` are the columns of amounts."""
    found: dict[int, str] = {}
    for heading in columns.table.headings:
        if heading.column in amounts:
            continue
        labels = labels_of_totals(columns.table.distinct(heading.column))
        if labels:
            found.update(
                (row, text.strip())
                for row, text in enumerate(columns.table.column(heading.column))
                if isinstance(text, str) and text in labels
            )
    return found


def _left_out(columns: Columns, kept: Sequence[bool], totals: Container[int], sums: Container[int]) -> list[LeftOut]:
    table = columns.table
    found = []
    for index in compress(range(len(kept)), (not keep for keep in kept)):
        row = table.rows[index]
        if index in totals or index in sums:
            why = "subtotal" if index in totals else "sum of other rows, in every column"
            found.append(LeftOut(table.sheet.name, why, row=table.first_row + index))
        elif any(not is_blank(value) for value in row):
            filled = sum(not is_blank(value) for value in row)
            why = "note or heading" if filled == 1 else "no amount"
            found.append(LeftOut(table.sheet.name, why, row=table.first_row + index))
    return found


def _matches_by_key(columns: Columns, index: int, cents: Sequence[int | None], totals: dict[int, str]) -> bool:
    """Whether a total is the sum of the lines that share with it whatever its row says beside the word total."""
    row = columns.table.rows[index]
    said = {
        column: row[column - 1]
        for name, column in columns.used.items()
        if name not in ("amount", "fte") and column <= len(row)
        if not is_blank(row[column - 1]) and text_of(row[column - 1]) != totals[index]
    }
    if not said:
        return False
    rows = columns.table.rows
    total = sum(
        amount
        for number, amount in enumerate(cents)
        if amount
        and number not in totals
        and all(column <= len(rows[number]) and rows[number][column - 1] == value for column, value in said.items())
    )
    return total == cents[index]


def _total_issue(columns: Columns, fault: Unmatched, label: str, amounts: Amounts, step: int) -> Issue:
    table, cents = columns.table, amounts.cents
    amount, summed = dollars_of([cents[fault.index], fault.cents])
    lines = sum(each is not None for each in cents[fault.first : fault.index])
    apart = abs((cents[fault.index] or 0) - fault.cents)
    # All amounts, the total among them, are whole thousands or more: then each may have been rounded by half of that.
    is_rounding = step >= ROUNDED and apart * 2 <= step * lines
    return (TOTAL_ROUNDED if is_rounding else TOTAL_DIFFERS).at(
        table.sheet.at(table.first_row + fault.index, columns.used["amount"]),
        f"{amount:,}",
        field=("amount",),
        label=label,
        first=table.first_row + fault.first,
        sum=f"{summed:,}",
    )


def _rows_that_say_less(columns: Columns, cents: Sequence[int | None], found: _Rows) -> None:
    """Amounts whose row names nothing are errors; so are those that name less and are a sum of the rows above."""
    if "amount" not in columns.used:
        return
    keys = [name for name in columns.used if name.split(".")[0] in (*ENTITIES, "goal", "description", "reason")]
    flags = [_filled_flags(columns, name) for name in keys]
    # A column without a blank cell tells no row from another, and every row then names something.
    number = sum(found.kept) or 1
    gaps = [each for each in flags if each is not None]
    usual = [each for each in gaps if sum(compress(each, found.kept)) >= max(number * NEARLY_ALWAYS, 2)]
    nothing = _none_filled(gaps, found.kept) if len(gaps) == len(flags) and gaps else []
    named = _named_like_sums(columns, keys, found.kept)
    suspects = sorted({*nothing, *_some_blank(usual, found.kept), *named})
    counted = [c if k else None for c, k in zip(cents, found.kept, strict=True)] if suspects or gaps else []
    totals = {total.index: total for total in hidden_totals(counted, suspects)} if suspects else {}
    for total in _sums_that_say_less(columns, counted, named) if counted else []:
        totals.setdefault(total.index, total)
    if not columns.several:
        for total in _sums_of_one_column(columns, cents, found.kept):
            totals.setdefault(total.index, total)
    found.issues += [
        _row_issue(columns, index, cents, LOOKS_LIKE_TOTAL, total.first) for index, total in sorted(totals.items())
    ]
    nothing = [index for index in nothing if index not in totals]
    found.issues += [_row_issue(columns, index, cents, LINE_WITHOUT_KEY, 0) for index in nothing if cents[index]]


def _named_like_sums(columns: Columns, keys: Sequence[str], kept: Sequence[bool]) -> list[int]:
    """The lines with a word such as "all" or "sum" in a field that names them."""
    labels = {name: labels_like_sums(columns.distinct(name)) for name in keys if name not in SPARSE}
    return [
        index
        for name, texts in labels.items()
        if texts
        for index, value in enumerate(columns.cells(name))
        if kept[index] and value in texts
    ]


def _sums_that_say_less(columns: Columns, counted: Sequence[int | None], named: Sequence[int]) -> list[Unmatched]:
    """The lines that are the sum of lines beside them, and say less than these, or say a word such as "all"."""
    keys = [name for name in columns.used if name.split(".")[0] in ENTITIES and name.split(".")[0] not in SPARSE]
    flags = [each for name in keys if (each := _filled_flags(columns, name)) is not None]
    if not (flags or named):
        return []
    groups = columns.groups()
    found = sums_that_say_less(list(zip(*flags, strict=True)), counted, groups) if flags else []
    if named:
        words = set(named)
        found += sums_that_say_less([(index not in words,) for index in range(len(counted))], counted, groups)
    return found


def _lines_without_amount(series: Sequence[Series], totals: Container[int], kept: Sequence[bool]) -> Iterator[Issue]:
    """One warning for all rows that say what every line says, and have a blank where the amount should be."""
    columns = series[0][0]
    if "amount" not in columns.used or all(kept) or not any(kept):
        return
    sheet, first = columns.table.sheet, columns.table.first_row
    told = sheet.without_value | {(row, at) for row, at, _ in sheet.errors}
    places = [(each.cells("amount"), each.used["amount"]) for each, _, _ in series]
    blank = [
        index
        for index, keep in enumerate(kept)
        if not keep
        and index not in totals
        and all(is_blank(cells[index]) and (first + index, column) not in told for cells, column in places)
    ]
    said = [name for name in columns.used if name.split(".")[0] in (*ENTITIES, *MUST_AGREE) and name not in SPARSE]
    always = [name for name in said if (flags := _filled_flags(columns, name)) is None or all(compress(flags, kept))]
    if len(always) < FEWEST_SAID:
        return
    keys = [columns.cells(name) for name in always]
    like_lines = [index for index in blank if not any(is_blank(column[index]) for column in keys)]
    if like_lines:
        cells = [sheet.at(first + index, columns.used["amount"]) for index in like_lines]
        yield LINE_WITHOUT_AMOUNT.at(cells[0], field=("amount",), count=len(cells), cells=addresses(cells))


def _filled_flags(columns: Columns, name: str) -> list[bool] | None:
    """Whether each cell of a field is filled; None where all of them are."""
    blanks = {value for value in columns.distinct(name) if isinstance(value, str) and not value.strip()}
    return [value not in blanks for value in columns.cells(name)] if blanks else None


def _none_filled(columns: list[list[bool]], kept: Sequence[bool]) -> list[int]:
    return [index for index, flags in enumerate(zip(*columns, strict=True)) if kept[index] and not any(flags)]


def _some_blank(columns: list[list[bool]], kept: Sequence[bool]) -> list[int]:
    return [index for index, flags in enumerate(zip(*columns, strict=True)) if kept[index] and not all(flags)]


def _row_issue(columns: Columns, index: int, cents: Sequence[int | None], kind: IssueKind, first: int) -> Issue:
    table = columns.table
    (amount,) = dollars_of([cents[index]])
    cell = table.sheet.at(table.first_row + index, columns.used["amount"])
    return kind.at(cell, f"{amount:,}", field=("amount",), first=table.first_row + first)
