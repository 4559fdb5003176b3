"""The home of the county's own rules: what county.toml says, and what holds where it says nothing."""

import errno
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from budgets.calendar import CycleRules
from budgets.period import BudgetPeriod, FiscalCalendar
from budgets.structure import ChartEntry, CodeRules
from importers.departments import DepartmentNames, find_department, fold
from importers.reading import Surroundings
from plans.attainment import DEFAULT_THRESHOLDS, Thresholds
from plans.framework import Framework, FrameworkError, load_shipped, read_framework, shipped
from plans.mistakes import DocumentKind, read_toml, toml_mistake
from tracker.cycle_rules import DEFAULT_CYCLE, CycleRulesError, read_cycle_rules, shipped_cycle, shipped_cycles
from tracker.errors import ToldWrongError

MOST_BYTES = 4_000_000
"""How large a county's own files may be."""

DEFAULT_FRAMEWORK = "king_county"

OWN_PLACE = "place of this file"
"""Where the file stands is known, not written in it: no word of the file means it."""


class CountyError(ToldWrongError):
    """A county file does not say what it must; the message names every problem, not the first alone."""

    def __init__(self, file: str, problems: tuple[str, ...]) -> None:
        self.problems = problems
        ends = [problem if problem.endswith("?") else f"{problem}." for problem in problems]
        many = f"the file {file} has {len(problems)} mistakes:\n  " + "\n  ".join(ends)
        super().__init__(f"in {file}: {ends[0]}" if len(problems) == 1 else many)


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
    def called(self) -> DepartmentNames:
        """What readers know of it."""
        return DepartmentNames(self.name, self.code, self.also)


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
            raise ValueError(f"at_risk ({self.at_risk}) is above on_track ({self.on_track}); write a smaller share")
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
    labels that could be either are a question. ``framework`` and ``cycle`` name a shipped one or a TOML file beside the
    county's.
    """

    name: str = "Your county"
    invented: bool = False
    as_of: date | None = None
    year_start: str | None = Field(default=None, pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$")
    periods: tuple[Annotated[BudgetPeriod, BeforeValidator(_pair)], ...] = ()
    departments: tuple[Department, ...] = ()
    framework: str = DEFAULT_FRAMEWORK
    cycle: str = DEFAULT_CYCLE
    thresholds: CountyThresholds = CountyThresholds()
    codes: CodeRules = CodeRules()
    file: Path | None = Field(default=None, exclude=True, validation_alias="place of this file")

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
        return Surroundings(
            framework=framework,
            calendar=self.calendar,
            periods=self.periods,
            departments=tuple(map(self._called, self.departments)),
        )

    def own_framework(self) -> Framework:
        """The framework that the file names. Raises ``CountyError`` where it cannot be read."""
        if self.framework in shipped():
            return load_shipped(self.framework)
        place = self._beside(self.framework)
        text = self._own_text("framework", place, shipped())
        try:
            return read_framework(text)
        except FrameworkError as error:
            raise CountyError(str(place), error.problems) from error

    def cycle_text(self) -> str:
        """The rules of the budget cycle that the file names, as they are written. Raises ``CountyError``."""
        if self.cycle in shipped_cycles():
            return shipped_cycle(self.cycle)
        return self._own_text("cycle", self._beside(self.cycle), shipped_cycles())

    def own_cycle(self) -> CycleRules:
        """The rules of the budget cycle that the file names. Raises ``CountyError`` where they cannot be read."""
        try:
            return read_cycle_rules(self.cycle_text())
        except CycleRulesError as error:
            raise CountyError(str(self._beside(self.cycle)), error.problems) from error

    def _beside(self, name: str) -> Path:
        return (self.file.parent if self.file else Path()) / name

    def _own_text(self, word: str, place: Path, come_along: tuple[str, ...]) -> str:
        own = str(self.file or "the county file")
        known = f"name a TOML file beside this one, or one that comes along ({', '.join(come_along)})"
        try:
            return _plain_text(place)
        except FileNotFoundError as error:
            raise CountyError(own, (f"{word}: there is no file {place}; {known}",)) from error
        except (OSError, UnicodeDecodeError) as error:
            raise CountyError(own, (f"{word}: {place} cannot be read as text; {known}",)) from error

    def home(self, period: BudgetPeriod) -> BudgetPeriod:
        """The county's period that holds a period, or the period itself where none does."""
        return next((own for own in self.periods if own.start <= period.start and period.end <= own.end), period)

    def find_department(self, *names: str | None) -> Department | None:
        """The department that one of these names or codes means."""
        called = {self._called(department): department for department in self.departments}
        found = (find_department(name, called) for name in names if name)
        return next((called[each] for each in found if each), None)

    def _called(self, department: Department) -> DepartmentNames:
        return replace(department.called, rule=self.codes.department)

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


