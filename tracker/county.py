"""The home of the county's own rules: what county.toml says, and what holds where it says nothing."""

import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from budgets.period import BudgetPeriod, FiscalCalendar
from budgets.structure import ChartEntry, CodeRules
from importers.reading import Surroundings
from plans.attainment import DEFAULT_THRESHOLDS, Thresholds
from plans.framework import Framework, load_shipped, read_framework, shipped
from tracker.errors import TrackerError

DEFAULT_FRAMEWORK = "king_county"


class CountyError(TrackerError):
    """A county file does not say what it must; the message names every problem, not the first alone."""

    def __init__(self, file: str, problems: tuple[str, ...]) -> None:
        self.problems = problems
        super().__init__(f"{file}: {'; '.join(problems)}")


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Department(_Frozen):
    """A department: its name, its code in the budget where it has one, and other names under which files know it."""

    name: str = Field(min_length=1)
    code: str | None = None
    also: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What addresses and the store know it by."""
        return fold(self.name)

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that means it."""
        return self.name, *((self.code,) if self.code else ()), *self.also


class CountyThresholds(_Frozen):
    """When a measure counts as on track, at risk and stale (docs/reference/county-file.md)."""

    on_track: Decimal = Field(default=DEFAULT_THRESHOLDS.on_track, gt=0, le=1)
    at_risk: Decimal = Field(default=DEFAULT_THRESHOLDS.at_risk, gt=0, le=1)
    stale_after: Decimal = Field(default=DEFAULT_THRESHOLDS.stale_after, gt=0)
    reporting_months: int = Field(default=DEFAULT_THRESHOLDS.reporting_months, ge=1)
    tolerance: Decimal = Field(default=DEFAULT_THRESHOLDS.tolerance, ge=0)

    @model_validator(mode="after")
    def _at_risk_comes_first(self) -> "CountyThresholds":
        if self.at_risk > self.on_track:
            raise ValueError(f"at_risk ({self.at_risk}) is not above on_track ({self.on_track})")
        return self


def _pair(value: object) -> object:
    """A period as the file has it, [first day, last day], as the model wants it."""
    match value:
        case [first, last]:
            return {"start": first, "end": last}
        case _:
            return value


class County(_Frozen):
    """A county: whose numbers these are, on which day they are looked at, and by which rules.

    ``as_of`` None is today. ``year_start`` is month and day (``07-01``); without it, calendar years are supposed, and
    labels that could be either are a question. ``framework`` names a shipped one or a TOML file beside the county's.
    """

    name: str = "Your county"
    invented: bool = False
    as_of: date | None = None
    year_start: str | None = Field(default=None, pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$")
    periods: tuple[Annotated[BudgetPeriod, BeforeValidator(_pair)], ...] = ()
    departments: tuple[Department, ...] = ()
    framework: str = DEFAULT_FRAMEWORK
    thresholds: CountyThresholds = CountyThresholds()
    codes: CodeRules = CodeRules()
    folder: Path | None = Field(default=None, exclude=True)

    @model_validator(mode="after")
    def _holds_together(self) -> "County":
        if problems := [*_overlapping(self.periods), *_shared_names(self.departments)]:
            raise ValueError("; ".join(problems))
        return self

    @property
    def calendar(self) -> FiscalCalendar:
        """When a fiscal year starts."""
        if self.year_start is None:
            return FiscalCalendar()
        month, day = self.year_start.split("-")
        return FiscalCalendar(start_month=int(month), start_day=int(day), known=True)

    @property
    def attainment(self) -> Thresholds:
        """The thresholds as the arithmetic takes them."""
        return Thresholds(**self.thresholds.model_dump())

    def surroundings(self, framework: Framework) -> Surroundings:
        """What readers are told of the county."""
        names = tuple(department.name for department in self.departments)
        return Surroundings(framework=framework, calendar=self.calendar, periods=self.periods, departments=names)

    def own_framework(self) -> Framework:
        """The framework that the file names. Raises ``CountyError`` where it cannot be read."""
        if self.framework in shipped():
            return load_shipped(self.framework)
        place = (self.folder or Path()) / self.framework
        try:
            return read_framework(place.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            known = ", ".join(shipped())
            problem = (
                f"framework: '{self.framework}' is neither shipped ({known}) nor a file that can be read ({error})"
            )
            raise CountyError("county", (problem,)) from error

    def home(self, period: BudgetPeriod) -> BudgetPeriod:
        """The county's period that holds a period, or the period itself where none does."""
        return next((own for own in self.periods if own.start <= period.start and period.end <= own.end), period)

    def find_department(self, *names: str | None) -> Department | None:
        """The department that one of these names or codes means."""
        for name in names:
            for department in self.departments if name else ():
                if fold(name or "") in {fold(known) for known in department.names}:
                    return department
        return None

    def department_key(self, name: str) -> str:
        """What the store knows a department by: that of the county's list, else its own name without case."""
        found = self.find_department(name)
        return found.key if found else fold(name)

    def department_of(self, entry: ChartEntry) -> tuple[str, str]:
        """Key and name of the department that a budget names by code, name or both."""
        found = self.find_department(entry.code, entry.name, entry.label) or self._by_code(entry.code)
        if found:
            return found.key, found.name
        shown = entry.name or entry.label
        return fold(shown), shown

    def _by_code(self, code: str | None) -> Department | None:
        rule = self.codes.department
        coded = (department for department in self.departments if department.code and code)
        return next((department for department in coded if rule.same(department.code or "", code or "")), None)


def fold(name: str) -> str:
    """A name as it compares: without case, outer spaces and doubled spaces."""
    return " ".join(name.split()).casefold()


def load_county(path: Path) -> County:
    """Read a county file. Raises ``CountyError`` with every problem that it has."""
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except OSError as error:
        raise CountyError(str(path), (f"it cannot be read ({error.strerror})",)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CountyError(str(path), (f"it is not TOML ({error})",)) from error
    try:
        return County.model_validate({**told, "folder": path.absolute().parent})
    except ValidationError as error:
        raise CountyError(
            str(path), tuple(_sentence(one["loc"], one["type"], one["msg"]) for one in error.errors())
        ) from error


def _overlapping(periods: tuple[BudgetPeriod, ...]) -> list[str]:
    ordered = sorted(periods, key=lambda period: period.start)
    return [
        f"the periods {one.label} and {next_.label} overlap"
        for one, next_ in pairwise(ordered)
        if next_.start <= one.end
    ]


def _shared_names(departments: tuple[Department, ...]) -> list[str]:
    owners: dict[str, set[str]] = {}
    for department in departments:
        for name in department.names:
            owners.setdefault(fold(name), set()).add(department.name)
    shared: Mapping[str, set[str]] = {name: names for name, names in owners.items() if len(names) > 1}
    repeated = {department.name for department in departments if departments.count(department) > 1}
    told = [f"'{name}' means {' and '.join(sorted(names))}" for name, names in sorted(shared.items())]
    return told + [f"department '{name}' stands twice" for name in sorted(repeated)]


def _sentence(path: tuple[int | str, ...], kind: str, message: str) -> str:
    place = ".".join(str(step + 1) if isinstance(step, int) else step for step in path)
    words = {"extra_forbidden": "is not a setting of this file", "missing": "is missing"}
    said = words.get(kind, message.removeprefix("Value error, "))
    return f"{place}: {said}" if place else said
