"""The desk of the invented county: takes every file in, and remembers what was done with it."""
# ruff: noqa: ARG002 - a fake is asked as the real one is, and answers the same to all

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal

from budgets.phases import Phase
from importers.annotate import GivenBack
from importers.reading import Answers, Kind
from tests.dashboards.fakes.county import ADOPTED
from tests.dashboards.fakes.files import REPORT
from tests.dashboards.fakes.findings import WAIVER
from tests.dashboards.fakes.funding import LINKS
from tests.dashboards.fakes.linking import SURE, links_in
from tests.dashboards.fakes.queries import FakeQueries
from tests.dashboards.fakes.questions import answers_in
from tracker.alignment import FundingLink
from tracker.crosswalk_rows import LinksIn
from tracker.errors import StateError
from tracker.finding_history import KeptWaiver
from tracker.permissions import Actor, Permission, require
from tracker.records import KeptLink
from tracker.rehearsal import ActionBecomes, AlikeCodes, BudgetBecomes, GoalBecomes, LinkBecomes, Rehearsal
from tracker.rows import ImportRow, ImportState, View
from tracker.services.crosswalk import LinksMeanwhileError
from tracker.services.findings import NewWaiver
from tracker.services.linking import NoReasonError, UnknownKeyError
from tracker.services.questions import Answering, AnswersIn
from tracker.waiting import Change, Differences, Filled, KeyChanges, KeyMoved, Pending

REHEARSAL = Rehearsal(
    (
        BudgetBecomes(
            ADOPTED,
            View("2026-2027", Phase.PROPOSED),
            (
                GoalBecomes("3", "Workforce", Decimal(1_000_000), Decimal(700_000)),
                GoalBecomes(None, None, Decimal(5_000_000), Decimal(5_500_000)),
            ),
            gone=(LinkBecomes(LINKS[0], Decimal(300_000), Decimal(0), Decimal(0)),),
            over=(LinkBecomes(LINKS[1], Decimal(20_000), Decimal(20_000), Decimal(15_000)),),
            actions=(
                ActionBecomes("Transit", "transit", "MT-9", "Fares", "Chief", Decimal(300_000), Decimal(0)),
                ActionBecomes("Transit", "transit", "MT-2", None, None, Decimal(0), Decimal(40)),
            ),
        ),
    ),
    (AlikeCodes("fund", "Parks", "1451", "F1451"),),
)
NOW = datetime(2026, 6, 30, 9, 0, tzinfo=UTC)


@dataclass
class FakeDesk:
    """Takes every file in, and remembers what was done with it."""

    ask: FakeQueries = field(default_factory=FakeQueries)
    report: dict[str, object] = field(default_factory=lambda: dict(REPORT))
    done: list[tuple[str, object]] = field(default_factory=list)

    def check(self, actor: Actor, file: str, data: bytes, kind: Kind) -> Pending:
        require(actor, Permission.PLAN_UPLOAD)
        self.done.append(("check", (file, len(data), kind)))
        return self.pending(actor, 9)

    def pending(self, actor: Actor, import_id: int) -> Pending:
        row = self.ask.import_row(import_id)
        if row.state is not ImportState.DRAFT:
            raise StateError("import", row.state, "answered")
        changes = (
            Change("HR-WW-03 Pay review of entry-level classes", "due", "30 Jun 2026", "30 Sep 2026"),
            Change("HR-WW-11 Exit interviews", "status", "in progress", "completed"),
        )
        new, gone = ("HR-WW-12 A", "HR-WW-13 B", "HR-WW-14 C"), ("HR-WW-02 Mentors for new supervisors",)
        filled = (Filled("ask.fund", "action", 18, 54, 0, 54),)
        return Pending(row, self.report, {}, None, Differences(changes, new, gone, filled, against=(3,)))

    def rehearsal(self, actor: Actor, import_id: int) -> Rehearsal:
        require(actor, Permission.PLAN_UPLOAD)
        return REHEARSAL

    def all_keys(self, actor: Actor, import_id: int) -> KeyChanges:
        require(actor, Permission.IMPORT_READ)
        return KeyChanges(added=1, largest=(KeyMoved("added", "adopted expenditure", "=F1", None, None, "5", "5"),))

    def give_back(self, actor: Actor, import_id: int) -> GivenBack:
        require(actor, Permission.IMPORT_READ)
        name, octets = self.ask.original(import_id)
        return GivenBack(octets + b"marked", f"{name}-marked")

    def answer(self, actor: Actor, import_id: int, answers: Answers) -> Pending:
        self.done.append(("answer", dict(answers)))
        return self.pending(actor, import_id)

    def answer_anew(self, actor: Actor, import_id: int) -> Pending:
        self.done.append(("answer_anew", import_id))
        return self.pending(actor, import_id)

    def read_as(self, actor: Actor, import_id: int, kind: Kind) -> Pending:
        self.done.append(("read_as", (import_id, kind)))
        return self.pending(actor, import_id)

    def answer_questions(self, actor: Actor, answering: Answering) -> int:
        require(actor, Permission.ANSWER_WRITE)
        self.done.append(("answer_questions", answering))
        return sum(bool(answer) for answer in answering.given.values())

    def import_answers(self, actor: Actor, file: str, data: bytes) -> AnswersIn:
        require(actor, Permission.ANSWER_WRITE)
        self.done.append(("import_answers", (file, len(data))))
        return answers_in(file, data)

    def link(self, actor: Actor, wanted: FundingLink) -> KeptLink:
        require(actor, Permission.LINK_WRITE)
        if wanted.selector.unit == "A9":
            raise UnknownKeyError("unit", "A9", ("A1000",))
        self.done.append(("link", wanted))
        return KeptLink(id=1, link=wanted, by=actor.name, at=NOW)

    def link_all(self, actor: Actor, wanted: Sequence[FundingLink]) -> tuple[KeptLink, ...]:
        return tuple(self.link(actor, each) for each in wanted)

    def check_links(self, actor: Actor, file: str, data: bytes, view: View) -> LinksIn:
        require(actor, Permission.LINK_WRITE)
        return links_in(file, data, view)

    def take_links(self, actor: Actor, file: str, data: bytes, view: View, seen: str) -> LinksIn:
        told = self.check_links(actor, file, data, view)
        if told.fingerprint != seen:
            raise LinksMeanwhileError(file)
        self.done.append(("take_links", (file, len(data))))
        return told

    def end_link(self, actor: Actor, number: int, why: str) -> KeptLink:
        require(actor, Permission.LINK_WRITE)
        if not why.strip():
            raise NoReasonError
        self.done.append(("end_link", (number, why)))
        return KeptLink(id=number, link=SURE.link, by="x", at=NOW, ended_by=actor.name, ended_at=NOW, ended_why=why)

    def waive(self, actor: Actor, wanted: NewWaiver) -> KeptWaiver:
        require(actor, Permission.FINDING_WAIVE)
        self.done.append(("waive", wanted))
        return WAIVER

    def take_waiver_back(self, actor: Actor, period: str, finding: str) -> None:
        require(actor, Permission.FINDING_WAIVE)
        self.done.append(("take_waiver_back", (period, finding)))

    def accept(self, actor: Actor, import_id: int) -> ImportRow:
        self.done.append(("accept", import_id))
        return self.ask.import_row(import_id)

    def discard(self, actor: Actor, import_id: int) -> None:
        self.done.append(("discard", import_id))

    def withdraw(self, actor: Actor, import_id: int, reason: str) -> ImportRow:
        self.done.append(("withdraw", (import_id, reason)))
        return self.ask.import_row(import_id)
