"""The home of the progress arithmetic: share of the way to target, expected share, status. docs/explanation/methods.md is its manual."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plans.measures import Measure, MeasureDirection
from plans.progress import MeasureStatus

DAYS_PER_MONTH = Decimal("30.4375")


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Shares of expected progress from which a measure counts as on track and at risk, and when a value is stale.

    ``stale_after`` is in reporting intervals; ``reporting_months`` is the interval of a measure that names none.
    Defaults: contract.md, Measures. A county may set its own.
    """

    on_track: Decimal = Decimal("0.90")
    at_risk: Decimal = Decimal("0.70")
    stale_after: Decimal = Decimal("1.5")
    reporting_months: int = 3


def attainment(measure: Measure) -> Decimal | None:
    """Share of the way from baseline to target, unheld: below 0 is the wrong way, above 1 beyond the target.

    (actual - baseline) / (target - baseline). None, never 0, when baseline, target or actual is missing or baseline
    equals target (docs/explanation/methods.md).
    """
    latest = measure.latest
    if latest is None or latest.value is None or measure.baseline is None or measure.target is None:
        return None
    if measure.target == measure.baseline:
        return None
    return (latest.value - measure.baseline) / (measure.target - measure.baseline)


def held(share: Decimal) -> Decimal:
    """The share held to 0 ... 1, as roll-ups use it."""
    return min(max(share, Decimal(0)), Decimal(1))


def expected(measure: Measure, today: date) -> Decimal | None:
    """Share of the time between baseline date and target date that has passed, 0 ... 1; None without both dates."""
    if measure.baseline_date is None or measure.target_date is None or measure.target_date <= measure.baseline_date:
        return None
    passed = Decimal((today - measure.baseline_date).days)
    return held(passed / Decimal((measure.target_date - measure.baseline_date).days))


def is_stale(measure: Measure, today: date, thresholds: Thresholds) -> bool:
    """Whether the last value is older than the county allows."""
    latest = measure.latest
    if latest is None:
        return False
    months = measure.reporting_months or thresholds.reporting_months
    return Decimal((today - latest.as_of).days) > thresholds.stale_after * months * DAYS_PER_MONTH


def is_met(measure: Measure) -> bool:
    """Whether the last value reached the target, in the measure's direction."""
    latest = measure.latest
    if latest is None or latest.value is None or measure.target is None:
        return False
    downward = measure.direction is MeasureDirection.DECREASE or (
        measure.direction is None and measure.baseline is not None and measure.target < measure.baseline
    )
    return latest.value <= measure.target if downward else latest.value >= measure.target


def status(measure: Measure, today: date, thresholds: Thresholds) -> MeasureStatus:
    """The status of a measure. Precedence: no_target, no_data, met, stale, then by expected progress (contract.md)."""
    if measure.target is None:
        return MeasureStatus.NO_TARGET
    if measure.latest is None:
        return MeasureStatus.NO_DATA
    if is_met(measure):
        return MeasureStatus.MET
    if is_stale(measure, today, thresholds):
        return MeasureStatus.STALE
    share, due = attainment(measure), expected(measure, today)
    if share is None or due is None:
        return MeasureStatus.NO_DATA
    if share >= thresholds.on_track * due:
        return MeasureStatus.ON_TRACK
    return MeasureStatus.AT_RISK if share >= thresholds.at_risk * due else MeasureStatus.OFF_TRACK


@dataclass(frozen=True, slots=True)
class Progress:
    """The mean share of the way to target of the measured measures, always beside its coverage."""

    share: Decimal | None
    expected: Decimal | None
    measured: int
    of: int


def mean_progress(measures: Sequence[Measure], today: date) -> Progress:
    """Roll measures up: the weighted mean of the held shares of those that have one; undefined ones only lower the coverage."""
    shares = [(attainment(measure), expected(measure, today), measure.weight or Decimal(1)) for measure in measures]
    known = [(share, due, weight) for share, due, weight in shares if share is not None]
    return Progress(
        share=_mean((held(share), weight) for share, _, weight in known),
        expected=_mean((due, weight) for _, due, weight in known if due is not None),
        measured=len(known),
        of=len(measures),
    )


def _mean(weighted: Iterable[tuple[Decimal, Decimal]]) -> Decimal | None:
    pairs = list(weighted)
    whole = sum((weight for _, weight in pairs), Decimal(0))
    return sum((value * weight for value, weight in pairs), Decimal(0)) / whole if whole else None
