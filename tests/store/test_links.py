from contextlib import nullcontext
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budgets.lines import BudgetLine
from budgets.money import to_cents
from budgets.period import BudgetPeriod
from budgets.phases import Phase
from budgets.selectors import LineSelector
from budgets.structure import ChartEntry
from importers.reading import Kind
from tests.builders import a_line, a_part
from tests.memory import MemoryUnitOfWork
from tests.plain_links import KEYS, PlainLine, PlainLink, count_links
from tests.store.test_contract import published_import, reads
from tests.store.test_uploads import COUNTY, NOBODY, PLAN, plan
from tracker.aligning import Aligned, SumKey
from tracker.alignment import FundingLink
from tracker.change_rows import ChangeCut, ChangesAsked
from tracker.errors import NotFoundError, PermissionDeniedError, StateError
from tracker.funding_rows import FteCoverage, LinkedFte, LinkRow
from tracker.permissions import LOCAL_USER
from tracker.records import BookName, KeptLink
from tracker.rows import View
from tracker.services.laying import Books, is_laid, lay_all, lay_change, lay_links
from tracker.services.linking import (
    LinkStandsError,
    NoReasonError,
    UnknownActionError,
    UnknownKeyError,
    end_link,
    link_action,
)
from tracker.services.queries import Queries
from tracker.services.uploads import import_file, withdraw
from tracker.typed_words import WordsTooLongError

BIENNIUM = BudgetPeriod(start=date(2026, 1, 1), end=date(2027, 12, 31))
ADOPTED = BookName(BIENNIUM, Phase.ADOPTED)
HEADINGS = "Fiscal Year,Department,Appropriation Unit,Fund,Program,Account,Decision Package,Amount"

UNITS, FUNDS, PROGRAMS = ("A1000", "A2000"), ("F0010", "10"), ("P1", "P2")
ACCOUNTS, PACKAGES = ("51100", "53140"), ("", "DS_1")


def book(*rows: tuple[str, str, str, str, str, int]) -> bytes:
    told = [
        f"2026,Public Health,{unit},{fund},{program},{account},{package},{Decimal(cents).scaleb(-2)}"
        for unit, fund, program, account, package, cents in rows
    ]
    return "\n".join([HEADINGS, *told]).encode()


ROWS = (
    ("A1000", "F0010", "P1", "51100", "", 100_000_01),
    ("A1000", "F0010", "P1", "53140", "", 50_000_00),
    ("A1000", "F0010", "P2", "53140", "DS_1", 33_333_33),
    ("A2000", "F0020", "P1", "51100", "", 10_000_00),
    ("A2000", "F0020", "P1", "53140", "", -1_000_00),
)


def bring(uow, data: bytes, kind: Kind = Kind.BUDGET, phase: str = "adopted", direction: str = "expenditure"):
    answers = {"phase": (phase,), "direction": (direction,)} if kind is Kind.BUDGET else PLAN
    return import_file(uow, LOCAL_USER, county=COUNTY, file="file.csv", data=data, kind=kind, answers=answers)


def a_link(action: str = "A-1", share: str | None = "0.1", amount: str | None = None, **keys: str) -> FundingLink:
    return FundingLink(
        department="Public Health",
        action=action,
        selector=LineSelector(**(keys or {"unit": "A1000"})),
        share=None if amount else Decimal(share or 0),
        amount=None if amount is None else Decimal(amount),
        since=BIENNIUM.start,
    )


def test_a_link_is_told_as_it_was_kept_though_another_is_equal_to_it(open_store):
    shares = ["0.5", "0.50", "0.500000", "1", "1.0"]
    with open_store() as uow:
        numbers = [uow.links.add(a_link(share=share), by="x", at=datetime.now(UTC)) for share in shares]

        assert [str(uow.links.get(number).link.share) for number in numbers] == shares
        assert [str(kept.link.share) for kept in uow.links.all()] == shares


def make(uow, *links: FundingLink):
    return [link_action(uow, LOCAL_USER, COUNTY, link) for link in links]


@pytest.fixture
def county(open_store):
    bring(open_store(), plan("A-1", "A-2", "A-3"), Kind.PLAN)
    bring(open_store(), book(*ROWS))
    return open_store


def kept(open_store, name: BookName = ADOPTED, *by: str) -> dict[SumKey, Aligned]:
    with open_store() as uow:
        return dict(uow.alignment.sums([name], by or SumKey._fields).get(name, {}))


def by_link(open_store, name: BookName = ADOPTED) -> dict[int | None, tuple[int, int]]:
    return {key.link: (own.gross, own.net) for key, own in kept(open_store, name, "link").items()}


