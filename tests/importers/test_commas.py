from importers.checks.commas import check_commas
from importers.workbook import Workbook, open_workbook


def told(*amounts: str, separator: str = ";") -> list[tuple[str, str]]:
    lines = [f"Department{separator}Amount", *(f"Health{separator}{amount}" for amount in amounts)]
    opened = open_workbook("\n".join(lines).encode(), "book.csv")
    assert isinstance(opened, Workbook)
    (sheet,) = opened.sheets
    cells = [row[1] for row in sheet.rows[1:]]
    issues = check_commas(sheet, sheet.at(1, 2), "Amount", cells, ("amount",))
    return [(str(issue.cell), issue.code) for issue in issues]


def test_says_that_a_column_was_read_with_decimal_commas():
    assert told("1.234,56", "99,50") == [("CSV!B1", "decimal-comma")]


def test_asks_what_a_comma_means_where_nothing_shows_it():
    assert told("1,234", "500", "$ 2,500") == [("CSV!B2", "comma-unclear"), ("CSV!B4", "comma-unclear")]


def test_does_not_ask_where_another_number_shows_that_a_comma_parts_thousands():
    assert told("1,234", "1,234,567") == []
    assert told("1,234", "99.50") == []


def test_does_not_ask_where_commas_part_no_decimals_as_a_rule():
    assert told("1,234", "500", separator="\t") == []
