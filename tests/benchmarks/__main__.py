"""Run the benchmarks and print a table: `make bench`. Exit 1 when a bound is broken."""

import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.benchmarks import imports, large, links, marks, pages
from tests.benchmarks.timing import Timed


def main() -> int:
    """Measure, print, and say whether every bound holds."""
    console = Console()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        console.print(f"Import of {imports.LINES:,} budget lines, medians of rounds in turn ...")
        ours, peers = imports.run(place)
        held = [_show_peers(console, ours, peers, imports.PEERS)]
        console.print(f"Import of {large.LINES:,} budget lines, medians of {large.ROUNDS} rounds in turn ...")
        held.append(_show_large(console, large.run(place)))
        console.print(f"Giving back {marks.LINES:,} lines with {marks.FAULTS} faults, medians of rounds in turn ...")
        held.append(_show_peers(console, *marks.run(place), marks.PEERS))
        console.print(f"Pages at {pages.FEW:,} and at {pages.MANY:,} budget lines ...")
        held.append(_show_pages(console, pages.run(place), (pages.FEW, pages.MANY)))
        console.print(f"{links.LINKS:,} links over {links.MANY:,} budget lines ...")
        held.append(_show_links(console, links.run(place)))
    return 0 if all(held) else 1


def _show_links(console: Console, found: links.Found) -> bool:
    pages_hold = _show_pages(console, found.pages, (links.FEW, links.MANY))
    table = Table("what", "measured", "bound", "holds")
    told = f"{found.publishing:.1f}"
    table.add_row("seconds: publish, of which laying links", f"{told}, {found.laying:.1f}", "told", "")
    of_link = max(found.linking, found.ending)
    quick = of_link <= links.MOST_SECONDS_OF_A_LINK
    ahead = min(found.over_store.values()) >= links.LEAST_OVER_PANDAS
    table.add_row("seconds: make or end a link", f"{of_link:.2f}", f"{links.MOST_SECONDS_OF_A_LINK:g}", _word(quick))
    least = f"at least {links.LEAST_OVER_PANDAS:g}"
    for page, times in found.over_store.items():
        holds = _word(times >= links.LEAST_OVER_PANDAS)
        table.add_row(f"{links.OF_STORE} / {page}", f"{times:.0f}", least, holds)
    table.add_row(f"{links.OF_FILE} / alignment", f"{found.over_file:.0f}", "told", "")
    console.print(table)
    return pages_hold and quick and ahead


def _show_peers(console: Console, ours: Timed, peers: dict[str, Timed], bounds: dict[str, float]) -> bool:
    table = Table("what", "seconds", "ours / it", "at most", "holds")
    table.add_row(ours.name, f"{ours.median:.2f}", "", "", "")
    held = True
    for peer in peers.values():
        most, ratio = bounds[peer.name], ours.ratio_to(peer)
        held &= ratio <= most
        table.add_row(peer.name, f"{peer.median:.2f}", f"{ratio:.2f}", f"{most}", _word(ratio <= most))
    console.print(table)
    return held


def _show_large(console: Console, found: large.Large) -> bool:
    table = Table("what", "measured", "at most", "holds")
    rows = (
        ("times python-calamine: read", found.of_reading, large.MOST_OF_READING, f"{found.seconds:.1f} s, "),
        (f"time of a line, of {large.LINES:,} to {large.TENTH:,}", found.over_linear, large.MOST_OVER_LINEAR, ""),
        ("megabytes at the peak", found.megabytes, large.MOST_MEGABYTES, ""),
    )
    for name, measured, most, before in rows:
        table.add_row(name, f"{before}{measured:.2f}", f"{most:g}", _word(measured <= most))
    console.print(table)
    return all(measured <= most for _, measured, most, _ in rows)


def _show_pages(console: Console, measured: dict[str, tuple[Timed, Timed]], lines: tuple[int, int]) -> bool:
    at_few, at_many = (f"ms at {each:,}" for each in lines)
    table = Table("page", at_few, at_many, "ratio", "at most", "holds")
    held = True
    for name, (few, many) in measured.items():
        ratio = many.ratio_to(few)
        held &= ratio <= pages.MOST
        times = (f"{few.median * 1000:.1f}", f"{many.median * 1000:.1f}")
        table.add_row(name, *times, f"{ratio:.2f}", f"{pages.MOST}", _word(ratio <= pages.MOST))
    console.print(table)
    return held


def _word(holds: bool) -> str:  # noqa: FBT001 - yes or no is all that it turns into a word
    return "yes" if holds else "NO"


if __name__ == "__main__":
    sys.exit(main())
