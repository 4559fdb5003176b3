import pytest
from pydantic import ValidationError

from plans.framework import CodeChange, FrameworkEntry, FrameworkError, Goal, load_shipped, read_framework, shipped
from plans.matching import match
from tests.builders import a_framework

KING_COUNTY = load_shipped("king_county")
HEALTH_EQUITY_GUIDE = load_shipped("health_equity_guide")

SMALL = """
code = "cascara"
title = "Cascara County framework"
version = "2026"
adopted = 2026-01-15

[[goals]]
code = "A"
name = "Access"

[[crosswalk]]
from_version = "2020"
old = "X"
new = ["A"]
"""


@pytest.mark.parametrize(("text", "found"), [(" x ", "A"), ("A", None), ("Y", None)])
def test_a_goal_of_an_earlier_version_is_found_by_the_crosswalk(text, found):
    goal = read_framework(SMALL).match_earlier_goal(text)

    assert (goal.code if goal else None) == found


def test_a_code_that_two_versions_changed_differently_is_no_goal():
    changes = [CodeChange(from_version=version, old="X", new=(new,)) for version, new in (("2010", "A"), ("2020", "B"))]
    framework = a_framework("A", "B", crosswalk=tuple(changes))

    assert framework.match_earlier_goal("X") is None


def test_two_frameworks_are_shipped():
    assert shipped() == ("health_equity_guide", "king_county")


def test_king_county_has_six_goals_four_strategies_eight_policy_areas_and_fourteen_determinants():
    lists = (KING_COUNTY.goals, KING_COUNTY.strategies, KING_COUNTY.policy_areas, KING_COUNTY.determinants)

    assert [len(entries) for entries in lists] == [6, 4, 8, 14]
    assert [goal.code for goal in KING_COUNTY.goals] == ["LOS", "PPB", "WW", "CP", "CE", "FSI"]


def test_the_health_equity_guide_has_fifteen_practices_in_four_areas():
    of_area = [
        sum(practice.goal == goal.code for practice in HEALTH_EQUITY_GUIDE.strategies)
        for goal in HEALTH_EQUITY_GUIDE.goals
    ]

    assert of_area == [5, 3, 3, 4]


@pytest.mark.parametrize("framework", [KING_COUNTY, HEALTH_EQUITY_GUIDE], ids=lambda framework: framework.code)
def test_every_name_of_a_shipped_framework_names_one_thing(framework):
    for goal in framework.goals:
        assert [framework.match_goal(name) for name in goal.names] == [goal] * len(goal.names)
    for strategy in framework.strategies:
        assert [framework.match_strategy(name) for name in strategy.names] == [strategy] * len(strategy.names)
    for area in framework.policy_areas:
        assert [framework.match_policy_area(name) for name in area.names] == [area] * len(area.names)
    for determinant in framework.determinants:
        found = [match(name, framework.determinants) for name in determinant.names]
        assert found == [determinant] * len(determinant.names)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("LOS", "LOS"),
        (" los ", "LOS"),
        ("Goal 1: Leadership, Operations & Services", "LOS"),
        ("LEADERSHIP OPERATIONS AND SERVICES", "LOS"),
        ("LOS - Leadership, Operations and Services", "LOS"),
        ("Leadership, Operations, and Services (LOS)", "LOS"),
        ("Goal Area 2: Plans, Policies & Budgets", "PPB"),
        ("Goal #2 \u2013 Plans, Policies, & Budgets", "PPB"),
        ("2 Plans Policies Budgets", "PPB"),
        ("Goal WW", "WW"),
        ("III. Workplace & Workforce", "WW"),
        ("4) Community\nPartnerships", "CP"),
        ("C. Communication & Education", "CE"),
        ("CE. Communication & Education", "CE"),
        ("6 Facility & System", "FSI"),
        ("LOS: Workplace & Workforce", None),
        ("Goal 1", None),
        ("", None),
        ("???", None),
        ("Comunity partnership", None),
        ("A. Workforce equity improves at every pay level", None),
    ],
)
def test_recognises_a_goal_in_the_words_of_a_plan(text, code):
    goal = KING_COUNTY.match_goal(text)

    assert (goal.code if goal else None) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("S1", "S1"),
        ("Strategy S2", "S2"),
        ("Strategy 3: Invest in employees", "S3"),
        ("S4 - Accountable & transparent leadership", "S4"),
        ("S1: Invest in employees", None),
        ("Strategy 9", None),
    ],
)
def test_recognises_a_strategy_in_the_words_of_a_plan(text, code):
    strategy = KING_COUNTY.match_strategy(text)

    assert (strategy.code if strategy else None) == code


