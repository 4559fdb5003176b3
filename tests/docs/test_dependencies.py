import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PAGE = (ROOT / "docs" / "decisions" / "0001-dependencies.md").read_text(encoding="utf-8")


def declared() -> set[str]:
    lists = [PROJECT["dependencies"], *PROJECT["optional-dependencies"].values()]
    return {re.split(r"[\[<>=!~; ]", requirement, maxsplit=1)[0] for some in lists for requirement in some}


def test_each_dependency_has_its_reason_and_no_reason_outlives_its_dependency():
    explained = set(re.findall(r"^\| `([^`]+)` \|", PAGE, flags=re.MULTILINE))

    assert explained == declared()


def test_every_dependency_has_a_lowest_version_and_a_cap():
    lists = [PROJECT["dependencies"], *PROJECT["optional-dependencies"].values()]

    loose = [requirement for some in lists for requirement in some if not re.search(r">=[\d.]+,<\d+$", requirement)]

    assert loose == []


def test_every_decision_is_in_the_index():
    folder = ROOT / "docs" / "decisions"
    index = (folder / "README.md").read_text(encoding="utf-8")

    assert [page.name for page in sorted(folder.glob("0*.md")) if f"({page.name})" not in index] == []
