from pathlib import Path

import pytest

from plans.attention import ConcernKind
from tracker import finding_rules
from tracker.findings import CATALOGUE

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "reference" / "findings.md").read_text(encoding="utf-8")
TESTS = (Path(__file__).resolve().parents[1] / "tracker" / "test_finding_rules.py").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", CATALOGUE.values(), ids=lambda kind: kind.code)
def test_every_finding_is_explained_with_its_severity(kind):
    assert f"\n## {kind.code}\n\n*{kind.severity.capitalize()}.* " in PAGE


def test_no_finding_is_explained_that_there_is_not():
    assert {line.removeprefix("## ") for line in PAGE.splitlines() if line.startswith("## ")} == set(CATALOGUE)


@pytest.mark.parametrize("rule", finding_rules.RULES, ids=lambda rule: rule.__name__)
def test_every_rule_has_a_test(rule):
    assert f"finding_rules.{rule.__name__}(" in TESTS


def test_the_concerns_of_plans_that_are_findings_are_told_by_their_own_codes():
    codes = {kind.value.replace("_", "-") for kind in ConcernKind}

    assert {code for code in CATALOGUE if code in codes} == codes - {"overdue", "agreement-ends"}
