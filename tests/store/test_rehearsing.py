from dataclasses import replace
from decimal import Decimal

import pytest

from budgets.phases import Phase
from importers.reading import Kind
from tests.builders import TODAY
from tests.store.test_links import HEADINGS, a_link, make
from tests.store.test_uploads import COUNTY, PLAN, plan
from tracker.errors import PermissionDeniedError
from tracker.permissions import LOCAL_USER, Actor
from tracker.rehearsal import AlikeCodes
from tracker.rows import View
from tracker.services import uploads
from tracker.services.queries import Queries

BOOK = """2026,Public Health,A1000,F0010,P1,51100,,1000
2026,Public Health,A1000,F0010,P1,53140,,500
2026,Public Health,A2000,F0020,P1,51100,DS_1,300"""


def book(lines: str = BOOK) -> bytes:
    return f"{HEADINGS}\n{lines}".encode()


def bring(open_store, data, phase="adopted", kind=Kind.BUDGET):
    answers = {"phase": (phase,), "direction": ("expenditure",)} if kind is Kind.BUDGET else PLAN
    known = {"county": COUNTY, "file": "file.csv", "data": data, "kind": kind, "answers": answers}
    return uploads.check(open_store(), LOCAL_USER, **known).row.id


def take_in(open_store, data, phase="adopted", kind=Kind.BUDGET):
    number = bring(open_store, data, phase, kind)
    uploads.accept(open_store(), LOCAL_USER, number)


@pytest.fixture
def county(open_store):
    take_in(open_store, plan("A-1", "A-2", "A-3"), kind=Kind.PLAN)
    take_in(open_store, book())
    make(open_store(), a_link(share="0.5"), a_link("A-2", None, "250", package="DS_1"))
    return open_store


def rehearsed(open_store, number):
    return uploads.rehearsal(open_store(), LOCAL_USER, number, TODAY)


def goals_of(open_store, view):
    page = Queries(open_store, COUNTY, lambda: TODAY).alignment(view)
    return {goal.code or None: goal.money.total for goal in page.goals}, {row.id: row for row in page.links}


CHANGED = BOOK.replace(",1000", ",600").replace("DS_1,300", "DS_1,100").replace("P1,53140,,500", "P2,53140,,500")


def test_what_is_told_before_is_what_comes_when_it_is_accepted(county):
    number = bring(county, book(CHANGED))
    (told,) = rehearsed(county, number).budgets
    before, _ = goals_of(county, told.view)

    uploads.accept(county(), LOCAL_USER, number)

    after, links = goals_of(county, told.view)
    of_goals = [goal for goal in told.goals if goal.code]
    assert {goal.code: goal.before for goal in of_goals} == {goal.code: before[goal.code] for goal in of_goals}
    assert {goal.code: goal.after for goal in of_goals} == {goal.code: after[goal.code] for goal in of_goals}
    assert sum(goal.after for goal in told.goals) == 1200
    assert sum(goal.before for goal in told.goals) == 1800
    assert any(goal.difference for goal in of_goals)
    for each in told.over:
        assert (each.claimed, each.counted) == (links[each.row.id].gross, links[each.row.id].net)
    assert [(each.claimed, each.counted) for each in told.over] == [(Decimal(250), Decimal(100))]
    assert told.over_in_all == sum(1 for row in links.values() if row.over) == 1
    assert told.against == told.view


def test_a_link_that_claims_too_much_as_before_is_counted_and_not_listed_as_changed(county):
    make(county(), a_link("A-3", None, "200", package="DS_1"))
    number = bring(county, book(BOOK.replace(",1000", ",600")))

    (told,) = rehearsed(county, number).budgets

    # 450 are claimed of 300 by two links, in the budget in force and in the draft alike.
    assert (told.over, told.over_in_all) == ((), 2)


def test_what_was_told_before_is_kept_with_the_file_when_it_is_accepted(county):
    number = bring(county, book(CHANGED))
    told = rehearsed(county, number).budgets

    uploads.accept(county(), LOCAL_USER, number)
    take_in(county, book())

    ask = Queries(county, COUNTY, lambda: TODAY)
    assert ask.became(number) == told
    assert ask.differences(number) is not None


def test_a_budget_that_is_imported_at_once_keeps_what_it_did_as_one_that_was_a_draft(county):
    told = rehearsed(county, bring(county, book(CHANGED))).budgets
    answers = {"phase": ("adopted",), "direction": ("expenditure",)}

    row = uploads.import_file(
        county(), LOCAL_USER, county=COUNTY, file="f.csv", data=book(CHANGED), kind=Kind.BUDGET, answers=answers
    )

    assert row.in_force
    assert Queries(county, COUNTY, lambda: TODAY).became(row.id) == told


