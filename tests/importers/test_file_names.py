import doctest

from hypothesis import given
from hypothesis import strategies as st

from importers import file_names
from importers.file_names import LONGEST, shown_name


def test_the_examples_hold():
    assert doctest.testmod(file_names).failed == 0


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), max_size=LONGEST))
def test_a_name_of_letters_stays_as_it_is(name):
    assert shown_name(name) == name


@given(st.text(st.characters(), max_size=2 * LONGEST))
def test_every_name_can_be_written_down_on_one_line(name):
    shown = shown_name(name)

    assert len(shown.encode().decode().splitlines()) <= 1
    assert len(shown) <= LONGEST
    assert shown_name(shown) == shown
