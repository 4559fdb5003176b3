from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from budgets.phases import Phase
from budgets.selectors import LineSelector
from importers.reading import Kind
from tests.store.test_links import ADOPTED, BIENNIUM, ROWS, a_link, book, bring, by_link, kept, make
from tests.store.test_uploads import COUNTY, plan
from tracker.errors import NotFoundError
from tracker.funding_rows import Fall, LinesLeft, Silence
from tracker.linking_rows import AskMet, LinkingAsked, SureLinks
from tracker.permissions import LOCAL_USER
from tracker.rows import View
from tracker.services.linking import end_link, link_actions
from tracker.services.queries import Queries
from tracker.suggesting import confirmed

VIEW = View("2026-2027", Phase.ADOPTED)


@pytest.fixture
def county(open_store):
    bring(open_store(), plan("A-1", "A-2", "A-3"), Kind.PLAN)
    bring(open_store(), book(*ROWS))
    return open_store


@pytest.fixture
def ask(county):
    return Queries(county, COUNTY)


def left(open_store) -> int:
    return by_link(open_store)[None][1]


@pytest.mark.parametrize(
    "wanted",
    [
        a_link("A-3", "1", unit="A1000"),
        a_link("A-3", "0.333333", fund="F0010"),
        a_link("A-3", amount="50000.01", unit="A1000", account="53140"),
        a_link("A-3", "0.9", account="51100"),
        a_link("A-3", amount="7.77", package="DS_1"),
        a_link("A-3", "0.5", program="P1", fund="F0020"),
    ],
    ids=lambda link: f"{link.claim} of {link.selector.label}",
)
def test_what_a_link_would_do_is_what_it_does(county, ask, wanted):
    make(county(), a_link(share="0.1"), a_link("A-2", "1", package="DS_1"))
    make(county(), a_link("A-2", amount="333.33", fund="F0020"))
    standing = {number: own for number, own in by_link(county).items() if number is not None}
    before, over_before = left(county), sum(abs(gross - net) for gross, net in by_link(county).values())

    told = ask.weighed(wanted, VIEW)
    (link,) = make(county(), wanted)

    gross, net = by_link(county)[link.id]
    after = by_link(county)
    falls = {number: (net, after[number][1]) for number, (_, net) in standing.items() if net > after[number][1]}
    assert {own.link: (own.before * 100, own.after * 100) for own in told.falls} == falls
    assert (told.gross * 100, told.net * 100) == (gross, net)
    assert told.over * 100 == sum(abs(gross - net) for gross, net in by_link(county).values()) - over_before
    assert before - left(county) <= told.left * 100 <= told.total * 100


def test_a_reduction_that_would_be_claimed_twice_is_told_as_dollars_are(county, ask):
    make(county(), a_link("A-1", "1", unit="A2000"))

    told = ask.weighed(a_link("A-3", "1", unit="A2000", account="53140"), VIEW)

    assert (told.gross, told.net, told.over) == (-1000, -1000, 1000)


def test_what_is_left_is_what_a_link_to_everything_that_is_left_would_find(county, ask):
    make(county(), a_link(share="0.1"), a_link("A-2", "1", package="DS_1"))

    told = ask.weighed(a_link("A-3", "0.5", unit="A1000"), VIEW)

    # 150,000.01 without a package, of which a tenth is claimed; of the package nothing is left.
    assert (told.total, told.left) == (Decimal("183333.34"), Decimal("135000.01"))


def test_who_would_lose_by_a_link_is_named_with_action_goal_and_dollars(county, ask):
    (one,) = make(county(), a_link("A-1", share="1", unit="A2000"))
    told = ask.weighed(a_link("A-3", "1", unit="A2000", fund="F0020"), VIEW)

    assert told.falls == (Fall(one.id, "Public Health", "A-1", Decimal(9000), Decimal(0), "LOS"),)
    assert ask.weighed(a_link("A-3", "1", unit="A1000"), VIEW).falls == ()


def test_nothing_is_kept_by_weighing(county, ask):
    before = kept(county)

    ask.weighed(a_link(share="1"), VIEW)

    assert kept(county) == before
    with county() as uow:
        assert uow.links.all() == ()


def test_lines_that_are_not_in_the_book_come_to_nothing(ask):
    told = ask.weighed(a_link(unit="A1000", fund="F0020"), VIEW)

    assert (told.total, told.left, told.gross, told.net, told.over) == (0, 0, 0, 0, 0)


