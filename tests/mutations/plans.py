"""The home of the plans that are changed: how each is read, and in which cells its fields stand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from openpyxl.utils import column_index_from_string

from importers.cells import CellRef
from importers.plan_workbook import read_opened_plan
from importers.reading import Outcome, PlanReading, Surroundings
from importers.workbook import CellValue, Workbook, open_workbook
from plans.framework import load_shipped

SURROUNDINGS = Surroundings(load_shipped("king_county"))
ANSWERS = {"department": ("Department of Promises",)}

Cells = Mapping[CellRef, CellValue]


@dataclass(frozen=True)
class PlanFile:
    """A plan that is read, and how."""

    name: str
    data: bytes
    workbook: Workbook
    reading: PlanReading

    def read(self, cells: Cells) -> PlanReading:
        """Read it again, with other values in some cells."""
        sheets = []
        for sheet in self.workbook.sheets:
            rows = [list(row) for row in sheet.rows]
            for at, value in cells.items():
                if at.sheet == sheet.name:
                    row = rows[at.row - 1]
                    row += [""] * (at.column - len(row))
                    row[at.column - 1] = value
            sheets.append(replace(sheet, rows=rows))
        book = replace(self.workbook, sheets=tuple(sheets))
        return read_opened_plan(book, self.data, surroundings=SURROUNDINGS, answers=ANSWERS)

    def value(self, at: CellRef) -> CellValue:
        """What stands in a cell."""
        sheet = self.workbook.sheet(at.sheet)
        assert sheet is not None
        return sheet.value(at.row, at.column)

    def places(self, *fields: str) -> list[CellRef]:
        """The filled cells of these fields, of actions and of their measures, as the reading names them."""
        found = {at: None for path, at in self.reading.sources.items() if _field_of(path) in fields}
        return [at for at in found if self.value(at) != ""]

    def headings(self) -> list[CellRef]:
        """The lowest headings of the columns that are read."""
        return [
            CellRef(table.sheet, table.header_rows[-1], column_index_from_string(column.letter))
            for table in self.reading.tables
            for column in table.columns
            if column.field
        ]


def _field_of(path: tuple[str | int, ...]) -> str:
    return ".".join(part for part in path if isinstance(part, str))


def load_plans(folder: Path, part: str = "", most: int = 10**9) -> Iterator[PlanFile]:
    """The workbooks of a folder that are read as plans; ``part`` stands in their names, ``most`` actions in each."""
    for path in sorted(folder.glob("*.xls*")):
        if part not in path.name or path.suffix not in (".xlsx", ".xls", ".xlsm"):
            continue
        data = path.read_bytes()
        opened = open_workbook(data, path.name)
        if isinstance(opened, Workbook):
            reading = read_opened_plan(opened, data, surroundings=SURROUNDINGS, answers=ANSWERS)
            if reading.outcome is Outcome.READ and len(reading.actions) <= most:
                yield PlanFile(path.name, data, opened, reading)
