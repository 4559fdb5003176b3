import io
import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from budgets.period import BudgetPeriod
from budgets.phases import Phase
from importers import link_issues
from importers.checks.filled_sheets import MOST_ROWS
from importers.issues import IssueKind
from importers.layouts.layout import Record
from importers.reading import Kind
from importers.templates import write_crosswalk
from tests.importers.question_fixtures import changed
from tests.store.test_links import ROWS, a_link, book, bring, by_link, make
from tests.store.test_uploads import COUNTY, NOBODY, plan
from tracker.crosswalk_rows import LinksIn
from tracker.errors import PermissionDeniedError
from tracker.permissions import LOCAL_USER
from tracker.rows import View
from tracker.services import linking
from tracker.services.crosswalk import LinksMeanwhileError, check_links, import_links, take_links
from tracker.services.linking import LONGEST_SOUGHT, MOST_HINTS, end_link
from tracker.services.queries import Queries

FOLDER = Path(__file__).resolve().parents[1] / "workbooks" / "should_fail" / "links"
FAULTS = sorted(FOLDER.glob("*.toml"))
KINDS = sorted(kind.code for kind in vars(link_issues).values() if isinstance(kind, IssueKind))

NEXT = BudgetPeriod(start=date(2028, 1, 1), end=date(2029, 12, 31))


@pytest.fixture
def county(open_store):
    bring(open_store(), plan("A-1", "A-2", "A-3"), Kind.PLAN)
    bring(open_store(), book(*ROWS))
    until = a_link().since.replace(year=2027, month=12, day=31)
    make(open_store(), a_link(share="0.1"))
    make(open_store(), a_link("A-2", amount="500", fund="F0020").model_copy(update={"until": until, "note": "why"}))
    return open_store


def export(open_store) -> bytes:
    ask = Queries(open_store, COUNTY)
    return ask.links_workbook(ask.default_view())


def first(open_store):
    with open_store() as uow:
        return min(one.id for one in uow.links.all())


def take_in(open_store, content: bytes) -> LinksIn:
    return import_links(open_store(), LOCAL_USER, COUNTY, ("links.xlsx", content))


def standing(open_store) -> list[tuple[str, str, str]]:
    with open_store() as uow:
        return [(one.link.action, one.link.selector.label, one.link.claim) for one in uow.links.all() if one.stands]


@pytest.mark.parametrize("place", FAULTS, ids=lambda place: place.stem)
def test_tells_the_fault_at_its_cell_and_keeps_nothing(county, place: Path):
    told: dict[str, Any] = tomllib.loads(place.read_text(encoding="utf-8"))
    number = str(first(county))
    cells = ((cell, (number if value == "{first}" else value) or None) for cell, value in told.get("cells", []))
    content = changed(export(county), *cells)
    if told.get("ended"):
        end_link(county(), LOCAL_USER, COUNTY, first(county), "the grant ran out")
    before = standing(county)

    found = take_in(county, content)

    assert [[str(issue.cell or ""), issue.code] for issue in found.issues] == told["expected"]
    assert all("{" not in issue.message and "None" not in issue.message for issue in found.issues)
    assert standing(county) == before


def test_every_kind_has_a_workbook_that_shows_it():
    shown = {code for place in FAULTS for _, code in tomllib.loads(place.read_text(encoding="utf-8"))["expected"]}

    assert shown == set(KINDS)


def test_what_was_written_is_known_when_it_is_read(county):
    before = by_link(county)

    told = take_in(county, export(county))

    assert (told.new, told.changed, told.unchanged, told.issues) == (0, 0, 2, ())
    assert by_link(county) == before


def test_the_workbook_tells_what_is_counted_beside_each_link(county):
    sheet = openpyxl.load_workbook(io.BytesIO(export(county)))["Links"]
    rows = list(sheet.iter_rows(min_row=2, max_row=3, values_only=True))

    assert [(row[2], row[9], row[10], row[15]) for row in rows] == [
        ("A-1", "10 %", None, 18333.33),
        ("A-2", None, 500, 500),
    ]


