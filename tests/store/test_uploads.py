from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from budgets.period import BudgetPeriod
from budgets.phases import Phase
from importers.budget_sheets import BudgetAbout
from importers.reading import Kind
from importers.templates import write_budget
from tests.builders import a_framework, a_line
from tracker.county import County, Department
from tracker.errors import (
    ChangedMeanwhileError,
    NotFoundError,
    NotReadError,
    OverlapError,
    PermissionDeniedError,
    StateError,
)
from tracker.permissions import LOCAL_USER, Actor
from tracker.rows import ImportState
from tracker.services.desk import Desk
from tracker.services.framework_loading import load_framework
from tracker.services.frameworks import framework_in_force
from tracker.services.queries import Queries
from tracker.services.uploads import import_file

COUNTY = County(
    name="Cascara County",
    as_of=date(2026, 9, 30),
    year_start="01-01",
    periods=(BudgetPeriod(start=date(2026, 1, 1), end=date(2027, 12, 31)),),
    departments=(Department(name="Public Health", also=("PH",)), Department(name="Parks")),
)
NOBODY = Actor("a guest", frozenset())


def book(*amounts: object, year: int = 2026, department: str = "Public Health") -> bytes:
    rows = [f"{year},{department},{amount}" for amount in amounts]
    return "\n".join(["Fiscal Year,Department,Approved Amount", *rows]).encode()


def plan(*actions: str, due: str = "12/31/2026") -> bytes:
    rows = [f"{code},Action {code},Leadership,Chief of Staff,{due},in progress" for code in actions]
    return "\n".join(["Action Code,Action,Goal,Lead,Due,Status", *rows]).encode()


class Meanwhile:
    """A store in which somebody else does something between the first look at it and the change."""

    def __init__(self, uow, deed: Callable[[], object]) -> None:
        self._uow, self._deed, self._looks = uow, deed, 0

    def __enter__(self):
        self._looks += 1
        if self._looks == 2:
            self._deed()
        return self._uow.__enter__()

    def __exit__(self, *why):
        return self._uow.__exit__(*why)

    def __getattr__(self, name):
        return getattr(self._uow, name)


ADOPTED = {"phase": ("adopted",), "direction": ("expenditure",)}
PLAN = {"department": ("Public Health",), "period": ("2026-2027",)}


def bring(uow, data: bytes, kind: Kind = Kind.BUDGET, **answers: tuple[str, ...]):
    told = {**(ADOPTED if kind is Kind.BUDGET else PLAN), **answers}
    return import_file(uow, LOCAL_USER, county=COUNTY, file="file.csv", data=data, kind=kind, answers=told)


def in_force(open_store) -> list[tuple[int, int | None]]:
    rows = Queries(open_store, COUNTY).imports()
    return [(row.id, row.version) for row in rows if row.in_force]


def total(open_store) -> Decimal | None:
    ask = Queries(open_store, COUNTY)
    found = ask.overview(ask.default_view()).book
    return found.expenditure.amount if found and found.expenditure else None


def test_publishes_a_budget_and_reads_it_back(open_store):
    row = bring(open_store(), book("100.10", "(0.05)"))

    assert (row.state, row.in_force, row.version, row.records) == (ImportState.PUBLISHED, True, 1, 2)
    assert row.what == "Budget 2026-2027 adopted"
    assert total(open_store) == Decimal("100.05")


def test_a_file_comes_back_with_its_problems(open_store):
    desk = Desk(open_store, COUNTY)
    waiting = desk.check(LOCAL_USER, "budget.csv", book("tbd", 5), Kind.BUDGET)

    given = desk.give_back(LOCAL_USER, waiting.row.id)

    assert given.name == "budget-issues.xlsx"
    assert given.apart is not None
    with pytest.raises(PermissionDeniedError):
        desk.give_back(NOBODY, waiting.row.id)


def test_the_same_file_twice_changes_nothing(open_store):
    first = bring(open_store(), book(1))
    before = Queries(open_store, COUNTY).data_version()

    second = bring(open_store(), book(1))

    assert second == first
    assert Queries(open_store, COUNTY).data_version() == before
    assert len(Queries(open_store, COUNTY).imports()) == 1


