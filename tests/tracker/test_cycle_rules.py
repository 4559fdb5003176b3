from pathlib import Path

import pytest

from budgets.calendar import CycleRules
from tests.tracker.test_county import places, written
from tracker.county import County, CountyError, load_county
from tracker.cycle_rules import CYCLE_FILE, CycleRulesError, read_cycle_rules, shipped_cycle, shipped_cycles

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "reference" / "cycle-file.md").read_text(encoding="utf-8")
OWN = 'code = "own"\ntitle = "Own"\n[[milestones]]\nkey = "a"\nname = "A"\ndue = { days = 3, before = "start" }\n'
STEP = '[[milestones]]\nkey = "a"\nname = "A"\n'


def test_what_comes_along_can_be_read():
    assert shipped_cycles() == ("king_county", "north_carolina", "periods_alone")
    assert all(read_cycle_rules(shipped_cycle(name)).milestones for name in shipped_cycles())


def test_a_county_that_names_no_rules_has_the_starts_of_its_periods_and_nothing_that_is_guessed():
    assert [rule.key for rule in County().own_cycle().milestones] == ["period-starts"]


def test_reads_the_rules_beside_the_county_file(tmp_path):
    (tmp_path / "own.toml").write_text(OWN, encoding="utf-8-sig")

    assert load_county(written(tmp_path, 'cycle = "own.toml"')).own_cycle().title == "Own"


def test_says_which_rules_there_are_where_a_file_is_missing(tmp_path):
    county = load_county(written(tmp_path, 'cycle = "none.toml"'))

    with pytest.raises(CountyError, match=r"cycle: there is no file .*none\.toml; .*king_county, north_carolina"):
        county.own_cycle()


def test_tells_every_mistake_of_the_rules_at_once_with_their_own_file(tmp_path):
    wrong = 'code = 1\n[[milestones]]\nkey = "A b"\ndue = { days = "3", befor = "start" }\n[[holidays]]\nname = "X"\n'
    (tmp_path / "own.toml").write_text(wrong, encoding="utf-8")

    with pytest.raises(CountyError) as raised:
        load_county(written(tmp_path, 'cycle = "own.toml"')).own_cycle()

    told = str(raised.value)
    assert told.startswith(f"the file {tmp_path / 'own.toml'} has 7 mistakes:")
    for said in (
        'code: 1 was found; write a short name in quotes, such as "cascara".',
        "title: is missing",
        "holidays 1: a holiday is one of these",
        'milestones 1 key: "A b" was found; write small letters',
        "milestones 1 name: is missing",
        'milestones 1 due days: "3" was found; write a whole number of days',
        "milestones 1 due befor: is not a word of a cycle file; did you mean before?",
    ):
        assert said in told


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("code = ", "line 1 (code =): this is not TOML"),
        ('code = "c"\ntitle = "C"\nmilestones = []', "a cycle has at least one milestone"),
        (f"{OWN}{STEP}due = {{ days = 1, after = 'start' }}", "each key stands once; repeated: a"),
        (f'code = "c"\ntitle = "C"\n{STEP}due = {{ days = 1 }}', "milestones 1 due: say from where to count"),
        (f'code = "c"\ntitle = "C"\n{STEP}due = 3', "milestones 1 due: 3 was found; write a rule for a day"),
        (f"{OWN}until = {{ days = -1 }}", "milestones 1 until days: -1 was found; write a whole number of days from 0"),
        (f'{OWN}ready = ["plans"]', 'milestones 1 ready 1: "plans" was found; write a list of "plan"'),
        (f'{OWN}[[holidays]]\nname = "X"\nmonth_day = "02-30"', "holidays 1: month_day 02-30 is no day of the year"),
    ],
)
def test_says_in_words_what_was_found_and_what_to_write(text, said):
    with pytest.raises(CycleRulesError) as raised:
        read_cycle_rules(text)

    assert said in str(raised.value)


def test_every_word_of_the_file_says_how_it_is_written():
    assert {*places(CycleRules)} == {*CYCLE_FILE.forms}


@pytest.mark.parametrize("place", sorted({*CYCLE_FILE.forms}))
def test_every_word_of_the_file_is_explained(place):
    assert f"| `{place.rpartition('.')[2]}` |" in PAGE


def test_the_file_in_the_documentation_can_be_read():
    example = PAGE.split("```toml\n")[1].split("```")[0]

    assert [rule.key for rule in read_cycle_rules(example).milestones] == ["departments-report", "council-adopts"]


@pytest.mark.parametrize("name", shipped_cycles())
def test_the_documentation_names_what_comes_along(name):
    assert f"| `{name}` |" in PAGE
