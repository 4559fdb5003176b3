from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fuzz.guarded import Opener, Outcome

ENCRYPTED = {
    "calamine/issue_385.xls",
    "calamine/pass_protected.ods",
    "calamine/pass_protected.xlsb",
    "calamine/pass_protected.xlsx",
    "messytables/encrypted_no_password.xls",
}
REFUSED = {
    "calamine/OOM_alloc3.xls": "file-damaged",
    "calamine/issue252.xlsx": "file-damaged",
    "calamine/issue_594_dos.ods": "sheet-too-large",
    "frictionless/compression__implicit-gz.csv": "not-a-spreadsheet",
    "frictionless/compression__implicit-zip.csv": "not-a-spreadsheet",
    "frictionless/empty.csv": "file-empty",
    **dict.fromkeys(ENCRYPTED, "file-encrypted"),
}


@pytest.fixture(scope="module")
def corpora(shared_data) -> Path:
    folder: Path = shared_data / "corpora"
    if not folder.is_dir():
        pytest.skip("the corpora, ../shared/data/corpora, are absent")
    return folder


@pytest.fixture(scope="module")
def outcomes(corpora) -> Iterator[dict[str, Outcome]]:
    files = sorted(path for path in corpora.rglob("*") if path.is_file())
    with Opener() as opener:
        yield {str(path.relative_to(corpora)): opener.open(path.read_bytes(), path.name) for path in files}


def test_every_file_of_the_corpora_is_opened_or_refused_in_time_and_in_little_memory(outcomes):
    assert len(outcomes) > 300
    assert {file: outcome for file, outcome in outcomes.items() if not outcome.holds} == {}


def test_no_file_is_refused_that_others_read(outcomes):
    refused = {file: outcome.what for file, outcome in outcomes.items() if not outcome.is_opened}

    assert refused == REFUSED
