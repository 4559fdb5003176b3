from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from importers.reading import Kind
from tests.store.test_uploads import COUNTY, NOBODY
from tracker.errors import NotReadError, PermissionDeniedError
from tracker.permissions import LOCAL_USER
from tracker.rows import ImportRow
from tracker.services.desk import Desk
from tracker.services.profiles import (
    NoProfileError,
    find_profile,
    list_profiles,
    load_profiles,
    remove_profile,
)
from tracker.services.queries import Queries
from tracker.services.uploads import import_file
from tracker.waiting import Pending

AMOUNT = {"amount": ("Main Funding",)}
OF_UPLOAD = {"phase": ("adopted",), "fiscal_year": ("2026",), "direction": ("expenditure",)}
ANA = replace(LOCAL_USER, name="Ana")


def book(*amounts: int) -> bytes:
    rows = [f"{unit},{each},{each * 3 + 1}" for unit, each in zip(("Parks", "Roads", "Health"), amounts, strict=True)]
    return "\n".join(["Department,Main Funding,Other Funding", *rows]).encode()


FIRST, SECOND = book(100, 200, 295), book(110, 210, 305)


def told(waiting: Pending) -> dict[str, Any]:
    return waiting.report


def asked(waiting: Pending) -> dict[str, Any]:
    return {question["field"]: question for question in told(waiting)["questions"]}


def published(open_store, row: ImportRow) -> dict[str, Any]:
    found: dict[str, Any] = Queries(open_store, COUNTY).report(row.id)
    return found


def bring(open_store, data=FIRST, actor=ANA, **answers):
    given = {**AMOUNT, **OF_UPLOAD, **answers}
    return import_file(open_store(), actor, county=COUNTY, file="book.csv", data=data, kind=Kind.BUDGET, answers=given)


def test_the_second_upload_of_a_shape_asks_only_what_belongs_to_it_the_last_answer_first(open_store):
    desk = Desk(open_store, COUNTY)
    first = desk.check(ANA, "first.csv", FIRST, Kind.BUDGET)
    desk.answer(ANA, first.row.id, {**AMOUNT, **OF_UPLOAD})
    desk.accept(ANA, first.row.id)

    second = desk.check(LOCAL_USER, "second.csv", SECOND, Kind.BUDGET)

    assert asked(first).keys() - asked(second).keys() == {"amount"}
    assert asked(second).keys() == {"phase", "fiscal_year", "direction"}
    offered = {field: question["candidates"][0]["value"] for field, question in asked(second).items()}
    assert offered == {"phase": "adopted", "fiscal_year": "2026", "direction": "expenditure"}
    assert told(second)["profile"]["by"] == "Ana"
    assert (second.own_answers, second.answers) == ({}, AMOUNT)
    with pytest.raises(NotReadError):
        desk.accept(LOCAL_USER, second.row.id)

    desk.answer(LOCAL_USER, second.row.id, {**OF_UPLOAD, "phase": ("proposed",)})
    accepted = desk.accept(LOCAL_USER, second.row.id)

    assert accepted.what == "Budget 2026-2027 proposed"
    report = published(open_store, accepted)
    assert report["profile"]["answers"] == {"amount": ["Main Funding"]}
    assert [total["amount"] for total in report["totals"]] == ["625.00"]


def test_a_draft_keeps_the_profile_that_it_was_read_by(open_store):
    desk = Desk(open_store, COUNTY)
    bring(open_store)
    draft = desk.check(ANA, "second.csv", SECOND, Kind.BUDGET)

    bring(open_store, book(1, 2, 4), amount=("Other Funding",), fiscal_year=("2027",))

    assert told(desk.pending(ANA, draft.row.id))["profile"]["answers"] == {"amount": ["Main Funding"]}
    later = desk.check(ANA, "third.csv", book(5, 6, 8), Kind.BUDGET)
    assert told(later)["profile"]["answers"] == {"amount": ["Other Funding"]}


