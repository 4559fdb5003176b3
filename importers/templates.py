"""The home of writing our own workbooks, empty or filled: help, drop-downs and formats from the layout tables."""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import zip_longest

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from budgets.lines import BudgetLine
from budgets.period import BudgetPeriod
from importers.budget_sheets import BudgetAbout, budget_records
from importers.cells import column_letters
from importers.framework_sheets import framework_records
from importers.layouts.crosswalk import CROSSWALK, LINKS
from importers.layouts.equity_answers import EQUITY_ANSWERS
from importers.layouts.framework import FRAMEWORK
from importers.layouts.layout import MARKER_SHEET, CellKind, Column, Record, SheetLayout, Value, WorkbookLayout
from importers.layouts.question_set import QUESTION_SET
from importers.layouts.standard_budget import STANDARD_BUDGET
from importers.layouts.standard_plan import ACTIONS, MEASURES, PLAN, STANDARD_PLAN
from importers.plan_sheets import plan_records, progress_records
from importers.question_sheets import AnswerSheet, answer_records, answer_words, question_records
from importers.written_cells import put_text
from plans.framework import Framework
from plans.implementation import ImplementationPlan
from plans.questions import QuestionSet

ROOM = 1000
"""To which row, at least, the drop-downs and input messages of a sheet reach."""

LONGEST_INLINE_LIST = 250
LONGEST_PROMPT = 250
EXACT_DIGITS = 15
ANSWER = "answer"

INK, PAPER, ACCENT, PALE = "1F2A37", "FFFFFF", "0F4C5C", "E6EEF0"
_FORMATS = {
    CellKind.CODE: "@",
    CellKind.TEXT: "@",
    CellKind.CHOICE: "@",
    CellKind.YES_NO: "@",
    CellKind.DATE: "m/d/yyyy",
    CellKind.MONEY: "#,##0.00",
    CellKind.FTE: "0.00##",
}
_HEAD = {"font": Font(bold=True, color=PAPER), "alignment": Alignment(vertical="center", wrap_text=True)}
_BODY = Alignment(vertical="top", wrap_text=True)
_MODIFIED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(<)")
LOCKED, OPEN = Protection(locked=True), Protection(locked=False)
LISTS_SHEET = "Lists"
"""Where the words of drop-downs stand that are too long to stand in the drop-down itself."""

FIXED_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class _Content:
    """What goes into the sheets of a layout: rows by sheet, words for drop-downs by column, and lists to look up.

    ``keeps_keys`` protects the keys that are filled in: nothing is secret, so there is no password. ``answers`` has, by
    sheet, what each row may be answered with, in the column of that name; none where it is answered in words.
    """

    layout: WorkbookLayout
    records: Mapping[str, Iterable[Record]] = field(default_factory=dict)
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    glossary: Sequence[tuple[str, str, str]] = ()
    keeps_keys: bool = False
    answers: Mapping[str, Sequence[tuple[str, ...]]] = field(default_factory=dict)


def plan_template(
    framework: Framework,
    *,
    department: str | None = None,
    period: BudgetPeriod | None = None,
    departments: Sequence[str] = (),
) -> bytes:
    """An empty plan workbook (xlsx) with the framework's words, and the county's departments, in its drop-downs."""
    about: Record = {
        "department": department,
        "start": period.start if period else None,
        "end": period.end if period else None,
        "framework": f"{framework.code} {framework.version}",
    }
    return _write(_plan_content(framework, {PLAN.name: [about]}, departments))


def progress_template(plan: ImplementationPlan, framework: Framework) -> bytes:
    """A plan to report on (xlsx): as it stands, a row for each report that is due, and its codes protected.

    As long as nobody fills it in, ``read_plan`` reads the same plan from it.
    """
    return _write(replace(_plan_content(framework, progress_records(plan)), keeps_keys=True))


def next_plan_template(plan: ImplementationPlan, framework: Framework) -> bytes:
    """A plan that was carried over, to be filled in (xlsx), its codes protected; ``read_plan`` reads the same plan."""
    return _write(replace(_plan_content(framework, plan_records(plan)), keeps_keys=True))


def write_plan(plan: ImplementationPlan, framework: Framework) -> bytes:
    """A plan as a workbook of the standard layout (xlsx); ``read_plan`` reads the same plan from it."""
    return _write(_plan_content(framework, plan_records(plan)))


def budget_template(about: BudgetAbout | None = None) -> bytes:
    """An empty budget workbook (xlsx)."""
    return write_budget((), about or BudgetAbout())


