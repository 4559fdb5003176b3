from base64 import b64encode
from dataclasses import replace

import pytest
from dash.exceptions import PreventUpdate

from dashboards.app import ASSETS
from dashboards.components.questions import question_list
from dashboards.ids import Imports, question, unread
from dashboards.pages.imports.callbacks import Counter, EmptyReasonError, TwoColumnsError, opened
from dashboards.pages.imports.drafts import Drafts
from dashboards.pages.imports.layout import layout
from dashboards.pages.imports.one import OneFile, deeds_of, steps, tell_file
from dashboards.pages.taking import TooLargeError
from dashboards.reports import QuestionTold, ReportTold
from importers.reading import Kind
from tests.dashboards.fakes import QUESTIONS, REPORT, FakeDesk, FakeQueries
from tests.dashboards.trees import links, of_kind, with_css, words
from tracker.errors import NotFoundError
from tracker.permissions import LOCAL_USER
from tracker.waiting import Differences, KeyChanges, KeyMoved, Overlap, WholeGone

DRAFT = {"id": "9"}


class UnchangedDesk(FakeDesk):
    def pending(self, actor, import_id):
        return replace(super().pending(actor, import_id), differences=Differences(against=(3,)))


class GoneDesk(FakeDesk):
    def pending(self, actor, import_id):
        kinds = ("department", "program", "program")
        whole = tuple(
            WholeGone(kind, "adopted expenditure", "A", None, "5.00", None, has_lines=False) for kind in kinds
        )
        found = Differences(against=(3,), keys=KeyChanges(gone=3, whole=whole))
        return replace(super().pending(actor, import_id), differences=found)


def counter(ask=None, report=None, desk=FakeDesk) -> Counter:
    ask = ask or FakeQueries()
    desk = desk(ask, report or dict(REPORT))
    return Counter(ask, desk, lambda: LOCAL_USER, Drafts(ask, desk), lambda number: opened(ask, number), 1000)


def desk_of(each: Counter) -> FakeDesk:
    assert isinstance(each.desk, FakeDesk)
    return each.desk


def read(**more: object) -> dict[str, object]:
    return {**REPORT, "outcome": "read", "issues": [], **more}


def test_all_imports_are_told_with_what_waits_first():
    told = counter().show({})

    assert told.title == "Two files are in force; one waits for you"
    assert [words(each) for each in of_kind(told.body, "H2")] == [
        "Waiting for you",
        "Everything that came in",
        "Discarded",
    ]


def test_a_file_can_be_had_with_its_problems_marked_where_it_has_any():
    assert "/files/9/marked" in links(counter().show(DRAFT).line)
    assert "/files/9/marked" not in links(counter(report=read(questions=[])).show(DRAFT).line)


def test_an_empty_store_says_how_to_begin(empty):
    told = counter(empty).show({})

    assert told.title == "Nothing has come in yet"
    assert "equity-tracker template plan" in words(told.body)


def test_a_file_with_errors_cannot_be_accepted():
    each = counter()

    assert each.show(DRAFT).title == "Almost there: one problem stops this plan, 2 are worth a look"
    assert each.show_deeds(DRAFT).shut


class BudgetDraft(FakeQueries):
    records = 600

    def import_row(self, import_id, /):
        return replace(super().import_row(import_id), kind=Kind.BUDGET, records=self.records)


class LargeDraft(BudgetDraft):
    records = 600_000


WORK_OUT = "/imports?id=9&rehearse=yes"


def test_the_draft_of_a_budget_says_what_accepting_would_do_and_a_large_one_when_it_is_asked():
    small, large = (counter(ask, read()) for ask in (BudgetDraft(), LargeDraft()))

    assert "1 link finds no money any more" in words(small.show(DRAFT).body)
    assert "1 code may be written in another way than before" in small.show(DRAFT).title
    assert "finds no money" not in words(large.show(DRAFT).body)
    assert WORK_OUT in links(large.show(DRAFT).body)
    assert "1 link finds no money any more" in words(large.show({**DRAFT, "rehearse": "yes"}).body)


class AcceptedBudget(FakeQueries):
    def differences(self, import_id, /):
        self.import_row(import_id)
        keys = KeyChanges(added=1, largest=(KeyMoved("added", "adopted expenditure", "A3", None, None, "5", "5"),))
        return Differences(against=(2,), keys=keys)


def test_every_change_of_an_accepted_budget_can_be_had_on_its_page():
    assert "/files/3/changes.xlsx" in links(counter(AcceptedBudget()).show({"id": "3"}).body)


