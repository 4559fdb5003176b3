import pytest

from importers import question_issues
from importers.issues import IssueKind
from tests.importers.question_fixtures import Fixture, fixtures

FIXTURES = fixtures()
KINDS = sorted(kind.code for kind in vars(question_issues).values() if isinstance(kind, IssueKind))


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda fixture: fixture.name)
def test_tells_the_fault_at_its_cell_and_nothing_else(fixture: Fixture):
    said = tuple((str(issue.cell or ""), issue.code) for issue in fixture.read())

    assert said == fixture.expected


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda fixture: fixture.name)
def test_every_sentence_is_whole(fixture: Fixture):
    assert all("{" not in issue.message and "None" not in issue.message for issue in fixture.read())


@pytest.mark.parametrize("code", KINDS)
def test_every_kind_has_a_workbook_that_shows_it(code: str):
    assert code in {shown for fixture in FIXTURES for _, shown in fixture.expected}
