from collections import Counter
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from budgets.phases import Phase
from budgets.structure import ChartEntry
from importers.reading import Kind
from plans.questions import AskedOf
from tests.builders import a_framework, a_line
from tests.plain_links import count_links
from tests.plans.test_questions import a_question, a_set
from tests.store.test_links import BIENNIUM, ROWS, a_link, book, bring, make, plain, plain_link
from tests.store.test_uploads import COUNTY, NOBODY, plan
from tracker.equity_answers import Subject
from tracker.errors import NotFoundError, PermissionDeniedError, StateError
from tracker.finding_history import Cause, NewRound, Seen, Waiver
from tracker.finding_rows import FindingState
from tracker.permissions import LOCAL_USER
from tracker.rows import Cut, View
from tracker.services.findings import NewWaiver, WaiverNotTakenError, findings, take_waiver_back, waive_finding
from tracker.services.framework_loading import load_framework
from tracker.services.funding_pages import goal_funding
from tracker.services.keeping import Answers
from tracker.services.linking import end_link
from tracker.services.looking import Look
from tracker.services.opening import bring_up_to_date
from tracker.services.queries import Queries
from tracker.services.questions import Answering, answer_questions, load_questions
from tracker.services.uploads import import_file, withdraw
from tracker.typed_words import WordsTooLongError

VIEW = View("2026-2027", Phase.ADOPTED)
TODAY = date(2026, 9, 30)
CUT = (*ROWS[:2], ("A1000", "F0010", "P2", "53140", "DS_1", 10_000_00), *ROWS[3:])
GONE = (*ROWS[:2], *ROWS[3:])


@pytest.fixture
def county(open_store):
    bring(open_store(), plan("A-1", "A-2", "A-3"), Kind.PLAN)
    bring(open_store(), book(*ROWS), phase="proposed")
    return open_store


def page(open_store, today: date = TODAY):
    return Queries(open_store, COUNTY.model_copy(update={"as_of": today})).findings(VIEW)


def kinds(open_store) -> Counter[str]:
    return Counter(row.finding.kind.code for row in page(open_store).rows)


def one(open_store, code: str):
    (row,) = (row for row in page(open_store).rows if row.finding.kind.code == code)
    return row


def test_without_a_link_every_action_is_unfunded(county):
    assert kinds(county)["unfunded-action"] == 3
    assert page(county).judged is Phase.PROPOSED


def test_a_link_resolves_what_it_pays_for_and_the_history_says_so(county):
    make(county(), a_link(package="DS_1", share="1"))

    told = page(county)

    assert kinds(county)["unfunded-action"] == 2
    last = told.rounds[0]
    assert (last.round.cause, last.resolved, last.open) == (Cause.LINK, 1, len(told.rows))
    assert [gone.seen.kind for gone in told.resolved] == ["unfunded-action"]


def test_a_book_that_cuts_and_one_that_strikes_a_package_are_told_by_import(county):
    (link,) = make(county(), a_link(package="DS_1", share="1"))
    adopted = bring(county(), book(*CUT))

    told = page(county)
    assert told.judged is Phase.ADOPTED
    assert told.earlier == (Phase.PROPOSED,)
    assert "funding-gone" not in kinds(county)

    struck = bring(county(), book(*GONE))

    gone = one(county, "funding-gone")
    assert gone.finding.dollars == Decimal("33333.33")
    assert (gone.finding.link, gone.state) == (link.id, FindingState.NEW)
    assert [kept.round.import_id for kept in page(county).rounds[:2]] == [struck.id, adopted.id]

    withdraw(county(), LOCAL_USER, COUNTY, struck.id, "the wrong file")

    assert "funding-gone" not in kinds(county)
    assert page(county).rounds[0].round.cause is Cause.WITHDRAWAL
    assert [each.seen.kind for each in page(county).resolved][:1] == ["funding-gone"]


def states(open_store, since: int | None = None) -> dict[str, set[FindingState]]:
    found: dict[str, set[FindingState]] = {}
    for row in Queries(open_store, COUNTY).findings(VIEW, since).rows:
        found.setdefault(row.finding.kind.code, set()).add(row.state)
    return found


NEW, OPEN = {FindingState.NEW}, {FindingState.OPEN}