def test_a_plan_and_a_budget_that_cannot_be_accepted_are_not_rehearsed():
    assert WORK_OUT not in links(counter(report=read()).show(DRAFT).body)
    assert "finds no money" not in words(counter(BudgetDraft()).show(DRAFT).body)


def test_a_file_with_questions_asks_first():
    each = counter(report=read(outcome="questions", questions=QUESTIONS))

    form = each.show_questions(DRAFT)

    assert not form.hidden
    assert each.show(DRAFT).title == "Two questions have to be answered before this plan can be read"
    assert each.show_deeds(DRAFT).shut


def test_a_clean_file_can_be_accepted_as_it_is():
    each = counter(report=read(), desk=UnchangedDesk)

    bar = each.show_deeds(DRAFT)

    assert (bar.hidden, bar.shut) == (False, False)
    assert each.show(DRAFT).title == "This plan can be accepted as it is"


def test_a_file_that_says_less_than_the_one_in_force_says_so_before_it_is_accepted():
    each = counter(report=read())

    assert each.show(DRAFT).title == "This plan can be accepted; it says less than the version in force: ask, fund"
    assert "it says less than the one before: ask, fund" in each.show_deeds(DRAFT).words


def test_a_budget_that_holds_nothing_any_more_of_a_department_says_so_before_it_is_accepted():
    each = counter(report=read(), desk=GoneDesk)

    said = "it holds nothing any more of 1 department and 2 programs"
    assert each.show(DRAFT).title == f"This plan can be accepted; {said}"
    assert f"Accepting puts this file in force; {said}. It can be withdrawn" in each.show_deeds(DRAFT).words


def test_what_would_change_is_shown_before_it_changes():
    body = words(counter(report=read()).show(DRAFT).body)

    assert "3 actions new, 1 gone, 2 values changed, 1 field lost or thinned" in body
    assert "Ask, fund : was filled in on 18 of 54 actions, now on none" in body
    assert "1 gone HR-WW-02 Mentors for new supervisors" in body
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


def test_what_cannot_be_shown_of_a_name_is_replaced_when_a_file_comes_in():
    each = counter()

    each.take_in("data:;base64,R29hbAozCg==", "plan\n\u202e.csv", "budget")

    assert desk_of(each).done == [("check", ("plan\ufffd\ufffd.csv", 7, Kind.BUDGET))]


def test_nothing_dropped_is_nothing_done():
    with pytest.raises(PreventUpdate):
        counter().take_in(None, None, "plan")


def test_answers_are_given_under_the_name_of_their_question():
    each = counter()

    asked, columns = [question("phase"), question("amount")], [unread("column:H"), unread("column:I")]
    each.answer(1, DRAFT, ["adopted", None], asked, ["fund", None], columns)

    assert desk_of(each).done == [("answer", {"phase": ("adopted",), "fund": ("column:H",)})]


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
    each = Counter(ask, desk, lambda: LOCAL_USER, Drafts(ask, desk), lambda number: opened(ask, number), 1000)

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


SHEET = "Goal,Action,Remarks,Cost,Lead\n3,Pay review,soon,120000,Ana\n3,Mentors,,88000,Bo\n"
QUOTES = str.maketrans("\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}", '""')
COLUMNS = [
    {"letter": "A", "heading": "Goal", "field": "goal"},
    {"letter": "B", "heading": "Action", "field": "title"},
    {"letter": "C", "heading": "Remarks", "field": None},
    {"letter": "D", "heading": "Cost", "field": None},
]
TIDY = {
    "sheet": "CSV",
    "header_rows": [1],
    "first_row": 2,
    "last_row": 3,
    "columns": COLUMNS,
}


class TidyQueries(FakeQueries):
    def original(self, import_id, /):  # noqa: ARG002 - every import is this file
        return "plan.csv", SHEET.encode()

    def imports(self):
        return tuple(replace(row, layout="tidy_plan") for row in super().imports())


def tidy(**more: object) -> Counter:
    return counter(TidyQueries(), read(kind="plan", tables=[TIDY], **more), UnchangedDesk)


def test_columns_that_were_not_read_are_shown_with_what_they_hold_and_what_they_could_be():
    form = tidy().show_columns(DRAFT)

    assert (form.hidden, form.without_button) == (False, False)
    assert form.words == "2 columns were not read. One of them holds what may be money."
    money, other = (words(each).translate(QUOTES) for each in with_css(form.children, "unread"))
    assert money == 'D "Cost" on CSV may be money such as 120000 and 88000'
    assert other == 'C "Remarks" on CSV such as soon'
    (choice, _) = of_kind(form.children, "Select")
    assert choice.id == unread("column:D")
    assert "ask.amount" in [each["value"] for each in choice.data]


