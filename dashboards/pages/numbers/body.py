"""The page that explains the arithmetic, with an example that is computed by the very rules that it explains."""

from datetime import date
from decimal import Decimal

from dash import html
from dash.development.base_component import Component

from dashboards import formats
from dashboards.components.bars import bullet_of
from dashboards.components.cards import card
from dashboards.components.parts import Child, link, status
from dashboards.components.tables import Heading, Row, table
from dashboards.marks import ACTION, MEASURE
from dashboards.pages.telling import Told
from dashboards.terms import ONCE
from plans.attainment import Thresholds, attainment, expected, mean_progress
from plans.attainment import status as status_of
from plans.measures import Measure, MeasureDirection, MeasuredValue
from plans.progress import MeasureStatus
from plans.suppression import SMALL
from tracker.rows import CountyFacts

EXAMPLE = Measure(
    title="Job applicants from priority ZIP codes",
    unit="%",
    direction=MeasureDirection.INCREASE,
    baseline=Decimal(20),
    baseline_date=date(2024, 6, 30),
    target=Decimal(35),
    target_date=date(2027, 6, 30),
    values=(MeasuredValue(as_of=date(2026, 6, 30), value=Decimal(29)),),
)
UNMEASURED = Measure(title="Days to fill a post", unit="days", baseline=Decimal(88), target=Decimal(60))
EXAMPLE_DAY = date(2026, 6, 30)
_MINUS = "\N{MINUS SIGN}"
_OVER = "\N{DIVISION SLASH}"


def tell_numbers(county: CountyFacts, thresholds: Thresholds) -> Told:
    """The explanation as a page."""
    line = f"The same rules for every goal and department of {county.name}; nothing here is weighed by hand"
    parts = [
        _progress(),
        _expected(thresholds),
        _statuses(thresholds),
        _goals(),
        _actions(),
        _money(),
        _small(),
        _sources(),
    ]
    return Told(
        "Every number is a share of a promise, shown beside how much of it is known",
        line,
        html.Div(parts, className="prose"),
    )


def _section(title: str, *children: Child) -> Component:
    return card(title, *children, css="prose-card")


def _quantity(value: Decimal | None) -> str:
    return formats.quantity(value, EXAMPLE.unit)


def _progress() -> Component:
    latest = EXAMPLE.latest
    actual = latest.value if latest else None
    share = attainment(EXAMPLE)
    start, goal = _quantity(EXAMPLE.baseline), _quantity(EXAMPLE.target)
    worked = f"({_quantity(actual)} {_MINUS} {start}) {_OVER} ({goal} {_MINUS} {start}) = {formats.percent(share)}"
    return _section(
        "Progress of a measure is the share of the way from its baseline to its target",
        html.P(f"(actual {_MINUS} baseline) {_OVER} (target {_MINUS} baseline)", className="formula"),
        html.P(
            f"An example: job applicants from priority ZIP codes were {start} on {formats.day(EXAMPLE.baseline_date)}, "
            f"should be {goal} by {formats.day(EXAMPLE.target_date)}, and were {_quantity(actual)} on "
            f"{formats.day(EXAMPLE_DAY)}."
        ),
        html.P(worked, className="formula"),
        html.P(
            "Where less is better the same formula holds: both differences are negative, and the share is positive."
        ),
        html.P(
            "Without a baseline, a target or a value, or where baseline and target are equal, progress is not defined. "
            f"It then reads {formats.quoted(formats.NO_DATA)} and is never counted as zero."
        ),
    )


def _expected(thresholds: Thresholds) -> Component:
    share, due = attainment(EXAMPLE), expected(EXAMPLE, EXAMPLE_DAY)
    mark = MEASURE[status_of(EXAMPLE, EXAMPLE_DAY, thresholds)]
    ratio = share / due if share is not None and due else None
    return _section(
        "Expected progress is the share of the time that has passed",
        html.P(
            f"Two of the three years of the example have passed, so {formats.percent(due)} of the way is expected. "
            f"{formats.percent(share)} against {formats.percent(due)} is {formats.percent(ratio)} of what was expected."
        ),
        html.Div([bullet_of(share, due, mark.token), status(mark)], className="example-bar"),
        html.P("The bar is progress, the upright line is what was expected by now."),
    )