def test_what_an_import_opened_stays_new_until_the_next_import_whatever_links_are_made(county):
    make(county(), a_link(package="DS_1", share="1"))
    struck = bring(county(), book(*GONE))

    make(county(), a_link("A-2", "1", unit="A1000"), a_link("A-3", "0.5", unit="A1000"))

    found, since = states(county), page(county).new_since
    assert (found["funding-gone"], found["over-allocated"]) == (NEW, NEW)
    assert (since.round.cause, since.round.import_id) == (Cause.IMPORT, struck.id)

    bring(county(), book(*GONE[:3]))

    assert (states(county)["funding-gone"], states(county)["over-allocated"]) == (OPEN, OPEN)


def test_nothing_is_new_that_was_found_when_first_anybody_looked(open_store):
    bring(open_store(), plan("A-1"), Kind.PLAN)
    (first,) = page(open_store).rounds

    for since in (None, first.id):
        assert set().union(*states(open_store, since).values()) == OPEN
    assert page(open_store).new_since == first


def test_a_person_says_since_when_what_came_up_is_new(county):
    make(county(), a_link(package="DS_1", share="1"))
    bring(county(), book(*GONE))
    bring(county(), book(*GONE[:3]))
    last, struck, link = page(county).rounds[:3]

    assert states(county, struck.id)["funding-gone"] == states(county, link.id)["funding-gone"] == NEW
    assert states(county, last.id)["funding-gone"] == OPEN
    assert Queries(county, COUNTY).findings(VIEW, struck.id).new_since == struck


def test_a_file_of_another_period_leaves_what_is_new(county):
    make(county(), a_link(package="DS_1", share="1"))
    struck = bring(county(), book(*GONE))

    later = bring(county(), b"Fiscal Year,Department,Approved Amount\n2030,Public Health,5\n")

    assert later.id in {kept.round.import_id for kept in page(county).rounds}
    assert page(county).new_since.round.import_id == struck.id
    assert states(county)["funding-gone"] == NEW


def test_after_a_withdrawal_what_is_new_begins_with_the_file_that_is_in_force_again(county):
    make(county(), a_link(package="DS_1", share="1"))
    struck, wrong = bring(county(), book(*GONE)), bring(county(), book(*GONE[:3]))

    withdraw(county(), LOCAL_USER, COUNTY, wrong.id, "the wrong file")

    assert page(county).new_since.round.import_id == struck.id
    assert states(county)["funding-gone"] == NEW


def test_a_round_that_the_period_has_not_is_none(county):
    with pytest.raises(NotFoundError):
        states(county, 99)


def plain_lines(rows):
    """The rows of a book as plain loops count them."""
    parts = ("unit", "fund", "program", "account", "package")
    lines = (
        a_line(
            Decimal(cents) / 100,
            department=ChartEntry(name="Public Health"),
            **{part: ChartEntry(code=code) if code else None for part, code in zip(parts, codes, strict=True)},
        )
        for *codes, cents in rows
    )
    return [plain(line) for line in lines]


@pytest.mark.parametrize(
    "more",
    [
        [a_link("A-3", "0.95", fund="F0010")],
        [a_link("A-3", "1", fund="F0020", account="53140"), a_link("A-4", "0.5", unit="A2000", account="53140")],
    ],
    ids=["dollars", "reductions"],
)
def test_what_is_claimed_twice_is_what_plain_loops_find_and_alignment_tells(county, more):
    bring(county(), plan("A-1", "A-2", "A-3", "A-4"), Kind.PLAN)
    made = make(county(), a_link(share="0.1"), a_link("A-2", "1", package="DS_1", unit="A1000"), *more)

    slow = count_links(plain_lines(ROWS), [plain_link(link) for link in made])
    told = {row.finding.link: row.finding for row in page(county).rows if row.finding.kind.code == "over-allocated"}

    over = {int(name): abs(gross - net) for name, (gross, net, _) in slow.items() if name and gross != net}
    assert over
    assert {number: found.dollars for number, found in told.items()} == {
        number: Decimal(cents).scaleb(-2) for number, cents in over.items()
    }
    page_of = Queries(county, COUNTY).alignment(View("2026-2027", Phase.PROPOSED))
    assert sum(found.dollars or 0 for found in told.values()) == page_of.coverage.over
    assert sum(goal.money.over for goal in page_of.goals) == page_of.coverage.over


def counted(rows, links):
    return {name: net for name, (_, net, _) in count_links(plain_lines(rows), links).items()}


LESS_BESIDE = (("A1000", "F0010", "P1", "51100", "", 60_000_00), *ROWS[1:])
CUT_AND_CROWDED = (LESS_BESIDE[0], *ROWS[1:2], *CUT[2:])


