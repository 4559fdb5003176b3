"""The home of the sentences that pages open with, made from their data."""

from collections.abc import Sequence

from budgets.phases import Phase
from dashboards import formats
from dashboards.marks import MEASURE, PHASE
from plans.progress import MeasureStatus
from tracker.rows import Counts, Covered, GoalRow, Money, Overview

_ON_COURSE = frozenset({MeasureStatus.MET, MeasureStatus.ON_TRACK})


def overview_sentence(told: Overview) -> str:
    """How many goals are on track, and the largest thing that is in doubt."""
    if not told.goals:
        return f"{told.county.name} has no goals yet"
    if holds_nothing(told.counts):
        goals = f"{formats.sentence_case(formats.in_words(len(told.goals)))} goals are set"
        if not told.plans_expected:
            return f"{goals}; there is no plan of this period"
        return f"{goals}; no {'plan of this period' if told.book else 'plan'} has come in yet"
    doubt = _largest_doubt(told.counts)
    return goals_on_track(told.goals) + (f"; {doubt}" if doubt else "")


def holds_nothing(counts: Counts) -> bool:
    """Whether no plan says anything of it: what is wrong with nothing is not told as zero."""
    return not (counts.actions or counts.measures or counts.indicators)


def goals_on_track(goals: Sequence[GoalRow]) -> str:
    """How many goals are on track."""
    measured = [goal for goal in goals if goal.progress.measured]
    if not measured:
        return "No goal has a measured result yet"
    on_course = sum(goal.status in _ON_COURSE for goal in goals)
    verb = "is" if on_course == 1 else "are"
    whole = formats.in_words(len(goals))
    noun = "goal" if len(goals) == 1 else "goals"
    return f"{formats.sentence_case(formats.in_words(on_course))} of {whole} {noun} {verb} on track"


def _largest_doubt(counts: Counts) -> str | None:
    # Only what is counted over the same whole may be compared; measures come first because progress hangs on them.
    doubts = [
        (
            counts.stale_measures,
            f"{formats.count(counts.stale_measures, 'measure')} of open actions lack a recent value",
        ),
        (
            counts.without_baseline,
            f"{formats.count(counts.without_baseline, 'measure')} of open actions lack a baseline",
        ),
        (
            counts.never_updated,
            f"{counts.never_updated:,} of {formats.count(counts.open_actions, 'open action')} were never updated",
        ),
        (
            counts.without_lead,
            f"{counts.without_lead:,} of {formats.count(counts.open_actions, 'open action')} have no owner",
        ),
    ]
    many, sentence = max(doubts, key=lambda doubt: doubt[0])
    return sentence if many else None


def goal_sentence(goal: GoalRow) -> str:
    """How one goal stands, and what keeps it from standing better."""
    name = goal.short_name or goal.name
    if holds_nothing(goal.counts):
        return f"{name}: no plan has an action or a measure for it yet"
    if not goal.progress.of:
        return f"{name} cannot be told: it has no performance measure"
    if not goal.progress.measured:
        return f"{name} cannot be told yet: none of {formats.count(goal.progress.of, 'measure')} tells its progress"
    word = MEASURE[goal.status].word
    behind = goal.measure_status.get(MeasureStatus.OFF_TRACK, 0)
    stale = goal.measure_status.get(MeasureStatus.STALE, 0)
    if behind:
        return f"{name} is {word}; {formats.count(behind, 'measure')} {_is(behind)} off track"
    if stale:
        return f"{name} is {word}; {formats.count(stale, 'measure')} {_has(stale)} no recent value"
    return f"{name} is {word}, and no measure is off track"


def _is(many: int) -> str:
    return "is" if many == 1 else "are"


def _has(many: int) -> str:
    return "has" if many == 1 else "have"


def phase_sentence(phases: Sequence[tuple[Phase, Money | None]], chosen: Phase, actuals: Covered | None = None) -> str:
    """How far the chosen phase is from the one before it; of actuals, how far they reach."""
    order = [(phase, money.amount) for phase, money in phases if money and money.amount is not None]
    place = next((at for at, (phase, _) in enumerate(order) if phase is chosen), 0)
    name, is_actual = PHASE[chosen], chosen is Phase.ACTUAL
    if not order:
        return "No phase has an amount"
    if place == 0 or is_actual:
        amount = next((amount for phase, amount in order if phase is chosen), None)
        if amount is None:
            return f"{name} has no amount yet"
        so_far = f", {formats.reach(actuals.as_of, actuals.share_of_period)}" if actuals and is_actual else ""
        return f"{name}: {formats.dollars_short(amount)}{so_far}"
    before, earlier = order[place - 1]
    change = order[place][1] - earlier
    if not change:
        return f"{name} equals {PHASE[before].lower()}"
    side = "above" if change > 0 else "below"
    return f"{name} is {formats.dollars_short(abs(change))} {side} {PHASE[before].lower()}"
