"""The home of the list of pages: each with its path, its name, its permission and its skeleton."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from dash.development.base_component import Component

from dashboards.address import Arguments
from dashboards.pages.alignment.layout import layout as alignment
from dashboards.pages.briefing.layout import layout as briefing
from dashboards.pages.budget.layout import layout as budget
from dashboards.pages.changes.layout import layout as changes
from dashboards.pages.concerns.layout import layout as concerns
from dashboards.pages.cycle.layout import layout as cycle
from dashboards.pages.department.layout import layout as department
from dashboards.pages.departments.layout import layout as departments
from dashboards.pages.findings.layout import layout as findings
from dashboards.pages.goal.layout import layout as goal
from dashboards.pages.goals.layout import layout as goals
from dashboards.pages.imports.layout import layout as imports
from dashboards.pages.linking.layout import layout as linking
from dashboards.pages.missing.layout import layout as missing
from dashboards.pages.numbers.layout import layout as numbers
from dashboards.pages.overview.layout import layout as overview
from dashboards.pages.package.layout import layout as package
from dashboards.pages.questions.layout import layout as questions
from dashboards.pages.search.layout import layout as search
from tracker.permissions import Actor, Permission, require


@dataclass(frozen=True, slots=True)
class Page:
    """One page. ``layout`` builds its skeleton from the arguments of the address; it holds no data."""

    path: str
    name: str
    needs: Permission
    layout: Callable[[Arguments], Component]


NUMBERS_PATH = "/how-these-numbers-are-made"

PAGES = (
    Page("/", "Overview", Permission.REPORT_READ, overview),
    Page("/goals", "Goals", Permission.REPORT_READ, goals),
    Page("/goal", "Goal", Permission.REPORT_READ, goal),
    Page("/departments", "Departments", Permission.REPORT_READ, departments),
    Page("/department", "Department", Permission.REPORT_READ, department),
    Page("/budget", "Budget", Permission.REPORT_READ, budget),
    Page("/package", "Decision package", Permission.REPORT_READ, package),
    Page("/questions", "Budget equity questions", Permission.REPORT_READ, questions),
    Page("/cycle", "Budget cycle", Permission.REPORT_READ, cycle),
    Page("/alignment", "Alignment", Permission.REPORT_READ, alignment),
    Page("/linking", "Linking workbench", Permission.REPORT_READ, linking),
    Page("/changes", "What changed", Permission.REPORT_READ, changes),
    Page("/briefing", "Before the budget", Permission.REPORT_READ, briefing),
    Page("/findings", "Findings", Permission.REPORT_READ, findings),
    Page("/imports", "Imports", Permission.IMPORT_READ, imports),
    Page(NUMBERS_PATH, "How these numbers are made", Permission.REPORT_READ, numbers),
    Page("/attention", "Needs attention", Permission.REPORT_READ, concerns),
    Page("/search", "Search", Permission.REPORT_READ, search),
)
NOT_THERE = Page("", "Not found", Permission.REPORT_READ, missing)

PLACES = (
    ("overview", "Overview", "/", ("/attention",)),
    ("goals", "Goals", "/goals", ("/goal",)),
    ("departments", "Departments", "/departments", ("/department",)),
    ("budget", "Budget", "/budget", ("/changes", "/package", "/questions")),
    ("cycle", "Cycle", "/cycle", ("/briefing",)),
    ("alignment", "Alignment", "/alignment", ("/linking", "/findings")),
    ("imports", "Imports", "/imports", ()),
)
"""The navigation: icon, words, address, and the paths that belong to it as well."""


def page_at(pathname: str | None) -> Page:
    """The page of a path; what is not there has a page of its own, which says so."""
    path = urlsplit(pathname or "/").path.rstrip("/") or "/"
    return next((page for page in PAGES if page.path == path), NOT_THERE)


def open_page(page: Page, arguments: Arguments, actor: Actor) -> Component:
    """The skeleton of a page, if the actor may see it."""
    require(actor, page.needs)
    return page.layout(arguments)
