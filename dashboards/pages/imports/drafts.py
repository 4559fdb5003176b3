"""The home of drafts in memory: reading a large file takes seconds, and one page asks for it more than once."""

from collections import OrderedDict
from threading import Lock

from dashboards.asking import Ask, Desk
from importers.reading import Answers, Kind
from tracker.permissions import Actor
from tracker.rehearsal import Rehearsal
from tracker.rows import ImportRow
from tracker.waiting import Pending

_MOST = 4


class Drafts:
    """Files that wait, each read once as long as neither it nor what is in force has changed."""

    def __init__(self, ask: Ask, desk: Desk) -> None:
        self._ask = ask
        self._desk = desk
        self._known: OrderedDict[tuple[ImportRow, int], Pending] = OrderedDict()
        self._rehearsed: OrderedDict[tuple[ImportRow, int], Rehearsal] = OrderedDict()
        self._lock = Lock()
        # A rehearsal takes as long as accepting: other drafts do not wait for it.
        self._rehearsing = Lock()

    def check(self, actor: Actor, file: str, data: bytes, kind: Kind) -> Pending:
        """Read a file and keep it as a draft."""
        return self._kept(self._desk.check(actor, file, data, kind))

    def answer(self, actor: Actor, import_id: int, answers: Answers) -> Pending:
        """Read a draft again with answers."""
        return self._kept(self._desk.answer(actor, import_id, answers))

    def answer_anew(self, actor: Actor, import_id: int) -> Pending:
        """Read a draft again without the profile of its headings."""
        return self._kept(self._desk.answer_anew(actor, import_id))

    def read_as(self, actor: Actor, import_id: int, kind: Kind) -> Pending:
        """Read a draft's file anew as another kind."""
        return self._kept(self._desk.read_as(actor, import_id, kind))

    def pending(self, actor: Actor, row: ImportRow) -> Pending:
        """A draft as it stands."""
        # Whoever asks meanwhile waits for the first to have read it.
        with self._lock:
            key = (row, self._ask.data_version())
            if key not in self._known:
                self._keep(key, self._desk.pending(actor, row.id))
            return self._known[key]

    def rehearsal(self, actor: Actor, row: ImportRow) -> Rehearsal:
        """What accepting a draft would do, worked out once as long as neither it nor what is in force has changed."""
        with self._rehearsing:
            key = (row, self._ask.data_version())
            if key not in self._rehearsed:
                self._rehearsed[key] = self._desk.rehearsal(actor, row.id)
                while len(self._rehearsed) > _MOST:
                    self._rehearsed.popitem(last=False)
            return self._rehearsed[key]

    def _kept(self, pending: Pending) -> Pending:
        with self._lock:
            row = self._ask.import_row(pending.row.id)
            self._keep((row, self._ask.data_version()), pending)
        return pending

    def _keep(self, key: tuple[ImportRow, int], pending: Pending) -> None:
        self._known[key] = pending
        while len(self._known) > _MOST:
            self._known.popitem(last=False)
