from decimal import Decimal

import pytest

from budgets.structure import CodeRules
from plans.implementation import Action, FundingAsk
from tracker.alignment import Basis
from tracker.suggesting import Sign, Spot, Wish, suggester

RULES = CodeRules.model_validate({"fund": {"ignore_letter_prefix": True, "ignore_leading_zeros": True}})
HEALTH = frozenset({"health"})


def a_spot(
    part: str, code: str | None, name: str | None, dollars: str = "1000", goals: tuple[str, ...] = (), of=HEALTH
):
    key = getattr(RULES, part).identity(code or name or "")
    return Spot(part, key, code, name, of, Decimal(dollars), frozenset(goals))


SPOTS = (
    a_spot("unit", "A1000", "Public Health"),
    a_spot("fund", "F0010", "General Fund"),
    a_spot("program", "PH101", "Community Health Centers"),
    a_spot("package", "DS_1", "Mobile clinic for south county", goals=("LOS",)),
    a_spot("package", "DS_2", "Night buses", of=frozenset({"transit"})),
)
TITLES = [f"Do something else about the health of number {number}" for number in range(30)]


def found(title: str = "Do it", *, asked: str | None = None, goal: str | None = None, note: str | None = None, **ask):
    action = Action(title=title, progress_note=note, ask=FundingAsk(**ask))
    wish = Wish("health", action, goal, None if asked is None else Decimal(asked))
    return suggester(SPOTS, TITLES, RULES).of(wish)


def test_what_the_plan_names_comes_first_and_is_sure_with_its_amount():
    best, *_ = found(decision_package="ds_1", appropriation_unit="A1000", fund="10", asked="250")

    assert best.selector.named == {"package": "DS_1"}
    assert (best.sign, best.basis, best.amount, best.is_sure) == (Sign.STATED, Basis.STATED, Decimal(250), True)
    assert "The plan names package DS_1" in best.reasons[0]


def test_a_unit_and_a_fund_that_the_plan_names_are_one_place():
    (only,) = found(appropriation_unit="a1000", fund="0010")

    assert only.selector.named == {"unit": "A1000", "fund": "F0010"}
    assert not only.is_sure


@pytest.mark.parametrize("asked", ["1000.01", "0"])
def test_no_amount_is_claimed_that_the_lines_do_not_come_to(asked):
    best, *_ = found(decision_package="DS_1", asked=asked)

    assert best.amount is None
    assert not best.is_sure


def test_a_code_that_no_budget_has_is_not_suggested():
    assert found(decision_package="DS_9", fund="F99") == ()


@pytest.mark.parametrize(
    ("note", "named"),
    [
        ("Waits for PH101 to hire", {"program": "PH101"}),
        ("paid from F10 since May", {"fund": "F0010"}),
        ("Due in Q10, 10 people in 2026", None),
        ("see DS_2", None),
    ],
)
def test_codes_are_found_in_words_of_their_own_department_and_numbers_are_no_codes(note, named):
    told = found(note=note)

    assert [one.selector.named for one in told] == ([named] if named else [])
    assert all(one.sign is Sign.WRITTEN and one.basis is Basis.SUGGESTED for one in told)


def test_names_with_rare_words_in_common_are_suggested_with_these_words():
    best, *_ = found("Send mobile clinics south", goal="LOS", asked="10")

    assert best.selector.named == {"package": "DS_1"}
    assert best.sign is Sign.ALIKE
    assert best.reasons == (
        "Words in common: clinic, mobile, south",
        "Its lines name goal LOS, as the action does",
    )
    assert not best.is_sure


def test_usual_words_alone_are_no_reason():
    assert found("Do something about health") == ()


def test_a_package_that_serves_the_goal_is_suggested_last():
    (only,) = found("Hire people", goal="LOS")

    assert (only.selector.named, only.sign) == ({"package": "DS_1"}, Sign.SERVES)


def test_lines_that_name_no_department_may_be_anybodys():
    spot = a_spot("program", "X1", "Doula services", of=frozenset())
    told = suggester([spot], TITLES, RULES).of(Wish("parks", Action(title="Pay doulas")))

    assert [one.selector.named for one in told] == [{"program": "X1"}]
