"""What holds of links over any book: each dollar once, by every cut, whoever came first."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from fractions import Fraction
from functools import reduce

from hypothesis import given
from hypothesis import strategies as st

from tracker.aligning import NOTHING, Aligned, Applied, CellKey, Cells, Size, SumKey, align, difference, portions
from tracker.alignment import Claim, allot
from tracker.records import Dimension

NUMBERS = st.sampled_from([1, 2, 3])
CENTS = st.integers(-(10**9), 10**11)
FTE = st.integers(-(10**7), 10**9)
SHARES = st.one_of(st.just(Fraction(1)), st.integers(1, 10**6).map(lambda share: Fraction(share, 10**6)))


@st.composite
def cells(draw: st.DrawFn, cents: st.SearchStrategy[int] = CENTS, fte: st.SearchStrategy[int] = FTE) -> Cells:
    keys = st.builds(
        CellKey,
        department=NUMBERS,
        unit=st.none() | NUMBERS,
        fund=NUMBERS,
        program=st.none() | NUMBERS,
        package=st.none() | NUMBERS,
        goal=st.none() | NUMBERS,
        one_time=st.sampled_from([None, True]),
    )
    sizes = st.builds(Size, cents, fte)
    return book_of(draw(st.dictionaries(keys, st.dictionaries(NUMBERS, sizes, min_size=1), max_size=8)))


def book_of(by_account: Mapping[CellKey, Mapping[int, Size]]) -> Cells:
    return Cells({key: reduce(Size.plus, own.values(), Size(0)) for key, own in by_account.items()}, by_account)


WHERE = st.dictionaries(
    st.sampled_from(
        [
            Dimension.DEPARTMENT,
            Dimension.UNIT,
            Dimension.FUND,
            Dimension.PROGRAM,
            Dimension.ACCOUNT,
            Dimension.PACKAGE,
        ]
    ),
    NUMBERS,
    min_size=1,
    max_size=4,
)


@st.composite
def links(draw: st.DrawFn, fixed: st.SearchStrategy[bool] = st.booleans()) -> list[Applied]:  # noqa: B008
    found = []
    for number in range(draw(st.integers(0, 5))):
        where = draw(WHERE)
        names = frozenset((name.value, str(code)) for name, code in where.items())
        is_fixed = draw(fixed)
        claim = Claim(
            number,
            names,
            (f"action {number}",),
            share=None if is_fixed else draw(SHARES),
            cents=draw(st.integers(1, 10**10)) if is_fixed else None,
        )
        found.append(Applied(claim, {name: frozenset({code}) for name, code in where.items()}))
    return found


def laid(book: Cells, own: list[Applied]) -> dict[SumKey, Aligned]:
    return align(book, own, portions(own, book))


@given(cells(), links())
def test_what_links_and_nobody_claim_adds_up_to_the_book(book, own):
    found = laid(book, own)

    assert sum(kept.net for kept in found.values()) == sum(size.cents for size in book.sizes.values())


@given(cells(), links(st.just(value=False)))
def test_what_shares_and_nobody_tie_of_the_fte_adds_up_to_the_book(book, own):
    found = laid(book, own)

    assert sum(kept.fte for kept in found.values()) == sum(size.fte for size in book.sizes.values())


@given(cells(fte=st.integers(0, 10**9)), links())
def test_a_fixed_amount_ties_no_fte_and_none_is_told_twice(book, own):
    found = laid(book, own)

    fixed = {link.claim.link for link in own if link.claim.is_fixed}
    told = [kept.fte for key, kept in found.items() if key.link not in fixed]
    assert not any(kept.fte for key, kept in found.items() if key.link in fixed)
    assert all(fte >= 0 for fte in told)
    assert sum(told) <= sum(size.fte for size in book.sizes.values())


@given(cells(), links(st.just(value=False)))
def test_a_share_gets_of_the_fte_what_it_gets_of_the_dollars(book, own):
    alike = book_of(
        {
            key: {account: Size(size.cents, size.cents) for account, size in of.items()}
            for key, of in book.by_account.items()
        }
    )

    assert all(kept.fte == kept.net for kept in laid(alike, own).values())


@given(cells(st.integers(0, 10**11)), links())
def test_no_more_is_counted_than_there_is_nor_than_is_claimed(book, own):
    found = laid(book, own)

    linked = [kept for key, kept in found.items() if key.link is not None]
    assert sum(kept.net for kept in linked) <= sum(size.cents for size in book.sizes.values())
    assert all(0 <= kept.net <= kept.gross for kept in linked)
    assert all(kept.net >= 0 for kept in found.values())


@given(cells(), links())
def test_net_is_the_same_by_every_cut(book, own):
    found = laid(book, own)
    whole: dict[int | None, Aligned] = defaultdict(lambda: NOTHING)
    for key, kept in found.items():
        whole[key.link] = whole[key.link].plus(kept)

    for cut in ("department", "unit", "fund", "package", "goal", "one_time"):
        by_cut: dict[tuple[int | None, object], Aligned] = defaultdict(lambda: NOTHING)
        for key, kept in found.items():
            place = key.link, getattr(key, cut)
            by_cut[place] = by_cut[place].plus(kept)
        again: dict[int | None, Aligned] = defaultdict(lambda: NOTHING)
        for (link, _), kept in by_cut.items():
            again[link] = again[link].plus(kept)
        assert again == whole


@given(cells(), links(), st.randoms())
def test_the_order_of_links_never_matters(book, own, chance):
    shuffled = list(own)
    chance.shuffle(shuffled)

    assert laid(book, shuffled) == laid(book, own)


@given(cells(), links(), links())
def test_the_difference_leads_from_one_to_the_other(book, before, after):
    one, other = laid(book, before), laid(book, after)

    led = amounts(one)
    led.update(amounts(difference(one, other)))
    assert led == amounts(other)


def amounts(sums: dict[SumKey, Aligned]) -> Counter[tuple[SumKey, str]]:
    """Cents by kept sum and by whether they are claimed or counted; what is not there is zero."""
    return Counter({(key, name): cents for key, own in sums.items() for name, cents in own._asdict().items()})


@given(st.integers(0, 10**11), st.lists(SHARES, min_size=1, max_size=5))
def test_claims_that_fit_are_met_to_the_cent(cents, shares):
    total = sum(shares)
    fitting = [share / total for share in shares]
    claims = [Claim(place, frozenset({("unit", "a")}), (str(place),), share) for place, share in enumerate(fitting)]

    divided = allot(cents, claims)

    assert divided.rest == 0
    assert all(abs(own.net - cents * fitting[own.link]) < 1 and own.gross == own.net for own in divided.allotted)


@given(st.integers(1, 10**11), SHARES, SHARES)
def test_the_narrower_claim_is_met_first(cents, wide, narrow):
    claims = [
        Claim(1, frozenset({("unit", "a")}), ("1",), wide),
        Claim(2, frozenset({("unit", "a"), ("program", "p")}), ("2",), narrow),
    ]

    divided = {own.link: own for own in allot(cents, claims).allotted}

    assert abs(divided[2].net - cents * narrow) < 1
    assert abs(divided[1].net - cents * min(wide, 1 - narrow)) < 1


@given(cells(st.integers(0, 10**9)), links())
def test_a_naive_count_over_every_sum_agrees(book, own):
    shares = [link for link in own if link.claim.cents is None]
    expected: dict[int, Fraction] = defaultdict(Fraction)
    for cell, by_account in book.by_account.items():
        for account, (cents, _) in by_account.items():
            for link in shares:
                named = {**{name: getattr(cell, name.value) for name in link.where if name is not Dimension.ACCOUNT}}
                if Dimension.ACCOUNT in link.where:
                    named[Dimension.ACCOUNT] = account
                if all(number in link.where[name] for name, number in named.items()):
                    expected[link.claim.link] += cents * (link.claim.share or 0)

    found = laid(book, shares)

    gross: dict[int, int] = defaultdict(int)
    for key, kept in found.items():
        if key.link is not None:
            gross[key.link] += kept.gross
    sums = sum(len(by_account) for by_account in book.by_account.values())
    assert all(abs(gross[link] - exact) <= sums for link, exact in expected.items())
    assert gross.keys() <= expected.keys()
