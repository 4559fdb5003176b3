"""The home of naming the parts of books that a budget file brings."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from budgets.lines import PartName, PartScope
from budgets.period import BudgetPeriod
from budgets.phases import AmendmentBasis, Direction, Phase
from importers.budget_issues import ACTUALS_WITHOUT_DAY
from importers.budget_sheets import BudgetAbout
from importers.checks.signs import AS_WRITTEN, REVERSED
from importers.columns import ENTITIES, Words
from importers.issues import ANSWER_NOT_UNDERSTOOD, ANSWERS_DIFFER, Issue
from importers.labels import Years, read_units
from importers.matching import CODE_AND_NAME
from importers.reading import Answers, Surroundings, Total


def about_of_answers(answers: Answers, surroundings: Surroundings) -> BudgetAbout:
    """What a person said of the whole file; what an answer to a question about its rows says is not among it."""
    period = _last(answers, "period")
    return BudgetAbout(period=surroundings.find_period(period) if period else None, as_of=day_of_answers(answers))


def day_of_answers(answers: Answers) -> date | None:
    """The day that a person named: up to which actuals run, or on which an amendment was adopted."""
    day = _last(answers, "as_of")
    return read_day(day) if day else None


SEVERAL_ANSWERS = ("amount", "fiscal_year", "sheet")
"""The keys of which each answer counts; of what has a code and a name, two do."""


def check_answers(answers: Answers, words: Words, surroundings: Surroundings) -> Iterator[Issue]:
    """An issue for each answer about the whole file that means nothing; a period that could be two means nothing."""
    readers: dict[str, Callable[[str], object]] = {
        "period": surroundings.find_period,
        "as_of": read_day,
        "units": lambda text: read_units(text, words.lexicon),
        "basis": lambda text: text if text in tuple(AmendmentBasis) else None,
        "signs": lambda text: text if text in (AS_WRITTEN, REVERSED) else None,
    }
    for key, given in answers.items():
        most = CODE_AND_NAME if key in ENTITIES else 1
        if key not in SEVERAL_ANSWERS and len(set(given)) > most:
            yield ANSWERS_DIFFER.at(None, ", ".join(f"{key}={text}" for text in given), field=(key,))
    for key, read in readers.items():
        for text in answers.get(key, ()):
            if read(text) is None:
                yield ANSWER_NOT_UNDERSTOOD.at(None, f"{key}={text}", field=(key,))


def check_day_of_actuals(totals: Sequence[Total], about: BudgetAbout) -> Iterator[Issue]:
    """A warning where there are actuals, and neither file nor answer says up to which day they run."""
    years = sorted({year for total in totals if total.phase is Phase.ACTUAL for year in total.fiscal_years})
    if years and about.as_of is None:
        yield ACTUALS_WITHOUT_DAY.at(None, ", ".join(map(str, years)), field=("as_of",))


def name_parts(totals: Sequence[Total], about: BudgetAbout, surroundings: Surroundings) -> Iterator[PartName]:
    """One part for each period and phase in which there are lines (validate.md, Books and parts).

    A period is the one that was named, or one of the county's own; else what the labels say: an amount for two years
    makes a biennium, and a year that no biennium covers stands alone.
    """
    found: dict[tuple[date, date, Phase], tuple[BudgetPeriod, set[int], set[Direction]]] = {}
    spans = sorted({total.fiscal_years for total in totals}, key=len, reverse=True)
    for total in totals:
        period = _period(total.fiscal_years, spans, about, surroundings)
        key = (period.start, period.end, total.phase)
        _, years, directions = found.setdefault(key, (period, set(), set()))
        years.update(total.fiscal_years)
        directions.add(total.direction)
    for (_, _, phase), (period, years, directions) in found.items():
        yield PartName(
            period=period,
            phase=phase,
            fiscal_years=tuple(sorted(years)),
            directions=tuple(direction for direction in Direction if direction in directions),
            scope=PartScope(department=about.department, fund=about.fund),
            basis=about.basis if phase is Phase.AMENDED else None,
            as_of=about.as_of if phase in (Phase.ACTUAL, Phase.AMENDED) else None,
        )


def _period(years: Years, spans: Sequence[Years], about: BudgetAbout, surroundings: Surroundings) -> BudgetPeriod:
    named = [about.period] if about.period else []
    for period in (*named, *surroundings.periods):
        if set(years) <= set(period.fiscal_years):
            return period
    span = next((span for span in spans if set(years) <= set(span)), years)
    return BudgetPeriod.of_years(span, surroundings.calendar)


def _last(answers: Answers, key: str) -> str | None:
    return answers[key][-1] if answers.get(key) else None


def read_day(text: str) -> date | None:
    """The day that an answer names, as 2026-06-30; None for any other text."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
