"""What links cost: publishing a large book beneath them, changing one, and pages over them, beside pandas.

A chart of 500 programs with 20 accounts each, which the smaller book shows whole as well, and 2,000 links that all name
other keys: a program, or one account of a program.
"""

import csv
import gc
import io
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from pathlib import Path

import pandas as pd

from budgets.period import BudgetPeriod
from budgets.phases import Phase
from budgets.selectors import LineSelector
from dashboards.pages.alignment.callbacks import show_alignment
from dashboards.pages.changes.callbacks import show_changes
from dashboards.pages.findings.callbacks import Counter
from importers.reading import Answers, Kind
from tests.benchmarks.timing import Timed, in_turn
from tests.builders import BIENNIUM
from tracker.alignment import FundingLink
from tracker.county import County
from tracker.permissions import LOCAL_USER
from tracker.records import BookName
from tracker.services.desk import Desk
from tracker.services.laying import Books, lay_all
from tracker.services.linking import end_link, link_action, link_actions
from tracker.services.queries import Queries
from tracker.services.uploads import import_file
from tracker.store.database import Database
from tracker.store.unit_of_work import reading, writing

FEW, MANY = 10_000, 1_000_000
LINKS, ACTIONS = 2_000, 200
MOST = 1.3
"""The most that a page may take with many lines, in times of the median with few."""
LEAST_OVER_PANDAS = 20.0
KEYS = 25
MOST_SECONDS_OF_A_LINK = 1.0
PROGRAMS, ACCOUNTS, UNITS, FUNDS, DEPARTMENTS, GOALS = 500, 20, 100, 40, 14, ("LOS", "CP", "WW", "CE")
COUNTY = County(periods=(BudgetPeriod(start=BIENNIUM.start, end=BIENNIUM.end),), framework="king_county")
PERIOD = {"period": "2026-2027", "phase": Phase.ADOPTED.value}
HEADINGS = ["Fiscal Year", "Department", "Appropriation Unit", "Fund", "Program", "Account", "Amount"]
DIRECTION = {"direction": ("expenditure",)}
PLAN = {"department": ("Department 01",), "period": ("2026-2027",)}
OF_STORE, OF_FILE = "pandas on the lines in the store", "pandas on the lines in their file"
_LINES = """
    SELECT department.name AS Department, unit.code AS Unit, fund.code AS Fund, program.code AS Program,
           account.code AS Account, budget_lines.amount / 100.0 AS Amount
    FROM budget_lines
    JOIN line_groups ON line_groups.id = budget_lines.group_id
    JOIN line_accounts ON line_accounts.id = budget_lines.account_id
    JOIN chart_entries AS department ON department.id = line_groups.department_id
    JOIN chart_entries AS unit ON unit.id = line_groups.unit_id
    JOIN chart_entries AS fund ON fund.id = line_groups.fund_id
    JOIN chart_entries AS program ON program.id = line_groups.program_id
    JOIN chart_entries AS account ON account.id = line_accounts.account_id
    JOIN book_parts ON book_parts.id = line_groups.part_id
    WHERE book_parts.phase = ?
"""


@dataclass(frozen=True, slots=True)
class Store:
    """A store with one book of so many lines, and its links."""

    database: Database
    place: Path
    file: Path


@dataclass(frozen=True, slots=True)
class Found:
    """Seconds of publishing and of what of it is laying links, of making and of ending one link; pages by name.

    ``over_store`` and ``over_file`` are how many times as long pandas takes over a page's question.
    """

    publishing: float
    laying: float
    linking: float
    ending: float
    pages: dict[str, tuple[Timed, Timed]]
    over_store: dict[str, float]
    over_file: float


