import re

import pytest

from importers.lexicon import load_lexicon
from importers.unnamed_totals import labels_like_sums

BUDGET = load_lexicon("budget")


def test_takes_the_longest_of_its_words_and_any_space_within_it():
    found = re.search(BUDGET.any_of("totals"), "the grand\n total", re.IGNORECASE)

    assert found is not None
    assert found[0] == "grand\n total"


def test_a_text_without_a_root_has_no_word_of_the_set():
    roots = BUDGET.roots("sums")

    assert "total" in roots
    assert "subtotal" not in roots
    assert all(any(root in word for root in roots) for words in BUDGET.words["sums"].values() for word in words)


@pytest.mark.parametrize(
    ("title", "speaks"),
    [("FY2026 lines", True), ("Appropriations by fund", True), ("Asignaciones", True), ("Buffy", False)],
)
def test_knows_a_word_by_its_beginning(title, speaks):
    assert BUDGET.begins_word("title_starts", title) is speaks


@pytest.mark.parametrize("label", ["All departments", "Sum", "T O T A L", "Todos los fondos", "Resumen"])
def test_knows_a_label_that_may_sum_up_others_in_two_languages(label):
    assert labels_like_sums([label, "Parks", "Allocations", 3]) == {label}
