from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from importers import budget_workbook
from importers.budget_workbook import read_budget
from importers.lexicon import load_lexicon
from importers.reading import Outcome, Surroundings
from importers.report import budget_report
from importers.values import find_number
from importers.workbook import Sheet, Workbook, open_workbook
from plans.framework import load_shipped
from tests.workbooks.build import csv_of

SURROUNDINGS = Surroundings(load_shipped("king_county"))

HEADINGS = st.sampled_from(
    [
        *sorted(load_lexicon("budget").headings)[::7],
        "Amount",
        "Fiscal Year",
        "Phase",
        "Type",
        "FY26 Adopted",
        "2027",
        "",
    ]
)
PIECES = st.sampled_from(
    [
        "FY26",
        "2026-27",
        "adopted",
        "Prelim",
        "Expense",
        "Rev",
        "Total",
        "1010 - General Fund",
        "0010",
        "(1,200)",
        "-",
        "$5",
    ]
)
CELLS = st.one_of(
    st.text(max_size=12), PIECES, st.floats(), st.integers(), st.booleans(), st.dates(), st.times(), st.timedeltas()
)
ANSWERS = st.dictionaries(
    st.sampled_from(["amount", "phase", "fiscal_year", "direction", "department", "units", "period", "sheet", "basis"]),
    st.tuples(st.one_of(HEADINGS, PIECES, st.sampled_from(["column:B", "@Amount", "1000", "levels"]))),
    max_size=3,
)
AS_WRITTEN = {"signs": ("as_written",), "units": ("1",)}
PLAIN = {"phase": ("adopted",), "direction": ("expenditure",), "fiscal_year": ("2026",)}


@st.composite
def sheets(draw):
    above = draw(st.lists(st.lists(CELLS, max_size=4), max_size=2))
    rows = draw(st.lists(st.lists(CELLS, max_size=7), min_size=1, max_size=8))
    heading = draw(st.lists(HEADINGS, min_size=2, max_size=7))
    name = draw(st.sampled_from(["Lines", "FY26 Proposed"]))
    return Sheet(name, [*above, heading, *rows], without_value=frozenset({(3, 2)}), errors=((2, 1, "#REF!"),))


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(sheets(), max_size=2, unique_by=lambda sheet: sheet.name), ANSWERS)
def test_no_grid_stops_the_reader(found, answers):
    book = Workbook("book.xlsx", "xlsx", tuple(found))

    reading = budget_workbook.read_opened(book, b"", surroundings=SURROUNDINGS, answers=answers)

    assert reading.outcome in Outcome
    assert budget_report(reading)["totals"] == [] or reading.outcome is not Outcome.REJECTED


@given(st.binary(max_size=300))
def test_no_bytes_stop_the_reader(content):
    assert read_budget(content, "book.xlsx", surroundings=SURROUNDINGS, answers={}).outcome in Outcome


@given(st.text(max_size=300))
def test_no_text_stops_the_reader(text):
    content = text.encode("utf-8", "replace")

    assert read_budget(content, "book.csv", surroundings=SURROUNDINGS, answers=PLAIN).outcome in Outcome


@given(
    st.binary(max_size=60),
    st.sampled_from([b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe", b"\xef\xbb\xbf"]),
)
def test_no_bytes_behind_a_known_beginning_stop_the_opening(content, beginning):
    assert open_workbook(beginning + content, "book") is not None


@given(st.one_of(st.text(max_size=20), st.floats(), st.booleans()))
def test_a_number_is_read_or_it_is_none(value):
    number = find_number(value)

    assert number is None or number.is_finite()


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_dollars_are_read_as_they_are_written(amount):
    typed = [f"{amount:f}", f"{amount:,f}", f"${amount:,f}", f"(${-amount:,f})" if amount < 0 else f" {amount:f} "]

    assert {find_number(text) for text in typed} == {amount}


AMOUNTS = st.lists(st.decimals(min_value=-(10**9), max_value=10**9, places=2), min_size=3, max_size=12)


@given(AMOUNTS, st.permutations(["Department", "Fund Code", "Amount"]), st.integers(0, 3))
def test_the_order_of_columns_and_titles_above_change_no_total(amounts, order, titles):
    rows = [{"Department": f"D{n}", "Fund Code": f"0{n:03d}", "Amount": f"{each:f}"} for n, each in enumerate(amounts)]
    grid = [["Cascara County"]] * titles + [order] + [[row[name] for name in order] for row in rows]

    reading = read_budget(csv_of(grid), "book.csv", surroundings=SURROUNDINGS, answers=PLAIN | AS_WRITTEN)

    # Amounts that are alike by chance may look like a sum, or like the same money cut in two ways.
    assert {issue.code for issue in reading.issues} <= {"looks-like-total", "rows-repeat-amounts"}
    assert sum(total.amount or 0 for total in reading.totals) == sum(amounts)
