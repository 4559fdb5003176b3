from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budgets.fte import from_millionths, to_millionths
from budgets.lines import BudgetLine
from budgets.money import to_cents
from budgets.phases import Direction, Phase
from budgets.structure import ChartEntry
from importers.cells import CellRef, Read
from importers.lines import BookLines
from tests.builders import a_line, a_part
from tests.store.test_contract import published_import
from tracker.records import GROUPED, PAIRS, Dimension, Sum
from tracker.store.grouping import GroupKey, group_lines, kept_totals, plus
from tracker.store.unit_of_work import writing

NOW = datetime(2026, 9, 30, tzinfo=UTC)
NAMES = (a_part(directions=tuple(Direction)),)

entries = st.sampled_from([None, ChartEntry(code="1"), ChartEntry(code="01"), ChartEntry(code="1", name="One")])
amounts = st.integers(-(10**11), 10**11).map(lambda cents: Decimal(cents).scaleb(-2))
ftes = st.none() | st.integers(0, 10**6).map(lambda share: Decimal(share).scaleb(-4))


@st.composite
def lines(draw: Callable[..., object]) -> Read[BudgetLine]:
    said = {name.value: draw(entries) for name in Dimension if name is not Dimension.GOAL}
    line = BudgetLine.model_validate(
        {
            **said,
            "fiscal_years": draw(st.sampled_from([(2026,), (2027,), (2026, 2027)])),
            "phase": Phase.PROPOSED,
            "direction": draw(st.sampled_from(list(Direction))),
            "amount": draw(amounts),
            "fte": draw(ftes),
            "goal": draw(st.sampled_from([None, "LOS", "CP"])),
            "transfer": draw(st.booleans()),
            "one_time": draw(st.sampled_from([None, True, False])),
        }
    )
    return Read(line, CellRef(str(draw(st.sampled_from(["A", "B"]))), 2, 3))


def plain_sum(reads: list[Read[BudgetLine]]) -> Sum:
    cents = [to_cents(read.record.amount) for read in reads if read.record.amount is not None]
    shares = [to_millionths(read.record.fte) for read in reads if read.record.fte is not None]
    moved = [to_cents(read.record.amount) for read in reads if read.record.transfer and read.record.amount is not None]
    return Sum(
        len(reads),
        sum(cents) if cents else None,
        sum(shares) if shares else None,
        sum(cent for cent in cents if cent < 0),
        sum(moved),
    )


def named(line: BudgetLine, dimension: Dimension | None) -> tuple[str, str] | None:
    if dimension is Dimension.GOAL:
        return (line.goal, "") if line.goal else None
    entry = getattr(line, dimension.value) if dimension else None
    return (entry.code or "", entry.name or "") if entry else None


@given(st.lists(lines(), max_size=40))
def test_kept_totals_are_what_plain_loops_add_up(reads):
    totals = kept_totals((group.key, group.sum()) for group in group_lines(BookLines.of(reads), NAMES).groups)

    cuts = [(None, None), *((name, None) for name in GROUPED), *PAIRS]
    wanted: dict[tuple[object, ...], list[Read[BudgetLine]]] = {}
    for outer, inner in cuts:
        for read in reads:
            line = read.record
            key = (line.direction, line.fiscal_years, outer, inner, named(line, outer), named(line, inner))
            wanted.setdefault(key, []).append(read)
    assert {key[1:]: total for key, total in totals.items()} == {key: plain_sum(own) for key, own in wanted.items()}


@given(st.lists(lines(), max_size=40))
def test_groups_hold_every_line_once(reads):
    grouped = group_lines(BookLines.of(reads), NAMES)

    assert sum(len(group.lines) for group in grouped.groups) == len(reads)
    assert len({group.key for group in grouped.groups}) == len(grouped.groups)
    assert all(isinstance(group.key, GroupKey) for group in grouped.groups)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(reads=st.lists(lines(), min_size=1, max_size=25))
def test_every_cut_of_a_stored_book_has_the_same_total(open_store, reads):
    with open_store() as uow:
        uow.books.publish(published_import(uow), list(NAMES), [1], BookLines.of(reads))
        part = uow.books.published()[-1].id
        whole = {(kept.direction, kept.fiscal_years): kept.sum for kept in uow.books.totals([part])}

        for outer, inner in [*((name, None) for name in GROUPED), *PAIRS]:
            summed = {key: Sum(0, None, None, 0, 0) for key in whole}
            for kept in uow.books.totals([part], outer, inner):
                key = kept.direction, kept.fiscal_years
                summed[key] = plus(summed[key], kept.sum)
            assert summed == whole


def test_a_line_that_no_part_holds_is_a_broken_promise():
    line = BudgetLine(fiscal_years=(2030,), phase=Phase.PROPOSED, direction=Direction.EXPENDITURE, amount=Decimal(1))

    with pytest.raises(ValueError, match="2030"):
        group_lines(BookLines.of([Read(line, CellRef("A", 2, 1))]), NAMES)


@given(st.integers(-(10**12), 10**12))
def test_fte_come_back_as_they_went(millionths):
    assert to_millionths(from_millionths(millionths)) == millionths


PACKAGES = tuple(ChartEntry(code=code) for code in ("DS_1", "DS_2"))


def package_lines() -> BookLines:
    first, second = PACKAGES
    other = ChartEntry(name="Parks")
    told = [
        a_line("100.10", package=first, one_time=True),
        a_line("-0.30", package=first, one_time=True),
        a_line("7.00", package=first, department=other, fund=None),
        a_line(None, fte="1.5", package=first, one_time=False),
        a_line("50.00", package=second, transfer=True, direction=Direction.REVENUE),
        a_line("9.00"),
    ]
    return BookLines.of(Read(line, CellRef("Lines", row, 3)) for row, line in enumerate(told, start=2))


def test_what_packages_add_up_to_is_told_by_where_they_stand_and_whether_they_last(open_store):
    with open_store() as uow:
        uow.books.publish(published_import(uow), NAMES, [1], package_lines())
        (part,) = uow.books.published()
        number = {entry.code: number for number, entry in uow.chart.entries(Dimension.PACKAGE).items()}
        named = {number: entry.label for number, entry in uow.chart.entries(Dimension.DEPARTMENT).items()}

        found = uow.books.of_packages([part.id], [number["DS_1"]])
        everything = uow.books.of_packages([part.id], [*number.values(), None])

    told = {(named[each.department or 0], each.fund is None, each.one_time): each.sum for each in found}
    assert told == {
        ("Public Health", False, True): Sum(2, 9980, None, -30, 0),
        ("Parks", True, None): Sum(1, 700, None, 0, 0),
        ("Public Health", False, False): Sum(1, None, 1_500_000, 0, 0),
    }
    assert sum(each.sum.lines for each in everything) == len(package_lines())
    assert {each.direction for each in everything} == set(Direction)


def test_books_that_came_in_before_have_the_totals_of_packages_after_an_upgrade(database):
    with writing(database) as uow:
        uow.books.publish(published_import(uow), NAMES, [1], package_lines())
        (part,) = uow.books.published()
        before = uow.books.totals([part.id], Dimension.PACKAGE, Dimension.DEPARTMENT)
        uow.commit()
    database.downgrade("0007")

    database.upgrade()

    with writing(database) as uow:
        after = uow.books.totals([part.id], Dimension.PACKAGE, Dimension.DEPARTMENT)
    assert len(after) > 2
    assert set(after) == set(before)
