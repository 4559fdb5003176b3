from hypothesis import given
from hypothesis import strategies as st

from budgets.period import BudgetPeriod, FiscalCalendar, find_all_years, find_years, possible_years, years_of_labels
from budgets.year_labels import FIRST_YEAR, LAST_YEAR

CALENDARS = st.builds(FiscalCalendar, start_month=st.integers(1, 12), start_day=st.integers(1, 28), known=st.booleans())
PIECES = st.sampled_from(
    [
        *"0123456789-/&., '()",
        "FY",
        "FYs",
        "fiscal year ",
        "2026",
        "2027",
        "26",
        "27",
        " and ",
        " to ",
        "Biennium",
        "\u2013",
    ]
)
TEXTS = st.text() | st.lists(PIECES, max_size=12).map("".join)


@given(TEXTS, CALENDARS)
def test_no_text_is_too_odd_for_a_year_label(text, calendar):
    readings = possible_years(text, calendar)

    assert all(FIRST_YEAR <= year <= LAST_YEAR for years in readings for year in years)


@given(TEXTS, CALENDARS)
def test_every_reading_is_consecutive_years_and_stands_once(text, calendar):
    readings = possible_years(text, calendar)

    assert len(set(readings)) == len(readings)
    assert all(list(years) == list(range(years[0], years[-1] + 1)) for years in readings)


@given(TEXTS, CALENDARS)
def test_what_a_longer_text_holds_is_a_label_by_itself(text, calendar):
    assert [
        found for found in find_all_years(text, calendar) if possible_years(found.label, calendar) != found.readings
    ] == []


@given(TEXTS, CALENDARS)
def test_one_label_is_one_of_all_labels(text, calendar):
    found = find_years(text, calendar)

    assert found is None or found in find_all_years(text, calendar)


@given(st.lists(TEXTS, max_size=6), CALENDARS)
def test_no_labels_side_by_side_are_too_odd(texts, calendar):
    assert set(years_of_labels(texts, calendar)) == set(texts)


@given(st.integers(FIRST_YEAR, LAST_YEAR - 3), st.integers(1, 3), st.sampled_from([1, 4, 7, 10]))
def test_a_period_is_read_back_from_its_own_label(first, count, start_month):
    calendar = FiscalCalendar(start_month=start_month, known=True)
    years = tuple(range(first, first + count))

    period = BudgetPeriod.of_years(years, calendar)

    assert period.fiscal_years == years
    assert possible_years(period.label, calendar) == (years,)


@given(st.integers(FIRST_YEAR, LAST_YEAR), CALENDARS)
def test_fiscal_years_leave_no_day_out_and_have_none_twice(year, calendar):
    assert (calendar.first_day(year + 1) - calendar.last_day(year)).days == 1
    assert calendar.last_day(year).year == year
