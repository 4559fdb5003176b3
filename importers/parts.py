"""The home of naming the parts of books that a budget file brings."""

from collections.abc import Iterator, Sequence
from datetime import date

from budgets.lines import PartName, PartScope
from budgets.period import BudgetPeriod, possible_years
from budgets.phases import AmendmentBasis, Direction, Phase
from importers.labels import Years
from importers.reading import Answers, Surroundings, Total


def name_parts(
    totals: Sequence[Total], surroundings: Surroundings, answers: Answers, basis: AmendmentBasis | None
) -> Iterator[PartName]:
    """One part for each period and phase in which there are lines (validate.md, Books and parts).

    A period is one of the county's own where it has one; else what the labels say: an amount for two years makes a
    biennium, and a year that no biennium covers stands alone.
    """
    found: dict[tuple[BudgetPeriod, Phase], tuple[set[int], set[Direction]]] = {}
    spans = _spans(totals, surroundings, answers)
    for total in totals:
        period = _period(total.fiscal_years, spans, surroundings)
        years, directions = found.setdefault((period, total.phase), (set(), set()))
        years.update(total.fiscal_years)
        directions.add(total.direction)
    for (period, phase), (years, directions) in found.items():
        yield PartName(
            period=period,
            phase=phase,
            fiscal_years=tuple(sorted(years)),
            directions=tuple(direction for direction in Direction if direction in directions),
            scope=PartScope(department=_last(answers, "department"), fund=_last(answers, "fund_code")),
            basis=basis if phase is Phase.AMENDED else None,
            as_of=_as_of(answers) if phase is Phase.ACTUAL else None,
        )


def _spans(totals: Sequence[Total], surroundings: Surroundings, answers: Answers) -> list[Years]:
    named = [years for text in answers.get("period", ()) for years in possible_years(text, surroundings.calendar)]
    return [*named, *sorted({total.fiscal_years for total in totals}, key=len, reverse=True)]


def _period(years: Years, spans: Sequence[Years], surroundings: Surroundings) -> BudgetPeriod:
    own = next((period for period in surroundings.periods if set(years) <= set(period.fiscal_years)), None)
    if own:
        return own
    span = next((span for span in spans if set(years) <= set(span)), years)
    return BudgetPeriod.of_years(span, surroundings.calendar)


def _last(answers: Answers, key: str) -> str | None:
    return answers[key][-1] if answers.get(key) else None


def _as_of(answers: Answers) -> date | None:
    text = _last(answers, "as_of")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
