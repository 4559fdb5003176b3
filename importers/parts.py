"""The home of naming the parts of books that a budget file brings."""

from collections.abc import Iterator, Sequence
from datetime import date

from budgets.lines import PartName, PartScope
from budgets.period import BudgetPeriod, FiscalCalendar, possible_years
from budgets.phases import AmendmentBasis, Direction, Phase
from importers.budget_sheets import BudgetAbout
from importers.labels import Years
from importers.reading import Answers, Surroundings, Total


def about_of_answers(answers: Answers, calendar: FiscalCalendar, basis: AmendmentBasis | None) -> BudgetAbout:
    """What a person said of the whole file."""
    text = _last(answers, "period")
    named = possible_years(text, calendar) if text else ()
    return BudgetAbout(
        period=BudgetPeriod.of_years(named[0], calendar) if named else None,
        department=_last(answers, "department"),
        as_of=_day(_last(answers, "as_of")),
        basis=basis,
    )


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
            as_of=about.as_of if phase is Phase.ACTUAL else None,
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


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
