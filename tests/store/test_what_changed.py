import random
from collections import defaultdict
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from budgets.changes import ChangeKind, compare
from budgets.period import BudgetPeriod
from budgets.phases import AmendmentBasis, Direction, Phase
from budgets.selectors import LineSelector
from budgets.structure import ChartEntry, CodeRule, CodeRules
from tests.builders import BIENNIUM, a_framework, a_line, a_part, a_plan, an_action
from tests.plain_changes import sums_by_key
from tests.store.test_queries import publish
from tracker.alignment import FundingLink
from tracker.change_rows import ChangeCut, ChangesAsked
from tracker.county import County, Department
from tracker.errors import NotFoundError
from tracker.permissions import LOCAL_USER
from tracker.records import KEYS, Dimension
from tracker.rows import View
from tracker.services.linking import link_action
from tracker.services.queries import Queries

RULES = CodeRules(fund=CodeRule(ignore_letter_prefix=True, ignore_leading_zeros=True))
UNIT = ChartEntry(code="A1")
ONE_YEAR = BudgetPeriod(start=date(2025, 1, 1), end=date(2025, 12, 31))
COUNTY = County(
    name="Cascara County",
    as_of=date(2026, 9, 30),
    year_start="01-01",
    periods=(ONE_YEAR, BIENNIUM),
    departments=(Department(name="Public Health", code="40"), Department(name="Parks")),
    codes=RULES,
)
VIEW = View("2026-2027", Phase.ADOPTED)
REQUESTED, PROPOSED, ADOPTED, AMENDED = Phase.REQUESTED, Phase.PROPOSED, Phase.ADOPTED, Phase.AMENDED


def coded(*codes):
    return [ChartEntry(code=code) if code else None for code in codes]


def a_book(chance, phase, count=60):
    """Lines of many keys, some of them alike, with codes that are written in more than one way."""
    pick = chance.choice
    return [
        a_line(
            Decimal(chance.randint(-5_000, 90_000)) / 100,
            phase=phase,
            fiscal_years=pick([(2026,), (2027,), (2026, 2027)]),
            direction=pick([Direction.EXPENDITURE] * 4 + [Direction.REVENUE]),
            department=pick([ChartEntry(code="40"), ChartEntry(name="Public Health"), ChartEntry(name="Parks"), None]),
            unit=pick(coded("A1", "A2", "A3", None)),
            fund=pick(coded("F0010", "10", "000000010", "F20")),
            program=pick(coded("P1", "P2", "P3", None)),
            account=pick(coded("51100", "52100", None)),
            package=pick(coded("DS_1", "DS_2", None, None)),
            goal=pick(["LOS", "CP", "??", None]),
            fte=pick([None, None, 1, "2.5"]),
        )
        for _ in range(count)
    ]


def fill(open_store, books, period=BIENNIUM):
    with open_store() as uow:
        uow.frameworks.put_in_force(a_framework(), by="local user", at=datetime(2026, 1, 1, tzinfo=UTC))
        uow.commit()
    for phase, lines in books.items():
        part = a_part(phase=phase, directions=tuple(Direction), period=period, fiscal_years=period.fiscal_years)
        publish(open_store, lines=lines, parts=[part], content=f"{phase} {period.label}".encode())
    return Queries(open_store, COUNTY)


def asked(**more):
    return ChangesAsked(VIEW, **more)


def naive(lines, direction, name_of):
    found: dict[str | None, Decimal] = defaultdict(Decimal)
    for line in lines:
        if line.direction is direction:
            found[name_of(line)] += line.amount
    return found


NAMES = {
    ChangeCut.GOAL: lambda line: {"LOS": "LOS", "CP": "CP"}.get(line.goal),
    ChangeCut.DEPARTMENT: lambda line: COUNTY.department_of(line.department)[0] if line.department else None,
    ChangeCut.UNIT: lambda line: line.unit.identity if line.unit else None,
    ChangeCut.FUND: lambda line: RULES.fund.identity(line.fund.code),
    ChangeCut.PROGRAM: lambda line: line.program.identity if line.program else None,
    ChangeCut.PACKAGE: lambda line: line.package.identity if line.package else None,
}


