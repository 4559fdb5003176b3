from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from budgets.lines import BudgetLine
from budgets.period import BudgetPeriod
from budgets.phases import Direction, Phase
from budgets.structure import ChartEntry
from importers.cells import CellRef, Read
from importers.issues import NOT_MONEY
from importers.lines import BookLines
from importers.reading import HeadingProfile, Kind, Meaning, Outcome
from plans.measures import DatedTarget
from plans.progress import ProgressUpdate
from tests.builders import (
    BIENNIUM,
    a_framework,
    a_group_value,
    a_line,
    a_measure,
    a_part,
    a_plan,
    a_value,
    an_action,
    an_agreement,
)
from tests.memory import paths_of
from tracker.errors import NotFoundError
from tracker.records import Dimension, KeptProfile, NewImport, Sum
from tracker.rows import ImportState
from tracker.services.unit_of_work import UnitOfWork

NOW = datetime(2026, 9, 30, 12, 30, tzinfo=UTC)


def a_new_import(content: bytes = b"workbook", **changes: object) -> NewImport:
    told: dict[str, object] = {
        "kind": Kind.BUDGET,
        "file": "book.xlsx",
        "content": content,
        "sha256": content.hex().ljust(64, "0"),
        "by": "local user",
        "at": NOW,
        "layout": "long_budget",
        "layout_version": "1",
        "outcome": Outcome.READ,
        "answers": {"phase": ("adopted",)},
        "surroundings": {"county": {"name": "Cascara"}},
        "mapping": [],
        "report": {"outcome": "read", "totals": []},
        "what": "Budget 2026-2027 adopted",
        "records": 2,
    }
    return NewImport(**{**told, **changes})  # type: ignore[arg-type] # a builder takes what a test says


def published_import(uow: UnitOfWork) -> int:
    number = uow.imports.add(a_new_import())
    uow.imports.publish(number, by="local user", at=NOW)
    return number


def reads(*lines: BudgetLine) -> BookLines:
    return BookLines.of(Read(line, CellRef("Lines", row, 8)) for row, line in enumerate(lines, start=2))


def test_keeps_a_file_with_what_was_read_of_it(open_store):
    issue = NOT_MONEY.at(CellRef("Lines", 14, 2), "tbd", field=("amount",))
    with open_store() as uow:
        number = uow.imports.add(a_new_import(issues=(issue,)))
        uow.commit()

    with open_store() as uow:
        record = uow.imports.get(number)
        original, report = uow.imports.original(number), uow.imports.report(number)

    assert (record.state, record.errors, record.warnings) == (ImportState.DRAFT, 1, 0)
    assert (record.at, record.by, record.answers) == (NOW, "local user", {"phase": ("adopted",)})
    assert original == ("book.xlsx", b"workbook")
    assert report == {"outcome": "read", "totals": []}


def test_keeps_nothing_that_was_not_committed(open_store):
    with open_store() as uow:
        uow.imports.add(a_new_import())
        uow.raise_data_version()

    with open_store() as uow:
        assert (uow.imports.all(), uow.data_version()) == ((), 0)


def test_keeps_nothing_of_a_change_that_failed(open_store):
    def fail():
        with open_store() as uow:
            uow.imports.add(a_new_import())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    with open_store() as uow:
        assert uow.imports.all() == ()


def test_says_that_there_is_no_import_of_a_number(open_store):
    with open_store() as uow:
        for ask in (uow.imports.get, uow.imports.report, uow.imports.original, uow.imports.surroundings):
            with pytest.raises(NotFoundError):
                ask(7)


@pytest.mark.parametrize(
    ("changes", "is_same"),
    [
        ({}, True),
        ({"answers": {"phase": ("proposed",)}}, False),
        ({"layout_version": "2"}, False),
        ({"layout": "standard_budget"}, False),
        ({"kind": Kind.PLAN}, False),
        ({"content": b"another"}, False),
    ],
)
def test_the_same_file_has_the_same_bytes_answers_and_layout(open_store, changes, is_same):
    with open_store() as uow:
        number = uow.imports.add(a_new_import())
        new = a_new_import(**changes)

        same = uow.imports.same(new.kind, new.sha256, new.answers, (new.layout, new.layout_version))

        assert [record.id for record in same] == ([number] if is_same else [])


def test_replaces_what_was_read_of_a_draft(open_store):
    with open_store() as uow:
        number = uow.imports.add(a_new_import(outcome=Outcome.QUESTIONS))

        uow.imports.replace(number, a_new_import(kind=Kind.PLAN, answers={"phase": ("proposed",)}, by="somebody else"))

        record = uow.imports.get(number)
        assert (record.outcome, record.answers, record.by) == (Outcome.READ, {"phase": ("proposed",)}, "local user")
        assert record.kind is Kind.PLAN