def test_there_is_no_weighing_without_a_book(ask):
    with pytest.raises(NotFoundError):
        ask.weighed(a_link(), View("2026-2027", Phase.REQUESTED))


def test_the_tree_opens_department_unit_and_program_with_what_is_left(county, ask):
    make(county(), a_link(share="0.1"))

    (department,) = ask.linking(LinkingAsked(VIEW)).branches
    units = ask.linking(LinkingAsked(VIEW, within=department.opens)).branches
    programs = ask.linking(LinkingAsked(VIEW, within=department.opens, unit=units[0].opens)).branches

    assert (department.keys, department.dollars) == ({"department": "Public Health"}, Decimal("192333.34"))
    assert department.left == Decimal("174000.01")
    assert [(own.code, own.dollars, own.left) for own in units] == [
        ("A1000", Decimal("183333.34"), Decimal("165000.01")),
        ("A2000", Decimal("9000.00"), Decimal("9000.00")),
    ]
    assert [(own.keys, own.dollars, own.left) for own in programs] == [
        ({"unit": "A1000", "program": "P1"}, Decimal("150000.01"), None),
        ({"unit": "A1000", "program": "P2"}, Decimal("33333.33"), None),
    ]


@pytest.mark.parametrize("cut", ["fund", "package"])
def test_funds_and_packages_are_told_with_what_is_left(county, ask, cut):
    make(county(), a_link("A-1", "1", package="DS_1"))
    left_of = {own.code: (own.dollars, own.left) for own in ask.linking(LinkingAsked(VIEW, cut=cut)).branches}

    expected = {
        "fund": {"F0010": (Decimal("183333.34"), Decimal("150000.01")), "F0020": (Decimal(9000), Decimal(9000))},
        "package": {"DS_1": (Decimal("33333.33"), Decimal(0))},
    }
    assert left_of == expected[cut]


def test_the_budget_is_searched_by_words_and_codes(ask):
    found = ask.linking(LinkingAsked(VIEW, words="unit a2")).branches

    assert [own.keys for own in found] == [{"unit": "A2000"}]


def test_actions_are_filtered_and_told_with_what_pays_for_them(county, ask):
    make(county(), a_link(share="0.1"), a_link("A-1", "0.5", unit="A2000"))

    page = ask.linking(LinkingAsked(VIEW, unlinked=True))

    assert [row.name for row in page.actions] == ["A-2", "A-3"]
    assert (page.unlinked, page.of) == (2, 3)
    (linked,) = [row for row in ask.linking(LinkingAsked(VIEW)).actions if row.links]
    assert (linked.links, linked.linked) == (2, Decimal("22833.33"))
    assert ask.linking(LinkingAsked(VIEW, department="parks")).actions == ()


def test_the_history_of_an_action_tells_links_that_were_ended(county, ask):
    one, other = make(county(), a_link(), a_link("A-1", "0.5", unit="A2000"))
    make(county(), a_link("A-2"))
    end_link(county(), LOCAL_USER, COUNTY, one.id, "said twice")

    page = ask.linking(LinkingAsked(VIEW, of="public health", action="a-1"))

    assert page.chosen
    assert [(row.id, row.ended_why) for row in page.links] == [(other.id, None), (one.id, "said twice")]
    assert len(ask.links(VIEW)) == 3


@pytest.mark.parametrize("asked", [{"of": "public health", "action": "A-9"}, {"within": "nobody"}, {"unit": "Z9"}])
def test_what_is_not_there_is_said_so(ask, asked):
    with pytest.raises(NotFoundError):
        ask.linking(LinkingAsked(VIEW, **asked))


PLAN_WITH_ASKS = b"""Action Code,Action,Goal,Lead,Amount Requested,Decision Package
A-1,Run the clinic,LOS,Ana,20000,DS_1
A-2,Run it twice,LOS,Ana,20000,DS_1
A-3,Run it later,LOS,Ana,100,DS_1
"""


def test_sure_links_are_those_that_can_be_met_together(county):
    bring(county(), PLAN_WITH_ASKS, Kind.PLAN)
    ask = Queries(county, COUNTY)
    asked = [(row.name, row.asked, row.named) for row in ask.linking(LinkingAsked(VIEW)).actions]
    assert asked[0] == ("A-1", Decimal(20000), ("package DS_1",))

    # 33,333.33 cannot pay 20,000 twice and 100: nobody is sure then, and everybody is told with who else claims it.
    told = ask.sure_links(VIEW)
    assert told.met == ()
    assert [(row.link.action, row.beside) for row in told.left_out] == [
        ("A-1", ("A-2", "A-3")),
        ("A-2", ("A-1", "A-3")),
        ("A-3", ("A-1", "A-2")),
    ]
    assert [row.gross for row in told.left_out] == [Decimal(20000), Decimal(20000), Decimal(100)]
    assert sum(row.net for row in told.left_out) == Decimal("33333.33")


