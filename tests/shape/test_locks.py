import re
from pathlib import Path

import pytest

REQUIREMENTS = Path(__file__).resolve().parents[2] / "requirements"
LOCKS = ["runtime.txt", "test.txt", "bench.txt"]
PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)==(\S+)([^\n]*(?:\n    --hash=sha256:[0-9a-f]{64}[^\n]*)*)", re.MULTILINE)


def pins(name: str) -> dict[str, str]:
    return {found[1]: found[2] for found in PIN.finditer((REQUIREMENTS / name).read_text(encoding="utf-8"))}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_its_hashes(lock):
    text = (REQUIREMENTS / lock).read_text(encoding="utf-8")

    bare = [found[1] for found in PIN.finditer(text) if "--hash" not in found[3]]

    assert bare == []
    assert len(pins(lock)) == len(re.findall(r"^\S+==", text, flags=re.MULTILINE))


@pytest.mark.parametrize(("larger", "smaller"), [("test.txt", "runtime.txt"), ("bench.txt", "test.txt")])
def test_tests_run_with_the_versions_that_people_run(larger, smaller):
    assert pins(smaller).items() <= pins(larger).items()


@pytest.mark.parametrize("lock", LOCKS)
def test_the_project_installs_without_fetching_a_build_tool(lock):
    assert {"setuptools", "wheel"} <= pins(lock).keys()


def test_people_who_run_the_product_get_no_test_tools():
    assert pins("runtime.txt").keys() & {"hypothesis", "mypy", "playwright", "pytest", "ruff"} == set()
