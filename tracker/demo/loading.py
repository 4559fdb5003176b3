"""The home of the demonstration on disk and in a store: its files are written once, and imported as any file is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from importers.reading import Kind
from tracker.county import County
from tracker.demo.asking import ask_and_answer
from tracker.demo.linking import link_demo, link_dropped
from tracker.demo.sketches import AS_OF
from tracker.demo.workbooks import DemoFile
from tracker.permissions import LOCAL_USER
from tracker.records import ImportRecord
from tracker.rows import ImportRow, ImportState
from tracker.services.unit_of_work import UnitOfWork
from tracker.services.uploads import import_file

STORE = "cascara.sqlite3"
_CAME_IN = (ImportState.PUBLISHED, ImportState.WITHDRAWN)
OnFile = Callable[[DemoFile], None]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came in: how many files, of which how many the store knew already, and how many records rule now."""

    files: int
    known: int
    lines: int
    actions: int


def write_files(folder: Path, files: Iterable[DemoFile], on_file: OnFile) -> int:
    """Write the files that are not there yet, and say how many those were; what people changed stays."""
    written = 0
    for file in files:
        on_file(file)
        place = folder / PurePosixPath(file.path)
        if not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            # Whoever stops this halfway finds whole files or none.
            unfinished = place.with_name(f"{place.name}.part")
            unfinished.write_bytes(file.content())
            unfinished.replace(place)
            written += 1
    return written


def forget(folder: Path, files: Iterable[DemoFile]) -> None:
    """Remove the demonstration's own files and store from a folder, and nothing else that stands there."""
    paths = [folder / PurePosixPath(file.path) for file in files]
    stores = [folder / f"{STORE}{tail}" for tail in ("", "-shm", "-wal")]
    for path in (*paths, *stores):
        path.unlink(missing_ok=True)


def import_files(folder: Path, files: Iterable[DemoFile], uow: UnitOfWork, county: County, on_file: OnFile) -> Loaded:
    """Import every budget and plan as it stands on disk that never came in.

    What came in once is left as it is, by its name: a person may have withdrawn it since, or changed it on disk.
    """
    with uow:
        came = {(each.kind, each.file): each for each in uow.imports.all() if each.state in _CAME_IN}
        is_asked = bool(uow.questions.sets())
    total = known = 0
    # A later version of a plan takes the place of the earlier one; two budget files may be parts of one book.
    records: dict[tuple[Kind, str], int] = {}
    paths: list[str] = []
    for file in files:
        paths.append(file.path)
        if file.kind is None:
            continue
        on_file(file)
        place = folder / PurePosixPath(file.path)
        row: ImportRow | ImportRecord | None = came.get((file.kind, place.name))
        total += 1
        known += row is not None
        if row is None:
            row = import_file(
                uow, LOCAL_USER, county=county, file=place.name, data=place.read_bytes(), kind=file.kind, answers={}
            )
            if file.kind is Kind.PLAN:
                link_dropped(uow, county)
        records[row.kind, row.what if row.kind is Kind.PLAN else file.path] = row.records
    lines, actions = (
        sum(count for (kind, _), count in records.items() if kind is wanted) for wanted in (Kind.BUDGET, Kind.PLAN)
    )
    link_demo(uow, county)
    if known < total or not is_asked:
        ask_and_answer(folder, paths, uow, county, AS_OF)
    return Loaded(total, known, lines, actions)