OF_PROGRAM = (ChangeCut.DEPARTMENT, ChangeCut.UNIT, ChangeCut.PROGRAM)


@pytest.mark.parametrize("cut", ChangeCut)
def test_every_step_is_what_plain_loops_add_up_to_the_cent(open_store, cut):
    chance = random.Random(cut.value)
    books = {phase: a_book(chance, phase) for phase in (REQUESTED, PROPOSED, ADOPTED)}
    page = fill(open_store, books).changes(asked(cut=cut))

    views = [(step.before.view.phase, step.after.view.phase) for step in page.steps]
    assert views == [(REQUESTED, PROPOSED), (PROPOSED, ADOPTED)]
    for step, (before, after) in zip(page.steps, [(REQUESTED, PROPOSED), (PROPOSED, ADOPTED)], strict=True):
        old, new = (naive(books[phase], Direction.EXPENDITURE, NAMES[cut]) for phase in (before, after))
        told = {row.of.key: row.dollars for row in step.rows if row.dollars}
        assert told == {key: new[key] - old[key] for key in {**old, **new} if new[key] != old[key]}
        assert (step.before.money.amount, step.after.money.amount) == (sum(old.values()), sum(new.values()))
        assert sum(row.dollars for row in step.rows) == step.dollars == sum(new.values()) - sum(old.values())


@pytest.mark.parametrize("direction", Direction)
def test_every_key_is_what_plain_loops_compare(open_store, direction):
    chance = random.Random(f"{direction}")
    books = {phase: a_book(chance, phase) for phase in (PROPOSED, ADOPTED)}
    page = fill(open_store, books).changes(asked(direction=direction, size=500))

    # The store compares without accounts, and knows departments by the county's list.
    sums = [
        sums_by_key((_as_compared(line) for line in books[phase] if line.direction is direction), RULES)
        for phase in (PROPOSED, ADOPTED)
    ]
    expected = compare(*sums)
    told = {(change.kind, _key(change), change.dollars, round(change.fte, 6)) for change in page.keys}
    assert told == {
        (one.kind, (one.before_key or one.after_key, one.after_key or one.before_key), one.dollars, round(one.fte, 6))
        for one in expected
    }
    assert sum(change.dollars for change in page.keys) == page.last.money.amount - page.first.money.amount
    assert page.of == len(page.keys) + sum(change.kind is ChangeKind.MOVED for change in page.keys)


def test_lines_that_stand_with_zero_in_one_book_are_not_gone_from_it(open_store):
    lines = {"a": ChartEntry(code="A1"), "b": ChartEntry(code="A2"), "c": ChartEntry(code="A3")}
    books = {
        PROPOSED: [a_line(100, phase=PROPOSED, unit=lines["a"]), a_line(70, phase=PROPOSED, unit=lines["b"])],
        ADOPTED: [a_line(0, phase=ADOPTED, unit=lines["a"]), a_line(20, phase=ADOPTED, unit=lines["c"])],
    }

    page = fill(open_store, books).changes(asked())

    assert [(change.kind.value, change.dollars, change.after and change.after.amount) for change in page.keys] == [
        ("changed", -100, 0),
        ("gone", -70, None),
        ("added", 20, 20),
    ]


@pytest.mark.parametrize("without", [(ADOPTED,), (PROPOSED, ADOPTED)])
def test_a_book_that_says_no_dollars_is_not_compared_as_if_it_had_none(open_store, without):
    books = {
        phase: [a_line(None if phase in without else 500, phase=phase, fiscal_years=(2026, 2027), fte=3)]
        for phase in (PROPOSED, ADOPTED)
    }

    page = fill(open_store, books).changes(asked())

    assert (page.steps, page.keys) == ((), ())
    assert page.missing == tuple(f"the {phase} budget of 2026-2027 says no dollars of expenditure" for phase in without)


def test_a_book_between_that_says_no_dollars_is_left_out(open_store):
    books = {
        phase: [a_line(amount, phase=phase, fiscal_years=(2026, 2027), fte=3)]
        for phase, amount in ((REQUESTED, 500), (PROPOSED, None), (ADOPTED, 400))
    }

    (step,) = fill(open_store, books).changes(asked()).steps

    assert (step.before.view.phase, step.after.view.phase, step.dollars) == (REQUESTED, ADOPTED, -100)


