from base64 import b64encode
from dataclasses import replace
from decimal import Decimal

import pytest
from dash import no_update
from dash.exceptions import PreventUpdate

from budgets.phases import Phase
from dashboards.app import put_together
from dashboards.components.answer_form import answer_form
from dashboards.components.answers import answer_table
from dashboards.components.issues import LONGEST_FAULT, MOST_FAULTS
from dashboards.components.packages import package_table, told_phases
from dashboards.pages.budget.callbacks import show_budget
from dashboards.pages.package.callbacks import show_package
from dashboards.pages.questions.body import tell_faults
from dashboards.pages.questions.callbacks import Counter, subject_of
from dashboards.pages.taking import NotSentWholeError, TooLargeError
from importers.answers_workbook import AnswersReading
from plans.questions import AskedOf, Completeness
from tests.dashboards.fakes import ADOPTED
from tests.dashboards.fakes.plans import DEPARTMENTS
from tests.dashboards.fakes.questions import FIRST, PACKAGES, SECOND, a_package, answers_in, some_answers
from tests.dashboards.trees import ids, links, of_kind, with_css, words
from tracker.equity_answers import Subject
from tracker.errors import NotFoundError
from tracker.permissions import LOCAL_USER, Actor, Permission
from tracker.rows import View
from tracker.services.questions import AnswersIn

KEY, LARGEST = FIRST[0], 1000
OF_PACKAGE = {"department": KEY, "package": "ds_014"}


@pytest.fixture
def counter(ask, desk) -> Counter:
    return Counter(ask, desk, lambda: LOCAL_USER, LARGEST)


# -- one package


def test_a_package_tells_its_money_its_reason_its_answers_its_actions_and_its_lines(ask):
    told = show_package({"code": "DS_014", "department": KEY}, ask=ask)

    said = words(told.body)
    assert words(told.title) == (
        "DS_014 Community health workers: $850 K adopted, $1.4 M requested; 3 of 4 equity questions answered"
    )
    assert "one-time money" in words(told.line)
    for part in (
        "Waiting lists have doubled",
        "A80000 Public Health",
        "Renters in Kent",
        "Trail crews",
        "2 actions ask",
    ):
        assert part in said
    assert "answers before it" not in said
    assert "1 answer before it" in said
    assert "taken back by Ben" in said
    assert "Who is heard?" in said
    assert any("cell=Lines%21K7" in href for href in links(told.body))
    assert f"/questions?period=2026-2027&phase=adopted&department={KEY.replace(' ', '+')}&package=ds_014" in links(
        told.body
    )


def test_a_package_that_the_council_dropped_says_what_it_was(ask):
    told = show_package({"code": "ds_203"}, ask=ask)

    assert words(told.title) == "DS_203 Night buses is not in the adopted budget; $600 K proposed"
    assert "its answers stay here" in words(told.body)


def test_a_package_of_no_department_is_found_and_said_so(ask):
    told = show_package({"code": "x_1", "department": "~"}, ask=ask)

    assert "its lines name no department" in words(told.line)
    assert words(told.title).startswith("X_1 Nobody's: ($90 K) adopted")


def test_a_code_of_several_departments_asks_which_one(ask):
    told = show_package({"code": "ds_014"}, ask=ask)

    assert told.title == "2 departments use the code ds_014 for a decision package"
    assert [href.split("department=")[1] for href in links(told.body)] == [
        key.replace(" ", "+") for key, _ in (FIRST, SECOND)
    ]


@pytest.mark.parametrize("arguments", [{}, {"code": "none"}, {"code": "ds_014", "department": "library"}])
def test_a_package_that_is_not_there_is_said(ask, arguments):
    with pytest.raises(NotFoundError):
        show_package(arguments, ask=ask)


# -- the list of packages


def test_the_list_tells_every_phase_what_is_new_what_is_gone_and_how_far_each_is_answered():
    new = a_package("ds_9", "New", FIRST, (None, None, "5"), Completeness())
    rows = (*PACKAGES, new)
    phases = told_phases(rows)
    drawn = package_table(rows, phases, ADOPTED, is_asked=True)

    cells = [[words(cell) for cell in row.children] for row in of_kind(drawn, "Tr")[1:]]
    assert phases == [Phase.REQUESTED, Phase.PROPOSED, Phase.ADOPTED]
    assert cells[0] == [
        "DS_014 Community health workers",
        FIRST[1],
        "$1,350,000",
        "$1,000,000",
        "$850,000",
        "\N{MINUS SIGN}$500 K",
        "in part 3 of 4 required",
    ]
    assert cells[1][5:] == ["no change", "answered 4 of 4 required"]
    assert cells[2][4:] == ["none", "gone", "not in this budget"]
    assert cells[3][1:] == ["names none", "none", "none", "($90,000)", "new", "not answered 0 of 4 required"]
    assert cells[4][5:] == ["new", "nothing asked"]


def test_a_package_with_several_titles_says_so():
    row = PACKAGES[0]
    told = words(package_table([row_with_titles(row)], [Phase.ADOPTED], ADOPTED, is_asked=False))

    assert "1 other title" in told
    assert "From first to last" not in told


