import os
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from budgets.period import BudgetPeriod, FiscalCalendar
from budgets.structure import ChartEntry
from plans.attainment import Thresholds
from plans.framework import load_shipped
from tests.builders import a_framework
from tracker.county import COUNTY_FILE, MOST_BYTES, County, CountyError, load_county

WHOLE = """
name = "Cascara County"
invented = true
as_of = 2026-09-30
year_start = "07-01"
framework = "king_county"
periods = [[2024-07-01, 2025-06-30], [2025-07-01, 2027-06-30]]

[[departments]]
name = "Public Health"
code = "0040"
also = ["PH"]

[[departments]]
name = "Parks"

[thresholds]
on_track = 0.85
stale_after = 2

[codes.department]
ignore_leading_zeros = true
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "county.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_reads_everything_that_a_county_says(tmp_path):
    county = load_county(written(tmp_path, WHOLE))

    assert (county.name, county.invented, county.as_of) == ("Cascara County", True, date(2026, 9, 30))
    assert county.calendar == FiscalCalendar(start_month=7, known=True)
    assert [period.label for period in county.periods] == ["FY2025", "FY2026-FY2027"]
    assert county.attainment == Thresholds(on_track=Decimal("0.85"), stale_after=Decimal(2))
    assert county.own_framework() == load_shipped("king_county")


def test_a_file_that_says_nothing_gives_the_defaults(tmp_path):
    county = load_county(written(tmp_path, ""))

    assert (county.calendar.known, county.periods, county.as_of) == (False, (), None)
    assert county.attainment == Thresholds()


def test_tells_all_problems_at_once(tmp_path):
    text = """
    nmae = "Cascara"
    year_start = "7/1"
    periods = [[2025-01-01, 2026-12-31], [2026-01-01]]
    [[departments]]
    code = "40"
    [thresholds]
    at_risk = 0.95
    """

    with pytest.raises(CountyError) as raised:
        load_county(written(tmp_path, text))

    told = " / ".join(raised.value.problems)
    for place in ("nmae", "year_start", "periods 2", "departments 1 name", "thresholds"):
        assert place in told


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("periods = [[2025-01-01, 2026-12-31], [2026-01-01, 2027-12-31]]", "overlap"),
        ('[[departments]]\nname = "A"\nalso = ["X"]\n[[departments]]\nname = "B"\nalso = ["x"]', "'x' means A and B"),
        ('[[departments]]\nname = "A"\n[[departments]]\nname = "A"', "stands twice"),
        ("name = ", "not TOML"),
    ],
)
def test_says_what_contradicts_itself(tmp_path, text, said):
    with pytest.raises(CountyError, match=said):
        load_county(written(tmp_path, text))


def test_says_that_there_is_no_file(tmp_path):
    with pytest.raises(CountyError, match="there is no such file"):
        load_county(tmp_path / "none.toml")


def test_reads_a_framework_beside_the_county_file(tmp_path):
    (tmp_path / "own.toml").write_text(
        'code = "own"\ntitle = "Own"\nversion = "1"\n[[goals]]\ncode = "A"\nname = "Aim"\n', encoding="utf-8"
    )

    assert load_county(written(tmp_path, 'framework = "own.toml"')).own_framework().code == "own"


def test_says_that_a_framework_cannot_be_read(tmp_path):
    with pytest.raises(CountyError, match=r"there is no file .*none\.toml; name a TOML file"):
        load_county(written(tmp_path, 'framework = "none.toml"')).own_framework()


@pytest.mark.parametrize(
    ("entry", "key"),
    [
        (ChartEntry(code="40"), "public health"),
        (ChartEntry(code="0040", name="Health Dept."), "public health"),
        (ChartEntry(name="  public   HEALTH "), "public health"),
        (ChartEntry(code="PH"), "public health"),
        (ChartEntry(code="77", name="Sheriff"), "sheriff"),
        (ChartEntry(code="77"), "77"),
    ],
)
def test_knows_a_department_by_name_code_and_other_names(tmp_path, entry, key):
    assert load_county(written(tmp_path, WHOLE)).department_of(entry)[0] == key


def test_a_plan_and_a_budget_name_one_department():
    assert (
        County().department_key("Public  Health")
        == County().department_of(ChartEntry(code="1", name="PUBLIC HEALTH"))[0]
    )


@pytest.mark.parametrize(
    ("first", "last", "home"),
    [
        (date(2026, 1, 1), date(2026, 12, 31), "2026-2027"),
        (date(2026, 1, 1), date(2027, 12, 31), "2026-2027"),
        (date(2025, 1, 1), date(2026, 12, 31), "2025-2026"),
    ],
)
def test_a_period_belongs_to_the_countys_own_that_holds_it(first, last, home):
    county = County(periods=(BudgetPeriod(start=date(2026, 1, 1), end=date(2027, 12, 31)),))

    assert county.home(BudgetPeriod(start=first, end=last)).label == home


def test_a_department_with_its_code_beside_its_name_is_the_countys_own(tmp_path):
    county = load_county(written(tmp_path, WHOLE))
    coded = next(each for each in county.departments if each.code)

    assert county.department_key(f"{coded.code} {coded.name}") == coded.key
    assert county.department_key(f"{coded.name} ({coded.code})") == coded.key
    assert county.department_key(f"{coded.code}9 {coded.name}") != coded.key


def test_tells_readers_what_is_known(tmp_path):
    known = load_county(written(tmp_path, WHOLE)).surroundings(a_framework())

    assert [each.name for each in known.departments] == ["Public Health", "Parks"]
    assert (known.calendar.known, len(known.periods), known.framework) == (True, 2, a_framework())


def test_a_county_comes_back_from_its_own_document(tmp_path):
    county = load_county(written(tmp_path, WHOLE))

    assert County.model_validate(county.model_dump(mode="json")) == county.model_copy(update={"file": None})


def test_the_file_in_the_documentation_can_be_read(tmp_path):
    page = Path(__file__).resolve().parents[2] / "docs" / "reference" / "county-file.md"
    example = page.read_text(encoding="utf-8").split("```toml\n")[1].split("```")[0]

    county = load_county(written(tmp_path, example))

    assert county.attainment == Thresholds()
    assert county.codes.fund.same("F0010", "10")


@pytest.mark.parametrize("key", sorted(set(County.model_fields) - {"file"}))
def test_every_key_of_the_file_is_explained(key):
    page = Path(__file__).resolve().parents[2] / "docs" / "reference" / "county-file.md"

    assert f"| `{key}` |" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('nmae = "Alder"', "nmae: is not a word of a county file; did you mean name?"),
        ('file = "x"', "file: is not a word of a county file"),
        ('as_of = "soon"', 'as_of: "soon" was found; write a day without quotes, such as 2027-06-30.'),
        ('year_start = "7/1"', 'year_start: "7/1" was found; write month and day in quotes, such as "07-01"'),
        ("periods = [[2026, 2027]]", "periods 1 start: 2026 was found; write a day without quotes"),
        ("periods = [[2026-01-01]]", "periods 1: [2026-01-01] was found; write first and last day of each"),
        ("[[departments]]\ncode = 40", 'departments 1 code: 40 was found; write the code in quotes, such as "0040".'),
        ("[thresholds]\non_track = 90", "thresholds on_track: 90 was found; write a share from 0 to 1"),
        ("[thresholds]\nat_risk = 0.95", "at_risk (0.95) is above on_track"),
        ('[codes.fund]\nwidth = "x"', 'codes fund width: "x" was found; write a whole number of digits'),
        ("[codes.funds]\nwidth = 3", "codes funds: is not a word of a county file; did you mean fund?"),
        ("as_of = 2026-13-01", "line 1 (as_of = 2026-13-01): this is not TOML; write word = value"),
        ("[thresholds]\n[thresholds]", "line 2 ([thresholds]): this stands twice; keep one of the two."),
    ],
)
def test_says_in_words_what_was_found_and_what_to_write(tmp_path, text, said):
    path = written(tmp_path, text)

    with pytest.raises(CountyError) as raised:
        load_county(path)

    assert said in str(raised.value)
    assert str(raised.value).startswith((f"in {path}: ", f"the file {path} has "))


def test_what_does_not_hold_together_is_told_beside_what_is_wrong_alone(tmp_path):
    twice = '[[departments]]\nname = "A"\n' * 2
    periods = "periods = [[2025-01-01, 2026-12-31], [2026-01-01, 2027-12-31], [2030]]\n"

    with pytest.raises(CountyError) as raised:
        load_county(written(tmp_path, periods + twice + "[[departments]]\ncode = 4\n"))

    told = str(raised.value)
    for said in ("periods 3", "overlap", "department 'A' stands twice", "departments 3 name", "departments 3 code"):
        assert said in told


def test_no_mistake_is_told_in_the_words_of_a_program(tmp_path):
    text = 'name = 1\ninvented = "x"\nframework = 2\nperiods = 3\ndepartments = 4\nthresholds = 5\ncodes = 6\n'

    with pytest.raises(CountyError) as raised:
        load_county(written(tmp_path, text))

    assert len(raised.value.problems) == 7
    assert all(" was found; write " in problem for problem in raised.value.problems)


def places(model: type[BaseModel], above: str = "") -> Iterator[str]:
    for name, field in model.model_fields.items():
        if not field.exclude:
            yield f"{above}{name}"
            inner = [field.annotation, *get_args(field.annotation)]
            inner += [part for each in inner for part in get_args(each)]
            for each in inner:
                if isinstance(each, type) and issubclass(each, BaseModel):
                    yield from places(each, f"{above}{name}.")


def test_every_word_of_the_file_says_how_it_is_written():
    assert {*places(County)} == {*COUNTY_FILE.forms}


def test_a_framework_with_mistakes_is_told_with_its_own_file(tmp_path):
    (tmp_path / "own.toml").write_text("code = 5\n[[goal]]\n", encoding="utf-8")

    with pytest.raises(CountyError, match=r"own\.toml has 5 mistakes:\n  code: 5 was found; write a text in quotes\."):
        load_county(written(tmp_path, 'framework = "own.toml"')).own_framework()


def test_a_pipe_is_no_county_file_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "county.toml")

    with pytest.raises(CountyError, match="no file but a pipe or a device"):
        load_county(tmp_path / "county.toml")


def test_neither_is_a_pipe_its_framework(tmp_path):
    os.mkfifo(tmp_path / "goals.toml")
    county = load_county(written(tmp_path, 'framework = "goals.toml"'))

    with pytest.raises(CountyError, match="cannot be read as text"):
        county.own_framework()


def test_a_county_file_of_any_size_is_not_read(tmp_path):
    with pytest.raises(CountyError, match="more than 4 MB"):
        load_county(written(tmp_path, "#" * (MOST_BYTES + 1)))