def _as_compared(line):
    department = COUNTY.department_of(line.department)[0] if line.department else None
    named = ChartEntry(name=department) if department else None
    return line.model_copy(update={"department": named, "account": None})


def _key(change):
    before, after = (tuple(each.key for each in key) for key in (change.came_from or change.key, change.key))
    return tuple((*key[:4], None, key[4]) for key in (before, after))


def test_pages_of_keys_hold_every_key_once(open_store):
    chance = random.Random(5)
    books = {phase: a_book(chance, phase, 120) for phase in (PROPOSED, ADOPTED)}
    ask = fill(open_store, books)

    whole = ask.changes(asked(size=500))
    pages = [ask.changes(asked(size=7, skip=skip)) for skip in range(0, whole.of, 7)]

    assert [change for page in pages for change in page.keys] == list(whole.keys)
    assert [page.further for page in pages] == [*range(7, whole.of, 7), None]


def test_a_slice_holds_what_its_step_says(open_store):
    chance = random.Random(3)
    books = {phase: a_book(chance, phase) for phase in (PROPOSED, ADOPTED)}
    ask = fill(open_store, books)

    for cut in ChangeCut:
        (step,) = ask.changes(asked(cut=cut)).steps
        # What serves no goal is a rest, and no slice: lines that carry an unknown code are in it, too.
        for row in [each for each in step.rows if cut is not ChangeCut.GOAL or each.of.key]:
            page = ask.changes(asked(where=((Dimension(cut.value), row.of.key),), size=500))
            before, after = (money.amount if money else 0 for money in page.whole)
            assert after - before == row.dollars
            inside = [change for change in page.keys if not _left(change, cut, row.of.key)]
            assert sum(change.dollars for change in inside) + _moved_net(page.keys, cut, row.of.key) == row.dollars


def _left(change, cut, key):
    """Whether a move leads out of a slice or into it, so that one of its sides alone belongs to the slice."""
    places = {ChangeCut.DEPARTMENT: 0, ChangeCut.UNIT: 1}
    if change.kind is not ChangeKind.MOVED or cut not in places:
        return False
    at = places[cut]
    return (change.key[at].key == key) is not (change.came_from[at].key == key)


def _moved_net(keys, cut, key):
    places = {ChangeCut.DEPARTMENT: 0, ChangeCut.UNIT: 1}
    net = Decimal(0)
    for change in keys:
        if _left(change, cut, key):
            comes_in = change.key[places[cut]].key == key
            net += change.after.amount if comes_in else -change.before.amount
    return net


def test_a_program_whose_packages_have_rows_of_their_own_says_that_it_is_without_them(open_store):
    chance = random.Random("packages")
    books = {phase: a_book(chance, phase) for phase in (PROPOSED, ADOPTED)}
    spent = [line for lines in books.values() for line in lines if line.direction is Direction.EXPENDITURE]

    ask = fill(open_store, books)
    page, revenue = (ask.changes(asked(size=500, direction=each)) for each in Direction)

    programs = {tuple(NAMES[cut](line) for cut in OF_PROGRAM) for line in spent if line.package and line.program}
    found = {(own.key[0].key, own.key[1].key, own.key[3].key, own.key[4].key): own.beside_packages for own in page.keys}
    assert found == {key: key[3] is None and key[:3] in programs for key in found}
    assert len(set(found.values())) == 2
    assert not any(own.beside_packages for own in revenue.keys)


def test_what_moved_between_units_is_told_once_with_both_places(open_store):
    shared = {"program": ChartEntry(code="P9"), "account": None, "fund": ChartEntry(code="F20")}
    books = {
        PROPOSED: [
            a_line("1000.00", phase=PROPOSED, unit=ChartEntry(code="A1"), **shared),
            a_line("1", phase=PROPOSED),
        ],
        ADOPTED: [a_line("1020.00", phase=ADOPTED, unit=ChartEntry(code="A2"), **shared), a_line("1", phase=ADOPTED)],
    }
    ask = fill(open_store, books)

    for where in ((), ((Dimension.UNIT, "a1"),), ((Dimension.UNIT, "a2"),)):
        (change,) = ask.changes(asked(where=where)).keys
        assert (change.kind, change.dollars) == (ChangeKind.MOVED, Decimal("20.00"))
        assert change.came_from
        assert (change.came_from[1].key, change.key[1].key) == ("a1", "a2")


