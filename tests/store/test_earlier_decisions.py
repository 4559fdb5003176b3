import pytest

from budgets.phases import AmendmentBasis, Direction, Phase
from budgets.structure import ChartEntry
from importers.reading import Kind
from tests.builders import a_line, a_part
from tests.store.test_key_differences import a_reading
from tests.store.test_queries import publish
from tests.store.test_what_changed import COUNTY
from tracker.permissions import LOCAL_USER
from tracker.services.desk import Desk
from tracker.services.publishing import differences
from tracker.services.queries import Queries

ADOPTED = a_part(phase=Phase.ADOPTED)
PARKS, HEALTH = ChartEntry(name="Parks"), ChartEntry(name="Public Health")


def proposed(amount, program, department=HEALTH, **more):
    return a_line(amount, program=ChartEntry(code=program), department=department, **more)


def adopted(amount, program, department=HEALTH, **more):
    return proposed(amount, program, department, phase=Phase.ADOPTED, **more)


def told(open_store, *lines, parts=(ADOPTED,)):
    with open_store() as uow:
        return differences(uow, a_reading(*lines, parts=parts), COUNTY)


@pytest.fixture
def county(open_store):
    lines = [
        proposed("100", "P1", fte="2"),
        proposed("60", "P2", fte="1", fiscal_years=(2026,)),
        proposed("60", "P2", fte="3", fiscal_years=(2027,)),
        proposed("40", "K1", PARKS, fte="7"),
        proposed("9", "K2", PARKS),
    ]
    publish(open_store, lines=lines, parts=[a_part()])
    return open_store


def test_a_first_budget_of_a_phase_is_compared_with_the_decision_before_it(county):
    found = told(county, adopted("90", "P1", fte="2"), adopted("5", "P3"))

    assert (found.against, found.is_held) == ((), True)
    assert [each.words(is_done=False) for each in found.keys.compared] == [
        "Adopted expenditure: compared with proposed 2026-2027, as no adopted budget of it is in force."
    ]
    assert (found.keys.added, found.keys.gone, found.keys.changed) == (1, 3, 1)
    assert [(each.book, each.before, each.after) for each in found.totals] == [
        ("adopted expenditure 2026", "209.00", "95.00"),
        ("adopted expenditure 2027", "60.00", None),
    ]
    assert found.gone == ("Parks, adopted expenditure 2026", "Public Health, adopted expenditure 2027")


def test_departments_and_programs_that_are_gone_entirely_are_named_with_dollars_and_fte(county):
    whole = told(county, adopted("90", "P1"), adopted("0", "P2")).keys.whole

    assert [(each.dimension, each.name, each.department, each.dollars, each.fte, each.has_lines) for each in whole] == [
        ("program", "P2", "Public Health", "120.00", "2", True),
        ("department", "Parks", None, "49.00", "3.5", False),
    ]


def test_what_moved_to_another_department_is_not_gone(county):
    lines = adopted("90", "P1"), adopted("120", "P2"), adopted("49", "K1")

    assert told(county, *lines, adopted("40", "K1", PARKS)).keys.whole[0].name == "K2"
    moved = told(
        county, *lines[:2], adopted("40", "K1", ChartEntry(name="Land")), adopted("9", "K2", ChartEntry(name="Land"))
    )
    assert (moved.keys.moved, moved.keys.whole) == (2, ())


def test_packages_that_are_gone_are_named_within_their_department(open_store):
    lines = [proposed("5", "P1", package=ChartEntry(code=code)) for code in ("DS_1", "DS_2")]
    publish(open_store, lines=lines, parts=[a_part()])

    (gone,) = told(open_store, adopted("5", "P1", package=ChartEntry(code="DS_2"))).keys.whole

    assert (gone.dimension, gone.name, gone.department, gone.dollars, gone.fte) == (
        "package",
        "DS_1",
        "Public Health",
        "5.00",
        None,
    )


def test_the_nearest_decision_counts_that_says_anything_in_the_direction(open_store):
    requested = a_part(phase=Phase.REQUESTED)
    publish(open_store, lines=[proposed("7", "P1", phase=Phase.REQUESTED)], parts=[requested])
    income = a_part(directions=(Direction.REVENUE,))
    publish(open_store, lines=[proposed("3", "P1", direction=Direction.REVENUE)], parts=[income])

    found = told(open_store, adopted("8", "P1"))

    assert [(each.earlier, each.direction) for each in found.keys.compared] == [("requested", "expenditure")]
    assert [(each.before, each.after) for each in found.totals] == [("7.00", "8.00")]


