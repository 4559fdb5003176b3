from decimal import Decimal

import pytest

from budgets.phases import Direction, Phase
from budgets.structure import ChartEntry
from importers.cells import CellRef, Read
from importers.lines import BookLines
from tests.builders import a_line, a_part
from tests.store.test_contract import published_import
from tracker.records import KEYS, Dimension, KeySums, Sides, SideSum

EXPENDITURE = Direction.EXPENDITURE


def entry(code):
    return ChartEntry(code=code) if code else None


def a_book(open_store, phase, *lines):
    with open_store() as uow:
        number = published_import(uow)
        told = [line.model_copy(update={"phase": phase}) for line in lines]
        reads = BookLines.of(Read(line, CellRef("Lines", row, 8)) for row, line in enumerate(told, start=2))
        uow.books.publish(number, [a_part(phase=phase, directions=tuple(Direction))], [1], reads)
        uow.commit()
    with open_store() as uow:
        return max(part.id for part in uow.books.published())


def sides(before, after, **more):
    return Sides(before=(before,), after=(after,), direction=EXPENDITURE, **{"same": {}, **more})


def numbers(uow, **codes):
    found = {}
    for name, code in codes.items():
        entries = uow.chart.entries(Dimension(name))
        found[name] = [number for number, each in entries.items() if each.identity == code.casefold()]
    return found


BEFORE = [
    a_line("100.25", unit=entry("U1"), program=entry("P1"), account=entry("51100")),
    a_line("50.00", unit=entry("U1"), program=entry("P1"), account=entry("52100")),
    a_line("700.00", unit=entry("U1"), program=entry("P2"), fte="4"),
    a_line("10.00", unit=entry("U2"), program=entry("P3")),
    a_line("99.00", direction=Direction.REVENUE),
]
AFTER = [
    a_line("90.25", unit=entry("U1"), program=entry("P1"), account=entry("51100")),
    a_line(
        "75.00", unit=entry("U1"), program=entry("P1"), account=entry("52100"), fiscal_years=(2026, 2027), fte="1.5"
    ),
    a_line("700.00", unit=entry("U1"), program=entry("P2"), fte="4"),
    a_line("11.00", unit=entry("U3"), program=entry("P3")),
    a_line("5.00", unit=None, program=None, package=entry("DS_1")),
]


@pytest.fixture
def books(open_store):
    return a_book(open_store, Phase.PROPOSED, *BEFORE), a_book(open_store, Phase.ADOPTED, *AFTER)


def test_gives_the_keys_that_differ_with_their_sums_in_both_books_the_largest_first(open_store, books):
    with open_store() as uow:
        found = uow.comparing.page(sides(*books), {}, skip=0, size=9)
        count = uow.comparing.count(sides(*books), {})

    assert [(sums.before, sums.after) for sums in found] == [
        (SideSum(2, 15025, None), SideSum(2, 16525, 3_000_000)),
        (SideSum(0, None, None), SideSum(1, 1100, None)),
        (SideSum(1, 1000, None), SideSum(0, None, None)),
        (SideSum(0, None, None), SideSum(1, 500, None)),
    ]
    assert count == len(found)


def test_gives_what_a_slice_comes_to_in_both_books(open_store, books):
    with open_store() as uow:
        where = {Dimension.UNIT: numbers(uow, unit="U1")["unit"]}
        found = uow.comparing.whole(sides(*books), where)
        none = uow.comparing.whole(sides(*books), {Dimension.UNIT: [10**6]})

    assert found == KeySums((), SideSum(3, 85025, 4_000_000), SideSum(3, 86525, 7_000_000))
    assert none == KeySums((), SideSum(0, None, None), SideSum(0, None, None))


def test_gives_a_page_at_a_time(open_store, books):
    with open_store() as uow:
        whole = uow.comparing.page(sides(*books), {}, skip=0, size=9)
        pages = [uow.comparing.page(sides(*books), {}, skip=skip, size=1) for skip in range(5)]
        rest = uow.comparing.page(sides(*books), {}, skip=1, size=None)

    assert [sums for page in pages for sums in page] == list(whole)
    assert rest == whole[1:]


def test_a_book_beside_itself_has_no_key_that_differs(open_store, books):
    with open_store() as uow:
        assert uow.comparing.count(sides(books[0], books[0]), {}) == 0
        assert uow.comparing.page(sides(books[0], books[0]), {}, skip=0, size=9) == ()


def test_a_filter_leaves_the_keys_of_a_slice(open_store, books):
    with open_store() as uow:
        where = {Dimension.UNIT: numbers(uow, unit="U1")["unit"]}
        found = uow.comparing.page(sides(*books), where, skip=0, size=9)
        unnamed = uow.comparing.page(sides(*books), {Dimension.UNIT: [None]}, skip=0, size=9)

    assert [(sums.before.cents, sums.after.cents) for sums in found] == [(15025, 16525)]
    assert [(sums.before.cents, sums.after.cents) for sums in unnamed] == [(None, 500)]


