from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from dash.exceptions import PreventUpdate

from budgets.phases import Phase
from dashboards.ids import suggested, sure_tick
from dashboards.pages.linking.body import weighed_sentences
from dashboards.pages.linking.callbacks import Workbench
from dashboards.pages.linking.layout import layout
from dashboards.still import still_tree
from dashboards.terms import ONCE
from tests.dashboards.fakes.linking import ACTION, LEFT_OUT, LINKING, STATED, SURE
from tests.dashboards.trees import ids, links, of_kind, words
from tracker.alignment import Basis
from tracker.errors import NotFoundError
from tracker.funding_rows import Fall, Silence, Weighed
from tracker.linking_rows import AskMet, SureLinks, by_key
from tracker.permissions import LOCAL_USER, Actor, Permission
from tracker.rows import View

CHOSEN = {"of": "transit", "action": "MT-LOS-02"}
FIELDS = ("department", "unit", "fund", "program", "account", "package", "share", "amount", "since", "until", "note")
IDS = [{"kind": "link-field", "name": name} for name in FIELDS]
SUGGESTED = [suggested("program MT901", "5.00"), suggested("package DS_501", "250000")]


def typed(**said: str) -> list[str]:
    return [said.get(name, "") for name in FIELDS]


@pytest.fixture
def bench(ask, desk) -> Workbench:
    return Workbench(ask, desk, lambda: LOCAL_USER)


def test_tells_how_many_actions_have_no_link_and_lists_both_sides(bench):
    told = bench.show({})

    assert told.title == "1 action of 15 have no link to the budget yet"
    said = words(told.body)
    for part in ("MT-LOS-02", "Department 0", "Page 1 of 2", "said twice", "choose an action first"):
        assert part in said


@pytest.mark.parametrize("arguments", [{}, CHOSEN, {"end": "1"}, {"words": "x"}], ids=str)
def test_what_is_told_can_be_drawn_in_one_piece(bench, arguments):
    assert still_tree(bench.show(arguments).body)


def test_an_action_that_is_not_there_is_said_so_once(bench):
    assert bench.show_chosen({"of": "transit", "action": "X"}) == []
    assert bench.show_sure({"of": "transit", "action": "X"}).hidden


def test_lists_are_paged_each_by_itself(bench):
    assert "Plant tree 13" in words(bench.show({"page": "2"}).body)
    assert "Department 11" in words(bench.show({"at": "2"}).body)
    assert "Department 11" not in words(bench.show({"page": "2"}).body)


def test_the_chosen_action_is_told_with_what_may_pay_for_it_and_why(bench):
    told = bench.show(CHOSEN)

    said = words(bench.show_chosen(CHOSEN))
    assert told.title == "Find what pays for MT-LOS-02"
    assert "The plan names package DS_501" in said
    assert "Words in common: night" in said
    assert ids(bench.show_chosen(CHOSEN)) == SUGGESTED[1:]


@pytest.mark.parametrize(
    ("linked", "said"),
    [
        ("150000", "$150,000 of the $250,000 that it asks for are linked already, in the adopted budget."),
        ("250000", "All of the $250,000 that it asks for are linked already"),
        ("250000.5", "Its links pay $250,000.50 in the adopted budget: $0.50 more than the $250,000 that it asks for."),
    ],
)
def test_what_of_an_ask_is_linked_already_is_told_of_the_action(bench, monkeypatch, linked, said):
    met = AskMet(Decimal(250_000), Decimal(linked), Phase.ADOPTED)
    row = replace(ACTION, links=1, linked=Decimal(7), met=met)
    monkeypatch.setattr(bench.ask, "linking", lambda _: replace(LINKING, actions=(row,), chosen=row))

    told = words(bench.show_chosen(CHOSEN))

    assert said in told
    assert ("Nothing is suggested" in told) is (met.rest == 0)
    assert ("$0.50 more than it asks for" in words(bench.show({}).body)) is bool(met.beyond)


def test_a_choice_of_the_budget_stands_in_the_form_and_keeps_the_action():
    skeleton = layout({**CHOSEN, "for_unit": "A1000"})

    (unit,) = [field for field in of_kind(skeleton, "TextInput") if getattr(field, "label", "") == "Appropriation unit"]
    assert unit.value == "A1000"


