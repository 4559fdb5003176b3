from dataclasses import replace
from datetime import date

import pytest

from importers.issues import Issue
from importers.layouts.layout import EarlierVersion, WorkbookLayout
from importers.layouts.standard_plan import ACTIONS, STANDARD_PLAN
from importers.markers import layout_of
from importers.plan_rows import Notes
from importers.plan_standard import read_standard
from importers.reading import Surroundings
from importers.templates import write_plan
from importers.workbook import open_workbook
from plans.framework import load_shipped
from plans.implementation import Action, ImplementationPlan

FRAMEWORK = load_shipped("king_county")
SAVED = ImplementationPlan(
    department="Public Health",
    start=date(2026, 1, 1),
    end=date(2027, 12, 31),
    framework=f"{FRAMEWORK.code} {FRAMEWORK.version}",
    actions=(Action(code="PH-1", title="Train interpreters", lead="Chief of Staff", geography="Kent"),),
)


def to_come() -> WorkbookLayout:
    """A layout to come: the heading of the lead is another, and one column is new."""
    columns = (
        replace(ACTIONS.column("lead"), heading="Who answers for it"),
        replace(ACTIONS.column("geography"), name="place", heading="Place", required=True),
        *(column for column in ACTIONS.columns if column.name != "lead"),
    )
    sheets = [replace(ACTIONS, columns=columns) if each is ACTIONS else each for each in STANDARD_PLAN.sheets]
    before = EarlierVersion("1", {("Actions", "lead"): "Lead"}, frozenset({("Actions", "place")}))
    return replace(STANDARD_PLAN, version="2", sheets=tuple(sheets), earlier=(before,))


def opened(content: bytes):
    book = open_workbook(content, "plan.xlsx")
    assert not isinstance(book, Issue)
    return book


def test_a_workbook_of_an_earlier_version_is_read_by_the_headings_that_it_had():
    content = write_plan(SAVED, FRAMEWORK)
    template, notes = layout_of(opened(content), to_come()), Notes()
    assert isinstance(template, WorkbookLayout)

    found = read_standard(opened(content), content, template, Surroundings(FRAMEWORK), notes)

    assert (template.version, found.actions, notes.issues) == ("1", SAVED.actions, [])


def test_a_version_that_nobody_knows_is_an_issue():
    told = layout_of(opened(write_plan(SAVED, FRAMEWORK)), replace(to_come(), earlier=()))

    assert isinstance(told, Issue)
    assert str(told).startswith("Instructions!B3: The workbook says that it is version '1' of the layout")


def test_every_heading_of_an_earlier_version_is_of_a_column_that_there_is():
    named = [
        (before.version, sheet, name)
        for before in STANDARD_PLAN.earlier
        for sheet, name in (*before.headings, *before.lacking)
    ]

    assert [each for each in named if STANDARD_PLAN.sheet(each[1]).column(each[2]) is None] == []


@pytest.mark.parametrize("layout", [STANDARD_PLAN, to_come()])
def test_a_layout_of_its_own_version_is_itself(layout):
    assert layout.of_version(layout.version) is layout
