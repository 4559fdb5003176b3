from datetime import date, datetime, time

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budgets.period import FiscalCalendar
from importers import plan_workbook
from importers.dates import read_time
from importers.lexicon import load_lexicon
from importers.plan_statuses import read_status
from importers.plan_values import read_ask, read_partners, read_people
from importers.plan_workbook import read_plan
from importers.reading import Outcome, PlanReading, Surroundings
from importers.values import read_number
from importers.workbook import Sheet, Span, Workbook
from plans.framework import load_shipped

SURROUNDINGS = Surroundings(load_shipped("king_county"))
ANSWERS = {"department": ("Public Health",)}

HEADINGS = st.sampled_from([*sorted(load_lexicon("plan").headings), "Target 2027", "Baseline (CY 2025)", "Total", ""])
PIECES = st.sampled_from(
    ["LOS", "S1", "TBD", "Q3-Q4 2026", "6/31/2027", "2026-2027", "ongoing", "$250k", "0.5 FTE", "45%", "%", "Done", ""]
)
KEYS = st.sampled_from(["title", "sheet", "period", "x"])
CELLS = st.one_of(
    st.text(max_size=20),
    PIECES,
    st.builds("{}; {}".format, PIECES, PIECES),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)
ROWS = st.lists(st.lists(CELLS, max_size=8), max_size=6)
SPANS = st.builds(lambda row, column: Span(row, column, row + 1, column), st.integers(1, 8), st.integers(1, 8))


@st.composite
def sheets(draw):
    heading = draw(st.lists(HEADINGS, min_size=3, max_size=8))
    rows = [*draw(st.lists(st.lists(CELLS, max_size=3), max_size=2)), heading, *draw(ROWS)]
    name = draw(st.sampled_from(["Plan", "Actions", "Data"]))
    return Sheet(name, rows, merges=tuple(draw(st.lists(SPANS, max_size=1))), without_value=frozenset({(4, 2)}))


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(sheets(), max_size=2, unique_by=lambda sheet: sheet.name),
    st.dictionaries(st.sampled_from(["title", "sheet", "period", "x"]), st.tuples(HEADINGS)),
)
def test_no_grid_stops_the_reader(found, answers):
    book = Workbook("plan.xlsx", "xlsx", tuple(found))

    said = plan_workbook._read_book(book, b"", SURROUNDINGS, ANSWERS | answers)

    assert said.plan is None or said.plan.department == "Public Health"


@given(st.binary(max_size=200))
def test_no_bytes_stop_the_reader(data):
    reading = read_plan(data, "plan.xlsx", surroundings=SURROUNDINGS, answers=ANSWERS)

    assert isinstance(reading, PlanReading)


@given(st.lists(st.lists(st.text(st.characters(exclude_characters='",\r\n', codec="utf-8"), max_size=8), max_size=5)))
def test_text_of_any_kind_is_read_or_refused(rows):
    text = "\n".join(",".join(row) for row in rows)

    reading = read_plan(text.encode(), "plan.csv", surroundings=SURROUNDINGS, answers={})

    assert reading.plan is not None or reading.outcome is not Outcome.READ


@given(CELLS)
def test_no_cell_stops_the_readers_of_values(value):
    said = read_time(value, FiscalCalendar())

    assert said.span is None or said.span.first <= said.span.last
    for read in (read_people, read_partners, read_status, read_number, read_ask):
        read(value)


@given(st.dates(date(1981, 1, 1), date(2099, 12, 31)))
def test_every_date_cell_is_the_day_that_it_shows(day):
    assert read_time(day, FiscalCalendar()).first == day
    assert read_time(datetime.combine(day, time()), FiscalCalendar()).plain
    assert read_time(f"{day.month}/{day.day}/{day.year}", FiscalCalendar()).last == day
    assert read_time(day.isoformat(), FiscalCalendar()).last == day
