from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from budgets.period import BudgetPeriod
from budgets.phases import Phase
from budgets.selectors import LineSelector
from plans.attainment import Thresholds
from plans.implementation import Action, FundingAsk
from plans.measures import Measure
from plans.progress import ProgressUpdate
from tests.builders import BIENNIUM, TODAY, a_framework, a_measure, a_plan, an_action
from tracker import finding_rules
from tracker.alignment import FundingLink
from tracker.finding_facts import AskedOfBook, CouncilChange, LinkFacts, Named, PackageFacts, Paid, PeriodFacts, Tagged
from tracker.findings import CATALOGUE, plain
from tracker.following import Followed, FollowedAction, Rules, follow
from tracker.records import KeptPlan
from tracker.rows import Cut

HEALTH = Named("public health", "Public Health")
ADOPTED, PROPOSED = Phase.ADOPTED, Phase.PROPOSED


def dollars(amount: str | int) -> Decimal:
    return Decimal(amount)


def an_ask(amount: int | None = 1000, **changes: Any) -> Action:
    return an_action("A-1", ask=FundingAsk(amount=None if amount is None else Decimal(amount)), **changes)


def followed(*actions: Action, measures: tuple[Measure, ...] = (), period: BudgetPeriod = BIENNIUM) -> Followed:
    plan = a_plan(*actions, measures=measures)
    kept = KeptPlan(
        id=1,
        import_id=7,
        file="health.xlsx",
        department_key="public health",
        period=period,
        version=1,
        published_at=datetime(2026, 2, 1, tzinfo=UTC),
        plan=plan,
        ids={},
        sources={},
    )
    return follow([kept], Rules(a_framework(), TODAY, Thresholds()))


def a_link(action: FollowedAction | None, number: int = 1, **changes: Any) -> LinkFacts:
    link = FundingLink(
        department="public health",
        action="A-1",
        selector=LineSelector(package="DS_1"),
        share=None if "amount" in changes else changes.pop("share", Decimal("0.5")),
        amount=changes.pop("amount", None),
        since=changes.pop("since", BIENNIUM.start),
        until=changes.pop("until", None),
    )
    paid = {phase: Paid(*map(dollars, sums)) for phase, sums in changes.pop("paid", {}).items()}
    return LinkFacts(id=number, link=link, department=HEALTH, action=action, paid=paid, **changes)


def facts(
    *actions: Action,
    judged: Phase | None = ADOPTED,
    earlier: tuple[Phase, ...] = (PROPOSED,),
    links: Any = (),
    **changes: Any,
) -> PeriodFacts:
    """Facts of the biennium; ``links`` are told what makes them from the first action."""
    own = changes.pop("followed", None) or followed(*(actions or (an_ask(),)))
    made = tuple(a_link(own.actions[0], place, **told) for place, told in enumerate(links, start=1))
    whole = changes.pop("whole", True)
    return PeriodFacts(BIENNIUM, judged, earlier, whole, own, made, **changes)


def at_stake(found) -> list[Decimal | None]:
    return [finding.dollars for finding in found]


PAYS = {"paid": {ADOPTED: (400, 400)}}
FELL = {"paid": {PROPOSED: (1000, 1000), ADOPTED: (400, 400)}}


@pytest.mark.parametrize(
    ("action", "found"),
    [
        (an_ask(), [Decimal(1000)]),
        (an_ask(None), [None]),
        (an_ask(status=None), [Decimal(1000)]),
        (an_ask(status="completed"), []),
        (an_ask(due=date(2025, 12, 31), start=None), []),
        (an_ask(start=date(2028, 1, 1), due=None), []),
        (an_action("A-1", ask=FundingAsk(within_existing=True)), []),
    ],
)
def test_an_active_action_that_nothing_pays_is_unfunded(action, found):
    assert at_stake(finding_rules.unfunded(facts(action))) == found


def test_an_action_with_a_link_is_not_unfunded_and_without_a_book_nothing_is():
    assert at_stake(finding_rules.unfunded(facts(links=[PAYS]))) == []
    assert at_stake(finding_rules.unfunded(facts(judged=None))) == []


