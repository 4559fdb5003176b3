from collections.abc import Iterator

import pytest

from tests.fuzz.bombs import BOMBS
from tests.fuzz.damage import damaged
from tests.fuzz.guarded import Opener
from tests.fuzz.seeds import seeds

TRIES = 150
FOUND = {
    "xlsx": [650, 832, 1315],
    "xls": [662, 1217, 2794, 3123, 3544, 3572, 3646, 4422],
    "xlsb": [245],
}
"""Numbers of files that once stopped the reader."""


@pytest.fixture(scope="module")
def opener() -> Iterator[Opener]:
    with Opener() as started:
        yield started


@pytest.mark.parametrize("form", seeds())
def test_a_sound_file_is_opened(opener, form):
    outcome = opener.open(seeds()[form], form)

    assert (outcome.what, outcome.holds) == (form.split()[0], True)


@pytest.mark.parametrize("name", BOMBS)
def test_a_file_made_to_harm_is_taken_in_little_time_and_memory(opener, name):
    make, expected = BOMBS[name]

    outcome = opener.open(make(), name)

    assert outcome.holds, outcome
    assert outcome.what in expected


@pytest.mark.parametrize("form", seeds())
def test_damaged_files_are_opened_or_refused(opener, form):
    sound = seeds()[form]
    files = {number: damaged(sound, number) for number in (*range(TRIES), *FOUND.get(form, ()))}

    outcomes = {(number, deed): opener.open(data, form) for number, (deed, data) in files.items()}

    assert {file: outcome for file, outcome in outcomes.items() if not outcome.holds} == {}


def test_the_same_number_damages_a_file_in_the_same_way():
    sound = seeds()["xlsb"]

    assert damaged(sound, 7) == damaged(sound, 7)
    assert damaged(sound, 7) != damaged(sound, 8)