def test_money_that_was_not_read_is_told_in_the_title_and_no_problem_is_not():
    told = tidy().show(DRAFT)

    assert told.title == "This plan can be accepted; 1 column that may be money is not read"
    assert "No problem was found" not in words(told.body)


def test_open_questions_do_not_stand_beside_the_word_that_there_is_no_problem():
    told = tidy(outcome="questions", questions=QUESTIONS).show(DRAFT)

    assert "No problem was found" not in words(told.body)
    assert "The questions above come first" in words(told.body)


def test_a_column_about_which_a_question_is_open_is_not_asked_about_twice():
    asked = [{"code": "which-amount", "field": "ask.amount", "message": "?", "candidates": [{"value": "Cost"}]}]

    form = tidy(outcome="questions", questions=asked).show_columns(DRAFT)

    assert len(with_css(form.children, "unread")) == 1


def test_a_column_that_each_of_several_tables_has_is_asked_about_once_by_its_heading():
    other = {**TIDY, "sheet": "More", "columns": COLUMNS[:3]}

    form = counter(TidyQueries(), read(kind="plan", tables=[TIDY, other])).show_columns(DRAFT)

    assert [each.id for each in of_kind(form.children, "Select")] == [unread("@Remarks")]


def test_our_own_layout_offers_no_choice():
    form = counter(report=read()).show_columns(DRAFT)

    assert (form.hidden, form.without_button) == (False, True)
    assert of_kind(form.children, "Select") == []


def test_two_columns_cannot_be_the_same():
    with pytest.raises(TwoColumnsError, match="two columns were said to be the fund"):
        tidy().answer(1, DRAFT, [], [], ["fund", "fund"], [unread("column:C"), unread("column:D")])


def test_a_file_that_is_too_large_is_refused_in_words():
    contents = "data:;base64," + b64encode(b"x" * 1001).decode()

    with pytest.raises(TooLargeError, match=r"plan\.csv has .* a file taken in here may have .* at most"):
        counter().take_in(contents, "plan.csv", "plan")


def test_how_large_a_file_may_be_is_said_beforehand():
    limit = replace(counter(), largest=50_000_000).show_limit({})

    assert limit.largest == 50_000_000
    assert words(limit.words) == "xlsx, xlsm, xls, xlsb, ods or csv, up to 50 MB"


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("CSV!B2", "You came for CSV!B2 : \N{LEFT DOUBLE QUOTATION MARK}Pay review"),
        ("CSV!C3", "You came for CSV!C3 , which is blank. No column that was read holds this cell."),
        ("CSV!D2", "120000\N{RIGHT DOUBLE QUOTATION MARK} No column that was read holds this cell."),
        ("CSV!B99", "You came for CSV!B99 ; the sheet ends before it."),
        ("Plan!B2", "You came for Plan!B2 ; this file has no sheet of that name."),
        ("B2", "You came for B2 , which names no cell."),
        ("Plan!first", "You came for Plan!first , which names no cell."),
    ],
)
def test_the_cell_that_a_link_names_is_told_in_words(cell, said):
    body = tidy().show({**DRAFT, "cell": cell}).body

    (told,) = with_css(body, "sought")
    assert said in words(told)


def test_the_words_lead_the_browser_to_the_cell():
    body = tidy().show({**DRAFT, "cell": "CSV!B2"}).body

    (told,) = with_css(body, "sought")
    (marked,) = with_css(body, "grid-marked")
    assert getattr(told, "data-sought") == marked.id == "cell-CSV-B2"


def test_the_history_says_who_took_a_file_out_when_and_why():
    told = words(counter().show({}).body)

    assert "withdrawn 2 Mar 2026, 08:30 by local user" in told
    assert "The draft of February, sent by mistake" in told


def test_discarded_files_stay_in_the_history_folded_away():
    body = counter().show({}).body

    (folded,) = of_kind(body, "Details")
    assert "HR plan (copy).xlsx" in words(folded)
    assert "/files/4" in links(folded)


def test_a_withdrawn_file_says_on_its_own_page_who_withdrew_it_and_why():
    told = counter().show({"id": "1"})

    assert told.title == "Human Resources plan.xlsx was withdrawn"
    assert "The draft of February, sent by mistake" in words(told.body)


def test_a_discarded_file_has_its_page_and_no_deeds():
    each = counter()

    assert each.show({"id": "4"}).title == "HR plan (copy).xlsx was discarded; it was never in force"
    assert each.show_deeds({"id": "4"}).hidden
    assert each.show_columns({"id": "4"}).hidden