def test_a_newer_file_is_a_new_version_and_the_older_stays(open_store):
    first, second = bring(open_store(), book(1)), bring(open_store(), book(2))

    rows = {row.id: row for row in Queries(open_store, COUNTY).imports()}
    assert (rows[first.id].version, rows[first.id].in_force) == (1, False)
    assert (rows[second.id].version, rows[second.id].in_force) == (2, True)
    assert total(open_store) == Decimal(2)
    assert Queries(open_store, COUNTY).original(first.id) == ("file.csv", book(1))


def test_what_was_accepted_by_mistake_is_withdrawn_and_the_one_before_is_in_force(open_store):
    first, second = bring(open_store(), book(1)), bring(open_store(), book(2))

    withdrawn = Desk(open_store, COUNTY).withdraw(LOCAL_USER, second.id, "the wrong file")

    assert (withdrawn.state, withdrawn.in_force) == (ImportState.WITHDRAWN, False)
    assert in_force(open_store) == [(first.id, 1)]
    assert total(open_store) == Decimal(1)
    with open_store() as uow:
        record = uow.imports.get(second.id)
    assert (record.withdrawn_by, record.withdrawn_why) == ("local user", "the wrong file")


def test_a_withdrawn_file_can_come_in_again_as_the_next_version(open_store):
    bring(open_store(), book(1))
    wrong = bring(open_store(), book(2))
    Desk(open_store, COUNTY).withdraw(LOCAL_USER, wrong.id, "too early")

    again = bring(open_store(), book(2))

    assert (again.version, again.in_force) == (3, True)


def test_parts_for_other_years_stand_beside_each_other(open_store):
    bring(open_store(), book(1))
    bring(open_store(), book(2, year=2027))

    assert len(in_force(open_store)) == 2
    assert total(open_store) == Decimal(3)


def test_a_part_that_overlaps_another_is_refused_and_nothing_of_it_is_kept(open_store):
    first = bring(open_store(), book(1))
    both = b"Fiscal Year,Department,Approved Amount\n2026,Parks,5\n2027,Parks,6\n"

    with pytest.raises(OverlapError, match="import") as raised:
        bring(open_store(), both)

    assert raised.value.import_id == first.id
    assert len(Queries(open_store, COUNTY).imports()) == 1


def test_a_draft_says_which_imports_it_overlaps_and_opens_when_they_are_withdrawn(open_store):
    desk = Desk(open_store, COUNTY)
    first, second = bring(open_store(), book(1)), bring(open_store(), book(2, year=2027))
    both = b"Fiscal Year,Department,Approved Amount\n2026,Parks,5\n2027,Parks,6\n"
    asked = desk.check(LOCAL_USER, "both.csv", both, Kind.BUDGET)

    waiting = desk.answer(LOCAL_USER, asked.row.id, ADOPTED)

    assert asked.overlaps == ()
    assert {overlap.import_id for overlap in waiting.overlaps} == {first.id, second.id}
    for overlap in waiting.overlaps:
        assert f"withdraw import {overlap.import_id} first, or send a file of just that part" in overlap.message
    for row in (first, second):
        desk.withdraw(LOCAL_USER, row.id, "both years come in one file")
    assert desk.pending(LOCAL_USER, waiting.row.id).overlaps == ()
    assert desk.accept(LOCAL_USER, waiting.row.id).in_force


def test_a_newer_file_of_the_same_part_overlaps_nothing(open_store):
    bring(open_store(), book(1))
    desk = Desk(open_store, COUNTY)
    asked = desk.check(LOCAL_USER, "book.csv", book(2), Kind.BUDGET)

    assert desk.answer(LOCAL_USER, asked.row.id, ADOPTED).overlaps == ()


def test_a_file_with_an_error_is_not_published(open_store):
    with pytest.raises(NotReadError):
        bring(open_store(), book("tbd"))

    assert Queries(open_store, COUNTY).imports() == ()


