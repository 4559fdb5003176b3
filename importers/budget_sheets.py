"""The home of budget lines as the rows of our own workbook: what the reader of that workbook reads again."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from budgets.lines import BudgetLine
from budgets.period import BudgetPeriod
from budgets.phases import AmendmentBasis
from importers.layouts.layout import Record, Value
from importers.layouts.standard_budget import ABOUT, LINES

_ENTRIES = tuple(
    (column.name, *column.name.split(".")) for column in LINES.columns if column.name.endswith((".code", ".name"))
)


@dataclass(frozen=True, slots=True)
class BudgetAbout:
    """What is true of a whole budget file; department and fund only where the file covers one."""

    period: BudgetPeriod | None = None
    county: str | None = None
    department: str | None = None
    fund: str | None = None
    as_of: date | None = None
    basis: AmendmentBasis | None = None


def budget_records(lines: Iterable[BudgetLine], about: BudgetAbout) -> Mapping[str, Iterable[Record]]:
    """The rows of every sheet of the standard budget layout; a form has one."""
    return {LINES.name: _lines(lines), ABOUT.name: [_about(about)]}


def _lines(lines: Iterable[BudgetLine]) -> Iterator[Record]:
    for line in lines:
        record: dict[str, Value] = {
            "fiscal_year": _years(line.fiscal_years),
            "phase": line.phase,
            "direction": line.direction,
            "goal": line.goal,
            "description": line.description,
            "reason": line.reason,
            "transfer": "yes" if line.transfer else None,
            "one_time": None if line.one_time is None else "yes" if line.one_time else "no",
            "amount": line.amount,
            "fte": line.fte,
        }
        for name, entry, part in _ENTRIES:
            record[name] = getattr(getattr(line, entry), part, None)
        yield record


def _years(years: tuple[int, ...]) -> Value:
    return years[0] if len(years) == 1 else f"{min(years)}-{max(years)}"


def _about(about: BudgetAbout) -> Record:
    return {
        "period_start": about.period.start if about.period else None,
        "period_end": about.period.end if about.period else None,
        "county": about.county,
        "department": about.department,
        "fund": about.fund,
        "as_of": about.as_of,
        "basis": about.basis,
    }
