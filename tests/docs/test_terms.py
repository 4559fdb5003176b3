import inspect
from pathlib import Path

import pytest

from dashboards import terms

GLOSSARY = (Path(__file__).resolve().parents[2] / "docs" / "glossary.md").read_text(encoding="utf-8")
TERMS = [text for name, text in inspect.getmembers(terms) if name.isupper()]


@pytest.mark.parametrize("text", TERMS)
def test_what_pages_explain_stands_in_the_glossary_in_the_same_words(text):
    assert f"| {text} |" in GLOSSARY
