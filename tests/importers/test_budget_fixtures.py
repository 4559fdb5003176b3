from dataclasses import replace
from datetime import UTC, datetime

import pytest

from importers import link_issues, plan_issues, question_issues
from importers.budget_workbook import read_budget
from importers.by_kind import read_file
from importers.issues import CATALOGUE, IssueKind
from importers.reading import BudgetReading, HeadingProfile, Kind, Outcome, Remembered, Surroundings
from importers.report import budget_report
from plans.framework import load_shipped
from tests.workbooks.build import Fixture, fixtures

SURROUNDINGS = Surroundings(load_shipped("king_county"))
FAILING, PASSING = fixtures("should_fail/budget"), fixtures("should_pass/budget")


def read(fixture: Fixture) -> BudgetReading:
    around = surroundings(fixture) if fixture.earlier else SURROUNDINGS
    reading = read_file(fixture.content, fixture.file, Kind.BUDGET, surroundings=around, answers=fixture.answers)
    assert isinstance(reading, BudgetReading)
    return reading


def surroundings(fixture: Fixture) -> Surroundings:
    earlier = read_budget(fixture.content, fixture.file, surroundings=SURROUNDINGS, answers=fixture.earlier)
    assert earlier.meaning is not None
    profile = HeadingProfile(Kind.BUDGET, earlier.meaning, "Ana", datetime(2026, 9, 30, tzinfo=UTC))
    return replace(SURROUNDINGS, remembered=Remembered((profile,)))


@pytest.mark.parametrize("fixture", FAILING, ids=lambda fixture: fixture.name)
def test_says_what_is_wrong_and_where(fixture):
    reading = read(fixture)

    assert [(str(issue.cell or ""), issue.code) for issue in reading.issues] == fixture.issues
    assert [question.field for question in reading.questions] == fixture.questions


def test_every_kind_of_issue_that_is_not_of_other_files_alone_has_a_workbook():
    shown = {code for fixture in FAILING for _, code in fixture.issues}

    assert set(CATALOGUE) - of_other_files() - shown == set()


def of_other_files() -> set[str]:
    kinds = (*vars(plan_issues).values(), *vars(question_issues).values(), *vars(link_issues).values())
    return {kind.code for kind in kinds if isinstance(kind, IssueKind)}


@pytest.mark.parametrize("fixture", PASSING, ids=lambda fixture: fixture.name)
def test_reads_what_is_right(fixture):
    reading = read(fixture)

    assert reading.outcome is Outcome.READ, [*map(str, reading.issues), *reading.questions]
    found = [
        ["-".join(map(str, total["fiscal_years"])), total["phase"], total["direction"], total["amount"]]
        for total in budget_report(reading)["totals"]
    ]
    assert found == fixture.totals
