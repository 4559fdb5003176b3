from datetime import date

import pytest

from plans.suppression import ValueKind, suppress
from tests.builders import TODAY, a_group_value, a_value

HIDDEN = "hidden"


def shown(*counts: int | None, total: int | None = None, kind: ValueKind = ValueKind.COUNT) -> list[object]:
    """What a table of counts looks like after suppression, the total last where there is one."""
    cells = [a_group_value(f"group {index}", count) for index, count in enumerate(counts)]
    if total is not None:
        cells.append(a_value(total))
    return [HIDDEN if cell.suppressed else cell.value for cell in suppress(cells, kind)]


def test_blank_zero_and_suppressed_are_three_things():
    assert shown(None, 0, 9, 10) == [None, 0, HIDDEN, 10]


@pytest.mark.parametrize(
    ("counts", "total", "left"),
    [
        ((3, 40, 50), 93, [HIDDEN, HIDDEN, 50, 93]),
        ((40, 3, 50), 93, [HIDDEN, HIDDEN, 50, 93]),
        ((3, 0, 50, 60), 113, [HIDDEN, 0, HIDDEN, 60, 113]),
        ((8, 9, 50), 67, [HIDDEN, HIDDEN, 50, 67]),
        ((3, 4, 50, 60), 117, [HIDDEN, HIDDEN, HIDDEN, 60, 117]),
        ((20, 30), 50, [20, 30, 50]),
        ((3, 4), 7, [HIDDEN, HIDDEN, HIDDEN]),
        ((3, 0), 3, [HIDDEN, 0, HIDDEN]),
        ((3, 40, 40), None, [HIDDEN, 40, 40]),
        ((3, None, 40), 43, [HIDDEN, None, HIDDEN, 43]),
    ],
)
def test_a_total_gives_no_small_number_away(counts, total, left):
    assert shown(*counts, total=total) == left


def test_nothing_is_left_of_a_suppressed_value_but_its_place():
    (cell,) = suppress([a_group_value("Black", 7, n=7)])

    assert (cell.value, cell.n, cell.suppressed, cell.group) == (None, None, True, a_group_value("Black", 7).group)


def test_a_rate_is_suppressed_for_the_people_behind_it_and_not_for_its_size():
    rates = [
        a_group_value("A", 5, n=200),
        a_group_value("B", 50, n=6),
        a_group_value("C", 0, n=0),
        a_group_value("D", 5),
    ]

    assert [rate.suppressed for rate in suppress(rates, ValueKind.RATE)] == [False, True, False, False]


def test_a_rate_of_everyone_gives_no_small_rate_away():
    rates = [
        a_group_value("A", 50, n=6),
        a_group_value("B", 40, n=30),
        a_group_value("C", 30, n=90),
        a_value(33, n=126),
    ]

    assert [rate.suppressed for rate in suppress(rates, ValueKind.RATE)] == [True, True, False, False]


def test_a_count_made_of_few_people_is_suppressed_with_them():
    assert suppress([a_group_value("A", 40, n=3)])[0].suppressed


def test_what_a_file_suppressed_is_hidden_by_one_more():
    cells = [
        a_group_value("A", None, suppressed=True),
        a_group_value("B", 30),
        a_group_value("C", 20),
        a_value(55),
    ]

    assert [cell.suppressed for cell in suppress(cells)] == [True, False, True, False]


def test_days_and_schemes_are_tables_of_their_own():
    earlier = date(2026, 6, 30)
    cells = [
        a_group_value("A", 3),
        a_group_value("B", 47),
        a_group_value("young", 20, scheme="age"),
        a_group_value("old", 30, scheme="age"),
        a_value(50),
        a_group_value("A", 20, as_of=earlier),
        a_group_value("B", 30, as_of=earlier),
        a_value(50, earlier),
    ]

    hidden = [cell for cell in suppress(cells) if cell.suppressed]

    assert [(cell.as_of, cell.group.name) for cell in hidden if cell.group] == [(TODAY, "A"), (TODAY, "B")]