def test_now_is_what_was_adopted_as_it_was_amended(open_store):
    ask = fill(open_store, {ADOPTED: [a_line("1000.00", phase=ADOPTED)]})
    change = a_part((2026, 2027), phase=AMENDED, basis=AmendmentBasis.CHANGES, as_of=date(2026, 5, 1))
    lines = [a_line(amount, phase=AMENDED) for amount in ("-100.00", "30.00")]
    publish(open_store, lines=lines, parts=[change], content=b"omnibus")

    page = ask.changes(asked(after="now"))

    assert (page.asked.before, page.asked.after) == ("2026-2027.adopted", "2026-2027.amended")
    (step,) = page.steps
    assert (step.before.money.amount, step.after.money.amount, step.dollars) == (1000, 930, -70)
    assert [(change.kind, change.dollars) for change in page.keys] == [(ChangeKind.CHANGED, Decimal("-70.00"))]


def test_an_amendment_that_moves_a_program_is_told_as_a_move(open_store):
    program = {"program": ChartEntry(code="P9"), "phase": ADOPTED}
    ask = fill(open_store, {ADOPTED: [a_line("1000.00", unit=ChartEntry(code="A1"), **program)]})
    part = a_part((2026, 2027), phase=AMENDED, basis=AmendmentBasis.CHANGES, as_of=date(2026, 5, 1))
    program["phase"] = AMENDED
    lines = [
        a_line(sign + "1000.00", unit=ChartEntry(code=code), **program) for sign, code in (("-", "A1"), ("", "A2"))
    ]
    publish(open_store, lines=lines, parts=[part], content=b"omnibus")

    (change,) = ask.changes(asked(after="now")).keys

    assert (change.kind, change.dollars) == (ChangeKind.MOVED, 0)


def test_unlike_periods_are_compared_by_the_year(open_store):
    council = {"unit": ChartEntry(code="A01000"), "department": ChartEntry(name="County Council")}
    year = [a_line("2255000.00", phase=ADOPTED, fiscal_years=(2025,), fte=9, **council)]
    both = [a_line("4446000.00", phase=PROPOSED, fiscal_years=(2026, 2027), fte=9, **council)]
    fill(open_store, {ADOPTED: year}, ONE_YEAR)
    ask = fill(open_store, {PROPOSED: both})

    page = ask.changes(asked(before="2025", after="proposed", cut=ChangeCut.DEPARTMENT))

    (row,) = page.steps[0].rows
    assert page.yearly
    assert (row.before.amount, row.after.amount) == (Decimal("2255000.00"), Decimal("2223000.00"))
    assert (row.dollars, row.fte) == (Decimal("-32000.00"), 0)
    assert f"{row.dollars / row.before.amount:+.0%}" == "-1%"
    assert [(change.dollars, change.fte) for change in page.keys] == [(Decimal("-32000.00"), 0)]
    assert page.last.whole.amount == Decimal("4446000.00")


def test_what_comes_to_the_same_by_the_year_is_no_change(open_store):
    fill(open_store, {ADOPTED: [a_line("100.00", phase=ADOPTED, fiscal_years=(2025,), fte=2)]}, ONE_YEAR)
    ask = fill(open_store, {ADOPTED: [a_line("200.00", phase=ADOPTED, fiscal_years=(2026, 2027), fte=2)]})

    page = ask.changes(asked())

    assert (page.asked.before, page.asked.after) == ("2025.adopted", "2026-2027.adopted")
    assert (page.steps[0].rows, page.keys, page.of) == ((), (), 0)


