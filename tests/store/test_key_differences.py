import random
from collections import Counter
from decimal import Decimal

import pytest

from budgets.changes import compare
from budgets.phases import Direction, Phase
from budgets.structure import ChartEntry, CodeRules
from importers.budget_sheets import BudgetAbout
from importers.cells import CellRef, Read
from importers.lines import BookLines
from importers.reading import BudgetReading, Kind
from importers.templates import write_budget
from tests.builders import BIENNIUM, a_line, a_part
from tests.plain_changes import sums_by_key
from tests.store.test_queries import publish
from tests.store.test_what_changed import COUNTY, RULES, a_book
from tracker.errors import NotFoundError, StateError
from tracker.permissions import LOCAL_USER
from tracker.records import FULL_KEY
from tracker.services.desk import Desk
from tracker.services.publishing import differences
from tracker.standing import parts_in_force

PROPOSED = Phase.PROPOSED
PART = a_part(directions=tuple(Direction))


def a_reading(*lines, parts=(PART,)):
    reads = (Read(line, CellRef("Lines", row, 8)) for row, line in enumerate(lines, start=2))
    return BudgetReading(
        kind=Kind.BUDGET,
        file="again.csv",
        sha256="",
        layout="",
        layout_version="",
        answers={},
        lines=BookLines.of(reads),
        parts=parts,
    )


def told(open_store, *lines, **more):
    with open_store() as uow:
        return differences(uow, a_reading(*lines, **more), COUNTY).keys


@pytest.mark.parametrize("seed", range(3))
def test_a_newer_file_is_compared_key_by_key_with_the_one_in_force(open_store, seed):
    chance = random.Random(seed)
    old, new = a_book(chance, PROPOSED, 80), a_book(chance, PROPOSED, 80)
    publish(open_store, lines=old, parts=[PART])

    found = told(open_store, *new)

    expected = [
        change for direction in Direction for change in compare(*(_sums(lines, direction) for lines in (old, new)))
    ]
    assert Counter(change.kind.value for change in expected) == Counter(
        {"added": found.added, "gone": found.gone, "changed": found.changed, "moved": found.moved}
    )
    largest = sorted((change.size for change in expected), reverse=True)[: len(found.largest)]
    assert sorted((_size(each) for each in found.largest), reverse=True) == largest


def _sums(lines, direction):
    def under_county(line):
        department = COUNTY.department_of(line.department)[0] if line.department else None
        return line.model_copy(update={"department": ChartEntry(name=department) if department else None})

    return sums_by_key((under_county(line) for line in lines if line.direction is direction), RULES)


def _size(each):
    if each.became == "moved":
        return max(abs(Decimal(text or 0)) for text in (each.before, each.after))
    return abs(Decimal(each.difference))


def sent(desk, chance, *phases):
    lines = [line for phase in phases or (Phase.ADOPTED,) for line in a_book(chance, phase, 40)]
    content = write_budget(lines, BudgetAbout(period=BIENNIUM))
    return desk.check(LOCAL_USER, "book.xlsx", content, Kind.BUDGET).row.id


@pytest.mark.parametrize("county", [COUNTY, COUNTY.model_copy(update={"codes": CodeRules()})], ids=["rules", "none"])
def test_every_change_of_an_accepted_budget_stays_what_its_draft_showed(open_store, county):
    chance, desk = random.Random(11), Desk(open_store, county)
    first = sent(desk, chance)
    desk.accept(LOCAL_USER, first)
    second = sent(desk, chance)
    draft = desk.all_keys(LOCAL_USER, second)

    desk.accept(LOCAL_USER, second)

    assert draft.of > 20
    assert desk.all_keys(LOCAL_USER, second) == draft
    desk.accept(LOCAL_USER, sent(desk, chance))
    desk.withdraw(LOCAL_USER, first, "not the one")
    assert desk.all_keys(LOCAL_USER, second) == draft
    desk.withdraw(LOCAL_USER, second, "nor this")
    assert desk.all_keys(LOCAL_USER, second) == draft


def test_each_book_of_a_file_is_held_against_the_last_one_that_it_took_the_place_of(open_store):
    chance, desk = random.Random(3), Desk(open_store, COUNTY)
    for phases in ((Phase.PROPOSED, Phase.ADOPTED), (Phase.ADOPTED,)):
        desk.accept(LOCAL_USER, sent(desk, chance, *phases))
    number = sent(desk, chance, Phase.PROPOSED, Phase.ADOPTED)
    draft = desk.all_keys(LOCAL_USER, number)

    desk.accept(LOCAL_USER, number)

    assert {told.book for told in draft.largest} >= {"proposed expenditure", "adopted expenditure"}
    assert desk.all_keys(LOCAL_USER, number) == draft


def test_a_budget_that_took_no_ones_place_changed_no_key(open_store):
    desk = Desk(open_store, COUNTY)
    number = sent(desk, random.Random(1))
    desk.accept(LOCAL_USER, number)

    with pytest.raises(NotFoundError):
        desk.all_keys(LOCAL_USER, number)


