from pathlib import Path

import pytest

from importers.layouts.crosswalk import CROSSWALK
from importers.layouts.equity_answers import EQUITY_ANSWERS
from importers.layouts.question_set import QUESTION_SET

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "reference" / "layouts.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("layout", [QUESTION_SET, EQUITY_ANSWERS, CROSSWALK], ids=lambda layout: layout.name)
def test_every_column_is_explained(layout):
    section = PAGE.partition(f"\n## {layout.name}\n")[2].partition("\n## ")[0]

    rows = [
        f"| {column.heading} | {'required' if column.required else ''} | {column.help} |"
        for sheet in layout.sheets
        for column in sheet.columns
    ]
    assert [row for row in rows if row not in section] == []
