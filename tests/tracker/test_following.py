import pytest

from plans.framework import CodeChange
from tests.builders import a_framework
from tracker.following import find_goal

NEWER = a_framework(
    "LOS",
    "CP",
    crosswalk=(
        CodeChange(from_version="2020", old="HOUSING", new=("CP",)),
        CodeChange(from_version="2020", old="LOS", new=("CP",)),
        CodeChange(from_version="2020", old="ALL", new=("LOS", "CP")),
        CodeChange(from_version="2020", old="GONE", new=()),
    ),
)


@pytest.mark.parametrize(
    ("text", "plan_of", "found"),
    [
        ("LOS", "cascara 2026", "LOS"),
        ("Community Partnerships", "cascara 2026", "CP"),
        ("HOUSING", "cascara 2020", "CP"),
        ("HOUSING", "cascara 2026", None),
        ("LOS", "cascara 2020", "CP"),
        ("CP", "cascara 2020", "CP"),
        ("ALL", "cascara 2020", None),
        ("GONE", "cascara 2020", None),
        ("Wellness", "cascara 2026", None),
        (None, "cascara 2026", None),
    ],
)
def test_finds_the_goal_that_a_plan_means_in_the_words_of_its_own_framework(text, plan_of, found):
    assert find_goal(NEWER, text, plan_of) == found
