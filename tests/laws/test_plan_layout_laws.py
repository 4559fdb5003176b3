from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from importers.plan_own_words import OwnWords, read_own_words
from importers.reading import Surroundings
from importers.workbook import Sheet, Span, Workbook
from plans.framework import load_shipped

SURROUNDINGS = Surroundings(load_shipped("king_county"))
Grid = list[list[Any]]

NARRATIVE: Grid = [
    ["Outcomes and actions", "Accountability", "Timeline", "Performance measures", "Progress report"],
    ["Goal 1: Leadership, Operations & Services", "", "", "", ""],
    ["Strategy 1: Services stand where people are", "", "", "", ""],
    ["Open clinics", "Ana", "Jan 2026 to Dec 2026", "Visits; baseline 40 (2025), goal 90 by Dec 2027", "Underway."],
    ["Add signs", "Bob", "by June 2026", "Signs are up", "Done in May"],
    ["Goal 4: Community Partnerships", "", "", "", ""],
    ["Pay residents who advise", "Joy", "Ongoing", "", "On hold until May"],
]
QUARTERS: Grid = [
    ["Goal", "Action", "Lead", "Q1 2026", "Q2 2026", "Q3 2026", "Status"],
    ["LOS", "Open clinics", "Ana", "X", "x", "", "Done"],
    ["CP", "Pay residents who advise", "Joy", "", "X", "X", "Not started"],
    ["WW", "Hire fairly", "Bo", "", "", "", "Blocked"],
]
TWO_ROWS: Grid = [
    ["Goal", "Action", "Who", "", "When", "", "Measure", "Targets", ""],
    ["", "", "Lead", "Partners", "Start", "Due", "", "2026", "2027"],
    ["LOS", "Open clinics", "Ana", "IT; HR", "1/5/2026", "12/31/2026", "Visits", 4.0, 5.0],
    ["CP", "Pay residents who advise", "Joy", "", "2/1/2026", "6/30/2027", "Paid", 7.0, 9.0],
]
ACTIONS: Grid = [
    ["Code", "Goal", "Action", "Lead", "Due"],
    ["A-1", "LOS", "Open clinics", "Ana", "12/31/2026"],
    ["A-2", "CP", "Pay residents who advise", "Joy", "6/30/2027"],
]
MEASURES: Grid = [
    ["Action code", "Measure", "Unit", "Target"],
    ["A-2", "Residents paid", "people", 9.0],
    ["A-1", "Visits", "visits", 90.0],
    ["a-1 ", "Hours", "hours", 12.0],
]
LAYOUTS = [NARRATIVE, QUARTERS, TWO_ROWS]
MERGES = {id(TWO_ROWS): (Span(1, 3, 1, 4), Span(1, 5, 1, 6), Span(1, 8, 1, 9))}
BESIDE = st.sampled_from(
    ["Total", "TOTAL REQUESTS", "Subtotal, visible rows", "Note: dates are quarters.", "Legend: X = work", "* Draft"]
)


def read(*grids: Grid, merges: tuple[Span, ...] = ()) -> OwnWords:
    sheets = tuple(Sheet(f"Sheet {number}", grid, merges=merges) for number, grid in enumerate(grids, start=1))
    return read_own_words(Workbook("p.xls", "xls", sheets), b"", SURROUNDINGS, {})


def read_layout(layout: Grid) -> OwnWords:
    return read(layout, merges=MERGES.get(id(layout), ()))


def moved(span: Span, rows: int, columns: int) -> Span:
    return Span(span.first_row + rows, span.first_column + columns, span.last_row + rows, span.last_column + columns)


def test_the_layouts_are_read_whole():
    assert [len(read_layout(layout).actions) for layout in LAYOUTS] == [3, 3, 2]
    assert [len(action.measures) for action in read(ACTIONS, MEASURES).actions] == [2, 1]


@given(st.sampled_from(LAYOUTS), BESIDE, st.data())
def test_every_row_is_an_action_or_it_is_said_why_it_is_none(layout, text, data):
    first = 2 if layout is TWO_ROWS else 1
    before = data.draw(st.integers(first, len(layout)))

    said = read([*layout[:before], [text], *layout[before:]], merges=MERGES.get(id(layout), ()))

    actions = {said.sources["actions", number].row for number in range(len(said.actions))}
    assert actions | {left.row for left in said.left_out if left.row} == set(range(first + 1, len(layout) + 2))


