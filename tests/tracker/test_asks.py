from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from budgets.structure import CodeRules
from plans.implementation import FundingAsk
from tests.builders import an_action
from tests.tracker.test_finding_rules import followed
from tracker.asks import Asks, Ties, hit_action, spellings, ways
from tracker.following import FollowedAction
from tracker.records import KEYS, Dimension
from tracker.sums import Slice

RULES = CodeRules.model_validate({"fund": {"ignore_letter_prefix": True, "ignore_leading_zeros": True}})
NOTHING = Slice(None, None, None)
CODES = st.sampled_from(["U1", "U2"])
FUNDS = st.sampled_from(["F0010", "10", "Road Fund", "F0010 Road Fund"])
PACKAGES = st.sampled_from(["DS_1", "DS_1 Navigators", "ds_2", ":"])
ASKS = st.builds(
    FundingAsk,
    amount=st.just(Decimal(1)),
    appropriation_unit=st.none() | CODES,
    fund=st.none() | FUNDS,
    decision_package=st.none() | PACKAGES,
)


def a_key(unit: str | None = None, fund: str | None = None, package: str | None = None) -> dict[Dimension, Slice]:
    names = {"U1": "Clinics", "10": "Road Fund", "DS_1": "Navigators"}
    told = {Dimension.UNIT: unit, Dimension.FUND: fund, Dimension.PACKAGE: package}
    codes = {dimension: told.get(dimension) for dimension in KEYS}
    return {
        dimension: NOTHING if code is None else Slice(RULES.of(dimension.value).identity(code), code, names.get(code))
        for dimension, code in codes.items()
    }


KEYS_OF_BOOKS = st.builds(
    a_key,
    st.none() | CODES,
    st.none() | st.sampled_from(["10", "F0020"]),
    st.none() | st.sampled_from(["DS_1", "DS_2"]),
)


def some_actions(asks: list[FundingAsk]) -> tuple[FollowedAction, ...]:
    return followed(*(an_action(f"A-{place}", ask=ask) for place, ask in enumerate(asks))).actions if asks else ()


@given(st.lists(ASKS, max_size=6), KEYS_OF_BOOKS)
def test_an_ask_hits_the_keys_that_fit_in_all_that_it_names(asks, key):
    fields = {Dimension.UNIT: "appropriation_unit", Dimension.FUND: "fund", Dimension.PACKAGE: "decision_package"}
    expected = []
    for place, ask in enumerate(asks):
        named = {dimension: text for dimension, field in fields.items() if (text := getattr(ask, field))}
        fits = [spellings(RULES, name, text) & ways(RULES, name, key[name]) for name, text in named.items()]
        if fits and all(fits):
            expected.append(f"A-{place}")

    assert [action.code for action in Asks(some_actions(asks), RULES).hit_by(key)] == expected


LINKED = st.dictionaries(st.sampled_from([*KEYS, Dimension.ACCOUNT]), st.sampled_from(["u1", "10", "ds_1"]), min_size=1)


@given(st.lists(LINKED, max_size=6), KEYS_OF_BOOKS)
def test_a_link_pays_from_the_keys_that_it_names_whatever_its_account(links, key):
    own = [hit_action(action) for action in some_actions([FundingAsk() for _ in links])]
    expected = []
    for action, named in zip(own, links, strict=True):
        looked_at = {dimension: code for dimension, code in named.items() if dimension is not Dimension.ACCOUNT}
        if looked_at and all(key[dimension].key == code for dimension, code in looked_at.items()):
            expected.append(action.code)

    hit = Ties(zip(own, links, strict=True)).hit_by(key)

    assert [action.code for action in hit] == expected
    assert all(action.linked for action in hit)


def test_of_a_link_to_an_account_alone_no_key_is_said_to_pay():
    (action,) = some_actions([FundingAsk()])

    assert Ties([(hit_action(action), {Dimension.ACCOUNT: "51100"})]).hit_by(a_key("U1", "10")) == ()
