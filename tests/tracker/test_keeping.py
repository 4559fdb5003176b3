from collections.abc import Callable

from tracker.services.keeping import Answers


def counted() -> tuple[list[str], Callable[[str], Callable[[], str]]]:
    asked: list[str] = []

    def answer(words: str) -> Callable[[], str]:
        def told() -> str:
            asked.append(words)
            return words

        return told

    return asked, answer


def test_what_was_asked_is_worked_out_once():
    asked, answer = counted()
    keeping = Answers(2).at("monday")

    assert [keeping.of("goals", answer("six")) for _ in range(3)] == ["six"] * 3
    assert asked == ["six"]


def test_answers_of_an_earlier_state_are_let_go():
    asked, answer = counted()
    answers = Answers(2)

    answers.at("monday").of("goals", answer("six"))
    assert answers.at("tuesday").of("goals", answer("seven")) == "seven"
    assert answers.at("monday").of("goals", answer("six")) == "six"
    assert asked == ["six", "seven", "six"]


def test_the_answer_that_was_asked_for_longest_ago_makes_room():
    asked, answer = counted()
    keeping = Answers(2).at("monday")

    for question in ("a", "b", "a", "c", "a", "b"):
        keeping.of(question, answer(question))

    assert asked == ["a", "b", "c", "b"]


def test_an_answer_may_ask_for_another():
    _, answer = counted()
    keeping = Answers(2).at("monday")

    assert (
        keeping.of("outer", lambda: keeping.of("inner", answer("kept"))) == keeping.of("inner", answer("new")) == "kept"
    )
