import io
import re
import zipfile
from dataclasses import replace

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from importers.annotate import GivenBack, annotate
from importers.budget_workbook import read_budget
from importers.cells import CellRef
from importers.issues import NOT_A_DAY, NOT_MONEY, SIGNS_TURNED, Issue
from importers.marking import cells, listing
from importers.marking.clearing import without_marks
from importers.marking.comments import MOST_COMMENTS, without_boxes
from importers.marking.markup import MarkupError, root_of
from importers.plan_workbook import read_plan
from importers.reading import BudgetReading, Candidate, Kind, Question, QuestionCode, Surroundings
from plans.framework import load_shipped

SURROUNDINGS = Surroundings(load_shipped("king_county"))
HEADINGS = ("Fiscal Year", "Phase", "Direction", "Department", "Amount")
ERROR_FILL, WARNING_FILL = "FFFFC7CE", "FFFFEB9C"


def a_reading(*issues: Issue, file: str = "book.xlsx", questions: tuple[Question, ...] = ()) -> BudgetReading:
    return BudgetReading(
        kind=Kind.BUDGET,
        file=file,
        sha256="",
        layout="long_budget",
        layout_version="1",
        answers={},
        issues=issues,
        questions=questions,
    )


def an_issue(address: str, value: str = "tbd", sheet: str = "Data") -> Issue:
    column, row = ord(address[0]) - 64, int(address[1:])
    return NOT_MONEY.at(CellRef(sheet, row, column), value)


def a_book(name: str = "Data") -> Workbook:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = name
    sheet.append(HEADINGS)
    sheet.append([2026, "adopted", "expenditure", "Health", "tbd"])
    sheet.append([2026, "adopted", "expenditure", "Parks", 250])
    return book


