import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.codes import reading_order
from plans.framework import FrameworkError, load_shipped, read_framework, shipped

FRAMEWORKS = [load_shipped(name) for name in shipped()]
LEAD_INS = st.sampled_from(["", "Goal 1: ", "Goal Area 2 - ", "3. ", "A. ", "IV) ", "Goal #5 \u2013 "])


@given(st.sampled_from(FRAMEWORKS), st.text())
def test_no_text_is_too_odd_to_be_compared_with_a_framework(framework, text):
    matched = framework.match_goal(text), framework.match_strategy(text)

    assert matched[0] in (None, *framework.goals)
    assert matched[1] in (None, *framework.strategies)
    assert len(framework.nearest_goals(text)) <= 3


@given(st.sampled_from([(one, goal) for one in FRAMEWORKS for goal in one.goals]), LEAD_INS, st.booleans())
def test_a_goal_is_recognised_behind_any_lead_in(framework_and_goal, lead_in, is_shouted):
    framework, goal = framework_and_goal
    text = f"{lead_in}{goal.name}"

    assert framework.match_goal(text.upper() if is_shouted else text) == goal


@given(st.text() | st.sampled_from(["a=" + "[" * 100_000, "a=" + "1" * 10_000, "a=0001-01-01"]))
def test_a_text_that_is_no_framework_is_refused_with_a_reason(text):
    with pytest.raises(FrameworkError, match=r"this is not a framework: ."):
        read_framework(text)


@given(st.lists(st.text()))
def test_any_codes_can_be_put_in_order(codes):
    ordered = sorted(codes, key=reading_order)

    assert sorted(ordered, key=reading_order) == ordered


@given(st.integers(0, 10**30), st.integers(0, 10**30))
def test_numbers_are_read_as_numbers(one, other):
    assert (reading_order(str(one)) < reading_order(str(other))) == (one < other)
