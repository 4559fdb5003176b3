"""The home of what a layout of ours is: the one table that reader, template, help and documentation all read."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

MARKER_SHEET = "Instructions"
"""The sheet of a standard workbook that names its layout."""

MARKER_NAME = (2, 2)
"""Row and column of the cell that holds the name of the layout: B2."""

MARKER_VERSION = (3, 2)
"""Row and column of the cell that holds the version of the layout: B3."""

Value = str | Decimal | int | date | bool | None
"""What a cell of a workbook of ours holds."""

Record = Mapping[str, Value]
"""The values of one row by the names of the layout's columns."""


class CellKind(StrEnum):
    """What a column of a layout holds."""

    TEXT = "text"
    CODE = "code"
    MONEY = "money"
    FTE = "fte"
    NUMBER = "number"
    YEARS = "fiscal years"
    DATE = "date"
    CHOICE = "one of a list"
    YES_NO = "yes or no"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a layout: the field it is read into, its heading, and what a person is told about it.

    A *key* joins the sheets of a workbook, or says which plan it is: a template that is filled in protects it.
    """

    name: str
    heading: str
    help: str
    required: bool = False
    kind: CellKind = CellKind.TEXT
    choices: tuple[str, ...] = ()
    width: int = 18
    is_key: bool = False


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """One sheet of a layout. A *form* has its headings in column A and one value beside each, in column B.

    A row of which only the field ``waits`` is filled waits for a person to fill the rest, and says nothing yet.
    """

    name: str
    help: str
    columns: tuple[Column, ...]
    is_form: bool = False
    required: bool = True
    waits: str | None = None

    def column(self, name: str) -> Column:
        """The column that is read into a field. Raises ``KeyError`` for a field that the sheet does not have."""
        found = {column.name: column for column in self.columns}
        return found[name]


@dataclass(frozen=True, slots=True)
class EarlierVersion:
    """What a layout was like before: headings by sheet and field where they were others, and columns it did not have.

    ``headings`` are by the name of the sheet and of the field, as ``("Actions", "lead"): "Responsible"``.
    """

    version: str
    headings: Mapping[tuple[str, str], str] = field(default_factory=dict)
    lacking: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class WorkbookLayout:
    """A whole workbook of ours: its name and version stand in the cells B2 and B3 of the sheet Instructions.

    Workbooks of the versions in ``earlier`` are read by the headings that these had.
    """

    name: str
    version: str
    title: str
    purpose: str
    sheets: tuple[SheetLayout, ...]
    earlier: tuple[EarlierVersion, ...] = ()

    def sheet(self, name: str) -> SheetLayout:
        """The sheet of that name. Raises ``KeyError`` when the layout has none."""
        return {sheet.name: sheet for sheet in self.sheets}[name]

    def of_version(self, version: str) -> "WorkbookLayout | None":
        """The layout as it was in a version; None for one that is not known."""
        if version == self.version:
            return self
        before = next((each for each in self.earlier if each.version == version), None)
        if before is None:
            return None
        return replace(self, version=version, sheets=tuple(_as_it_was(sheet, before) for sheet in self.sheets))


def _as_it_was(sheet: SheetLayout, before: EarlierVersion) -> SheetLayout:
    columns = (
        replace(column, heading=before.headings.get((sheet.name, column.name), column.heading))
        for column in sheet.columns
        if (sheet.name, column.name) not in before.lacking
    )
    return replace(sheet, columns=tuple(columns))