def test_the_desk_keeps_a_draft_until_it_is_answered_and_accepted(open_store):
    desk, ask = Desk(open_store, COUNTY), Queries(open_store, COUNTY)
    asked = desk.check(LOCAL_USER, "book.csv", book(1), Kind.BUDGET)
    assert (asked.row.state, asked.report["outcome"]) == (ImportState.DRAFT, "questions")
    with pytest.raises(NotReadError):
        desk.accept(LOCAL_USER, asked.row.id)

    answered = desk.answer(LOCAL_USER, asked.row.id, {"phase": ("adopted",)})
    answered = desk.answer(LOCAL_USER, answered.row.id, {"direction": ("expenditure",)})
    accepted = desk.accept(LOCAL_USER, answered.row.id)

    assert answered.report["outcome"] == "read"
    assert answered.answers == ADOPTED
    assert (accepted.state, accepted.in_force, accepted.id) == (ImportState.PUBLISHED, True, asked.row.id)
    assert ask.report(accepted.id)["outcome"] == "read"
    assert total(open_store) == Decimal(1)


def test_what_somebody_else_answered_meanwhile_is_neither_accepted_nor_lost(open_store):
    desk = Desk(open_store, COUNTY)
    asked = desk.check(LOCAL_USER, "book.csv", book(1), Kind.BUDGET)
    draft = desk.answer(LOCAL_USER, asked.row.id, ADOPTED).row.id

    def proposed():
        return desk.answer(LOCAL_USER, draft, {"phase": ("proposed",)})

    with pytest.raises(ChangedMeanwhileError, match="look at it again"):
        Desk(lambda: Meanwhile(open_store(), proposed), COUNTY).accept(LOCAL_USER, draft)

    assert desk.pending(LOCAL_USER, draft).answers["phase"] == ("proposed",)
    with pytest.raises(ChangedMeanwhileError):
        Desk(lambda: Meanwhile(open_store(), lambda: desk.answer(LOCAL_USER, draft, ADOPTED)), COUNTY).answer(
            LOCAL_USER, draft, {"department": ("Parks",)}
        )


@pytest.mark.parametrize("number", [0, 2**63, 10**30])
def test_a_number_that_no_import_has_is_not_found(open_store, number):
    with pytest.raises(NotFoundError):
        Queries(open_store, COUNTY).original(number)


def test_a_draft_changes_nothing_that_pages_show(open_store):
    desk, ask = Desk(open_store, COUNTY), Queries(open_store, COUNTY)

    desk.check(LOCAL_USER, "book.csv", book(1), Kind.BUDGET)

    assert (ask.data_version(), ask.default_view().period, total(open_store)) == (0, "2026-2027", None)


def test_a_discarded_draft_stays_in_the_history_with_who_and_its_file(open_store):
    desk, ask = Desk(open_store, COUNTY), Queries(open_store, COUNTY)
    draft = desk.check(LOCAL_USER, "book.csv", book(1), Kind.BUDGET)

    desk.discard(LOCAL_USER, draft.row.id)

    (row,) = ask.imports()
    assert (row.state, row.in_force, row.ended_by) == (ImportState.DISCARDED, False, "local user")
    assert row.ended_at is not None
    assert ask.original(draft.row.id) == ("book.csv", book(1))
    with pytest.raises(StateError, match="discarded"):
        desk.answer(LOCAL_USER, draft.row.id, ADOPTED)


def test_a_discarded_file_can_come_in_again(open_store):
    desk = Desk(open_store, COUNTY)
    draft = desk.check(LOCAL_USER, "book.csv", book(1), Kind.BUDGET)
    desk.discard(LOCAL_USER, draft.row.id)

    again = desk.check(LOCAL_USER, "book.csv", book(1), Kind.BUDGET)

    assert (again.row.state, again.also) == (ImportState.DRAFT, ())
    assert again.row.id != draft.row.id


RICH = b"""Fiscal Year,Department,Fund Code,Account Code,Approved Amount,FTE
2026,Public Health,1800,51100,100,2.5
2026,Parks,1460,51100,200,1
"""
LEAN = b"""Fiscal Year,Department,Approved Amount
2026,Public Health,100
2026,Parks,200
"""


def again(open_store, data: bytes):
    desk = Desk(open_store, COUNTY)
    draft = desk.check(LOCAL_USER, "again.csv", data, Kind.BUDGET)
    return desk.answer(LOCAL_USER, draft.row.id, ADOPTED)