def octets(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def with_parts(content: bytes, changes: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, part in {**parts(content), **changes}.items():
            package.writestr(name, part)
    return out.getvalue()


def given_back(content: bytes, *issues: Issue) -> GivenBack:
    return annotate(content, a_reading(*issues))


def opened(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def test_marks_the_cell_says_why_and_lists_it_first():
    given = given_back(octets(a_book()), an_issue("E2"))

    book = opened(given.content)
    cell, listed = book["Data"]["E2"], book["Issues"]
    assert (given.name, given.apart) == ("book-marked.xlsx", None)
    assert book.sheetnames == ["Issues", "Data"]
    assert cell.value == "tbd"
    assert cell.fill.fgColor.rgb == ERROR_FILL
    assert cell.comment.author == "equity-tracker"
    assert cell.comment.text == (
        "'tbd' is not a dollar amount. Enter a plain number, such as 125000 or (1,200). [not-money]"
    )
    assert listed["A7"].hyperlink.location == "'Data'!E2"
    assert [each.value for each in listed[7]] == [
        "Data!E2",
        "error",
        "'tbd' is not a dollar amount.",
        "Enter a plain number, such as 125000 or (1,200).",
        "tbd",
        "not-money",
    ]


def test_a_cell_shows_its_worst_issue_and_tells_all():
    at = CellRef("Data", 2, 5)

    given = given_back(octets(a_book()), NOT_A_DAY.at(at, "soon"), NOT_MONEY.at(at, "tbd"))

    cell = opened(given.content)["Data"]["E2"]
    assert cell.fill.fgColor.rgb == ERROR_FILL
    assert "[not-a-day]\n\n'tbd' is not a dollar amount." in cell.comment.text


def test_open_questions_stand_first_with_their_candidates():
    asked = Question(QuestionCode.PHASE, "phase", "Which phase is it?", (Candidate("adopted", ("x", "y")),))

    given = annotate(octets(a_book()), a_reading(an_issue("E2"), questions=(asked,)))

    row = [str(each.value) for each in opened(given.content)["Issues"][7]]
    assert row[:3] == ["the file", "question", "Which phase is it?"]
    assert row[3].startswith("Answer with one of: adopted (such as x, y).")
    assert row[3].endswith("--answer phase=...")


def test_a_workbook_without_issues_comes_back_as_it_was():
    content = octets(a_book())

    assert annotate(content, a_reading()).content == content


def test_everything_that_no_mark_touches_stays_byte_for_byte():
    book = a_book()
    chart = BarChart()
    chart.add_data(Reference(book["Data"], min_col=5, min_row=1, max_row=3))
    book.worksheets[0].add_chart(chart, "H2")
    book.create_sheet("Notes")["A1"] = "=SUM(Data!E2:E3)"
    content = with_parts(octets(book), {"customXml/item1.xml": b"<a/>", "xl/vbaProject.bin": b"\x00macros"})

    given = given_back(content, an_issue("E2"))

    before, after = parts(content), parts(given.content)
    touched = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}
    of_sheet = {"xl/worksheets/sheet1.xml", "xl/worksheets/_rels/sheet1.xml.rels"}
    assert {name for name in before if after[name] != before[name]} <= touched | of_sheet
    assert "xl/charts/chart1.xml" in after


def test_a_marked_sheet_keeps_all_that_a_person_set_up():
    book = a_book()
    sheet = book["Data"]
    sheet.column_dimensions["E"].width = 31
    sheet.freeze_panes = "B2"
    sheet.merge_cells("A5:C5")
    sheet.row_dimensions[3].hidden = True
    sheet.conditional_formatting.add("E2:E9", CellIsRule(operator="lessThan", formula=["0"], fill=PatternFill()))
    rule = DataValidation(type="list", formula1='"adopted,proposed"')
    rule.add("B2:B9")
    sheet.add_data_validation(rule)
    sheet.print_area = "A1:E3"
    book.defined_names["Total"] = DefinedName("Total", attr_text="Data!$E$2:$E$3")

    after = opened(given_back(octets(book), an_issue("E2"), an_issue("B5")).content)

    kept = after["Data"]
    assert kept.column_dimensions["E"].width == 31
    assert kept.freeze_panes == "B2"
    assert [str(each) for each in kept.merged_cells.ranges] == ["A5:C5"]
    assert kept["A5"].comment is not None
    assert kept.row_dimensions[3].hidden
    assert [str(each.sqref) for each in kept.conditional_formatting] == ["E2:E9"]
    assert [each.formula1 for each in kept.data_validations.dataValidation] == ['"adopted,proposed"']
    assert kept.print_area == "'Data'!$A$1:$E$3"
    assert after.defined_names["Total"].attr_text == "Data!$E$2:$E$3"
    assert after.active is kept


def test_a_formula_keeps_the_value_that_it_had():
    book = a_book()
    book["Data"]["E3"] = "=100+150"
    content = octets(book)
    sheet = parts(content)["xl/worksheets/sheet1.xml"]
    calculated = re.sub(rb"(<f>100\+150</f>)<v\s*/>|(<f>100\+150</f>)<v></v>", rb"<f>100+150</f><v>250</v>", sheet)
    content = with_parts(content, {"xl/worksheets/sheet1.xml": calculated})

    given = given_back(content, an_issue("E3"))

    assert opened(given.content)["Data"]["E3"].value == "=100+150"
    assert load_workbook(io.BytesIO(given.content), data_only=True)["Data"]["E3"].value == 250


def test_the_sender_s_comment_is_kept_and_ours_follows_it():
    book = a_book()
    book["Data"]["E2"].comment = Comment("ask Ana", "Ben")

    once = given_back(octets(book), an_issue("E2"))
    twice = given_back(once.content, an_issue("E2"))
    cleared = given_back(twice.content)

    said = [opened(given.content)["Data"]["E2"].comment for given in (once, twice, cleared)]
    assert [each.author for each in said] == ["Ben"] * 3
    assert said[0].text.startswith("ask Ana\n\n[equity-tracker]\n'tbd' is not")
    assert said[1].text == said[0].text
    assert said[2].text == "ask Ana"


@pytest.mark.parametrize("style", ["-5", "99999999"])
def test_a_cell_of_a_style_that_is_not_there_is_marked_all_the_same(style):
    content = octets(a_book())
    said = parts(content)["xl/worksheets/sheet1.xml"]
    odd = re.sub(rb'(<c r="B2")(?: s="\d+")?', rb'\1 s="' + style.encode() + b'"', said)

    given = given_back(with_parts(content, {"xl/worksheets/sheet1.xml": odd}), an_issue("B2"))

    assert given.apart is None
    assert opened(given.content)["Data"]["B2"].comment is not None


def test_a_sheet_with_merged_cells_over_merged_cells_gets_a_list_beside_it(monkeypatch):
    monkeypatch.setattr(cells, "_MOST_STEPS", 2)
    book = a_book()
    book["Data"].merge_cells("A4:B9")
    content = octets(book)
    said = parts(content)["xl/worksheets/sheet1.xml"]
    many = re.sub(rb'<mergeCell ref="A4:B9" ?/>', b'<mergeCell ref="A1:B9"/>' * 3, said)

    given = given_back(with_parts(content, {"xl/worksheets/sheet1.xml": many}), an_issue("B2"))

    assert "merged cells over merged cells" in (given.apart or "")


def test_many_comments_of_the_sender_on_one_cell_are_all_answered():
    book = a_book()
    book["Data"]["B2"].comment = Comment("Ask Ann", "Sender")
    content = octets(book)
    (name,) = [part for part in parts(content) if "comments/" in part]
    said = parts(content)[name]
    one = said[said.index(b"<comment ") : said.index(b"</comment>") + len(b"</comment>")]
    many = with_parts(content, {name: said.replace(one, one * 30_000)})

    marked = parts(given_back(many, an_issue("B2")).content)[name]

    assert marked.count(b"Ask Ann") == marked.count(b"[equity-tracker]") == 30_000
    assert parts(without_marks(with_parts(content, {name: marked})))[name].count(b"[equity-tracker]") == 0


@pytest.mark.parametrize("start", [b"<!--", b"<?x ", b"<![CDATA["])
def test_xml_that_never_ends_is_told_in_no_time(start):
    with pytest.raises(MarkupError):
        root_of(b"<comments>" + start * 200_000)


def test_a_box_that_never_ends_stays():
    drawing = b"<xml>" + b'<v:shape id="a">' * 100_000 + b"</xml>"

    assert without_boxes(drawing, {(1, 1)}) == drawing


def test_mended_cells_look_as_they_did_before():
    book = a_book()
    book["Data"]["E2"].fill = PatternFill("solid", fgColor="FF00FF00")
    book["Data"]["E2"].number_format = "0.000"
    content = octets(book)

    cleared = given_back(given_back(content, an_issue("E2"), an_issue("D9")).content)

    before, after = parts(content), parts(cleared.content)
    assert opened(cleared.content).sheetnames == ["Data"]
    assert after["xl/styles.xml"] == before["xl/styles.xml"]
    assert after.keys() == before.keys()
    cell = opened(cleared.content)["Data"]["E2"]
    assert (cell.fill.fgColor.rgb, cell.number_format, cell.comment) == ("FF00FF00", "0.000", None)


def test_a_second_time_takes_the_place_of_the_first():
    content = octets(a_book())
    once = given_back(content, an_issue("E2"), an_issue("E3"))

    again = given_back(once.content, an_issue("E2"), an_issue("E3"))
    other = given_back(once.content, an_issue("E3"))

    assert parts(again.content) == parts(once.content)
    book = opened(other.content)
    assert (book["Data"]["E2"].fill.fill_type, book["Data"]["E2"].comment) == (None, None)
    assert book["Data"]["E3"].fill.fgColor.rgb == ERROR_FILL
    assert book.sheetnames == ["Issues", "Data"]


def test_marks_are_known_in_a_workbook_that_another_program_saved():
    book = a_book()
    book["Data"]["E2"].fill = PatternFill("solid", fgColor="FF00FF00")
    book["Data"]["D2"].comment = Comment("ask Ana", "Ben")
    marked = given_back(octets(book), an_issue("E2"), an_issue("D2"), an_issue("F9"))

    cleared = given_back(octets(opened(marked.content)))

    sheet = opened(cleared.content)["Data"]
    assert opened(cleared.content).sheetnames == ["Data"]
    assert (sheet["E2"].fill.fgColor.rgb, sheet["E2"].comment) == ("FF00FF00", None)
    assert (sheet["D2"].fill.fill_type, sheet["D2"].comment.text) == (None, "ask Ana")
    assert (sheet["F9"].fill.fill_type, sheet["F9"].comment) == (None, None)


def test_a_named_style_of_the_sender_comes_back():
    book = a_book()
    book["Data"]["E2"].style = "Comma"

    marked = given_back(octets(book), an_issue("E2"))
    cleared = given_back(marked.content)

    assert opened(marked.content)["Data"]["E2"].style.startswith("equity-tracker error")
    assert opened(cleared.content)["Data"]["E2"].style == "Comma"


def test_light_letters_become_dark_where_they_are_marked():
    book = a_book()
    book["Data"]["E1"].fill = PatternFill("solid", fgColor="FF0F4C5C")
    book["Data"]["E1"].font = Font(color="FFFFFFFF", bold=True)
    book["Data"]["E2"].font = Font(color="FF003366")

    marked = opened(given_back(octets(book), an_issue("E1"), an_issue("E2")).content)["Data"]

    assert (marked["E1"].font.color.rgb, marked["E1"].font.bold) == ("FF1F2A37", True)
    assert marked["E2"].font.color.rgb == "FF003366"


def test_a_cell_that_holds_nothing_is_marked_in_the_look_of_its_column():
    book = a_book()
    book["Data"].column_dimensions["G"].number_format = "0.00%"

    marked = opened(given_back(octets(book), an_issue("G3"), an_issue("G7"), an_issue("A7")).content)["Data"]

    assert [marked[at].fill.fgColor.rgb for at in ("G3", "G7", "A7")] == [ERROR_FILL] * 3
    assert marked["G3"].number_format == "0.00%"


def test_the_sender_s_own_sheet_of_issues_stays():
    given = given_back(octets(a_book("Issues")), an_issue("E2", sheet="Issues"))

    book = opened(given.content)
    assert book.sheetnames == ["Issues 2", "Issues"]
    assert opened(given_back(given.content).content).sheetnames == ["Issues"]


def test_the_same_is_read_from_a_marked_workbook():
    content = octets(a_book())
    first = read_budget(content, "book.xlsx", surroundings=SURROUNDINGS, answers={})

    again = read_budget(annotate(content, first).content, "book.xlsx", surroundings=SURROUNDINGS, answers={})

    assert [issue.code for issue in first.issues] == ["not-money"]
    assert replace(again, sha256=first.sha256) == first


def test_marks_are_no_words_of_the_sender_where_colors_and_comments_are():
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Action Code", "Action", "Goal", "Lead", "Due", "Status"])
    sheet.append(["PH-1", "Train interpreters", "3", "Ana Ruiz", "6/31/2026", "done"])
    sheet.append(["PH-2", "Open a clinic", "4", "Ben Ito", "6/30/2026", "done"])
    sheet["D3"].comment = Comment("acting lead is M. Osei", "Ben")
    sheet["F3"].fill = PatternFill("solid", fgColor="FF00FF00")
    content, answers = octets(book), {"department": ("Public Health",), "period": ("2026-2027",)}
    first = read_plan(content, "plan.xlsx", surroundings=SURROUNDINGS, answers=answers)

    again = read_plan(annotate(content, first).content, "plan.xlsx", surroundings=SURROUNDINGS, answers=answers)

    assert first.issues
    assert replace(again, sha256=first.sha256) == first


def test_issues_are_gone_once_the_marked_workbook_is_mended():
    content = octets(a_book())
    marked = annotate(content, read_budget(content, "book.xlsx", surroundings=SURROUNDINGS, answers={})).content
    book = opened(marked)
    book["Data"]["E2"] = 100
    mended = octets(book)

    reading = read_budget(mended, "book.xlsx", surroundings=SURROUNDINGS, answers={})

    assert (reading.issues, [str(total.amount) for total in reading.totals]) == ((), ["350.00"])
    assert opened(annotate(mended, reading).content).sheetnames == ["Data"]


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "<b>&\"'", "a\x01b"])
def test_text_of_a_file_stays_text(text):
    given = given_back(octets(a_book()), an_issue("E2", text))

    cell = opened(given.content)["Issues"]["E7"]
    assert (cell.data_type, cell.value) == ("s", text.replace("\x01", ""))


