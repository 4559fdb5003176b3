"""An invented county in a few rows: what pages are shown in tests, without a store."""

from tests.dashboards.fakes.budget import BOOK, CUTS, a_cut, a_line, a_part, within
from tests.dashboards.fakes.county import ACTUALS, ADOPTED, BOOKED, COUNTY, PERIODS, TODAY, at, money
from tests.dashboards.fakes.desk import FakeDesk
from tests.dashboards.fakes.files import QUESTIONS, REPORT, an_import
from tests.dashboards.fakes.measures import GAPS, MEASURES, a_disparity, a_measure, a_measure_row
from tests.dashboards.fakes.plans import (
    ACTIONS,
    DEPARTMENTS,
    MEASURED,
    NAMES,
    NO_GOAL,
    NO_GOAL_NOTHING,
    NOTHING,
    SHARES,
    STATUSES,
    TAGGED,
    a_department,
    a_goal,
    an_action,
    counts,
)
from tests.dashboards.fakes.queries import FakeQueries

__all__ = [
    "ACTIONS",
    "ACTUALS",
    "ADOPTED",
    "BOOK",
    "BOOKED",
    "COUNTY",
    "CUTS",
    "DEPARTMENTS",
    "GAPS",
    "MEASURED",
    "MEASURES",
    "NAMES",
    "NOTHING",
    "NO_GOAL",
    "NO_GOAL_NOTHING",
    "PERIODS",
    "QUESTIONS",
    "REPORT",
    "SHARES",
    "STATUSES",
    "TAGGED",
    "TODAY",
    "FakeDesk",
    "FakeQueries",
    "a_cut",
    "a_department",
    "a_disparity",
    "a_goal",
    "a_line",
    "a_measure",
    "a_measure_row",
    "a_part",
    "an_action",
    "an_import",
    "at",
    "counts",
    "money",
    "within",
]
