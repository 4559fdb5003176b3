from collections import Counter
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from budgets.period import BudgetPeriod
from budgets.phases import AmendmentBasis, Direction, Phase
from budgets.structure import ChartEntry
from importers.cells import CellRef, Read
from importers.lines import BookLines
from importers.reading import Kind
from plans.attainment import attainment, held, status
from plans.progress import ActionStatus, MeasureStatus
from tests.builders import BIENNIUM, a_framework, a_line, a_measure, a_part, a_plan, an_action, an_agreement
from tests.store.test_contract import a_new_import
from tracker.aligned_money import Coverage
from tracker.county import County, Department
from tracker.errors import NotFoundError
from tracker.rows import Cut, Source, View
from tracker.services.laying import lay_links
from tracker.services.queries import Queries

TODAY = date(2026, 9, 30)
COUNTY = County(
    name="Cascara County",
    as_of=TODAY,
    year_start="01-01",
    periods=(BIENNIUM,),
    departments=(Department(name="Public Health", code="40"), Department(name="Parks"), Department(name="Elections")),
)
VIEW = View("2026-2027", Phase.ADOPTED)
EXPENDITURE, REVENUE = Direction.EXPENDITURE, Direction.REVENUE
BOTH = (EXPENDITURE, REVENUE)

HEALTH = a_plan(
    an_action("PH-1", ask={"amount": "1000.50", "fte": "1.5"}, measures=(a_measure(4), a_measure(None))),
    an_action("PH-2", goal="CP", lead=None, due=date(2026, 6, 30), measures=(a_measure(6, direction="increase"),)),
    an_action("PH-3", goal="Community Partnerships", status="blocked", measures=(), ask={"within_existing": True}),
    an_action("PH-4", goal="LOS", status="cancelled", measures=(), ask={"amount": 7}),
    agreements=(an_agreement("PH-1"),),
)
PARKS = a_plan(
    an_action(
        "PK-1",
        goal="Something else",
        measures=(a_measure(2, baseline=None), a_measure(2, target=None)),
        ask={"amount": 3},
    ),
    department="Parks",
)
CODED, NAMED = ChartEntry(code="40", name="Health"), ChartEntry(name="Parks")


def adopted(amount, **changes):
    return a_line(amount, **{"phase": Phase.ADOPTED, "department": CODED, **changes})


LINES = [
    adopted("100.25", goal="LOS"),
    adopted("-20.25", goal="LOS", fund=ChartEntry(code="F2")),
    adopted("50.00", goal="CP", department=NAMED, unit=None),
    adopted("10.00", goal="??"),
    adopted("5.00", transfer=True, department=None, fte="2"),
    adopted("1.00", fiscal_years=(2027,), fte="1"),
    adopted("0.50", fiscal_years=(2027,), department=ChartEntry(code="99", name="Sheriff")),
    adopted("300.00", direction=REVENUE),
]


def publish(open_store, *, lines=(), parts=(), plan=None, key="", period=BIENNIUM, content=b"x"):
    with open_store() as uow:
        kind = Kind.PLAN if plan else Kind.BUDGET
        number = uow.imports.add(a_new_import(content, kind=kind))
        uow.imports.publish(number, by="local user", at=datetime(2026, 3, 1, tzinfo=UTC))
        if plan:
            cells = {("actions", at): CellRef("Plan", at + 2, 2) for at in range(len(plan.actions))}
            uow.plans.publish(number, (key, period, uow.plans.highest_version(key, period) + 1), plan, cells)
        else:
            versions = [uow.books.highest_version(name) + 1 for name in parts]
            reads = BookLines.of(Read(line, CellRef("Lines", row, 8)) for row, line in enumerate(lines, start=2))
            uow.books.publish(number, parts, versions, reads)
            lay_links(uow, COUNTY)
        uow.raise_data_version()
        uow.commit()
    return number


def fill(open_store):
    with open_store() as uow:
        uow.frameworks.put_in_force(a_framework(), by="local user", at=datetime(2026, 1, 1, tzinfo=UTC))
        uow.commit()
    publish(open_store, plan=HEALTH, key="public health")
    publish(open_store, plan=PARKS, key="parks", content=b"y")
    publish(open_store, lines=LINES, parts=[a_part(phase=Phase.ADOPTED, directions=BOTH)], content=b"z")
    return Queries(open_store, COUNTY)


@pytest.fixture
def ask(open_store):
    return fill(open_store)


