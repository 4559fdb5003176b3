"""What an import costs from file to store, against tools that only read or only validate."""

import shutil
from pathlib import Path

import pandas as pd
from frictionless import validate
from python_calamine import load_workbook

from importers.reading import Kind
from tests.benchmarks.books import write_xlsx
from tests.benchmarks.timing import Timed, in_turn
from tracker.county import County
from tracker.permissions import LOCAL_USER
from tracker.services.uploads import import_file
from tracker.store.database import Database
from tracker.store.unit_of_work import writing

LINES = 100_000
ANSWERS = {"phase": ("adopted",)}
OURS = "equity-tracker: read, map, validate, store"
PEERS = {"python-calamine: read": 3.0, "pandas.read_excel, openpyxl": 0.4, "frictionless validate": 0.4}
"""Each peer and the most that we may take, in times of its median."""


def run(folder: Path, rounds: int = 3) -> tuple[Timed, dict[str, Timed]]:
    """Import the same 100,000 lines in turn with each peer; ours goes into a new store each time."""
    book = write_xlsx(folder / "book.xlsx", LINES)
    empty = folder / "empty.sqlite3"
    database = Database(f"sqlite:///{empty}")
    database.upgrade()
    database.close()
    stores = [Path(shutil.copy(empty, folder / f"store-{number}.sqlite3")) for number in range(rounds + 1)]
    calamine, by_pandas, by_frictionless = PEERS
    timed = in_turn(
        {
            OURS: lambda: _import(book, stores.pop()),
            calamine: lambda: _read_raw(book),
            by_pandas: lambda: pd.read_excel(book, engine="openpyxl"),
            by_frictionless: lambda: _validate(book),
        },
        rounds,
    )
    return timed.pop(OURS), timed


def _import(book: Path, store: Path) -> None:
    database = Database(f"sqlite:///{store}")
    row = import_file(
        writing(database),
        LOCAL_USER,
        county=County(),
        file=book.name,
        data=book.read_bytes(),
        kind=Kind.BUDGET,
        answers=ANSWERS,
    )
    database.close()
    if row.records != LINES:
        raise RuntimeError(f"{row.records} of {LINES} lines were imported; the time says nothing")


def _read_raw(book: Path) -> int:
    sheet = load_workbook(book).get_sheet_by_index(0)
    return sum(1 for _ in sheet.iter_rows())


def _validate(book: Path) -> None:
    report = validate(book.name, basepath=str(book.parent))
    if not report.valid or report.tasks[0].stats["rows"] != LINES:
        raise RuntimeError("frictionless did not validate the whole book; the time says nothing")