def test_entries_that_compare_equal_are_one_key(open_store):
    one = a_book(open_store, Phase.PROPOSED, a_line("100", fund=entry("F0010")))
    other = a_book(open_store, Phase.ADOPTED, a_line("60", fund=entry("10")), a_line("50", fund=entry("F0010")))
    with open_store() as uow:
        named = numbers(uow, fund="F0010")["fund"][0], numbers(uow, fund="10")["fund"][0]
        apart = uow.comparing.page(sides(one, other), {}, skip=0, size=9)
        (found,) = uow.comparing.page(sides(one, other, same={Dimension.FUND: dict([named])}), {}, skip=0, size=9)

    assert sorted(sums.after.cents or 0 for sums in apart) == [5000, 6000]
    assert (found.key[2], found.before.cents, found.after.cents) == (named[1], 10000, 11000)


def test_sums_of_unlike_periods_are_weighed_by_their_years(open_store):
    one = a_book(open_store, Phase.PROPOSED, a_line("100", fte="2"), a_line("30", unit=entry("U2")))
    line = a_line("200", fiscal_years=(2026, 2027), fte="2")
    other = a_book(open_store, Phase.ADOPTED, line, a_line("70", unit=entry("U2")))
    with open_store() as uow:
        weighed = sides(one, other, cents=(2, 1), fte=(2, 1))
        found = uow.comparing.page(weighed, {}, skip=0, size=9)
        plainly = uow.comparing.page(sides(one, other), {}, skip=0, size=9)

    assert [(sums.before.cents, sums.after.cents) for sums in found] == [(3000, 7000)]
    assert len(plainly) == 2


def test_gives_the_keys_of_one_book_alone_that_share_what_lies_beneath_a_unit(open_store, books):
    with open_store() as uow:
        told = uow.comparing.page(sides(*books), {}, skip=0, size=9)
        key = next(sums.key for sums in told if sums.after.cents == 1100)
        lower = dict(zip(KEYS[2:], key[2:], strict=True))
        found = uow.comparing.one_sided(sides(*books), {}, [lower])
        none = uow.comparing.one_sided(sides(*books), {}, [])

    assert sorted((sums.before.cents or 0, sums.after.cents or 0) for sums in found) == [(0, 1100), (1000, 0)]
    assert none == ()


def test_as_many_keys_as_a_reorganised_county_has_are_sought_at_once(open_store, books):
    with open_store() as uow:
        told = uow.comparing.page(sides(*books), {}, skip=0, size=9)
        alone = [sums for sums in told if not (sums.before.holds and sums.after.holds)]
        wanted = [dict(zip(KEYS, sums.key, strict=True)) for sums in alone]
        unknown = [{Dimension.UNIT: 1000 + n, Dimension.FUND: None} for n in range(5000)]
        lower = [{Dimension.PROGRAM: 1000 + n} for n in range(5000)]
        found = uow.comparing.one_sided(sides(*books), {}, [*unknown, *wanted, *lower])

    assert {sums.key for sums in found} == {sums.key for sums in alone}


def test_gives_the_accounts_of_a_key_where_they_differ(open_store, books):
    with open_store() as uow:
        where = {Dimension.PROGRAM: numbers(uow, program="P1")["program"]}
        found = uow.comparing.accounts(sides(*books), where)
        chart = uow.chart.entries(Dimension.ACCOUNT)

    assert [(chart[sums.key[0] or 0].code, sums.before.cents, sums.after.cents) for sums in found] == [
        ("52100", 5000, 7500),
        ("51100", 10025, 9025),
    ]


def test_a_part_may_stand_in_both_books(open_store, books):
    first, second = books
    both = Sides(before=(first,), after=(first, second), direction=EXPENDITURE, same={})
    with open_store() as uow:
        found = uow.comparing.page(both, {}, skip=0, size=9)

    assert sum((sums.after.cents or 0) - (sums.before.cents or 0) for sums in found) == sum(
        int((line.amount or Decimal(0)) * 100) for line in AFTER
    )


def _same(sums: KeySums) -> bool:
    return sums.before == sums.after


def test_keys_that_come_to_the_same_are_not_told(open_store, books):
    with open_store() as uow:
        assert not any(_same(sums) for sums in uow.comparing.page(sides(*books), {}, skip=0, size=9))


def test_keys_are_made_of_what_is_compared(open_store, books):
    with open_store() as uow:
        by_fund = sides(*books, by=(Dimension.FUND,))
        (found,) = uow.comparing.page(by_fund, {}, skip=0, size=9)

    assert (found.before.cents, found.after.cents, len(found.key)) == (86025, 88125, 1)
