from decimal import Decimal

import pytest

from plans.questions import (
    LONGEST_ANSWER,
    AskedOf,
    Completeness,
    Question,
    QuestionSetError,
    completeness,
    load_shipped_questions,
    make_question_set,
    read_question_set,
    shipped_question_sets,
    together,
)

WRONG = """
code = "ours"
title = "Ours"
version = 2

[[questions]]
code = "Q1"
asked_of = "council"
text = "Who gains?"
sort = 1
"""


WORDS = "asked_of, choices, code, help, kind, required, text"
SORT = f"questions 1 sort: is not a word of a set of questions; its words are {WORDS}"


def a_question(**changes):
    return Question.model_validate({"code": "Q1", "text": "Who gains?", "asked_of": "package"} | changes)


def a_set(*questions, **changes):
    told = {"code": "ours", "title": "Ours", "version": "1", "questions": questions or (a_question(),)}
    return make_question_set(told | changes)


@pytest.mark.parametrize("name", shipped_question_sets())
def test_what_comes_with_the_product_can_be_read_and_asks_both(name):
    asked = load_shipped_questions(name)

    assert all(asked.of(about) for about in AskedOf)
    assert all(asked.find(question.code) is question for question in asked.questions)


def test_a_set_that_does_not_come_along_is_named():
    with pytest.raises(QuestionSetError, match="'theirs' does not come with the product; there is budget_equity"):
        load_shipped_questions("theirs")


def test_every_mistake_of_a_file_is_told_at_once():
    with pytest.raises(QuestionSetError) as told:
        read_question_set(WRONG)

    assert told.value.problems == (
        "version: 2 was found; write a text in quotes",
        'questions 1 asked_of: "council" was found; write one of department, package, in quotes',
        SORT,
    )


@pytest.mark.parametrize("text", ["a." * 1_000 + "b = 1", "x = " + "[" * 100_000, "x = " + "9" * 10_000, "\0"], ids=len)
def test_what_nobody_would_write_is_told_in_few_words(text):
    with pytest.raises(QuestionSetError) as told:
        read_question_set(text)

    assert len(str(told.value)) < 300


def test_of_very_many_mistakes_the_first_are_told():
    wrong = "".join("\n[[questions]]\ncode = 1" for _ in range(500))

    with pytest.raises(QuestionSetError) as told:
        read_question_set(f'code = "c"\n{"k" * 100_000} = 1\n{wrong}')

    assert str(told.value).endswith("more")
    assert len(str(told.value)) < 10_000


def test_what_is_no_toml_is_told_with_its_line():
    with pytest.raises(QuestionSetError, match=r"line 1 \(title: Ours\): this is not TOML"):
        read_question_set("title: Ours")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"kind": "choice", "choices": ["more"]}, "two or more that differ"),
        ({"kind": "choice", "choices": ["more", "More"]}, "two or more that differ"),
        ({"kind": "choice", "choices": ["more", "less", "Less"]}, "a choice stands twice"),
        ({"kind": "text", "choices": ["more", "less"]}, "this one is text"),
    ],
)
def test_choices_belong_to_choices_and_differ(changes, said):
    with pytest.raises(ValueError, match=said):
        a_question(**changes)


@pytest.mark.parametrize(
    ("questions", "said"),
    [((), "at least one question"), ((a_question(code="q1"), a_question(code="Q1")), "repeated: q1")],
)
def test_a_set_has_questions_with_codes_of_their_own(questions, said):
    with pytest.raises(QuestionSetError, match=said):
        make_question_set({"code": "ours", "title": "Ours", "version": "1", "questions": questions})


@pytest.mark.parametrize(
    ("changes", "typed", "kept"),
    [
        ({}, "  Renters in Kent. ", "Renters in Kent."),
        ({}, " ", None),
        ({}, "x" * (LONGEST_ANSWER + 1), None),
        ({"kind": "yes-no"}, "No", "no"),
        ({"kind": "yes-no"}, "maybe", None),
        ({"kind": "choice", "choices": ["Narrows it", "Widens it"]}, "narrows IT", "Narrows it"),
        ({"kind": "choice", "choices": ["Narrows it", "Widens it"]}, "narrows", None),
    ],
)
def test_an_answer_is_kept_as_the_question_takes_it_or_not_at_all(changes, typed, kept):
    assert a_question(**changes).fit(typed) == kept


def test_completeness_counts_the_required_questions_and_all():
    asked = [a_question(code="A"), a_question(code="B"), a_question(code="C", required=False)]

    told = completeness(asked, {"A", "C", "of another version"})

    assert told == Completeness(required=2, required_answered=1, asked=3, answered=2)
    assert (told.share, told.lacking) == (Decimal("0.5"), 1)


def test_where_nothing_is_required_there_is_no_share():
    assert (together([]), together([]).share) == (Completeness(), None)
    assert completeness([a_question(required=False)], ()).share is None


def test_a_question_is_found_without_case():
    asked = a_set(a_question(code="Equity-1"))

    assert asked.find(" equity-1 ") == asked.questions[0]
    assert asked.find("equity-2") is None