def test_a_budget_that_loses_columns_says_what_it_loses(open_store):
    first = bring(open_store(), RICH)

    found = again(open_store, LEAN).differences

    assert found.against == (first.id,)
    assert {each.field: (each.before, each.after) for each in found.lost} == {
        "fund": (2, 0),
        "account": (2, 0),
        "fte": (2, 0),
    }
    assert [(change.record, change.field, change.before, change.after) for change in found.changes] == [
        ("Parks, adopted expenditure 2026", "fte", "1", None),
        ("Public Health, adopted expenditure 2026", "fte", "2.5", None),
    ]


def test_a_budget_that_gains_columns_says_so_too(open_store):
    bring(open_store(), LEAN)

    found = again(open_store, RICH).differences

    assert {each.field for each in found.filled} == {"fund", "account", "fte"}
    assert found.lost == ()


def test_what_is_read_again_as_it_was_differs_in_nothing(open_store):
    bring(open_store(), RICH.replace(b"2.5", b"0.33333333"))

    assert again(open_store, RICH.replace(b"2.5", b"0.33333333") + b"\n").differences.is_empty


def test_what_nothing_stands_before_is_new(open_store):
    found = again(open_store, LEAN).differences

    assert (found.against, len(found.new), found.gone) == ((), 2, ())


def test_what_an_accepted_version_changed_can_be_asked_afterwards(open_store):
    ask = Queries(open_store, COUNTY)
    first = bring(open_store(), RICH)

    second = bring(open_store(), LEAN)

    found = ask.differences(second.id)
    assert ask.differences(first.id) is None
    assert found is not None
    assert found.against == (first.id,)
    assert {each.field for each in found.lost} == {"fund", "account", "fte"}


def test_a_plan_that_loses_a_column_says_so(open_store):
    bring(open_store(), plan("A1", "A2"), Kind.PLAN)
    desk = Desk(open_store, COUNTY)
    lean = b"Action Code,Action,Goal,Due,Status\nA1,Action A1,Leadership,12/31/2026,in progress"
    draft = desk.check(LOCAL_USER, "plan.csv", lean, Kind.PLAN)

    found = desk.answer(LOCAL_USER, draft.row.id, PLAN).differences

    assert [(each.field, each.before, each.of_before, each.after) for each in found.lost] == [("lead", 2, 2, 0)]


def test_a_file_that_waits_names_the_others_of_the_same_bytes(open_store):
    row = bring(open_store(), book(1))
    desk = Desk(open_store, COUNTY)

    draft = desk.check(LOCAL_USER, "again.csv", book(1), Kind.BUDGET)

    assert (draft.same_as, draft.also) == (None, (row.id,))


def test_who_took_a_file_out_and_why_stands_on_its_row(open_store):
    row = bring(open_store(), book(1))

    withdrawn = Desk(open_store, COUNTY).withdraw(LOCAL_USER, row.id, "the wrong file")

    assert (withdrawn.ended_by, withdrawn.ended_why) == ("local user", "the wrong file")
    assert withdrawn.accepted_by == "local user"


def test_a_file_of_which_little_is_known_says_what_is_not(open_store):
    desk = Desk(open_store, COUNTY)

    whats = [
        desk.check(LOCAL_USER, "file.csv", data, kind).row.what
        for data, kind in ((book(1), Kind.BUDGET), (plan("A1"), Kind.PLAN))
    ]

    assert whats == [
        "Budget, years and phase not known yet",
        "Plan, department not known yet, 2026-2027",
    ]


def test_what_is_published_can_be_neither_discarded_nor_accepted_nor_answered(open_store):
    row, desk = bring(open_store(), book(1)), Desk(open_store, COUNTY)

    for deed in (
        lambda: desk.discard(LOCAL_USER, row.id),
        lambda: desk.accept(LOCAL_USER, row.id),
        lambda: desk.answer(LOCAL_USER, row.id, {}),
    ):
        with pytest.raises(StateError, match="published"):
            deed()


def test_a_draft_cannot_be_withdrawn(open_store):
    draft = Desk(open_store, COUNTY).check(LOCAL_USER, "book.csv", book(1), Kind.BUDGET)

    with pytest.raises(StateError, match="draft"):
        Desk(open_store, COUNTY).withdraw(LOCAL_USER, draft.row.id, "why not")


