"""Plan workbooks out of text: a grid as people see it, or our own template with some cells changed."""

import io
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from importers.departments import DepartmentNames
from importers.framework_workbook import read_framework_workbook
from importers.issues import Issue
from importers.plan_workbook import read_plan
from importers.reading import Question, Surroundings
from importers.templates import write_framework, write_plan
from plans.framework import CodeChange, load_shipped
from plans.implementation import Action, Agreement, ImplementationPlan, Partner
from plans.measures import Measure, MeasuredValue
from plans.progress import ProgressUpdate

FOLDER = Path(__file__).resolve().parents[1] / "workbooks" / "should_fail" / "plan"
FRAMEWORK = load_shipped("king_county")
EARLIER = CodeChange(from_version="2010", old="FJ-1", new=("LOS",))
WITH_CROSSWALK = FRAMEWORK.model_copy(update={"crosswalk": (EARLIER,)})

A_PLAN = ImplementationPlan(
    department="Public Health",
    start=date(2026, 1, 1),
    end=date(2027, 12, 31),
    framework=f"{FRAMEWORK.code} {FRAMEWORK.version}",
    actions=(
        Action(
            code="PH-1",
            title="Open clinics on Saturdays",
            goal="LOS",
            lead="Clinic Manager",
            partners=(Partner(name="Local 17"),),
            start=date(2026, 1, 5),
            due=date(2026, 12, 31),
            measures=(
                Measure(
                    code="M-1",
                    title="Saturday hours",
                    action="PH-1",
                    unit="hours",
                    values=(MeasuredValue(as_of=date(2026, 6, 30), value=12),),
                ),
            ),
            updates=(ProgressUpdate(action="PH-1", as_of=date(2026, 6, 30)),),
        ),
    ),
    agreements=(Agreement(partner="Local 17", title="Shifts", actions=("PH-1",)),),
)


@dataclass(frozen=True)
class Fixture:
    """One workbook with one fault: its bytes, the answers given, and what must be said at which cell."""

    name: str
    content: bytes
    answers: Mapping[str, tuple[str, ...]]
    expected: tuple[tuple[str, str], ...]
    is_framework: bool
    departments: tuple[DepartmentNames, ...] = ()

    def read(self) -> tuple[tuple[Issue, ...], tuple[Question, ...]]:
        """What the reader says of it."""
        if self.is_framework:
            return read_framework_workbook(self.content, self.name)[1], ()
        surroundings = Surroundings(WITH_CROSSWALK, departments=self.departments)
        reading = read_plan(self.content, self.name, surroundings=surroundings, answers=self.answers)
        return reading.issues, reading.questions


def fixtures() -> list[Fixture]:
    """Every fixture of the folder."""
    return [_fixture(path) for path in sorted(FOLDER.glob("*.toml"))]


def _fixture(path: Path) -> Fixture:
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    return Fixture(
        name=path.stem,
        content=build(told),
        answers={key: (value,) for key, value in told.get("answers", {"department": "Public Health"}).items()},
        expected=tuple((cell, code) for cell, code in told["expected"]),
        is_framework=told.get("base") == "framework",
        departments=tuple(DepartmentNames(name, code) for name, code in told.get("departments", [])),
    )


def build(told: Mapping[str, Any]) -> bytes:
    """The workbook that a fixture tells of, or the csv."""
    if "csv" in told:
        return str(told["csv"]).encode()
    bases = {"plan": lambda: write_plan(A_PLAN, FRAMEWORK), "framework": lambda: write_framework(FRAMEWORK)}
    if "base" in told:
        book = openpyxl.load_workbook(io.BytesIO(bases[told["base"]]()))
    else:
        book = openpyxl.Workbook()
        book.remove(book.worksheets[0])
    for name, grid in told.get("sheets", {}).items():
        _fill(book.create_sheet(name), grid)
    for place, text in told.get("cells", []):
        sheet, _, address = place.rpartition("!")
        book[sheet][address].value = typed(text)
    for name in told.get("without", []):
        book.remove(book[name])
    _mark(book, told)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(sheet: Worksheet, grid: str) -> None:
    for row, line in enumerate(grid.strip("\n").splitlines(), start=1):
        for column, text in enumerate(line.split("|"), start=1):
            sheet.cell(row, column).value = typed(text.strip())


def _mark(book: openpyxl.Workbook, told: Mapping[str, Any]) -> None:
    for place in told.get("errors", []):
        sheet, _, address = place.rpartition("!")
        book[sheet][address].value = "#REF!"
    for place in told.get("merged", []):
        sheet, _, span = place.rpartition("!")
        book[sheet].merge_cells(span)
    for place in told.get("hidden_rows", []):
        sheet, _, row = place.rpartition("!")
        book[sheet].row_dimensions[int(row)].hidden = True
    for place in told.get("hidden_columns", []):
        sheet, _, column = place.rpartition("!")
        book[sheet].column_dimensions[column].hidden = True
    for place in told.get("struck", []):
        sheet, _, address = place.rpartition("!")
        book[sheet][address].font = Font(strike=True)
    for place in told.get("struck_in_part", []):
        sheet, _, address = place.rpartition("!")
        words = str(book[sheet][address].value).rpartition(" ")
        struck = TextBlock(InlineFont(strike=True), words[2])
        book[sheet][address].value = CellRichText(f"{words[0]} ", struck)
    for place, text in told.get("comments", []):
        sheet, _, address = place.rpartition("!")
        book[sheet][address].comment = Comment(text, "JK")
    for place, color in told.get("colored", []):
        sheet, _, address = place.rpartition("!")
        book[sheet][address].fill = PatternFill("solid", fgColor=color)


def typed(text: str) -> str | float | date | None:
    """What a person who types this text gets: a number, a date, a formula or a text; a quote first keeps it text."""
    if text.startswith("'"):
        return text[1:]
    if re.fullmatch(r"-?\d+(\.\d+)?", text):
        return float(text)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return date.fromisoformat(text)
    return text or None
