"""What may be done to the table of a budget without changing what it says, or not without a word."""

from dataclasses import dataclass
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from importers.budget_workbook import read_opened
from importers.reading import BudgetReading, Outcome, Surroundings
from importers.values import find_number
from importers.workbook import CellValue, Sheet, Span, Workbook
from plans.framework import load_shipped
from tests.laws.test_budget_readers import ANSWERS, sheets

SURROUNDINGS = Surroundings(load_shipped("king_county"))
SPENDING = {"direction": ("expenditure",)}
NAMES = ["Health", "Parks", "Sheriff", "Assessor", "Library", "Roads", "Elections", "Clerk"]
HEADINGS = ["FY2024 Actual", "FY2025 Adopted", "FY2025 Estimate", "FY2026 Proposed", "FY2027 Forecast"]
# Sums of amounts that end like this fit to the last digit or not at all: no two of them add up to a third by chance.
AMOUNTS = st.integers(10**4, 10**6).map(lambda number: float(number * 10 + 7))

Grid = list[list[CellValue]]
Totals = dict[tuple[tuple[int, ...], str, str], Decimal | None]


@dataclass(frozen=True)
class Table:
    headings: list[str]
    names: list[str]
    amounts: list[list[float]]

    @property
    def grid(self) -> Grid:
        rows: Grid = [[name, *own] for name, own in zip(self.names, self.amounts, strict=True)]
        return [["Department", *self.headings], *rows]


@st.composite
def tables(draw: st.DrawFn, fewest: int = 1) -> Table:
    headings = draw(st.lists(st.sampled_from(HEADINGS), min_size=fewest, max_size=4, unique=True))
    names = draw(st.lists(st.sampled_from(NAMES), min_size=3, max_size=8, unique=True))
    width = len(headings)
    amounts = draw(
        st.lists(st.lists(AMOUNTS, min_size=width, max_size=width), min_size=len(names), max_size=len(names))
    )
    return Table(headings, names, amounts)


def read(grid: Grid, answers: dict[str, tuple[str, ...]] | None = None, merges: tuple[Span, ...] = ()) -> BudgetReading:
    book = Workbook("book.xlsx", "xlsx", (Sheet("Lines", grid, merges=merges),))
    return read_opened(book, b"", surroundings=SURROUNDINGS, answers=SPENDING | (answers or {}))


def totals(reading: BudgetReading) -> Totals:
    return {(each.fiscal_years, each.phase, each.direction): each.amount for each in reading.totals}


def says_less_than(plain: BudgetReading, changed: BudgetReading) -> bool:
    """Whether a change took another amount without a word more than before."""
    if changed.outcome is not Outcome.READ or totals(changed) == totals(plain):
        return False
    return len(changed.issues) <= len(plain.issues)


@given(st.lists(sheets(), min_size=1, max_size=2, unique_by=lambda sheet: sheet.name), ANSWERS)
def test_each_amount_stands_in_its_cell_and_is_taken_once(found, answers):
    book = Workbook("book.xlsx", "xlsx", tuple(found))

    reading = read_opened(book, b"", surroundings=SURROUNDINGS, answers=answers)

    lines = [line for line in reading.lines if line.record.amount is not None]
    assert len({line.at for line in lines}) == len(lines)
    for line in lines:
        sheet = book.sheet(line.at.sheet)
        held = find_number(sheet.value(line.at.row, line.at.column)) if sheet else None
        assert held is not None
        amount = line.record.amount or Decimal(0)
        assert any(abs(abs(held * units) - abs(amount)) <= Decimal("0.005") for units in (1, 1000, 10**6))


@given(tables())
def test_a_table_is_read_to_the_cent_or_refused(table):
    reading = read(table.grid)

    # Amounts that are alike by chance may look like a sum, or like the same money cut in two ways.
    may_be_said = {"looks-like-total", "rows-repeat-amounts", "years-out-of-order", "actuals-without-day"}
    assert {each.code for each in reading.issues} <= may_be_said
    assert sum(each.amount or 0 for each in reading.totals) == int(sum(map(sum, table.amounts)))


@given(tables(), st.data())
def test_the_order_of_columns_makes_no_difference(table, data):
    order = data.draw(st.permutations(range(len(table.headings) + 1)))

    reading = read([[row[place] for place in order] for row in table.grid])

    assert totals(reading) == totals(read(table.grid))


@given(tables(), st.lists(st.integers(1, 9), max_size=3))
def test_blank_rows_change_nothing_in_silence(table, places):
    grid = table.grid
    for place in places:
        grid.insert(min(place, len(grid)), [])

    assert not says_less_than(read(table.grid), read(grid))


@given(tables(), st.lists(st.integers(0, 5), max_size=3))
def test_blank_columns_change_nothing_in_silence(table, places):
    grid = table.grid
    for place in places:
        grid = [[*row[:place], "", *row[place:]] for row in grid]

    assert not says_less_than(read(table.grid), read(grid))


@given(tables(), st.integers(0, 4), st.integers(0, 3))
def test_a_table_may_stand_anywhere(table, down, right):
    moved = [[] for _ in range(down)] + [["" for _ in range(right)] + row for row in table.grid]

    assert totals(read(moved)) == totals(read(table.grid))


