import shutil
from dataclasses import replace
from decimal import Decimal

import pytest

from budgets.changes import ChangeKind
from budgets.phases import Direction
from importers.reading import Kind
from tests.store.test_what_changed import asked
from tracker.change_rows import ChangeCut
from tracker.county import County
from tracker.permissions import LOCAL_USER
from tracker.records import Dimension
from tracker.services.queries import Queries
from tracker.services.uploads import import_file
from tracker.store.database import Database
from tracker.store.unit_of_work import writing


def bring(open_store, shared_data, county, file, **answers):
    content = (shared_data / "budgets" / file).read_bytes()
    given = {key: (value,) for key, value in answers.items()}
    return import_file(
        open_store(), LOCAL_USER, county=county, file=file, data=content, kind=Kind.BUDGET, answers=given
    )


def total_of(open_store, number, direction):
    """What the report of an import says of one direction, as it was read: no sum of ours."""
    with open_store() as uow:
        totals = uow.imports.report(number)["totals"]
    return sum(Decimal(total["amount"]) for total in totals if total["direction"] == direction)


@pytest.fixture
def own_store(sqlite_form, tmp_path):
    database = Database(f"sqlite:///{shutil.copy(sqlite_form, tmp_path / 'store.sqlite3')}")
    yield lambda: writing(database)
    database.close()


def test_changes_of_a_real_city_add_up_to_the_totals_of_its_own_books(own_store, shared_data):
    county = County(year_start="07-01")
    preliminary = bring(own_store, shared_data, county, "grand_rapids/Grand Rapids Preliminary FY19 budget.xlsx")
    adopted = bring(
        own_store, shared_data, county, "grand_rapids/Grand Rapids Adopted FY19 Budget.xlsx", phase="adopted"
    )
    ask = Queries(own_store, county)

    for direction in Direction:
        before, after = (total_of(own_store, row.id, direction) for row in (preliminary, adopted))
        for cut in (ChangeCut.DEPARTMENT, ChangeCut.FUND, ChangeCut.UNIT):
            page = ask.changes(replace(asked(cut=cut, direction=direction, size=5000), view=ask.default_view()))
            (step,) = page.steps
            assert [side.money.amount for side in (step.before, step.after) if side.money] == [before, after]
            assert sum(row.dollars for row in step.rows) == after - before
            assert sum(change.dollars for change in page.keys) == after - before
        moved = {(one.came_from[0].name, one.key[0].name) for one in page.keys if one.came_from}
        assert ("Public Services", "Engineering") in moved


def test_what_cannot_be_matched_in_a_real_mid_cycle_book_is_shown_as_such(own_store, shared_data):
    county = County(year_start="07-01")
    file = "oakland/BudgetData for Public Adopted FY2016-17 Midcycle.xlsx"
    first = bring(own_store, shared_data, county, "oakland/FY16-17__adopted.csv", phase="adopted")
    later = bring(own_store, shared_data, county, file, phase="amended", basis="levels")
    ask = Queries(own_store, county)

    page = ask.changes(replace(asked(cut=ChangeCut.DEPARTMENT, size=5000), view=ask.default_view()))

    before, after = (total_of(own_store, row.id, "expenditure") for row in (first, later))
    (step,) = page.steps
    assert sum(row.dollars for row in step.rows) == sum(one.dollars for one in page.keys) == after - before
    assert {(row.of.name, row.kind) for row in step.rows if row.kind is not ChangeKind.CHANGED} == {
        ("Finance", ChangeKind.GONE),
        ("Finance Department", ChangeKind.ADDED),
        ("Human Resources Management", ChangeKind.GONE),
        ("Human Resources", ChangeKind.ADDED),
    }
    assert not {Dimension.UNIT, Dimension.PROGRAM} & set(page.by)
    assert any("names no unit" in reason for reason in page.missing)
    by_fund = ask.changes(replace(page.asked, cut=ChangeCut.FUND)).steps[0]
    assert sum(row.dollars for row in by_fund.rows) == after - before
