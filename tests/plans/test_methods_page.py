import doctest
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "explanation" / "methods.md"


def test_the_examples_of_the_methods_page_are_true():
    results = doctest.testfile(str(PAGE), module_relative=False, optionflags=doctest.NORMALIZE_WHITESPACE)

    assert results.failed == 0
    assert results.attempted > 30
