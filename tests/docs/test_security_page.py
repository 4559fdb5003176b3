from pathlib import Path

import pytest

from dashboards.calls import LONGEST_ARGUMENT, LONGEST_TYPED
from importers.checks.filled_sheets import BY_HAND, MOST_ROWS
from importers.limits import Limits
from plans.questions import LONGEST_ANSWER
from tracker.store.database import BUSY_SECONDS
from tracker.typed_words import LONGEST_NAME, LONGEST_NOTE

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
        f"{BY_HAND.file_bytes // 1_000_000} MB as sent, {BY_HAND.unpacked_bytes // 1_000_000} MB unpacked",
        f"{BY_HAND.cells:,} cells",
        f"{MOST_ROWS:,} rows of a sheet",
        f"{LONGEST_ARGUMENT:,} characters of one argument",
        f"{LONGEST_TYPED:,} characters of one field",
        f"{LONGEST_NAME:,} characters of a name, {LONGEST_NOTE:,} of a note or a reason",
        f"{LONGEST_ANSWER:,} of an answer",
        f"{BUSY_SECONDS} seconds for its turn",
    ],
)
def test_every_limit_is_told(said):
    page = " ".join((REFERENCE / "security.md").read_text(encoding="utf-8").split())

    assert said in page