def test_of_a_discarded_draft_nothing_is_told(open_store):
    desk = Desk(open_store, COUNTY)
    number = sent(desk, random.Random(1))
    desk.discard(LOCAL_USER, number)

    with pytest.raises(StateError):
        desk.all_keys(LOCAL_USER, number)


def test_the_file_of_a_discarded_draft_is_not_read_for_it(open_store, monkeypatch):
    desk = Desk(open_store, COUNTY)
    number = sent(desk, random.Random(1))
    desk.discard(LOCAL_USER, number)
    monkeypatch.setattr("tracker.services.uploads.read_file", pytest.fail)

    with pytest.raises(StateError):
        desk.all_keys(LOCAL_USER, number)


def test_of_more_changes_than_a_workbook_lists_the_largest_are_told(open_store, monkeypatch):
    monkeypatch.setattr("tracker.services.publishing.MOST_LISTED", 3)
    monkeypatch.setattr("tracker.services.key_differences.MOST_LISTED", 3)
    desk, chance = Desk(open_store, COUNTY), random.Random(5)
    desk.accept(LOCAL_USER, sent(desk, chance))
    number = sent(desk, chance)

    draft = desk.all_keys(LOCAL_USER, number)
    desk.accept(LOCAL_USER, number)
    done = desk.all_keys(LOCAL_USER, number)

    assert (len(draft.largest), draft.of > 20, done) == (3, True, draft)


def test_the_same_lines_change_no_key(open_store):
    lines = a_book(random.Random(9), PROPOSED, 40)
    publish(open_store, lines=lines, parts=[PART])

    assert told(open_store, *reversed(lines)).of == 0


def test_a_change_says_what_its_lines_name_as_they_are_written(open_store):
    named = {"program": ChartEntry(code="PH102", name="Clinics"), "account": ChartEntry(code="51100", name="Salaries")}
    publish(open_store, lines=[a_line("100", **named)], parts=[PART])

    (change,) = told(open_store, a_line("90.50", **named)).largest

    assert change.key == (
        "Public Health / A80000 Public Health / F1800 Public Health Fund / PH102 Clinics / 51100 Salaries"
    )
    assert (change.became, change.book, change.before, change.after, change.difference) == (
        "changed",
        "proposed expenditure",
        "100.00",
        "90.50",
        "-9.50",
    )


def test_a_line_that_stands_with_zero_in_the_file_is_not_gone(open_store):
    publish(open_store, lines=[a_line("100"), a_line("50", unit=ChartEntry(code="A9"))], parts=[PART])

    found = told(open_store, a_line("0"))

    assert (found.gone, found.changed) == (1, 1)
    assert [(each.became, each.after) for each in found.largest] == [("changed", "0.00"), ("gone", None)]


def test_what_moved_says_from_where(open_store):
    shared = {"program": ChartEntry(code="PH102"), "fund": None, "department": None}
    publish(open_store, lines=[a_line("100", unit=ChartEntry(code="A1"), **shared)], parts=[PART])

    (change,) = told(open_store, a_line("100", unit=ChartEntry(code="A2"), **shared)).largest

    assert (change.became, change.came_from, change.key) == ("moved", "A1 / PH102", "A2 / PH102")


def test_a_book_that_takes_no_others_place_is_not_told_by_key(open_store):
    publish(open_store, lines=[a_line("100")], parts=[PART])
    later = a_part(directions=tuple(Direction), phase=Phase.ACTUAL)

    found = told(open_store, a_line("100"), a_line("70", phase=Phase.ACTUAL), parts=(PART, later))

    assert found.of == 0


def test_positions_alone_are_a_change(open_store):
    publish(open_store, lines=[a_line("100", fte="2")], parts=[PART])

    found = told(open_store, a_line("100", fte="3"))

    assert (found.changed, found.largest[0].difference) == (1, "0.00")


def test_every_whole_key_of_a_part_is_given_with_its_sum(open_store):
    lines = a_book(random.Random(4), PROPOSED, 60)
    publish(open_store, lines=lines, parts=[PART])

    with open_store() as uow:
        parts = [part.id for part in parts_in_force(uow.books.published())]
        chart = {dimension: uow.chart.entries(dimension) for dimension in FULL_KEY}
        found = {
            (sums.direction, _labels(chart, sums.key)): (sums.sum.lines, sums.sum.cents)
            for sums in uow.comparing.every_key(parts)
        }

    expected: dict[object, list[int]] = {}
    for line in lines:
        entries = (getattr(line, name.value) for name in FULL_KEY)
        own = expected.setdefault((line.direction, tuple(entry and entry.label for entry in entries)), [0, 0])
        own[0] += 1
        own[1] += int((line.amount or Decimal(0)) * 100)
    assert found == {key: tuple(own) for key, own in expected.items()}


def _labels(chart, key):
    return tuple(
        None if number is None else chart[name][number].label for name, number in zip(FULL_KEY, key, strict=True)
    )
