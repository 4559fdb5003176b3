from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from importers.answers_workbook import AnswersReading, Asked, open_answers, read_answers
from importers.question_sheets import AnswerSheet, AskedPackage, HeldAnswer
from importers.question_workbook import read_question_workbook
from importers.templates import answers_template, write_question_set
from plans.questions import AnswerKind, AskedOf, Completeness, Question, QuestionSet, completeness, together

NOW = datetime(2026, 5, 4, tzinfo=UTC)
START, END = date(2026, 1, 1), date(2027, 12, 31)
WORDS = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S"), include_characters=" "), min_size=1, max_size=40
).filter(str.strip)
WORD = WORDS.map(str.strip)
CODES = st.from_regex(r"[A-Za-z][A-Za-z0-9_.-]{0,6}", fullmatch=True)


@st.composite
def questions(draw: st.DrawFn, code: str) -> Question:
    kind = draw(st.sampled_from(AnswerKind))
    choices = draw(st.lists(WORD, min_size=2, max_size=4, unique_by=str.casefold)) if kind is AnswerKind.CHOICE else []
    return Question(
        code=code,
        text=draw(WORD),
        help=draw(st.none() | WORD),
        kind=kind,
        choices=tuple(choices),
        required=draw(st.booleans()),
        asked_of=draw(st.sampled_from(AskedOf)),
    )


@st.composite
def sets(draw: st.DrawFn) -> QuestionSet:
    codes = draw(st.lists(CODES, min_size=1, max_size=5, unique_by=str.casefold))
    return QuestionSet(
        code=draw(CODES),
        title=draw(WORD),
        version=draw(CODES),
        source=draw(st.none() | WORD),
        periods=tuple(draw(st.lists(WORD, max_size=3))),
        questions=tuple(draw(questions(code)) for code in codes),
    )


@st.composite
def sheets(draw: st.DrawFn) -> AnswerSheet:
    asked = draw(sets())
    shown = draw(st.lists(CODES, max_size=3, unique_by=str.casefold))
    packages = tuple(AskedPackage(code.casefold(), code, draw(st.none() | WORD)) for code in shown)
    places = [("", each) for each in asked.of(AskedOf.DEPARTMENT)]
    places += [(package.key, each) for package in packages for each in asked.of(AskedOf.PACKAGE)]
    held = {}
    for number, (package, each) in enumerate(places, start=1):
        answer = draw(st.none() | (st.sampled_from(each.answers) if each.answers else WORD))
        if answer is not None:
            held[package, each.code] = HeldAnswer(number, answer, "Ana", NOW)
    return AnswerSheet(draw(WORD), START, END, asked, packages, held, seen=len(places))


def read(sheet: AnswerSheet, known: AnswerSheet) -> AnswersReading:
    asked = Asked(known, known.questions.version, lambda text: text.strip().casefold())
    return read_answers(open_answers(answers_template(sheet), "answers.xlsx"), lambda _: asked)


@given(sets())
def test_a_set_that_was_written_is_read_as_it_was(asked):
    assert read_question_workbook(write_question_set(asked), "set.xlsx") == (asked, ())


@given(sheets())
def test_a_workbook_that_nobody_touched_changes_nothing(sheet):
    reading = read(sheet, sheet)

    assert (reading.issues, reading.answers, reading.unchanged) == ((), (), len(sheet.held))


@given(sheets())
def test_every_answer_that_was_written_comes_back_where_none_was_known(sheet):
    nothing = AnswerSheet(sheet.department, sheet.start, sheet.end, sheet.questions, sheet.packages)

    reading = read(sheet, nothing)

    assert reading.issues == ()
    assert {(each.package, each.question): each.answer for each in reading.answers} == {
        place: held.answer for place, held in sheet.held.items()
    }


@given(st.lists(sheets(), max_size=3))
def test_what_several_have_answered_adds_up_and_is_never_more_than_what_was_asked(told):
    parts = [
        completeness(sheet.questions.of(AskedOf.DEPARTMENT), {code for package, code in sheet.held if not package})
        for sheet in told
    ]
    whole = together(parts)

    assert whole == Completeness(*(sum(each) for each in zip(Completeness(), *parts, strict=True)))
    assert whole.required_answered <= min(whole.required, whole.answered)
    assert whole.answered <= whole.asked
    assert whole.share is None or 0 <= whole.share <= 1


@given(st.binary(max_size=200))
def test_no_bytes_stop_the_readers(data):
    assert read_question_workbook(data, "set.xlsx")[0] is None
    assert open_answers(data, "answers.xlsx").workbook is None
