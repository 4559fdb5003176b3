from base64 import b64encode
from dataclasses import replace

import pytest
from dash.exceptions import PreventUpdate

from dashboards.components.questions import question_list
from dashboards.pages.imports.callbacks import Counter, EmptyReasonError, opened
from dashboards.pages.imports.drafts import Drafts
from dashboards.pages.imports.one import OneFile, deeds_of, steps, tell_file
from dashboards.reports import QuestionTold, ReportTold
from importers.reading import Kind
from tests.dashboards.fakes import QUESTIONS, REPORT, FakeDesk, FakeQueries
from tests.dashboards.trees import links, of_kind, with_css, words
from tracker.errors import NotFoundError
from tracker.permissions import LOCAL_USER
from tracker.waiting import Overlap

DRAFT = {"id": "9"}


def counter(ask=None, report=None) -> Counter:
    ask = ask or FakeQueries()
    desk = FakeDesk(ask, report or dict(REPORT))
    return Counter(ask, desk, lambda: LOCAL_USER, Drafts(ask, desk), lambda number: opened(ask, number))


def desk_of(each: Counter) -> FakeDesk:
    assert isinstance(each.desk, FakeDesk)
    return each.desk


def read(**more: object) -> dict[str, object]:
    return {**REPORT, "outcome": "read", "issues": [], **more}


def test_all_imports_are_told_with_what_waits_first():
    told = counter().show({})

    assert told.title == "Two files are in force; one waits for you"
    assert [words(each) for each in of_kind(told.body, "H2")] == ["Waiting for you", "Everything that came in"]


def test_an_empty_store_says_how_to_begin(empty):
    told = counter(empty).show({})

    assert told.title == "Nothing has come in yet"
    assert "equity-tracker template plan" in words(told.body)


def test_a_file_with_errors_cannot_be_accepted():
    each = counter()

    assert each.show(DRAFT).title == "Almost there: one problem stops this plan, 2 are worth a look"
    assert each.show_deeds(DRAFT).shut


def test_a_file_with_questions_asks_first():
    each = counter(report=read(outcome="questions", questions=QUESTIONS))

    form = each.show_questions(DRAFT)

    assert not form.hidden
    assert each.show(DRAFT).title == "Two questions have to be answered before this plan can be read"
    assert each.show_deeds(DRAFT).shut


def test_a_clean_file_can_be_accepted_as_it_is():
    each = counter(report=read())

    bar = each.show_deeds(DRAFT)

    assert (bar.hidden, bar.shut) == (False, False)
    assert each.show(DRAFT).title == "This plan can be accepted as it is"


def test_what_would_change_is_shown_before_it_changes():
    body = words(counter(report=read()).show(DRAFT).body)

    assert "3 new, 1 gone, 2 fields changed" in body
    assert "30 Sep 2026" in body


def test_the_steps_have_their_names_in_sight():
    drawn = steps(ReportTold.model_validate(REPORT))

    assert [words(step).lstrip("1234 ") for step in with_css(drawn, "step-item")] == [
        "File",
        "Columns",
        "Problems",
        "Submit",
    ]


def test_a_file_in_force_offers_no_deed_but_to_be_withdrawn():
    each = counter()

    assert each.show_deeds({"id": "3"}).hidden
    assert not each.show_withdrawal({"id": "3"})
    assert each.show_withdrawal(DRAFT)


def test_a_source_link_marks_its_cell():
    ask = FakeQueries()
    each = counter(ask)

    body = each.show({"id": "3", "cell": "CSV!B2"}).body

    (marked,) = with_css(body, "grid-marked")
    assert marked.id == "cell-CSV-B2"
    assert words(marked).startswith("Pay review")


@pytest.mark.parametrize("number", ["404", "x", ""])
def test_an_import_that_does_not_exist_is_no_page(number):
    with pytest.raises(NotFoundError):
        counter().show({"id": number})


def test_a_dropped_workbook_is_checked_and_waits_at_its_own_address():
    each = counter()
    contents = "data:application/octet-stream;base64," + b64encode(b"Goal\n3\n").decode()

    href = each.take_in(contents, "plan.csv", "budget")

    assert href == "/imports?id=9"
    assert desk_of(each).done == [("check", ("plan.csv", 7, Kind.BUDGET))]