def test_actions_whose_ask_names_all_of_a_key_are_told_beside_it(open_store):
    asks = {
        "PH-1": {"appropriation_unit": "A80000 Public Health", "fund": "1800"},
        "PH-2": {"decision_package": "ds_201"},
        "PH-3": {"appropriation_unit": "A80000", "decision_package": "DS_999"},
        "PH-4": {"fund": "Public Health Fund"},
        "PH-5": {},
    }
    plan = a_plan(*[an_action(code, ask=ask) for code, ask in asks.items()])
    publish(open_store, plan=plan, key="public health")
    package = ChartEntry(code="DS_201", name="Doulas")
    books = {
        PROPOSED: [a_line("900", phase=PROPOSED, package=package), a_line("70", phase=PROPOSED)],
        ADOPTED: [a_line("300", phase=ADOPTED, package=package), a_line("80", phase=ADOPTED)],
    }
    first, second = fill(open_store, books).changes(asked()).keys

    assert [action.code for action in first.actions] == ["PH-1", "PH-2", "PH-4"]
    assert [action.code for action in second.actions] == ["PH-1", "PH-4"]


def test_one_key_leads_to_its_accounts_and_to_the_cells_of_its_lines(open_store):
    books = {
        PROPOSED: [a_line("5", phase=PROPOSED, account=ChartEntry(code="51100")), a_line("7", phase=PROPOSED)],
        ADOPTED: [a_line("6", phase=ADOPTED, account=ChartEntry(code="51100")), a_line("7", phase=ADOPTED)],
    }
    ask = fill(open_store, books)
    (change,) = ask.changes(asked()).keys
    where = tuple((dimension, each.key) for dimension, each in zip(KEYS, change.key, strict=True))

    page = ask.changes(asked(where=where))

    assert page.lines
    assert [(row.of.key, row.dollars) for row in page.lines.accounts] == [("51100", Decimal("1.00"))]
    assert [(line.amount, line.source.cell) for line in page.lines.before.lines] == [(5, "H2"), (7, "H3")]
    assert [(line.amount, line.source.cell) for line in page.lines.after.lines] == [(6, "H2"), (7, "H3")]
    assert page.steps == ()


def test_a_book_without_money_of_a_direction_is_not_compared(open_store):
    ask = fill(open_store, {PROPOSED: [a_line("5", phase=PROPOSED)], ADOPTED: [a_line("6", phase=ADOPTED)]})

    page = ask.changes(asked(direction=Direction.REVENUE))

    assert (page.steps, page.keys) == ((), ())
    assert page.missing == (
        "the proposed budget of 2026-2027 holds no revenue",
        "the adopted budget of 2026-2027 holds no revenue",
    )


def test_what_one_book_alone_covers_is_told(open_store):
    publish(open_store, lines=[a_line("5")], parts=[a_part((2026,), department="Parks")])
    ask = fill(open_store, {ADOPTED: [a_line("6", phase=ADOPTED)]})

    page = ask.changes(asked())

    assert page.missing == (
        "the proposed budget of 2026-2027 has no expenditure of 2027",
        "the proposed budget of 2026-2027 covers: Parks",
        "the adopted budget of 2026-2027 covers: whole county",
    )


def test_one_book_alone_has_nothing_to_be_compared_with(open_store):
    ask = fill(open_store, {ADOPTED: [a_line("6", phase=ADOPTED)]})

    page = ask.changes(asked())

    assert (page.steps, page.keys, page.missing) == ((), (), ())


@pytest.mark.parametrize("name", ["2031.adopted", "2026-2027.decided", "whatever"])
def test_a_book_that_is_not_there_is_no_book(open_store, name):
    ask = fill(open_store, {ADOPTED: [a_line("6", phase=ADOPTED)]})

    with pytest.raises(NotFoundError):
        ask.changes(asked(before=name))


def test_a_name_that_nothing_has_holds_no_change(open_store):
    ask = fill(open_store, {PROPOSED: [a_line("5", phase=PROPOSED)], ADOPTED: [a_line("6", phase=ADOPTED)]})

    page = ask.changes(replace(asked(), where=((Dimension.UNIT, "a999"),)))

    assert (page.keys, page.of) == ((), 0)


