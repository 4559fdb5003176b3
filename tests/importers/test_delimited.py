import pytest

from importers.delimited import find_separator
from importers.issues import Issue
from importers.text_encoding import find_encoding
from importers.workbook import Sheet, Workbook, open_workbook


def only_sheet(content: bytes) -> Sheet:
    opened = open_workbook(content, "book.csv")
    assert isinstance(opened, Workbook)
    return opened.sheets[0]


def rows_of(content: bytes) -> list[list[object]]:
    return [list(row) for row in only_sheet(content).rows]


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (b"plain", "utf-8"),
        ("Peñasco".encode(), "utf-8"),
        ("Peñasco".encode("utf-8-sig"), "utf-8-sig"),
        ("Peñasco,1".encode("utf-16"), "utf-16"),
        ("Peñasco,1".encode("utf-16-le"), "utf-16-le"),
        ("Peñasco,1".encode("utf-16-be"), "utf-16-be"),
        ("Peñasco,1".encode("utf-32"), "utf-32"),
        ("Peñasco, “quoted”".encode("cp1252"), "cp1252"),
        ("Peñasco\rCafé\r".encode("cp1252"), "cp1252"),
        ("Peñasco\rCafé\r".encode("mac-roman"), "mac-roman"),
        ("Façade\nCafé\n".encode("mac-roman"), "mac-roman"),
        (b"\x00\x01\x02" * 900, None),
        (b"text, and then\x00" + b"x" * 9000, None),
    ],
)
def test_tells_the_encoding_of_a_text(content, encoding):
    assert find_encoding(content) == encoding


def test_reads_letters_of_the_old_macintosh():
    assert rows_of("Dept,Place\rHealth,Café\rParks,Peñasco\r".encode("mac-roman"))[1:] == [
        ["Health", "Café"],
        ["Parks", "Peñasco"],
    ]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(("said", "separator"), [("sep=;", ";"), ('"sep=|"', "|"), ("SEP=\t", "\t")])
def test_a_first_line_that_names_the_separator_is_no_record(said, separator, line_end):
    text = line_end.join([said, separator.join(["a", "b,c"]), separator.join(["1", "2,3"])])

    assert rows_of(text.encode()) == [["a", "b,c"], ["1", "2,3"]]


@pytest.mark.parametrize(
    ("text", "separator"),
    [("a,b\n1,2\n", ","), ("a;b\n1,5;2\n", ";"), ("a\tb, c\n1\t2\n", "\t"), ("a|b\n1|2\n", "|"), ("alone\n1\n", ",")],
)
def test_finds_what_parts_the_cells(text, separator):
    assert find_separator(text) == separator


def test_line_ends_of_every_kind_and_doubled_quotation_marks_are_read_in_one_file():
    assert rows_of(b'a,b\r1,"two\nlines"\n2,"said ""so"""\r\n') == [["a", "b"], ["1", "two\nlines"], ["2", 'said "so"']]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (["1.234,56", "7,5"], ["1234.56", "7.5"]),
        (["12,50", "99,00", "1.250"], ["12.50", "99.00", "1250"]),
        (["1.234.567,8", "(1.000,00)", "-5"], ["1234567.8", "(1000.00)", "-5"]),
        (["1.234,56", "1,234.56"], ["1.234,56", "1,234.56"]),
        (["1,234", "2,500"], ["1,234", "2,500"]),
        (["1,2", "3,4"], ["1,2", "3,4"]),
        (["12,50"], ["12,50"]),
    ],
)
def test_reads_a_comma_before_decimals_only_where_it_is_certain(typed, read):
    text = "Department;Amount\n" + "".join(f"Health;{amount}\n" for amount in typed)

    sheet = only_sheet(text.encode())

    assert [row[1] for row in sheet.rows[1:]] == read
    assert sheet.decimal_commas == (frozenset() if typed == read else {2})


def test_leaves_a_comma_alone_where_commas_part_the_cells():
    assert rows_of(b'a,b\nHealth,"1.234,56"\n')[1] == ["Health", "1.234,56"]


def test_a_cell_without_end_is_one_issue():
    found = open_workbook(b'a,b\n1,"' + b"x" * 200_000, "book.csv")

    assert isinstance(found, Issue)
    assert found.code == "text-too-long"
