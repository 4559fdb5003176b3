import inspect
from pathlib import Path

import pytest

from dashboards import terms

DOCS = Path(__file__).resolve().parents[2] / "docs"
GLOSSARY = (DOCS / "glossary.md").read_text(encoding="utf-8")
TERMS = [text for name, text in inspect.getmembers(terms) if name.isupper()]


@pytest.mark.parametrize("text", TERMS)
def test_what_pages_explain_stands_in_the_glossary_in_the_same_words(text):
    assert f"| {text} |" in GLOSSARY


@pytest.mark.parametrize("page", ["explanation/methods.md", "reference/findings.md"])
def test_who_is_paid_first_is_said_in_the_same_words_wherever_it_is_said(page):
    text = (DOCS / page).read_text(encoding="utf-8").replace("\n> ", " ")

    assert terms.ONCE.removesuffix(".") in " ".join(text.split())