def test_a_discarded_draft_stays_with_who_and_when(open_store):
    with open_store() as uow:
        number = uow.imports.add(a_new_import())

        uow.imports.discard(number, by="local user", at=NOW)

        record = uow.imports.get(number)
        assert (record.state, record.discarded_by, record.discarded_at) == (ImportState.DISCARDED, "local user", NOW)


def test_keeps_what_an_import_changed(open_store):
    with open_store() as uow:
        first, second = uow.imports.add(a_new_import()), uow.imports.add(a_new_import(answers={}))

        uow.imports.publish(first, by="local user", at=NOW)
        uow.imports.publish(second, by="local user", at=NOW, differences={"gone": ["Parks"]})

        assert (uow.imports.differences(first), uow.imports.differences(second)) == (None, {"gone": ["Parks"]})


def test_the_framework_that_was_loaded_last_is_in_force(open_store):
    with open_store() as uow:
        for framework in (a_framework(), a_framework("A", version="2027"), a_framework("B")):
            uow.frameworks.put_in_force(framework, by="local user", at=NOW)

        assert uow.frameworks.in_force() == a_framework("B")
        assert uow.frameworks.versions() == (a_framework("B"), a_framework("A", version="2027"))


def a_profile(*headings: str, kind: Kind = Kind.BUDGET, by: str = "Ana") -> HeadingProfile:
    meaning = Meaning((headings,), {"amount": ("Granted",), "fund": ("@Purse",)}, picks_sheet=True)
    return HeadingProfile(kind, meaning, by, NOW)


def test_keeps_profiles_by_their_headings_and_the_newest_in_place_of_the_older(open_store):
    with open_store() as uow:
        number = published_import(uow)
        uow.profiles.keep(a_profile("Granted", "Purse"), number)
        uow.profiles.keep(a_profile("Granted", "Purse", "Unit"), None)
        uow.profiles.keep(a_profile("Granted", "Purse", kind=Kind.PLAN), None)
        again = a_profile("PURSE", "granted", by="Joy")

        uow.profiles.keep(again, None)

        kept = {(each.kind, each.fingerprint): each for each in uow.profiles.all()}
        assert len(uow.profiles.all()) == len(kept) == 3
        assert kept[Kind.BUDGET, again.meaning.fingerprint] == KeptProfile(again, None)


def test_a_profile_that_is_removed_leaves_the_last_answers_until_they_are_forgotten(open_store):
    profile = a_profile("Granted", "Purse")
    name = profile.kind, profile.meaning.fingerprint
    with open_store() as uow:
        uow.profiles.keep(profile, published_import(uow))
        uow.profiles.remember(*name, {"phase": ("proposed",)})
        uow.profiles.remember(*name, {"phase": ("adopted",), "fiscal_year": ("2026", "2027")})

        uow.profiles.remove(*name)

        assert uow.profiles.all() == ()
        assert uow.profiles.last() == {name: {"phase": ("adopted",), "fiscal_year": ("2026", "2027")}}
        uow.profiles.forget(*name)
        assert uow.profiles.last() == {}


def a_full_plan():
    update = ProgressUpdate(action="A1", as_of=date(2026, 6, 30), status="blocked", blocked_reason="No quorum")
    measure = a_measure(
        code="M1",
        targets=(
            DatedTarget(date=date(2026, 12, 31), value=Decimal(6)),
            DatedTarget(date=None, value=Decimal("7.250")),
        ),
        values=(
            a_value("0.1234567890123"),
            a_group_value("Latino", None, suppressed=True),
            a_group_value("All", 12, 90),
        ),
        reporting_months=6,
        weight="0.5",
        tolerance="0.1",
        direction="increase",
    )
    ask = {"amount": "1250000.50", "fte": "1.5", "fund": "F0010", "within_existing": False, "text": "1.25M"}
    partners = ({"name": "Communities  Creating Opportunity", "kind": "community_organization"}, {"name": "Transit"})
    first = an_action(
        "A1", ask=ask, partners=partners, measures=(measure,), updates=(update,), determinants=("D1", "D2")
    )
    second = an_action(None, measures=(), title="No code", lead=None, due_text="ongoing", due=None)
    return a_plan(
        first,
        second,
        measures=(a_measure(None, title="Whole plan"),),
        agreements=(an_agreement("A1"),),
        as_of=date(2026, 9, 30),
    )