def _statuses(thresholds: Thresholds) -> Component:
    on, risk = formats.percent(thresholds.on_track), formats.percent(thresholds.at_risk)
    stale = formats.number(thresholds.stale_after)
    rules = {
        MeasureStatus.NO_TARGET: "no target is set",
        MeasureStatus.NO_DATA: "no value, no baseline, or no dates to tell what is expected",
        MeasureStatus.MET: "the last value reached the target, in the direction that the plan names",
        MeasureStatus.STALE: (
            f"the last value is older than {stale} reporting intervals "
            f"({thresholds.reporting_months} months each, where a measure names none)"
        ),
        MeasureStatus.ON_TRACK: f"at least {on} of expected progress",
        MeasureStatus.AT_RISK: f"at least {risk} of expected progress",
        MeasureStatus.OFF_TRACK: f"less than {risk} of expected progress",
    }
    rows = [Row((status(MEASURE[each]), rule)) for each, rule in rules.items()]
    return _section(
        "The status of a measure is computed; the first rule that fits decides",
        table("Rules of status", (Heading("Status"), Heading("When")), rows),
        html.P("These limits are the county's settings; the ones in force are shown."),
    )


def _goals() -> Component:
    both = mean_progress((EXAMPLE, UNMEASURED), EXAMPLE_DAY)
    return _section(
        "A goal is the mean of its measured measures, always beside how many were measured",
        html.P(
            "Each share is held between 0 and 100 % first, so that one measure far beyond its target cannot hide one "
            "that went backwards. "
            "A measure without a result lowers the coverage and never the mean."
        ),
        html.P(
            f"With the example and one measure without a value, the goal stands at {formats.percent(both.share)}, "
            f"from {formats.part_of(both.measured, both.of, 'measures')}. "
            "A percentage without its coverage is never shown."
        ),
        html.P("Measures of what was done and indicators of a population are never added up."),
    )


def _actions() -> Component:
    marks = [status(mark) for key, mark in ACTION.items() if key is not None]
    return _section(
        "The status of an action is what people reported",
        html.Div(marks, className="mark-row"),
        html.P(
            "It is never computed and never mixed with the status of a measure. An action without a lead is "
            "ownerless; one that began and was never reported on is never updated."
        ),
    )


def _money() -> Component:
    headings = (Heading("As it stands here"), Heading("Means"))
    rows = [
        Row((formats.dollars_short(Decimal(4446000)), "rounded, in cards and on axes")),
        Row((formats.dollars(Decimal(4446000)), "whole dollars, in tables")),
        Row((formats.dollars(Decimal(-1200)), "a reduction")),
        Row((formats.fte(Decimal("9.5")), "full-time equivalents, averaged over years; dollars add up")),
        Row((formats.NO_DATA, "nothing was said; it is not zero")),
    ]
    return _section(
        "Money is counted to the cent, and each dollar once",
        table("How money is written", headings, rows),
        html.P(
            "Asked in plans is what actions ask for, where they name an amount; cancelled actions ask for "
            "nothing. That an action names a unit or a fund never pulls that unit's dollars into a goal."
        ),
        html.P(
            "Linked money is a share, or a fixed amount, of budget lines that a person said to pay for an action, and "
            "so for its goal. Tagged money is on lines that no link claims and whose own row carries the goal's code. "
            "Both together are tied to a shared goal; what links pay for actions of no shared goal is told beside "
            "them. Everything else is neither. "
            f"{ONCE} What a link claims and is not paid is named to the cent."
        ),
        html.P(
            "Reductions and transfers between funds are part of a total and are named beside it, not netted in silence."
        ),
    )


def _small() -> Component:
    return _section(
        "Small numbers are not shown",
        html.P(
            f"Counts under {SMALL} that are not zero are suppressed, and so are rates made from them, so that nobody "
            "can be told apart. "
            "Blank, zero and suppressed are three different things, and look different."
        ),
        html.P(
            "A gap is the value of a group minus that of the group that the plan names for comparison; closing means "
            "that it is smaller than on the first day on which both were known."
        ),
    )


def _sources() -> Component:
    return _section(
        "Every number leads to its cells",
        html.P(
            [
                "Links such as ",
                html.Span("Plan!B14", className="source"),
                " name the sheet and cell of the file that a record came from. Every file is kept as it came: see ",
                link("Imports", "/imports"),
                ".",
            ]
        ),
        html.P(
            "A newer file becomes a new version. Nothing is overwritten, and a file that was accepted by mistake can "
            "be withdrawn."
        ),
    )
