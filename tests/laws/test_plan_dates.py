from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from importers.plan_own_words import OwnWords, read_own_words
from importers.reading import Surroundings
from importers.workbook import Sheet, Workbook
from plans.framework import load_shipped

SURROUNDINGS = Surroundings(load_shipped("king_county"))
TITLES = ("Open clinics", "Pay residents who advise", "Hire fairly", "Translate notices")
MARKS = st.sampled_from("/-.")
SMALL = st.integers(1, 12)
YEARS = st.sampled_from(["2026", "2027", "26", "27"])
EITHER = st.tuples(SMALL, SMALL).filter(lambda pair: pair[0] != pair[1])
DAY_FIRST = st.tuples(st.integers(13, 28), SMALL)


@st.composite
def texts(draw: st.DrawFn, days: st.SearchStrategy[tuple[int, int]]) -> str:
    one, two = draw(days)
    mark = draw(MARKS)
    pads = draw(st.sampled_from(["{:02d}", "{}"]))
    return f"{pads.format(one)}{mark}{pads.format(two)}{mark}{draw(YEARS)}"


DOUBTFUL = texts(EITHER)
CERTAIN = texts(DAY_FIRST)
TURNED = st.builds(lambda pair: date(2026, *pair), EITHER)


def read_rows(dues: list[Any]) -> OwnWords:
    rows: list[list[Any]] = [["Goal", "Action", "Lead", "Due", "Status"]]
    rows += [["LOS", title, "Ana", due, "Done"] for title, due in zip(TITLES, dues, strict=False)]
    return read(rows)


def read_fields(dues: list[Any]) -> OwnWords:
    rows: list[list[Any]] = [["Code", "Field", "Value"]]
    for number, (title, due) in enumerate(zip(TITLES, dues, strict=False), start=1):
        code = f"A-{number}"
        rows += [[code, "Action", title], [code, "Lead", "Ana"], [code, "Due", due], [code, "Status", "Done"]]
    return read(rows)


def read(rows: list[list[Any]]) -> OwnWords:
    return read_own_words(Workbook("p.xls", "xls", (Sheet("Plan", rows),)), b"", SURROUNDINGS, {})


READERS = st.sampled_from([read_rows, read_fields])


def told(said: OwnWords, code: str) -> int:
    return sum(issue.code == code for issue in said.issues)


@given(READERS, st.lists(DOUBTFUL, min_size=1, max_size=3), CERTAIN, st.data())
def test_no_date_that_is_two_days_is_read_where_another_one_has_the_day_first(reader, doubtful, certain, data):
    dues = data.draw(st.permutations([*doubtful, certain]))

    said = reader(dues)

    read_days = [action.due for action in said.actions]
    day, month, year = (int(part) for part in certain.replace("-", "/").replace(".", "/").split("/"))
    meant = date(year if year > 100 else 2000 + year, month, day)
    assert read_days == [meant if due == certain else None for due in dues]
    assert told(said, "date-order-unclear") == len(doubtful)


@given(READERS, st.lists(TURNED, min_size=1, max_size=3), CERTAIN, st.data())
def test_no_date_cell_that_may_be_turned_is_read_beside_a_text_with_the_day_first(reader, turned, certain, data):
    dues = data.draw(st.permutations([*turned, certain]))

    said = reader(dues)

    assert [action.due is None for action in said.actions] == [due != certain for due in dues]
    (issue,) = (each for each in said.issues if each.code == "dates-perhaps-turned")
    assert f" {len(turned)} of the dates" in issue.problem


@given(READERS, st.lists(DOUBTFUL, min_size=1, max_size=3), st.sampled_from(["31/02/2027", "13/45/2026", "31.4.2026"]))
def test_a_day_that_no_calendar_has_shows_nothing_of_the_order(reader, dues, impossible):
    said = reader([*dues, impossible])

    assert None not in [action.due for action in said.actions[:-1]]
    assert told(said, "date-order-unclear") == 0
