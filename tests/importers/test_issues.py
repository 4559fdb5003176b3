import pytest

from importers.cells import CellRef
from importers.issues import CATALOGUE, NOT_MONEY, IssueDeclaredTwiceError, Severity, declare


def test_an_issue_says_where_what_and_what_to_do():
    issue = NOT_MONEY.at(CellRef("Lines", 2, 1), "tbd", field=("amount",))

    assert str(issue) == (
        "Lines!A2: 'tbd' is not a dollar amount. Enter a plain number, such as 125000 or (1,200). [not-money]"
    )


def test_a_code_stands_for_one_kind_alone():
    with pytest.raises(IssueDeclaredTwiceError, match="'not-money' is in the catalogue already"):
        declare("not-money", Severity.INFO, problem="Something else.", remedy="Nothing is to be done.")

    assert CATALOGUE["not-money"] is NOT_MONEY