TITLES = st.sampled_from(
    ["Cascara County", "Budget by department", "Printed 7/1/2025", "Office of Management", "Page 2"]
)
NOTES = st.sampled_from(
    ["Source: budget office", "Figures are preliminary", "See page 12 for 3 new positions", "* unaudited"]
)


@given(tables(), st.lists(TITLES, max_size=3), st.lists(NOTES, max_size=3))
def test_titles_and_notes_change_nothing_in_silence(table, above, beneath):
    grid = [*([text] for text in above), *table.grid, [], *([text] for text in beneath)]

    assert not says_less_than(read(table.grid), read(grid))


LABELS = st.sampled_from(
    ["Total", "Subtotal", "Human Services Total", "Total: services", "", "Human Services", "ALL", "Sum"]
)


@given(tables(), LABELS, st.data())
def test_a_subtotal_changes_no_total_in_silence(table, label, data):
    first = data.draw(st.integers(0, len(table.names) - 2))
    last = data.draw(st.integers(first + 2, len(table.names)))
    at = data.draw(st.sampled_from([first, last]))
    parts = zip(*table.amounts[first:last], strict=True)
    grid = table.grid
    grid.insert(at + 1, [label, *map(sum, parts)])

    assert not says_less_than(read(table.grid), read(grid))


@given(tables(), st.data())
def test_a_recap_changes_no_total_in_silence(table, data):
    among = data.draw(st.lists(st.booleans(), min_size=len(table.names), max_size=len(table.names)))
    grid = table.grid
    grid += [[], *_recap(table, among)]

    assert not says_less_than(read(table.grid), read(grid))


def _recap(table: Table, among: list[bool]) -> Grid:
    halves = [
        [own for own, is_one in zip(table.amounts, among, strict=True) if is_one is half] for half in (True, False)
    ]
    return [
        [name, *(float(sum(own)) for own in zip(*half, strict=True))]
        for name, half in zip(("Personnel", "Other"), halves, strict=True)
        if half
    ]


@given(tables(), st.sampled_from(["1000", "1000000"]))
def test_units_scale_every_amount_exactly(table, units):
    plain, scaled = read(table.grid), read(table.grid, {"units": (units,)})

    assert totals(scaled) == {key: (amount or 0) * int(units) for key, amount in totals(plain).items()}


@given(tables(fewest=2))
def test_columns_side_by_side_are_each_column_alone(table):
    alone: Totals = {}
    for place in range(1, len(table.headings) + 1):
        alone |= totals(read([[row[0], row[place]] for row in table.grid]))

    assert totals(read(table.grid)) == alone


YEARS = st.lists(st.sampled_from(["FY2024", "FY2025", "FY2026", "FY2027"]), min_size=2, max_size=3, unique=True)
BENEATH = st.lists(st.sampled_from(["Actual", "Adopted", "Estimate"]), min_size=2, max_size=3, unique=True)


@given(YEARS, BENEATH, st.data())
def test_merged_headings_are_the_same_written_out(years, phases, data):
    width, across = len(phases), len(years) * len(phases)
    amounts = data.draw(st.lists(st.lists(AMOUNTS, min_size=across, max_size=across), min_size=3, max_size=5))
    lines: Grid = [[NAMES[number], *own] for number, own in enumerate(amounts)]
    parents: list[CellValue] = [text for year in years for text in [year, *[""] * (width - 1)]]
    merges = tuple(Span(1, 2 + n * width, 1, 1 + (n + 1) * width) for n in range(len(years)))
    written: list[CellValue] = [f"{year} {phase}" for year in years for phase in phases]

    merged = read([["", *parents], ["Department", *phases * len(years)], *lines], merges=merges)
    plain = read([["Department", *written], *lines])

    assert len(totals(plain)) == across
    assert totals(merged) == totals(plain)


@st.composite
def outlines(draw: st.DrawFn) -> dict[str, list[tuple[str, float]]]:
    names = draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=5, unique=True))
    lines = st.lists(
        st.tuples(st.sampled_from(["Salaries", "Supplies", "Fuel", "Rent"]), AMOUNTS), min_size=1, max_size=4
    )
    return {name: draw(lines) for name in names}


@given(outlines(), st.sampled_from(["Department: {}", "Dept: {}", "{}", "  {}"]), st.booleans(), st.booleans())
def test_departments_as_headings_are_the_same_in_a_column(outline, heading, totalled, gaps):
    grid: Grid = [["Account", "FY2026 Proposed"]]
    for name, lines in outline.items():
        grid += [[heading.format(name)], *([account, amount] for account, amount in lines)]
        grid += [[f"Total {name}", sum(amount for _, amount in lines)]] * totalled + [[]] * gaps

    reading = read(grid, {"section": ("department",)} if heading.strip() == "{}" else {})

    found: dict[str, Decimal] = {}
    for line, _ in reading.lines:
        name = line.department.name if line.department else ""
        found[name or ""] = found.get(name or "", Decimal(0)) + (line.amount or 0)
    assert found == {name: Decimal(sum(amount for _, amount in lines)) for name, lines in outline.items()}
