"""Change real budgets, read them again, and print what was noticed: `make mutations`. Exit 1 under 95 of 100."""

import argparse
import sys
from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.mutations.books import load_books
from tests.mutations.notice import Notice, Tried, try_changes

SHARE = 0.95


def main() -> int:
    """Try, print the table and every change that was missed, and say whether enough were noticed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="the folder with truth.json")
    parser.add_argument("--times", type=int, default=3, help="how often each book is changed in each way")
    parser.add_argument("--only", default="", help="part of the names of the books to change")
    given, console = parser.parse_args(), Console()
    if not (given.folder / "truth.json").is_file():
        console.print(f"There are no budgets to change: {given.folder} is absent.")
        return 0
    tried = list(try_changes(load_books(given.folder, given.only), given.times))
    console.print(_table(tried))
    for each in tried:
        if each.notice is Notice.MISSED:
            console.print(f"missed: {each.seed}", highlight=False, soft_wrap=True)
    return 0 if share_noticed(tried) >= SHARE else 1


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