def test_a_changed_row_takes_the_place_of_its_link_and_a_new_row_is_a_new_link(county):
    new = [("Public Health", "B"), ("A-3", "C"), ("DS_1", "I"), ("33.3333 %", "J"), ("1/1/2026", "M")]
    content = changed(export(county), ("Links!J2", "20"), *((f"Links!{column}4", text) for text, column in new))

    checked = look_at(county, content)
    before = standing(county)
    told = take_in(county, content)

    assert (checked.new, checked.changed, checked.unchanged) == (told.new, told.changed, told.unchanged) == (1, 1, 1)
    assert before == [("A-1", "unit A1000", "10 %"), ("A-2", "fund F0020", "$500")]
    assert sorted(standing(county)) == [
        ("A-1", "unit A1000", "20 %"),
        ("A-2", "fund F0020", "$500"),
        ("A-3", "package DS_1", "33.3333 %"),
    ]
    number = first(county)
    with county() as uow:
        assert uow.links.get(number).ended_why == "changed by links.xlsx"
    assert sum(net for _, net in by_link(county).values()) == 192_333_34


def test_the_same_file_twice_changes_nothing(county):
    new = [("Public Health", "B"), ("A-3", "C"), ("DS_1", "I"), ("5 %", "J"), ("1/1/2026", "M")]
    content = changed(export(county), ("Links!J2", "20"), *((f"Links!{column}4", text) for text, column in new))
    take_in(county, content)
    before = by_link(county)

    again = take_in(county, content)

    assert (again.new, again.changed, again.unchanged, again.issues) == (0, 0, 3, ())
    assert by_link(county) == before


OWN = tuple("BCDEFGHIJKLMNO")


def with_words_of(open_store, *rows: tuple[int, int | None]) -> bytes:
    """The links that stand, where some rows of it say what other rows say; of None a row of its own, 7 % of a fund."""
    content = export(open_store)
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Links"]
    said: dict[int | None, dict[str, Any]] = {
        row: {column: sheet[f"{column}{row}"].value for column in OWN} for row in (2, 3)
    }
    said[None] = dict(zip("BCFJM", ("Public Health", "A-3", "F0010", "7 %", "1/1/2026"), strict=True))
    return changed(content, *((f"Links!{column}{row}", said[of].get(column)) for row, of in rows for column in OWN))


@pytest.mark.parametrize("rows", [((2, 3), (3, None)), ((2, None), (3, 2)), ((2, 3), (3, 2)), ((2, 3),)], ids=str)
def test_a_link_that_would_take_the_words_of_another_is_refused_whichever_row_comes_first(county, rows):
    before = standing(county)

    told = take_in(county, with_words_of(county, *rows))

    assert {issue.code for issue in told.issues} == {"link-stands-already"}
    assert standing(county) == before


@pytest.mark.parametrize(("row", "without"), [(3, 4), (4, 3)])
def test_a_row_without_a_number_does_not_stand_for_a_link_that_another_row_changes(county, row, without):
    content = with_words_of(county, (4, 3), (3, 3))
    number = openpyxl.load_workbook(io.BytesIO(content))["Links"]["A3"].value
    told_anew = ((f"Links!A{row}", number), (f"Links!A{without}", None), (f"Links!K{row}", 400))
    before = standing(county)

    told = take_in(county, changed(content, *told_anew))

    assert [(str(issue.cell), issue.code) for issue in told.issues] == [(f"Links!C{without}", "link-stands-already")]
    assert "which another row changes" in told.issues[0].message
    assert standing(county) == before


def test_a_link_whose_row_is_not_there_stays(county):
    content = changed(export(county), *((f"Links!{column}3", None) for column in "ABCDEFGHIJKLMNOP"))

    told = take_in(county, content)

    assert (told.new, told.changed, told.unchanged) == (0, 0, 1)
    assert len(standing(county)) == 2


def test_an_amount_is_kept_to_the_cent(county):
    take_in(county, changed(export(county), ("Links!K3", 499.99)))

    with county() as uow:
        assert [one.link.amount for one in uow.links.all() if one.stands][-1] == Decimal("499.99")


def test_only_who_may_link_brings_links(county):
    with pytest.raises(PermissionDeniedError):
        import_links(county(), NOBODY, COUNTY, ("links.xlsx", export(county)))


def test_a_row_that_says_what_stands_is_known_also_where_its_action_and_its_lines_are_gone(county):
    content = export(county)
    bring(county(), plan("A-3"), Kind.PLAN)
    bring(county(), book(*ROWS[3:]))

    told = take_in(county, content)

    assert (told.new, told.changed, told.unchanged, told.issues) == (0, 0, 2, ())


def test_a_share_is_what_its_cell_shows(county):
    book_ = openpyxl.load_workbook(io.BytesIO(export(county)))
    book_["Links"]["J2"].value, book_["Links"]["J2"].number_format = 1, "0%"
    octets = io.BytesIO()
    book_.save(octets)

    take_in(county, octets.getvalue())

    assert ("A-1", "unit A1000", "100 %") in standing(county)


