"""The work for a row or a column does not grow with how many there are: steps are counted, of one size and of twice."""

import sys
from collections.abc import Callable

import pytest

from importers.budget_workbook import read_opened
from importers.reading import Surroundings
from importers.workbook import CellValue, Sheet, Workbook
from plans.framework import load_shipped

AROUND = Surroundings(load_shipped("king_county"))
SMALL = 300
LITTLE_MORE = 2.6
"""Twice as many rows are twice the steps; where each row looked at all others, they would be four times as many."""
Grid = list[list[CellValue]]


def heads_over_few_lines(size: int) -> Grid:
    grid: Grid = []
    for index in range(size):
        grid += [["Department", "Account", "FY2026 Adopted"], [f"D{index}", "x", index + 1.0], [f"D{index}", "y", 1.0]]
    return grid


def totals_alone(size: int) -> Grid:
    grid: Grid = [["Department", "FY2026 Adopted"]]
    for index in range(size):
        grid += [[f"Total {index}", 1.0]]
    return grid


def columns_headed(name: str, size: int) -> Grid:
    head: list[CellValue] = ["Department", *(name.format(index) for index in range(size))]
    grid = [head]
    for row in range(5):
        grid += [[f"D{row}", *(float(row + index) for index in range(size))]]
    return grid


def columns_of_money(size: int) -> Grid:
    return columns_headed("Part {}", size)


def columns_of_totals(size: int) -> Grid:
    return columns_headed("FY2026 Adopted Total {}", size)


def steps_of(work: Callable[[], object]) -> int:
    """The lines of our own code that run, those of comprehensions each time they go round."""
    count = 0

    def line(_frame: object, event: str, _: object) -> object:
        nonlocal count
        count += event == "line"
        return line

    def call(frame: object, _event: str, _: object) -> object:
        return line if "/importers/" in frame.f_code.co_filename else None  # type: ignore[attr-defined]

    before = sys.gettrace()
    sys.settrace(call)  # type: ignore[arg-type]
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def steps_to_read(rows: Grid) -> int:
    book = Workbook("book.xlsx", "xlsx", (Sheet("Lines", rows),))
    return steps_of(lambda: read_opened(book, b"", surroundings=AROUND, answers={}))


@pytest.mark.parametrize("grid", [heads_over_few_lines, totals_alone, columns_of_money, columns_of_totals])
def test_twice_as_many_take_little_more_than_twice_the_steps(grid):
    small, twice = grid(SMALL), grid(2 * SMALL)

    steps, steps_twice = steps_to_read(small), steps_to_read(twice)

    assert steps_twice < steps * LITTLE_MORE
