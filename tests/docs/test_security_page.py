from pathlib import Path

import pytest

from importers import file_issues
from importers.issues import IssueKind
from importers.limits import Limits

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference"
KINDS = [kind for kind in vars(file_issues).values() if isinstance(kind, IssueKind)]
LIMITS = Limits()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_every_issue_of_a_file_is_explained_with_its_severity(kind):
    page = (REFERENCE / "issues.md").read_text(encoding="utf-8")

    assert f"\n## {kind.code}\n\n*{kind.severity.capitalize()}.* " in page


@pytest.mark.parametrize(
    "said",
    [
        f"{LIMITS.file_bytes // 1_000_000} MB",
        f"{LIMITS.unpacked_bytes // 1_000_000_000} GB",
        f"{LIMITS.unpacked_ratio} times",
        f"{LIMITS.parts:,}",
        f"| sheets | {LIMITS.sheets} |",
        f"{LIMITS.rows:,} and {LIMITS.columns:,}",
        f"{LIMITS.cells:,}",
        f"{LIMITS.cells_held_twice:,}",
        f"{LIMITS.cell_letters:,} bytes",
        f"{LIMITS.letters // 1_000_000} MB",
    ],
)
def test_every_limit_is_told(said):
    page = (REFERENCE / "security.md").read_text(encoding="utf-8")

    assert said in page