def test_nothing_dropped_is_nothing_done():
    with pytest.raises(PreventUpdate):
        counter().take_in(None, None, "plan")


def test_answers_are_given_under_the_name_of_their_question():
    each = counter()

    each.answer(
        1, DRAFT, ["adopted", None], [{"kind": "question", "field": "phase"}, {"kind": "question", "field": "amount"}]
    )

    assert desk_of(each).done == [("answer", {"phase": ("adopted",)})]


def test_accepting_and_discarding_go_on_to_where_one_sees_it():
    each = counter(report=read())

    assert each.accept(1, DRAFT) == "/imports?id=9&done=accepted"
    assert each.discard(1, DRAFT) == "/imports"
    assert [deed for deed, _ in desk_of(each).done] == ["accept", "discard"]


def test_what_was_done_is_said_on_the_page():
    assert "It was accepted and is in force now." in words(counter().show({"id": "3", "done": "accepted"}).body)


@pytest.mark.parametrize("reason", [None, "", "   "])
def test_a_withdrawal_needs_a_reason(reason):
    with pytest.raises(EmptyReasonError):
        counter().withdraw(1, {"id": "3"}, reason)


def test_a_withdrawal_is_kept_with_its_reason():
    each = counter()

    assert each.withdraw(1, {"id": "3"}, " Wrong year. ") == "/imports?id=3&done=withdrawn"
    assert desk_of(each).done == [("withdraw", (3, "Wrong year."))]


def test_a_question_offers_its_candidates_with_samples():
    (_, amount) = question_list([QuestionTold.model_validate(each) for each in QUESTIONS], {})

    radios = of_kind(amount, "Radio")
    assert [radio.value for radio in radios] == ["Approved Amount", "Recommended"]
    assert radios[0].description == "such as 125,000 and 88,410"


def test_an_answer_given_before_is_offered_first():
    (phase, _) = question_list([QuestionTold.model_validate(each) for each in QUESTIONS], {"phase": ("adopted",)})

    assert of_kind(phase, "RadioGroup")[0].value == "adopted"


class CountingDesk(FakeDesk):
    read = 0

    def pending(self, actor, import_id):
        self.read += 1
        return super().pending(actor, import_id)


def test_a_draft_is_read_once_for_all_that_a_page_asks():
    ask = FakeQueries()
    desk = CountingDesk(ask)
    each = Counter(ask, desk, lambda: LOCAL_USER, Drafts(ask, desk), lambda number: opened(ask, number))

    each.show(DRAFT)
    each.show_questions(DRAFT)
    each.show_deeds(DRAFT)

    assert desk.read == 1


def test_a_draft_is_read_anew_when_something_else_was_published(monkeypatch):
    ask = FakeQueries()
    desk = CountingDesk(ask)
    drafts = Drafts(ask, desk)
    drafts.pending(LOCAL_USER, ask.import_row(9))
    monkeypatch.setattr(FakeQueries, "data_version", lambda _: 2)

    drafts.pending(LOCAL_USER, ask.import_row(9))

    assert desk.read == 2


def test_a_store_with_nothing_in_force_says_so(monkeypatch):
    waiting = FakeQueries().imports()[:1]
    monkeypatch.setattr(FakeQueries, "imports", lambda _: waiting)

    assert counter().show({}).title == "No file is in force; one waits for you"


def test_money_that_stands_under_another_name_stops_a_file():
    overlap = Overlap(7, "this is in part the same money as the adopted budget (import 7)")
    waiting = replace(FakeDesk(report=read()).pending(LOCAL_USER, 9), overlaps=(overlap,))
    report = ReportTold.model_validate(waiting.report)
    row = FakeQueries().import_row(9)

    told = tell_file(OneFile(row, report, None, waiting, None), None)

    assert not deeds_of(report, waiting).may_accept
    assert "in part the same money as the adopted budget" in words(told.body)
    assert "/imports?id=7" in links(told.body)