@pytest.mark.parametrize("adopted", [LESS_BESIDE, CUT_AND_CROWDED, CUT, ROWS])
def test_a_cut_is_what_the_book_took_and_not_what_other_links_take_as_plain_loops_find(county, adopted):
    made = make(
        county(),
        a_link("A-1", "1", package="DS_1"),
        a_link("A-2", None, amount="50000", unit="A1000"),
        a_link("A-3", None, amount="25000", package="DS_1", unit="A1000"),
    )
    bring(county(), book(*adopted))

    links, slow = [plain_link(link) for link in made], {}
    for kept, link in zip(made, links, strict=True):
        lost = counted(ROWS, links).get(link.name, 0) - counted(adopted, links).get(link.name, 0)
        took = counted(ROWS, [link]).get(link.name, 0) - counted(adopted, [link]).get(link.name, 0)
        if (cut := min(lost, took)) > 0:
            slow[kept.link.action] = Decimal(cut).scaleb(-2)

    told = (row.finding for row in page(county).rows if row.finding.kind.code == "funding-cut")
    assert {found.action: found.dollars for found in told} == slow
    looked = Queries(county, COUNTY)
    goals = {goal.code for goal in looked.alignment(VIEW).goals if goal.code}
    rows = [row for code in goals for row in looked.goal_funding(code, VIEW).actions]
    assert {row.code: row.cut for row in rows if row.cut} == {
        row.code: slow[row.code] for row in rows if row.code in slow
    }
    assert any(row.by_phase[0][1] != row.by_phase[1][1] for row in rows) or adopted is ROWS


def test_a_link_names_its_own_slices_and_its_action_its_cell(county):
    make(county(), a_link(package="DS_1", share="1"))
    bring(county(), book(*GONE))

    found = one(county, "funding-gone").finding

    assert [(cut.value, key) for cut, key in found.lines] == [("package", "ds_1")]
    assert found.source is not None
    assert found.source.cell


def test_a_book_that_covers_other_places_is_not_held_against_another(county):
    make(county(), a_link(package="DS_1", share="1"))
    parks = b"Fiscal Year,Department,Appropriation Unit,Approved Amount\n2026,Parks,A9,5\n"
    bring_of = {"phase": ("adopted",), "direction": ("expenditure",), "department": ("Parks",)}
    import_file(county(), LOCAL_USER, county=COUNTY, file="p.csv", data=parks, kind=Kind.BUDGET, answers=bring_of)

    told = page(county)

    assert (told.judged, told.earlier) == (Phase.ADOPTED, ())
    assert one(county, "funding-gone").finding.dollars is None


def a_waiver(open_store, **changes) -> NewWaiver:
    told = {
        "period": "2026-2027",
        "finding": page(open_store).rows[0].finding.key,
        "person": "A. Budget",
        "reason": "The grant comes in October",
        "until": date(2026, 10, 31),
    }
    return NewWaiver(**{**told, **changes})


def waive(open_store, wanted: NewWaiver):
    return waive_finding(open_store(), LOCAL_USER, COUNTY, wanted, today=TODAY)


def test_a_waived_finding_is_told_as_waived_and_returns_after_its_last_day(county):
    wanted = a_waiver(county)

    kept = waive(county, wanted)

    state = {row.finding.key: row for row in page(county).rows}[wanted.finding]
    assert (state.state, state.waiver) == (FindingState.WAIVED, kept)
    assert wanted.finding not in {row.finding.key for row in page(county).counting}
    on_last_day, after = (
        {row.finding.key: row for row in page(county, day).rows}[wanted.finding]
        for day in (date(2026, 10, 31), date(2026, 11, 1))
    )
    assert on_last_day.state is FindingState.WAIVED
    assert after.state is not FindingState.WAIVED
    assert after.ran_out == kept


def test_a_waiver_that_is_taken_back_counts_no_more_and_stays(county):
    wanted = a_waiver(county)
    waive(county, wanted)

    take_waiver_back(county(), LOCAL_USER, COUNTY, wanted.period, wanted.finding, today=TODAY)

    assert wanted.finding in {row.finding.key for row in page(county).counting}
    with county() as uow:
        (kept,) = uow.findings.waivers(BIENNIUM)
    assert kept.ended_by == "local user"
    with pytest.raises(NotFoundError):
        take_waiver_back(county(), LOCAL_USER, COUNTY, wanted.period, wanted.finding, today=TODAY)