def test_an_action_that_gets_less_than_it_asks_for_is_under_funded_by_the_rest():
    (found,) = finding_rules.under_funded(facts(links=[PAYS]))

    assert found.dollars == 600
    assert found.sentence(plain).endswith("asks for $1,000.00, and links pay $400.00 of it in the adopted budget.")
    assert (found.owner, found.link) == ("Chief of Staff", 1)
    assert found.source is not None
    assert found.source.file == "health.xlsx"


@pytest.mark.parametrize(
    "told",
    [
        facts(),
        facts(an_ask(None), links=[PAYS]),
        facts(an_ask(400), links=[PAYS]),
        facts(links=[PAYS], whole=False),
        facts(
            links=[PAYS],
            followed=followed(an_ask(), period=BudgetPeriod(start=date(2026, 1, 1), end=date(2026, 12, 31))),
        ),
    ],
)
def test_what_cannot_be_compared_is_not_under_funded(told):
    assert at_stake(finding_rules.under_funded(told)) == []


def test_an_action_in_progress_that_lost_money_is_told_with_what_it_lost():
    (found,) = finding_rules.funding_cut(facts(links=[FELL]))

    assert found.dollars == 600
    assert "fell from $1,000.00 (proposed) to $400.00 (adopted)" in found.sentence(plain)


def crowded(before: tuple[int, int], after: tuple[int, int]) -> dict[str, Any]:
    """A link by what is counted for it in both books, and by what it would be paid of them alone."""
    sums = zip((PROPOSED, ADOPTED), (before, after), strict=True)
    known = {phase: (net, Decimal(own)) for phase, (net, own) in sums}
    return {
        "paid": {phase: (2000, net) for phase, (net, _) in known.items()},
        "alone": {phase: own for phase, (_, own) in known.items()},
    }


@pytest.mark.parametrize(
    ("links", "lost"),
    [
        ([crowded((1000, 1900), (900, 1900))], []),
        ([crowded((1000, 1900), (900, 1950))], []),
        ([crowded((1000, 1900), (900, 1840))], [60]),
        ([crowded((1000, 1900), (900, 1700))], [100]),
        ([crowded((1000, 1900), (1000, 1700))], []),
        ([crowded((1000, 1900), (900, 1900)), FELL], [600]),
    ],
)
def test_what_other_links_take_of_the_same_lines_is_no_cut(links, lost):
    reported = [ProgressUpdate(action="A-1", as_of=date(2026, 6, 30), status=an_ask().status)]
    told = facts(an_ask(updates=tuple(reported)), links=links)

    assert at_stake(finding_rules.funding_cut(told)) == lost
    assert at_stake(finding_rules.progress_while_cut(told)) == lost


def test_a_cut_beside_what_other_links_take_is_told_with_what_the_budget_cut():
    (found,) = finding_rules.funding_cut(facts(links=[crowded((1000, 1900), (900, 1840))]))

    assert "fell from $1,000.00 (proposed) to $900.00 (adopted). Of the fall, $60.00 is what" in found.sentence(plain)


@pytest.mark.parametrize(
    ("action", "link", "earlier"),
    [
        (an_ask(status="blocked"), FELL, (PROPOSED,)),
        (an_ask(), {"paid": {PROPOSED: (400, 400), ADOPTED: (400, 400)}}, (PROPOSED,)),
        (an_ask(), FELL, ()),
        (an_ask(), PAYS, (PROPOSED,)),
    ],
)
def test_no_cut_is_told_of_other_actions_or_without_a_fall(action, link, earlier):
    assert at_stake(finding_rules.funding_cut(facts(action, links=[link], earlier=earlier))) == []


def test_a_cut_is_held_against_the_decision_that_gave_most():
    link = {"paid": {PROPOSED: (300, 300), ADOPTED: (900, 900), Phase.AMENDED: (500, 500)}}

    (found,) = finding_rules.funding_cut(facts(links=[link], judged=Phase.AMENDED, earlier=(PROPOSED, ADOPTED)))

    assert found.dollars == 400


