import pytest

from importers.totals import hidden_totals, is_total_label, unmatched_totals


def faults(cents, totals, slack=0):
    return [(fault.index, fault.first, fault.cents) for fault in unmatched_totals(cents, set(totals), slack)]


@pytest.mark.parametrize(
    ("label", "is_total"),
    [
        ("Total", True),
        ("GRAND TOTAL", True),
        ("Sub-total Health", True),
        ("Personnel Services - Total*", True),
        ("Total General Fund", True),
        ("Totally Kids Program", False),
        ("Total " + "x" * 120, False),
        ("Subtotaling", False),
        ("Gran total", True),
        ("Subtotales: Salud", True),
        ("Salud, sub  total", True),
    ],
)
def test_knows_the_label_of_a_total(label, is_total):
    assert is_total_label(label) is is_total


def test_understands_totals_of_several_levels():
    assert faults([1, 2, 3, 4, 4, 7], [2, 4, 5]) == []


def test_understands_totals_on_top():
    assert faults([3, 1, 2], [0]) == []


def test_understands_sections_that_begin_with_a_row_without_an_amount():
    assert faults([5, None, 1, 2, 3], [4]) == []


def test_names_the_lines_that_a_wrong_total_should_sum_up():
    assert faults([1, 2, 3, 10, 11], [2, 4]) == [(4, 3, 10)]


def test_allows_a_total_what_rounding_lost_in_each_line():
    assert faults([33, 33, 33, 100], [3], slack=0.5) == []
    assert faults([33, 33, 33, 100], [3]) == [(3, 0, 99)]


def test_finds_a_sum_among_rows_that_say_less():
    assert [fault.index for fault in hidden_totals([1, 2, 3, 9], [2, 3])] == [2]
    assert list(hidden_totals([1, 1], [1])) == []
