"""What a page costs the server, with few lines behind it and with a hundred times as many."""

import gc
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from budgets.phases import Direction, Phase
from dashboards.address import UNNAMED
from dashboards.pages.budget.callbacks import show_budget
from dashboards.pages.changes.callbacks import show_changes
from dashboards.pages.department.callbacks import show_department
from dashboards.pages.departments.callbacks import show_departments
from dashboards.pages.goal.callbacks import show_goal
from dashboards.pages.goals.callbacks import show_goals
from dashboards.pages.imports.history import tell_history
from dashboards.pages.overview.callbacks import show_overview
from dashboards.pages.package.callbacks import show_package
from dashboards.pages.questions.callbacks import Counter
from dashboards.pages.search.callbacks import show_search
from importers.reading import Kind
from tests.benchmarks.books import as_csv
from tests.benchmarks.timing import Timed, in_turn
from tracker.change_rows import ChangeCut
from tracker.county import County, load_county
from tracker.demo.county import demo_county
from tracker.demo.loading import import_files, write_files
from tracker.demo.workbooks import demo_files
from tracker.permissions import LOCAL_USER
from tracker.rows import Cut, View
from tracker.services.desk import Desk
from tracker.services.queries import Queries
from tracker.services.uploads import import_file
from tracker.store.database import Database
from tracker.store.unit_of_work import reading, writing

FEW, MANY = 4_000, 400_000
MOST = 1.3
"""The most that a page may take with many lines, in times of the median with few."""
PERIOD = "2026-2027"
VIEW = {"period": PERIOD, "phase": Phase.ESTIMATE.value}


@dataclass(frozen=True, slots=True)
class Store:
    """The demonstration, and beside it one book of so many lines."""

    database: Database
    county: County
    big: int

    def ask(self) -> Queries:
        """The read side with nothing kept from an earlier question."""
        return Queries(lambda: reading(self.database), self.county)


def run(folder: Path, rounds: int = 15) -> dict[str, tuple[Timed, Timed]]:
    """Ask every page in turn of both stores; each time as if for the first time."""
    few, many = (_store(folder / f"{lines}", lines) for lines in (FEW, MANY))
    pages = {name: (partial(page, few), partial(page, many)) for name, page in PAGES.items()}
    asked: dict[str, Callable[[], object]] = {}
    for name, (of_few, of_many) in pages.items():
        asked |= {f"{name} few": of_few, f"{name} many": of_many}
    # What the imports left behind is no part of a page, and whichever page comes next would pay for looking at it.
    gc.collect()
    gc.freeze()
    timed = in_turn(asked, rounds)
    gc.unfreeze()
    few.database.close()
    many.database.close()
    return {name: (timed[f"{name} few"], timed[f"{name} many"]) for name in PAGES}


def _store(folder: Path, lines: int) -> Store:
    folder.mkdir()
    files = tuple(demo_files(demo_county()))
    write_files(folder, files, lambda _: None)
    database = Database(f"sqlite:///{folder / 'store.sqlite3'}")
    database.upgrade()
    county = load_county(folder / "county.toml")
    import_files(folder, files, writing(database), county, lambda _: None)
    row = import_file(
        writing(database),
        LOCAL_USER,
        county=county,
        file=f"{lines}.csv",
        data=as_csv(lines),
        kind=Kind.BUDGET,
        answers={"phase": (Phase.ESTIMATE.value,)},
    )
    return Store(database, county, row.id)


def _budget(cut: Cut, store: Store) -> object:
    return show_budget({**VIEW, "cut": cut.value}, ask=store.ask())


def _lines(cut: Cut, store: Store) -> object:
    ask = store.ask()
    view = View(PERIOD, Phase.ESTIMATE)
    widest = max(ask.budget(view, Direction.EXPENDITURE, cut).rows, key=lambda row: row.money.lines)
    return show_budget({**VIEW, "cut": cut.value, "slice": widest.key or UNNAMED}, ask=ask)


def _questions(store: Store) -> object:
    desk = Desk(lambda: writing(store.database), store.county)
    return Counter(store.ask(), desk, lambda: LOCAL_USER, largest=0).show(VIEW)


def _changes(cut: ChangeCut, store: Store) -> object:
    """From the adopted book of the demonstration to the large one; every key of it differs."""
    return show_changes({"from": f"{PERIOD}.adopted", "to": f"{PERIOD}.estimate", "by": cut.value}, ask=store.ask())


def _import(store: Store) -> object:
    ask = store.ask()
    return ask.import_row(store.big), ask.report(store.big)


PAGES: dict[str, Callable[[Store], object]] = {
    "overview": lambda store: show_overview(VIEW, ask=store.ask()),
    "goals": lambda store: show_goals(VIEW, ask=store.ask()),
    "goal": lambda store: show_goal({**VIEW, "code": "LOS"}, ask=store.ask()),
    "departments": lambda store: show_departments(VIEW, ask=store.ask()),
    "department": lambda store: show_department({**VIEW, "key": "public health"}, ask=store.ask()),
    **{f"budget by {cut}": partial(_budget, cut) for cut in Cut},
    **{f"lines of a {cut}": partial(_lines, cut) for cut in (Cut.DEPARTMENT, Cut.FUND, Cut.PROGRAM)},
    "one package": lambda store: show_package({**VIEW, "code": "ds_101"}, ask=store.ask()),
    "questions": _questions,
    **{f"what changed by {cut}": partial(_changes, cut) for cut in ChangeCut},
    "imports": lambda store: tell_history(store.ask().imports()),
    "one import": _import,
    "search": lambda store: show_search({**VIEW, "q": "health"}, ask=store.ask()),
}
