"""What giving a workbook back costs, against opening and saving it with openpyxl."""

import io
from pathlib import Path

from openpyxl import load_workbook

from importers.annotate import annotate
from importers.budget_workbook import read_budget
from importers.issues import NOT_MONEY
from importers.reading import BudgetReading, Surroundings
from plans.framework import load_shipped
from tests.benchmarks.books import write_xlsx
from tests.benchmarks.timing import Timed, in_turn

LINES, FAULTS = 20_000, 500
OURS = "equity-tracker annotate: read, mark, save"
PEERS = {"openpyxl: open and save": 3.0}
"""Each peer and the most that we may take, in times of its median."""


def run(folder: Path, rounds: int = 3) -> tuple[Timed, dict[str, Timed]]:
    """Mark the same faulty workbook in turn with opening and saving it."""
    content = _faulty(write_xlsx(folder / "faulty.xlsx", LINES))
    (peer,) = PEERS
    timed = in_turn({OURS: lambda: _annotate(content), peer: lambda: _open_and_save(content)}, rounds)
    return timed.pop(OURS), timed


def _faulty(path: Path) -> bytes:
    book = load_workbook(path)
    sheet = book.worksheets[0]
    for row in range(2, LINES + 2, LINES // FAULTS):
        sheet.cell(row, sheet.max_column).value = "tbd"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _read(content: bytes) -> BudgetReading:
    around = Surroundings(load_shipped("king_county"))
    return read_budget(content, "faulty.xlsx", surroundings=around, answers={"phase": ("adopted",)})


def _annotate(content: bytes) -> None:
    reading = _read(content)
    marked = annotate(content, reading)
    if marked.apart or sum(issue.kind is NOT_MONEY for issue in reading.issues) != FAULTS:
        raise RuntimeError("not every fault was found and marked; the time says nothing")


def _open_and_save(content: bytes) -> None:
    load_workbook(io.BytesIO(content)).save(io.BytesIO())
