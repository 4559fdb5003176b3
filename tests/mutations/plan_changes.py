"""The home of the changes to plans, one function each: a plan and chance give the cells that change, or None."""

from collections.abc import Callable, Sequence
from random import Random

from importers.cells import CellRef
from importers.values import text_of
from importers.workbook import CellValue
from tests.mutations.plans import Cells, PlanFile

PlanChange = Callable[[PlanFile, Random], Cells | None]

DAYS = ("actions.start", "actions.due")
FIGURES = ("actions.measures.baseline", "actions.measures.target", "actions.measures.values")
ASKS = ("actions.ask.amount", "actions.ask.fte")
SHORTEST_WORD = 4


def text_in_date(plan: PlanFile, chance: Random) -> Cells | None:
    """A text that names no day stands where a date was."""
    return _in_one(plan, chance, DAYS, ("soon", "see note", "TBC", "when funded"))


def impossible_date(plan: PlanFile, chance: Random) -> Cells | None:
    """A day stands there that no calendar has."""
    return _in_one(plan, chance, DAYS, ("6/31/2027", "2/30/2026", "13/13/2026"))


def date_far_away(plan: PlanFile, chance: Random) -> Cells | None:
    """A year has a digit too few or another century."""
    return _in_one(plan, chance, DAYS, ("6/30/1926", "6/30/0202", "12/31/2926"))


def dates_exchanged(plan: PlanFile, chance: Random) -> Cells | None:
    """The start and the due date of an action change places."""
    sources = plan.reading.sources
    pairs = [
        (start, due)
        for index, action in enumerate(plan.reading.actions)
        if action.start and action.due and action.start < action.due
        if (start := sources.get(("actions", index, "start"))) and (due := sources.get(("actions", index, "due")))
    ]
    apart = [(one, other) for one, other in pairs if one != other and plan.value(one) != "" != plan.value(other)]
    return _exchanged(plan, *chance.choice(apart)) if apart else None


def heading_lost(plan: PlanFile, chance: Random) -> Cells | None:
    """The lowest heading of a column that is read is blank."""
    return {chance.choice(plan.headings()): ""}


def headings_swapped(plan: PlanFile, chance: Random) -> Cells | None:
    """The headings of two columns of one table change places."""
    one = chance.choice(plan.headings())
    others = [each for each in plan.headings() if each[:2] == one[:2] and plan.value(each) != plan.value(one)]
    return _exchanged(plan, one, chance.choice(others)) if others else None


def status_misspelt(plan: PlanFile, chance: Random) -> Cells | None:
    """A letter of a status is lost; one that is short is another letter."""
    at = _one(plan, chance, "actions.status")
    if at is None:
        return None
    said = text_of(plan.value(at))
    return {at: f"{said[:2]}{said[3:]}" if len(said) > SHORTEST_WORD else "Zq"}


def goal_unknown(plan: PlanFile, chance: Random) -> Cells | None:
    """A goal is none of the framework."""
    return _in_one(plan, chance, ("actions.goal",), ("Happiness", "XYZ", "Goal 17: Flying"))


def figure_in_words(plan: PlanFile, chance: Random) -> Cells | None:
    """Words stand where a number of a measure was."""
    return _in_one(plan, chance, FIGURES, ("most", "TBD", "about half", "2 of 14"))


def figure_of_another_scale(plan: PlanFile, chance: Random) -> Cells | None:
    """A number of a measure is a hundred times as much or as little: a percentage as a share, or the other way."""
    numbers = [at for at in plan.places(*FIGURES) if isinstance(plan.value(at), int | float) and plan.value(at)]
    if not numbers:
        return None
    at = chance.choice(numbers)
    number = plan.value(at)
    assert isinstance(number, int | float)
    return {at: number * 100 if abs(number) < 1 else number / 100}


def ask_in_words(plan: PlanFile, chance: Random) -> Cells | None:
    """Words stand where dollars or FTE were asked."""
    return _in_one(plan, chance, ASKS, ("a lot", "see budget", "some staff", "1.2.3"))


def owner_doubled(plan: PlanFile, chance: Random) -> Cells | None:
    """A second owner stands beside the first."""
    at = _one(plan, chance, "actions.lead")
    others = ("; Deputy Director", " and Jane Doe", " / Budget Manager", "\nJohn Roe")
    return None if at is None else {at: f"{text_of(plan.value(at))}{chance.choice(others)}"}


def owner_lost(plan: PlanFile, chance: Random) -> Cells | None:
    """Nobody is named."""
    return _in_one(plan, chance, ("actions.lead",), ("TBD", "?", "vacant"))


def code_repeated(plan: PlanFile, chance: Random) -> Cells | None:
    """An action has the code of another one."""
    return _copied(plan, chance, "actions.code")


def action_repeated(plan: PlanFile, chance: Random) -> Cells | None:
    """An action has the text of another one."""
    return _copied(plan, chance, "actions.title")


def cell_moved(plan: PlanFile, chance: Random) -> Cells | None:
    """A date, a status or a number stands one column to the right, over whatever was there."""
    at = _one(plan, chance, *DAYS, "actions.status", *FIGURES, *ASKS)
    return None if at is None else {at: "", at._replace(column=at.column + 1): plan.value(at)}


PLAN_CHANGES: Sequence[PlanChange] = (
    text_in_date,
    impossible_date,
    date_far_away,
    dates_exchanged,
    heading_lost,
    headings_swapped,
    status_misspelt,
    goal_unknown,
    figure_in_words,
    figure_of_another_scale,
    ask_in_words,
    owner_doubled,
    owner_lost,
    code_repeated,
    action_repeated,
    cell_moved,
)


def _one(plan: PlanFile, chance: Random, *fields: str) -> CellRef | None:
    places = plan.places(*fields)
    return chance.choice(places) if places else None


def _in_one(plan: PlanFile, chance: Random, fields: Sequence[str], values: Sequence[CellValue]) -> Cells | None:
    at = _one(plan, chance, *fields)
    return None if at is None else {at: chance.choice(values)}


def _exchanged(plan: PlanFile, one: CellRef, other: CellRef) -> Cells:
    return {one: plan.value(other), other: plan.value(one)}


def _copied(plan: PlanFile, chance: Random, field: str) -> Cells | None:
    places = plan.places(field)
    if len(places) == 1 or not places:
        return None
    one, other = chance.sample(places, 2)
    return None if plan.value(one) == plan.value(other) else {other: plan.value(one)}