def test_a_waiver_holds_after_the_next_import_of_what_it_is_about(county):
    (link,) = make(county(), a_link(package="DS_1", share="1"))
    bring(county(), book(*GONE))
    found = one(county, "funding-gone").finding
    waive(county, a_waiver(county, finding=found.key))

    bring(county(), book(*GONE[:3]))

    assert one(county, "funding-gone").state is FindingState.WAIVED
    end_link(county(), LOCAL_USER, COUNTY, link.id, "no more")
    make(county(), a_link(package="DS_1", share="1"))
    assert one(county, "funding-gone").state is FindingState.WAIVED


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"person": " "}, "name the person"),
        ({"reason": ""}, "say why"),
        ({"until": date(2026, 9, 29)}, "2026-09-29 has"),
        ({"until": date(9999, 12, 31)}, "9999-12-31 is no end"),
        ({"person": "\u200b"}, "name the person"),
        ({"reason": "\x00\u2060"}, "say why"),
    ],
)
def test_a_waiver_has_a_name_a_reason_and_a_day_to_come(county, changes, told):
    with pytest.raises(WaiverNotTakenError, match=told):
        waive(county, a_waiver(county, **changes))


@pytest.mark.parametrize("changes", [{"person": "P" * 201}, {"reason": "R" * 5_001}])
def test_a_waiver_of_too_many_words_is_not_taken(county, changes):
    with pytest.raises(WordsTooLongError, match="are the most"):
        waive(county, a_waiver(county, **changes))


def test_a_waiver_keeps_plain_words_alone(county):
    waive(county, a_waiver(county, person="Ana\x1b[2J", reason="so\r\nit\x00 is\ud800"))

    (row,) = (row for row in page(county).rows if row.waiver)
    assert row.waiver is not None
    assert (row.waiver.waiver.person, row.waiver.waiver.reason) == ("Ana[2J", "so\nit is")


def test_what_is_not_found_or_waived_already_cannot_be_waived(county):
    with pytest.raises(NotFoundError):
        waive(county, a_waiver(county, finding="0" * 12))
    waive(county, a_waiver(county))
    with pytest.raises(StateError):
        waive(county, a_waiver(county))


def test_only_who_may_waive_does(county):
    with pytest.raises(PermissionDeniedError):
        waive_finding(county(), NOBODY, COUNTY, a_waiver(county), today=TODAY)
    with pytest.raises(PermissionDeniedError):
        take_waiver_back(county(), NOBODY, COUNTY, "2026-2027", "x", today=TODAY)


def test_of_a_period_without_a_plan_nothing_is_said(open_store):
    bring(open_store(), book(*ROWS))

    told = page(open_store)

    assert told.rows == ()
    assert "no plan of this period" in told.silent[0]


AT = datetime(2026, 5, 1, 12, tzinfo=UTC)


def test_every_store_keeps_waivers_rounds_and_spans_alike(open_store):
    waiver = Waiver(
        period=BIENNIUM,
        finding="ab12",
        kind="stale",
        told="Old.",
        person="Kim",
        reason="Ill",
        until=date(2026, 6, 1),
    )
    first, second, third = (
        Seen(finding=key, kind="stale", told="Old.", dollars=amount, department="parks", goal=None)
        for key, amount in (("ab12", Decimal("1.25")), ("cd34", None), ("ef56", Decimal(0)))
    )
    new = NewRound(period=BIENNIUM, cause=Cause.LINK, by="Kim", at=AT)
    with open_store() as uow:
        number = uow.findings.waive(waiver, by="local user", at=AT)
        uow.findings.keep_round(new, [first, second, third], [], 3)
        uow.findings.keep_round(new, [], ["ab12", "ef56"], 1)
        uow.findings.take_back(number, by="Lee", at=AT)
        with pytest.raises(NotFoundError):
            uow.findings.take_back(99, by="Lee", at=AT)
        uow.commit()

    with open_store() as uow:
        (kept,) = uow.findings.waivers(BIENNIUM)
        assert (kept.waiver, kept.at, kept.ended_by) == (waiver, AT, "Lee")
        assert uow.findings.standing(BIENNIUM) == {"cd34": second}
        rounds = uow.findings.rounds(BIENNIUM)
        assert [(each.new, each.resolved, each.open) for each in rounds] == [(0, 2, 1), (3, 0, 3)]
        spans = uow.findings.spans(BIENNIUM)
        assert [(span.seen, span.opened, span.resolved) for span in spans] == [
            (first, rounds[1].id, rounds[0].id),
            (second, rounds[1].id, None),
            (third, rounds[1].id, rounds[0].id),
        ]


