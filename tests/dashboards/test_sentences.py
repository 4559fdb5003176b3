from dataclasses import replace
from decimal import Decimal

from budgets.phases import Phase
from dashboards.sentences import goal_sentence, goals_on_track, overview_sentence, phase_sentence
from plans.attainment import Progress
from plans.progress import MeasureStatus
from tests.dashboards.fakes import ADOPTED, FakeQueries, a_goal, counts, money


def test_the_overview_says_what_is_on_track_and_what_is_most_in_doubt():
    told = FakeQueries().overview(ADOPTED)

    assert overview_sentence(told) == "Two of six goals are on track; 41 measures of open actions lack a recent value"


def test_the_overview_of_an_empty_store_says_so():
    told = FakeQueries(is_empty=True).overview(ADOPTED)

    assert overview_sentence(told) == "Six goals are set; no plan has come in yet"


def test_one_goal_on_track_is_told_in_the_singular():
    goals = [replace(a_goal(place), status=MeasureStatus.AT_RISK) for place in range(2)]

    assert goals_on_track([a_goal(0), *goals]) == "One of three goals is on track"


def test_goals_without_a_result_are_not_called_off_track():
    assert goals_on_track([a_goal(5)]) == "No goal has a measured result yet"


def test_a_goal_tells_what_keeps_it_back():
    assert goal_sentence(a_goal(2)) == "Workforce is on track; 3 measures are off track"


def test_a_goal_without_result_is_told_with_its_coverage():
    assert goal_sentence(a_goal(5)) == "Facilities cannot be told yet: none of 22 measures tells its progress"


def test_a_goal_that_no_plan_names_says_so():
    bare = replace(a_goal(0), counts=counts(actions=0, measures=0), progress=Progress(None, None, 0, 0))

    assert goal_sentence(bare) == "Leadership: no plan has an action or a measure for it yet"


def test_a_phase_is_compared_with_the_one_before_it():
    phases = [(Phase.PROPOSED, money("5000000")), (Phase.ADOPTED, money("4400000"))]

    assert (
        phase_sentence(phases, Phase.ADOPTED).replace("\N{NO-BREAK SPACE}", " ") == "Adopted is $600 K below proposed"
    )


def test_a_first_phase_is_compared_with_nothing():
    assert phase_sentence([(Phase.PROPOSED, money("5000000"))], Phase.PROPOSED).startswith("Proposed: $5.0")


def test_a_phase_without_an_amount_says_so():
    assert (
        phase_sentence([(Phase.PROPOSED, money("5000000")), (Phase.ACTUAL, None)], Phase.ACTUAL)
        == "Actual has no amount yet"
    )


def test_equal_phases_are_equal():
    same = money("10")
    assert same.amount == Decimal(10)

    assert phase_sentence([(Phase.PROPOSED, same), (Phase.ADOPTED, same)], Phase.ADOPTED) == "Adopted equals proposed"
