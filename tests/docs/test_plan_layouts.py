from pathlib import Path

import pytest

from importers.layouts.framework import FRAMEWORK
from importers.layouts.standard_plan import STANDARD_PLAN
from importers.lexicon import load_lexicon

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference"
LAYOUTS = (REFERENCE / "layouts.md").read_text(encoding="utf-8")
SHEETS = [*STANDARD_PLAN.sheets, *FRAMEWORK.sheets]


def table(sheet):
    lines = ["| heading | | what |", "|---|---|---|"]
    for column in sheet.columns:
        words = ", ".join(f"`{word.replace('_', ' ')}`" for word in column.choices)
        said = f"{column.help} One of: {words}." if words else column.help
        lines.append(f"| {column.heading} | {'required' if column.required else ''} | {said} |")
    return "\n".join(lines)


def words():
    by_field: dict[str, list[str]] = {}
    for word, field in load_lexicon("plan").headings.items():
        by_field.setdefault(field, []).append(word)
    lines = ["| field, and key of an answer | headings |", "|---|---|"]
    lines += [f"| `{field}` | {', '.join(found)} |" for field, found in by_field.items()]
    return "\n".join(lines)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_every_column_of_our_own_workbooks_is_documented(sheet):
    assert f"Sheet `{sheet.name}`. {sheet.help}\n\n{table(sheet)}\n" in LAYOUTS


def test_every_heading_that_plans_are_read_by_is_documented():
    assert words() in LAYOUTS