def spent(*, years=(2026, 2027), lines=LINES, **said):
    own = [line for line in lines if line.direction is EXPENDITURE and line.fiscal_years[0] in years]
    return [line for line in own if all(getattr(line, name) == value for name, value in said.items())]


def dollars(lines):
    return sum((line.amount for line in lines), Decimal(0))


def test_every_number_of_the_overview_is_what_plain_loops_count(ask):
    told = ask.overview(VIEW)

    actions = [*HEALTH.actions, *PARKS.actions]
    measures = [measure for action in actions for measure in action.measures]
    asks = [action.ask for action in actions if action.status is not ActionStatus.CANCELLED]
    assert (told.counts.actions, told.counts.measures) == (len(actions), len(measures))
    assert told.counts.open_actions == sum(action.is_open for action in actions)
    assert told.counts.without_lead == sum(action.lead is None for action in actions)
    assert told.counts.overdue == sum(action.due < TODAY for action in actions if action.is_open and action.due)
    assert told.counts.without_baseline == sum(measure.baseline is None for measure in measures)
    assert told.counts.without_target == sum(measure.target is None for measure in measures)
    assert told.asked.amount == sum(one.amount for one in asks if one.amount is not None)
    assert told.asked.fte == Decimal("1.5")
    assert (told.asked.with_amount, told.asked.within_existing, told.asked.of) == (2, 1, len(asks))
    shares = [held(share) for measure in measures if (share := attainment(measure)) is not None]
    assert told.progress.share == sum(shares) / len(shares)
    assert (told.progress.measured, told.progress.of) == (len(shares), len(measures))
    assert (told.no_goal.counts.actions, told.no_goal.counts.open_actions) == (1, 1)
    assert (told.departments, told.departments_reporting) == (4, 2)


def test_every_amount_of_the_overview_is_what_plain_loops_add_up(ask):
    told = ask.overview(VIEW)

    tagged = [line for line in spent() if line.goal in ("LOS", "CP")]
    assert told.book.expenditure.amount == dollars(spent())
    assert told.book.revenue.amount == Decimal("300.00")
    assert told.book.expenditure.lines == len(spent())
    assert told.book.expenditure.reductions == Decimal("-20.25")
    assert told.book.expenditure.transfers == Decimal("5.00")
    assert told.tagged.amount == dollars(tagged)
    assert told.coverage == Coverage(dollars(spent()), Decimal(0), dollars(tagged), Decimal(0))
    assert told.coverage.neither == dollars(spent()) - dollars(tagged)


def test_fte_average_over_the_years_and_dollars_add_up(ask):
    assert ask.overview(VIEW).book.expenditure.fte == Decimal("1.5")


def test_a_goal_has_what_its_own_actions_measures_and_lines_say(ask):
    los, cp = ask.overview(VIEW).goals

    assert (los.code, los.counts.actions, los.counts.measures, los.departments) == ("LOS", 2, 2, 1)
    assert (cp.code, cp.counts.actions, cp.counts.measures) == ("CP", 2, 1)
    assert los.tagged.amount == los.aligned.total == Decimal("80.00")
    assert los.before is None
    assert cp.action_status == Counter({ActionStatus.IN_PROGRESS: 1, ActionStatus.BLOCKED: 1})
    wanted = Counter(status(measure, TODAY, COUNTY.attainment) for measure in HEALTH.actions[0].measures)
    assert los.measure_status == wanted
    assert cp.status is MeasureStatus.MET


def test_a_goal_page_leads_to_the_cells(ask):
    page = ask.goal("los", VIEW)

    assert [row.code for row in page.actions] == ["PH-1", "PH-4"]
    assert page.actions[0].source == Source(page.actions[0].source.import_id, "book.xlsx", "Plan", "B2")
    assert len(page.measures) == 2
    assert page.tagged_by_phase == ((Phase.ADOPTED, page.goal.tagged),)
    assert [(row.key, row.money.amount) for row in page.tagged_by_department] == [("public health", Decimal("80.00"))]


def test_departments_are_those_of_the_county_of_plans_and_of_budgets(ask):
    rows = {row.key: row for row in ask.departments(VIEW)}

    assert list(rows) == ["public health", "parks", "elections", "sheriff"]
    assert [row.plan_version for row in rows.values()] == [1, 1, None, None]
    assert rows["public health"].budget.amount == Decimal("91.00")
    assert rows["elections"].budget is None
    assert rows["sheriff"].name == "Sheriff"