def test_what_an_accepted_file_changed_is_still_told():
    body = counter().show({"id": "3"}).body

    assert "What it changed" in words(body)
    assert "HR-WW-09 Exit interviews" in words(body)
    assert "/imports?id=2" in links(body)


def test_what_changes_nothing_says_so():
    body = counter(report=read(), desk=UnchangedDesk).show(DRAFT).body

    assert "Nothing: no record, no sum and no field would change." in words(body)


class SameDesk(FakeDesk):
    same_as: int | None = 3
    also: tuple[int, ...] = ()

    def pending(self, actor, import_id):
        return replace(super().pending(actor, import_id), same_as=self.same_as, also=self.also)


class OtherAnswersDesk(SameDesk):
    same_as = None
    also = (3, 7)


def test_the_same_file_a_second_time_leads_to_the_first_and_cannot_be_accepted():
    each = counter(report=read(), desk=SameDesk)

    told = each.show(DRAFT)

    assert told.title == "This file is here already; nothing would change"
    assert "/imports?id=3" in links(told.body)
    assert each.show_deeds(DRAFT).shut


def test_the_same_bytes_with_other_answers_name_the_imports_that_they_are():
    told = counter(report=read(), desk=OtherAnswersDesk).show(DRAFT)

    assert "The same bytes came in before" in words(told.body)
    assert {"/imports?id=3", "/imports?id=7"} <= set(links(told.body))


PROFILE = {
    "by": "Ana",
    "at": "2026-09-30T09:05:00+00:00",
    "answers": {"ask.amount": ["@What we ask for"], "sheet": ["Plan"]},
}


def test_a_draft_that_was_read_by_a_profile_says_by_whose_answers_and_which():
    note = counter(report=read(profile=PROFILE)).show_profile(DRAFT)

    said = words(note.children)
    assert not note.hidden
    assert "it was read by answers of Ana, 30 Sep 2026, 09:05." in said
    assert "Ask, amount" in said
    assert "What we ask for" in said


def test_a_draft_that_was_read_by_no_profile_says_nothing_of_one():
    assert counter(report=read()).show_profile(DRAFT).hidden
    assert counter(report=read(profile=PROFILE)).show_profile({"id": "4"}).hidden


def test_the_answers_of_a_profile_can_be_asked_for_anew():
    each = counter(report=read(profile=PROFILE))

    where = each.answer_anew(1, DRAFT)

    assert desk_of(each).done == [("answer_anew", 9)]
    assert where == "/imports?id=9&done=anew"


def test_what_can_be_done_with_a_draft_stands_after_the_body_that_it_waits_for():
    below = [getattr(each, "id", None) for each in layout(DRAFT).children]

    assert below.index(Imports.BODY) < below.index(Imports.DEEDS)
    assert ".page-body:empty ~ .deeds {" in (ASSETS / "50-pages.css").read_text()


def said_as(code: str, severity: str = "error") -> dict[str, object]:
    issue = {"code": code, "severity": severity, "message": "It is something else."}
    return read(outcome="rejected", issues=[issue])


@pytest.mark.parametrize(
    ("code", "title"),
    [
        ("wrong-kind", "This workbook is a budget, and it was sent as a plan"),
        ("reads-as-the-other-kind", "Nothing was read of this as a plan; it may be a budget"),
    ],
)
def test_a_file_of_the_other_kind_can_be_read_as_that_without_being_sent_again(code, title):
    each = counter(report=said_as(code))

    offered = each.show_other_kind(DRAFT)
    onward = each.read_as_other(1, DRAFT)

    assert each.show(DRAFT).title == title
    assert (offered.hidden, offered.button) == (False, "Read it as a budget")
    assert desk_of(each).done == [("read_as", (9, Kind.BUDGET))]
    assert onward == "/imports?id=9&done=as-budget"
    assert "It was read as a budget." in words(each.show({**DRAFT, "done": "as-budget"}).body)


def test_a_file_of_the_other_kind_is_not_to_be_mended():
    bar = counter(report=said_as("wrong-kind")).show_deeds(DRAFT)

    assert (bar.words, bar.shut) == ("Read it as a budget, or discard it.", True)


def test_a_workbook_for_something_else_says_so_and_is_neither():
    each = counter(report=said_as("workbook-for-something-else"))

    assert each.show(DRAFT).title == "This workbook was made for something else than a plan"
    assert each.show_other_kind(DRAFT).hidden
    assert each.show_deeds(DRAFT).shut


def test_a_button_that_was_pressed_before_turns_nothing_round():
    each = counter(report=read())

    assert each.show_other_kind(DRAFT).hidden
    assert each.read_as_other(1, DRAFT) == "/imports?id=9"
    assert desk_of(each).done == []