def test_an_action_whose_money_is_all_gone_is_cut_and_its_link_is_gone():
    told = facts(links=[{"paid": {PROPOSED: (1000, 1000)}, "keys": ((Cut.PACKAGE, "ds_1"),)}])

    (gone,) = finding_rules.funding_gone(told)

    assert at_stake(finding_rules.funding_cut(told)) == [Decimal(1000)]
    assert gone.dollars == 1000
    assert (gone.link, gone.lines) == (1, ((Cut.PACKAGE, "ds_1"),))


def test_a_link_that_never_found_money_is_gone_with_nothing_at_stake():
    assert at_stake(finding_rules.funding_gone(facts(links=[{}]))) == [None]
    assert at_stake(finding_rules.funding_gone(facts(links=[PAYS]))) == []
    assert at_stake(finding_rules.funding_gone(facts(links=[{}], judged=None))) == []


def test_what_is_claimed_twice_is_told_to_the_cent_with_the_links_that_claim_it():
    links = [{"paid": {ADOPTED: ("100.01", "60")}, "beside": (2,)}, {"paid": {ADOPTED: (50, 50)}}]

    (found,) = finding_rules.over_allocated(facts(links=links))

    assert found.dollars == Decimal("40.01")
    assert "claims $40.01 more of the adopted budget than is left for it; link 2 claims there" in found.sentence(plain)


def test_an_amount_that_is_larger_than_its_lines_is_told_without_another_link():
    (found,) = finding_rules.over_allocated(facts(links=[{"amount": Decimal(100), "paid": {ADOPTED: (100, 60)}}]))

    assert found.dollars == 40
    assert found.sentence(plain).endswith("claims $40.00 more than the adopted budget has.")


def test_tagged_money_without_an_action_behind_it_is_told_by_department_and_goal():
    told = facts(
        tagged=(
            Tagged(HEALTH, "LOS", "Leadership", Decimal(77), Decimal(5)),
            Tagged(Named(None, "no department"), "CP", "Community", Decimal(-3)),
        )
    )

    found = list(finding_rules.spending_without_plan(told))

    assert at_stake(found) == [77, -3]
    assert [finding.department for finding in found] == ["public health", None]
    assert [(finding.is_of_all_keys, finding.said["linked"]) for finding in found] == [(True, 5), (True, 0)]
    assert found[0].lines == ((Cut.GOAL, "LOS"), (Cut.DEPARTMENT, "public health"))
    assert len({finding.key for finding in found}) == 2


EARLY = an_ask(start=date(2025, 10, 1))
LATE = an_ask(due=date(2028, 6, 30))


@pytest.mark.parametrize(
    ("action", "link", "next_has_book", "found"),
    [
        (EARLY, PAYS, False, [("start", None)]),
        (EARLY, {**PAYS, "in_last": True}, False, []),
        (EARLY, {}, False, []),
        (an_ask(start=date(2026, 3, 1)), {**PAYS, "since": date(2026, 7, 1)}, False, [("start", None)]),
        (an_ask(start=BIENNIUM.start), PAYS, False, []),
        (LATE, PAYS, False, []),
        (LATE, PAYS, True, [("end", 400)]),
        (LATE, {**PAYS, "in_next": True}, True, []),
        (LATE, {**PAYS, "amount": Decimal(400)}, False, [("end", 400)]),
        (LATE, {**PAYS, "until": BIENNIUM.end}, False, [("end", 400)]),
        (an_ask(due=BIENNIUM.end), {**PAYS, "amount": Decimal(400)}, False, []),
    ],
)
def test_money_and_work_are_out_of_step_where_one_begins_or_ends_without_the_other(action, link, next_has_book, found):
    told = finding_rules.out_of_step(facts(action, links=[link], next_has_book=next_has_book))

    assert [(finding.about[-1], finding.dollars) for finding in told] == found


