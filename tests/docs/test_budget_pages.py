from pathlib import Path

import pytest

from importers.layouts.standard_budget import STANDARD_BUDGET
from importers.reading import QuestionCode

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference"


def test_every_column_of_the_template_is_in_the_reference():
    page = (REFERENCE / "layouts.md").read_text(encoding="utf-8")

    for sheet in STANDARD_BUDGET.sheets:
        assert [c.heading for c in sheet.columns if f"| {c.heading} |" not in page or c.help not in page] == []


@pytest.mark.parametrize("code", list(QuestionCode))
def test_every_question_is_explained(code):
    page = (REFERENCE / "validate.md").read_text(encoding="utf-8")

    assert f"`{code}`" in page