def test_macros_stay_and_so_does_the_ending():
    types = parts(octets(a_book()))["[Content_Types].xml"]
    macros = types.replace(b"spreadsheetml.sheet.main+xml", b"x").replace(
        b"application/vnd.openxmlformats-officedocument.x", b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    )
    content = with_parts(octets(a_book()), {"[Content_Types].xml": macros, "xl/vbaProject.bin": b"\x00macros"})

    given = annotate(content, a_reading(an_issue("E2"), file="book.xlsm"))

    assert given.name == "book-marked.xlsm"
    assert parts(given.content)["xl/vbaProject.bin"] == b"\x00macros"


def test_a_cell_that_people_talk_about_keeps_its_thread():
    content = octets(a_book())
    relations = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        b'Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment" '
        b'Target="../threadedComments/threadedComment1.xml"/></Relationships>'
    )
    thread = {
        "xl/worksheets/_rels/sheet1.xml.rels": relations,
        "xl/threadedComments/threadedComment1.xml": b'<ThreadedComments><threadedComment ref="E2"/></ThreadedComments>',
    }

    marked = opened(given_back(with_parts(content, thread), an_issue("E2"), an_issue("E3")).content)["Data"]

    assert marked["E2"].fill.fgColor.rgb == ERROR_FILL
    assert marked["E2"].comment is None
    assert marked["E3"].comment is not None


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"Year,Amount\n2026,tbd\n", "only an xlsx workbook can hold marks"),
        (b"PK\x03\x04 cut short", "its parts cannot be put together again"),
        (with_parts(octets(a_book()), {"_xmlsignatures/sig1.xml": b"<a/>"}), "it is signed"),
        (with_parts(octets(a_book()), {"xl/revisions/r.xml": b"<a/>"}), "keeps a history of its changes"),
        (with_parts(octets(a_book()), {"xl/styles.xml": b"<a><b></a>"}), "its tags do not match"),
    ],
)
def test_what_cannot_be_marked_without_harm_gets_a_list_beside_it(content, why):
    given = annotate(content, a_reading(NOT_MONEY.at(CellRef("CSV", 2, 2), "tbd")))

    assert why in (given.apart or "")
    assert given.name == "book-issues.xlsx"
    book = opened(given.content)
    assert book.sheetnames == ["Issues"]
    assert why in str(book["Issues"]["A4"].value)
    assert book["Issues"]["A7"].value == "CSV!B2"


