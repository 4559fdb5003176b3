import json
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from budgets.phases import Phase
from budgets.structure import ChartEntry
from importers.budget_sheets import BudgetAbout
from importers.templates import write_budget, write_plan
from plans.framework import load_shipped
from plans.implementation import FundingAsk
from tests.builders import BIENNIUM, a_line, a_plan, an_action
from tests.tracker.installations import bring_in, command, copy_of, work_in

COUNTY = """year_start = "01-01"
periods = [[2026-01-01, 2027-12-31]]
as_of = 2026-06-30

[[departments]]
name = "Public Health"
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "county.toml").write_text(COUNTY, encoding="utf-8")
    work_in(tmp_path, monkeypatch)
    return command


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("county")
    (folder / "county.toml").write_text(COUNTY, encoding="utf-8")
    action = an_action("PH-1", title="=Doulas", ask=FundingAsk(amount=125000))
    (folder / "plan.xlsx").write_bytes(write_plan(a_plan(action, framework="king_county"), load_shipped("king_county")))
    (folder / "book.xlsx").write_bytes(write_budget([a_line("900.00")], BudgetAbout(period=BIENNIUM)))
    bring_in(folder, ("plan", "plan.xlsx"), ("budget", "book.xlsx"))
    return folder


@pytest.fixture
def with_findings(form: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    copy_of(form, tmp_path, monkeypatch)
    return command


def found(run, *words: str) -> list[dict[str, object]]:
    told = json.loads(run("findings", "--json", *words))
    return [each for each in told["findings"] if each["kind"] == "unfunded-action"]


def test_names_the_findings_whose_dollars_are_not_to_be_added_up(run, tmp_path: Path):
    action = an_action("PH-1", ask=FundingAsk(amount=125000, decision_package="DS_1"))
    (tmp_path / "plan.xlsx").write_bytes(
        write_plan(a_plan(action, framework="king_county"), load_shipped("king_county"))
    )
    line = a_line("900.00", phase=Phase.ADOPTED, package=ChartEntry(code="DS_1"))
    years = [line.model_copy(update={"fiscal_years": (year,)}) for year in (2026, 2027)]
    (tmp_path / "book.xlsx").write_bytes(write_budget(years, BudgetAbout(period=BIENNIUM)))
    run("import", "plan", "plan.xlsx", "--yes")
    run("import", "budget", "book.xlsx", "--yes")

    told = {each["kind"]: each for each in json.loads(run("findings", "--json"))["findings"]}

    unfunded, differ = told["unfunded-action"], told["amounts-differ"]
    assert (unfunded["dollars"], differ["dollars"]) == ("125000.00", "123200.00")
    assert (unfunded["same_dollars_as"], unfunded["may_share_dollars_with"]) == ([], [differ["finding"]])
    assert differ["may_share_dollars_with"] == [unfunded["finding"]]
    said = " ".join(run("findings").split())
    assert f"not to be added to {differ['finding']} Plan and budget differ" in said


def test_tells_what_is_found_with_its_dollars_owner_and_cell(with_findings):
    (told,) = found(with_findings)

    assert (told["dollars"], told["owner"], told["severity"]) == ("125000.00", "Chief of Staff", "high")
    assert told["source"]
    said = with_findings("findings")
    assert "$125,000.00" in said
    assert "judged by the proposed budget" in said


@pytest.mark.parametrize(
    ("words", "many"),
    [
        (("--kind", "unfunded-action"), 1),
        (("--kind", "stale"), 0),
        (("--goal", "los"), 1),
        (("--goal", "CP"), 0),
        (("--department", "Public Health"), 1),
        (("--severity", "low"), 0),
        (("--state", "waived"), 0),
    ],
)
def test_tells_those_that_were_asked_for(with_findings, words, many):
    assert len(found(with_findings, *words)) == many


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--kind", "nothing"), "There is no kind nothing; there are funding-gone"),
        (("--period", "1999"), "There is no budget period 1999; there are 2026-2027"),
        (("--out", "x.pdf"), "x.pdf would be neither .xlsx nor .csv"),
    ],
)
def test_what_is_not_there_is_a_mistake_of_who_typed(with_findings, words, told, tmp_path):
    said = with_findings("findings", *words, ends=2)

    assert told in " ".join(said.split())
    assert not (tmp_path / "x.pdf").exists()


def test_a_department_that_is_not_there_is_told(with_findings):
    assert "no department" in with_findings("findings", "--department", "Moon", ends=1)


def test_waives_and_takes_back(with_findings):
    (told,) = found(with_findings)
    key = str(told["finding"])

    with_findings("findings", "waive", key, "--by", "A. Budget", "--reason", "Grant comes", "--until", "2026-12-31")

    assert found(with_findings) == []
    (waived,) = found(with_findings, "--state", "waived")
    assert waived["waiver"] == {"person": "A. Budget", "reason": "Grant comes", "until": "2026-12-31"}
    with_findings("findings", "unwaive", key)
    assert len(found(with_findings)) == 1
    with_findings("findings", "unwaive", key, ends=1)


def test_writes_them_as_a_workbook_and_as_csv_in_which_text_stays_text(with_findings, tmp_path):
    with_findings("findings", "--kind", "unfunded-action", "--out", "found.xlsx")
    with_findings("findings", "--kind", "unfunded-action", "--out", "found.csv")

    sheet = openpyxl.load_workbook(BytesIO((tmp_path / "found.xlsx").read_bytes())).worksheets[0]
    headings = [cell.value for cell in sheet[3]]
    row = dict(zip(headings, (cell.value for cell in sheet[4]), strict=True))
    assert (row["kind"], row["dollars at stake"], row["owner"]) == ("unfunded-action", 125000, "Chief of Staff")
    assert "unfunded-action" in (tmp_path / "found.csv").read_text(encoding="utf-8-sig")
    with_findings("findings", "--out", "found.csv", ends=2)


def test_says_since_when_what_is_new_and_takes_an_earlier_round(with_findings):
    run = with_findings
    run("link", "add", "--department", "Public Health", "--action", "PH-1", "--unit", "A80000", "--share", "50")

    told = json.loads(run("findings", "--json"))
    first = told["rounds"][-1]

    assert (told["new_since"]["cause"], told["new_since"]["import"]) == ("import", 2)
    assert f"new since round {told['new_since']['round']} of " in " ".join(run("findings").split())
    assert json.loads(run("findings", "--since", str(first["round"]), "--json"))["new_since"] == first
    said = " ".join(run("findings", "--since", "99", ends=2).split())
    assert "There is no round 99 in 2026-2027; the last are 2, 1" in said


def test_the_history_tells_each_import(with_findings):
    told = json.loads(with_findings("findings", "--json"))

    assert [each["cause"] for each in told["rounds"]] == ["import"]
    assert told["rounds"][0]["open"] == len(told["findings"])
