"""The home of reading the sheets of our own workbooks: columns found by a layout's headings."""

from collections.abc import Iterator
from dataclasses import dataclass

from importers import plan_issues as kinds
from importers.cells import column_letters
from importers.issues import COLUMN_OF_LAYOUT_MISSING, HEADING_MISSING
from importers.layouts.layout import Column, SheetLayout
from importers.plan_rows import Found, Notes, Row
from importers.reading import ColumnUse, TableFound
from importers.values import may_be_money, one_line
from importers.workbook import Sheet


@dataclass(slots=True)
class LayoutTable:
    """One sheet of our own workbook, its columns found by their headings in whatever order they stand."""

    layout: SheetLayout
    sheet: Sheet
    notes: Notes
    header_row: int = 1

    def columns(self) -> dict[int, Column]:
        """The columns of the layout by where they stand."""
        known = {one_line(column.heading).casefold(): column for column in self.layout.columns}
        headings = {number: self._heading(number).casefold() for number in self._span()}
        return {number: known[heading] for number, heading in headings.items() if heading in known}

    def _heading(self, number: int) -> str:
        return one_line(self.sheet.value(self.header_row, number))

    def _span(self) -> range:
        return range(1, self.sheet.width + 1)

    def check(self) -> bool:
        """Tell of columns that are missing or not known; False where one that must be there is missing."""
        columns = self.columns()
        for number in self._span():
            if number not in columns:
                self._tell_of_column(number)
        found = {column.name for column in columns.values()}
        missing = [column for column in self.layout.columns if column.required and column.name not in found]
        for column in missing:
            at = self.sheet.at(self.header_row, self.layout.columns.index(column) + 1)
            self.notes.issues.append(COLUMN_OF_LAYOUT_MISSING.at(at, column.heading, field=(column.name,)))
        return not missing

    def _tell_of_column(self, number: int) -> None:
        at = self.sheet.at(self.header_row, number)
        heading = self._heading(number)
        if heading:
            self.notes.issues.append(kinds.COLUMN_NOT_READ.at(at, heading, field=("heading",)))
        elif any(one_line(self.sheet.value(row, number)) for row in range(2, len(self.sheet.rows) + 1)):
            letters = column_letters(number)
            issue = HEADING_MISSING.at(at, None, field=("heading",), letters=letters, use="left out")
            self.notes.issues.append(issue)

    def rows(self) -> Iterator[Row]:
        """The rows that hold anything, each with what it must hold."""
        columns = self.columns()
        self._tell_of_formulas(columns)
        for number in range(self.header_row + 1, len(self.sheet.rows) + 1):
            cells = {each.name: self._found(number, at) for at, each in columns.items()}
            if all(found.is_blank for name, found in cells.items() if name != self.layout.waits):
                continue
            lacking = [each for each in columns.values() if each.required and cells[each.name].is_blank]
            for column in lacking:
                found = cells[column.name]
                self.notes.tell(kinds.TEXT_MISSING, found, column.name, heading=column.heading)
            if not lacking:
                yield {name: (found,) for name, found in cells.items()}

    def _found(self, row: int, column: int) -> Found:
        return Found(self.sheet.value(row, column), self.sheet.at(row, column))

    def _tell_of_formulas(self, columns: dict[int, Column]) -> None:
        for row, number, error in self.sheet.errors:
            if number in columns:
                found = Found(error, self.sheet.at(row, number))
                self.notes.tell(kinds.CELL_ERROR, found, columns[number].name)
        for row, number in sorted(self.sheet.without_value):
            if number in columns:
                self.notes.tell(kinds.FORMULA_NOT_CALCULATED, self._found(row, number), columns[number].name)

    def form(self) -> Row:
        """The values of a form, beside their headings in column A."""
        known = {one_line(column.heading).casefold(): column.name for column in self.layout.columns}
        row: dict[str, tuple[Found, ...]] = {}
        for number in range(1, len(self.sheet.rows) + 1):
            name = known.get(one_line(self.sheet.value(number, 1)).casefold())
            if name:
                row[name] = (self._found(number, 2),)
        return row

    def as_found(self) -> TableFound:
        """The table as the reading tells of it."""
        columns = self.columns()
        uses = tuple(
            ColumnUse(column_letters(number), heading, columns[number].name)
            if number in columns
            else ColumnUse(column_letters(number), heading, None, may_be_money=self._may_be_money(number))
            for number in self._span()
            if (heading := self._heading(number))
        )
        return TableFound(self.sheet.name, (self.header_row,), self.header_row + 1, len(self.sheet.rows), uses)

    def _may_be_money(self, number: int) -> bool:
        beneath = range(self.header_row + 1, len(self.sheet.rows) + 1)
        return may_be_money(self.sheet.value(row, number) for row in beneath)


def filled_cell(row: Row, name: str) -> Found | None:
    """The cell of a field when something stands in it."""
    return next((found for found in row.get(name, ()) if not found.is_blank), None)


def joining_key(found: Found) -> str:
    """A code as it compares with others: without case and without spaces at its ends."""
    return one_line(found.value).casefold()
