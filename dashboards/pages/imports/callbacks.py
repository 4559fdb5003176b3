"""The callbacks of imports: show, take in, answer, accept, discard, withdraw."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

from dash import ALL, Input, Output, State, html
from dash.exceptions import PreventUpdate

from dashboards import formats
from dashboards.address import address, read_number
from dashboards.asking import Ask, Desk
from dashboards.components.parts import Children, kept_with
from dashboards.components.questions import field_words, profile_note, question_list, unread_list
from dashboards.ids import Imports, Shell, question, unread
from dashboards.pages.imports.drafts import Drafts
from dashboards.pages.imports.history import tell_history
from dashboards.pages.imports.mistaken import other_kind_words
from dashboards.pages.imports.one import MOST_REHEARSED, OneFile, deeds_of, is_waiting, steps, tell_file
from dashboards.pages.imports.opened import OpenWorkbooks
from dashboards.pages.imports.sought import read_sought
from dashboards.pages.imports.unread import unread_columns, unread_words
from dashboards.pages.taking import NotSentWholeError, read_sent
from dashboards.pages.telling import Told, tell
from dashboards.reports import ReportTold
from dashboards.still import Still
from dashboards.wiring import Wiring
from importers.answerable import column_keys
from importers.file_names import shown_name
from importers.issues import Issue
from importers.reading import Kind
from importers.workbook import Workbook, open_workbook
from importers.wrong_kinds import other_kind
from tracker.errors import NotFoundError, TrackerError
from tracker.permissions import Actor, Permission
from tracker.rehearsal import Rehearsal
from tracker.waiting import Pending

DONE = {
    "accepted": "It was accepted and is in force now.",
    "answered": "It was read again with your answers.",
    "withdrawn": "It was withdrawn. Where there is a version before it, that one is in force again.",
    "anew": "It was read again without the answers of last time.",
    **{f"as-{kind}": f"It was read as a {kind}." for kind in Kind},
}
BUSY = "deeds deeds-busy"
_Arguments = dict[str, str]


class Form(NamedTuple):
    """The part of a page that asks: its steps, its children, and whether it is hidden."""

    steps: Children
    children: Children
    hidden: bool


class DeedBar(NamedTuple):
    """The buttons of a draft: whether they are hidden, the words beside them, and whether accepting is shut."""

    hidden: bool
    words: str
    shut: bool


class ProfileNote(NamedTuple):
    """What is said of a profile that a draft was read by, and whether it is hidden."""

    children: Children
    hidden: bool


class OtherKind(NamedTuple):
    """What is said of a draft that is of the other kind, what its button says, and whether both are hidden."""

    words: str
    button: str
    hidden: bool


class ColumnForm(NamedTuple):
    """What is asked about columns that were not read: words, controls, and whether it and its button are hidden."""

    words: str
    children: Children
    hidden: bool
    without_button: bool


class Limit(NamedTuple):
    """The largest file that is taken in, in bytes, and in the words beside the place where it is dropped."""

    largest: int
    words: Children


class EmptyReasonError(TrackerError):
    """A withdrawal says why, so that the history can."""

    def __init__(self) -> None:
        super().__init__("a withdrawal needs a reason; write why, in a sentence")


class TwoColumnsError(TrackerError):
    """Two columns were said to be the same thing."""

    def __init__(self, field: str) -> None:
        super().__init__(f"two columns were said to be the {field_words(field)}; choose one of them")


@dataclass(frozen=True, slots=True)
class Counter:
    """Where files are shown and taken in: what may be asked, what may be done, and by whom."""

    ask: Ask
    desk: Desk
    current_actor: Callable[[], Actor]
    drafts: Drafts
    workbook: Callable[[int], Workbook | None]
    largest: int

    def show(self, arguments: _Arguments) -> Told:
        """Tell all imports, or the one that the address names."""
        if "id" not in arguments:
            return tell_history(self.ask.imports())
        row = self.ask.import_row(_number(arguments))
        waiting = self._waiting(arguments)
        report = waiting.report if waiting else self.ask.report(row.id)
        one = OneFile(
            row=row,
            report=ReportTold.model_validate(report),
            workbook=self.workbook(row.id),
            waiting=waiting,
            sought=read_sought(arguments.get("cell")),
            changed=None if waiting else self.ask.differences(row.id),
            became=() if waiting else self.ask.became(row.id),
            rehearsal=self._rehearsal(arguments, waiting) if waiting else None,
        )
        return tell_file(one, DONE.get(arguments.get("done", "")))

    def _rehearsal(self, arguments: _Arguments, waiting: Pending) -> Rehearsal | None:
        """What accepting a budget would do; None: nothing can be said, or of a large one nobody has asked yet."""
        row = waiting.row
        if row.kind is not Kind.BUDGET or not deeds_of(ReportTold.model_validate(waiting.report), waiting).may_accept:
            return None
        if row.records > MOST_REHEARSED and "rehearse" not in arguments:
            return None
        return self.drafts.rehearsal(self.current_actor(), row)

    def show_limit(self, _arguments: _Arguments) -> Limit:
        """Say beforehand how large a file may be; assets/clientside.js refuses a larger one in words."""
        words = f"xlsx, xlsm, xls, xlsb, ods or csv, up to {formats.megabytes(self.largest)}"
        return Limit(self.largest, html.Span(words, **kept_with("largest", self.largest)))

    def show_questions(self, arguments: _Arguments) -> Form:
        """Ask what only a person can decide about a draft."""
        waiting = self._waiting(arguments)
        if waiting is None:
            return Form([], [], hidden=True)
        report = ReportTold.model_validate(waiting.report)
        asked = question_list(report.questions, waiting.answers)
        return Form(Still(steps(report)), asked, hidden=not asked)

    def show_profile(self, arguments: _Arguments) -> ProfileNote:
        """Say by whose answers the headings of a draft were read, where they are those of an earlier file."""
        waiting = self._waiting(arguments)
        used = ReportTold.model_validate(waiting.report).profile if waiting else None
        return ProfileNote(profile_note(used) if used else [], hidden=used is None)

    def show_other_kind(self, arguments: _Arguments) -> OtherKind:
        """Offer to read a draft as the other kind, where it says that it is of that, or can be read as that alone."""
        waiting = self._waiting(arguments)
        words = other_kind_words(ReportTold.model_validate(waiting.report), waiting.row.kind) if waiting else ""
        if waiting is None or not words:
            return OtherKind("", "", hidden=True)
        return OtherKind(words, f"Read it as a {other_kind(waiting.row.kind)}", hidden=False)

    def show_columns(self, arguments: _Arguments) -> ColumnForm:
        """Offer to read a draft's columns that were not read."""
        waiting = self._waiting(arguments)
        if waiting is None:
            return ColumnForm("", [], hidden=True, without_button=True)
        columns = unread_columns(ReportTold.model_validate(waiting.report), self.workbook(waiting.row.id))
        keys = column_keys(waiting.row.layout)
        shown = unread_list(columns, keys)
        can_choose = bool(keys) and any(column.answer for column in columns)
        return ColumnForm(unread_words(columns), shown, hidden=not shown, without_button=not can_choose)

    def show_deeds(self, arguments: _Arguments) -> DeedBar:
        """Offer to accept or discard a draft."""
        waiting = self._waiting(arguments)
        if waiting is None:
            return DeedBar(hidden=True, words="", shut=True)
        deeds = deeds_of(ReportTold.model_validate(waiting.report), waiting)
        return DeedBar(hidden=False, words=deeds.words, shut=not deeds.may_accept)

    def show_withdrawal(self, arguments: _Arguments) -> bool:
        """Whether the form to withdraw is hidden: it is there for a file in force alone."""
        try:
            return not self.ask.import_row(_number(arguments)).in_force
        except NotFoundError:
            return True

    def take_in(self, contents: str | None, file: str | None, kind: str) -> str:
        """Check a workbook that was dropped, and go to the page where it waits."""
        if not contents or not file:
            raise PreventUpdate
        data = read_sent(contents, file, self.largest)
        if kind not in set(Kind):
            raise NotSentWholeError(file)
        pending = self.drafts.check(self.current_actor(), shown_name(file), data, Kind(kind))
        return address("/imports", id=pending.row.id)

    def answer(
        self,
        _presses: int | None,
        arguments: _Arguments,
        values: Sequence[str | None],
        ids: Sequence[Any],
        fields: Sequence[str | None],
        columns: Sequence[Any],
    ) -> str:
        """Read a draft again with the answers that were given, and with what columns were said to be."""
        given = {str(each["field"]): (value,) for each, value in zip(ids, values, strict=True) if value}
        for each, field in zip(columns, fields, strict=True):
            if field and field in given:
                raise TwoColumnsError(field)
            if field:
                given[field] = (str(each["column"]),)
        if not given:
            raise PreventUpdate
        import_id = _number(arguments)
        told = self.drafts.answer(self.current_actor(), import_id, given)
        # The number makes the address a new one each time, so that the page is told anew.
        return address(
            "/imports", id=import_id, done="answered", of=hash(tuple(sorted(told.answers.items()))) % 100_000
        )

    def answer_anew(self, _presses: int | None, arguments: _Arguments) -> str:
        """Read a draft again without the answers of an earlier file."""
        import_id = _number(arguments)
        self.drafts.answer_anew(self.current_actor(), import_id)
        return address("/imports", id=import_id, done="anew")

    def read_as_other(self, _presses: int | None, arguments: _Arguments) -> str:
        """Read a draft as the other kind, without its being sent once more."""
        import_id, waiting = _number(arguments), self._waiting(arguments)
        if waiting is None or not other_kind_words(ReportTold.model_validate(waiting.report), waiting.row.kind):
            # Somebody pressed it before, on another page of this file: pressed twice, it would be as it was.
            return address("/imports", id=import_id)
        kind = other_kind(waiting.row.kind)
        pending = self.drafts.read_as(self.current_actor(), import_id, kind)
        return address("/imports", id=pending.row.id, done=f"as-{kind}")

    def accept(self, _presses: int | None, arguments: _Arguments) -> str:
        """Put a draft in force."""
        row = self.desk.accept(self.current_actor(), _number(arguments))
        return address("/imports", id=row.id, done="accepted")

    def discard(self, _presses: int | None, arguments: _Arguments) -> str:
        """Let a draft go."""
        self.desk.discard(self.current_actor(), _number(arguments))
        return address("/imports")

    def withdraw(self, _presses: int | None, arguments: _Arguments, reason: str | None) -> str:
        """Take a file out of force, with the reason."""
        if not reason or not reason.strip():
            raise EmptyReasonError
        row = self.desk.withdraw(self.current_actor(), _number(arguments), reason.strip())
        return address("/imports", id=row.id, done="withdrawn")

    def _waiting(self, arguments: _Arguments) -> Pending | None:
        try:
            row = self.ask.import_row(_number(arguments))
        except NotFoundError:
            return None
        return self.drafts.pending(self.current_actor(), row) if is_waiting(row) else None