def test_a_book_that_no_link_claims_is_kept_whole(county):
    assert by_link(county) == {None: (19_233_334, 19_233_334)}


def test_a_share_of_a_unit_is_a_share_of_its_lines(county):
    (link,) = make(county(), a_link(share="0.1"))

    assert by_link(county)[link.id] == (1_833_333, 1_833_333)
    assert sum(net for _, net in by_link(county).values()) == 19_233_334


def test_a_line_inside_a_unit_is_paid_first_and_what_is_claimed_twice_is_named(county):
    unit, package = make(county(), a_link(share="0.1"), a_link("A-2", "1", package="DS_1", unit="A1000"))

    found = by_link(county)

    assert found[package.id] == (33_333_33, 33_333_33)
    gross, net = found[unit.id]
    assert gross - net == 3_333_33


def test_a_fixed_amount_is_claimed_to_the_cent(county):
    (link,) = make(county(), a_link(amount="12345.67", unit="A2000"))

    assert by_link(county)[link.id] == (12_345_67, 9_000_00)


def test_a_link_that_is_ended_counts_no_more_and_stays_in_the_history(county):
    before = kept(county)
    (link,) = make(county(), a_link())

    ended = end_link(county(), LOCAL_USER, COUNTY, link.id, "the grant ran out")

    assert kept(county) == before
    assert (ended.ended_by, ended.ended_why) == ("local user", "the grant ran out")
    with pytest.raises(StateError):
        end_link(county(), LOCAL_USER, COUNTY, link.id, "again")


@pytest.mark.parametrize(
    ("why", "error"), [("\u200b\x00", NoReasonError), ("x" * 5_001, WordsTooLongError)], ids=["unseen", "long"]
)
def test_a_link_is_not_ended_without_words_that_can_be_read(county, why, error):
    (link,) = make(county(), a_link())

    with pytest.raises(error):
        end_link(county(), LOCAL_USER, COUNTY, link.id, why)
    assert end_link(county(), LOCAL_USER, COUNTY, link.id, "so\x1b[2J \ud800").ended_why == "so[2J"


def test_a_link_finds_its_lines_in_the_next_phase_and_after_a_new_upload(county):
    (link,) = make(county(), a_link(share="0.5", unit="A2000"))

    bring(county(), book(*ROWS[:3], ("A2000", "F0020", "P1", "51100", "", 40_000_00)))
    bring(county(), book(("A2000", "F0020", "P9", "51100", "", 8_00)), phase="proposed")

    assert by_link(county)[link.id] == (20_000_00, 20_000_00)
    assert by_link(county, BookName(BIENNIUM, Phase.PROPOSED))[link.id] == (4_00, 4_00)


def test_the_same_book_again_changes_nothing(county):
    make(county(), a_link(), a_link("A-2", "0.3", fund="F0010"))
    before = kept(county)

    bring(county(), book(*ROWS))

    assert kept(county) == before


