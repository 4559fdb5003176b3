import io
import re
import zipfile
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from importers.annotate import annotate
from importers.cells import CellRef
from importers.issues import NOT_A_DAY, NOT_MONEY, SIGNS_TURNED, Issue
from importers.reading import BudgetReading, Kind
from importers.workbook import Workbook as Opened
from importers.workbook import open_workbook

KINDS = (NOT_MONEY, NOT_A_DAY, SIGNS_TURNED)
SHOWN = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn", "Co")), max_size=12)
VALUES = st.one_of(
    st.none(),
    st.integers(-(10**9), 10**9),
    st.sampled_from(["tbd", "=1+1", "=SUM(A1:A3)", "  ", "'x", "<&>"]),
    SHOWN.filter(lambda text: not text.startswith("=")),
)
PLACES = st.tuples(st.integers(1, 12), st.integers(1, 8))
STYLES = st.sampled_from(["Normal", "Comma", "Percent", "Input", "Headline 1"])
NAMES = st.sampled_from([("Data", "Notes"), ("Issues", "Issues 2"), ("Bob's", "A&B"), ("Daten", "Übersicht")])


@st.composite
def books(draw) -> bytes:
    book = Workbook()
    sheets = [book.worksheets[0], book.create_sheet()]
    for sheet, name in zip(sheets, draw(NAMES), strict=True):
        sheet.title = name
        _fill(sheet, draw)
    sheets[1].sheet_state = draw(st.sampled_from(["visible", "hidden", "veryHidden"]))
    book.active = draw(st.integers(0, 1))
    out = io.BytesIO()
    book.save(out)
    return _calculated(out.getvalue())


def _fill(sheet: Worksheet, draw) -> None:
    grid = draw(st.dictionaries(PLACES, VALUES, max_size=20))
    for (row, column), value in grid.items():
        cell = sheet.cell(row, column)
        cell.value = value
        cell.style = draw(STYLES)
        if draw(st.booleans()):
            cell.fill = PatternFill("solid", fgColor=draw(st.sampled_from(["FF00FF00", "FFFFC7CE", "FF000000"])))
            cell.font = Font(color=draw(st.sampled_from(["FFFFFFFF", "FF000000"])))
        if draw(st.booleans()):
            cell.comment = Comment(draw(SHOWN) or "x", draw(st.sampled_from(["Ana", "Ben"])))
    for column in draw(st.lists(st.integers(1, 8), max_size=3)):
        sheet.column_dimensions[get_column_letter(column)].width = draw(st.integers(3, 60))
        sheet.column_dimensions[get_column_letter(column)].number_format = "0.00%"
    for row in draw(st.lists(st.integers(1, 12), max_size=3)):
        sheet.row_dimensions[row].hidden = draw(st.booleans())
        sheet.row_dimensions[row].fill = PatternFill("solid", fgColor="FF123456")
    sheet.freeze_panes = draw(st.sampled_from([None, "B2"]))
    sheet.print_title_rows = draw(st.sampled_from([None, "1:2"]))
    if draw(st.booleans()):
        rule = DataValidation(type="list", formula1='"a,b"')
        rule.add("C1:C9")
        sheet.add_data_validation(rule)