def test_an_amount_over_two_periods_is_refused(county):
    county_of_years = COUNTY.model_copy(update={"periods": (*COUNTY.periods, NEXT)})
    content = changed(export(county), ("Links!N3", "12/31/2029"))

    told = import_links(county(), LOCAL_USER, county_of_years, ("links.xlsx", content))

    assert [(str(issue.cell), issue.code) for issue in told.issues] == [("Links!C3", "link-not-whole")]
    assert "2028-2029" in told.issues[0].message


def test_rows_that_nobody_sees_are_told(county):
    book_ = openpyxl.load_workbook(io.BytesIO(export(county)))
    copied = book_.copy_worksheet(book_["Links"])
    copied.title = "Links (2)"
    book_["Links"].row_dimensions[3].hidden = True
    book_["Links"].sheet_state = "hidden"
    octets = io.BytesIO()
    book_.save(octets)

    told = take_in(county, octets.getvalue())

    assert {issue.code for issue in told.issues} == {"hidden-sheet", "hidden-rows-or-columns", "sheet-not-read"}
    assert told.is_sound


def test_more_rows_than_people_fill_in_are_one_issue(county):
    told = take_in(county, write_crosswalk([{"number": "x"}] * (MOST_ROWS + 1)))

    assert [issue.code for issue in told.issues] == ["sheet-too-large"]


def test_what_is_nearest_is_looked_for_in_a_hundred_rows_and_no_more(county):
    rows: list[Record] = [
        {"department": "Public Health", "action": "A-1", "unit": f"A10{number}", "share": "5 %", "since": NEXT.start}
        for number in range(MOST_HINTS + 50)
    ]

    told = take_in(county, write_crosswalk(rows))

    assert len(told.issues) == len(rows)
    assert sum("the nearest are" in issue.message for issue in told.issues) == MOST_HINTS


def test_what_is_nearest_to_a_text_without_end_is_looked_for_by_its_beginning(county, monkeypatch):
    sought: list[str] = []

    def extract(text: str, _known: list[str], *, limit: int) -> list[tuple[str, int, int]]:
        sought.append(text)
        return [("A-1", 0, 0)] * limit

    monkeypatch.setattr("tracker.services.linking.process.extract", extract)
    row: Record = {"department": "Public Health", "action": "A " * 5_000, "unit": "A1000", "share": "5 %"}

    take_in(county, write_crosswalk([{**row, "since": NEXT.start}]))

    assert [len(text) for text in sought] == [LONGEST_SOUGHT]


def test_what_is_nearest_is_looked_for_among_so_many_codes_and_no_more(county, monkeypatch):
    monkeypatch.setattr(linking, "MOST_COMPARED", 10)
    row: Record = {"department": "Public Health", "unit": "A1000", "share": "5 %", "since": NEXT.start}
    rows: list[Record] = [{**row, "action": f"A-1{number}"} for number in range(10)]

    told = take_in(county, write_crosswalk(rows))

    # The plan has three actions.
    assert sum("the nearest are" in issue.message for issue in told.issues) == 3


# -- looked at first, and kept as it was seen


VIEW = View("2026-2027", Phase.ADOPTED)
NEW = [("Public Health", "B"), ("A-3", "C"), ("A1000", "E"), ("95 %", "J"), ("1/1/2026", "M")]
TODAY = date(2026, 6, 30)


def over_allocating(open_store) -> bytes:
    return changed(export(open_store), ("Links!J2", "20"), *((f"Links!{column}4", text) for text, column in NEW))


def look_at(open_store, content: bytes, view: View = VIEW) -> LinksIn:
    return check_links(open_store(), LOCAL_USER, COUNTY, ("links.xlsx", content), view, today=TODAY)


def take(open_store, content: bytes, seen: str, view: View = VIEW) -> LinksIn:
    return take_links(open_store(), LOCAL_USER, COUNTY, ("links.xlsx", content), view, today=TODAY, seen=seen)


