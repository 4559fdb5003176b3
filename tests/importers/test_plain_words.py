import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.plain_words import plain_words


@given(st.text())
def test_what_is_kept_can_be_written_down_and_stays_as_it_is(text):
    words = plain_words(text)

    assert words.encode().decode() == words
    assert plain_words(words) == words
    assert {letter for letter in words if unicodedata.category(letter) in {"Cc", "Cs"}} <= {"\n", "\t"}


@pytest.mark.parametrize(
    "text", ["", " ", "\x00", "\u200b", "\u2060\u200d", "\u3164", "\u2800", "\u202e", "\ud800", "\n\t"]
)
def test_what_nobody_can_see_is_nothing(text):
    assert plain_words(text) == ""


@pytest.mark.parametrize("text", ["=1+1", "<b>x</b>", "سلام", "שלום\u200f", "日本", "क्\u200dष", "👩\u200d👩", "a\n\tb"])
def test_words_of_every_language_stay_as_they_are(text):
    assert plain_words(text) == text
