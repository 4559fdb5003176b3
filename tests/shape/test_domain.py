import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def imported_by(package: str) -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / package).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module]
            for name in names:
                yield str(path.relative_to(ROOT)), name.partition(".")[0]


@pytest.mark.parametrize("package", ["plans", "budgets"])
def test_the_domain_stands_on_python_and_pydantic_alone(package):
    allowed = {*sys.stdlib_module_names, "pydantic", package}

    assert [(path, name) for path, name in imported_by(package) if name not in allowed] == []


@pytest.mark.parametrize("package", ["plans", "budgets"])
def test_the_domain_asks_neither_the_clock_nor_the_disk(package):
    outside = {"os", "random", "secrets", "socket", "sqlite3", "subprocess", "tempfile", "time", "urllib"}

    assert [(path, name) for path, name in imported_by(package) if name in outside] == []
