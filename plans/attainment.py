"""The home of the progress arithmetic; docs/explanation/methods.md is its manual."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plans.measures import Measure, MeasureDirection, MeasureKind
from plans.progress import MeasureStatus

DAYS_PER_MONTH = Decimal("30.4375")


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Shares of expected progress from which a measure counts as on track and at risk, and when a value is stale.

    ``stale_after`` is in reporting intervals; ``reporting_months`` is the interval of a measure that names none.
    ``tolerance`` is the share of its target by which a measure that is to be maintained may differ, where the measure
    itself names no tolerance. These are the defaults; a county may set its own.
    """

    on_track: Decimal = Decimal("0.90")
    at_risk: Decimal = Decimal("0.70")
    stale_after: Decimal = Decimal("1.5")
    reporting_months: int = 3
    tolerance: Decimal = Decimal("0.05")


DEFAULT_THRESHOLDS = Thresholds()


def wanted_direction(measure: Measure) -> MeasureDirection | None:
    """Which way is better: as the measure says, else the way from baseline to target; None where neither tells.

    None too where they contradict each other, such as "increase" with a target below the baseline.
    """
    told = measure.direction
    if measure.baseline is None or measure.target is None or measure.baseline == measure.target:
        return told
    if told is MeasureDirection.MAINTAIN:
        return told
    shown = MeasureDirection.INCREASE if measure.target > measure.baseline else MeasureDirection.DECREASE
    return shown if told in (None, shown) else None


def attainment(measure: Measure) -> Decimal | None:
    """Share of the way from baseline to target, unheld: below 0 is the wrong way, above 1 beyond the target.

    (actual - baseline) / (target - baseline). None, never 0, when baseline, target or actual is missing, baseline
    equals target, or the direction contradicts them (docs/explanation/methods.md).
    """
    latest = measure.latest
    if latest is None or latest.value is None or measure.baseline is None or measure.target is None:
        return None
    if measure.target == measure.baseline or wanted_direction(measure) is None:
        return None
    return (latest.value - measure.baseline) / (measure.target - measure.baseline)


def held(share: Decimal) -> Decimal:
    """The share held to 0 ... 1, as roll-ups use it."""
    return min(max(share, Decimal(0)), Decimal(1))


def expected(measure: Measure, today: date) -> Decimal | None:
    """Share of the time between baseline date and target date that has passed, 0 ... 1.

    None without both dates, or when the target date is not after the baseline date.
    """
    if measure.baseline_date is None or measure.target_date is None or measure.target_date <= measure.baseline_date:
        return None
    passed = Decimal((today - measure.baseline_date).days)
    return held(passed / Decimal((measure.target_date - measure.baseline_date).days))


def is_stale(measure: Measure, today: date, thresholds: Thresholds) -> bool:
    """Whether the last value is older than the county allows."""
    latest = measure.latest
    return latest is not None and is_old(latest.as_of, today, thresholds, measure.reporting_months)


def waits_for_value(measure: Measure, start: date, today: date, thresholds: Thresholds) -> bool:
    """Whether a measure has not been kept up: not met, and nothing was reported for longer than the county allows.

    Of a measure without any value, since its plan's ``start``.
    """
    since = measure.latest.as_of if measure.latest else start
    return not is_met(measure, thresholds) and is_old(since, today, thresholds, measure.reporting_months)


def is_old(day: date, today: date, thresholds: Thresholds, reporting_months: int | None = None) -> bool:
    """Whether a report of a day is older than the county allows; ``reporting_months`` None: the county's interval."""
    months = reporting_months or thresholds.reporting_months
    return Decimal((today - day).days) > thresholds.stale_after * months * DAYS_PER_MONTH


def is_met(measure: Measure, thresholds: Thresholds = DEFAULT_THRESHOLDS) -> bool:
    """Whether the last value reached the target, in the measure's direction.

    A value to be maintained is met while it lies within its tolerance of the target, on either side. Where nobody
    knows which way is better, only the target itself meets the target.
    """
    latest = measure.latest
    if latest is None or latest.value is None or measure.target is None:
        return False
    match wanted_direction(measure):
        case MeasureDirection.INCREASE:
            return latest.value >= measure.target
        case MeasureDirection.DECREASE:
            return latest.value <= measure.target
        case MeasureDirection.MAINTAIN:
            return abs(latest.value - measure.target) <= _tolerance(measure, measure.target, thresholds)
        case None:
            # "Increase" from 50 to 40: no value can be trusted to have reached that.
            return measure.direction is None and latest.value == measure.target


