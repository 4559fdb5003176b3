from collections import Counter
from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath

import pytest

from importers.by_kind import read_file
from importers.departments import DepartmentNames
from importers.reading import Kind, Outcome, Surroundings
from tracker.demo.county import DemoCounty, demo_county
from tracker.demo.workbooks import DemoFile, demo_files


@pytest.fixture(scope="module")
def county() -> DemoCounty:
    return demo_county()


@pytest.fixture(scope="module")
def files(county) -> dict[str, DemoFile]:
    return {file.path: replace(file, content=partial(bytes, file.content())) for file in demo_files(county)}


@pytest.fixture(scope="module")
def surroundings(county) -> Surroundings:
    return Surroundings(
        framework=county.framework,
        periods=tuple({book.period for book in county.books}),
        departments=tuple(DepartmentNames(plan.department) for plan in county.plans),
    )


def reading_of(file: DemoFile, surroundings: Surroundings, kind: Kind | None = None):
    chosen = kind or file.kind
    assert chosen is not None
    return read_file(file.content(), PurePosixPath(file.path).name, chosen, answers={}, surroundings=surroundings)


def test_the_same_files_come_out_byte_for_byte(county, files):
    again = {file.path: file.content() for file in demo_files(demo_county())}

    assert again == {path: file.content() for path, file in files.items()}


def test_there_is_a_workbook_for_each_book_and_plan_and_one_plan_comes_twice(files):
    by_kind = {kind: sum(1 for file in files.values() if file.kind is kind) for kind in (*Kind, None)}

    assert by_kind[Kind.BUDGET] == 8
    assert by_kind[Kind.PLAN] == 14
    assert [path for path in files if "february" in path] == ["plans/community-human-services-2026-february.xlsx"]


def test_every_workbook_is_read_without_a_question_or_a_complaint(files, surroundings):
    said = {
        path: (reading.outcome, [str(issue) for issue in reading.issues], reading.questions)
        for path, file in files.items()
        if file.kind
        for reading in (reading_of(file, surroundings),)
    }

    assert {path: words for path, words in said.items() if words != (Outcome.READ, [], ())} == {}


def test_plans_come_back_from_their_workbooks_as_they_were(county, files, surroundings):
    read = [
        reading_of(file, surroundings).plan
        for path, file in files.items()
        if file.kind is Kind.PLAN and "february" not in path
    ]

    assert read == list(county.plans)


def test_lines_come_back_from_their_workbooks_as_they_were(county, files, surroundings):
    read = [
        line.record
        for file in files.values()
        if file.kind is Kind.BUDGET
        for line in reading_of(file, surroundings).lines
    ]

    assert Counter(read) == Counter(line for book in county.books for line in book.lines)


@pytest.mark.parametrize(
    ("path", "kind", "outcome"),
    [
        ("try-these/budget-with-faults.csv", Kind.BUDGET, Outcome.REJECTED),
        ("try-these/budget-that-asks-questions.csv", Kind.BUDGET, Outcome.QUESTIONS),
        ("try-these/plan-with-faults.csv", Kind.PLAN, Outcome.QUESTIONS),
        ("try-these/plan-template-with-faults.xlsx", Kind.PLAN, Outcome.READ),
    ],
)
def test_what_is_wrong_on_purpose_is_found(files, surroundings, path, kind, outcome):
    reading = reading_of(files[path], surroundings, kind)

    assert reading.outcome is outcome
    assert reading.issues or reading.questions


def test_each_fault_of_the_template_that_is_wrong_on_purpose_has_its_cell(files, surroundings):
    reading = reading_of(files["try-these/plan-template-with-faults.xlsx"], surroundings, Kind.PLAN)
    found = {(issue.code, str(issue.cell)) for issue in reading.issues}

    assert found >= {
        ("goal-unknown", "Actions!B2"),
        ("action-code-repeated", "Actions!A3"),
        ("due-before-start", "Actions!H4"),
        ("code-unknown", "Agreements!G2"),
    }