def test_a_draft_of_a_file_that_is_in_force_says_so(open_store):
    row, desk = bring(open_store(), book(1)), Desk(open_store, COUNTY)
    draft = desk.check(LOCAL_USER, "again.csv", book(1), Kind.BUDGET)
    draft = desk.answer(LOCAL_USER, draft.row.id, ADOPTED)

    accepted = desk.accept(LOCAL_USER, draft.row.id)

    assert draft.same_as == row.id
    assert accepted.id == row.id
    states = {other.id: other.state for other in Queries(open_store, COUNTY).imports()}
    assert states == {row.id: ImportState.PUBLISHED, draft.row.id: ImportState.DISCARDED}


def test_shows_what_a_budget_would_change(open_store):
    bring(open_store(), book(1) + b"\n2026,Parks,7")
    desk = Desk(open_store, COUNTY)
    draft = desk.check(LOCAL_USER, "book.csv", book(2) + b"\n2026,Sheriff,7", Kind.BUDGET)

    waiting = desk.answer(LOCAL_USER, draft.row.id, ADOPTED)

    (change,) = waiting.differences.changes
    assert (change.field, change.before, change.after) == ("amount", "1.00", "2.00")
    assert change.record.startswith("Public Health")
    found = waiting.differences
    assert (len(found.new), found.gone) == (1, ("Parks, adopted expenditure 2026",))


def test_shows_what_a_plan_would_change_action_by_action(open_store):
    first = bring(open_store(), plan("A1", "A2"), Kind.PLAN)
    desk = Desk(open_store, COUNTY)
    draft = desk.check(LOCAL_USER, "plan.csv", plan("A1", "A3", due="6/30/2027"), Kind.PLAN)

    waiting = desk.answer(LOCAL_USER, draft.row.id, PLAN)

    found = waiting.differences
    assert [(change.record, change.field, change.after) for change in found.changes] == [("A1", "due", "2027-06-30")]
    assert (found.new, found.gone) == (("A3 Action A3",), ("A2 Action A2",))
    assert found.against == (first.id,)


def test_plans_have_versions_by_department_and_period(open_store):
    first = bring(open_store(), plan("A1"), Kind.PLAN)
    second = bring(open_store(), plan("A1", "A2"), Kind.PLAN)
    other = bring(open_store(), plan("P1"), Kind.PLAN, department=("Parks",))

    assert (first.version, second.version, other.version) == (1, 2, 1)
    assert first.what == "Plan of Public Health, 2026-2027"
    assert sorted(in_force(open_store)) == [(second.id, 2), (other.id, 1)]


@pytest.mark.parametrize("kind", list(Kind))
def test_a_guest_may_bring_nothing_in(open_store, kind):
    desk = Desk(open_store, COUNTY)
    draft = desk.check(LOCAL_USER, "book.csv", book(1), kind)

    for deed in (
        lambda: desk.check(NOBODY, "book.csv", book(1), kind),
        lambda: desk.answer(NOBODY, draft.row.id, {}),
        lambda: desk.accept(NOBODY, draft.row.id),
        lambda: desk.discard(NOBODY, draft.row.id),
        lambda: desk.pending(NOBODY, draft.row.id),
        lambda: desk.withdraw(NOBODY, draft.row.id, "no"),
        lambda: load_framework(open_store(), NOBODY, COUNTY, a_framework()),
    ):
        with pytest.raises(PermissionDeniedError):
            deed()


def test_the_framework_that_was_loaded_takes_the_place_of_the_countys(open_store):
    with open_store() as uow:
        before = framework_in_force(uow, COUNTY).code
    load_framework(open_store(), LOCAL_USER, COUNTY, a_framework())

    assert before == "king_county" or before.startswith("king")
    assert Queries(open_store, COUNTY).county().framework_title == "Cascara County framework"


def a_budget_template() -> bytes:
    line = a_line("900.00", phase=Phase.ADOPTED)
    return write_budget([line], BudgetAbout(period=COUNTY.periods[0]))