def test_a_line_split_in_two_changes_no_sum(county):
    make(county(), a_link(), a_link("A-2", "0.7", account="53140"), a_link("A-3", amount="12345.67", fund="F0010"))
    before = kept(county)
    unit, fund, program, account, package, cents = ROWS[0]

    for part in (1, cents // 3, cents + 5):
        two = ((unit, fund, program, account, package, part), (unit, fund, program, account, package, cents - part))
        bring(county(), book(*two, *ROWS[1:]))

        assert kept(county) == before


def test_a_book_that_is_withdrawn_leaves_the_one_before_it(county):
    make(county(), a_link())
    before = kept(county)
    row = bring(county(), book(*ROWS[:2]))
    assert kept(county) != before

    withdraw(county(), LOCAL_USER, COUNTY, row.id, "the wrong file")

    assert kept(county) == before


def test_where_the_codes_of_the_county_compare_otherwise_sums_are_made_anew(county):
    lenient = COUNTY.model_copy(
        update={
            "codes": COUNTY.codes.model_copy(
                update={"unit": COUNTY.codes.unit.model_copy(update={"ignore_letter_prefix": True})}
            )
        }
    )
    with county() as uow:
        assert is_laid(uow, COUNTY)
        assert not is_laid(uow, lenient)
    (link,) = [link_action(county(), LOCAL_USER, lenient, a_link(unit="1000"))]

    assert by_link(county)[link.id][1] == 1_833_333


@pytest.mark.parametrize(
    ("link", "error", "told"),
    [
        (a_link("A-9"), UnknownActionError, "A-1"),
        (a_link(unit="A1001"), UnknownKeyError, "A1000"),
    ],
)
def test_refuses_what_nothing_names_and_says_what_is_near(county, link, error, told):
    with pytest.raises(error, match=told):
        make(county(), link)

    with county() as uow:
        assert uow.links.all() == ()


def test_refuses_the_same_lines_for_the_same_action_twice(county):
    make(county(), a_link(unit="a1000"))

    with pytest.raises(LinkStandsError, match="10 %"):
        make(county(), a_link(share="0.2"))


def test_only_who_may_link_does(county):
    with pytest.raises(PermissionDeniedError):
        link_action(county(), NOBODY, COUNTY, a_link())
    with pytest.raises(PermissionDeniedError):
        end_link(county(), NOBODY, COUNTY, 1, "no")


def test_a_link_that_is_not_there_cannot_be_ended(county):
    for number in (99, 0, -(10**20), 10**20):
        with pytest.raises(NotFoundError):
            end_link(county(), LOCAL_USER, COUNTY, number, "no")


SELECTORS = st.fixed_dictionaries(
    {},
    optional={
        "unit": st.sampled_from(UNITS),
        "fund": st.sampled_from(FUNDS),
        "program": st.sampled_from(PROGRAMS),
        "account": st.sampled_from(ACCOUNTS),
        "package": st.just("DS_1"),
    },
).filter(bool)
LINES = st.lists(
    st.builds(
        lambda years, unit, fund, program, account, package, goal, one_time, amount, fte: a_line(
            Decimal(amount) / 100,
            fiscal_years=years,
            fte=None if fte is None else Decimal(fte) / 1000,
            unit=ChartEntry(code=unit),
            fund=ChartEntry(code=fund),
            program=ChartEntry(code=program),
            account=ChartEntry(code=account),
            package=ChartEntry(code=package) if package else None,
            goal=goal,
            one_time=one_time,
            phase=Phase.ADOPTED,
        ),
        st.sampled_from([(2026,), (2026, 2027)]),
        st.sampled_from(UNITS),
        st.sampled_from(FUNDS),
        st.sampled_from(PROGRAMS),
        st.sampled_from(ACCOUNTS),
        st.sampled_from(PACKAGES),
        st.sampled_from([None, "LOS"]),
        st.sampled_from([None, True]),
        st.integers(-(10**6), 10**10),
        st.none() | st.integers(-(10**3), 10**5),
    ),
    max_size=12,
)
CLAIMS = st.one_of(
    st.integers(1, 100).map(lambda percent: {"share": str(Decimal(percent) / 100)}),
    st.integers(1, 10**9).map(lambda cents: {"amount": str(Decimal(cents) / 100)}),
)


def publish(uow, lines: list[BudgetLine]) -> None:
    """Put lines in force as they are, past the readers."""
    name = a_part(phase=Phase.ADOPTED)
    number = published_import(uow)
    uow.books.publish(number, [name], [uow.books.highest_version(name) + 1], reads(*lines))
    lay_links(uow, COUNTY)


def plain(line: BudgetLine) -> PlainLine:
    keys = {part: entry.identity if (entry := getattr(line, part)) else None for part in KEYS}
    fte = int((line.fte or Decimal(0)) * len(line.fiscal_years) * 10**6)
    return PlainLine(keys, to_cents(line.amount or Decimal(0)), line.goal, line.one_time, fte)


def plain_link(kept_link: KeptLink) -> PlainLink:
    own = kept_link.link
    return PlainLink(
        name=str(kept_link.id),
        keys={part: code.casefold() for part, code in own.selector.named.items()},
        order=(own.department, own.action_key, f"{kept_link.id:09}"),
        share=None if own.share is None else Fraction(own.share),
        cents=None if own.amount is None else to_cents(own.amount),
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=25)
@given(LINES, LINES, st.lists(st.tuples(SELECTORS, CLAIMS), min_size=1, max_size=4))
def test_every_sum_is_what_plain_loops_over_all_lines_find(open_store, first, lines, wanted):
    at = datetime(2026, 9, 30, tzinfo=UTC)
    with open_store() as uow:
        for link in uow.links.all():
            uow.links.end(link.id, by="a test", at=at, why="of the example before")
        publish(uow, first)
        made = []
        for place, (keys, claim) in enumerate(wanted):
            standing = uow.links.all()
            link = uow.links.get(uow.links.add(a_link(f"A-{place}", **claim, **keys), by="a test", at=at))
            lay_change(uow, Books(uow, COUNTY), link, standing, comes=True)
            made.append(link)
        publish(uow, lines)
        gone = made.pop(0)
        lay_change(uow, Books(uow, COUNTY), gone, uow.links.all(), comes=False)
        uow.links.end(gone.id, by="a test", at=at, why="no more")
        uow.commit()

    expected = count_links([plain(line) for line in lines], [plain_link(link) for link in made])
    changed = kept(open_store)
    told = {key.link: tuple(own) for key, own in kept(open_store, ADOPTED, "link").items()}
    assert {None if link is None else str(link): own for link, own in told.items()} == expected

    with open_store() as uow:
        lay_all(uow, Books(uow, COUNTY), ADOPTED)
        anew = dict(uow.alignment.sums([ADOPTED], SumKey._fields)[ADOPTED])
    assert anew == changed


def test_pages_add_up_to_the_book_to_the_cent(county):
    make(county(), a_link(share="0.1"), a_link("A-2", "1", package="DS_1"), a_link("A-3", amount="77.77", fund="F0020"))
    ask = Queries(county, COUNTY)
    view = ask.default_view()

    told = ask.alignment(view)

    cover = told.coverage
    assert cover.total == Decimal("192333.34")
    assert cover.neither is not None
    assert cover.linked + cover.tagged + cover.neither == cover.total
    assert sum(flow.money.linked for flow in told.flows) == cover.linked == sum(paid.net for paid in told.links)
    assert sum(goal.money.linked for goal in told.goals) == cover.linked
    assert cover.over == Decimal("3333.33")
    rows = rows_of(ask, view)
    assert [(row.id, row.gross, row.net) for row in rows] == [(paid.id, paid.gross, paid.net) for paid in told.links]
    assert {(row.action, row.goal) for row in rows} == {("A-1", "LOS"), ("A-2", "LOS"), ("A-3", "LOS")}


def test_what_is_linked_for_no_shared_goal_is_told_beside_what_the_goals_get(county):
    bring(county(), plan("A-4").replace(b"Leadership", b"Something of its own"), Kind.PLAN)
    make(county(), a_link("A-4", share="0.1", unit="A2000"))
    ask = Queries(county, COUNTY)
    view = ask.default_view()

    cover = ask.alignment(view).coverage

    assert (cover.linked, cover.for_none, cover.tied) == (Decimal(0), Decimal("900.00"), Decimal(0))
    assert (cover.total, cover.rest, cover.neither) == tuple(map(Decimal, ("192333.34", "192333.34", "191433.34")))
    assert ask.overview(view).coverage == cover


def rows_of(ask: Queries, view: View) -> tuple[LinkRow, ...]:
    return ask.link_rows(view, tuple(paid.id for paid in ask.alignment(view).links))


def with_fte(*rows: tuple[str, str, int, str]) -> bytes:
    told = [f"{year},Public Health,{unit},F0010,P1,51100,,{cents / 100},{fte}" for year, unit, cents, fte in rows]
    return "\n".join([f"{HEADINGS},FTE", *told]).encode()


def test_a_share_ties_fte_as_it_ties_dollars_and_a_fixed_amount_says_none(county):
    bring(
        county(),
        with_fte(("2026", "A1000", 60_00, "6"), ("2027", "A1000", 60_00, "4"), ("2026", "A2000", 10_00, "8")),
        phase="proposed",
    )
    make(county(), a_link(share="0.5"), a_link("A-2", amount="5.00", unit="A2000"), a_link("A-3", "0.25", unit="A2000"))
    ask, view = Queries(county, COUNTY), View("2026-2027", Phase.PROPOSED)

    told = ask.alignment(view)
    goal = ask.goal_funding("LOS", view)

    fte = {row.action: row.fte for row in rows_of(ask, view)}
    assert fte == {
        "A-1": LinkedFte(Decimal("2.5"), shares=1, fixed=0),
        "A-2": LinkedFte(Decimal(0), shares=0, fixed=1),
        "A-3": LinkedFte(Decimal(1), shares=1, fixed=0),
    }
    assert told.fte == FteCoverage(total=Decimal(9), linked=Decimal("3.5"), unsaid=Decimal(3))
    assert {own.code: own.fte for own in told.goals}["LOS"] == LinkedFte(Decimal("3.5"), shares=2, fixed=1)
    assert goal.fte == (LinkedFte(Decimal("3.5"), shares=2, fixed=1), None)
    assert {row.code: row.fte for row in goal.actions} == fte


def test_a_book_that_says_no_fte_tells_none(county):
    make(county(), a_link(share="0.5"))
    ask = Queries(county, COUNTY)
    view = ask.default_view()

    told = ask.alignment(view)

    assert told.fte is None
    assert {row.fte for row in rows_of(ask, view)} == {own.fte for own in told.goals} == {None}


def test_a_goal_tells_each_phase_and_each_action(county):
    make(county(), a_link(share="0.5", unit="A2000"))
    bring(county(), book(("A2000", "F0020", "P9", "51100", "", 8_00)), phase="proposed")
    ask = Queries(county, COUNTY)

    told = ask.goal_funding("LOS", ask.default_view())

    (action,) = told.actions
    assert action.by_phase == ((Phase.PROPOSED, Decimal("4.00")), (Phase.ADOPTED, Decimal("4500.00")))
    assert [money.total for _, money in told.by_phase] == [Decimal("4.00"), Decimal("4500.00")]
    assert told.unlinked == 2
    with pytest.raises(NotFoundError):
        ask.goal_funding("nothing", ask.default_view())


def test_a_book_that_names_no_packages_is_told_with_the_links_that_find_nothing_there(county):
    make(county(), a_link(share="0.5", unit="A2000"), a_link("A-2", "1", package="DS_1"))
    bring(county(), book(*ROWS[3:]), phase="actual")
    bring(county(), book(*ROWS[2:3]), phase="proposed")
    ask = Queries(county, COUNTY)
    view = ask.default_view()

    told = {phase: ask.alignment(View(view.period, phase)).of_packages for phase in Phase}

    assert {phase: many for phase, many in told.items() if many} == {Phase.ACTUAL: 1}
    assert ask.goal_funding("LOS", view).of_packages == ((Phase.ACTUAL, 1),)


def test_what_changed_by_goal_is_what_links_pay_in_both_books(county):
    make(county(), a_link(share="0.5", unit="A2000"), a_link("A-2", "0.25", package="DS_1"))
    bring(county(), book(*ROWS[:2], ("A2000", "F0020", "P9", "51100", "", 8_00)), phase="proposed")
    ask = Queries(county, COUNTY)

    (step,) = ask.changes(ChangesAsked(ask.default_view(), cut=ChangeCut.GOAL)).steps

    changes = {row.of.key: row.dollars for row in step.rows}
    assert changes["LOS"] == Decimal("4500.00") + Decimal("8333.33") - Decimal("4.00")
    assert sum(changes.values()) == step.dollars


def test_a_change_names_the_actions_that_it_paid_for_before_those_that_ask(county):
    make(county(), a_link(share="0.5", unit="A2000"))
    bring(county(), book(*ROWS[:3]), phase="proposed")
    ask = Queries(county, COUNTY)

    told = ask.changes(ChangesAsked(ask.default_view(), size=50))

    hit = {change.key[1].key: [(action.code, action.linked) for action in change.actions] for change in told.keys}
    assert hit == {"a2000": [("A-1", True)]}


def test_a_fixed_amount_is_not_said_to_be_spent(county):
    make(county(), a_link(amount="500.00", unit="A1000"), a_link("A-2", "0.1", unit="A1000"))

    bring(county(), book(*ROWS), phase="actual")

    spent = by_link(county, BookName(BIENNIUM, Phase.ACTUAL))
    assert [net for link, (_, net) in spent.items() if link is not None] == [1_833_333]


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        (("2026-01-01", None), ("2027-06-01", "2027-06-30"), True),
        (("2026-01-01", None), ("2031-01-01", None), True),
        (("2026-01-01", None), ("2025-01-01", "2025-12-31"), False),
        (("2026-01-01", None), ("2024-01-01", "2026-01-01"), True),
        (("2026-01-01", "2029-12-31"), ("2028-02-01", "2028-02-01"), True),
        (("2026-01-01", "2026-06-30"), ("2026-07-01", "2026-12-31"), False),
        (("2026-01-01", "2026-07-01"), ("2026-07-01", "2030-12-31"), True),
    ],
)
def test_links_of_one_action_to_the_same_lines_share_no_day(one, other, meet, turned):
    uow = MemoryUnitOfWork()
    bring(uow, plan("A-1"), Kind.PLAN)
    bring(uow, book(*ROWS))
    first, second = (
        a_link().model_copy(update={"since": date.fromisoformat(since), "until": until and date.fromisoformat(until)})
        for since, until in ((other, one) if turned else (one, other))
    )
    link_action(uow, LOCAL_USER, COUNTY, first)

    with pytest.raises(LinkStandsError) if meet else nullcontext():
        link_action(uow, LOCAL_USER, COUNTY, second)
