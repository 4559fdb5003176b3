import tomllib
from collections import Counter, defaultdict
from datetime import date, timedelta
from decimal import Decimal

import pytest

from budgets.phases import AmendmentBasis, Direction, Phase
from plans.attainment import Thresholds, attainment, status
from plans.progress import OPEN_STATUSES, ActionStatus, MeasureStatus
from tracker.demo.budget import BIENNIUM, ONE_YEAR, Book
from tracker.demo.county import DemoCounty, demo_county
from tracker.demo.sketches import AS_OF, sketches
from tracker.demo.workbooks import county_rules

TODAY = AS_OF


@pytest.fixture(scope="module")
def county() -> DemoCounty:
    return demo_county()


def book_of(county: DemoCounty, period: str, phase: Phase) -> Book:
    return next(book for book in county.books if (book.period.label, book.phase) == (period, phase))


def spending(book: Book, *, by: str) -> dict[str | None, Decimal]:
    sums: dict[str | None, Decimal] = defaultdict(Decimal)
    for line in book.lines:
        if line.direction is Direction.EXPENDITURE:
            named = getattr(line, by)
            sums[getattr(named, "code", named)] += line.amount or Decimal(0)
    return dict(sums)


def test_the_county_is_the_same_each_time(county):
    assert demo_county() == county


def test_another_seed_is_another_county(county):
    assert demo_county(seed=1) != county


def test_has_fourteen_departments_of_which_one_never_sent_a_plan(county):
    names = {department.name for department in sketches()}

    assert len(names) == 14
    assert names - {plan.department for plan in county.plans} == {"Assessments"}


def test_has_about_four_thousand_lines_in_seven_books(county):
    assert [(book.period, book.phase) for book in county.books] == [
        (ONE_YEAR, Phase.ADOPTED),
        (ONE_YEAR, Phase.AMENDED),
        (ONE_YEAR, Phase.ACTUAL),
        (BIENNIUM, Phase.REQUESTED),
        (BIENNIUM, Phase.PROPOSED),
        (BIENNIUM, Phase.ADOPTED),
        (BIENNIUM, Phase.ACTUAL),
    ]
    assert 3_800 <= sum(len(book.lines) for book in county.books) <= 4_200


def test_half_a_year_of_the_biennium_is_spent(county):
    adopted, spent = (sum(spending(book_of(county, "2026-2027", phase), by="fund").values())
                      for phase in (Phase.ADOPTED, Phase.ACTUAL))  # fmt: skip

    assert book_of(county, "2026-2027", Phase.ACTUAL).as_of == date(2026, 6, 30)
    assert Decimal("0.2") < spent / adopted < Decimal("0.25")


@pytest.mark.parametrize(
    ("period", "phase", "amount"), [("2025", "adopted", 2_255_000), ("2026-2027", "proposed", 4_446_000)]
)
def test_the_council_costs_what_the_field_guide_says(county, period, phase, amount):
    assert spending(book_of(county, period, Phase(phase)), by="unit")["A01000"] == amount


def test_every_phase_of_the_biennium_has_a_total_of_its_own(county):
    totals = [sum(spending(book, by="fund").values()) for book in county.books if book.period == BIENNIUM]

    assert len(set(totals)) == 4
    assert all(total > 1_000_000_000 for total in totals)


def test_the_cut_of_the_council_hits_one_goal(county):
    proposed = spending(book_of(county, "2026-2027", Phase.PROPOSED), by="goal")
    adopted = spending(book_of(county, "2026-2027", Phase.ADOPTED), by="goal")

    changed = {goal for goal in proposed if goal and adopted[goal] != proposed[goal]}

    assert changed == {"CP"}
    assert adopted["CP"] < proposed["CP"] / 2


def test_most_money_names_no_goal(county):
    by_goal = spending(book_of(county, "2026-2027", Phase.ADOPTED), by="goal")

    assert by_goal[None] > 9 * sum(amount for goal, amount in by_goal.items() if goal)


def test_what_goes_out_as_a_transfer_comes_in_as_one(county):
    for book in (county.books[place] for place in (0, 3, 5)):
        moved = [line for line in book.lines if line.transfer]
        sums: Counter[Direction] = Counter()
        for line in moved:
            sums[line.direction] += line.amount

        assert sums[Direction.EXPENDITURE] == sums[Direction.REVENUE] > 0


