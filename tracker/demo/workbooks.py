"""The home of the demonstration's files: books and plans as workbooks of our template, and a few that are wrong."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib import resources

from budgets.phases import Direction, Phase
from importers.budget_sheets import BudgetAbout
from importers.reading import Kind
from importers.templates import write_budget, write_plan
from tracker.demo.asking import answer_files, question_files
from tracker.demo.budget import BIENNIUM, Book
from tracker.demo.county import COUNTY, DemoCounty
from tracker.demo.faults import BUDGET_THAT_ASKS, BUDGET_WITH_FAULTS, PLAN_WITH_FAULTS, as_csv, damaged
from tracker.demo.plans import older_version

SENT_TWICE = "Community and Human Services"
"""The department whose plan comes in an older and a newer version."""
SHOWS_FAULTS = "Elections"


@dataclass(frozen=True, slots=True)
class DemoFile:
    """One file of the demonstration: where it stands in its folder, and what it is read as (None: it is not).

    ``content`` makes its bytes, the same each time; that takes a moment for a large workbook.
    """

    path: str
    content: Callable[[], bytes]
    kind: Kind | None = None


def county_rules() -> str:
    """The county's own file, as anyone would write one."""
    return (resources.files("tracker.demo") / "county.toml").read_text(encoding="utf-8")


def cycle_rules() -> str:
    """The county's own rules of the budget cycle, which stand beside its file."""
    return (resources.files("tracker.demo") / "cycle.toml").read_text(encoding="utf-8")


def demo_files(county: DemoCounty) -> Iterator[DemoFile]:
    """All files, in the order in which they would come in."""
    yield DemoFile("county.toml", county_rules().encode)
    yield DemoFile("cycle.toml", cycle_rules().encode)
    for book in county.books:
        yield from _budget_files(book)
    for plan in county.plans:
        name = f"plans/{_slug(plan.department)}"
        if plan.department == SENT_TWICE:
            older = partial(write_plan, older_version(plan), county.framework)
            yield DemoFile(f"{name}-2026-february.xlsx", older, Kind.PLAN)
        yield DemoFile(f"{name}.xlsx", partial(write_plan, plan, county.framework), Kind.PLAN)
    for path, content in question_files():
        yield DemoFile(path, partial(bytes, content))
    for path, write in answer_files(county.books):
        yield DemoFile(path, write)
    yield from _to_try_out(county)


def _budget_files(book: Book) -> Iterator[DemoFile]:
    """One workbook a book; the adopted biennium comes in two, as some finance offices send it."""
    name = f"budgets/{book.period.label}-{book.phase}"
    about = BudgetAbout(period=book.period, county=COUNTY, as_of=book.as_of, basis=book.basis)
    if book.phase is Phase.ADOPTED and book.period == BIENNIUM:
        for direction in Direction:
            lines = [line for line in book.lines if line.direction is direction]
            yield DemoFile(f"{name}-{direction}.xlsx", partial(write_budget, lines, about), Kind.BUDGET)
    else:
        yield DemoFile(f"{name}.xlsx", partial(write_budget, book.lines, about), Kind.BUDGET)


def _to_try_out(county: DemoCounty) -> Iterator[DemoFile]:
    shown = next(plan for plan in county.plans if plan.department == SHOWS_FAULTS)
    yield DemoFile("try-these/budget-with-faults.csv", partial(as_csv, BUDGET_WITH_FAULTS))
    yield DemoFile("try-these/budget-that-asks-questions.csv", partial(as_csv, BUDGET_THAT_ASKS))
    yield DemoFile("try-these/plan-with-faults.csv", partial(as_csv, PLAN_WITH_FAULTS))
    faulty = partial(write_plan, damaged(shown), county.framework)
    yield DemoFile("try-these/plan-template-with-faults.xlsx", faulty)


def _slug(name: str) -> str:
    return name.lower().replace(" and ", "-").replace(" ", "-")