def _number(arguments: _Arguments) -> int:
    named = arguments.get("id", "")
    number = read_number(named)
    if number is None:
        raise NotFoundError("import", named)
    return number


def opened(ask: Ask, import_id: int) -> Workbook | None:
    """The workbook of an import, to show a part of it; None where it cannot be opened."""
    name, data = ask.original(import_id)
    found = open_workbook(data, name)
    return None if isinstance(found, Issue) else found


# Every deed ends by going to a page, and a person does one at a time: they may share the address as their output.
_ONWARD = Output(Shell.ADDRESS, "href", allow_duplicate=True)
_SHOWN, _ARGUMENTS = Input(Imports.ARGUMENTS, "data"), State(Imports.ARGUMENTS, "data")


def connect(wiring: Wiring, ask: Ask, desk: Desk, largest: int) -> None:
    """Tie the page to its arguments, and its buttons to what they do; ``largest`` is the largest file, in bytes."""
    workbook = OpenWorkbooks(partial(opened, ask))
    counter = Counter(ask, desk, wiring.current_actor, Drafts(ask, desk), workbook, largest)
    tell(wiring, (Imports.ARGUMENTS, Imports.TITLE, Imports.LINE, Imports.BODY), Permission.IMPORT_READ, counter.show)
    wiring.on(
        Output(Imports.DROP, "max_size"), Output(Imports.LIMIT, "children"), _SHOWN, needs=Permission.IMPORT_READ
    )(counter.show_limit)
    wiring.on(Output(Imports.WITHDRAWAL, "hidden"), _SHOWN, needs=Permission.IMPORT_READ)(counter.show_withdrawal)
    _connect_draft(wiring, counter)
    _connect_reading(wiring, counter)
    _connect_deeds(wiring, counter)


