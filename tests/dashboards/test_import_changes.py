import pytest

from dashboards.pages.imports.changes import changes_card
from tests.dashboards.trees import words
from tracker.waiting import Change, Differences, KeyChanges, KeyMoved, Moved


def test_a_long_list_of_gone_records_is_capped_and_counted():
    found = Differences(gone=tuple(f"Action {number}" for number in range(1, 31)), against=(3,))

    drawn = changes_card(found, is_done=False)

    assert "30 gone" in words(drawn)
    assert "18 more" in words(drawn)


def test_what_nothing_stands_before_is_all_new():
    drawn = changes_card(Differences(new=("A", "B")), is_done=False)

    assert "everything in the file is new, 2 records or sums" in words(drawn)


@pytest.mark.parametrize(
    ("field", "text", "shown"),
    [
        ("amount", "1200.5", "$1,200.50"),
        ("ask.fte", "2410", "2,410"),
        ("status", "in_progress", "in progress"),
        ("title", "snake_case", "snake_case"),
    ],
)
def test_values_that_differ_are_written_as_pages_write_them(field, text, shown):
    drawn = changes_card(Differences((Change("A", field, None, text),), against=(3,)), is_done=True)

    assert shown in words(drawn)


def test_many_values_that_differ_are_folded_after_the_first():
    changes = tuple(Change(f"A{number}", "title", "a", "b") for number in range(1, 300))

    drawn = changes_card(Differences(changes, against=(3,)), is_done=True)

    assert "185 more" in words(drawn)
    assert "and 99 more" in words(drawn)


def test_totals_are_told_as_they_were_and_become_with_the_difference():
    moved = Moved("adopted expenditure 2026", "150.00", "107.50", "-42.50")

    drawn = words(changes_card(Differences(new=("A",), totals=(moved,), against=(3,)), is_done=False))

    assert "adopted expenditure 2026" in drawn
    assert "$150" in drawn
    assert "$107.50" in drawn
    assert "($42.50)" in drawn


@pytest.mark.parametrize("against", [(), (3,)])
def test_notes_on_what_a_file_is_taken_for_are_always_shown(against):
    drawn = changes_card(Differences(notes=("Every line is of one department.",), against=against), is_done=False)

    assert "Every line is of one department." in words(drawn)


def test_says_what_became_of_the_keys_of_a_budget_and_where_they_came_from():
    keys = KeyChanges(
        added=0,
        gone=30,
        changed=1,
        moved=1,
        largest=(
            KeyMoved("moved", "adopted expenditure", "A2 / PH102", "A1 / PH102", "100.00", "101.00", "1.00"),
            KeyMoved("gone", "adopted expenditure", "A3", None, "70.50", None, "-70.50"),
            KeyMoved("changed", "adopted expenditure", "A4", None, "5.00", "5.00", "0.00"),
        ),
    )

    told = words(changes_card(Differences(against=(3,), keys=keys), is_done=False))

    assert "Key by key: 30 gone, 1 changed and 1 moved. The 3 largest of them." in told
    assert "A2 / PH102 adopted expenditure moved from A1 / PH102 $100 $101 $1" in told
    assert "A3 adopted expenditure gone $70.50 not there ($70.50)" in told
    assert "A4 adopted expenditure changed $5 $5 FTE alone" in told