def ask_questions(open_store) -> None:
    questions = a_set(a_question(code="D1", asked_of="department"), a_question(code="P1"))
    load_questions(open_store(), LOCAL_USER, COUNTY, questions, [BIENNIUM])


def changed(open_store) -> dict[tuple[str, ...], Decimal | None]:
    found = (row.finding for row in page(open_store).rows)
    return {one.about: one.dollars for one in found if one.kind.code == "unexplained-change"}


ADOPTED_ROWS = (
    ("A1000", "F0010", "P1", "51100", "", 90_000_00),
    ("A1000", "F0010", "P2", "53140", "DS_1", 30_000_00),
    ("A1000", "F0010", "P2", "53140", "", 50_00),
    ("A2000", "F0020", "P1", "51100", "", 10_000_00),
)


def test_what_the_council_changed_without_a_word_is_what_plain_loops_over_both_books_find(county):
    ask_questions(county)
    bring(county(), book(*ADOPTED_ROWS))

    slow: Counter[tuple[str, ...]] = Counter()
    for sign, rows in ((-1, ROWS), (1, ADOPTED_ROWS)):
        for _, _, program, _, package, cents in rows:
            of = ("package", "public health", "ds_1") if package else ("program", "public health", program.casefold())
            slow[of] += sign * cents
    assert changed(county) == {about: Decimal(abs(cents)).scaleb(-2) for about, cents in slow.items() if cents}


def goals_of_ds_1(open_store) -> dict[str, str | None]:
    found = (row.finding for row in page(open_store).rows)
    return {one.kind.code: one.goal for one in found if one.about[-1] == "ds_1"}


@pytest.mark.parametrize(("code", "told"), [("", "LOS"), ("LOS", "LOS"), ("CP", None), ("??", "LOS")])
def test_a_package_is_told_with_the_one_goal_of_its_lines_and_links(county, code, told):
    ask_questions(county)
    headings, *rows = book(*ADOPTED_ROWS).decode().splitlines()
    with_goal = "\n".join([f"{headings},Equity Goal", *(f"{row},{code}" for row in rows)])
    bring(county(), with_goal.encode())
    unlinked = goals_of_ds_1(county)
    make(county(), a_link("A-1", "1", package="DS_1"))

    kinds_told = ("unanswered-question", "unexplained-change")
    own = code if code in {"LOS", "CP"} else None
    assert [unlinked[kind] for kind in kinds_told] == [own, own]
    assert [goals_of_ds_1(county)[kind] for kind in kinds_told] == [told, told]


def test_an_answer_is_a_statement_and_keeps_its_round(county):
    ask_questions(county)
    bring(county(), book(*ADOPTED_ROWS))
    queries = Queries(county, COUNTY)
    for subject, code in (
        (Subject(AskedOf.DEPARTMENT, "public health"), "D1"),
        (Subject(AskedOf.PACKAGE, "public health", "ds_1"), "P1"),
    ):
        asked = queries.subject_answers(subject, VIEW)
        assert asked.asked is not None
        given = Answering(asked.asked.id, "2026-2027", subject, {code: "Renters lose."}, asked.seen)
        answer_questions(county(), LOCAL_USER, COUNTY, given, today=TODAY)

    assert changed(county) == {}
    assert page(county).rounds[0].round.cause is Cause.ANSWERS


def rounds(open_store) -> list[tuple[Cause, int, int]]:
    return [(kept.round.cause, kept.new, kept.resolved) for kept in page(open_store).rounds]


def test_questions_that_are_asked_from_now_on_keep_a_round(county):
    bring(county(), book(*ADOPTED_ROWS))
    before = {row.finding.key for row in page(county).rows}

    ask_questions(county)

    told = Queries(county, COUNTY).findings(VIEW, page(county).rounds[0].id)
    new = {row.finding.key for row in told.rows if row.state is FindingState.NEW}
    assert new == {row.finding.key for row in page(county).rows} - before
    assert rounds(county)[0] == (Cause.QUESTIONS, len(new), 0)
    assert len(new) > 0
    ask_questions(county)
    assert [cause for cause, _, _ in rounds(county)].count(Cause.QUESTIONS) == 1


def test_goals_that_are_in_force_from_now_on_keep_a_round(county):
    load_framework(county(), LOCAL_USER, COUNTY, a_framework("CP"))

    assert rounds(county)[0][0] is Cause.FRAMEWORK