def test_a_direction_that_the_file_does_not_hold_is_not_compared(county):
    income = a_part(phase=Phase.ADOPTED, directions=tuple(Direction))

    found = told(county, adopted("3", "P1", direction=Direction.REVENUE), parts=(income,))

    assert (found.keys.of, found.keys.whole, found.gone, found.is_held) == (0, (), (), False)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        (a_part((2026,), phase=Phase.ADOPTED), "covers 2026, whole county"),
        (a_part(phase=Phase.ADOPTED, department="Public Health"), "covers 2026, 2027, Public Health"),
    ],
)
def test_a_budget_of_other_years_or_places_is_not_compared_and_that_is_said(county, name, says):
    found = told(county, adopted("90", "P1"), parts=(name,))

    assert (found.is_held, found.gone, found.keys.of) == (False, (), 0)
    assert any(says in note and "they are not compared" in note for note in found.notes)


@pytest.mark.parametrize(
    "name",
    [
        a_part(phase=Phase.ACTUAL),
        a_part(phase=Phase.AMENDED, basis=AmendmentBasis.CHANGES),
        a_part(phase=Phase.REQUESTED),
    ],
)
def test_what_no_decision_comes_before_is_new(county, name):
    found = told(county, proposed("90", "P1", phase=name.phase), parts=(name,))

    assert (found.is_held, found.keys.of) == (False, 0)
    assert not any("compared" in note for note in found.notes)


def test_what_one_of_the_two_never_names_is_left_out_and_said(county):
    lines = [
        adopted("100", program, account=ChartEntry(code=code)) for program in ("P1", "P2") for code in ("51", "52")
    ]

    found = told(county, *lines)

    (against,) = found.keys.compared
    assert against.unnamed == ("account",)
    assert "Left out, as one of the two never names it: account." in against.words(is_done=False)
    assert (found.keys.changed, found.keys.added) == (2, 0)


def test_books_of_single_years_and_of_the_whole_period_are_added_up_over_years(county):
    lines = adopted("100", "P1", fte="2", fiscal_years=(2026, 2027)), adopted("120", "P2", fiscal_years=(2026, 2027))

    found = told(county, *lines, adopted("49", "K1", PARKS, fiscal_years=(2026, 2027)))

    assert (found.new, found.gone) == ((), ())
    assert [(each.record, each.field, each.before, each.after) for each in found.changes] == [
        ("Parks, adopted expenditure 2026-2027", "fte", "3.5", None),
        ("Public Health, adopted expenditure 2026-2027", "fte", "3", "2"),
    ]


def test_a_book_without_departments_is_compared_as_a_whole(county):
    found = told(county, adopted("90", "P1", None))

    assert (found.new, [each.record for each in found.changes if each.field == "amount"]) == (
        (),
        ["all departments, adopted expenditure 2026"],
    )


def test_a_department_is_one_however_the_two_write_it(county):
    found = told(county, adopted("160", "P1", ChartEntry(name="PUBLIC HEALTH")))

    assert "PUBLIC HEALTH, adopted expenditure 2026" not in found.new


BOOK = "Fiscal Year,Department,Program,Amount\n2026,Parks,K1,40\n2026,Public Health,P1,100\n2026,Public Health,P2,60"


def test_what_a_draft_showed_stays_after_it_is_accepted_and_after_the_decision_before_is_withdrawn(open_store):
    desk = Desk(open_store, COUNTY)
    first = _sent(desk, BOOK, "proposed")
    desk.accept(LOCAL_USER, first)
    number = _sent(desk, BOOK.replace("2026,Parks,K1,40\n", "").replace("100", "90"), "adopted")
    draft, waiting = desk.all_keys(LOCAL_USER, number), desk.pending(LOCAL_USER, number).differences

    desk.accept(LOCAL_USER, number)

    assert (draft.of, draft.compared, len(draft.whole)) == (2, waiting.keys.compared, 1)
    assert desk.all_keys(LOCAL_USER, number) == draft
    assert Queries(open_store, COUNTY).differences(number) == waiting
    desk.accept(LOCAL_USER, _sent(desk, BOOK.replace("60", "61"), "proposed"))
    desk.withdraw(LOCAL_USER, first, "not the one")
    assert desk.all_keys(LOCAL_USER, number) == draft
    again = desk.pending(LOCAL_USER, _sent(desk, BOOK, "adopted")).differences
    assert (again.against, again.keys.compared) == ((number,), ())


def _sent(desk, book, phase):
    answers = {"phase": (phase,), "direction": ("expenditure",)}
    draft = desk.check(LOCAL_USER, "book.csv", book.encode(), Kind.BUDGET)
    return desk.answer(LOCAL_USER, draft.row.id, answers).row.id