def test_contra_lines_are_negative(county):
    assert all(
        any(line.amount < 0 and line.account.code == "59900" for line in book.lines if line.account)
        for book in county.books
        if book.basis is None
    )


def test_an_omnibus_moves_a_program_and_touches_another_twice(county):
    (omnibus,) = (book for book in county.books if book.phase is Phase.AMENDED)
    programs = Counter(line.program.code for line in omnibus.lines if line.program)
    moved = [line for line in omnibus.lines if line.program and line.program.code == "AS023"]

    assert omnibus.basis is AmendmentBasis.CHANGES
    assert programs["PH102"] == 2
    assert sum(line.amount for line in moved) == 0
    assert {line.unit.code for line in moved if line.unit} == {"A67000", "A47000"}


def test_has_350_actions_each_with_words_of_its_own(county):
    titles = [action.title for plan in county.plans for action in plan.actions]

    assert len(titles) == len(set(titles)) == 350


def test_has_160_measures_with_quarterly_values(county):
    measures = [measure for plan in county.plans for action in plan.actions for measure in action.measures]
    longest = max((measure.overall for measure in measures), key=len)

    assert len(measures) == 160
    assert [value.as_of for value in longest][::9] == [date(2024, 3, 31), date(2026, 6, 30)]
    assert len(longest) == 10


def test_every_status_of_a_measure_stands_somewhere(county):
    measures = [measure for plan in county.plans for action in plan.actions for measure in action.measures]
    found = Counter(status(measure, TODAY, Thresholds()) for measure in measures)

    assert set(found) == set(MeasureStatus)
    assert min(found.values()) >= 5


def test_the_flaws_of_measures_are_there(county):
    measures = [measure for plan in county.plans for action in plan.actions for measure in action.measures]
    shares = [share for measure in measures if (share := attainment(measure)) is not None]
    missed = [
        measure
        for measure in measures
        if measure.target_date and measure.target_date < TODAY and (attainment(measure) or 0) < 1
    ]

    assert sum(1 for measure in measures if measure.baseline is None) == 6
    assert sum(1 for share in shares if share > Decimal("1.1")) >= 2
    assert sum(1 for share in shares if share < 0) >= 2
    assert len(missed) == 4


def test_groups_are_those_of_the_federal_standard_and_small_ones_are_suppressed(county):
    values = [
        value
        for plan in county.plans
        for action in plan.actions
        for measure in action.measures
        for value in measure.values
        if value.group
    ]

    assert {value.group.scheme for value in values} == {"OMB SPD 15 (2024)"}
    assert len({value.group.name for value in values}) == 7
    assert any(value.suppressed for value in values)
    assert all(value.value is None and value.n is None for value in values if value.suppressed)
    assert all(value.n >= 10 for value in values if not value.suppressed)


def test_the_flaws_of_actions_are_there(county):
    actions = [action for plan in county.plans for action in plan.actions]
    stale = [
        action
        for action in actions
        if action.status in OPEN_STATUSES
        and action.updates
        and max(update.as_of for update in action.updates if update.as_of) < TODAY - timedelta(days=137)
    ]
    overdue = [action for action in actions if action.status in OPEN_STATUSES and action.due and action.due < TODAY]

    assert sum(1 for action in actions if action.lead is None) == 24
    assert sum(1 for action in actions if not action.updates) == 47
    assert len(stale) == 41
    assert len(overdue) == 19
    assert {action.status for action in actions} == set(ActionStatus)


def test_an_agreement_runs_out_while_its_actions_go_on(county):
    outlived = [
        agreement.title
        for plan in county.plans
        for agreement in plan.agreements
        for action in plan.actions
        if action.code in agreement.actions
        and action.status in OPEN_STATUSES
        and (action.due is None or action.due > agreement.end)
    ]

    assert outlived


def test_every_agreement_is_with_a_partner_of_the_department():
    for department in sketches():
        assert {agreement.partner for agreement in department.agreements} <= {one.name for one in department.partners}


def test_every_ask_for_a_package_names_one_that_the_budget_has(county):
    asked = {action.ask.decision_package for plan in county.plans for action in plan.actions} - {None}
    proposed = {line.package.code for line in book_of(county, "2026-2027", Phase.PROPOSED).lines if line.package}

    assert asked
    assert asked <= proposed


def test_the_countys_own_file_names_the_day_on_which_the_demonstration_stands():
    assert tomllib.loads(county_rules())["as_of"] == AS_OF