def test_who_may_not_link_sees_no_button(ask, desk):
    bench = Workbench(ask, desk, lambda: Actor("reader", frozenset({Permission.REPORT_READ})))

    assert ids(bench.show_chosen(CHOSEN)) == []
    assert "End link" not in str(bench.show({}).body)
    assert bench.show_sure({}).hidden


def test_a_store_without_a_book_says_what_to_do(empty, desk):
    told = Workbench(empty, desk, lambda: LOCAL_USER).show({})

    assert "no" in told.title
    assert "Imports" in words(told.body)


def test_what_is_typed_is_weighed_to_the_cent(bench):
    said = words(bench.check(typed(unit="A1000", share="50"), IDS, CHOSEN))

    assert "lines come to $1,000 ; links claim $600 of it, and nobody claims $400 ." in said
    assert "It would claim $500, of which $400 would be counted." in said
    assert f"$100 more would be claimed than there is. {ONCE}" in said


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({}, "Name a part of the budget"),
        ({"unit": "A1000", "share": "0.5"}, "percent sign"),
        ({"unit": "A1000", "share": "5", "since": "2027-01-01", "until": "2026-06-30"}, "ends after it begins"),
        ({"unit": "A1000", "share": "5", "since": "soon"}, "'soon' is no day"),
        ({"unit": "A1000", "amount": "5", "until": "2028-06-30"}, "An amount is for one period"),
        ({"unit": "A1000", "share": "5", "amount": "5"}, "one of the two"),
    ],
)
def test_what_cannot_be_weighed_is_told_in_words(bench, said, told):
    assert told in words(bench.check(typed(**said), IDS, CHOSEN))


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"unit": "A1000"}, "nobody claims $400"),
        ({"unit": "A1000", "since": "2027-01-01", "note": "x"}, "nobody claims $400"),
        ({"fund": "F1"}, "No spending"),
    ],
)
def test_what_is_left_is_told_before_it_is_said_how_much_is_wanted(bench, said, told):
    assert told in words(bench.check(typed(**said), IDS, CHOSEN))


def test_a_link_has_days_of_its_own(bench, desk):
    bench.make(1, typed(unit="A1000", share="25", since="2027-01-01", until="2027-06-30"), IDS, CHOSEN)

    ((_, link),) = desk.done
    assert (link.since, link.until) == (date(2027, 1, 1), date(2027, 6, 30))


def test_a_link_that_would_count_nothing_says_why():
    nothing = Weighed(Decimal(9), Decimal(8), Decimal(0), Decimal(0), Decimal(0))
    view = View("2026-2027", Phase.ACTUAL)

    for silence, told in ((Silence.ANOTHER_PERIOD, "touch no day of this period"), (Silence.NOT_SPENT, "fixed amount")):
        said = words(weighed_sentences(replace(nothing, silence=silence), view))

        assert told in said
        assert "nobody claims $8" in said
        assert "It would claim" not in said


def test_who_would_lose_by_a_link_is_named(bench, monkeypatch):
    fall = Fall(3, "Transit", "MT-LOS-03", Decimal(600), Decimal("310.5"), "PPB")
    told = Weighed(Decimal(1000), Decimal(400), Decimal(500), Decimal(400), Decimal(100), falls=(fall,))
    monkeypatch.setattr(bench.ask, "weighed", lambda *_: told)

    said = words(bench.check(typed(unit="A1000", share="50"), IDS, CHOSEN))

    assert "link 3, MT-LOS-03 of Transit, goal PPB: from $600 to $310.50" in said


def test_a_link_is_made_of_what_was_typed(bench, desk):
    done = bench.make(1, typed(unit="A1000", share="25", note="why"), IDS, {**CHOSEN, "for_unit": "A1000"})

    ((deed, link),) = desk.done
    assert deed == "link"
    assert (link.department, link.action, link.share, link.note) == ("transit", "MT-LOS-02", Decimal("0.25"), "why")
    assert link.basis is Basis.ENTERED
    assert "done=linked" in done.href
    assert "for_unit" not in done.href


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"unit": "A9", "share": "25"}, "A1000"),
        ({"unit": "A1000", "amount": "-5"}, "no amount to link"),
        ({"share": "25"}, "name the part of the budget"),
    ],
)
def test_a_refusal_stands_beside_the_form_and_leaves_everything_else_as_it_is(bench, desk, said, told):
    done = bench.make(1, typed(**said), IDS, CHOSEN)

    assert told.casefold() in words(done.refused).casefold()
    assert (done.weighed, bench.forget(typed())) == ([], [])
    assert not isinstance(done.href, str)
    assert desk.done == []


