import io
from collections.abc import Callable

import openpyxl
import pytest

from importers.budget_sheets import BudgetAbout
from importers.by_kind import LARGEST_TRIED, read_file
from importers.issues import Severity
from importers.reading import Kind, Outcome, Surroundings
from importers.templates import budget_template, plan_template, write_budget, write_crosswalk, write_plan
from importers.wrong_kinds import other_kind
from plans.framework import load_shipped
from tests.builders import BIENNIUM, a_line, a_plan, an_action

FRAMEWORK = load_shipped("king_county")
AROUND = Surroundings(FRAMEWORK)


def a_filled_plan() -> bytes:
    return write_plan(a_plan(an_action("PH-1"), framework="king_county"), FRAMEWORK)


def a_filled_budget() -> bytes:
    return write_budget([a_line("900.00")], BudgetAbout(period=BIENNIUM))


TEMPLATES = {
    Kind.PLAN: [a_filled_plan, lambda: plan_template(FRAMEWORK)],
    Kind.BUDGET: [a_filled_budget, budget_template],
}
BUDGET = b"Fund,Department,FY2024 Adopted\n10,Parks,5\n10,Roads,6\n"
PLAN = b"Goal,Action,Lead,Due,Status\n1,Hire ten apprentices,Ana Whitehorse,6/30/2027,in progress\n"
NEITHER = b"Name,Birthday\nAna,1/2/1990\nJoy,1/2/1991\n"
VISITS = b"Office,Jan 2026,Feb 2026\nNorth,120,30\nSouth,100,20\nEast,90,10\n"


def read(data: bytes, kind: Kind, file: str = "file.xlsx"):
    return read_file(data, file, kind, surroundings=AROUND, answers={})


def codes(reading) -> list[str]:
    return [issue.code for issue in reading.issues]


@pytest.mark.parametrize(("kind", "make"), [(kind, make) for kind, made in TEMPLATES.items() for make in made])
def test_a_template_of_the_other_kind_is_told_in_one_sentence_and_nothing_of_it_is_read(
    kind: Kind, make: Callable[[], bytes]
):
    reading = read(make(), other_kind(kind))

    (issue,) = reading.issues
    assert (issue.code, str(issue.cell), reading.outcome) == ("wrong-kind", "Instructions!B2", Outcome.REJECTED)
    assert issue.problem == (
        f"This workbook is our template of a {kind}, and it was sent as a {other_kind(kind)}; nothing of it was read."
    )
    assert (reading.tables, reading.questions, getattr(reading, "actions", ()), len(getattr(reading, "lines", ()))) == (
        (),
        (),
        (),
        0,
    )


@pytest.mark.parametrize("kind", Kind)
def test_a_template_is_read_as_what_it_is(kind: Kind):
    assert read(TEMPLATES[kind][0](), kind).outcome is Outcome.READ


@pytest.mark.parametrize("kind", Kind)
def test_links_are_no_plan_and_no_budget(kind: Kind):
    (issue,) = read(write_crosswalk([]), kind).issues

    assert (issue.code, "equity-tracker link import" in issue.remedy) == ("workbook-for-something-else", True)


def changed(data: bytes, change: Callable[[openpyxl.Workbook], None]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def without_its_lines(book: openpyxl.Workbook) -> None:
    del book["Lines"]
    sheet = book.create_sheet("Promises")
    for row in PLAN.decode().splitlines():
        sheet.append(row.split(","))


def with_actions(book: openpyxl.Workbook) -> None:
    book.create_sheet("Actions").append(["Action Code", "Action", "Goal", "Lead", "Due", "Status"])


@pytest.mark.parametrize("change", [without_its_lines, with_actions])
def test_a_workbook_that_may_be_what_was_said_is_read_as_that(change):
    assert "wrong-kind" not in codes(read(changed(a_filled_budget(), change), Kind.PLAN))


@pytest.mark.parametrize(("data", "kind"), [(PLAN, Kind.PLAN), (BUDGET, Kind.BUDGET)])
def test_a_file_in_its_own_words_that_reads_as_the_other_kind_alone_is_told_and_nothing_more_stops(data, kind):
    right, wrong = read(data, kind, "file.csv"), read(data, other_kind(kind), "file.csv")

    (told,) = [issue for issue in wrong.issues if issue.code == "reads-as-the-other-kind"]
    assert told.severity is Severity.INFO
    assert told.problem == f"Nothing was read of this as a {other_kind(kind)}; it can be read as a {kind}."
    assert "reads-as-the-other-kind" not in codes(right)


@pytest.mark.parametrize("data", [NEITHER, VISITS], ids=["no number", "numbers that may be no amounts"])
@pytest.mark.parametrize("kind", Kind)
def test_of_a_file_that_is_neither_nothing_is_said_of_the_other_kind(kind, data):
    assert "reads-as-the-other-kind" not in codes(read(data, kind, "file.csv"))


def test_a_large_file_is_read_once():
    row = PLAN.splitlines(keepends=True)[1].replace(b"Hire", b"Hire " + b"x" * 30_000)
    many = PLAN + row * (LARGEST_TRIED // len(row) + 1)

    assert "reads-as-the-other-kind" in codes(read(PLAN + row, Kind.BUDGET, "file.csv"))
    assert "reads-as-the-other-kind" not in codes(read(many, Kind.BUDGET, "file.csv"))