def test_headings_between_the_rows_are_named_with_what_they_were_read_as():
    said = read([["Goal 4: Community Partnerships"], *NARRATIVE])

    assert [(left.row, left.why) for left in said.left_out] == [
        (1, "heading, read as goal"),
        (3, "heading, read as goal"),
        (4, "heading, read as strategy"),
        (7, "heading, read as goal"),
    ]


@given(st.sampled_from([QUARTERS, ACTIONS]), st.data())
def test_the_order_of_columns_makes_no_difference(layout, data):
    order = data.draw(st.permutations(range(len(layout[0]))))

    said = read([[row[column] for column in order] for row in layout])

    assert said.actions == read(layout).actions


@given(st.sampled_from(LAYOUTS), st.integers(0, 4), st.integers(0, 3))
def test_where_a_table_stands_makes_no_difference(layout, above, left):
    titles: Grid = [["Equity plan"]] * above

    merges = tuple(moved(span, above, left) for span in MERGES.get(id(layout), ()))
    said = read(titles + [[""] * left + row for row in layout], merges=merges)

    assert said.actions == read_layout(layout).actions


@given(st.sampled_from(LAYOUTS), st.data())
def test_blank_rows_make_no_difference(layout, data):
    first = 2 if layout is TWO_ROWS else 1
    before = data.draw(st.integers(first, len(layout)))

    said = read([*layout[:before], [""] * len(layout[0]), *layout[before:]], merges=MERGES.get(id(layout), ()))

    assert said.actions == read_layout(layout).actions


@given(st.sampled_from(LAYOUTS), BESIDE, st.data())
def test_no_action_is_made_of_a_total_a_note_or_a_legend(layout, text, data):
    first = 2 if layout is TWO_ROWS else 1
    before = data.draw(st.integers(first, len(layout)))
    column = data.draw(st.integers(0, 1))
    row = ["", ""] + [""] * (len(layout[0]) - 2)
    row[column] = text

    said = read([*layout[:before], row, *layout[before:]], merges=MERGES.get(id(layout), ()))

    assert [action.title for action in said.actions] == [action.title for action in read_layout(layout).actions]


@given(st.sampled_from(LAYOUTS), st.integers(1, 20))
def test_no_action_is_made_of_headings_that_are_repeated(layout, after):
    assume(after < len(layout))
    headings = layout[:2] if layout is TWO_ROWS else layout[:1]
    assume(after >= len(headings))

    said = read([*layout[:after], *headings, *layout[after:]], merges=MERGES.get(id(layout), ()))

    assert said.actions == read_layout(layout).actions


@given(st.permutations(MEASURES[1:]))
def test_the_order_of_joined_rows_makes_no_difference_to_whose_they_are(rows):
    said = read(ACTIONS, [MEASURES[0], *rows])

    measures = {action.code: {measure.title for measure in action.measures} for action in said.actions}
    assert measures == {"A-1": {"Visits", "Hours"}, "A-2": {"Residents paid"}}


@given(st.sampled_from([*LAYOUTS, ACTIONS]), st.text(alphabet="abcd ", min_size=3, max_size=12), st.data())
def test_every_text_of_a_row_is_in_a_field_or_told(layout, text, data):
    assume(text.strip())
    first = 2 if layout is TWO_ROWS else 1
    row = data.draw(st.integers(first, len(layout) - 1))
    column = data.draw(st.integers(0, len(layout[0]) - 1))
    changed = [list(cells) for cells in layout]
    changed[row][column] = text

    said = read(changed, merges=MERGES.get(id(layout), ()))

    read_of = " ".join(str(action.model_dump()) for action in said.actions).casefold()
    told = " ".join(" ".join(str(issue) for issue in said.issues).casefold().split())
    left = {(each.row, each.column) for each in said.left_out}
    word = " ".join(text.split())
    assert word in read_of or word in told or any(at[0] == row + 1 for at in left)
