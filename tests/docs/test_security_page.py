from pathlib import Path

import pytest

from importers.limits import Limits

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference"
LIMITS = Limits()


@pytest.mark.parametrize(
    "said",
    [
        f"{LIMITS.file_bytes // 1_000_000} MB",
        f"{LIMITS.unpacked_bytes // 1_000_000_000} GB",
        f"{LIMITS.unpacked_ratio} times",
        f"{LIMITS.parts:,}",
        f"| sheets | {LIMITS.sheets} |",
        f"{LIMITS.rows:,} and {LIMITS.columns:,}",
        f"{LIMITS.cells:,}",
        f"{LIMITS.cells_held_twice:,}",
        f"{LIMITS.cell_letters:,} bytes",
        f"{LIMITS.letters // 1_000_000} MB",
    ],
)
def test_every_limit_is_told(said):
    page = (REFERENCE / "security.md").read_text(encoding="utf-8")

    assert said in page