def test_the_first_budget_of_a_phase_keeps_what_it_did_beside_the_decision_before_it(open_store):
    take_in(open_store, book(), "proposed")
    number = bring(open_store, book(CHANGED))

    uploads.accept(open_store(), LOCAL_USER, number)

    ask = Queries(open_store, COUNTY, lambda: TODAY)
    assert [(told.view.phase, told.against) for told in ask.became(number)] == [
        ("adopted", View("2026-2027", Phase.PROPOSED))
    ]
    found = ask.differences(number)
    assert found is not None
    assert (found.against, [told.earlier for told in found.keys.compared]) == ((), ["proposed"])


def test_every_action_that_loses_or_gains_linked_money_is_named_with_its_lead(county):
    (told,) = rehearsed(county, bring(county, book(CHANGED))).budgets

    assert [(each.action, each.before, each.after, each.lead) for each in told.actions] == [
        ("A-1", 750, 550, "Chief of Staff"),
        ("A-2", 250, 100, "Chief of Staff"),
    ]
    assert (told.total.before, told.total.after) == (1800, 1200)


def test_a_link_whose_lines_a_file_leaves_out_is_named(county):
    lines = "\n".join(line for line in BOOK.splitlines() if "DS_1" not in line)

    (told,) = rehearsed(county, bring(county, book(lines))).budgets

    assert [(each.row.action, each.before, each.claimed) for each in told.gone] == [("A-2", 250, 0)]
    assert told.over == ()


def test_a_budget_of_a_new_phase_is_held_against_the_decision_before_it(open_store):
    take_in(open_store, plan("A-1", "A-2", "A-3"), kind=Kind.PLAN)
    take_in(open_store, book(), "proposed")
    make(open_store(), a_link(package="DS_1"))
    lines = "\n".join(line for line in BOOK.splitlines() if "DS_1" not in line)

    (told,) = rehearsed(open_store, bring(open_store, book(lines))).budgets

    assert (told.view.phase, told.against.phase) == ("adopted", "proposed")
    assert [each.row.action for each in told.gone] == ["A-1"]


def test_nothing_stands_before_the_first_budget(open_store):
    (told,) = rehearsed(open_store, bring(open_store, book())).budgets

    assert told.against is None
    assert {goal.before for goal in told.goals} == {None}


def test_a_rehearsal_keeps_nothing(county):
    number = bring(county, book(CHANGED))
    ask = Queries(county, COUNTY, lambda: TODAY)
    version, imports = ask.data_version(), ask.imports()
    view = View("2026-2027", rehearsed(county, number).budgets[0].view.phase)
    kept = goals_of(county, view)

    rehearsed(county, number)

    assert (ask.data_version(), ask.imports(), goals_of(county, view)) == (version, imports, kept)


def test_codes_that_may_be_one_under_another_rule_are_asked_about_and_no_others(open_store):
    named = "Fiscal Year,Department,Fund,Fund Name,Amount\n2026,Health,{},Parks,10\n2026,Health,{},{},5"
    take_in(open_store, named.format("F1451", "F20", "Roads").encode())

    told = rehearsed(open_store, bring(open_store, named.format("1451", "020", "Bridges").encode()))

    assert told.alike == (AlikeCodes("fund", "Parks", "1451", "F1451"),)
    assert rehearsed(open_store, bring(open_store, named.format("f1451", "F20", "Roads").encode())).alike == ()


def test_a_plan_and_a_file_with_questions_are_not_rehearsed(open_store):
    draft = bring(open_store, plan("A-1"), kind=Kind.PLAN)

    assert rehearsed(open_store, draft).budgets == ()


def test_who_may_not_upload_may_not_rehearse(county):
    with pytest.raises(PermissionDeniedError):
        uploads.rehearsal(county(), Actor("a guest", frozenset()), bring(county, book(CHANGED)), TODAY)


def test_every_key_of_a_draft_is_told(county):
    number = bring(county, book(CHANGED))

    found = uploads.all_keys(county(), LOCAL_USER, number)

    assert len(found.largest) == found.of > 0
    assert replace(found, largest=()) == replace(
        uploads.pending(county(), LOCAL_USER, number).differences.keys, largest=()
    )
