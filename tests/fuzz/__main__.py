"""Open damaged and hostile files for a while, and tell what became of them: `make fuzz`. Exit 1 if one was too much."""

import argparse
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.fuzz.bombs import BOMBS
from tests.fuzz.damage import damaged
from tests.fuzz.guarded import Opener, Outcome
from tests.fuzz.seeds import seeds

LEAST = 8
"""A file of so few bytes has nothing to damage."""


@dataclass
class Tally:
    """What became of the files of one form."""

    tries: int = 0
    opened: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    largest: float = 0.0
    failed: list[str] = field(default_factory=list)

    def count(self, name: str, outcome: Outcome, *, expected: frozenset[str] | None = None) -> bool:
        """Count one file; whether it was taken as it has to be."""
        self.tries += 1
        self.opened += outcome.is_opened
        self.codes[outcome.what] += not outcome.is_opened
        self.slowest = max(self.slowest, outcome.seconds)
        self.largest = max(self.largest, outcome.megabytes)
        holds = outcome.holds and (expected is None or outcome.what in expected)
        if not holds:
            self.failed.append(f"{name}: {outcome.what}, {outcome.seconds:.1f} s, {outcome.megabytes:.0f} MB")
        return holds


def main() -> int:
    """Open every bomb, then damaged files until the time is up."""
    wanted = argparse.ArgumentParser(prog="tests.fuzz", description=__doc__)
    wanted.add_argument("--seconds", type=float, default=60.0, help="how long to try damaged files")
    wanted.add_argument("--seed", type=int, default=0, help="the number of the first damaged file")
    wanted.add_argument("--also", type=Path, help="a folder with more files to damage")
    wanted.add_argument("--keep", type=Path, help="a folder for the files that were too much")
    asked = wanted.parse_args()
    console = Console()
    with Opener() as opener:
        tallies = {"made to harm": _try_bombs(opener, asked.keep)}
        tallies |= _try_damaged(opener, _sound(asked.also), asked.seconds, asked.seed, asked.keep)
    _show(console, tallies)
    return 1 if any(tally.failed for tally in tallies.values()) else 0


def _try_bombs(opener: Opener, keep: Path | None) -> Tally:
    tally = Tally()
    for name, (make, expected) in BOMBS.items():
        data = make()
        if not tally.count(name, opener.open(data, name), expected=expected):
            _keep(keep, name, data)
    return tally


def _sound(folder: Path | None) -> list[tuple[str, str, bytes]]:
    """The files to damage: what each is counted under, its name, and its bytes."""
    own = [(form, form, content) for form, content in seeds().items()]
    more = sorted(path for path in folder.rglob("*") if path.is_file()) if folder else []
    return own + [(path.suffix, path.name, path.read_bytes()) for path in more if path.stat().st_size > LEAST]


def _try_damaged(
    opener: Opener, sound: list[tuple[str, str, bytes]], seconds: float, seed: int, keep: Path | None
) -> dict[str, Tally]:
    tallies: dict[str, Tally] = {}
    end, number = time.monotonic() + seconds, seed
    while time.monotonic() < end:
        for form, file, content in sound:
            deed, data = damaged(content, number)
            name = f"{file} {number}, {deed}"
            if not tallies.setdefault(form, Tally()).count(name, opener.open(data, file)):
                _keep(keep, name, data)
        number += 1
    return tallies


def _keep(folder: Path | None, name: str, data: bytes) -> None:
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name.replace("/", "-")).write_bytes(data)


def _show(console: Console, tallies: dict[str, Tally]) -> None:
    table = Table("files", "tried", "opened", "refused as", "slowest, s", "most memory, MB", "too much")
    for name, tally in tallies.items():
        codes = ", ".join(f"{code} {count}" for code, count in tally.codes.most_common() if count)
        table.add_row(
            name,
            f"{tally.tries:,}",
            f"{tally.opened:,}",
            codes,
            f"{tally.slowest:.2f}",
            f"{tally.largest:.0f}",
            str(len(tally.failed)),
        )
    console.print(table)
    for tally in tallies.values():
        for line in tally.failed:
            console.print(f"[red]{line}[/red]")


if __name__ == "__main__":
    sys.exit(main())