def _calculated(content: bytes) -> bytes:
    """The workbook as a spreadsheet program would have saved it: every formula has its value."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            after.writestr(name, re.sub(rb"(</f>)(?:<v\s*/>|<v></v>)", rb"\1<v>42</v>", part))
    return out.getvalue()


@st.composite
def readings(draw, content: bytes) -> BudgetReading:
    names = load_workbook(io.BytesIO(content)).sheetnames
    places = draw(st.lists(st.tuples(st.sampled_from(names), PLACES), max_size=12))
    told = [draw(st.sampled_from(KINDS)).at(CellRef(name, *place), draw(SHOWN)) for name, place in places]
    return BudgetReading(
        kind=Kind.BUDGET,
        file="book.xlsx",
        sha256="",
        layout="",
        layout_version="",
        answers={},
        issues=(*told, NOT_MONEY.at(None, "x")),
    )


def sheets_of(content: bytes) -> Opened:
    found = open_workbook(content, "book.xlsx")
    assert not isinstance(found, Issue)
    return found


def seen(content: bytes) -> list[object]:
    """What a person sees and set up, apart from marks of ours."""
    book = load_workbook(io.BytesIO(content))
    return [_seen(book[name]) for name in book.sheetnames]


def _seen(sheet: Worksheet) -> list[object]:
    cells = {
        cell.coordinate: _look(cell)
        for row in sheet.iter_rows()
        for cell in row
        if cell.has_style or cell.value is not None or cell.comment
    }
    columns = {name: (each.width, each.number_format) for name, each in sheet.column_dimensions.items()}
    rows = {number: (each.hidden, each.fill.fgColor.rgb) for number, each in sheet.row_dimensions.items() if each.s}
    rules = [(str(rule.sqref), rule.formula1) for rule in sheet.data_validations.dataValidation]
    return [sheet.title, sheet.sheet_state, cells, columns, rows, rules, sheet.freeze_panes, sheet.print_title_rows]


def _look(cell: Cell | MergedCell) -> tuple[object, ...]:
    color = cell.font.color.rgb if cell.font.color else None
    said = (cell.comment.text, cell.comment.author) if cell.comment else None
    look = cell.number_format, cell.style, cell.fill.fgColor.rgb, cell.fill.fill_type, color, cell.font.sz
    return cell.value, cell.data_type, *look, said


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


@settings(max_examples=60)
@given(st.data())
def test_what_is_read_from_a_marked_workbook_is_what_was_read_before(data):
    content = data.draw(books())

    marked = annotate(content, data.draw(readings(content)))

    assert marked.apart is None
    assert sheets_of(marked.content) == sheets_of(content)


@settings(max_examples=60)
@given(st.data())
def test_marks_change_nothing_but_fill_ink_and_comment_of_their_cells(data):
    content = data.draw(books())
    reading = data.draw(readings(content))

    marked = load_workbook(io.BytesIO(annotate(content, reading).content))
    before = load_workbook(io.BytesIO(content))

    at = {(issue.cell.sheet, issue.cell.address) for issue in reading.issues if issue.cell}
    assert marked.sheetnames[1:] == before.sheetnames
    for name in before.sheetnames:
        was, now = _seen(before[name]), _seen(marked[name])
        assert now[3:] == was[3:]
        old, new = was[2], now[2]
        assert isinstance(old, dict)
        assert isinstance(new, dict)
        assert {key: old[key] for key in old if (name, key) not in at} == {
            key: new[key] for key in new if (name, key) not in at
        }
        assert {key: old[key][:3] for key in old} == {key: new[key][:3] for key in new if key in old}


@settings(max_examples=60)
@given(st.data())
def test_marks_that_are_taken_away_leave_everything_as_it_was(data):
    content = data.draw(books())
    reading = data.draw(readings(content))

    cleared = annotate(annotate(content, reading).content, replace(reading, issues=()))

    # A cell that was put in to be marked stays, empty and in the look of its row or column.
    kept = [_without_empty(each) for each in seen(cleared.content)]
    assert kept == [_without_empty(each) for each in seen(content)]


@settings(max_examples=40)
@given(st.data())
def test_marking_twice_is_marking_once(data):
    content = data.draw(books())
    first, second = data.draw(readings(content)), data.draw(readings(content))

    once = annotate(content, second).content
    twice = annotate(annotate(content, first).content, second).content

    again = annotate(once, second).content
    assert parts(again) == parts(once)
    assert [_without_empty(each) for each in seen(twice)] == [_without_empty(each) for each in seen(once)]


def _without_empty(told: object) -> list[object]:
    assert isinstance(told, list)
    cells = {key: cell for key, cell in told[2].items() if cell[0] is not None or cell[-1]}
    return [*told[:2], cells, *told[3:]]


@settings(max_examples=60)
@given(st.data())
def test_no_package_however_damaged_makes_it_raise(data):
    content = data.draw(books())
    reading = data.draw(readings(content))
    name = data.draw(st.sampled_from(sorted(parts(content))))
    part = parts(content)[name]
    at = data.draw(st.integers(0, len(part)))
    wrong = st.sampled_from(
        [b"", b"<", b">", b"</c>", b"<row>", b' r="A1"', b' s="99999"', b' xfId="-7"', b"&", b"\xff"]
    )
    damaged = part[:at] + data.draw(wrong) + part[at + data.draw(st.integers(0, 30)) :]

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for each, held in {**parts(content), name: damaged}.items():
            package.writestr(each, held)
    given_back = annotate(out.getvalue(), reading)

    if given_back.apart:
        assert load_workbook(io.BytesIO(given_back.content)).sheetnames == ["Issues"]