def write_budget(lines: Iterable[BudgetLine], about: BudgetAbout) -> bytes:
    """Budget lines as a workbook of the standard layout (xlsx); ``read_budget`` reads the same lines from it."""
    return _write(_Content(STANDARD_BUDGET, budget_records(lines, about)))


def framework_template() -> bytes:
    """An empty framework workbook (xlsx)."""
    return _write(_Content(FRAMEWORK))


def write_framework(framework: Framework) -> bytes:
    """A framework as a workbook (xlsx); ``read_framework_workbook`` reads the same framework from it."""
    return _write(_Content(FRAMEWORK, framework_records(framework)))


def write_question_set(questions: QuestionSet) -> bytes:
    """A set of questions as a workbook (xlsx); ``read_question_workbook`` reads the same set from it."""
    return _write(_Content(QUESTION_SET, question_records(questions)))


def answers_template(sheet: AnswerSheet) -> bytes:
    """A department's questions to be answered (xlsx), with what was answered; ``read_answers`` reads it back."""
    return _write(_Content(EQUITY_ANSWERS, answer_records(sheet), answers=answer_words(sheet), keeps_keys=True))


def write_crosswalk(records: Iterable[Record], departments: Sequence[str] = ()) -> bytes:
    """Funding links as a workbook (xlsx), with drop-downs; ``read_crosswalk`` reads its rows again."""
    return _write(_Content(CROSSWALK, {LINKS.name: records}, {"department": departments}))


def _plan_content(
    framework: Framework, records: Mapping[str, Iterable[Record]], departments: Sequence[str] = ()
) -> _Content:
    goals = [goal.code for goal in framework.goals]
    choices = {
        "goal": goals,
        "measure.goal": goals,
        "strategy": [each.code for each in framework.strategies],
        "policy_area": [each.code for each in framework.policy_areas],
        "department": departments,
        "action": [str(record["code"]) for record in records.get(ACTIONS.name, ())],
        "measure": [str(record["measure.code"]) for record in records.get(MEASURES.name, ())],
    }
    named = (
        ("Goal", framework.goals),
        ("Strategy", framework.strategies),
        ("Policy area", framework.policy_areas),
        ("Determinant", framework.determinants),
    )
    glossary = [(kind, entry.code, entry.name) for kind, entries in named for entry in entries]
    return _Content(STANDARD_PLAN, records, choices, glossary)


# -- workbook


def _write(content: _Content) -> bytes:
    book = Workbook(write_only=True)
    book.properties.creator = "equity-tracker"
    book.properties.title = content.layout.title
    _write_instructions(book.create_sheet(MARKER_SHEET), content)
    for layout in content.layout.sheets:
        sheet = book.create_sheet(layout.name)
        write_rows = _write_form if layout.is_form else _write_table
        write_rows(sheet, layout, content)
    _write_lists(book, content)
    out = io.BytesIO()
    book.save(out)
    return _without_time(out.getvalue())