def test_a_department_page_holds_its_plan_what_is_due_and_its_budget(ask):
    page = ask.department("public health", VIEW)

    assert [row.code for row in page.actions] == ["PH-1", "PH-2", "PH-3", "PH-4"]
    assert page.plan.kind is Kind.PLAN
    assert page.agreements[0].ends_before_actions == ("PH-1",)
    assert [(row.code, row.money.amount) for row in page.budget_by_unit] == [("A80000", Decimal("91.00"))]
    overdue = [row for row in page.due if row.what == "action" and row.days < 0]
    assert [row.title for row in overdue] == [HEALTH.actions[1].title]
    assert [row.due for row in page.due] == sorted(row.due for row in page.due)


def test_of_two_plans_of_a_department_the_one_for_the_later_period_is_shown_everywhere(open_store):
    next_period = BudgetPeriod(start=date(2027, 1, 1), end=date(2028, 12, 31))
    newer = a_plan(an_action("PH-9", start=None, due=None, measures=()), start=next_period.start, end=next_period.end)
    later = publish(open_store, plan=newer, key="public health", period=next_period)
    publish(open_store, plan=HEALTH, key="public health", content=b"y")
    ask = Queries(open_store, COUNTY)

    page = ask.department("public health", VIEW)

    assert page.plan
    assert (page.plan.id, [row.code for row in page.actions]) == (later, ["PH-9"])
    assert page.department.plan_version == page.plan.version


def test_needs_attention_are_the_silent_the_blocked_and_the_late(ask):
    told = {item.kind: item for item in ask.overview(VIEW).attention}

    assert [name for name, _ in told["never_reported"].where] == ["Elections", "Sheriff"]
    assert (told["blocked"].count, told["overdue"].count, told["ownerless"].count) == (1, 1, 1)
    assert told["unknown_goal"].where == (("Parks", 1),)
    assert told["unknown_goal"].dollars == Decimal(3)
    assert told["agreement_ends"].href == "/department?key=public+health"


@pytest.mark.parametrize("cut", list(Cut))
def test_every_cut_of_a_book_adds_up_to_the_same(ask, cut):
    page = ask.budget(VIEW, EXPENDITURE, cut)

    assert sum(row.money.amount for row in page.rows) == page.total.amount == dollars(spent())
    assert sum(row.money.lines for row in page.rows) == page.total.lines
    for row in page.rows:
        if row.inner:
            assert sum(inner.money.amount for inner in row.inner) == row.money.amount


def test_a_slice_of_lines_is_what_its_row_says(ask):
    for cut in Cut:
        for row in ask.budget(VIEW, EXPENDITURE, cut).rows:
            page = ask.lines(VIEW, EXPENDITURE, where={cut: row.key})

            assert page.of == row.money.lines == len(page.lines)
            assert sum(line.amount for line in page.lines) == row.money.amount


def test_lines_go_on_after_the_last_one(ask):
    first = ask.lines(VIEW, EXPENDITURE, where={}, size=4)
    rest = ask.lines(VIEW, EXPENDITURE, where={}, after=first.after, size=4)

    assert (len(first.lines), len(rest.lines), rest.after, first.of) == (4, 3, None, 7)
    assert len({line.id for line in (*first.lines, *rest.lines)}) == 7
    assert first.lines[0].source.cell == "H2"


def test_what_is_not_there_is_said(ask):
    for question in (
        lambda: ask.goal("XX", VIEW),
        lambda: ask.department("nobody", VIEW),
        lambda: ask.overview(View("1999", Phase.ADOPTED)),
        lambda: ask.import_row(99),
        lambda: ask.original(99),
    ):
        with pytest.raises(NotFoundError):
            question()


def test_an_empty_store_answers_every_question(open_store):
    ask = Queries(open_store, County(), lambda: TODAY)
    view = ask.default_view()

    assert (ask.periods(), ask.imports(), ask.search("health")[:0]) == ((), (), ())
    assert ask.overview(view).book is None
    assert ask.budget(view, EXPENDITURE, Cut.FUND).rows == ()
    assert ask.lines(view, EXPENDITURE, where={}).of == 0
    assert ask.departments(view) == ()
    assert len(ask.overview(view).goals) == 6


def test_a_phase_without_a_book_has_no_money(ask):
    told = ask.overview(View("2026-2027", Phase.PROPOSED))

    assert (told.book, told.tagged, told.coverage) == (None, None, None)


