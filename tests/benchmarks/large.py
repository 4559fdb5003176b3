"""What a very large book costs: time beside plain reading, growth from a tenth of it, and memory at its peak.

Each import runs in a process of its own, so that its peak of memory is its own and nothing that another left is used.
"""

import json
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import NamedTuple

from python_calamine import load_workbook

from importers.reading import Kind
from tests.benchmarks.books import write_xlsx
from tracker.county import County
from tracker.permissions import LOCAL_USER
from tracker.services.uploads import import_file
from tracker.store.database import Database
from tracker.store.unit_of_work import writing

LINES, TENTH = 1_000_000, 100_000
ANSWERS = {"phase": ("adopted",)}
MOST_OF_READING = 2.5
MOST_OVER_LINEAR = 1.05
MOST_MEGABYTES = 1500.0
ROUNDS = 3


class Spent(NamedTuple):
    """What one process spent."""

    seconds: float
    megabytes: float


class Large(NamedTuple):
    """Medians of rounds in turn."""

    seconds: float
    of_reading: float
    over_linear: float
    megabytes: float


def run(folder: Path) -> Large:
    """Import a million lines in turn with a tenth of them and with plain reading."""
    large, small = write_xlsx(folder / "large.xlsx", LINES), write_xlsx(folder / "small.xlsx", TENTH)
    empty = folder / "empty-large.sqlite3"
    database = Database(f"sqlite:///{empty}")
    database.upgrade()
    database.close()
    rounds = []
    for number in range(ROUNDS):
        stores = [Path(shutil.copy(empty, folder / f"large-{number}-{size}.sqlite3")) for size in ("all", "tenth")]
        rounds.append((_apart("read", large), _apart("import", large, stores[0]), _apart("import", small, stores[1])))
        for store in stores:
            store.unlink()
    return Large(
        seconds=median(ours.seconds for _, ours, _ in rounds),
        of_reading=median(ours.seconds / reading.seconds for reading, ours, _ in rounds),
        over_linear=median(ours.seconds / tenth.seconds * TENTH / LINES for _, ours, tenth in rounds),
        megabytes=max(ours.megabytes for _, ours, _ in rounds),
    )


def _apart(what: str, book: Path, *store: Path) -> Spent:
    command = [sys.executable, "-m", "tests.benchmarks.large", what, str(book), *map(str, store)]
    told = subprocess.run(command, capture_output=True, check=True)
    return Spent(**json.loads(told.stdout))


def _read(book: str) -> None:
    sheet = load_workbook(book).get_sheet_by_index(0)
    for _ in sheet.iter_rows():
        pass


def _import(book: str, store: str) -> None:
    database = Database(f"sqlite:///{store}")
    file, data = Path(book).name, Path(book).read_bytes()
    import_file(writing(database), LOCAL_USER, county=County(), file=file, data=data, kind=Kind.BUDGET, answers=ANSWERS)
    database.close()


def main(what: str, *paths: str) -> None:
    """Do one thing and print what it took."""
    deeds: dict[str, Callable[..., None]] = {"read": _read, "import": _import}
    start = time.perf_counter()
    deeds[what](*paths)
    seconds = time.perf_counter() - start
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    sys.stdout.write(json.dumps({"seconds": seconds, "megabytes": kilobytes / 1000}))


if __name__ == "__main__":
    main(*sys.argv[1:])
