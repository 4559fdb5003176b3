from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from budgets.changes import Change, ChangeKind, Held, compare
from budgets.lines import LineKey
from budgets.structure import ChartEntry, CodeRule, CodeRules
from tests.builders import a_line
from tests.plain_changes import sums_by_key

RULES = CodeRules(fund=CodeRule(ignore_letter_prefix=True, ignore_leading_zeros=True))

names = st.sampled_from([None, "A", "B", "C"])
keys = st.builds(LineKey, names, names, names, names, names, names)
dollars = st.none() | st.integers(-2_000, 2_000).map(lambda cents: Decimal(cents) / 100)
ftes = st.none() | st.integers(-30, 30).map(lambda tenths: Fraction(tenths, 10))
books = st.dictionaries(keys, st.builds(Held, dollars, ftes), max_size=30)


def entries(*codes: str | None) -> st.SearchStrategy[ChartEntry | None]:
    return st.sampled_from([ChartEntry(code=code) if code else None for code in codes])


lines = st.lists(
    st.builds(
        a_line,
        st.integers(-5_000, 5_000).map(lambda cents: Decimal(cents) / 100),
        fte=st.none() | st.integers(0, 9),
        fiscal_years=st.sampled_from([(2026,), (2027,), (2026, 2027)]),
        unit=entries("A10", "A20"),
        fund=entries("F0010", "10", "000000010", "F20"),
        program=entries(None, "P1", "P2"),
        account=entries(None, "51100"),
        package=entries(None, "DS_1"),
    ),
    max_size=25,
)


def total(book: dict[LineKey, Held]) -> tuple[Decimal, Fraction]:
    money = sum((held.dollars or Decimal(0) for held in book.values()), Decimal(0))
    return money, sum((held.fte or Fraction(0) for held in book.values()), Fraction(0))


@given(books, books)
def test_changes_add_up_to_the_difference_of_the_books(before, after):
    found = compare(before, after)

    (money, positions), (old_money, old_positions) = total(after), total(before)
    assert sum((change.dollars for change in found), Decimal(0)) == money - old_money
    assert sum((change.fte for change in found), Fraction(0)) == positions - old_positions


@given(books)
def test_a_book_beside_itself_has_no_change(book):
    assert compare(book, book) == ()


@given(books, books)
def test_the_way_back_takes_everything_back(before, after):
    other = {
        ChangeKind.ADDED: ChangeKind.GONE,
        ChangeKind.GONE: ChangeKind.ADDED,
        ChangeKind.CHANGED: ChangeKind.CHANGED,
        ChangeKind.MOVED: ChangeKind.MOVED,
    }

    back = {
        Change(other[change.kind], change.after_key, change.before_key, change.after, change.before)
        for change in compare(before, after)
    }

    assert back == set(compare(after, before))


@given(books, books)
def test_every_key_stands_in_one_change_alone(before, after):
    found = compare(before, after)

    old = [change.before_key for change in found if change.before_key]
    new = [change.after_key for change in found if change.after_key]
    assert len(old) == len(set(old))
    assert len(new) == len(set(new))
    assert all((change.before_key is None) is (change.kind is ChangeKind.ADDED) for change in found)
    assert all((change.after_key is None) is (change.kind is ChangeKind.GONE) for change in found)


@given(lines, lines)
def test_sums_by_key_lose_no_cent(before, after):
    found = compare(sums_by_key(before, RULES), sums_by_key(after, RULES))

    assert sum(change.dollars for change in found) == sum(line.amount for line in after) - sum(
        line.amount for line in before
    )


@given(lines)
def test_the_order_of_lines_and_the_way_codes_are_written_make_no_change(told):
    anew = [
        line.model_copy(update={"fund": ChartEntry(code="F0010")}) if line.fund and line.fund.code != "F20" else line
        for line in reversed(told)
    ]

    assert compare(sums_by_key(told, RULES), sums_by_key(anew, RULES)) == ()