def test_a_budget_that_was_sent_as_a_plan_is_read_as_a_budget_without_being_sent_again(open_store):
    desk = Desk(open_store, COUNTY)
    sent = desk.check(LOCAL_USER, "book.xlsx", a_budget_template(), Kind.PLAN)

    again = desk.read_as(LOCAL_USER, sent.row.id, Kind.BUDGET)

    assert (again.row.id, again.row.kind, again.row.records, again.report["issues"]) == (
        sent.row.id,
        Kind.BUDGET,
        1,
        [],
    )
    assert desk.accept(LOCAL_USER, again.row.id).in_force
    assert total(open_store) == Decimal(900)


def test_a_file_that_waits_as_what_it_is_waits_once(open_store):
    desk = Desk(open_store, COUNTY)
    right, wrong = (desk.check(LOCAL_USER, "book.xlsx", a_budget_template(), kind) for kind in (Kind.BUDGET, Kind.PLAN))

    again = desk.read_as(LOCAL_USER, wrong.row.id, Kind.BUDGET)

    states = {row.id: row.state for row in Queries(open_store, COUNTY).imports()}
    assert states == {right.row.id: ImportState.DRAFT, wrong.row.id: ImportState.DISCARDED}
    assert again.row.id == right.row.id


def test_what_is_read_as_another_kind_while_it_is_accepted_is_not_published(open_store):
    desk = Desk(open_store, COUNTY)
    draft = desk.check(LOCAL_USER, "book.xlsx", a_budget_template(), Kind.BUDGET).row.id

    def mistaken():
        return desk.read_as(LOCAL_USER, draft, Kind.PLAN)

    with pytest.raises(ChangedMeanwhileError):
        Desk(lambda: Meanwhile(open_store(), mistaken), COUNTY).accept(LOCAL_USER, draft)

    assert [row.state for row in Queries(open_store, COUNTY).imports()] == [ImportState.DRAFT]


def test_what_is_read_as_a_kind_that_it_is_by_now_keeps_its_answers(open_store):
    desk = Desk(open_store, COUNTY)
    draft = desk.check(LOCAL_USER, "book.csv", book(1), Kind.BUDGET)
    answered = desk.answer(LOCAL_USER, draft.row.id, ADOPTED)

    again = desk.read_as(LOCAL_USER, draft.row.id, Kind.BUDGET)

    assert again.answers == answered.answers != {}


def test_a_page_that_is_open_is_never_of_another_file_than_it_was(open_store):
    desk = Desk(open_store, COUNTY)
    right, wrong = (desk.check(LOCAL_USER, "book.xlsx", a_budget_template(), kind) for kind in (Kind.BUDGET, Kind.PLAN))
    desk.read_as(LOCAL_USER, wrong.row.id, Kind.BUDGET)

    other = desk.check(LOCAL_USER, "book.csv", book(1), Kind.BUDGET)

    assert other.row.id not in (right.row.id, wrong.row.id)
    with pytest.raises(StateError, match="discarded"):
        desk.accept(LOCAL_USER, wrong.row.id)


def test_a_file_that_somebody_read_as_another_kind_meanwhile_is_not_turned_round(open_store):
    desk = Desk(open_store, COUNTY)
    draft = desk.check(LOCAL_USER, "book.xlsx", a_budget_template(), Kind.PLAN).row.id
    meanwhile = Desk(
        lambda: Meanwhile(open_store(), lambda: desk.read_as(LOCAL_USER, draft, Kind.BUDGET)),
        COUNTY,
    )

    with pytest.raises(ChangedMeanwhileError):
        meanwhile.read_as(LOCAL_USER, draft, Kind.BUDGET)

    assert Queries(open_store, COUNTY).import_row(draft).kind is Kind.BUDGET


def test_what_was_sent_as_the_wrong_kind_is_not_published(open_store):
    with pytest.raises(NotReadError):
        bring(open_store(), a_budget_template(), Kind.PLAN)
    assert Queries(open_store, COUNTY).imports() == ()


def test_only_a_draft_is_read_as_another_kind_and_only_by_who_may_send_it(open_store):
    desk, row = Desk(open_store, COUNTY), bring(open_store(), book(1))

    with pytest.raises(StateError):
        desk.read_as(LOCAL_USER, row.id, Kind.PLAN)
    with pytest.raises(PermissionDeniedError):
        desk.read_as(NOBODY, row.id, Kind.PLAN)