@pytest.mark.parametrize(
    ("action", "one_time", "found"),
    [
        (an_ask(due=None), {True: 400}, [400]),
        (LATE, {True: 400}, [400]),
        (an_ask(due=date(2027, 6, 30)), {True: 400}, []),
        (an_ask(due=None), {True: 399, False: 1}, []),
        (an_ask(due=None), {True: 399, None: 1}, []),
        (an_ask(due=None), {True: 400, False: 0}, [400]),
        (an_ask(due=BIENNIUM.end), {True: 400}, []),
        (an_ask(due=None), {}, []),
    ],
)
def test_an_action_that_goes_on_with_one_time_money_alone_is_told(action, one_time, found):
    own = {kind: Decimal(amount) for kind, amount in one_time.items()}
    told = finding_rules.one_time_money(facts(action, links=[{**PAYS, "one_time": own}]))

    assert at_stake(told) == found


def an_update(**changes: Any) -> ProgressUpdate:
    return ProgressUpdate.model_validate(
        {"action": "A-1", "as_of": date(2026, 6, 1), "status": "in_progress", **changes}
    )


@pytest.mark.parametrize(
    ("updates", "found"),
    [
        ([an_update()], [600]),
        ([an_update(status="completed")], [600]),
        ([an_update(status="blocked")], []),
        ([an_update(as_of=date(2025, 12, 31))], []),
        ([an_update(as_of=BIENNIUM.start)], [600]),
        ([an_update(as_of=BIENNIUM.end)], [600]),
        ([an_update(as_of=None)], []),
        ([], []),
    ],
)
def test_progress_that_was_reported_while_funding_fell_is_told(updates, found):
    told = facts(an_ask(updates=tuple(updates)), links=[FELL])

    assert at_stake(finding_rules.progress_while_cut(told)) == found


def test_actions_that_ask_together_are_named_as_their_plans_write_them():
    own = followed(an_ask(600).model_copy(update={"code": "Straße-1"}), an_ask(500).model_copy(update={"code": "b2"}))

    (found,) = finding_rules.amounts_differ(facts(followed=own, asked=(asked(own, 900),)))

    assert found.sentence(plain).startswith("2 actions (Straße-1, b2) together ask for $1,100.00")


def asked(own: Followed, amount: int | None, *, exact: bool = True) -> AskedOfBook:
    held = None if amount is None else Decimal(amount)
    return AskedOfBook(Cut.PACKAGE, Named("ds_1", "DS_1 Navigators"), held, own.actions, exact)


@pytest.mark.parametrize(
    ("amounts", "held", "exact", "found"),
    [
        ((1000,), 900, True, [100]),
        ((1000,), 1000, True, []),
        ((600, 400), 1000, True, []),
        ((600, 500), 1000, True, [100]),
        ((1000,), None, True, [1000]),
        ((1000,), 5000, True, [4000]),
        ((1000,), 5000, False, []),
        ((1000,), 900, False, [100]),
        ((1000, None), 900, True, []),
    ],
)
def test_plan_and_book_differ_by_what_is_asked_in_all_and_held(amounts, held, exact, found):
    own = followed(*(an_ask(amount).model_copy(update={"code": f"A-{n}"}) for n, amount in enumerate(amounts)))

    told = finding_rules.amounts_differ(facts(followed=own, asked=(asked(own, held, exact=exact),)))

    assert at_stake(told) == found


def test_an_ask_is_not_compared_with_a_book_that_lacks_a_year():
    own = followed(an_ask())

    assert at_stake(finding_rules.amounts_differ(facts(followed=own, asked=(asked(own, 1),), whole=False))) == []


def test_a_package_that_lacks_answers_is_told_with_what_it_comes_to():
    package = Named("ds_1", "DS_1 Navigators")
    told = facts(packages=(PackageFacts(package, HEALTH, Decimal(5), 2), PackageFacts(package, HEALTH, Decimal(5), 0)))

    (found,) = finding_rules.unanswered_question(told)

    assert found.dollars == 5
    assert found.about == ("public health", "ds_1")
    assert found.sentence(plain).startswith("2 required equity questions")


