import signal
import subprocess
import sys
from pathlib import Path

import pytest

from importers.reading import Kind
from tracker.county import County
from tracker.permissions import LOCAL_USER
from tracker.rows import ImportState
from tracker.services.uploads import import_file
from tracker.store.database import Database
from tracker.store.unit_of_work import reading, writing

ROOT = Path(__file__).resolve().parents[2]
BOOK = b"Fiscal Year,Department,Approved Amount\n" + b"".join(
    f"2026,Department {row % 7},{row}.25\n".encode() for row in range(1, 400)
)
ANSWERS = {"phase": ("adopted",), "direction": ("expenditure",), "units": ("1",)}

# The process stops for good after the given step of the import, with everything up to there written.
DIES = """
import os, signal, sys
from pathlib import Path
from importers.reading import Kind
from tests.store.test_kill import ANSWERS, BOOK
from tracker.county import County
from tracker.permissions import LOCAL_USER
from tracker.services.uploads import import_file
from tracker.store import unit_of_work
from tracker.store.database import Database
from tracker.store.repositories import book_writer, imports

url, step = sys.argv[1:]
unit = unit_of_work.StoreUnitOfWork
writer, files = book_writer.BookWriter, imports.Imports
owner = {"insert_many": book_writer, "_add_totals": writer, "publish": files, "commit": unit}[step]
deed = getattr(owner, step)

def die(*arguments, **named):
    if step != "commit":
        deed(*arguments, **named)
    os.kill(os.getpid(), signal.SIGKILL)

setattr(owner, step, die)
uow = unit_of_work.writing(Database(url))
import_file(uow, LOCAL_USER, county=County(), file="book.csv", data=BOOK, kind=Kind.BUDGET, answers=ANSWERS)
"""


def everything(database: Database) -> dict[str, int]:
    with database.engine.connect() as connection:
        names = ("stored_files", "imports", "book_parts", "chart_entries", "line_groups", "budget_lines", "kept_totals")
        counted = {name: connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one() for name in names}  # noqa: S608 - named above
        return {**counted, "version": connection.exec_driver_sql("SELECT data_version FROM store_state").scalar_one()}


@pytest.mark.parametrize("step", ["insert_many", "_add_totals", "publish", "commit"])
def test_a_process_that_is_killed_leaves_the_store_as_it_was(database, step):
    before = everything(database)
    url = database.url.render_as_string(hide_password=False)

    killed = subprocess.run([sys.executable, "-c", DIES, url, step], cwd=ROOT, capture_output=True, check=False)

    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    assert everything(database) == before
    uow = writing(database)
    row = import_file(uow, LOCAL_USER, county=County(), file="b.csv", data=BOOK, kind=Kind.BUDGET, answers=ANSWERS)
    assert (row.state, row.in_force, row.records) == (ImportState.PUBLISHED, True, 399)
    with reading(database) as looked:
        parts = [part.id for part in looked.books.published()]
        assert sum(kept.sum.lines for kept in looked.books.totals(parts)) == 399