def test_what_one_book_never_names_is_not_compared_and_said(open_store):
    wide = [
        a_line("100", phase=PROPOSED, unit=None),
        a_line("40", phase=PROPOSED, unit=None, fund=ChartEntry(code="F20")),
    ]
    deep = [
        a_line("70", phase=ADOPTED, unit=ChartEntry(code="A1"), goal="LOS"),
        a_line("20", phase=ADOPTED, unit=ChartEntry(code="A2")),
        a_line("40", phase=ADOPTED, unit=ChartEntry(code="A1"), fund=ChartEntry(code="20")),
    ]
    ask = fill(open_store, {PROPOSED: wide, ADOPTED: deep})

    by_fund, by_unit, by_goal = (
        ask.changes(asked(cut=cut)) for cut in (ChangeCut.FUND, ChangeCut.UNIT, ChangeCut.GOAL)
    )

    no_unit = "the proposed budget of 2026-2027 names no unit, so nothing is compared by unit"
    assert by_fund.missing == by_unit.missing == (no_unit,)
    assert by_goal.missing == (
        no_unit,
        (
            "no link counts in the proposed budget of 2026-2027, and no line of it carries a goal's code: "
            "it is not compared by goal"
        ),
    )
    (change,) = by_fund.keys
    assert (change.kind, change.dollars, change.key[1].key) == (ChangeKind.CHANGED, Decimal(-10), None)
    assert [row.dollars for row in by_fund.steps[0].rows] == [-10]
    assert (by_unit.steps[0].rows, by_unit.steps[0].dollars) == ((), -10)
    assert by_goal.steps[0].rows == ()
    where = tuple((dimension, change.key[KEYS.index(dimension)].key) for dimension in by_fund.by)
    lines = ask.changes(asked(where=where)).lines
    assert lines
    assert [len(page.lines) for page in (lines.before, lines.after)] == [1, 2]


def linked(open_store, **keys):
    publish(open_store, plan=a_plan(an_action("PH-1", goal="LOS")), key="public health")
    selector = LineSelector(**keys)
    half = FundingLink(
        department="Public Health", action="PH-1", selector=selector, share=Decimal("0.5"), since=BIENNIUM.start
    )
    link_action(open_store(), LOCAL_USER, COUNTY, half)


@pytest.mark.parametrize("seed", range(2))
def test_every_link_stands_under_each_change_of_its_lines_as_plain_loops_find(open_store, seed):
    chance = random.Random(f"links {seed}")
    books = {phase: a_book(chance, phase) for phase in (PROPOSED, ADOPTED)}
    names = [
        {"unit": "A1"},
        {"fund": "F20", "program": "P2"},
        {"package": "DS_1"},
        {"unit": "A2", "fund": "10", "account": "51100"},
        {"department": "Parks"},
        {"unit": "A3", "package": "DS_2"},
    ]
    actions = [an_action(f"PH-{number}", goal="LOS") for number, _ in enumerate(names)]
    publish(open_store, plan=a_plan(*actions), key="public health")
    ask = fill(open_store, books)
    links = [
        FundingLink(
            department="Public Health",
            action=action.code,
            selector=LineSelector(**named),
            share=Decimal("0.1"),
            since=BIENNIUM.start,
        )
        for action, named in zip(actions, names, strict=True)
    ]
    for link in links:
        link_action(open_store(), LOCAL_USER, COUNTY, link)
    # A newer plan leaves every second action out, and its link stays.
    publish(open_store, plan=a_plan(*actions[::2]), key="public health", content=b"later")

    page = ask.changes(asked(size=500))

    kept = {action.code for action in actions[::2]}
    for change in page.keys:
        keys = [_names_of(key) for key in (change.key, change.came_from) if key]
        expected = {link.action for link in links for key in keys if _pays_from(link.selector, key)}
        told = {action.name: action.title for action in change.actions if action.linked}
        assert told == {name: f"{actions[0].title}" if name in kept else None for name in expected}
    assert any(action.title is None for change in page.keys for action in change.actions)
    assert sum(change.dollars for change in page.keys) == page.last.money.amount - page.first.money.amount


