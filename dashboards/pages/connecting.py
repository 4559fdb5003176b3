"""The home of the list of callbacks: every page's, tied to the app through the one door."""

from dashboards.asking import Ask, Desk
from dashboards.pages.alignment.callbacks import connect as alignment
from dashboards.pages.briefing.callbacks import connect as briefing
from dashboards.pages.budget.callbacks import connect as budget
from dashboards.pages.changes.callbacks import connect as changes
from dashboards.pages.concerns.callbacks import connect as concerns
from dashboards.pages.cycle.callbacks import connect as cycle
from dashboards.pages.department.callbacks import connect as department
from dashboards.pages.departments.callbacks import connect as departments
from dashboards.pages.findings.callbacks import connect as findings
from dashboards.pages.goal.callbacks import connect as goal
from dashboards.pages.goals.callbacks import connect as goals
from dashboards.pages.imports.callbacks import connect as imports
from dashboards.pages.linking.callbacks import connect as linking
from dashboards.pages.numbers.callbacks import connect as numbers
from dashboards.pages.overview.callbacks import connect as overview
from dashboards.pages.package.callbacks import connect as package
from dashboards.pages.questions.callbacks import connect as questions
from dashboards.pages.search.callbacks import connect as search
from dashboards.wiring import Wiring
from plans.attainment import Thresholds


def connect(wiring: Wiring, ask: Ask, desk: Desk, thresholds: Thresholds, largest: int) -> None:
    """Tie all pages to what they may ask and do; ``largest`` is the largest file that is taken in, in bytes."""
    for page in (
        overview,
        goals,
        goal,
        departments,
        department,
        budget,
        changes,
        cycle,
        briefing,
        concerns,
        search,
        alignment,
        package,
    ):
        page(wiring, ask)
    findings(wiring, ask, desk)
    imports(wiring, ask, desk, largest)
    questions(wiring, ask, desk, largest)
    linking(wiring, ask, desk, largest)
    numbers(wiring, ask, thresholds)