def test_what_a_standing_link_takes_is_left_out_with_its_number(county):
    bring(county(), PLAN_WITH_ASKS.replace(b"20000", b"10000"), Kind.PLAN)
    (standing,) = make(county(), a_link("A-3", share="0.8", package="DS_1"))

    told = Queries(county, COUNTY).sure_links(VIEW)

    assert told.met == ()
    assert {row.link.action: row.beside for row in told.left_out}["A-1"] == (f"link {standing.id} (A-3)", "A-2")


NARROW_ASKS = b"""Action Code,Action,Goal,Lead,Amount Requested,Appropriation Unit,Fund
A-1,Run the clinic,LOS,Ana,10000,A1000,F0010
A-2,Run it twice,LOS,Ana,10000,A1000,F0010
A-3,Run it later,LOS,Ana,,,
"""


def test_what_would_take_from_a_link_that_stands_is_neither_sure_nor_offered_and_says_from_whom(county):
    bring(county(), NARROW_ASKS, Kind.PLAN)
    (wide,) = make(county(), a_link("A-3", share="1", unit="A1000"))
    ask = Queries(county, COUNTY)

    told = ask.sure_links(VIEW)
    (own, *_) = ask.linking(LinkingAsked(VIEW, of="public health", action="A-1")).suggested

    # The narrower claims are met, all of them at the expense of the wider one.
    assert told.met == ()
    assert [(row.gross, row.net, row.beside) for row in told.left_out] == [(Decimal(10000), Decimal(10000), ())] * 2
    lost = Fall(wide.id, "Public Health", "A-3", Decimal("183333.34"), Decimal("163333.34"), "LOS")
    assert [row.falls for row in told.left_out] == [(lost,)] * 2
    assert own.offered is None
    assert own.weighed
    assert own.weighed.falls == (replace(lost, after=Decimal("173333.34")),)
    assert not ask.can_be_made_together((told.left_out[0].link,), VIEW)


def test_what_a_suggestion_would_do_is_what_weighing_its_link_says(county):
    bring(county(), PLAN_WITH_ASKS, Kind.PLAN)
    make(county(), a_link("A-3", share="0.333333", fund="F0010"), a_link("A-3", amount="33.33", unit="A1000"))
    make(county(), a_link("A-3", "0.1", unit="A1000", account="53140"))
    make(county(), a_link("A-2", amount="250.01", account="53140"))
    ask = Queries(county, COUNTY)

    for each in ask.suggested(VIEW):
        for one in each.found:
            left = ask.lines_left(one.selector, VIEW)
            assert (left.total, left.left) == (one.dollars, one.left)
            if one.amount is not None:
                own = confirmed(one, "public health", each.name, BIENNIUM)
                assert one.weighed == ask.weighed(own, VIEW)


def test_a_link_whose_amount_counts_nothing_in_a_book_is_not_sure_there(county):
    bring(county(), PLAN_WITH_ASKS.replace(b"20000", b"10000"), Kind.PLAN)
    bring(county(), book(*ROWS), phase="actual")
    spent = View("2026-2027", Phase.ACTUAL)

    assert [row.gross for row in Queries(county, COUNTY).sure_links(spent).left_out] == [0, 0, 0]
    assert Queries(county, COUNTY).suggested(spent)[0].found[0].offered is None


def test_only_the_rest_of_what_is_asked_is_suggested_and_nothing_beyond_it(county):
    bring(county(), PLAN_WITH_ASKS.replace(b"20000", b"5000"), Kind.PLAN)
    make(county(), a_link("A-1", amount="3000.25", unit="A2000"))
    asked = LinkingAsked(VIEW, of="public health", action="A-1")

    page = Queries(county, COUNTY).linking(asked)

    assert page.chosen
    assert page.chosen.met == AskMet(Decimal(5000), Decimal("3000.25"), Phase.ADOPTED)
    assert (page.suggested[0].selector.named, page.suggested[0].amount) == ({"package": "DS_1"}, Decimal("1999.75"))

    make(county(), a_link("A-1", amount="1999.75", package="DS_1"))
    page = Queries(county, COUNTY).linking(asked)

    assert page.chosen
    assert page.chosen.met == AskMet(Decimal(5000), Decimal(5000), Phase.ADOPTED)
    assert page.suggested == ()
    assert "A-1" not in {each.name for each in Queries(county, COUNTY).suggested(VIEW)}