def _without_time(data: bytes) -> bytes:
    """The same workbook without the moment of its writing, so that the same records always give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            content = source.read(part)
            if part.filename == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>1980-01-01T00:00:00Z\g<3>", content)
            fixed = zipfile.ZipInfo(part.filename, FIXED_TIME)
            fixed.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(fixed, content)
    return out.getvalue()


# -- cells


def _text_cell(sheet: Worksheet, text: str, **style: object) -> Cell:
    cell = WriteOnlyCell(sheet)
    _put(cell, text)
    for name, value in style.items():
        setattr(cell, name, value)
    return cell


def _put(cell: Cell, value: Value) -> Cell:
    """Set the value of a cell; text stays text, whatever it looks like, and no digit of a number is lost."""
    if isinstance(value, Decimal) and len(value.normalize().as_tuple().digits) > EXACT_DIGITS:
        value = format(value, "f")
    if not isinstance(value, str):
        cell.value = value
        return cell
    put_text(cell, value)
    return cell


def _body_cells(sheet: Worksheet, columns: Sequence[Column]) -> list[Cell]:
    """One cell for each column, to be filled anew for each row: a row is written when it is appended."""
    cells = []
    for column in columns:
        cell = WriteOnlyCell(sheet)
        cell.number_format = _FORMATS.get(column.kind, "General")
        cell.alignment = _BODY
        cells.append(cell)
    return cells


# -- sheets


def _write_table(sheet: Worksheet, layout: SheetLayout, content: _Content) -> None:
    records = list(content.records.get(layout.name, ()))
    sheet.freeze_panes = "B2"
    sheet.sheet_properties.tabColor = ACCENT if layout.required else "8FA6AD"
    _set_up_page(sheet)
    for number, column in enumerate(layout.columns, start=1):
        _set_up_column(sheet, column_letters(number), column)
        if content.keeps_keys:
            sheet.column_dimensions[column_letters(number)].protection = OPEN
    if content.keeps_keys:
        _protect(sheet)
    last = max(len(records) + 1, 2)
    for number, column in enumerate(layout.columns, start=1):
        letters = column_letters(number)
        if column.name == ANSWER and layout.name in content.answers:
            _guide_answers(sheet, column, letters, content.answers[layout.name])
        else:
            _guide(sheet, column, f"{letters}2:{letters}{max(last, ROOM)}", content)
    sheet.row_dimensions[1].height = 34
    sheet.append([_heading(sheet, column) for column in layout.columns])
    cells = _body_cells(sheet, layout.columns)
    for record in records:
        filled = zip(cells, layout.columns, strict=True)
        sheet.append([_lock(_put(cell, record.get(each.name)), each, content) for cell, each in filled])
    if not records:
        sheet.append([_lock(_put(cell, None), each, content) for cell, each in zip(cells, layout.columns, strict=True)])
    _make_table(sheet, layout, last)


def _heading(sheet: Worksheet, column: Column) -> Cell:
    fill = PatternFill("solid", fgColor=ACCENT if column.required else "47707C")
    return _text_cell(sheet, column.heading, fill=fill, **_HEAD)


def _set_up_page(sheet: Worksheet) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"


def _set_up_column(sheet: Worksheet, letters: str, column: Column) -> None:
    dimension = sheet.column_dimensions[letters]
    dimension.width = column.width
    dimension.number_format = _FORMATS.get(column.kind, "General")
    dimension.alignment = _BODY


def _make_table(sheet: Worksheet, layout: SheetLayout, last: int) -> None:
    table = Table(
        displayName=f"{layout.name.replace(' ', '')}Table", ref=f"A1:{column_letters(len(layout.columns))}{last}"
    )
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    table.tableColumns = [
        TableColumn(id=number, name=column.heading) for number, column in enumerate(layout.columns, start=1)
    ]
    table.autoFilter = AutoFilter(ref=table.ref)
    sheet.tables.add(table)


def _guide(sheet: Worksheet, column: Column, cells: str, content: _Content) -> None:
    """Show the help of a column beside its cells, and its words as a drop-down."""
    words = _words(column, content)
    listed = _listed(column, content)
    rule = DataValidation(type="list" if listed else None, formula1=listed, allow_blank=True)
    rule.promptTitle, rule.prompt = column.heading[:30], column.help[:LONGEST_PROMPT]
    rule.showInputMessage = True
    rule.showErrorMessage = bool(column.choices)
    rule.errorTitle, rule.error = column.heading[:30], f"Choose one of: {', '.join(words)}"[:LONGEST_PROMPT]
    rule.add(cells)
    sheet.data_validations.append(rule)


def _guide_answers(sheet: Worksheet, column: Column, letters: str, rows: Sequence[tuple[str, ...]]) -> None:
    """Show beside each row the answers that it takes; where they are too long for a drop-down, its row tells them."""
    cells: dict[tuple[str, ...], list[str]] = {}
    for number, words in enumerate(rows, start=2):
        cells.setdefault(words if _fits(words) else (), []).append(f"{letters}{number}")
    for words, places in cells.items():
        rule = DataValidation(type="list" if words else None, allow_blank=True)
        rule.formula1 = '"' + ",".join(words) + '"' if words else None
        rule.promptTitle, rule.prompt = column.heading[:30], column.help[:LONGEST_PROMPT]
        rule.showInputMessage, rule.showErrorMessage = True, bool(words)
        rule.errorTitle, rule.error = column.heading[:30], f"Choose one of: {', '.join(words)}"[:LONGEST_PROMPT]
        for place in places:
            rule.add(place)
        sheet.data_validations.append(rule)


def _words(column: Column, content: _Content) -> list[str]:
    return [word.replace("_", " ") for word in column.choices] or list(content.choices.get(column.name, ()))


def _listed(column: Column, content: _Content) -> str | None:
    """What a drop-down shows: its words, or where they stand when they are too many to be said there."""
    words = _words(column, content)
    if not words:
        return None
    if _fits(words):
        return '"' + ",".join(words) + '"'
    letters = column_letters(_long_lists(content).index(column.name) + 1)
    return f"{LISTS_SHEET}!${letters}$2:${letters}${len(words) + 1}"


def _fits(words: Sequence[str]) -> bool:
    return len(",".join(words)) + 2 <= LONGEST_INLINE_LIST and not any("," in word or '"' in word for word in words)


def _long_lists(content: _Content) -> list[str]:
    return [name for name, words in content.choices.items() if words and not _fits(words)]


def _write_lists(book: Workbook, content: _Content) -> None:
    """A hidden sheet with the words of the drop-downs that are too long; no reader looks at it."""
    names = _long_lists(content)
    if not names:
        return
    sheet = book.create_sheet(LISTS_SHEET)
    sheet.sheet_state = "hidden"
    for row in zip_longest(*([name, *content.choices[name]] for name in names)):
        sheet.append([_put(WriteOnlyCell(sheet), word) for word in row])


def _protect(sheet: Worksheet) -> None:
    """Keep what is locked from being changed by mistake; whoever means it takes the protection off."""
    protection = sheet.protection
    protection.sheet = True
    # Of these, False means that it stays allowed.
    protection.formatCells = protection.formatColumns = protection.formatRows = False
    protection.insertRows = protection.insertHyperlinks = protection.autoFilter = False


def _lock(cell: Cell, column: Column, content: _Content) -> Cell:
    """A cell that is protected where it holds a key, and open where there is something to fill in."""
    if content.keeps_keys:
        cell.protection = LOCKED if column.is_key and cell.value is not None else OPEN
    return cell


def _write_form(sheet: Worksheet, layout: SheetLayout, content: _Content) -> None:
    record: Record = next(iter(content.records.get(layout.name, ())), {})
    for letters, width in (("A", 24), ("B", 44), ("C", 80)):
        sheet.column_dimensions[letters].width = width
    sheet.sheet_properties.tabColor = ACCENT
    for row, column in enumerate(layout.columns, start=1):
        _guide(sheet, column, f"B{row}", content)
    cells = _body_cells(sheet, layout.columns)
    for cell, column in zip(cells, layout.columns, strict=True):
        cell.fill = PatternFill("solid", fgColor=PALE)
        cell.alignment = Alignment(horizontal="left", vertical="top", wrap_text=True)
        must = " (required)" if column.required else ""
        note = _text_cell(sheet, f"{column.help}{must}", font=Font(italic=True, color="5B6B73"), alignment=_BODY)
        sheet.append([_heading(sheet, column), _lock(_put(cell, record.get(column.name)), column, content), note])
    if content.keeps_keys:
        _protect(sheet)


# -- instructions


def _write_instructions(sheet: Worksheet, content: _Content) -> None:
    layout = content.layout
    for letters, width in (("A", 18), ("B", 30), ("C", 90), ("D", 12)):
        sheet.column_dimensions[letters].width = width
    sheet.sheet_view.showGridLines = False
    sheet.append([_text_cell(sheet, layout.title, font=Font(bold=True, size=18, color=ACCENT))])
    for name, value in (("Layout", layout.name), ("Version", layout.version)):
        label = _text_cell(sheet, name, font=Font(color="5B6B73"))
        sheet.append([label, _text_cell(sheet, value, font=Font(color="5B6B73"))])
    sheet.append([])
    for line in (layout.purpose, *_HOW_TO):
        sheet.append([_text_cell(sheet, line, font=Font(color=INK))])
    _write_help(sheet, layout)
    if content.glossary:
        _write_list(sheet, ("Kind", "Code", "Name"), content.glossary)


_HOW_TO = (
    "Fill the sheets from left to right. Headings with the darker color must have something beneath them.",
    "Do not change headings or the two lines above. Columns may stand in any order; columns of your own are left out.",
    "Dates are month, day, year. Leave a cell blank where nothing is known; 0 is zero.",
)


def _write_help(sheet: Worksheet, layout: WorkbookLayout) -> None:
    rows = [
        (each.name, column.heading, column.help, "required" if column.required else "")
        for each in layout.sheets
        for column in each.columns
    ]
    _write_list(sheet, ("Sheet", "Column", "What to write", ""), rows)


def _write_list(sheet: Worksheet, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    fill = PatternFill("solid", fgColor=ACCENT)
    sheet.append([])
    sheet.append([_text_cell(sheet, heading or " ", fill=fill, **_HEAD) for heading in headings])
    before = ""
    for row in rows:
        font = Font(bold=row[0] != before, color=INK)
        first = _text_cell(sheet, row[0] if row[0] != before else "", font=font)
        sheet.append([first, *(_text_cell(sheet, text, alignment=_BODY) for text in row[1:])])
        before = row[0]