_SHARE = "a share from 0 to 1, such as 0.90"
_RULE = "a section, such as [codes.fund] with ignore_leading_zeros = true beneath"
_SWITCH = "true or false, without quotes"
_PERIODS = "first and last day of each, such as periods = [[2025-07-01, 2027-06-30]]"
_DAY = "a day without quotes, such as 2027-06-30"
_DEPARTMENTS = 'a section for each: [[departments]] and beneath it name = "Parks"'

COUNTY_FILE = DocumentKind(
    "a county file",
    County,
    {
        "name": 'a text in quotes, such as "Alder County"',
        "invented": _SWITCH,
        "as_of": _DAY,
        "year_start": 'month and day in quotes, such as "07-01", up to the 28th',
        "periods": _PERIODS,
        "periods.start": _DAY,
        "periods.end": _DAY,
        "departments": _DEPARTMENTS,
        "departments.name": 'a text in quotes, such as name = "Parks"',
        "departments.code": 'the code in quotes, such as "0040"',
        "departments.also": 'a list of texts in quotes, such as ["PH"]',
        "framework": 'a text in quotes, such as "king_county" or "goals.toml"',
        "cycle": 'a text in quotes, such as "king_county" or "cycle.toml"',
        "thresholds": "a section: [thresholds] and beneath it on_track = 0.90",
        "thresholds.on_track": _SHARE,
        "thresholds.at_risk": _SHARE,
        "thresholds.stale_after": "a number of reporting intervals above 0, such as 1.5",
        "thresholds.reporting_months": "a whole number of months, such as 3",
        "thresholds.tolerance": _SHARE,
        "codes": _RULE,
        **{f"codes.{code}": _RULE for code in CodeRules.model_fields},
        **{f"codes.{code}.ignore_letter_prefix": _SWITCH for code in CodeRules.model_fields},
        **{f"codes.{code}.ignore_leading_zeros": _SWITCH for code in CodeRules.model_fields},
        **{
            f"codes.{code}.width": "a whole number of digits from 1 to 64, such as 4" for code in CodeRules.model_fields
        },
    },
)


def load_county(path: Path) -> County:
    """Read a county file. Raises ``CountyError`` with every problem that it has."""
    text = _text(path)
    try:
        told = read_toml(text, Decimal)
    # Not TOMLDecodeError alone: a number of thousands of digits, or brackets in brackets without end, raise these.
    except (ValueError, RecursionError) as error:
        raise CountyError(str(path), (toml_mistake(error, text),)) from error
    if problems := COUNTY_FILE.all_mistakes(told):
        raise CountyError(str(path), problems)
    return County.model_validate({**told, OWN_PLACE: path.absolute()})


def _text(path: Path) -> str:
    try:
        return _plain_text(path)
    except FileNotFoundError as error:
        said = "there is no such file; --county or EQUITY_TRACKER_COUNTY has to name one that is there"
        raise CountyError(str(path), (said,)) from error
    except IsADirectoryError as error:
        raise CountyError(str(path), ("this is a folder; name the county file in it",)) from error
    except OSError as error:
        raise CountyError(str(path), (f"it cannot be read ({error.strerror})",)) from error
    except UnicodeDecodeError as error:
        raise CountyError(str(path), ("this is not text in UTF-8; save it as a plain text file",)) from error


def _plain_text(path: Path) -> str:
    # A device or a pipe may never end, and neither may what is sought in a file of any size.
    if path.exists() and not path.is_file() and not path.is_dir():
        raise OSError(errno.EINVAL, "it is no file but a pipe or a device")
    with path.open("rb") as file:
        written = file.read(MOST_BYTES + 1)
    if len(written) > MOST_BYTES:
        raise OSError(errno.EFBIG, f"it has more than {MOST_BYTES // 1_000_000} MB")
    return written.decode("utf-8-sig")


def _overlapping(periods: tuple[BudgetPeriod, ...]) -> list[str]:
    ordered = sorted(periods, key=lambda period: period.start)
    return [
        f"the periods {one.label} and {next_.label} overlap; end one on the day before the other starts"
        for one, next_ in pairwise(ordered)
        if next_.start <= one.end
    ]


def _shared_names(departments: tuple[Department, ...]) -> list[str]:
    owners: dict[str, set[str]] = {}
    for department in departments:
        for name in department.called.every:
            owners.setdefault(fold(name), set()).add(department.name)
    shared: Mapping[str, set[str]] = {name: names for name, names in owners.items() if len(names) > 1}
    repeated = {department.name for department in departments if departments.count(department) > 1}
    told = [
        f"'{name}' means {' and '.join(sorted(names))}; a name or code means one department"
        for name, names in sorted(shared.items())
    ]
    return told + [f"department '{name}' stands twice; keep one" for name in sorted(repeated)]
