import pytest

from budgets.year_labels import FoundLabels, Mark, SpanWord, YearLabel, find_labels, fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("FY 2012\u201313 Adjusted \nBudget", "FY 2012-13 Adjusted Budget"),
        ("2026 \u2014 2027", "2026-2027"),
        ("FY\u00a02026\u200b", "FY 2026"),
        ("\uff12\uff10\uff12\uff16", "2026"),
    ],
)
def test_a_text_is_folded_to_one_line_with_one_kind_of_dash(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("2026", YearLabel(2026, 2026)),
        ("FY 26", YearLabel(2026, 2026, Mark.FISCAL)),
        ("2025-27", YearLabel(2025, 2027)),
        ("2026-2027", YearLabel(2026, 2027, full=True)),
        ("2013/2014", YearLabel(2013, 2014)),
        ("CY2025", YearLabel(2025, 2025, Mark.CALENDAR)),
        ("Fiscal Years 2025-2026", YearLabel(2025, 2026, Mark.FISCAL_YEARS, full=True)),
        ("FY26-FY29", YearLabel(2026, 2029, Mark.FISCAL, both_marked=True)),
        ("2025-26 biennial", YearLabel(2025, 2026, span=SpanWord.BIENNIUM)),
        ("Annual 2025", YearLabel(2025, 2025, span=SpanWord.ANNUAL)),
    ],
)
def test_a_label_keeps_how_it_was_written(text, label):
    assert find_labels(text) == (FoundLabels((label,), 0, len(text)),)


def test_labels_that_stand_beside_each_other_are_found_together():
    (found,) = find_labels("Both FY25 & FY26 amounts")

    assert ([label.last for label in found.labels], found.start, found.end) == ([2025, 2026], 5, 16)
