"""The callbacks of the page of budget equity questions: show, and save answers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from dash import ALL, Input, Output, State, no_update
from dash.exceptions import PreventUpdate

from dashboards.address import UNNAMED, address, read_number
from dashboards.asking import Ask, Desk
from dashboards.components.answer_form import answer_form
from dashboards.components.packages import package_way
from dashboards.components.parts import Children
from dashboards.ids import Questions, Shell, answer_to
from dashboards.pages.questions.body import (
    saved_words,
    tell_department,
    tell_faults,
    tell_package_answers,
    tell_questions,
    tell_which,
)
from dashboards.pages.taking import read_sent
from dashboards.pages.telling import Told, tell, view_of
from dashboards.still import Still
from dashboards.wiring import Wiring
from importers.file_names import shown_name
from plans.questions import AskedOf
from tracker.equity_answers import Subject
from tracker.errors import NotFoundError
from tracker.package_rows import PackageRow
from tracker.permissions import Actor, Permission
from tracker.rows import View
from tracker.services.questions import Answering

_Arguments = dict[str, str]


class Form(NamedTuple):
    """The form: heading, controls, whether it is hidden, what its reader has seen, whether no workbook is taken."""

    title: str
    children: Children
    hidden: bool
    seen: dict[str, str]
    without_sending: bool


NO_FORM = Form("", [], hidden=True, seen={}, without_sending=True)


@dataclass(frozen=True, slots=True)
class Counter:
    """Where answers are shown and given: what may be asked, what may be done, and by whom."""

    ask: Ask
    desk: Desk
    current_actor: Callable[[], Actor]
    largest: int

    def show(self, arguments: _Arguments) -> Told:
        """Tell how far everybody has answered, or the answers of one department or package.

        Raises ``NotFoundError`` for one that is not there.
        """
        view, subject = view_of(arguments, self.ask), self._subject(arguments)
        if subject is None and arguments.get("package"):
            return tell_which(arguments["package"], self._of_code(arguments, view), view)
        if subject is None:
            return tell_questions(self.ask.questions(view))
        told = self.ask.subject_answers(subject, view)
        own = [row for row in self.ask.packages(view) if row.department_key == subject.department]
        if subject.asked_of is AskedOf.DEPARTMENT:
            return tell_department(told, own, arguments.get("done"))
        row = next((row for row in own if row.key == subject.package), None)
        if row is None:
            raise NotFoundError("decision package", subject.package)
        return tell_package_answers(told, package_way(row, view), arguments.get("done"))

    def show_form(self, arguments: _Arguments) -> Form:
        """Offer the questions of one subject to be answered, to who may."""
        try:
            subject = self._subject(arguments)
            if subject is None or Permission.ANSWER_WRITE not in self.current_actor().permissions:
                return NO_FORM
            told = self.ask.subject_answers(subject, view_of(arguments, self.ask))
        except NotFoundError:
            return NO_FORM
        if told.asked is None or not told.rows:
            return NO_FORM
        is_package = subject.asked_of is AskedOf.PACKAGE
        seen = {"questions": str(told.asked.id), "answers": str(told.seen)}
        return Form(
            f"Answer for {told.name}", answer_form(told.rows), hidden=False, seen=seen, without_sending=is_package
        )

    def save(
        self,
        _presses: int | None,
        arguments: _Arguments,
        seen: dict[str, str],
        values: Sequence[str | None],
        ids: Sequence[Any],
    ) -> tuple[dict[str, str], Children]:
        """Keep the answers of the form, and tell the page anew beneath it: what was typed stays where it is."""
        subject = self._subject(arguments)
        asked, known = (read_number(seen.get(name, "")) for name in ("questions", "answers"))
        if subject is None or asked is None or known is None:
            raise PreventUpdate
        view = view_of(arguments, self.ask)
        given = {
            str(each["code"]): None if value is None else str(value) for each, value in zip(ids, values, strict=True)
        }
        answering = Answering(asked, view.period, subject, given, known)
        new = self.desk.answer_questions(self.current_actor(), answering)
        # The number makes the arguments new ones each time, so that the page is told anew.
        times = (read_number(arguments.get("of", "")) or 0) + 1
        kept = {name: value for name, value in arguments.items() if name != "done"}
        return {**kept, "of": str(times)}, saved_words(new)

    def _subject(self, arguments: _Arguments) -> Subject | None:
        """The subject of an address; a package without a department where its code means just one."""
        if not arguments.get("package") or "department" in arguments:
            return subject_of(arguments)
        found = self._of_code(arguments, view_of(arguments, self.ask))
        return Subject(AskedOf.PACKAGE, found[0].department_key, found[0].key) if len(found) == 1 else None

    def _of_code(self, arguments: _Arguments, view: View) -> list[PackageRow]:
        """The packages that the code of an address means. Raises ``NotFoundError`` where there is none."""
        code = arguments["package"]
        found = [row for row in self.ask.packages(view) if row.key == code]
        if not found:
            raise NotFoundError("decision package", code)
        return found

    def send(self, contents: str | None, file: str | None) -> tuple[Any, Children]:
        """Keep the answers of a workbook and go to its department; or say what is wrong with it, and stay.

        Raises ``NotSentWholeError`` and ``TooLargeError``.
        """
        if not contents or not file:
            raise PreventUpdate
        data = read_sent(contents, file, self.largest)
        told = self.desk.import_answers(self.current_actor(), shown_name(file), data)
        if not told.reading.is_sound or told.department is None:
            return no_update, Still(tell_faults(told))
        return address("/questions", department=told.department, done=told.kept, of=len(data)), []


def subject_of(arguments: _Arguments) -> Subject | None:
    """The subject that an address names; None: it names none."""
    named = arguments.get("department")
    if named is None:
        return None
    department = "" if named == UNNAMED else named
    if package := arguments.get("package"):
        return Subject(AskedOf.PACKAGE, department, package)
    return Subject(AskedOf.DEPARTMENT, department)


def connect(wiring: Wiring, ask: Ask, desk: Desk, largest: int) -> None:
    """Tie the page to its arguments, its buttons to what they do; ``largest`` is the largest file, in bytes."""
    counter = Counter(ask, desk, wiring.current_actor, largest)
    ids = (Questions.ARGUMENTS, Questions.TITLE, Questions.LINE, Questions.BODY)
    tell(wiring, ids, Permission.REPORT_READ, counter.show)
    wiring.on(
        Output(Questions.FORM_TITLE, "children"),
        Output(Questions.FORM_LIST, "children"),
        Output(Questions.FORM, "hidden"),
        Output(Questions.SEEN, "data"),
        Output(Questions.SENDING, "hidden"),
        Input(Questions.ARGUMENTS, "data"),
        needs=Permission.REPORT_READ,
    )(counter.show_form)
    _connect_deeds(wiring, counter)


def _connect_deeds(wiring: Wiring, counter: Counter) -> None:
    wiring.on(
        # Every deed ends by going to a page, and a person does one at a time: they may share the address.
        Output(Shell.ADDRESS, "href", allow_duplicate=True),
        Output(Questions.SENT, "children"),
        Input(Questions.DROP, "contents"),
        State(Questions.DROP, "filename"),
        needs=Permission.ANSWER_WRITE,
        at_once=False,
        running=[
            (Output(Questions.READING, "hidden"), False, True),
            (Output(Questions.DROP, "disabled"), True, False),
        ],
    )(counter.send)
    wiring.on(
        Output(Questions.ARGUMENTS, "data"),
        Output(Questions.SAVED, "children"),
        Input(Questions.SAVE, "n_clicks"),
        State(Questions.ARGUMENTS, "data"),
        State(Questions.SEEN, "data"),
        State(answer_to(ALL), "value"),
        State(answer_to(ALL), "id"),
        needs=Permission.ANSWER_WRITE,
        at_once=False,
        running=[
            (Output(Questions.SAVE, "disabled"), True, False),
            (Output(Questions.SAVING, "hidden"), False, True),
            (Output(Questions.SAVED, "hidden"), True, False),
        ],
    )(counter.save)