def row_with_titles(row):
    return type(row)(
        row.key,
        row.code,
        (*row.titles, "Clinic"),
        row.department_key,
        row.department,
        row.by_phase,
        row.is_asked,
        row.completeness,
    )


def test_the_budget_cut_by_package_lists_all_of_them(ask):
    told = show_budget({"cut": "package"}, ask=ask)

    assert "4 decision packages from requested to adopted" in words(told.body)
    assert len(with_css(told.body, "package-table")) == 1
    assert "Decision package" in words(told.top)


def test_a_budget_cut_otherwise_lists_none(ask):
    assert with_css(show_budget({}, ask=ask).body, "package-table") == []


# -- questions


def test_the_page_tells_how_far_every_department_is_and_what_is_asked(counter):
    told = counter.show({})

    said = words(told.body)
    assert told.title == "1 of 3 departments have answered every required question"
    assert "1 decision package stands, $90 K in all, on lines that name no department" in said
    assert "Asked of each decision package" in said
    assert "All departments 4 of 9 required 0 of 3 6 of 8 required" in said
    assert sum("/questions?" in href for href in links(told.body)) == 3


def test_where_nothing_is_asked_the_page_says_how_to_begin(empty, desk):
    told = Counter(empty, desk, lambda: LOCAL_USER, LARGEST).show({})

    assert told.title == "No budget equity questions are asked for any period"
    assert "equity-tracker questions load" in words(told.body)


def test_a_department_sees_its_answers_its_packages_and_its_workbook(counter):
    told = counter.show({"department": KEY})

    assert told.title == f"{FIRST[1]} has answered 1 of 3 required questions about itself; 0 of 1 packages complete"
    assert "Community health workers" in words(told.body)
    assert any(href.startswith("/download/questions.xlsx?") for href in links(told.line))


def test_a_package_is_answered_beside_its_money(counter):
    told = counter.show(OF_PACKAGE)

    assert told.title == "DS_014: 1 of 4 required questions answered"
    assert any(href.startswith("/package?") for href in links(told.line))


def test_the_form_has_a_control_for_each_question_with_its_answer_and_a_way_back():
    rows = some_answers(Subject(AskedOf.PACKAGE, KEY, "ds_014"), ADOPTED).rows
    drawn = answer_form(rows)

    assert [each["code"] for each in ids(drawn)] == ["P1", "P2", "P3", "P4", "P5"]
    values = {node.id["code"]: node.value for kind in ("Textarea", "RadioGroup") for node in of_kind(drawn, kind)}
    assert values == {"P1": "Renters in Kent", "P2": "", "P3": "", "P4": "", "P5": ""}
    assert [radio.label for radio in of_kind(of_kind(drawn, "RadioGroup")[0], "Radio")] == ["yes", "no", "no answer"]
    assert of_kind(drawn, "Textarea")[2].label.endswith("(may stay open)")


def test_the_form_is_there_for_who_may_answer_one_subject(counter, ask, desk):
    reader = Actor("a reader", frozenset({Permission.REPORT_READ}))

    assert not counter.show_form(OF_PACKAGE).hidden
    assert counter.show_form(OF_PACKAGE).seen == {"questions": "2", "answers": "17"}
    assert counter.show_form({}).hidden
    assert counter.show_form({"department": "library"}).hidden
    assert Counter(ask, desk, lambda: reader, LARGEST).show_form(OF_PACKAGE).hidden


def test_saving_says_what_was_seen_and_tells_the_page_anew_beneath_the_form(counter, desk):
    codes = [{"kind": "equity-answer", "code": code} for code in ("P1", "P3")]
    seen = {"questions": "2", "answers": "17"}

    first = counter.save(1, OF_PACKAGE, seen, ["Renters", None], codes)
    second = counter.save(1, {**OF_PACKAGE, "done": "1", "of": "1"}, seen, ["", ""], codes)

    (_, answering), _ = desk.done
    assert (answering.set_id, answering.seen, answering.period) == (2, 17, "2026-2027")
    assert answering.subject == Subject(AskedOf.PACKAGE, KEY, "ds_014")
    assert answering.given == {"P1": "Renters", "P3": None}
    assert first == ({**OF_PACKAGE, "of": "1"}, "1 answer was saved.")
    assert second == ({**OF_PACKAGE, "of": "2"}, "Nothing was changed: all answers stand.")


@pytest.mark.parametrize("seen", [{}, {"questions": "x", "answers": "1"}, {"questions": "1"}])
def test_nothing_is_saved_of_a_form_that_nobody_was_shown(counter, desk, seen):
    with pytest.raises(PreventUpdate):
        counter.save(1, OF_PACKAGE, seen, [], [])

    assert desk.done == []


@pytest.mark.parametrize(
    ("done", "said"),
    [("3", "3 answers were saved"), ("1", "1 answer was saved"), ("0", "Nothing was changed"), ("9" * 99, "Nothing")],
)
def test_what_was_saved_is_said(counter, done, said):
    assert said in words(counter.show({**OF_PACKAGE, "done": done}).body)