def test_what_is_asked_for_a_period_is_not_asked_again_in_another_phase(county):
    bring(county(), PLAN_WITH_ASKS, Kind.PLAN)
    bring(county(), book(*ROWS), phase="actual")
    make(county(), a_link("A-1", amount="12000", package="DS_1"), a_link("A-1", amount="8500", unit="A2000"))

    page = Queries(county, COUNTY).linking(
        LinkingAsked(View("2026-2027", Phase.ACTUAL), of="public health", action="A-1")
    )

    # Of a fixed amount nobody says what is spent; what was decided is linked all the same.
    assert page.chosen
    assert page.chosen.linked == 0
    assert page.chosen.met
    assert (page.chosen.met.rest, page.chosen.met.beyond) == (Decimal(0), Decimal(500))
    assert page.suggested == ()


def test_a_suggestion_tells_what_links_leave_of_its_lines_and_offers_no_more(county):
    bring(county(), PLAN_WITH_ASKS, Kind.PLAN)
    make(county(), a_link("A-3", amount="13333.33", package="DS_1"))
    asked = LinkingAsked(VIEW, of="public health", action="A-2")

    (own, *_) = Queries(county, COUNTY).linking(asked).suggested
    assert (own.dollars, own.left, own.offered) == (Decimal("33333.33"), Decimal(20000), Decimal(20000))

    make(county(), a_link("A-3", amount="0.01", unit="A1000", package="DS_1"))
    (own, *_) = Queries(county, COUNTY).linking(asked).suggested
    assert (own.left, own.amount, own.offered) == (Decimal("19999.99"), Decimal(20000), None)

    (told,) = [each for each in Queries(county, COUNTY).suggested(VIEW) if each.name == "A-2"]
    assert told.found[0] == own


def test_what_is_left_of_a_part_of_the_budget_is_what_weighing_a_link_to_it_says(county, ask):
    make(county(), a_link(share="0.1"), a_link("A-2", amount="500.00", unit="A1000", account="53140"))

    for keys in ({"unit": "A1000"}, {"program": "P1"}, {"account": "53140", "fund": "F0010"}, {"unit": "A9"}):
        weighed = ask.weighed(a_link("A-3", "0.5", **keys), VIEW)

        assert ask.lines_left(LineSelector(**keys), VIEW) == LinesLeft(weighed.total, weighed.left)
    assert ask.lines_left(LineSelector(unit="A1000"), VIEW).claimed == Decimal("18833.33")
    with pytest.raises(NotFoundError):
        ask.lines_left(LineSelector(unit="A1000"), View("2026-2027", Phase.REQUESTED))


def test_a_link_that_does_not_count_in_a_book_claims_nothing_of_it_and_says_why(county, ask):
    bring(county(), book(*ROWS), phase="actual")
    later = a_link(unit="A1000").model_copy(update={"since": date(2030, 1, 1)})

    assert ask.weighed(later, VIEW).silence is Silence.ANOTHER_PERIOD
    spent = ask.weighed(a_link(amount="5.00", unit="A1000"), View("2026-2027", Phase.ACTUAL))
    assert (spent.silence, spent.gross, spent.net, spent.over) == (Silence.NOT_SPENT, 0, 0, 0)
    assert spent.total == Decimal("183333.34")


def test_a_sure_link_is_made_as_the_plan_states_it(county):
    bring(county(), PLAN_WITH_ASKS.replace(b"20000", b"10000"), Kind.PLAN)
    sure = Queries(county, COUNTY).sure_links(VIEW).met

    made = link_actions(county(), LOCAL_USER, COUNTY, [each.link for each in sure])

    assert [(one.link.action, one.link.amount, one.link.until) for one in made] == [
        ("A-1", Decimal(10000), BIENNIUM.end),
        ("A-2", Decimal(10000), BIENNIUM.end),
        ("A-3", Decimal(100), BIENNIUM.end),
    ]
    assert sum(net for link, (_, net) in by_link(county, ADOPTED).items() if link) == 20_100_00
    assert Queries(county, COUNTY).sure_links(VIEW) == SureLinks((), ())
    assert made[0].link.selector == LineSelector(package="DS_1")