def test_gives_a_plan_back_as_it_was_with_every_cell(open_store):
    plan = a_full_plan()
    sources = {path: CellRef("Actions", row, 1) for row, path in enumerate(paths_of(plan), start=2) if path}
    sources[("actions", 0, "lead")] = CellRef("Actions", 2, 5)
    sources[("actions", 0, "ask", "amount")] = CellRef("Actions", 2, 9)
    with open_store() as uow:
        number = published_import(uow)
        uow.plans.publish(number, ("public health", BIENNIUM, 1), plan, sources)
        uow.commit()

    with open_store() as uow:
        (head,) = uow.plans.published()
        (kept,) = uow.plans.load([head.id])

    assert kept.plan == plan
    assert kept.sources == sources
    assert set(kept.ids) == set(paths_of(plan))
    assert (head.department, head.version, head.period, head.published_at) == ("Public Health", 1, BIENNIUM, NOW)


def test_counts_versions_of_a_plan_also_when_they_are_withdrawn(open_store):
    with open_store() as uow:
        number = published_import(uow)
        uow.plans.publish(number, ("parks", BIENNIUM, 1), a_plan(), {})
        uow.imports.withdraw(number, by="local user", at=NOW, why="wrong file")

        assert uow.plans.highest_version("parks", BIENNIUM) == 1
        assert uow.plans.highest_version("parks", BudgetPeriod(start=date(2025, 1, 1), end=date(2025, 12, 31))) == 0
        assert uow.plans.published() == ()


def test_gives_the_parts_of_a_book_back_as_they_were(open_store):
    names = [
        a_part(fund="F0010", department="Parks"),
        a_part((2026,), phase=Phase.AMENDED, basis="changes", as_of=date(2026, 7, 1)),
    ]
    with open_store() as uow:
        number = published_import(uow)
        uow.books.publish(number, names, [1, 3], reads(a_line()))
        uow.commit()

    with open_store() as uow:
        parts = uow.books.published()
        versions = [uow.books.highest_version(name) for name in (*names, a_part())]

    assert [(part.name, part.version, part.lines) for part in parts] == [(names[0], 1, 1), (names[1], 3, 0)]
    assert versions == [1, 3, 0]


def test_gives_the_parts_of_an_import_whatever_became_of_it(open_store):
    with open_store() as uow:
        first, second = published_import(uow), published_import(uow)
        uow.books.publish(first, [a_part()], [1], reads(a_line()))
        uow.books.publish(second, [a_part(), a_part((2026,), phase=Phase.AMENDED)], [2, 1], reads(a_line()))
        uow.imports.withdraw(first, by="local user", at=NOW, why="wrong")

        told = {number: uow.books.of_imports([number]) for number in (first, second)}

        assert [(part.import_id, part.version) for part in told[first]] == [(first, 1)]
        assert [(part.version, part.name.phase) for part in told[second]] == [(2, a_part().phase), (1, Phase.AMENDED)]
        assert told[second] == uow.books.published()
        assert uow.books.of_imports([first, second]) == (*told[first], *told[second])
        assert uow.books.of_imports([]) == ()


def test_gives_lines_back_as_they_were_with_their_cells(open_store):
    transfer = a_line(
        "-12.30",
        transfer=True,
        one_time=True,
        fte="1.25",
        description="To reserve",
        reason="Ordinance 19546",
        goal="LOS",
        program=ChartEntry(code="0010"),
        account=ChartEntry(code="51000", name="Salaries"),
        division=ChartEntry(name="Clinics"),
        category=ChartEntry(name="Personnel"),
        package=ChartEntry(code="DS_001"),
    )
    with open_store() as uow:
        number = published_import(uow)
        uow.books.publish(number, [a_part()], [1], reads(a_line(), transfer, a_line(None, fte="0.5", fund=None)))
        (part,) = uow.books.published()

        lines = uow.lines.page([part.id], Direction.EXPENDITURE, {}, after=0, size=10)

    by_row = {line.at.row: line for line in lines}
    assert [by_row[row].amount for row in (2, 3, 4)] == [Decimal("125000.00"), Decimal("-12.30"), None]
    assert [by_row[row].fte for row in (2, 3, 4)] == [None, Decimal("1.25"), Decimal("0.5")]
    assert (by_row[3].transfer, by_row[3].one_time, by_row[3].description) == (True, True, "To reserve")
    assert (by_row[2].reason, by_row[3].reason) == (None, "Ordinance 19546")
    assert (by_row[2].transfer, by_row[2].one_time, by_row[2].description) == (False, None, None)
    assert by_row[3].at == CellRef("Lines", 3, 8)
    assert {name.value: entry.label for name, entry in by_row[3].entries.items()} == {
        "department": "Public Health",
        "unit": "A80000 Public Health",
        "fund": "F1800 Public Health Fund",
        "program": "0010",
        "package": "DS_001",
        "goal": "LOS",
        "account": "51000 Salaries",
        "division": "Clinics",
        "category": "Personnel",
    }
    assert Dimension.FUND not in by_row[4].entries


