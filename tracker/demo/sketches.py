"""The home of what the demonstration knows of each department: words and sizes, read from departments/*.toml."""

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from importlib import resources
from typing import Any

from budgets.structure import ChartEntry
from plans.implementation import Partner, PartnerKind

FOLDER = "tracker.demo.departments"

AS_OF = date(2026, 6, 30)
"""The day on which the demonstration stands; its county.toml says the same."""


@dataclass(frozen=True, slots=True)
class MeasureSketch:
    """How an action is measured, and how far it should go."""

    title: str
    unit: str
    decreases: bool
    baseline: Decimal
    target: Decimal


@dataclass(frozen=True, slots=True)
class ActionSketch:
    """One action in its own words."""

    goal: str
    strategy: str
    determinant: str
    title: str
    measure: MeasureSketch | None = None


@dataclass(frozen=True, slots=True)
class UnitSketch:
    """One appropriation unit: ``annual`` is dollars a year, ``fte`` full-time equivalents."""

    entry: ChartEntry
    fund: ChartEntry
    annual: int
    fte: int
    programs: tuple[ChartEntry, ...]
    revenue: tuple[ChartEntry, ...]


@dataclass(frozen=True, slots=True)
class PackageSketch:
    """One decision package over the biennium, in dollars; ``goal`` None where it names none."""

    entry: ChartEntry
    program: str
    amount: int
    fte: Decimal
    goal: str | None


@dataclass(frozen=True, slots=True)
class AgreementSketch:
    """What a partner and the department promised each other."""

    title: str
    partner: str
    start: date
    end: date
    county_promises: str
    partner_promises: str


@dataclass(frozen=True, slots=True)
class DepartmentSketch:
    """One department of the county. Without actions it never sent a plan.

    ``paid_by`` is which package, or which program, pays for an action by its title, as a person says who reads the plan
    and the budget side by side; an action that it does not name is paid by nothing in particular.
    """

    entry: ChartEntry
    prefix: str
    divisions: tuple[str, ...]
    units: tuple[UnitSketch, ...]
    packages: tuple[PackageSketch, ...]
    slots: dict[str, str]
    partners: tuple[Partner, ...]
    agreements: tuple[AgreementSketch, ...]
    actions: tuple[ActionSketch, ...]
    paid_by: dict[str, str]

    @property
    def name(self) -> str:
        """The name as people say it."""
        return str(self.entry.name)


def sketches() -> tuple[DepartmentSketch, ...]:
    """All departments, in the order of their names."""
    files = (file for file in resources.files(FOLDER).iterdir() if file.name.endswith(".toml"))
    read = (_department(tomllib.loads(file.read_text(encoding="utf-8"))) for file in files)
    return tuple(sorted(read, key=lambda department: department.name))


def chart_entry(text: str) -> ChartEntry:
    """An entry written as ``CODE Name``."""
    code, _, name = text.partition(" ")
    return ChartEntry(code=code, name=name)


def _department(told: dict[str, Any]) -> DepartmentSketch:
    people = (text.split("|") for text in told.get("people", {}).get("partners", ()))
    return DepartmentSketch(
        entry=ChartEntry(code=told["code"], name=told["name"]),
        prefix=told["prefix"],
        divisions=tuple(told["divisions"]),
        units=tuple(_unit(unit) for unit in told["units"]),
        packages=tuple(_package(code, row) for code, row in told["packages"].items()),
        slots=told.get("slots", {}),
        partners=tuple(Partner(name=name, kind=PartnerKind(kind)) for name, kind in people),
        agreements=tuple(AgreementSketch(title, *row) for title, row in told.get("agreements", {}).items()),
        actions=tuple(_action(row) for row in told.get("text", {}).get("actions", ())),
        paid_by=told.get("paid_by", {}),
    )


def _unit(told: dict[str, Any]) -> UnitSketch:
    fund_code, fund_name = told["fund"]
    return UnitSketch(
        entry=ChartEntry(code=told["code"], name=told["name"]),
        fund=ChartEntry(code=fund_code, name=fund_name),
        annual=told["annual"],
        fte=told["fte"],
        programs=tuple(chart_entry(text) for text in told["programs"]),
        revenue=tuple(chart_entry(f"R{text}") for text in told["revenue"]),
    )


def _package(code: str, row: list[Any]) -> PackageSketch:
    title, program, amount, fte, goal = row
    return PackageSketch(ChartEntry(code=code, name=title), program, amount, Decimal(str(fte)), goal or None)


def _action(row: list[Any]) -> ActionSketch:
    goal, strategy, determinant, title, *measured = row
    return ActionSketch(goal, strategy, determinant, title, _measure(measured) if measured else None)


def _measure(row: list[Any]) -> MeasureSketch:
    title, unit, way, baseline, target = row
    return MeasureSketch(title, unit, way == "down", Decimal(str(baseline)), Decimal(str(target)))
