import shutil
from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from budgets.phases import Direction, Phase
from importers.reading import Kind
from plans.progress import ActionStatus, MeasureStatus
from tests.demonstration import copy_demo
from tests.plain_links import KEYS, PlainLine, PlainLink, count_links
from tracker.cli import app
from tracker.commands.demonstration import demo_settings
from tracker.commands.installation import Installation, installation
from tracker.commands.views import asking, desk
from tracker.demo.county import DemoCounty, demo_county
from tracker.demo.plans import DROPPED
from tracker.demo.sketches import sketches
from tracker.findings import CATALOGUE, OUT_OF_STEP
from tracker.funding_rows import FteCoverage
from tracker.permissions import LOCAL_USER
from tracker.rows import Cut, ImportState, Source, View
from tracker.services.queries import Queries
from tracker.store.unit_of_work import reading

BIENNIUM = "2026-2027"
PHASES = [
    ("2025", "adopted"),
    ("2025", "amended"),
    ("2025", "actual"),
    (BIENNIUM, "requested"),
    (BIENNIUM, "proposed"),
    (BIENNIUM, "adopted"),
    (BIENNIUM, "actual"),
]

FINDINGS = {
    "funding-gone": 2,
    "funding-cut": 4,
    "over-allocated": 3,
    "unexplained-change": 1,
    "under-funded-action": 23,
    "unfunded-action": 148,
    "progress-while-cut": 5,
    "one-time-money": 1,
    "out-of-step": 29,
    "amounts-differ": 18,
    "spending-without-plan": 12,
    "link-without-action": 1,
    "unanswered-question": 18,
    "ownerless": 24,
    "never-updated": 47,
    "stale": 50,
    "no-baseline": 4,
    "no-target": 3,
}
"""How many of each the demonstration holds."""