def _connect_draft(wiring: Wiring, counter: Counter) -> None:
    """What a draft asks and offers."""
    wiring.on(
        Output(Imports.STEPS, "children"),
        Output(Imports.QUESTION_LIST, "children"),
        Output(Imports.QUESTIONS, "hidden"),
        _SHOWN,
        needs=Permission.IMPORT_READ,
    )(counter.show_questions)
    wiring.on(
        Output(Imports.OTHER_WORDS, "children"),
        Output(Imports.READ_AS_OTHER, "children"),
        Output(Imports.OTHER_KIND, "hidden"),
        _SHOWN,
        needs=Permission.IMPORT_READ,
    )(counter.show_other_kind)
    wiring.on(
        Output(Imports.PROFILE_WORDS, "children"),
        Output(Imports.PROFILE, "hidden"),
        _SHOWN,
        needs=Permission.IMPORT_READ,
    )(counter.show_profile)
    wiring.on(
        Output(Imports.COLUMN_WORDS, "children"),
        Output(Imports.COLUMN_LIST, "children"),
        Output(Imports.COLUMNS, "hidden"),
        Output(Imports.READ_COLUMNS, "hidden"),
        _SHOWN,
        needs=Permission.IMPORT_READ,
    )(counter.show_columns)
    wiring.on(
        Output(Imports.DEEDS, "hidden"),
        Output(Imports.DEED_WORDS, "children"),
        Output(Imports.ACCEPT, "disabled"),
        _SHOWN,
        needs=Permission.IMPORT_READ,
    )(counter.show_deeds)