def test_an_address_names_its_subject():
    assert subject_of({}) is None
    assert subject_of({"department": "~", "package": "x"}) == Subject(AskedOf.PACKAGE, "", "x")
    assert subject_of({"department": "parks"}) == Subject(AskedOf.DEPARTMENT, "parks")


def test_a_code_alone_means_the_package_that_one_department_has(counter):
    told = counter.show({"package": "ds_203"})

    assert words(told.title).startswith("DS_203")
    assert counter.show_form({"package": "ds_203"}).hidden is False


def test_of_a_code_that_several_departments_use_it_is_asked_which_is_meant(counter):
    told = counter.show({"package": "ds_014"})

    assert words(told.title) == "2 departments use the code ds_014 for a decision package"
    assert sum("package=ds_014" in href for href in links(told.body)) == 2
    assert counter.show_form({"package": "ds_014"}).hidden


def test_a_code_that_no_package_has_is_not_there(counter):
    with pytest.raises(NotFoundError):
        counter.show({"package": "ds_999"})
    assert counter.show_form({"package": "ds_999"}).hidden


def test_the_workbook_of_a_department_is_taken_along_by_who_may(ask, desk):
    client = put_together(ask, desk).app.server.test_client()
    nobody = put_together(ask, desk, current_actor=lambda: Actor("a guest", frozenset())).app.server.test_client()
    href = f"/download/questions.xlsx?department={KEY}&period=2026-2027"

    assert client.get(href).headers["Content-Disposition"].startswith("attachment; filename=")
    assert client.get("/download/questions.xlsx?department=library").status_code == 404
    assert client.get(f"/download/questions.xlsx?department={KEY}&period=1999").status_code == 404
    assert nobody.get(href).status_code == 403


def test_amounts_that_no_line_says_are_no_data_and_never_zero():
    row = a_package("ds_9", "People", FIRST, ("5", None, "5"))
    without = tuple((phase, type(money)(None, Decimal(2), 1) if money else None) for phase, money in row.by_phase)
    told = type(row)(row.key, row.code, row.titles, *FIRST, without, is_asked=False, completeness=None)

    said = words(package_table([told], told_phases([told]), View("2026-2027", Phase.ADOPTED), is_asked=False))

    assert said.count("no data") == 3
    assert DEPARTMENTS[0][1] in said


def dropped(content: bytes) -> str:
    return f"data:application/octet-stream;base64,{b64encode(content).decode()}"


def test_a_workbook_that_is_sent_back_leads_to_its_department(counter, desk):
    href, told = counter.send(dropped(b"sound"), "hr.xlsx")

    assert desk.done == [("import_answers", ("hr.xlsx", 5))]
    assert f"department={KEY.replace(' ', '+')}&done=2" in href
    assert told == []


def test_a_workbook_with_a_fault_is_told_with_its_cell_and_the_page_stays(counter):
    href, told = counter.send(dropped(b"wrong"), "hr.xlsx")

    assert href is no_update
    assert "hr.xlsx: 1 thing to mend; nothing was kept" in str(told)
    assert "Package questions!G4" in str(told)


def test_of_very_many_faults_the_first_are_told_in_few_words():
    (fault,) = answers_in("hr.xlsx", b"wrong").reading.issues
    reading = AnswersReading(issues=(replace(fault, problem="x" * 50_000),) * (MOST_FAULTS + 1))

    told = words(tell_faults(AnswersIn("hr.xlsx", reading, 0)))

    assert "101 things to mend" in told
    assert "and 1 more" in told
    assert len(told) < MOST_FAULTS * (LONGEST_FAULT + 100)


def test_no_workbook_is_no_deed_and_one_that_is_too_large_is_refused(counter, desk):
    with pytest.raises(PreventUpdate):
        counter.send(None, None)
    with pytest.raises(TooLargeError):
        counter.send(dropped(b"x" * (LARGEST + 1)), "hr.xlsx")

    assert desk.done == []


def test_a_workbook_is_taken_where_a_department_answers_and_not_of_a_package_alone(counter):
    assert not counter.show_form({"department": KEY}).without_sending
    assert counter.show_form(OF_PACKAGE).without_sending
    assert counter.show_form({}).without_sending


def test_a_workbook_is_given_back_as_it_came_to_who_may(ask, desk):
    client = put_together(ask, desk).app.server.test_client()
    reader = Actor("a reader", frozenset({Permission.REPORT_READ}))
    stopped = put_together(ask, desk, current_actor=lambda: reader).app.server.test_client()

    given = client.get("/files/answers/4")

    assert (given.status_code, given.data) == (200, b"workbook")
    assert given.headers["Content-Disposition"].startswith("attachment")
    assert client.get("/files/answers/5").status_code == 404
    assert stopped.get("/files/answers/4").status_code == 403
    assert "/files/answers/4" in links(answer_table(some_answers(Subject(AskedOf.DEPARTMENT, KEY), ADOPTED).rows))


def test_what_did_not_arrive_whole_is_refused_in_words(counter, desk):
    with pytest.raises(NotSentWholeError):
        counter.send("data:application/octet-stream;base64,####", "hr.xlsx")

    assert desk.done == []
