"""The measures of the invented county, and how its groups stand."""

from datetime import date, timedelta
from decimal import Decimal

from plans.attainment import Thresholds, attainment, expected, status
from plans.disparity import Disparity
from plans.measures import DatedTarget, Group, Measure, MeasureDirection, MeasuredValue
from tests.dashboards.fakes.county import TODAY, at
from tracker.rows import MeasureRow


def a_measure(
    title: str = "Job applicants from priority ZIP codes",
    values: tuple[str | None, ...] = ("21", "22.5", "22.4", "25", "27.8", "28", "31"),
    *,
    baseline: str | None = "20",
    target: str | None = "35",
    direction: MeasureDirection = MeasureDirection.INCREASE,
    unit: str = "%",
) -> Measure:
    start = date(2024, 12, 31)
    found = tuple(
        MeasuredValue(as_of=start + timedelta(days=91 * place), value=Decimal(value) if value else None)
        for place, value in enumerate(values)
    )
    return Measure(
        title=title,
        unit=unit,
        direction=direction,
        baseline=Decimal(baseline) if baseline else None,
        baseline_date=date(2024, 6, 30),
        target=Decimal(target) if target else None,
        target_date=date(2027, 12, 31),
        targets=(DatedTarget(date=date(2027, 12, 31), value=Decimal(target)),) if target else (),
        values=found,
    )


def a_measure_row(
    number: int = 1, measure: Measure | None = None, disparities: tuple[Disparity, ...] = ()
) -> MeasureRow:
    measure = measure or a_measure()
    return MeasureRow(
        id=number,
        department="Human Resources",
        department_key="human-resources",
        action_code="HR-WW-03",
        goal="3",
        measure=measure,
        status=status(measure, TODAY, Thresholds()),
        attainment=attainment(measure),
        expected=expected(measure, TODAY),
        disparities=disparities,
        source=at(f"H{number + 6}"),
        latest_source=at(f"M{number + 6}", "Updates") if measure.latest else None,
    )


MEASURES = (
    a_measure(),
    a_measure("Supervisors of color", ("18", "18.2", "19", "19.1", None, None, "22"), baseline="18", target="30"),
    a_measure(
        "Exit interviews naming exclusion",
        ("24", "22", "20", "16", "14", "11", "10"),
        baseline="25",
        target="10",
        direction=MeasureDirection.DECREASE,
    ),
    a_measure(
        "Managers trained in equity review", ("12", "25", "33", "48", "60", "66", "70"), baseline="10", target="80"
    ),
    a_measure("Days to fill a post in priority classes", (), baseline="88", target="60", unit="days"),
    a_measure("Language premiums paid", ("140", "151", "160"), baseline=None, target=None, unit="people"),
)


def a_disparity(name: str, value: str | None, *, suppressed: bool = False, closing: bool | None = True) -> Disparity:
    known = Decimal(value) if value else None
    gap = known - 79 if known is not None else None
    return Disparity(
        group=Group(scheme="OMB SPD 15 (2024)", name=name),
        as_of=TODAY,
        value=known,
        n=None if suppressed else 140,
        suppressed=suppressed,
        reference=Group(scheme="OMB SPD 15 (2024)", name="White"),
        reference_value=Decimal(79),
        reference_n=2210,
        gap=gap,
        ratio=known / 79 if known is not None else None,
        first_gap=gap - 4 if gap is not None else None,
        first_as_of=date(2024, 12, 31),
        closing=closing,
    )


GAPS = (
    a_disparity("American Indian or Alaska Native", "61"),
    a_disparity("Asian", "74"),
    a_disparity("Black or African American", "58"),
    a_disparity("Hispanic or Latino", "63", closing=False),
    a_disparity("Native Hawaiian or Pacific Islander", None, suppressed=True, closing=None),
    a_disparity("White", "79", closing=None),
)