def test_a_number_that_is_a_code_may_stand_alone():
    framework = a_framework("1", "2")

    assert [goal and goal.code for goal in map(framework.match_goal, ("Goal 1", "2.", "3"))] == ["1", "2", None]


def test_a_number_and_a_name_that_disagree_name_nothing():
    framework = a_framework(goals=(Goal(code="1", name="Access"), Goal(code="2", name="Voice")))

    assert [framework.match_goal(text) for text in ("1. Access", "1. Voice")] == [framework.goals[0], None]


def test_a_name_that_two_goals_share_names_neither():
    framework = a_framework(goals=(Goal(code="1", name="Access"), Goal(code="2", name="Access!")))

    assert framework.match_goal("access") is None


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Comunity partnership", ["CP"]),
        ("Goal 5: Comunications and Eduction", ["CE"]),
        ("Workforce development", ["WW"]),
        ("zzz", []),
        ("", []),
    ],
)
def test_offers_the_goals_that_a_text_may_mean(text, codes):
    assert [goal.code for goal in KING_COUNTY.nearest_goals(text)] == codes


def test_offers_no_more_than_asked_for():
    framework = a_framework("Access 1", "Access 2", "Access 3")

    assert len(framework.nearest_goals("Access", limit=2)) == 2


def test_reads_a_framework_from_toml():
    framework = read_framework(SMALL)

    assert (framework.goals[0].name, str(framework.adopted)) == ("Access", "2026-01-15")


@pytest.mark.parametrize(
    ("old", "version", "new"),
    [("X", "2020", ("A",)), (" x ", "2020", ("A",)), ("X", "2016", None), ("Y", "2020", None)],
)
def test_an_old_code_is_followed_to_its_successors(old, version, new):
    assert read_framework(SMALL).successors(old, version) == new


NOT_TOML = "this is not TOML; write word = value, texts in quotes, days as 2026-09-30, lists in [ ]"


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (
            "goals =",
            [f"line 1 (goals =): {NOT_TOML}"],
        ),
        ("", ["code: is missing", "title: is missing", "version: is missing", "goals: is missing"]),
        (
            SMALL.replace('name = "Access"', 'name = " "\nnmae = "x"'),
            ["goals 1 name: is empty", "goals 1 nmae: is not a word of a framework file; did you mean name?"],
        ),
        ("code = 5" + SMALL.replace('code = "cascara"', ""), ["code: 5 was found; write a text in quotes"]),
        (SMALL.replace('new = ["A"]', 'new = ["B"]'), ["crosswalk: new codes that are in no list: B"]),
    ],
)
def test_tells_all_that_is_wrong_with_a_framework_in_one_sentence(text, problems):
    with pytest.raises(FrameworkError) as told:
        read_framework(text)

    assert told.value.problems == tuple(problems)
    assert str(told.value) == f"this is not a framework: {'; '.join(problems)}"


def test_a_framework_that_is_not_shipped_is_refused_with_those_that_are():
    with pytest.raises(FrameworkError, match="there are health_equity_guide, king_county"):
        load_shipped("../king_county")


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"goals": ()}, "at least one goal"),
        ({"goals": (Goal(code="a", name="x"), Goal(code="A", name="y"))}, "goals: each code stands once; repeated: a"),
        ({"strategies": (FrameworkEntry(code="S1", name="x", goal="ZZ"),)}, "S1 belongs to the goal ZZ"),
        (
            {
                "crosswalk": (
                    CodeChange(from_version="1", old="x", new=()),
                    CodeChange(from_version="1", old="X", new=()),
                )
            },
            "crosswalk: each old code stands once",
        ),
    ],
)
def test_a_framework_does_not_contradict_itself(changes, problem):
    with pytest.raises(ValidationError, match=problem):
        a_framework(**changes)


def test_finds_a_goal_by_its_code_alone():
    framework = a_framework("LOS")

    assert [framework.find_goal(code) is not None for code in (" los", "Leadership, Operations & Services")] == [
        True,
        False,
    ]
