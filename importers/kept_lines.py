"""The home of making lines of the rows of a table, and of adding them up."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import compress
from typing import Any, TypeVar

from budgets.phases import AmendmentBasis, Direction, Phase
from budgets.structure import ChartEntry
from importers.answers import Asked
from importers.budget_sheets import BudgetAbout
from importers.checks.plain_cells import read_flag
from importers.checks.signs import directions_to_turn, tally_of
from importers.checks.sums_of_all import Group, check_sums_of_all
from importers.columns import ENTITIES, Columns
from importers.facts import Scene
from importers.layouts.long_budget import (
    Facts,
    MakeEntry,
    chart_entry,
    entries_of,
    plain_entry,
)
from importers.lines import LineBlock
from importers.reading import LeftOut, TableFound
from importers.values import text_of

LONG_BUDGET = "long_budget"
LONG_VERSION = "1"

Number = TypeVar("Number", int, Decimal)


@dataclass(slots=True)
class Found:
    """What has been read of a file so far."""

    asked: Asked = field(default_factory=Asked)
    tables: list[TableFound] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    blocks: list[LineBlock] = field(default_factory=list)
    totals: dict[tuple[tuple[int, ...], Phase, Direction], tuple[int | None, Decimal | None]] = field(
        default_factory=dict
    )
    basis: AmendmentBasis | None = None
    department: str | None = None
    about: BudgetAbout | None = None
    layout: str = LONG_BUDGET
    version: str = LONG_VERSION
    data: bytes = b""


def keep_lines(
    scene: Scene,
    facts: Facts,
    cents: Sequence[int | None],
    fte: Sequence[Decimal | None],
    kept: Sequence[bool],
    found: Found,
) -> None:
    """Make a line of each row that is kept, and add it to what was found; amounts are in whole cents."""
    columns, number = scene.columns, len(kept)
    said = facts.of_rows(number)
    if any(None in values for values in said):
        # A row whose year, phase or direction was not understood has its issue already.
        kept = [keep and None not in row for keep, *row in zip(kept, *said, strict=True)]
    years, phases = list(compress(said[0], kept)), list(compress(said[1], kept))
    ways = list(compress(said[2], kept))
    dollars = list(compress(cents, kept))
    if found.layout == LONG_BUDGET:
        dollars = _turned(scene, dollars, ways, found)
    fields: dict[str, list[Any]] = {"fiscal_years": years, "phase": phases, "direction": ways}
    if "fte" in columns.used:
        fields["fte"] = list(compress(fte, kept))
    make = chart_entry if found.layout == LONG_BUDGET else plain_entry
    fields.update((name, list(compress(values, kept))) for name, values in _said(columns, facts, number, make))
    groups, sums = _add_up(fields, dollars, found)
    rows = list(compress(range(columns.table.first_row, columns.table.last_row + 1), kept))
    column = columns.used.get("amount") or columns.used["fte"]
    if "amount" in columns.used and found.layout == LONG_BUDGET:
        told = {issue.cell for issue in found.asked.issues}
        of_all = check_sums_of_all(columns, rows, dollars, groups, sums)
        found.asked.issues += [issue for issue in of_all if issue.cell not in told]
    found.blocks.append(LineBlock(columns.table.sheet.name, column, rows, dollars, fields))


def _turned(
    scene: Scene, cents: list[int | None], directions: Sequence[Direction | None], found: Found
) -> list[int | None]:
    tally = tally_of(cents, directions)
    columns = scene.columns
    heading = columns.table.at(columns.heading("amount" if "amount" in columns.used else "fte"))
    turned = directions_to_turn(tally, scene.answers, heading, found.asked)
    if not turned:
        return cents
    return [
        -each if each is not None and direction in turned else each
        for each, direction in zip(cents, directions, strict=True)
    ]


def _said(columns: Columns, facts: Facts, number: int, make: MakeEntry) -> Iterator[tuple[str, list[Any]]]:
    """What else the rows say: entries of the chart of accounts, goal, description, reason, transfer, one-time."""
    for entity in ENTITIES:
        entries = entries_of(columns, entity, make)
        if entries is None and entity == "department" and facts.department:
            entries = [facts.department] * number
        if entries is None and columns.part and entity == columns.part.field:
            entries = [ChartEntry(code=columns.part.code, name=columns.part.name)] * number
        if entries is not None:
            yield entity, entries
    for name in ("goal", "description", "reason"):
        if name in columns.used:
            texts = {value: text_of(value) or None for value in columns.distinct(name)}
            yield name, [texts[value] for value in columns.cells(name)]
    for name, unsaid in (("transfer", False), ("one_time", None)):
        if name in columns.used:
            known = {value: read_flag(value) for value in columns.distinct(name)}
            yield name, [unsaid if known[value] is None else known[value] for value in columns.cells(name)]


def _add_up(
    fields: dict[str, list[Any]], cents: Sequence[int | None], found: Found
) -> tuple[list[Group], dict[Group, int]]:
    """Sums by fiscal years, phase and direction. Rows share these objects, and comparing identities is quick."""
    years, phases, ways = fields["fiscal_years"], fields["phase"], fields["direction"]
    keys = list(zip(map(id, years), map(id, phases), map(id, ways), strict=True))
    sums: dict[Group, int] = {}
    for key, amount in zip(keys, cents, strict=True):
        if amount is not None:
            sums[key] = sums.get(key, 0) + amount
    ftes: dict[Group, Decimal] = {}
    for key, fte in zip(keys, fields.get("fte", ()), strict=False):
        if fte is not None:
            ftes[key] = ftes.get(key, Decimal(0)) + fte
    for key, row in dict(zip(keys, range(len(keys)), strict=True)).items():
        member = (years[row], phases[row], ways[row])
        before = found.totals.get(member, (None, None))
        found.totals[member] = (_plus(before[0], sums.get(key)), _plus(before[1], ftes.get(key)))
    return keys, sums


def _plus(one: Number | None, other: Number | None) -> Number | None:
    if one is None or other is None:
        return other if one is None else one
    return one + other