@pytest.fixture(scope="module")
def folder(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_demo(demo, tmp_path_factory.mktemp("county") / "demo")


@pytest.fixture(scope="module")
def here(folder: Path) -> Iterator[Installation]:
    with installation(settings=demo_settings(folder)) as opened:
        yield opened


@pytest.fixture(scope="module")
def ask(here: Installation) -> Queries:
    return Queries(lambda: reading(here.database), here.county)


@pytest.fixture(scope="module")
def county() -> DemoCounty:
    return demo_county()


def added_up(county: DemoCounty, period: str, phase: str, direction: Direction) -> Decimal:
    # What was amended is what was adopted and the changes to it.
    phases = ("adopted", "amended") if phase == "amended" else (phase,)
    total = Decimal(0)
    for book in county.books:
        if book.period.label == period and book.phase in phases:
            for line in book.lines:
                if line.direction is direction:
                    total += line.amount or Decimal(0)
    return total


@pytest.mark.parametrize("direction", list(Direction))
@pytest.mark.parametrize(("period", "phase"), PHASES)
def test_the_total_of_a_book_is_that_of_its_lines_added_up_one_by_one(ask, county, period, phase, direction):
    page = ask.budget(View(period, Phase(phase)), direction, Cut.FUND)

    assert page.total.amount == added_up(county, period, phase, direction)


@pytest.mark.parametrize("cut", list(Cut))
def test_every_cut_adds_up_to_the_same_total(ask, cut):
    page = ask.budget(View(BIENNIUM, Phase.ADOPTED), Direction.EXPENDITURE, cut)

    assert sum(row.money.amount for row in page.rows) == page.total.amount


def test_departments_cost_what_their_lines_say(ask, county):
    by_hand: dict[str | None, Decimal] = defaultdict(Decimal)
    for book in county.books:
        if (book.period.label, book.phase) == (BIENNIUM, Phase.PROPOSED):
            for line in book.lines:
                if line.direction is Direction.EXPENDITURE and line.department:
                    by_hand[line.department.name] += line.amount or Decimal(0)

    page = ask.budget(View(BIENNIUM, Phase.PROPOSED), Direction.EXPENDITURE, Cut.DEPARTMENT)

    assert {row.name: row.money.amount for row in page.rows} == by_hand


def test_the_budget_of_the_biennium_knows_all_its_phases(ask):
    choices = {choice.key: choice.phases for choice in ask.periods()}

    assert choices == {
        "2025": (Phase.ADOPTED, Phase.AMENDED, Phase.ACTUAL),
        BIENNIUM: (Phase.REQUESTED, Phase.PROPOSED, Phase.ADOPTED, Phase.ACTUAL),
    }


def test_a_quarter_of_the_biennium_has_passed_when_its_actuals_stop(ask):
    book = ask.budget(View(BIENNIUM, Phase.ACTUAL), Direction.EXPENDITURE, Cut.DEPARTMENT).book

    (share,) = {part.share_of_period for part in book.parts}
    assert round(share, 2) == Decimal("0.25")


def test_the_overview_counts_every_flaw(ask):
    overview = ask.overview(ask.default_view())

    assert (overview.departments, overview.departments_reporting) == (14, 13)
    counts = overview.counts
    assert (counts.actions, counts.measures, counts.indicators) == (350, 155, 5)
    assert overview.counts.without_lead == 24
    assert overview.counts.never_updated == 47
    assert overview.counts.stale_actions == 41
    assert overview.counts.overdue == 19
    assert overview.counts.stale_measures >= 8
    assert overview.counts.without_baseline >= 3
    assert overview.counts.without_target >= 2
    assert overview.county.invented


def test_every_goal_has_actions_measures_and_money(ask):
    for goal in ask.overview(ask.default_view()).goals:
        assert goal.counts.actions > 20
        assert 0 < goal.progress.measured < goal.progress.of
        assert goal.tagged is not None
        assert sum(goal.measure_status.values()) == goal.counts.measures == goal.progress.of


def test_measures_of_all_states_stand_on_the_pages(ask):
    found = {
        status for goal in ask.overview(ask.default_view()).goals for status, n in goal.measure_status.items() if n
    }

    assert found == set(MeasureStatus)


def test_the_department_that_never_reported_is_listed_with_its_budget_alone(ask):
    silent = [row for row in ask.departments(ask.default_view()) if row.plan_version is None]

    assert [row.name for row in silent] == ["Assessments"]
    assert silent[0].budget is not None


def test_the_plan_that_came_twice_is_in_force_in_its_newer_version(ask):
    rows = [row for row in ask.imports() if "community-human-services" in row.file]

    assert [(row.version, row.in_force) for row in rows] == [(2, True), (1, False)]


def test_an_agreement_that_ends_before_its_actions_is_told(ask):
    view = ask.default_view()
    pages = [ask.department(row.key, view) for row in ask.departments(view)]

    assert any(agreement.ends_before_actions for page in pages for agreement in page.agreements)


def test_every_kind_of_finding_stands_in_it(ask):
    told = ask.findings(ask.default_view())

    assert Counter(row.finding.kind.code for row in told.rows) == FINDINGS
    assert set(FINDINGS) == set(CATALOGUE)
    assert told.silent == ()
    steps = Counter(row.finding.about[-1] for row in told.rows if row.finding.kind is OUT_OF_STEP)
    assert steps == {"start": 28, "end": 1}


def nets(here, county: DemoCounty, phase: Phase) -> dict[str | None, tuple[int, int, int]]:
    """Gross and net cents and FTE of each link in one book, line by line."""
    rules = here.county.codes
    with reading(here.database) as uow:
        links = [kept for kept in uow.links.all() if kept.stands]
    plain_links = [
        PlainLink(
            name=str(kept.id),
            keys={part: getattr(rules, part).identity(code) for part, code in kept.link.selector.named.items()},
            order=(
                kept.link.department,
                kept.link.action_key,
                kept.link.selector.label,
                kept.link.claim,
                f"{kept.id:9}",
            ),
            share=None if kept.link.share is None else Fraction(kept.link.share),
            cents=None if kept.link.amount is None else int(kept.link.amount * 100),
        )
        for kept in links
    ]
    (book,) = [each for each in county.books if (each.period.label, each.phase) == (BIENNIUM, phase)]
    lines = []
    for line in book.lines:
        if line.direction is Direction.EXPENDITURE:
            keys = dict(zip(KEYS, line.key_under(rules), strict=True))
            fte = int((line.fte or 0) * len(line.fiscal_years) * 10**6)
            lines.append(PlainLine(keys, int((line.amount or 0) * 100), line.goal, line.one_time, fte))
    return count_links(lines, plain_links)


def test_what_findings_say_of_links_is_what_their_lines_come_to_one_by_one(ask, here, county):
    told = ask.findings(ask.default_view()).rows
    before, after = (nets(here, county, phase) for phase in (Phase.PROPOSED, Phase.ADOPTED))
    with reading(here.database) as uow:
        actions = {str(kept.id): (kept.link.department, kept.link.action_key) for kept in uow.links.all()}
    fell: dict[tuple[str, str], int] = defaultdict(int)
    for number, action in actions.items():
        fell[action] += before.get(number, (0, 0, 0))[1] - after.get(number, (0, 0, 0))[1]

    cut = {row.finding.about: row.finding.dollars for row in told if row.finding.kind.code == "funding-cut"}
    gone = {row.finding.link: row.finding.dollars for row in told if row.finding.kind.code == "funding-gone"}
    over = {row.finding.link: row.finding.dollars for row in told if row.finding.kind.code == "over-allocated"}

    assert cut == {about: Decimal(fell[about[0], about[1]]).scaleb(-2) for about in cut}
    assert {about[:2] for about in cut} <= {action for action, cents in fell.items() if cents > 0}
    assert gone == {
        int(number): Decimal(sums[1]).scaleb(-2)
        for number, sums in before.items()
        if number and not any(after.get(number, (0, 0, 0))[:2])
    }
    assert over == {
        int(number): Decimal(gross - net).scaleb(-2)
        for number, (gross, net, _) in after.items()
        if number and gross != net
    }


def test_what_alignment_says_of_fte_is_what_its_lines_come_to_one_by_one(ask, here, county):
    view = ask.default_view()
    found = {link: fte for link, (_, _, fte) in nets(here, county, Phase.ADOPTED).items()}
    (book,) = [each for each in county.books if (each.period.label, each.phase) == (BIENNIUM, Phase.ADOPTED)]
    spent = [line for line in book.lines if line.direction is Direction.EXPENDITURE]
    whole = sum(int((line.fte or 0) * len(line.fiscal_years) * 10**6) for line in spent)

    told = ask.alignment(view)

    linked = sum(fte for link, fte in found.items() if link)
    assert told.fte == FteCoverage(average(whole), average(linked), average(whole - sum(found.values())))
    assert linked
    rows = ask.link_rows(view, tuple(paid.id for paid in told.links))
    assert {row.id: row.fte.fte for row in rows if row.fte and row.fte.fte} == {
        int(link): average(fte) for link, fte in found.items() if link and fte
    }
    fixed = {row.id for row in rows if row.fte and row.fte.fixed}
    assert fixed == {row.id for row in rows if row.claim.startswith("$") and row.gross}


def average(millionths: int) -> Decimal:
    """FTE of millionths that were added up over the two years of the biennium."""
    return (Decimal(millionths).scaleb(-6) / 2).quantize(Decimal("0.000001"), rounding=ROUND_HALF_UP).normalize()


def test_the_money_of_stopped_actions_is_what_the_lines_of_their_links_come_to_one_by_one(ask, here, county):
    view = ask.default_view()
    stopped = {
        (row.department_key, row.code)
        for department in ask.departments(view)
        for row in ask.department(department.key, view).actions
        if row.status in {ActionStatus.CANCELLED, ActionStatus.DEFERRED}
    }
    with reading(here.database) as uow:
        numbers = {str(k.id) for k in uow.links.all() if k.stands and (k.link.department, k.link.action) in stopped}

    sums = nets(here, county, Phase.ADOPTED)
    cents = sum(net for number, (_, net, *_) in sums.items() if number in numbers)
    assert ask.alignment(view).coverage.stopped == Decimal(cents).scaleb(-2) > 0


def test_actions_are_linked_to_what_would_pay_for_them(here):
    payers = {department.name: department.paid_by for department in sketches()}
    with reading(here.database) as uow:
        heads = [head.id for head in uow.plans.published()]
        titles = {
            (kept.department_key, action.code): action.title
            for kept in uow.plans.load(heads)
            for action in kept.plan.actions
        }
        links = [kept.link for kept in uow.links.all()]

    assert len(links) > 50
    for link in links:
        named = link.selector.package or link.selector.program
        paid_by = payers[here.county.find_department(link.department).name]
        title = titles[link.department, link.action]
        assert paid_by.get(title) == named or (link.action, named) == (DROPPED.code, "HC303")


def test_whatever_pays_for_an_action_is_told_of_one_that_a_plan_has(county):
    for department in sketches():
        titles = {a.title for plan in county.plans if plan.department == department.name for a in plan.actions}
        assert set(department.paid_by) <= titles


def test_nothing_that_came_in_was_complained_about(ask):
    assert {(row.state, row.errors, row.warnings) for row in ask.imports()} == {(ImportState.PUBLISHED, 0, 0)}
    assert {row.kind for row in ask.imports()} == set(Kind)


def test_done_twice_it_changes_nothing(ask, folder):
    before = {path: path.read_bytes() for path in sorted(folder.rglob("*.xlsx"))}
    rows = ask.imports()

    result = CliRunner().invoke(app, ["demo", "--folder", str(folder)])

    assert result.exit_code == 0
    assert "nothing changed" in result.stdout
    assert ask.imports() == rows
    assert {path: path.read_bytes() for path in sorted(folder.rglob("*.xlsx"))} == before


def test_done_twice_it_leaves_what_a_person_withdrew_or_changed_on_disk(folder, tmp_path):
    own = shutil.copytree(folder, tmp_path / "demo")
    with installation(settings=demo_settings(own)) as here:
        ask = asking(here)
        (adopted,) = (row for row in ask.imports() if row.file == "2026-2027-adopted-expenditure.xlsx")
        desk(here).withdraw(LOCAL_USER, adopted.id, "to see what is left")
        (own / "budgets" / "2025-adopted.xlsx").write_bytes((own / "budgets" / "2025-actual.xlsx").read_bytes())
        rows = ask.imports()

        result = CliRunner().invoke(app, ["demo", "--folder", str(own)])

        assert "nothing changed" in result.stdout
        assert ask.imports() == rows


def test_begun_anew_it_leaves_what_is_not_its_own(tmp_path, monkeypatch):
    monkeypatch.setattr("tracker.commands.demonstration._made", lambda *_: None)
    monkeypatch.setattr("tracker.commands.demonstration._say", lambda *_: None)
    own, foreign = tmp_path / "county.toml", tmp_path / "notes.txt"
    for path in (own, foreign):
        path.write_text("mine", encoding="utf-8")

    CliRunner().invoke(app, ["demo", "--folder", str(tmp_path), "--fresh"])

    assert (own.exists(), foreign.exists()) == (False, True)


def test_a_file_in_place_of_its_folder_is_refused(tmp_path):
    place = tmp_path / "demo"
    place.write_text("", encoding="utf-8")

    result = CliRunner().invoke(app, ["demo", "--folder", str(place)])

    assert (result.exit_code, "name a folder" in result.stderr) == (2, True)


def test_departments_answered_what_was_asked_and_some_did_not(ask):
    page = ask.questions(ask.default_view())

    silent = [row.name for row in page.departments if not row.own.answered]
    in_part = [row.name for row in page.departments if 0 < row.packages.required_answered < row.packages.required]
    assert silent == ["Assessments", "Superior Court"]
    assert in_part == ["Community and Human Services", "Human Resources", "Local Services", "Metro Transit"]
    assert (page.asked.version, page.without_department) == ("2026", 0)
    assert (page.whole.required, page.whole.required_answered) == (202, 138)


def test_answers_to_the_nine_questions_of_the_year_before_stay_with_them(ask):
    before = ask.questions(View("2025", Phase.ADOPTED))

    assert (before.asked.version, len(before.questions)) == ("2025", 9)
    assert [row.name for row in before.departments if row.own.answered] == [
        "Elections",
        "Metro Transit",
        "Public Health",
    ]


def test_the_packages_of_the_books_come_to_what_their_lines_say(ask, county):
    by_hand: dict[tuple[str, str, Phase], Decimal] = defaultdict(Decimal)
    for book in county.books:
        for line in book.lines:
            if book.period.label == BIENNIUM and line.package and line.direction is Direction.EXPENDITURE:
                by_hand[line.department.name, line.package.code, book.phase] += line.amount or Decimal(0)

    told = {
        (row.department, row.code, phase): money.amount
        for row in ask.packages(View(BIENNIUM, Phase.ADOPTED))
        for phase, money in row.by_phase
        if money
    }

    assert len(told) > 100
    assert told == by_hand


def test_a_package_says_why_and_which_actions_ask_for_it(ask):
    page = ask.package("ds_103", None, View(BIENNIUM, Phase.ADOPTED))

    assert [reason.is_reason for reason in page.reasons] == [True]
    assert len(page.actions) == 2
    assert page.answers.completeness.lacking == 0


def cell_of(here, source: Source) -> object:
    with reading(here.database) as uow:
        _, content = uow.imports.original(source.import_id)
    return load_workbook(BytesIO(content))[source.sheet][source.cell].value


def test_the_reason_of_a_package_leads_to_the_cell_in_which_it_stands(ask, here):
    (reason,) = ask.package("ds_101", None, View(BIENNIUM, Phase.ADOPTED)).reasons

    assert cell_of(here, reason.source) == reason.text


def test_why_an_action_is_blocked_leads_to_the_cell_in_which_it_stands(ask, here):
    view = ask.default_view()
    blocked = next(page.blocked for row in ask.departments(view) if (page := ask.briefing(row.key, view)).blocked)

    assert cell_of(here, blocked[0].said_source) == blocked[0].said


def test_the_cycle_stands_shortly_before_a_milestone_and_some_departments_are_ready(ask):
    told = ask.calendar()

    assert (told.next.name, told.next.days) == ("Departments report for the mid-biennium review", 10)
    assert [row.name for row in told.readiness if row.is_ready] == [
        "Natural Resources and Parks",
        "Public Defense",
        "Public Health",
    ]
    assert any(row.has.linked for row in told.readiness)
    assert {row.key: row.moved_why for row in told.milestones if row.by_rule and row.budget == "2026-2027"} == {
        "executive-proposes": "offices are closed",
        "council-adopts": "decided: Ordinance 2025-118, invented",
    }


def test_leadership_finds_something_to_ask_of_every_kind(ask):
    rows = ask.briefings(ask.default_view()).rows

    assert all(sum(getattr(row, what) for row in rows) for what in ("blocked", "neglected", "waiting"))