def test_a_link_that_counts_in_the_earlier_period_alone_stands_under_what_it_paid(open_store):
    fill(open_store, {ADOPTED: [a_line("100.00", phase=ADOPTED, fiscal_years=(2025,), unit=UNIT)]}, ONE_YEAR)
    publish(open_store, plan=a_plan(an_action("PH-1")), key="public health")
    ask = fill(open_store, {ADOPTED: [a_line("80.00", phase=ADOPTED, unit=UNIT)]})
    link = FundingLink(
        department="Public Health",
        action="PH-1",
        selector=LineSelector(unit="A1"),
        share=Decimal("0.5"),
        since=ONE_YEAR.start,
        until=ONE_YEAR.end,
    )
    link_action(open_store(), LOCAL_USER, COUNTY, link)

    (change,) = ask.changes(asked(before="2025.adopted", after="2026-2027.adopted")).keys

    assert [(action.name, action.linked) for action in change.actions] == [("PH-1", True)]


def _names_of(key):
    return {dimension.value: each.key for dimension, each in zip(KEYS, key, strict=True)}


def _pays_from(selector, key):
    """Whether a key agrees with all that a link names; accounts stand in no key."""
    named = {part: code for part, code in selector.named.items() if part != "account"}
    by_rule = {part: RULES.of(part).identity(code) for part, code in named.items() if part != "department"}
    own = {part: COUNTY.department_key(code) for part, code in named.items() if part == "department"}
    return {**by_rule, **own}.items() <= key.items()


LINKED = "no link counts in the {} budget of 2026-2027: by goal, what links pay in the {} budget of 2026-2027"
CODED = (
    "no line of the {} budget of 2026-2027 carries a goal's code: by goal, what is tagged in the {} budget of 2026-2027"
)


@pytest.mark.parametrize(
    ("proposed", "adopted", "said"),
    [
        (("LOS", "A1"), ("LOS", "A2"), (LINKED.format("proposed", "adopted"), "gain")),
        (("LOS", "A2"), ("LOS", "A1"), (LINKED.format("adopted", "proposed"), "loss")),
        ((None, "A2"), ("LOS", "A2"), (CODED.format("proposed", "adopted"), "gain")),
        (("LOS", "A2"), ("LOS", "A2"), None),
        ((None, "A2"), (None, "A2"), None),
    ],
)
def test_where_one_of_two_books_has_no_links_or_no_codes_by_goal_that_is_said(open_store, proposed, adopted, said):
    books = {
        phase: [
            a_line("100", phase=phase, unit=ChartEntry(code=unit)),
            a_line("30", phase=phase, unit=ChartEntry(code="A9"), goal=goal),
        ]
        for phase, (goal, unit) in ((PROPOSED, proposed), (ADOPTED, adopted))
    }
    ask = fill(open_store, books)
    linked(open_store, unit="A2")

    page = ask.changes(asked())

    looks = "{} looks like a {}, though no dollar need have moved"
    assert page.missing == ((looks.format(*said),) if said else ())
    assert ask.changes(asked(cut=ChangeCut.FUND)).missing == ()


def test_each_side_says_what_of_it_is_linked_tagged_and_neither(open_store):
    lines = {
        phase: [
            a_line("100", phase=phase, unit=ChartEntry(code="A2")),
            a_line("30", phase=phase, unit=ChartEntry(code="A9"), goal="LOS"),
        ]
        for phase in (PROPOSED, ADOPTED)
    }
    ask = fill(open_store, lines)
    linked(open_store, unit="A2")

    page = ask.changes(asked())

    assert [(side.goals.linked, side.goals.tagged, side.goals.neither) for side in (page.first, page.last)] == [
        (50, 30, 50)
    ] * 2
    assert ask.changes(asked(cut=ChangeCut.FUND)).first.goals is None


def test_a_unit_under_another_department_moved(open_store):
    shared = {"unit": ChartEntry(name="Major roads"), "fund": ChartEntry(code="2020")}
    books = {
        PROPOSED: [a_line("500", phase=PROPOSED, department=ChartEntry(name="Works"), **shared)],
        ADOPTED: [a_line("500", phase=ADOPTED, department=ChartEntry(name="Engineering"), **shared)],
    }
    (change,) = fill(open_store, books).changes(asked()).keys

    assert (change.kind, change.dollars) == (ChangeKind.MOVED, 0)
    assert (change.came_from[0].name, change.key[0].name) == ("Works", "Engineering")