def status(measure: Measure, today: date, thresholds: Thresholds) -> MeasureStatus:
    """The status of a measure. Precedence: no_target, no_data, met, stale, then by expected progress.

    ``no_data`` is also the answer where there is a value but nothing to judge it by: no baseline, or no dates.
    """
    if measure.target is None:
        return MeasureStatus.NO_TARGET
    if measure.latest is None:
        return MeasureStatus.NO_DATA
    if is_met(measure, thresholds):
        return MeasureStatus.MET
    if is_stale(measure, today, thresholds):
        return MeasureStatus.STALE
    if wanted_direction(measure) is MeasureDirection.MAINTAIN or measure.baseline == measure.target:
        return _status_of_kept(measure, thresholds)
    return judge(attainment(measure), expected(measure, today), thresholds)


def judge(share: Decimal | None, due: Decimal | None, thresholds: Thresholds) -> MeasureStatus:
    """On track, at risk or off track: a share of the way beside the expected one; no_data where one is not known."""
    if share is None or due is None:
        return MeasureStatus.NO_DATA
    if share >= thresholds.on_track * due:
        return MeasureStatus.ON_TRACK
    return MeasureStatus.AT_RISK if share >= thresholds.at_risk * due else MeasureStatus.OFF_TRACK


def _tolerance(measure: Measure, target: Decimal, thresholds: Thresholds) -> Decimal:
    return abs(target) * thresholds.tolerance if measure.tolerance is None else measure.tolerance


def _status_of_kept(measure: Measure, thresholds: Thresholds) -> MeasureStatus:
    """The status of a value that had to be kept and was not: with no way to go, only how far it strayed counts."""
    latest, direction = measure.latest, wanted_direction(measure)
    if direction is None or latest is None or latest.value is None or measure.target is None:
        return MeasureStatus.NO_DATA
    strayed = abs(latest.value - measure.target)
    near = strayed <= 2 * _tolerance(measure, measure.target, thresholds)
    return MeasureStatus.AT_RISK if near else MeasureStatus.OFF_TRACK


@dataclass(frozen=True, slots=True)
class Progress:
    """The mean share of the way to target of the measured measures, always beside its coverage.

    ``share`` and ``expected`` are of the same ``measured`` measures and may be set side by side; ``expected`` is None
    when one of those has no dates to expect anything by. ``compared`` counts those that have, and ``compared_share``
    and ``compared_expected`` are of them. ``stale`` counts the measured ones that rest on an old value,
    ``met`` counts among all ``of``.
    """

    share: Decimal | None
    expected: Decimal | None
    measured: int
    of: int
    compared: int = 0
    compared_share: Decimal | None = None
    compared_expected: Decimal | None = None
    met: int = 0
    stale: int = 0


def mean_progress(measures: Sequence[Measure], today: date, thresholds: Thresholds = DEFAULT_THRESHOLDS) -> Progress:
    """Roll measures up: the weighted mean of the held shares of those that have one; the others lower the coverage.

    A measure without a weight weighs 1. It takes what it is given: population indicators are never added up with
    what departments do, so give it ``performance_measures`` (docs/explanation/methods.md).
    """
    shares = [(attainment(measure), expected(measure, today), measure) for measure in measures]
    known = [(held(share), due, measure) for share, due, measure in shares if share is not None]
    both = [(share, due, measure) for share, due, measure in known if due is not None]
    compared_expected = _mean((due, _weight(measure)) for _, due, measure in both)
    old = [
        measure for _, _, measure in known if not is_met(measure, thresholds) and is_stale(measure, today, thresholds)
    ]
    return Progress(
        share=_mean((share, _weight(measure)) for share, _, measure in known),
        expected=compared_expected if len(both) == len(known) else None,
        measured=len(known),
        of=len(measures),
        compared=len(both),
        compared_share=_mean((share, _weight(measure)) for share, _, measure in both),
        compared_expected=compared_expected,
        met=sum(is_met(measure, thresholds) for measure in measures),
        stale=len(old),
    )


def rollup_status(progress: Progress, thresholds: Thresholds = DEFAULT_THRESHOLDS) -> MeasureStatus:
    """The status of a goal, by those of its measures that can be compared with what is expected of them.

    Met only when every single measure is met; no_data when nothing is measured, or nothing measured has dates; stale
    when all that is measured is. Show it beside the coverage: one measure of many gives a status, too.
    """
    if progress.of and progress.met == progress.of:
        return MeasureStatus.MET
    if not progress.measured:
        return MeasureStatus.NO_DATA
    if progress.stale == progress.measured:
        return MeasureStatus.STALE
    return judge(progress.compared_share, progress.compared_expected, thresholds)


def performance_measures(measures: Iterable[Measure]) -> tuple[Measure, ...]:
    """Those that say what departments do: the ones that may be rolled up."""
    return tuple(measure for measure in measures if measure.kind is MeasureKind.PERFORMANCE)


def _weight(measure: Measure) -> Decimal:
    return Decimal(1) if measure.weight is None else measure.weight


def _mean(weighted: Iterable[tuple[Decimal, Decimal]]) -> Decimal | None:
    pairs = list(weighted)
    whole = sum((weight for _, weight in pairs), Decimal(0))
    return sum((value * weight for value, weight in pairs), Decimal(0)) / whole if whole else None
