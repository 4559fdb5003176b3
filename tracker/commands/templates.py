"""The home of `template`: workbooks to fill in, with help texts and drop-downs, empty or with what is known."""

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
from tracker.commands.views import asking
from tracker.county import County
from tracker.services.prefilling import Purpose


@dataclass(frozen=True, slots=True)
class TemplateWish:
    """What somebody typed after `template`."""

    kind: str
    output: Path | None
    framework: str | None
    department: str | None
    period: str | None
    purpose: str | None = None


def write_template(wish: TemplateWish) -> None:
    """Write a workbook to be filled in to a new file: empty, or with what is known."""
    if wish.purpose:
        _write_filled(wish, Purpose(wish.purpose))
        return
    place = wish.output or Path(f"{wish.kind}-template.xlsx")
    with installation() as here:
        framework = framework_from(wish.framework) if wish.framework else here.framework()
        content = _content(wish, framework, here.county)
    write_new(place, content)
    say(console(), f"{place} is ready to be filled in.")


def _write_filled(wish: TemplateWish, purpose: Purpose) -> None:
    if Kind(wish.kind) is not Kind.PLAN or not wish.department:
        raise UsageError(f"--for {purpose} is of a department's plan: write template plan --department NAME")
    if wish.framework:
        raise UsageError(f"--for {purpose} uses the framework in force; --framework goes with an empty template")
    with installation() as here:
        queries = asking(here)
        period = _period(wish.period, here.county.surroundings(here.framework())) if wish.period else None
        filled = queries.filled_template(wish.department, purpose, period)
    place = wish.output or Path(filled.name)
    write_new(place, filled.content)
    say(console(), f"{place} is ready to be filled in.")


def _content(wish: TemplateWish, framework: Framework, county: County) -> bytes:
    period = _period(wish.period, county.surroundings(framework)) if wish.period else None
    if Kind(wish.kind) is Kind.PLAN:
        names = [department.name for department in county.departments]
        return plan_template(framework, department=wish.department, period=period, departments=names)
    return budget_template(BudgetAbout(period=period, county=county.name, department=wish.department))


def _period(label: str, around: Surroundings) -> BudgetPeriod:
    known = around.find_period(label)
    if known is None:
        raise UsageError(f"'{label}' is not a period; write years, as in 2026-2027 or 2025")
    return known