@pytest.mark.parametrize(
    ("today", "period"), [(date(2025, 6, 1), "2025"), (date(2026, 6, 1), "2026-2027"), (date(2031, 1, 1), "2026-2027")]
)
def test_shows_the_period_around_today_and_its_furthest_decision(open_store, today, period):
    year = BudgetPeriod(start=date(2025, 1, 1), end=date(2025, 12, 31))
    for phase in (Phase.PROPOSED, Phase.ADOPTED, Phase.ACTUAL):
        for home, years in ((year, (2025,)), (BIENNIUM, (2026, 2027))):
            line = a_line(1, phase=phase, fiscal_years=years)
            publish(open_store, lines=[line], parts=[a_part(years, phase=phase, period=home)], content=period.encode())
    ask = Queries(open_store, County(as_of=today))

    assert ask.default_view() == View(period, Phase.ADOPTED)
    assert [choice.key for choice in ask.periods()] == ["2025", "2026-2027"]
    assert ask.periods()[0].phases == (Phase.PROPOSED, Phase.ADOPTED, Phase.ACTUAL)


def test_amendments_are_added_one_after_another_and_a_unit_may_be_touched_twice(open_store):
    publish(open_store, lines=[adopted(100)], parts=[a_part(phase=Phase.ADOPTED)])
    for month, amounts in ((5, (-30, 5)), (9, (20,))):
        name = a_part((2026,), phase=Phase.AMENDED, basis=AmendmentBasis.CHANGES, as_of=date(2026, month, 1))
        lines = [adopted(amount, phase=Phase.AMENDED) for amount in amounts]
        publish(open_store, lines=lines, parts=[name], content=f"{month}".encode())

    page = Queries(open_store, COUNTY).budget(View("2026-2027", Phase.AMENDED), EXPENDITURE, Cut.FUND)

    assert page.total
    assert page.total.amount == Decimal(100 - 30 + 5 + 20)


def test_changes_without_what_they_amend_are_no_book(open_store):
    change = a_part((2026,), phase=Phase.AMENDED, basis=AmendmentBasis.CHANGES, as_of=date(2026, 5, 1))
    publish(open_store, lines=[adopted(-30, phase=Phase.AMENDED)], parts=[change])
    ask = Queries(open_store, COUNTY)

    page = ask.budget(View("2026-2027", Phase.AMENDED), EXPENDITURE, Cut.FUND)

    assert (page.book, page.total) == (None, None)
    assert "no adopted expenditure of 2026 to add them to" in (page.why_not or "")
    assert [choice.phases for choice in ask.periods()] == [()]


def test_changes_of_an_amended_book_stand_on_what_was_adopted(open_store):
    publish(open_store, lines=[adopted(100)], parts=[a_part(phase=Phase.ADOPTED)])
    change = a_part((2026,), phase=Phase.AMENDED, basis=AmendmentBasis.CHANGES, as_of=date(2026, 5, 1))
    publish(open_store, lines=[adopted(-30, phase=Phase.AMENDED)], parts=[change], content=b"c")
    ask = Queries(open_store, COUNTY)

    page = ask.budget(View("2026-2027", Phase.AMENDED), EXPENDITURE, Cut.FUND)

    assert page.total
    assert page.book
    assert page.total.amount == Decimal("70.00")
    assert [(phase, total.amount) for phase, total in page.by_phase if total] == [
        (Phase.ADOPTED, Decimal(100)),
        (Phase.AMENDED, Decimal(70)),
    ]
    assert len(page.book.parts) == 2


def test_says_what_is_missing_of_a_book_and_how_much_of_the_period_actuals_cover(open_store):
    part = a_part((2026,), phase=Phase.ACTUAL, as_of=date(2026, 12, 31))
    publish(open_store, lines=[a_line(1, phase=Phase.ACTUAL)], parts=[part])

    book = Queries(open_store, COUNTY).overview(View("2026-2027", Phase.ACTUAL)).book

    assert book
    assert book.missing == ("revenue", "expenditure of 2027")
    assert book.parts[0].share_of_period == Decimal("0.5000")


def test_answers_are_kept_until_something_is_published(open_store):
    ask = fill(open_store)
    before = ask.overview(VIEW)

    assert ask.overview(VIEW) is before
    publish(open_store, lines=[adopted(1)], parts=[a_part(phase=Phase.ADOPTED, directions=BOTH)], content=b"new")
    assert ask.overview(VIEW).book.expenditure.amount == Decimal("1.00")


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("partner", {"goal"}),
        ("PUBLIC health", {"department", "unit", "fund"}),
        ("chief of", {"lead"}),
        ("pk-1", {"action"}),
        ("", set()),
        ("zzz", set()),
    ],
)
def test_finds_things_by_their_words(ask, text, kinds):
    assert {group.kind for group in ask.search(text)} == kinds
