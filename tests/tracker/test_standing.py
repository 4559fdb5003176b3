from datetime import UTC, date, datetime

import pytest

from budgets.phases import AmendmentBasis, Direction, Phase
from tests.builders import BIENNIUM, a_part
from tracker.records import Part
from tracker.standing import book_standing, find_overlaps, parts_in_force, parts_of_book

ADOPTED = a_part(phase=Phase.ADOPTED)


def kept(name, version=1, number=1):
    at = datetime(2026, 1, 1, tzinfo=UTC)
    return Part(
        id=number, import_id=number, file=f"book-{number}.xlsx", name=name, version=version, lines=1, published_at=at
    )


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


@pytest.mark.parametrize(("day", "overlaps"), [(1, True), (2, False)])
def test_amendments_of_one_day_may_hold_the_same_money_and_those_of_two_days_are_added_up(day, overlaps):
    standing = kept(changes(as_of=date(2026, 5, 1)))

    found = list(find_overlaps([changes((2026,), as_of=date(2026, 5, day))], [standing]))

    assert bool(found) is overlaps


MAY, JUNE, JULY = (date(2026, month, 1) for month in (5, 6, 7))


def levels(years=(2026, 2027), as_of=None, **scope):
    return a_part(years, phase=Phase.AMENDED, basis=AmendmentBasis.LEVELS, as_of=as_of, **scope)


def changes(years=(2026, 2027), as_of=MAY, **scope):
    return a_part(years, phase=Phase.AMENDED, basis=AmendmentBasis.CHANGES, as_of=as_of, **scope)


def adopted(years=(2026, 2027), **scope):
    return a_part(years, phase=Phase.ADOPTED, **scope)


@pytest.mark.parametrize(
    ("names", "standing"),
    [
        ([adopted(), changes()], [1, 2]),
        ([adopted(), changes(as_of=MAY), changes(as_of=JUNE)], [1, 2, 3]),
        ([adopted(), levels()], [2]),
        ([adopted((2026,)), adopted((2027,)), levels((2026,))], [2, 3]),
        ([adopted(), levels((2026,)), levels((2027,))], [2, 3]),
        ([adopted(department="Parks"), adopted(department="Health"), levels()], [3]),
        ([adopted((2026,)), adopted((2027,)), levels((2026,)), changes((2027,))], [2, 3, 4]),
        ([adopted(), changes(as_of=MAY), levels(as_of=JUNE), changes(as_of=JULY)], [3, 4]),
        ([adopted(), changes(as_of=JUNE), levels(as_of=JUNE)], [3]),
        ([levels(as_of=MAY), changes(as_of=JUNE)], [1, 2]),
        ([levels()], [1]),
    ],
)
def test_an_amended_book_is_what_was_adopted_as_it_was_amended(names, standing):
    parts = [kept(name, number=number) for number, name in enumerate(names, start=1)]

    found = book_standing(parts, BIENNIUM, Phase.AMENDED)

    assert sorted(part.id for part in found.parts) == standing
    assert found.why_not is None
    assert [part.id for part in parts_of_book(parts, BIENNIUM, Phase.ADOPTED)] == [
        part.id for part in parts if part.name.phase is Phase.ADOPTED
    ]


@pytest.mark.parametrize(
    ("names", "why"),
    [
        ([changes()], "there is no adopted expenditure of 2026 to add them to"),
        ([adopted((2026,)), changes()], "there is no adopted expenditure of 2027 to add them to"),
        ([adopted(department="Parks"), changes(department="Health")], "there is no adopted expenditure of 2026"),
        ([adopted(), levels(department="Parks")], "for a part of book-1.xlsx (import 1) alone"),
        ([adopted(), levels((2026,)), changes((2027,))], "for a part of book-1.xlsx (import 1) alone"),
        ([adopted(), levels(), changes()], "nobody says whether book-2.xlsx (import 2) or book-3.xlsx (import 3)"),
        ([adopted((2026,)), adopted((2027,)), levels((2026,), as_of=JUNE), changes(as_of=MAY)], "and not all of them"),
    ],
)
def test_an_amended_book_that_would_lose_or_double_a_dollar_is_not_told(names, why):
    parts = [kept(name, number=number) for number, name in enumerate(names, start=1)]

    found = book_standing(parts, BIENNIUM, Phase.AMENDED)

    assert found.parts == ()
    assert why in (found.why_not or "")