def rows(lines: int) -> Iterator[tuple[int | str | float, ...]]:
    """Lines of a book: the same keys however many lines stand behind them."""
    for number in range(lines):
        program = number % PROGRAMS
        account = (number // PROGRAMS) % ACCOUNTS
        yield (
            2026 + number % 2,
            f"Department {program % DEPARTMENTS + 1:02d}",
            f"A{program % UNITS:05d}",
            f"F{program % FUNDS:04d}",
            f"P{program:04d}",
            f"{51000 + account}",
            round(100 + number * 7.37 % 90000, 2),
        )


def wanted_links() -> list[FundingLink]:
    """Links that all name other keys: every program, and three accounts of each."""
    keys = [LineSelector(program=f"P{program:04d}") for program in range(PROGRAMS)]
    keys += [
        LineSelector(program=f"P{program:04d}", account=f"{51000 + account}")
        for account in range(LINKS // PROGRAMS - 1)
        for program in range(PROGRAMS)
    ]
    return [
        FundingLink(
            department="Department 01",
            action=f"A-{number % ACTIONS}",
            selector=selector,
            share=Decimal("0.01") * (number % 50 + 1),
            since=BIENNIUM.start,
        )
        for number, selector in enumerate(keys)
    ]


def run(folder: Path, rounds: int = 5) -> Found:
    """Publish, link, and ask the page in turn of both stores and of pandas; each time as if for the first time."""
    few, _ = _store(folder / "few", FEW)
    many, publishing = _store(folder / "many", MANY)
    linking, ending = _one_link(many)
    # No page pays for sweeping up what importing a million lines has left in this process.
    gc.collect()
    gc.freeze()
    contestants: dict[str, Callable[[], object]] = {}
    for name, page in PAGES.items():
        contestants |= {f"{name} few": partial(page, few), f"{name} many": partial(page, many)}
    contestants |= {f"{OF_STORE}, {name}": partial(question, many) for name, question in OF_LINES.items()}
    contestants |= {OF_FILE: partial(of_the_file, many)}
    timed = in_turn(contestants, rounds)
    gc.unfreeze()
    pages = {name: (timed[f"{name} few"], timed[f"{name} many"]) for name in PAGES}
    over_store = {name: timed[f"{OF_STORE}, {name}"].ratio_to(timed[f"{name} many"]) for name in PAGES}
    over_file = timed[OF_FILE].ratio_to(timed["alignment many"])
    return Found(publishing, _laying(many), linking, ending, pages, over_store, over_file)


def aligned_lines(store: Store) -> pd.DataFrame:
    """The question of the alignment page, asked of the lines as the store has them, without what is kept beside."""
    return _by_goal(_paid(_lines(store, Phase.ADOPTED)))


def changed_lines(store: Store) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What the page of what changed tells: each goal with its departments, and the keys that changed most."""
    books = [_lines(store, phase) for phase in (Phase.PROPOSED, Phase.ADOPTED)]
    before, after = map(_paid, books)
    keys = _differences(*books, by=["Department", "Unit", "Fund", "Program"], of="Amount")
    largest = keys.loc[keys["difference"] != 0].sort_values("difference", key=abs, ascending=False).head(KEYS)
    return _differences(before, after, by=["goal", "Department"], of="paid"), largest


def found_lines(store: Store) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Three of the questions of findings, asked of the lines of both books.

    Which links were cut on the way, which lines are claimed more than once, and which programs the council changed.
    """
    books = [_lines(store, phase) for phase in (Phase.PROPOSED, Phase.ADOPTED)]
    paid = [_paid(lines) for lines in books]
    links = _differences(*paid, by=["Program", "claimed", "action"], of="paid")
    claims = paid[1].groupby(["Department", "Fund", "Program", "Account"], as_index=False).agg({"share": "sum"})
    programs = _differences(*books, by=["Department", "Program"], of="Amount")
    return (
        links.loc[links["difference"] < 0],
        claims.loc[claims["share"] > 1],
        programs.loc[programs["difference"] != 0],
    )


def of_the_file(store: Store) -> pd.DataFrame:
    """The question of the alignment page, asked of the file that the lines came in."""
    return _by_goal(_paid(pd.read_csv(store.file, dtype={"Account": str})))


def _lines(store: Store, phase: Phase) -> pd.DataFrame:
    with closing(sqlite3.connect(store.place)) as connection:
        return pd.read_sql(_LINES, connection, params=(phase.value,))


def _differences(before: pd.DataFrame, after: pd.DataFrame, *, by: list[str], of: str) -> pd.DataFrame:
    sides = [side.groupby(by, as_index=False).agg({of: "sum"}) for side in (before, after)]
    both = sides[0].merge(sides[1], on=by, how="outer", suffixes=(" before", " after")).fillna(0)
    both["difference"] = both[f"{of} after"] - both[f"{of} before"]
    return both


def _by_goal(paid: pd.DataFrame) -> pd.DataFrame:
    found: pd.DataFrame = paid.groupby(["goal", "Department", "Fund"], as_index=False).agg({"paid": "sum"})
    return found


def _paid(lines: pd.DataFrame) -> pd.DataFrame:
    """What each link gets of the lines: links share each line by its keys."""
    sums = lines.groupby(["Department", "Fund", "Program", "Account"], as_index=False)["Amount"].sum()
    links = pd.DataFrame(
        [(one.selector.program, one.selector.account, float(one.share or 0), one.action) for one in wanted_links()],
        columns=["Program", "Account", "share", "action"],
    )
    wide, narrow = links[links["Account"].isna()].drop(columns="Account"), links[links["Account"].notna()]
    by_program, by_account = sums.merge(wide, on="Program"), sums.merge(narrow, on=["Program", "Account"])
    paid: pd.DataFrame = pd.concat([by_program.assign(claimed="any"), by_account.assign(claimed=by_account["Account"])])
    paid["goal"] = paid["action"].map(_goal)
    paid["paid"] = paid["Amount"] * paid["share"]
    return paid


def _goal(action: str) -> str:
    return GOALS[int(action.partition("-")[2]) % len(GOALS)]


def _store(folder: Path, lines: int) -> tuple[Store, float]:
    """A store whose links stood before its adopted book came, and the seconds that publishing that took."""
    folder.mkdir()
    database = Database(f"sqlite:///{folder / 'store.sqlite3'}")
    database.upgrade()
    _import(database, "plan.csv", _plan(), Kind.PLAN, PLAN)
    _import(database, "proposed.csv", _csv(FEW), Kind.BUDGET, {**DIRECTION, "phase": (Phase.PROPOSED.value,)})
    link_actions(writing(database), LOCAL_USER, COUNTY, wanted_links())
    file = folder / "adopted.csv"
    file.write_bytes(_csv(lines))
    start = time.perf_counter()
    _import(database, file.name, file.read_bytes(), Kind.BUDGET, {**DIRECTION, "phase": (Phase.ADOPTED.value,)})
    return Store(database, folder / "store.sqlite3", file), time.perf_counter() - start


def _import(database: Database, file: str, data: bytes, kind: Kind, answers: Answers) -> None:
    row = import_file(writing(database), LOCAL_USER, county=COUNTY, file=file, data=data, kind=kind, answers=answers)
    if not row.in_force:
        raise RuntimeError(f"{file} is not in force; the time says nothing")


def _one_link(store: Store) -> tuple[float, float]:
    wanted = wanted_links()[0].model_copy(update={"selector": LineSelector(unit="A00007", account="51003")})
    start = time.perf_counter()
    made = link_action(writing(store.database), LOCAL_USER, COUNTY, wanted)
    between = time.perf_counter()
    end_link(writing(store.database), LOCAL_USER, COUNTY, made.id, "measured")
    return between - start, time.perf_counter() - between


def _laying(store: Store) -> float:
    with reading(store.database) as uow:
        books = Books(uow, COUNTY)
    start = time.perf_counter()
    with writing(store.database) as uow:
        uow.raise_data_version()
        books = Books(uow, COUNTY)
        for book in books.parts:
            lay_all(uow, books, BookName(book.period, book.phase))
    return time.perf_counter() - start


def _csv(lines: int) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADINGS)
    writer.writerows(rows(lines))
    return text.getvalue().encode()


def _plan() -> bytes:
    told = [f"A-{number},Do thing {number},{GOALS[number % len(GOALS)]},Ana" for number in range(ACTIONS)]
    return "\n".join(["Action Code,Action,Goal,Lead", *told]).encode()


def _alignment(store: Store) -> object:
    return show_alignment(PERIOD, ask=Queries(lambda: reading(store.database), COUNTY))


def _findings(store: Store) -> object:
    ask = Queries(lambda: reading(store.database), COUNTY)
    desk = Desk(lambda: writing(store.database), COUNTY)
    return Counter(ask, desk, lambda: LOCAL_USER).show(PERIOD)


def _changes(store: Store) -> object:
    ask = Queries(lambda: reading(store.database), COUNTY)
    return show_changes({"from": "2026-2027.proposed", "to": "2026-2027.adopted", "by": "goal"}, ask=ask)


PAGES: dict[str, Callable[[Store], object]] = {
    "alignment": _alignment,
    "what changed": _changes,
    "findings": _findings,
}
"""The pages over links; a page that stands on them, too, gets its row here."""

OF_LINES: dict[str, Callable[[Store], object]] = {
    "alignment": aligned_lines,
    "what changed": changed_lines,
    "findings": found_lines,
}
"""The question of each page, asked of all lines with pandas; of findings three of many."""
