import pytest
from pydantic import ValidationError

from budgets.structure import ChartEntry, CodeRule

LOOSE = CodeRule(ignore_letter_prefix=True, ignore_leading_zeros=True)


def test_an_entry_needs_a_code_or_a_name():
    with pytest.raises(ValidationError, match="needs a code or a name"):
        ChartEntry(name="")


@pytest.mark.parametrize(
    ("entry", "label", "identity"),
    [
        (ChartEntry(code="F0010", name="General Fund"), "F0010 General Fund", "f0010"),
        (ChartEntry(name=" General Fund "), " General Fund ", "general fund"),
        (ChartEntry(code="0010"), "0010", "0010"),
    ],
)
def test_an_entry_is_shown_as_written_and_compares_without_case(entry, label, identity):
    assert (entry.label, entry.identity) == (label, identity)


@pytest.mark.parametrize(
    ("rule", "one", "other", "same"),
    [
        (CodeRule(), "F0010", "f0010 ", True),
        (CodeRule(), "F0010", "0010", False),
        (CodeRule(), "0010", "10", False),
        (CodeRule(ignore_leading_zeros=True), "0010", "10", True),
        (CodeRule(ignore_leading_zeros=True), "000", "0", True),
        (CodeRule(ignore_leading_zeros=True), "0A1", "A1", False),
        (CodeRule(ignore_letter_prefix=True), "F-0010", "0010", True),
        (CodeRule(ignore_letter_prefix=True), "F0010", "A0010", True),
        (CodeRule(ignore_letter_prefix=True), "GEN", "EN", False),
        (CodeRule(width=4), "10", "0010", True),
        (CodeRule(width=4), "10", "00010", False),
        (CodeRule(width=4), "DS1", "0DS1", False),
        (LOOSE, "F0010", "10", True),
        (LOOSE, "F0010", "000000010", True),
        (LOOSE, "F0010", "F0011", False),
    ],
)
def test_codes_compare_as_the_county_says(rule, one, other, same):
    assert rule.same(one, other) is same


def test_a_rule_for_codes_leaves_names_alone():
    assert ChartEntry(name="0010 Fund").identity_under(LOOSE) == "0010 fund"
