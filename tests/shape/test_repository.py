import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OF_ONE_MACHINE = re.compile(r"(?<![\w.:/~$}-])/(?:home|root|tmp|Users|work)/|file:///", re.IGNORECASE)
OF_ONE_INDEX = re.compile(r"index-url|extra-index|find-links|trusted-host|pypi\.org/simple|pythonhosted", re.IGNORECASE)
NAMES_OPTIONS = {"Makefile", "tests/shape/test_repository.py"}


def kept_files() -> list[Path]:
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("only a git checkout knows which files belong to the repository")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


def texts() -> dict[str, str]:
    return {
        str(path.relative_to(ROOT)): raw.decode("utf-8", errors="replace")
        for path in kept_files()
        if b"\0" not in (raw := path.read_bytes())
    }


@pytest.mark.parametrize("told", [OF_ONE_MACHINE, OF_ONE_INDEX], ids=["machine", "index"])
def test_no_file_speaks_of_one_machine_or_one_package_index(told):
    found = [
        f"{name}: {match.group()}"
        for name, text in texts().items()
        if name not in NAMES_OPTIONS
        for match in told.finditer(text)
    ]

    assert found == []


def test_nothing_large_and_nothing_generated_is_kept():
    large = [path.name for path in kept_files() if path.stat().st_size > 2_000_000]
    generated = [str(path) for path in kept_files() if path.suffix in {".pyc", ".sqlite3"}]

    assert (large, generated) == ([], [])


def test_a_change_is_checked_as_a_developer_checks_it():
    script = ROOT / ".ci" / "run"

    assert os.access(script, os.X_OK)
    assert script.read_text(encoding="utf-8").rstrip().endswith("make test")


def test_every_word_that_the_makefile_promises_is_there():
    targets = re.findall(r"^(\w+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE)

    assert {"help", "demo", "test", "lint", "bench", "score", "screenshots", "lock", "clean"} <= set(targets)


def test_the_readme_opens_with_the_two_commands():
    opening = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:40]

    assert [command for command in ("make demo", "make test") if not any(command in line for line in opening)] == []
