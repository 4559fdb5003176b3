from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from budgets.period import BudgetPeriod, FiscalCalendar
from budgets.structure import ChartEntry
from plans.attainment import Thresholds
from plans.framework import load_shipped
from tests.builders import a_framework
from tracker.county import County, CountyError, load_county

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
    for place in ("nmae", "year_start", "periods.2", "departments.1.name", "thresholds"):
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
    with pytest.raises(CountyError, match="cannot be read"):
        load_county(tmp_path / "none.toml")


def test_reads_a_framework_beside_the_county_file(tmp_path):
    (tmp_path / "own.toml").write_text(
        'code = "own"\ntitle = "Own"\nversion = "1"\n[[goals]]\ncode = "A"\nname = "Aim"\n', encoding="utf-8"
    )

    assert load_county(written(tmp_path, 'framework = "own.toml"')).own_framework().code == "own"


def test_says_that_a_framework_cannot_be_read(tmp_path):
    with pytest.raises(CountyError, match="neither shipped"):
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


def test_tells_readers_what_is_known(tmp_path):
    known = load_county(written(tmp_path, WHOLE)).surroundings(a_framework())

    assert known.departments == ("Public Health", "Parks")
    assert (known.calendar.known, len(known.periods), known.framework) == (True, 2, a_framework())


def test_a_county_comes_back_from_its_own_document(tmp_path):
    county = load_county(written(tmp_path, WHOLE))

    assert County.model_validate(county.model_dump(mode="json")) == county.model_copy(update={"folder": None})


def test_the_file_in_the_documentation_can_be_read(tmp_path):
    page = Path(__file__).resolve().parents[2] / "docs" / "reference" / "county-file.md"
    example = page.read_text(encoding="utf-8").split("```toml\n")[1].split("```")[0]

    county = load_county(written(tmp_path, example))

    assert county.attainment == Thresholds()
    assert county.codes.fund.same("F0010", "10")


@pytest.mark.parametrize("key", sorted(set(County.model_fields) - {"folder"}))
def test_every_key_of_the_file_is_explained(key):
    page = Path(__file__).resolve().parents[2] / "docs" / "reference" / "county-file.md"

    assert f"| `{key}` |" in page.read_text(encoding="utf-8")