def test_a_draft_can_be_answered_anew_without_its_profile(open_store):
    desk = Desk(open_store, COUNTY)
    bring(open_store)
    draft = desk.check(ANA, "second.csv", SECOND, Kind.BUDGET)
    desk.answer(ANA, draft.row.id, {"phase": ("adopted",)})

    anew = desk.answer_anew(ANA, draft.row.id)

    assert "profile" not in anew.report
    assert anew.answers == {"phase": ("adopted",)}
    assert asked(anew)["amount"]["candidates"][0]["value"] == "Main Funding"
    answered = desk.answer(ANA, draft.row.id, {**OF_UPLOAD, "amount": ("Other Funding",)})
    assert [total["amount"] for total in told(answered)["totals"]] == ["1878.00"]


def test_the_same_file_is_recognised_when_a_profile_answers_what_a_person_did(open_store):
    first = bring(open_store)
    desk = Desk(open_store, COUNTY)
    draft = desk.check(ANA, "book.csv", FIRST, Kind.BUDGET)

    again = desk.answer(ANA, draft.row.id, OF_UPLOAD)

    assert again.same_as == first.id


def test_a_profile_keeps_who_said_it_until_somebody_says_something_else(open_store):
    first = bring(open_store)
    bring(open_store, SECOND, actor=LOCAL_USER)

    (kept,) = list_profiles(open_store(), ANA)
    assert (kept.import_id, kept.profile.by) == (first.id, "Ana")

    other = bring(open_store, book(1, 2, 4), actor=LOCAL_USER, amount=("column:C",))
    (kept,) = list_profiles(open_store(), ANA)
    assert (kept.import_id, kept.profile.by) == (other.id, "local user")
    assert kept.profile.meaning.answers == {"amount": ("@Other Funding",)}


def test_withdrawing_an_import_lets_go_what_was_learnt_from_it_and_offers_it_still(open_store):
    desk = Desk(open_store, COUNTY)
    wrong = bring(open_store, amount=("Other Funding",))

    desk.withdraw(ANA, wrong.id, "the wrong column")

    draft = desk.check(ANA, "second.csv", SECOND, Kind.BUDGET)
    assert list_profiles(open_store(), ANA) == ()
    assert asked(draft)["amount"]["candidates"][0]["value"] == "Other Funding"


def test_a_draft_that_is_discarded_teaches_nothing(open_store):
    desk = Desk(open_store, COUNTY)
    draft = desk.check(ANA, "first.csv", FIRST, Kind.BUDGET)
    desk.answer(ANA, draft.row.id, {**AMOUNT, **OF_UPLOAD})

    desk.discard(ANA, draft.row.id)

    with open_store() as uow:
        assert (uow.profiles.all(), uow.profiles.last()) == ((), {})


def test_what_is_removed_is_asked_again_without_an_offer(open_store):
    bring(open_store)
    (kept,) = list_profiles(open_store(), ANA)

    remove_profile(open_store(), ANA, kept.fingerprint[:6])

    draft = Desk(open_store, COUNTY).check(ANA, "second.csv", SECOND, Kind.BUDGET)
    assert "amount" in asked(draft)
    assert asked(draft)["fiscal_year"]["candidates"] == []


def test_profiles_that_were_taken_along_are_used_elsewhere(open_store):
    bring(open_store)
    (kept,) = list_profiles(open_store(), ANA)
    remove_profile(open_store(), ANA, kept.fingerprint)

    assert load_profiles(open_store(), ANA, [kept.profile]) == 1

    assert find_profile(open_store(), ANA, kept.fingerprint[:12]).import_id is None
    row = import_file(open_store(), ANA, county=COUNTY, file="b.csv", data=SECOND, kind=Kind.BUDGET, answers=OF_UPLOAD)
    assert published(open_store, row)["totals"][0]["amount"] == str(Decimal("625.00"))


def test_an_unknown_fingerprint_is_told_in_words(open_store):
    with pytest.raises(NoProfileError, match="there is no profile whose fingerprint begins with 'abc'"):
        find_profile(open_store(), ANA, "abc")


def test_only_who_may_changes_profiles(open_store):
    with pytest.raises(PermissionDeniedError):
        load_profiles(open_store(), NOBODY, [])
    with pytest.raises(PermissionDeniedError):
        remove_profile(open_store(), NOBODY, "a")
    with pytest.raises(PermissionDeniedError):
        list_profiles(open_store(), NOBODY)
