from dashboards.components.questions import question_list
from dashboards.reports import QuestionTold
from tests.dashboards.trees import of_kind


def test_a_last_answer_among_others_is_marked_as_that():
    candidates = [{"value": "Plan", "samples": ["the last answer", "Goal 1"]}, {"value": "Old", "samples": ["Goal 9"]}]
    asked = {"code": "which-sheet", "field": "sheet", "message": "Which?", "candidates": candidates}

    (drawn,) = question_list([QuestionTold.model_validate(asked)], {})

    assert [each.description for each in of_kind(drawn, "Radio")] == [
        "the last answer; such as Goal 1",
        "such as Goal 9",
    ]


def test_a_year_that_was_answered_last_is_offered_and_another_can_be_typed():
    last = {"value": "2026", "samples": ["the last answer"]}
    asked = {"code": "which-fiscal-year", "field": "fiscal_year", "message": "Which?", "candidates": [last]}

    (drawn,) = question_list([QuestionTold.model_validate(asked)], {})

    (control,) = of_kind(drawn, "Autocomplete")
    assert (control.data, control.value) == (["2026"], "")
    assert control.description == "such as 2026 (the last answer)"