def test_the_suggestion_whose_button_was_pressed_last_is_linked(bench, desk):
    done = bench.confirm([1, 1], [100, 200], SUGGESTED, CHOSEN)

    ((_, link),) = desk.done
    assert link.selector.named == {"package": "DS_501"}
    assert (link.amount, link.basis) == (Decimal(250_000), Basis.STATED)
    assert "done=linked" in done.href


def test_nothing_is_linked_before_a_press(bench):
    with pytest.raises(PreventUpdate):
        bench.confirm([None, None], [None, None], SUGGESTED, CHOSEN)


def test_a_suggestion_without_an_amount_is_not_linked_by_a_button(bench, desk):
    done = bench.confirm([1, None], [100, None], SUGGESTED, CHOSEN)

    assert "look once more" in words(done.refused)
    assert desk.done == []


def test_no_button_links_more_than_is_left_of_the_lines(bench, desk, monkeypatch):
    taken = replace(STATED, left=Decimal("249999.99"))
    monkeypatch.setattr(bench.ask, "linking", lambda _: replace(LINKING, chosen=ACTION, suggested=(taken,)))

    told = bench.show_chosen(CHOSEN)

    assert "$249,999.99 not linked: less than is sought" in words(told)
    assert ids(told) == []
    assert "look once more" in words(bench.confirm([1], [100], SUGGESTED[1:], CHOSEN).refused)
    assert desk.done == []


def test_a_suggestion_at_the_expense_of_others_leads_to_the_form_and_says_who_loses(bench, desk, monkeypatch):
    fall = Fall(3, "Transit", "MT-LOS-03", Decimal(2_750_000), Decimal("2744636.36"), "PPB")
    told = Weighed(Decimal(9), Decimal(8), Decimal(250_000), Decimal(250_000), Decimal(0), falls=(fall,))
    taking = replace(STATED, left=Decimal(3_000_000), weighed=told)
    monkeypatch.setattr(bench.ask, "linking", lambda _: replace(LINKING, chosen=ACTION, suggested=(taking,)))

    shown = bench.show_chosen(CHOSEN)

    assert ids(shown) == []
    assert "link 3, MT-LOS-03 of Transit, goal PPB: from $2,750,000 to $2,744,636.36" in words(shown)
    assert "less than is sought" not in words(shown)
    assert "for_package=DS_501&for_amount=250000" in str(shown)
    assert "look once more" in words(bench.confirm([1], [100], SUGGESTED[1:], CHOSEN).refused)
    assert desk.done == []


def test_the_amount_of_a_suggestion_stands_in_the_form():
    skeleton = layout({**CHOSEN, "for_package": "DS_501", "for_amount": "250000"})

    assert "250000" in [field.value for field in of_kind(skeleton, "TextInput") if hasattr(field, "value")]


@pytest.mark.parametrize("deed", ["all", "chosen"])
def test_links_that_take_from_others_when_made_together_are_not_made(bench, desk, monkeypatch, deed):
    monkeypatch.setattr(bench.ask, "can_be_made_together", lambda *_: False)
    if deed == "all":
        done = bench.confirm_all(1, {}, bench.show_sure({}).seen)
    else:
        done = bench.confirm_chosen(1, [True], [sure_tick(SURE.key)], {})

    assert "one by one" in words(done.refused)
    assert desk.done == []


def test_a_suggestion_that_says_another_amount_by_now_is_not_linked(bench, desk):
    done = bench.confirm([1], [100], [suggested("package DS_501", "125000")], CHOSEN)

    assert "look once more" in words(done.refused)
    assert desk.done == []


def test_all_that_were_seen_are_confirmed_at_once(bench, desk):
    sure = bench.show_sure({})

    done = bench.confirm_all(1, {}, sure.seen)

    assert (sure.hidden, sure.nothing_to_confirm) == (False, False)
    assert "DS_501" in words(sure.children)
    assert [deed for deed, _ in desk.done] == ["link"]
    assert "done=confirmed" in done.href


