"""The home of `template`: empty workbooks with help texts and drop-downs."""

from dataclasses import dataclass
from pathlib import Path

from budgets.period import BudgetPeriod
from importers.budget_sheets import BudgetAbout
from importers.reading import Kind, Surroundings
from importers.templates import budget_template, plan_template
from plans.framework import Framework
from tracker.commands.failures import UsageError
from tracker.commands.files import write_new
from tracker.commands.frameworks import framework_from
from tracker.commands.installation import installation
from tracker.commands.showing import console, say
from tracker.county import County


@dataclass(frozen=True, slots=True)
class TemplateWish:
    """What somebody typed after `template`."""

    kind: str
    output: Path | None
    framework: str | None
    department: str | None
    period: str | None


def write_template(wish: TemplateWish) -> None:
    """Write an empty workbook to a new file."""
    place = wish.output or Path(f"{wish.kind}-template.xlsx")
    with installation() as here:
        framework = framework_from(wish.framework) if wish.framework else here.framework()
        content = _content(wish, framework, here.county)
    write_new(place, content)
    say(console(), f"{place} is ready to be filled in.")


def _content(wish: TemplateWish, framework: Framework, county: County) -> bytes:
    period = _period(wish.period, county.surroundings(framework)) if wish.period else None
    if Kind(wish.kind) is Kind.PLAN:
        return plan_template(framework, department=wish.department, period=period)
    return budget_template(BudgetAbout(period=period, county=county.name, department=wish.department))


def _period(label: str, around: Surroundings) -> BudgetPeriod:
    known = around.find_period(label)
    if known is None:
        raise UsageError(f"'{label}' is not a period; write years, as in 2026-2027 or 2025")
    return known
