"""Change real budgets and plans, read them again, and print what was noticed: `make mutations`.

Exit 1 where fewer than 95 of 100 changes of the budgets, or 90 of the plans, are noticed.
"""

import argparse
import sys
from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.mutations.books import load_books
from tests.mutations.notice import Notice, Tried, try_changes, try_plan_changes
from tests.mutations.plans import load_plans

SHARES = {"budgets": 0.95, "plans": 0.9}
"""The least share of changes that is noticed; why not more, docs/explanation/importing.md says."""


def main() -> int:
    """Try, print the table and every change that was missed, and say whether enough were noticed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="the folder with budgets and plans")
    parser.add_argument("--times", type=int, default=3, help="how often each file is changed in each way")
    parser.add_argument("--only", default="", help="part of the names of the files to change")
    given, console = parser.parse_args(), Console()
    tried: dict[str, list[Tried]] = {}
    if (given.folder / "budgets" / "truth.json").is_file():
        books = load_books(given.folder / "budgets", given.only)
        tried["budgets"] = list(try_changes(books, given.times))
    if (given.folder / "plans").is_dir():
        tried["plans"] = list(try_plan_changes(load_plans(given.folder / "plans", given.only), given.times))
    if not tried:
        console.print(f"There is nothing to change: {given.folder} is absent.")
    for kind, each in tried.items():
        _print(console, kind, each)
    return 0 if all(share_noticed(each) >= SHARES[kind] for kind, each in tried.items()) else 1


def _print(console: Console, kind: str, tried: list[Tried]) -> None:
    console.print(f"Changes of {kind}:")
    console.print(_table(tried))
    for each in tried:
        if each.notice is Notice.MISSED:
            console.print(f"missed: {each.seed}", highlight=False, soft_wrap=True)


def share_noticed(tried: list[Tried]) -> float:
    """The share of changes that were told or did no harm."""
    return sum(each.notice is not Notice.MISSED for each in tried) / len(tried) if tried else 1.0


def _table(tried: list[Tried]) -> Table:
    counts = Counter((each.change, each.notice) for each in tried)
    table = Table("change", "tried", *Notice, "noticed")
    for change in [*dict.fromkeys(each.change for each in tried), "all"]:
        own = [each for each in tried if change in (each.change, "all")]
        each_notice = [sum(counts[one.change, notice] for one in _once(own)) for notice in Notice]
        table.add_row(change.replace("_", " "), str(len(own)), *map(str, each_notice), f"{share_noticed(own):.1%}")
    return table


def _once(tried: list[Tried]) -> list[Tried]:
    """One for each change."""
    return list({each.change: each for each in tried}.values())


if __name__ == "__main__":
    sys.exit(main())
