from datetime import UTC, date, datetime

import pytest

from budgets.phases import AmendmentBasis, Direction, Phase
from tests.builders import BIENNIUM, a_part
from tracker.records import Part
from tracker.standing import find_overlaps, parts_in_force, parts_of_book

ADOPTED = a_part(phase=Phase.ADOPTED)


def kept(name, version=1, number=1):
    at = datetime(2026, 1, 1, tzinfo=UTC)
    return Part(id=number, import_id=number, file="b", name=name, version=version, lines=1, published_at=at)


def test_the_highest_version_of_each_name_is_in_force():
    parts = [kept(ADOPTED, 2, 2), kept(ADOPTED, 1, 1), kept(a_part(), 1, 3)]

    assert {part.id for part in parts_in_force(parts)} == {2, 3}


@pytest.mark.parametrize(
    ("other", "overlaps"),
    [
        (ADOPTED, False),
        (a_part((2026,), phase=Phase.ADOPTED), True),
        (a_part(phase=Phase.ADOPTED, directions=tuple(Direction)), True),
        (a_part(phase=Phase.ADOPTED, department="Parks"), True),
        (a_part(phase=Phase.ADOPTED, directions=(Direction.REVENUE,)), False),
        (a_part(), False),
    ],
)
def test_two_names_never_hold_the_same_money(other, overlaps):
    found = list(find_overlaps([other], [kept(ADOPTED, number=7)]))

    assert [overlap.import_id for overlap in found] == ([7] if overlaps else [])


def test_levels_take_the_place_of_what_they_amend():
    levels = a_part((2026,), phase=Phase.AMENDED, basis=AmendmentBasis.LEVELS)
    changes = a_part((2027,), phase=Phase.AMENDED, basis=AmendmentBasis.CHANGES, as_of=date(2026, 5, 1))
    first, second = a_part((2026,), phase=Phase.ADOPTED), a_part((2027,), phase=Phase.ADOPTED)
    parts = [kept(name, number=number) for number, name in enumerate((first, second, levels, changes), start=1)]

    assert [part.id for part in parts_of_book(parts, BIENNIUM, Phase.AMENDED)] == [2, 3, 4]
    assert [part.id for part in parts_of_book(parts[:3], BIENNIUM, Phase.AMENDED)] == [3]
    assert [part.id for part in parts_of_book(parts, BIENNIUM, Phase.ADOPTED)] == [1, 2]
