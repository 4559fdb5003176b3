"""The home of one look at what is in force: the same state of the store for every part of an answer."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cached_property

from budgets.calendar import CycleRules, distinct
from budgets.period import BudgetPeriod
from budgets.phases import Direction, Phase
from budgets.structure import ChartEntry
from importers.reading import RecordPath
from plans.framework import Framework
from tracker.county import County
from tracker.errors import NotFoundError
from tracker.following import Followed, FollowedAction, Rules, find_goal, follow, source_of
from tracker.records import Dimension, Kept, KeptLink, LinkedAction, Part, PlanHead
from tracker.rows import CountyFacts, Covered, PeriodChoice, Source, View
from tracker.services.frameworks import framework_in_force
from tracker.services.keeping import Answers, Keeping
from tracker.services.unit_of_work import UnitOfWork
from tracker.standing import Standing, book_standing, parts_in_force, plans_in_force
from tracker.sums import Naming, Slice, covered

NOTHING = Slice(None, None, None)
_KEPT_ANSWERS = 64
_STEPS = (Phase.AMENDED, Phase.ADOPTED, Phase.PROPOSED, Phase.REQUESTED, Phase.ACTUAL, Phase.ESTIMATE, Phase.FORECAST)
"""The phases in the order in which one is shown where nobody chose: the furthest decision first."""


class Look:
    """What is in force, seen through one unit of work; use it inside."""

    def __init__(self, uow: UnitOfWork, county: County, today: date, keeping: Keeping) -> None:
        self.uow = uow
        self.rules_of = county
        self.today = today
        self.keeping = keeping
        # What was asked of the store stays for the rest of the look.
        self._totals: dict[tuple[tuple[int, ...], Dimension | None, Dimension | None], tuple[Kept, ...]] = {}
        self._sources: dict[tuple[int, RecordPath], Source] = {}
        self._departments: dict[str, str | None] = {}
        self._named: dict[Dimension, Mapping[int, Slice]] = {}
        self._books: dict[tuple[BudgetPeriod, Phase], Standing] = {}

    def department_name(self, key: str) -> str | None:
        """The name of a department of the county's list, by its key; None: the list has none of it."""
        if key not in self._departments:
            found = self.rules_of.find_department(key)
            self._departments[key] = found.name if found else None
        return self._departments[key]

    def source(self, one: FollowedAction) -> Source:
        """The way back to an action: many links lead to one."""
        if one.place not in self._sources:
            self._sources[one.place] = source_of(one.kept, one.path)
        return self._sources[one.place]

    @cached_property
    def framework(self) -> Framework:
        """The shared goals."""
        return framework_in_force(self.uow, self.rules_of)

    @cached_property
    def rules(self) -> Rules:
        """By what numbers are judged."""
        return Rules(self.framework, self.today, self.rules_of.attainment)

    @cached_property
    def cycle_rules(self) -> CycleRules:
        """The rules of the budget cycle."""
        return self.rules_of.own_cycle()

    @cached_property
    def budgeted(self) -> tuple[BudgetPeriod, ...]:
        """The periods of which it is certain that they have a budget, the earliest first: the county's, and of books.

        Where books overlap, such as one of a year and one of two, the longer is the period.
        """
        booked = {part.name.period for part in self.parts}
        longest_first = sorted(booked, key=lambda period: (period.start - period.end, period.start))
        return tuple(sorted(distinct((*self.rules_of.periods, *longest_first)), key=lambda period: period.start))

    @cached_property
    def facts(self) -> CountyFacts:
        """Whose numbers these are."""
        return CountyFacts(
            name=self.rules_of.name,
            as_of=self.today,
            invented=self.rules_of.invented,
            framework_title=self.framework.title,
            framework_version=self.framework.version,
        )

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The parts of all books in force."""
        return parts_in_force(self.uow.books.published())

    @cached_property
    def links(self) -> tuple[KeptLink, ...]:
        """Every funding link, also those that were ended, in the order in which they were made."""
        return self.uow.links.all()

    def counting_links(self, view: View) -> tuple[LinkedAction, ...]:
        """The links that count in the period of a view, in the order of their making. Raises ``NotFoundError``."""
        period = self.period(view)
        return self.keeping.of(("counting links", view.period), lambda: tuple(self.uow.links.counting(period)))

    @cached_property
    def heads(self) -> tuple[PlanHead, ...]:
        """The plans in force."""
        return plans_in_force(self.uow.plans.published())

    @cached_property
    def spans(self) -> Mapping[str, BudgetPeriod]:
        """The periods that can be chosen, by their keys, the earliest first.

        Those that have a book; those of plans, and those for which questions are asked, that no such period overlaps;
        and the county's own around today.
        """
        found = {part.name.period for part in self.parts}
        own = {period for period in self.rules_of.periods if period.start <= self.today <= period.end}
        others = {*(head.period for head in self.heads), *self.uow.questions.asked()}
        for period in (*own, *sorted(others, key=lambda one: (one.start, one.end))):
            if not any(_overlap(period, known) for known in found):
                found.add(period)
        keys: dict[str, BudgetPeriod] = {}
        for period in sorted(found, key=lambda one: (one.start, one.end)):
            key = period.label if period.label not in keys else f"{period.start} to {period.end}"
            keys[key] = period
        return keys

    @cached_property
    def periods(self) -> tuple[PeriodChoice, ...]:
        """The periods that can be chosen, each with the phases that have a book."""
        return tuple(
            PeriodChoice(
                key, period.start, period.end, period.fiscal_years, self.phases(period), self._actuals_of(period)
            )
            for key, period in self.spans.items()
        )

    def default_view(self) -> View:
        """The period around today that has a book, else the last one before, else the first; its furthest decision."""
        choices = [choice for choice in self.periods if choice.phases] or list(self.periods)
        around = [choice for choice in choices if choice.start <= self.today <= choice.end]
        before = [choice for choice in choices if choice.end < self.today]
        chosen = next(iter([*around, *reversed(before), *choices]), None)
        if chosen is None:
            return View("", Phase.ADOPTED)
        spent = self.spending_phases(self.spans[chosen.key])
        told = [phase for known in (spent, chosen.phases) for phase in _STEPS if phase in known]
        return View(chosen.key, next(iter(told), Phase.ADOPTED))

    def period(self, view: View) -> BudgetPeriod | None:
        """The period of a view; None where there is none to choose from yet. Raises ``NotFoundError``."""
        if view.period in self.spans:
            return self.spans[view.period]
        if view.period or self.spans:
            raise NotFoundError("budget period", view.period)
        return None

    def phases(self, period: BudgetPeriod) -> tuple[Phase, ...]:
        """The phases of a period that have a book that can be told, in the order of the cycle."""
        return tuple(phase for phase in Phase if self.parts_of(period, phase))

    def parts_of(self, period: BudgetPeriod, phase: Phase) -> tuple[Part, ...]:
        """The parts that a book adds up; none where it cannot be told."""
        return self._standing(period, phase).parts

    def _standing(self, period: BudgetPeriod, phase: Phase) -> Standing:
        if (period, phase) not in self._books:
            self._books[period, phase] = book_standing(self.parts, period, phase)
        return self._books[period, phase]

    def book(self, view: View) -> tuple[Part, ...]:
        """The parts that the book of a view adds up."""
        period = self.period(view)
        return self.parts_of(period, view.phase) if period else ()

    def spending(self, view: View) -> tuple[Part, ...]:
        """The parts of the book of a view that hold spending.

        Links, goals and findings are of spending: of a book that came in as income alone they say nothing, never zero.
        """
        return parts_with(self.book(view))

    def spending_phases(self, period: BudgetPeriod) -> tuple[Phase, ...]:
        """The phases of a period whose book holds spending, in the order of the cycle."""
        return tuple(phase for phase in self.phases(period) if parts_with(self.parts_of(period, phase)))

    def why_not_told(self, view: View) -> str | None:
        """Why the book of a view cannot be told though parts of it are in force; None where it can, or has none."""
        period = self.period(view)
        return self._standing(period, view.phase).why_not if period else None

    def actuals(self, view: View) -> Covered | None:
        """How far the actual book of a view's period reaches; None where there is none."""
        period = self.period(view)
        return self._actuals_of(period) if period else None

    def _actuals_of(self, period: BudgetPeriod) -> Covered | None:
        return covered(self.parts_of(period, Phase.ACTUAL))

    def followed(self, view: View) -> Followed:
        """What the plans of a view hold: those whose period overlaps it.

        To load and judge whole plans is most of what a page costs, so it is done once for all pages.
        """
        return self._follow(self.plans_of(view))

    def running(self) -> Followed:
        """What the plans hold that run today, whatever period is looked at."""
        return self.followed_of(lambda period: period.start <= self.today <= period.end)

    def followed_of(self, wanted: Callable[[BudgetPeriod], bool]) -> Followed:
        """What the plans hold whose period is wanted; of two of one department the later one."""
        return self._follow(_later(head for head in self.heads if wanted(head.period)))

    def _follow(self, heads: Iterable[PlanHead]) -> Followed:
        numbers = tuple(head.id for head in heads)
        return self.keeping.of(("followed", numbers), lambda: follow(self.uow.plans.load(numbers), self.rules))

    def plans_of(self, view: View) -> tuple[PlanHead, ...]:
        """The plans in force whose period overlaps that of the view; of two of one department the later one."""
        return _later(self._overlapping(view))

    def set_aside(self, view: View) -> tuple[PlanHead, ...]:
        """The plans in force that overlap a view as well, and do not count: their department has a later one."""
        counted = {head.id for head in self.plans_of(view)}
        return tuple(head for head in sorted(self._overlapping(view), key=_span) if head.id not in counted)

    def _overlapping(self, view: View) -> list[PlanHead]:
        period = self.period(view)
        return [head for head in self.heads if period is None or _overlap(head.period, period)]

    def expects_plans(self, view: View) -> bool:
        """Whether a department without a plan has missed something: the period runs, or another sent one for it."""
        period = self.period(view)
        runs = period is None or period.start <= self.today <= period.end
        return runs or bool(self.plans_of(view))

    def totals(
        self, parts: Iterable[Part], outer: Dimension | None = None, inner: Dimension | None = None
    ) -> tuple[Kept, ...]:
        """Kept totals of parts."""
        asked = (tuple(part.id for part in parts), outer, inner)
        if asked not in self._totals:
            self._totals[asked] = self.uow.books.totals(*asked) if asked[0] else ()
        return self._totals[asked]

    def naming(self, dimension: Dimension) -> Naming:
        """How the entries of a dimension are told: by the county's own names and code rules."""
        known = self._slices(dimension)
        return lambda number: NOTHING if number is None else known[number]

    def key_of(self, dimension: Dimension, text: str) -> str:
        """What a code, as anybody writes it, is known by on pages: a key stays, else the county's own rule says."""
        if any(named.key == text for named in self._slices(dimension).values()):
            return text
        match dimension:
            case Dimension.DEPARTMENT:
                return self.rules_of.department_of(ChartEntry(code=text))[0]
            case Dimension.GOAL:
                goal = self.framework.find_goal(text)
                return goal.code if goal else text
        return self.rules_of.codes.of(dimension.value).identity(text)

    def numbers(self, dimension: Dimension, key: str | None) -> list[int | None]:
        """The numbers of the entries that a key means."""
        if key is None:
            return [None]
        return [number for number, named in self._slices(dimension).items() if named.key == key]

    def same_entries(self, dimension: Dimension) -> Mapping[int, int]:
        """For each entry that compares equal to a later one, the one that stands for both: that of the newest file."""
        slices = self._slices(dimension)
        last = {named.key: number for number, named in sorted(slices.items())}
        return {number: last[named.key] for number, named in slices.items() if last[named.key] != number}

    def _slices(self, dimension: Dimension) -> Mapping[int, Slice]:
        if dimension not in self._named:
            entries = self.uow.chart.entries(dimension)
            self._named[dimension] = {number: self._slice(dimension, entry) for number, entry in entries.items()}
        return self._named[dimension]

    def _slice(self, dimension: Dimension, entry: ChartEntry) -> Slice:
        match dimension:
            case Dimension.DEPARTMENT:
                key, name = self.rules_of.department_of(entry)
                return Slice(key, entry.code, name)
            case Dimension.GOAL:
                code = find_goal(self.framework, entry.code, "")
                goal = self.framework.find_goal(code) if code else None
                return Slice(goal.code, goal.code, goal.name) if goal else Slice(entry.identity, entry.code, entry.name)
        return Slice(entry.identity_under(self.rules_of.codes.of(dimension.value)), entry.code, entry.name)


def passing_look(uow: UnitOfWork, county: County, today: date) -> Look:
    """A look inside a change; ``today`` counts where the county's file names no day.

    What is worked out in it is let go again: it is of the state that the change is about to leave.
    """
    return Look(uow, county, county.as_of or today, Answers(_KEPT_ANSWERS).at(None))


def of_direction(totals: Iterable[Kept], direction: Direction = Direction.EXPENDITURE) -> list[Kept]:
    """Kept totals of one direction; expenditure is the measure of a page where nobody chose."""
    return [kept for kept in totals if kept.direction is direction]


def parts_with(parts: Iterable[Part], direction: Direction = Direction.EXPENDITURE) -> tuple[Part, ...]:
    """The parts that hold lines of one direction; expenditure where nobody chose."""
    return tuple(part for part in parts if direction in part.name.directions)


def _later(heads: Iterable[PlanHead]) -> tuple[PlanHead, ...]:
    """Of two plans of one department the later one."""
    return tuple({head.department_key: head for head in sorted(heads, key=_span)}.values())


def _span(head: PlanHead) -> tuple[date, date]:
    return head.period.start, head.period.end


def _overlap(one: BudgetPeriod, other: BudgetPeriod) -> bool:
    return one.start <= other.end and other.start <= one.end
