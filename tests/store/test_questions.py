from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from budgets.period import BudgetPeriod
from plans.questions import AskedOf
from tests.builders import BIENNIUM
from tests.plans.test_questions import a_question, a_set
from tracker.equity_answers import AnswerFile, NewAnswer, Subject, that_hold
from tracker.errors import NotFoundError

NOW = datetime(2026, 6, 1, 9, 30, tzinfo=UTC)
YEAR = BudgetPeriod(start=date(2025, 1, 1), end=date(2025, 12, 31))
PARKS = Subject(AskedOf.DEPARTMENT, "parks")
PACKAGE = Subject(AskedOf.PACKAGE, "parks", "ds_1")


def given(set_id, answer, subject=PARKS, **changes):
    told: dict[str, Any] = {"question": "Q1", "by": "Ana", "at": NOW, "period": BIENNIUM}
    return NewAnswer(set_id=set_id, subject=subject, answer=answer, **(told | changes))


def test_keeps_every_version_of_a_set_and_the_newer_text_of_one(open_store):
    first, second = a_set(), a_set(a_question(text="Who loses?"), version="2")
    with open_store() as uow:
        numbers = [uow.questions.put(each, by="Ana", at=NOW) for each in (first, second)]
        mended = a_set(a_question(help="Name the places."))
        again = uow.questions.put(mended, by="Ben", at=NOW + timedelta(days=1))
        uow.commit()

    with open_store() as uow:
        kept = uow.questions.sets()

    assert (numbers[0], len(set(numbers))) == (again, 2)
    assert [(each.id, each.questions, each.by) for each in kept] == [
        (numbers[0], mended, "Ben"),
        (numbers[1], second, "Ana"),
    ]


def test_the_set_that_was_named_last_is_asked_for_a_period(open_store):
    with open_store() as uow:
        first, second = (uow.questions.put(a_set(version=each), by="Ana", at=NOW) for each in ("1", "2"))
        for number, period in ((first, YEAR), (first, BIENNIUM), (second, BIENNIUM)):
            uow.questions.ask(number, period, by="Ana", at=NOW)
        uow.commit()

    with open_store() as uow:
        assert uow.questions.asked() == {YEAR: first, BIENNIUM: second}


def test_of_each_question_the_last_answer_holds_and_the_others_stay(open_store):
    with open_store() as uow:
        one, other = (uow.questions.put(a_set(version=each), by="Ana", at=NOW) for each in ("1", "2"))
        uow.questions.give([given(one, "Renters"), given(one, "Nobody", PACKAGE), given(one, "x", period=YEAR)])
        uow.questions.give([given(other, "Elders"), given(one, None, PACKAGE, by="Ben")])
        uow.questions.give([given(one, "Renters in Kent", file="parks.xlsx", cell="Department!F2")])
        uow.commit()

    with open_store() as uow:
        last, history = uow.questions.answers(BIENNIUM), uow.questions.history(BIENNIUM, PARKS)

    assert [(each.given.set_id, each.given.subject, each.given.answer) for each in last] == [
        (other, PARKS, "Elders"),
        (one, PACKAGE, None),
        (one, PARKS, "Renters in Kent"),
    ]
    assert {place: kept.given.answer for place, kept in that_hold(last).items()} == {
        (other, PARKS, "Q1"): "Elders",
        (one, PARKS, "Q1"): "Renters in Kent",
    }
    assert [each.given.answer for each in history] == ["Renters", "Elders", "Renters in Kent"]
    assert (history[0].given.by, history[0].given.at) == ("Ana", NOW)
    assert (history[2].given.file, history[2].given.cell) == ("parks.xlsx", "Department!F2")
    assert [each.id for each in history] == sorted(each.id for each in history)


def test_says_whether_a_set_was_ever_answered(open_store):
    with open_store() as uow:
        one, other = (uow.questions.put(a_set(version=each), by="Ana", at=NOW) for each in ("1", "2"))
        uow.questions.give([given(one, "Renters")])
        uow.questions.give([])

        assert (uow.questions.is_answered(one), uow.questions.is_answered(other)) == (True, False)


def test_no_answers_are_kept_without_commit(open_store):
    with open_store() as uow:
        number = uow.questions.put(a_set(), by="Ana", at=NOW)
        uow.questions.give([given(number, "Renters")])

    with open_store() as uow:
        assert (uow.questions.sets(), uow.questions.answers(BIENNIUM)) == ((), ())


def test_a_workbook_of_answers_is_kept_once_and_given_back_as_it_came(open_store):
    with open_store() as uow:
        number = uow.questions.put(a_set(), by="Ana", at=NOW)
        first = uow.questions.keep_file(AnswerFile("parks.xlsx", b"one"), by="Ana", at=NOW)
        again = uow.questions.keep_file(AnswerFile("parks (1).xlsx", b"one"), by="Ben", at=NOW)
        other = uow.questions.keep_file(AnswerFile("parks.xlsx", b"other"), by="Ana", at=NOW)
        uow.questions.give([given(number, "Renters", file="parks.xlsx", cell="A!B2", file_id=other)])
        uow.commit()

    with open_store() as uow:
        (kept,) = uow.questions.answers(BIENNIUM)
        assert (first == again, first == other, kept.given.file_id) == (True, False, other)
        assert uow.questions.file(first) == AnswerFile("parks.xlsx", b"one")
        assert uow.questions.file(other).content == b"other"
        for number in (99, 2**80):
            with pytest.raises(NotFoundError):
                uow.questions.file(number)