def test_what_a_workbook_would_do_is_told_to_the_cent_and_is_what_it_does(county):
    content, before = over_allocating(county), by_link(county)

    told = look_at(county, content)

    assert by_link(county) == before
    assert [(str(row.at), row.link.claim, row.before.id if row.before else None) for row in told.rows] == [
        ("Links!C2", "20 %", first(county)),
        ("Links!C4", "95 %", None),
    ]
    assert (told.new, told.changed, told.unchanged) == (1, 1, 1)
    take(county, content, told.fingerprint)
    after = {link: sums for link, sums in by_link(county).items() if link is not None}
    numbers = sorted(after)[-2:]
    assert [(row.gross, row.net) for row in told.rows] == [
        tuple(Decimal(cents) / 100 for cents in after[number]) for number in numbers
    ]
    assert told.book is not None
    assert told.book.over_before == 0
    assert told.book.over_after == Decimal(sum(gross - net for gross, net in after.values())) / 100 > 0
    assert sum(row.over for row in told.rows) == told.book.over_after


def test_of_reductions_that_are_claimed_twice_none_makes_up_for_dollars_that_are(county):
    both = [("Public Health", "B"), ("A2000", "E"), ("80 %", "J"), ("1/1/2026", "M")]
    rows = [(row, action, account) for row, (action, account) in enumerate(
        ((action, account) for account in ("51100", "53140") for action in ("A-1", "A-3")), start=4
    )]  # fmt: skip
    cells = [
        (f"Links!{column}{row}", text)
        for row, action, account in rows
        for text, column in (*both, (action, "C"), (account, "H"))
    ]

    told = look_at(county, changed(export(county), *cells))

    assert told.issues == ()
    assert told.book is not None
    # Of $10,000 and of $1,000 that is taken away 160 % are claimed each, and $500 of the former besides.
    assert told.book.over_after == Decimal("7100.00")


def test_links_that_would_be_counted_less_are_named_with_what_they_would_have(county):
    new = [("Public Health", "B"), ("A-3", "C"), ("A1000", "E"), ("F0010", "F"), ("100 %", "J"), ("1/1/2026", "M")]
    content = changed(export(county), *((f"Links!{column}4", text) for text, column in new))

    told = look_at(county, content)

    assert told.book is not None
    assert [(fall.link, fall.department, fall.before, fall.after) for fall in told.book.falls] == [
        (first(county), "Public Health", Decimal("18333.33"), Decimal(0))
    ]
    assert told.book.over_after == Decimal("18333.33")


def test_of_a_link_that_does_not_count_in_the_book_nothing_is_said(county):
    content = changed(export(county), ("Links!M2", "1/1/2028"))

    (row,) = look_at(county, content).rows

    assert (row.gross, row.net) == (None, None)


def test_without_a_book_nothing_is_said_of_dollars(county):
    told = look_at(county, over_allocating(county), View("2026-2027", Phase.PROPOSED))

    assert (told.book, {row.gross for row in told.rows}) == (None, {None})
    assert told.new == 1


def test_what_was_linked_meanwhile_is_seen_before_anything_is_kept(county):
    content = over_allocating(county)
    seen = look_at(county, content).fingerprint
    make(county(), a_link("A-2", share="0.01", package="DS_1"))
    before = standing(county)

    with pytest.raises(LinksMeanwhileError, match="look at it once more"):
        take(county, content, seen)

    assert standing(county) == before
    assert look_at(county, content).fingerprint != seen


def test_a_link_that_was_ended_meanwhile_is_seen_before_anything_is_kept(county):
    content = changed(export(county), ("Links!K3", 400))
    seen = look_at(county, content)
    end_link(county(), LOCAL_USER, COUNTY, first(county), "the grant ran out")

    with pytest.raises(LinksMeanwhileError):
        take(county, content, seen.fingerprint)

    now = look_at(county, content)
    assert [[row.link for row in told.rows] for told in (seen, now)] == [[seen.rows[0].link]] * 2
    assert [issue.code for issue in now.issues] == ["link-ended"]


def test_a_workbook_with_a_fault_is_not_kept_whatever_was_seen(county):
    content = changed(over_allocating(county), ("Links!E4", "A9"))
    told = look_at(county, content)
    before = standing(county)

    with pytest.raises(LinksMeanwhileError):
        take(county, content, told.fingerprint)

    assert [issue.code for issue in told.issues] == ["link-code-unknown"]
    assert (told.book, standing(county)) == (None, before)


@pytest.mark.parametrize("deed", [check_links, take_links])
def test_only_who_may_link_looks_at_a_workbook_and_keeps_it(county, deed):
    more = {"seen": ""} if deed is take_links else {}

    with pytest.raises(PermissionDeniedError):
        deed(county(), NOBODY, COUNTY, ("links.xlsx", export(county)), VIEW, today=TODAY, **more)
