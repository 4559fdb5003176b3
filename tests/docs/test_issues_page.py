import importlib
import pkgutil
from pathlib import Path

import pytest

import importers
from importers.issues import CATALOGUE

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "reference" / "issues.md").read_text(encoding="utf-8")

# Every module is loaded, so that no kind of issue is missing for want of an import.
for module in pkgutil.walk_packages(importers.__path__, "importers."):
    importlib.import_module(module.name)


@pytest.mark.parametrize("kind", CATALOGUE.values(), ids=lambda kind: kind.code)
def test_every_issue_is_explained_with_its_severity(kind):
    assert f"\n## {kind.code}\n\n*{kind.severity.capitalize()}.* " in PAGE


def test_no_issue_is_explained_that_there_is_not():
    explained = {line.removeprefix("## ") for line in PAGE.splitlines() if line.startswith("## ")}

    assert explained - set(CATALOGUE) == set()