@pytest.mark.parametrize(
    ("before", "after", "has_statement", "found"),
    [(10, 4, False, [6]), (4, 10, False, [6]), (10, None, False, [10]), (10, 10, False, []), (10, 4, True, [])],
)
def test_a_change_of_the_council_without_a_statement_is_told(before, after, has_statement, found):
    old, new = (None if each is None else Decimal(each) for each in (before, after))
    change = CouncilChange(Cut.PROGRAM, Named("p1", "P1 Clinics"), HEALTH, old, new, has_statement)

    assert at_stake(finding_rules.unexplained_change(facts(changes=(change,)))) == found


@pytest.mark.parametrize(
    ("cut", "before", "after", "told", "phase"),
    [
        (Cut.PROGRAM, 10, 4, "the program P1 Clinics from $10.00 to $4.00", ADOPTED),
        (Cut.PACKAGE, 10, None, "the package P1 Clinics from $10.00 to $0.00", PROPOSED),
        (Cut.PACKAGE, None, 4, "the package P1 Clinics from $0.00 to $4.00", ADOPTED),
    ],
)
def test_what_the_council_changed_is_named_and_leads_to_the_book_that_has_it(cut, before, after, told, phase):
    old, new = (None if each is None else Decimal(each) for each in (before, after))
    change = CouncilChange(cut, Named("p1", "P1 Clinics"), HEALTH, old, new, has_statement=False)

    (found,) = finding_rules.unexplained_change(facts(changes=(change,)))

    assert f"changed {told}" in found.sentence(plain)
    assert (found.phase, found.about) == (phase, (cut.value, "public health", "p1"))


def test_a_link_whose_action_is_in_no_plan_is_told_with_what_it_pays():
    lost = a_link(None, paid={ADOPTED: (400, 400)})
    told = PeriodFacts(BIENNIUM, ADOPTED, (), whole=True, followed=followed(), links=(lost,))

    (found,) = finding_rules.link_without_action(told)

    assert found.dollars == 400
    assert (found.action, found.owner) == ("A-1", "Public Health")
    assert at_stake(finding_rules.link_without_action(facts(links=[PAYS]))) == []


def test_what_plans_lack_is_told_as_attention_finds_it():
    bare = a_measure(None, baseline=None, target=None, title="Visits")
    own = followed(
        an_ask(lead=None, measures=(bare,)), measures=(a_measure(4, date(2024, 1, 1), title="Old", owner="Lee"),)
    )

    found = list(finding_rules.concerns(facts(followed=own)))

    assert {(finding.kind.code, finding.title) for finding in found} == {
        ("ownerless", "Publish a quarterly equity scorecard"),
        ("never-updated", "Publish a quarterly equity scorecard"),
        ("no-baseline", "Visits"),
        ("no-target", "Visits"),
        ("stale", "Old"),
    }
    assert {finding.owner for finding in found} == {"Public Health", "Lee"}


def test_a_finding_is_the_same_one_when_only_its_dollars_change():
    less = {"paid": {PROPOSED: (1000, 1000), ADOPTED: (300, 300)}}
    (one,) = finding_rules.funding_cut(facts(links=[FELL]))
    (other,) = finding_rules.funding_cut(facts(links=[less]))
    (another,) = finding_rules.funding_cut(facts(an_ask().model_copy(update={"code": "A-2"}), links=[FELL]))

    assert one.key == other.key != another.key


def test_all_findings_stand_in_the_order_of_the_catalogue_the_most_dollars_first():
    own = followed(an_ask(10), an_ask(99).model_copy(update={"code": "A-9"}))
    found = finding_rules.all_findings(facts(followed=own, tagged=(Tagged(HEALTH, "LOS", "L", Decimal(1)),)))
    codes = [finding.kind.code for finding in found]

    assert codes == sorted(codes, key=list(CATALOGUE).index)
    assert [finding.dollars for finding in found if finding.kind.code == "unfunded-action"] == [99, 10]
