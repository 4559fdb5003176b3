import pytest

from plans.matching import fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Leadership, Operations &  Services", "leadership operations and services"),
        ("People\u2019s Council", "Peoples Council"),
        ("Straße", "STRASSE"),
        ("A/B", "a b"),
    ],
)
def test_words_compare_without_case_and_punctuation(one, other):
    assert fold(one) == fold(other)


def test_other_words_are_other_words():
    assert fold("Community partners") != fold("Community partnerships")