def _connect_reading(wiring: Wiring, counter: Counter) -> None:
    """The deeds by which a file is read: it is dropped, answered, or read anew."""
    wiring.on(
        _ONWARD,
        Input(Imports.DROP, "contents"),
        State(Imports.DROP, "filename"),
        State(Imports.KIND, "value"),
        needs=Permission.IMPORT_READ,
        at_once=False,
        running=[(Output(Imports.READING, "hidden"), False, True), (Output(Imports.DROP, "disabled"), True, False)],
    )(counter.take_in)
    for button in (Imports.ANSWER, Imports.READ_COLUMNS):
        wiring.on(
            _ONWARD,
            Input(button, "n_clicks"),
            _ARGUMENTS,
            State(question(ALL), "value"),
            State(question(ALL), "id"),
            State(unread(ALL), "value"),
            State(unread(ALL), "id"),
            needs=Permission.IMPORT_READ,
            at_once=False,
            running=[(Output(button, "disabled"), True, False)],
        )(counter.answer)
    for button, again in (
        (Imports.ANEW, counter.answer_anew),
        (Imports.READ_AS_OTHER, counter.read_as_other),
    ):
        wiring.on(
            _ONWARD,
            Input(button, "n_clicks"),
            _ARGUMENTS,
            needs=Permission.IMPORT_READ,
            at_once=False,
            running=[(Output(button, "disabled"), True, False)],
        )(again)


def _connect_deeds(wiring: Wiring, counter: Counter) -> None:
    """The deeds that end a draft, or take an accepted file back."""
    # Whether accepting is shut, only ``show_deeds`` says: what is put back after a deed could open it by mistake.
    busy = [(Output(Imports.WORKING, "hidden"), False, True), (Output(Imports.DEEDS, "className"), BUSY, "deeds")]
    for button, deed in ((Imports.ACCEPT, counter.accept), (Imports.DISCARD, counter.discard)):
        wiring.on(
            _ONWARD, Input(button, "n_clicks"), _ARGUMENTS, needs=Permission.IMPORT_READ, at_once=False, running=busy
        )(deed)
    wiring.on(
        _ONWARD,
        Input(Imports.WITHDRAW, "n_clicks"),
        _ARGUMENTS,
        State(Imports.REASON, "value"),
        needs=Permission.IMPORT_WITHDRAW,
        at_once=False,
    )(counter.withdraw)