def test_counts_the_lines_that_say_what_no_total_is_kept_of(open_store):
    account = ChartEntry(code="51100", name="Salaries")
    lines = (a_line(account=account), a_line(fte="0.5", description="Clinic"), a_line(account=account, fte="1"))
    with open_store() as uow:
        for read in (lines, lines[:1]):
            uow.books.publish(published_import(uow), [a_part()], [1], reads(*read))
        first, second = uow.books.published()

        assert uow.books.filled([first.id]) == {
            "account": 2,
            "division": 0,
            "category": 0,
            "description": 1,
            "reason": 0,
            "fte": 2,
        }
        assert uow.books.filled([first.id, second.id])["account"] == 3
        assert set(uow.books.filled([]).values()) == {0}


def test_keeps_what_lines_add_up_to(open_store):
    lines = [
        a_line("100.10"),
        a_line("-0.30"),
        a_line("50.00", transfer=True, fund=None),
        a_line(None, fte="1.5", fund=None),
        a_line("7.00", fiscal_years=(2027,)),
    ]
    with open_store() as uow:
        uow.books.publish(published_import(uow), [a_part()], [1], reads(*lines))
        (part,) = uow.books.published()

        whole = uow.books.totals([part.id])
        by_fund = uow.books.totals([part.id], Dimension.FUND)
        entries = uow.chart.entries(Dimension.FUND)

    assert {kept.fiscal_years: kept.sum for kept in whole} == {
        (2026,): Sum(4, 14980, 1_500_000, -30, 5000),
        (2027,): Sum(1, 700, None, 0, 0),
    }
    named = {(kept.fiscal_years, entries[kept.outer].code if kept.outer else None): kept.sum for kept in by_fund}
    assert named == {
        ((2026,), "F1800"): Sum(2, 9980, None, -30, 0),
        ((2026,), None): Sum(2, 5000, 1_500_000, 0, 5000),
        ((2027,), "F1800"): Sum(1, 700, None, 0, 0),
    }


def test_lines_come_page_by_page_without_a_gap(open_store):
    funds = [ChartEntry(code=code) for code in ("A", "B", "C")]
    lines = [a_line(row, fund=funds[row % 3], fiscal_years=(2026 + row % 2,)) for row in range(1, 31)]
    with open_store() as uow:
        uow.books.publish(published_import(uow), [a_part()], [1], reads(*lines))
        (part,) = uow.books.published()
        number = next(number for number, entry in uow.chart.entries(Dimension.FUND).items() if entry.code == "B")
        for where in ({}, {Dimension.FUND: [number]}, {Dimension.FUND: [number], Dimension.PROGRAM: [None]}):
            after, found = 0, []
            while page := uow.lines.page([part.id], Direction.EXPENDITURE, where, after=after, size=4):
                found += page
                after = page[-1].id

            wanted = sorted(Decimal(row) for row in range(1, 31) if not where or row % 3 == 1)
            assert sorted(line.amount for line in found) == wanted
            assert uow.lines.count([part.id], Direction.EXPENDITURE, where) == len(wanted)
            assert [line.id for line in found] == sorted(line.id for line in found)


def test_finds_no_lines_of_another_direction_or_of_a_name_that_is_not_there(open_store):
    with open_store() as uow:
        uow.books.publish(published_import(uow), [a_part()], [1], reads(a_line()))
        (part,) = uow.books.published()

        assert uow.lines.page([part.id], Direction.REVENUE, {}, after=0, size=5) == ()
        assert uow.lines.count([part.id], Direction.EXPENDITURE, {Dimension.FUND: [None]}) == 0
        assert uow.lines.page([part.id], Direction.EXPENDITURE, {Dimension.FUND: [None]}, after=0, size=5) == ()


def test_every_publication_raises_the_data_version(open_store):
    with open_store() as uow:
        before = uow.data_version()
        uow.raise_data_version()
        uow.commit()

    with open_store() as uow:
        assert uow.data_version() == before + 1