def test_more_comments_than_are_looked_at_put_the_list_apart():
    book = a_book()
    book.worksheets[0]["E2"].comment = Comment("mine", "sender")
    content = octets(book)
    (name,) = [each for each in parts(content) if each.startswith("xl/comments")]
    (one,) = re.findall(rb"<comment .*?</comment>", parts(content)[name], re.DOTALL)
    crowded = with_parts(content, {name: parts(content)[name].replace(one, one * (MOST_COMMENTS + 1))})

    assert "more than 30,000 comments" in (given_back(crowded, an_issue("E2")).apart or "")


def test_the_list_beside_a_file_shows_the_rows_that_it_speaks_of():
    issue = NOT_MONEY.at(CellRef("CSV", 2, 2), "tbd")

    given = annotate(b"Year,Amount\n2026,tbd\n", a_reading(issue, file="book.csv"))

    row = [cell.value for cell in opened(given.content)["Issues"][7]]
    assert row[-1] == "A: 2026 | B: tbd"


def test_a_list_that_is_sent_instead_of_the_file_is_told_so():
    listed = annotate(b"Year,Amount\n2026,tbd\n", a_reading(NOT_MONEY.at(None, "tbd"), file="book.csv")).content

    reading = read_budget(listed, "book-issues.xlsx", surroundings=SURROUNDINGS, answers={})

    assert [issue.code for issue in reading.issues] == ["list-of-issues"]
    assert annotate(listed, reading).apart is not None


def test_more_issues_than_a_list_holds_leave_the_least_pressing_out(monkeypatch):
    monkeypatch.setattr("importers.annotate.MOST_LISTED", 1)
    noted = SIGNS_TURNED.at(CellRef("Data", 1, 5), "spending")

    book = opened(given_back(octets(a_book()), noted, an_issue("E2")).content)

    assert book["Issues"]["A7"].value == "Data!E2"
    assert book["Issues"].max_row == 7
    assert "the 1 most pressing are listed" in str(book["Issues"]["A3"].value)
    assert listing.MOST_LISTED == 65_000