def test_rules_of_the_county_that_change_what_is_found_keep_a_round_and_others_do_not(county):
    lenient = COUNTY.model_copy(
        update={
            "codes": COUNTY.codes.model_copy(
                update={"unit": COUNTY.codes.unit.model_copy(update={"ignore_letter_prefix": True})}
            )
        }
    )
    bring_up_to_date(county, county, COUNTY)
    before = len(rounds(county))
    make(county(), a_link(unit="A1000"))
    bring(county(), book(*ADOPTED_ROWS).replace(b"A1000", b"B1000"))
    assert one(county, "funding-gone")

    bring_up_to_date(county, county, lenient)
    bring_up_to_date(county, county, lenient)

    assert "funding-gone" not in kinds(county)
    cause, _, resolved = rounds(county)[0]
    assert (cause, len(rounds(county))) == (Cause.RULES, before + 3)
    assert resolved > 0


@pytest.mark.parametrize(
    "adopted",
    [
        b"Fiscal Year,Department,Appropriation Unit,Approved Amount\n2026,Public Health,A1000,5\n",
        b"Fiscal Year,Appropriation Unit,Program,Approved Amount\n2026,A1000,P1,5\n",
        b"Fiscal Year,Approved Amount\n2026,5\n",
    ],
)
def test_of_a_book_that_names_no_packages_nothing_is_said_of_what_the_council_changed(county, adopted):
    ask_questions(county)

    bring(county(), adopted)

    assert changed(county) == {}


def test_where_nothing_is_asked_nobody_owes_a_statement(county):
    bring(county(), book(*ADOPTED_ROWS))

    assert changed(county) == {}
    assert any("No equity questions are asked" in sentence for sentence in page(county).silent)


def test_what_is_told_is_the_same_however_little_is_kept_between_questions(county):
    make(county(), a_link(package="DS_1", share="1"), a_link("A-2", share="0.5", unit="A1000"))
    bring(county(), book(*CUT))

    def told(most: int) -> object:
        with county() as uow:
            look = Look(uow, COUNTY, TODAY, Answers(most).at(None))
            view = look.default_view()
            return findings(look, view).rows, goal_funding(look, "LOS", view)

    assert told(0) == told(256)


# -- what leadership is told of money


def lost(open_store, view: View = VIEW):
    return Queries(open_store, COUNTY.model_copy(update={"as_of": TODAY})).briefing("public health", view)


def test_without_a_budget_that_another_can_be_held_against_no_cut_is_told(open_store):
    bring(open_store(), plan("A-1"), Kind.PLAN)
    assert (lost(open_store).money.judged, lost(open_store).row.cut) == (None, None)

    bring(open_store(), book(*ROWS), phase="proposed")
    make(open_store(), a_link(package="DS_1", share="1"))

    told = lost(open_store)
    assert (told.money.judged, told.money.earlier, told.money.links) == (Phase.PROPOSED, (), 1)
    assert told.row.cut is None


def test_a_department_without_links_is_not_told_that_nothing_was_cut(county):
    bring(county(), book(*CUT))

    assert lost(county).row.cut is None


def test_what_was_cut_is_told_of_every_action_and_is_what_plain_loops_count(county):
    made = make(county(), a_link(package="DS_1", share="1"), a_link("A-2", share="0.25"), a_link("A-3", fund="F0020"))
    bring(county(), book(*CUT))

    told = lost(county, View("2026-2027", Phase.PROPOSED)).money

    links = [plain_link(link) for link in made]
    before, after = (count_links(plain_lines(rows), links) for rows in (ROWS, CUT))
    falls = {link.link.action: before[str(link.id)][1] - after[str(link.id)][1] for link in made}
    assert {cut.action.code: cut.cut for cut in told.cuts} == {
        action: Decimal(cents) / 100 for action, cents in falls.items() if cents > 0
    }
    assert told.cut == sum(cents for cents in falls.values()) / Decimal(100)
    assert all(cut.before - cut.after == cut.cut for cut in told.cuts)
    assert told.cuts[0].places == (((Cut.PACKAGE, "ds_1"),),)
    assert told.gone == ()


def test_links_that_lost_their_lines_and_claim_too_much_are_those_of_the_findings(county):
    make(county(), a_link(package="DS_1", share="1"), a_link("A-2", share="1"), a_link("A-3", share="0.5"))
    bring(county(), book(*GONE))

    told, rows = lost(county).money, page(county).rows

    assert {row.finding.key for row in (*told.gone, *told.over)} == {
        row.finding.key for row in rows if row.finding.kind.code in ("funding-gone", "over-allocated")
    }
    assert (len(told.gone), len(told.over) > 0) == (1, True)
