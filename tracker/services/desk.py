"""The home of the desk that takes files in: the upload services, bound to one store and one county."""

from collections.abc import Callable, Sequence
from datetime import date

from importers.annotate import GivenBack
from importers.reading import Answers, Kind
from tracker.alignment import FundingLink
from tracker.county import County
from tracker.crosswalk_rows import LinksIn
from tracker.finding_history import KeptWaiver
from tracker.permissions import Actor
from tracker.records import KeptLink
from tracker.rehearsal import Rehearsal
from tracker.rows import ImportRow, View
from tracker.services import uploads
from tracker.services.crosswalk import check_links, take_links
from tracker.services.findings import NewWaiver, take_waiver_back, waive_finding
from tracker.services.linking import end_link, link_action, link_actions
from tracker.services.questions import Answering, AnswersIn, answer_questions, import_answers
from tracker.services.unit_of_work import UnitOfWork
from tracker.waiting import KeyChanges, Pending


class Desk:
    """What a person can do with files; each deed is a change of its own."""

    def __init__(
        self, open_store: Callable[[], UnitOfWork], county: County, today: Callable[[], date] = date.today
    ) -> None:
        self._open = open_store
        self._county = county
        self._today = today

    def check(self, actor: Actor, file: str, data: bytes, kind: Kind) -> Pending:
        """Read a file and keep it as a draft."""
        return uploads.check(self._open(), actor, county=self._county, file=file, data=data, kind=kind, answers={})

    def pending(self, actor: Actor, import_id: int) -> Pending:
        """A draft as it stands."""
        return uploads.pending(self._open(), actor, import_id)

    def rehearsal(self, actor: Actor, import_id: int) -> Rehearsal:
        """What accepting a draft would do to goals and links."""
        return uploads.rehearsal(self._open(), actor, import_id, self._today())

    def all_keys(self, actor: Actor, import_id: int) -> KeyChanges:
        """What a draft would do to every key, or an accepted file did to it."""
        return uploads.all_keys(self._open(), actor, import_id)

    def give_back(self, actor: Actor, import_id: int) -> GivenBack:
        """A file that came in, with its problems marked."""
        return uploads.give_back(self._open(), actor, import_id)

    def answer(self, actor: Actor, import_id: int, answers: Answers) -> Pending:
        """Read a draft again with answers."""
        return uploads.answer(self._open(), actor, import_id, answers)

    def answer_anew(self, actor: Actor, import_id: int) -> Pending:
        """Read a draft again without the profile of its headings."""
        return uploads.answer_anew(self._open(), actor, import_id)

    def read_as(self, actor: Actor, import_id: int, kind: Kind) -> Pending:
        """Read a draft's file anew as another kind."""
        return uploads.read_as(self._open(), actor, self._county, import_id, kind)

    def answer_questions(self, actor: Actor, answering: Answering) -> int:
        """Keep what a person answers about a department or a decision package; how many answers are new."""
        return answer_questions(self._open(), actor, self._county, answering, today=self._today())

    def link(self, actor: Actor, wanted: FundingLink) -> KeptLink:
        """Tie an action to what pays for it."""
        return link_action(self._open(), actor, self._county, wanted)

    def link_all(self, actor: Actor, wanted: Sequence[FundingLink]) -> tuple[KeptLink, ...]:
        """Tie actions to what pays for them, all or none."""
        return link_actions(self._open(), actor, self._county, wanted)

    def check_links(self, actor: Actor, file: str, data: bytes, view: View) -> LinksIn:
        """Say what a workbook of links would do; nothing of it is kept."""
        return check_links(self._open(), actor, self._county, (file, data), view, today=self._today())

    def take_links(self, actor: Actor, file: str, data: bytes, view: View, seen: str) -> LinksIn:
        """Keep the links of a workbook, as they were shown, all of them or none."""
        return take_links(self._open(), actor, self._county, (file, data), view, today=self._today(), seen=seen)

    def end_link(self, actor: Actor, number: int, why: str) -> KeptLink:
        """Let a link count no more; it stays in the history."""
        return end_link(self._open(), actor, self._county, number, why)

    def import_answers(self, actor: Actor, file: str, data: bytes) -> AnswersIn:
        """Keep the answers of a department's workbook, all of them or none."""
        return import_answers(self._open(), actor, self._county, (file, data), today=self._today())

    def waive(self, actor: Actor, wanted: NewWaiver) -> KeptWaiver:
        """Let a finding stand until a day."""
        return waive_finding(self._open(), actor, self._county, wanted, today=self._today())

    def take_waiver_back(self, actor: Actor, period: str, finding: str) -> None:
        """Let a waiver of a finding count no more."""
        take_waiver_back(self._open(), actor, self._county, period, finding, today=self._today())

    def accept(self, actor: Actor, import_id: int) -> ImportRow:
        """Put a draft in force."""
        return uploads.accept(self._open(), actor, import_id)

    def discard(self, actor: Actor, import_id: int) -> None:
        """Let a draft go; the history keeps its file."""
        uploads.discard(self._open(), actor, import_id)

    def withdraw(self, actor: Actor, import_id: int, reason: str) -> ImportRow:
        """Take a file out of force; the one before it is in force again."""
        return uploads.withdraw(self._open(), actor, self._county, import_id, reason)