def test_each_that_is_sure_has_a_tick_that_says_what_it_is(bench):
    (tick,) = of_kind(bench.show_sure({}).children, "Checkbox")

    assert (tick.id, tick.checked) == (sure_tick(SURE.key), False)
    assert "MT-LOS-02 Run more night routes: $250,000 of package DS_501 Night service" in words(tick.label)


def test_those_that_are_ticked_are_linked_and_no_others(bench, desk, monkeypatch):
    other = replace(SURE, link=SURE.link.model_copy(update={"action": "MT-LOS-03"}))
    monkeypatch.setattr(bench.ask, "sure_links", lambda _: SureLinks((SURE, other), ()))
    ticks = [sure_tick(SURE.key), sure_tick(other.key)]

    done = bench.confirm_chosen(1, [False, True], ticks, {})

    assert [link.action for _, link in desk.done] == ["MT-LOS-03"]
    assert "done=chosen" in done.href


def test_a_tick_that_is_sent_twice_is_linked_once(bench, desk):
    bench.confirm_chosen(1, [True, True], [sure_tick(SURE.key)] * 2, {})

    assert [link for _, link in desk.done] == [SURE.link]


@pytest.mark.parametrize(
    ("ticks", "keys", "said"),
    [
        ([False], [SURE.key], "None is chosen"),
        ([], [], "None is chosen"),
        ([True, True], [SURE.key, "x"], "look once more"),
    ],
)
def test_what_is_not_chosen_or_says_something_else_by_now_is_not_linked(bench, desk, ticks, keys, said):
    done = bench.confirm_chosen(1, ticks, [sure_tick(key) for key in keys], {})

    assert said in words(done.refused)
    assert desk.done == []


def test_a_key_that_two_suggestions_have_names_neither():
    other = replace(SURE, link=SURE.link.model_copy(update={"action": "MT-LOS-03"}))

    assert by_key([SURE, other, replace(SURE, title="Another")]) == {other.key: other}


def test_a_suggestion_of_another_amount_has_another_key():
    assert SURE.key != replace(SURE, link=SURE.link.model_copy(update={"amount": Decimal(125_000)})).key


def test_what_is_left_out_of_it_is_told_with_the_reason(bench):
    said = words(bench.show_sure({}).children)

    assert "1 more is stated by plans and left out: not all of each can be met" in said
    assert "of $250,000 it would get $100,000; link 4 (MT-LOS-05) and MT-LOS-03 claim the same lines" in said


def test_where_nothing_can_be_confirmed_there_is_no_button_to_confirm_it(bench, monkeypatch):
    monkeypatch.setattr(bench.ask, "sure_links", lambda _: SureLinks((), (LEFT_OUT,)))

    told = bench.show_sure({})

    assert (told.hidden, told.nothing_to_confirm) == (False, True)
    assert "look once more" in words(bench.confirm_all(1, {}, told.seen).refused)


def test_others_than_those_that_were_seen_are_not_confirmed(bench, desk):
    assert "look once more" in words(bench.confirm_all(1, {}, {"links": "others"}).refused)
    assert desk.done == []


def test_a_link_that_is_named_is_told_first_with_its_end_as_a_further_deed(bench):
    told = bench.show({"link": "1"})

    assert told.title.startswith("Link 1: ")
    assert bench.hides_ending({"link": "1"})
    assert "/linking?end=1" in links(told.body[0])
    assert not bench.hides_ending({"end": "1"})


def test_a_link_that_was_ended_says_by_whom_when_and_why_and_cannot_be_ended_again(bench):
    told = bench.show({"link": "9"})

    assert told.title.endswith(", ended")
    assert "Ended by local user, 1 May 2026: said twice" in words(told.body[0])
    assert bench.hides_ending({"end": "9"})
    with pytest.raises(NotFoundError):
        bench.show({"link": "77"})
    assert bench.hides_ending({"end": "77"})


def test_a_link_is_ended_with_a_reason(bench, desk):
    refused = bench.end(1, {"end": "3"}, " ")
    done = bench.end(1, {"end": "3", **CHOSEN}, "the grant ran out")

    assert "write why" in words(refused.refused)
    assert desk.done == [("end_link", (3, "the grant ran out"))]
    assert "done=ended" in done.href
    assert "end=3" not in done.href
