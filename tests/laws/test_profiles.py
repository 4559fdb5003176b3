from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import assume, given
from hypothesis import strategies as st

from importers.budget_workbook import read_budget
from importers.lexicon import fold
from importers.reading import HeadingProfile, Remembered, Surroundings
from plans.framework import load_shipped
from tests.workbooks.build import csv_of

PLAIN = Surroundings(load_shipped("king_county"))
HEADINGS = ("Unit", "Main Funding", "Other Funding", "Share Held")
SAID = {"amount": ("Main Funding",)}
OF_UPLOAD = {
    "phase": ("adopted",),
    "fiscal_year": ("2026",),
    "direction": ("expenditure",),
    "signs": ("as_written",),
    "units": ("1",),
}
AMOUNTS = st.lists(st.decimals(min_value=1, max_value=10**9, places=2), min_size=3, max_size=10)


def grid(order, amounts, titles=0):
    rows = [
        {"Unit": f"Unit {at}", "Main Funding": f"{each:f}", "Other Funding": f"{each * 3 + at:f}", "Share Held": "half"}
        for at, each in enumerate(amounts)
    ]
    return [["Cascara County"]] * titles + [list(order)] + [[row[name] for name in order] for row in rows]


def read(rows, around=PLAIN, **answers):
    return read_budget(csv_of(rows), "book.csv", surroundings=around, answers={**OF_UPLOAD, **answers})


FIRST = read(grid(HEADINGS, [10, 25, 40]), **SAID)
assert FIRST.meaning is not None
PROFILE = HeadingProfile(FIRST.kind, FIRST.meaning, "Ana", datetime(2026, 9, 30, tzinfo=UTC))
KNOWING = replace(PLAIN, remembered=Remembered((PROFILE,)))


@given(AMOUNTS, st.permutations(HEADINGS), st.integers(0, 3))
def test_permuted_columns_and_titles_above_have_one_fingerprint_and_one_reading(amounts, order, titles):
    rows = grid(order, amounts, titles)

    reading = read(rows, KNOWING)
    answered = read(rows, **SAID)

    assert reading.applied is not None
    assert reading.meaning == answered.meaning == FIRST.meaning
    assert (reading.outcome, reading.totals, reading.answers) == (answered.outcome, answered.totals, answered.answers)
    assert [line for line, _ in reading.lines] == [line for line, _ in answered.lines]


@given(AMOUNTS, st.permutations(HEADINGS), st.integers(0, 3), st.text(max_size=12))
def test_a_heading_that_is_lost_or_changed_matches_no_profile(amounts, order, place, text):
    assume(fold(text) != fold(order[place]))
    rows = grid(order, amounts)
    rows[0][place] = text

    reading = read(rows, KNOWING)

    assert reading.applied is None
    assert reading == read(rows)


@given(AMOUNTS, st.permutations(HEADINGS))
def test_what_a_profile_answers_is_never_about_one_upload(amounts, order):
    reading = read_budget(csv_of(grid(order, amounts)), "book.csv", surroundings=KNOWING, answers={})

    assert reading.applied is not None
    assert reading.applied.answers.keys() == SAID.keys()
    assert {"phase", "fiscal_year", "direction"} <= {question.field for question in reading.questions}
