"""The home of bringing files in: check, answer, accept or discard, and withdraw what was accepted by mistake."""

import hashlib
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, date, datetime
from functools import partial

from pydantic import TypeAdapter

from importers.annotate import GivenBack, annotate
from importers.by_kind import AnyReading, read_file, report_of
from importers.collection import collection_paused
from importers.reading import (
    Answers,
    BudgetReading,
    HeadingProfile,
    Kind,
    Outcome,
    Progress,
    Reading,
    Remembered,
    Surroundings,
)
from plans.framework import Framework
from tracker.county import County
from tracker.errors import ChangedMeanwhileError, NotReadError, StateError
from tracker.finding_history import Cause
from tracker.permissions import Actor, Permission, require
from tracker.records import ImportRecord, NewImport
from tracker.rehearsal import Rehearsal
from tracker.rows import ImportRow, ImportState
from tracker.services.findings import remember_findings
from tracker.services.frameworks import framework_in_force
from tracker.services.laying import lay_links
from tracker.services.listing import import_row
from tracker.services.profiles import learn, remembered, unlearn
from tracker.services.publishing import Deed, accepted_keys, differences, every_key, overlaps, publish, taken_for, what
from tracker.services.rehearsing import keep_becomes, rehearse
from tracker.services.unit_of_work import UnitOfWork
from tracker.typed_words import words_typed
from tracker.waiting import KeyChanges, Pending, own_answers

_PROFILE = TypeAdapter(HeadingProfile)
_UPLOAD = {Kind.PLAN: Permission.PLAN_UPLOAD, Kind.BUDGET: Permission.BUDGET_UPLOAD}


@dataclass(frozen=True, slots=True)
class _Known:
    """Under which rules a file is read; kept with it, so that it is read the same way once more when it is accepted."""

    county: County
    framework: Framework
    remembered: Remembered = field(default_factory=Remembered)

    @property
    def surroundings(self) -> Surroundings:
        return replace(self.county.surroundings(self.framework), remembered=self.remembered)

    def document(self, reading: Reading) -> dict[str, object]:
        """As JSON: of the profiles the one that was used, so that nothing learnt later reads the file another way."""
        used = _PROFILE.dump_python(reading.applied.profile, mode="json") if reading.applied else None
        return {
            "county": self.county.model_dump(mode="json"),
            "framework": self.framework.model_dump(mode="json"),
            "profile": used,
        }


@dataclass(frozen=True, slots=True)
class _Again:
    """A file that was read once more: its record as it was then, what was read, under which rules, and its bytes."""

    record: ImportRecord
    reading: AnyReading
    known: _Known
    data: bytes


def check(  # noqa: PLR0913 - what a person hands over, each by its name
    uow: UnitOfWork,
    actor: Actor,
    *,
    county: County,
    file: str,
    data: bytes,
    kind: Kind,
    answers: Answers,
    on_progress: Progress | None = None,
) -> Pending:
    """Read a file and keep it as a draft, with what was found and what would change. Nothing is published."""
    require(actor, _UPLOAD[kind])
    known = _known(uow, county)
    reading = read_file(data, file, kind, surroundings=known.surroundings, answers=answers, on_progress=on_progress)
    with uow:
        number = _keep(uow, reading, data, known, Deed(actor.name, _now()))
        pending_now = _pending(uow, number, reading, county)
        uow.commit()
    return pending_now


def pending(uow: UnitOfWork, actor: Actor, import_id: int) -> Pending:
    """A draft once more, with what it would change now."""
    require(actor, Permission.IMPORT_READ)
    again = _read_again(uow, import_id, {})
    with uow:
        return _pending(uow, import_id, again.reading, again.known.county)


def rehearsal(uow: UnitOfWork, actor: Actor, import_id: int, today: date) -> Rehearsal:
    """What accepting a draft of a budget would do to goals and links; of any other file nothing. Keeps nothing."""
    again = _read_again(uow, import_id, {})
    reading, county = again.reading, again.known.county
    require(actor, _UPLOAD[reading.kind])
    if not isinstance(reading, BudgetReading) or reading.outcome is not Outcome.READ:
        return Rehearsal()
    with uow:
        _draft(uow, import_id, "rehearsed", as_read=again.record)
        if overlaps(uow, reading, county):
            return Rehearsal()
        return rehearse(uow, import_id, reading, Deed(actor.name, _now()), county=county, today=county.as_of or today)


def all_keys(uow: UnitOfWork, actor: Actor, import_id: int) -> KeyChanges:
    """What a draft of a budget would do to every key, or an accepted one did to it, the largest change first.

    Raises ``NotFoundError`` for an accepted file that took nobody's place, ``StateError`` for a discarded draft.
    """
    require(actor, Permission.IMPORT_READ)
    with uow:
        if uow.imports.get(import_id).state in (ImportState.PUBLISHED, ImportState.WITHDRAWN):
            return accepted_keys(uow, import_id, _known_from(uow.imports.surroundings(import_id)).county)
        # Before its file is read, which takes its time.
        _draft(uow, import_id, "compared")
    again = _read_again(uow, import_id, {})
    with uow:
        _draft(uow, import_id, "compared", as_read=again.record)
        return every_key(uow, again.reading, again.known.county)


def give_back(uow: UnitOfWork, actor: Actor, import_id: int) -> GivenBack:
    """A file that came in, with its problems marked as it was read then; the file itself stays as it came."""
    require(actor, Permission.IMPORT_READ)
    again = _read_again(uow, import_id, {})
    return annotate(again.data, again.reading)


def answer(uow: UnitOfWork, actor: Actor, import_id: int, answers: Answers) -> Pending:
    """Read a draft again with answers beside those that it has; an answer to the same question takes its place.

    Raises ``ChangedMeanwhileError`` where somebody else answered it in the meantime.
    """
    return _answered(uow, actor, import_id, _read_again(uow, import_id, answers))


def answer_anew(uow: UnitOfWork, actor: Actor, import_id: int) -> Pending:
    """Read a draft again without the profile that it was read by: what its headings mean is asked."""
    return _answered(uow, actor, import_id, _read_again(uow, import_id, {}, with_profile=False))


def read_as(uow: UnitOfWork, actor: Actor, county: County, import_id: int, kind: Kind) -> Pending:
    """Read a draft's file anew as another kind, from the beginning: no answer to the questions of the first kind holds.

    A draft of the same file and that kind is taken up again, and this one is discarded: one file waits once.
    """
    for each in Kind:
        require(actor, _UPLOAD[each])
    with uow:
        before = _draft(uow, import_id, "read as another kind")
        file, data = uow.imports.original(import_id)
    if before.kind is kind:
        # Somebody pressed the button before, and may have answered questions since.
        return pending(uow, actor, import_id)
    known = _known(uow, county)
    reading = read_file(data, file, kind, surroundings=known.surroundings, answers={})
    with uow:
        _draft(uow, import_id, "read as another kind", as_read=before)
        new = _new(reading, data, known, Deed(actor.name, _now()))
        waiting = next((draft.id for draft in _same(uow, reading, ImportState.DRAFT) if draft.id != import_id), None)
        number = import_id if waiting is None else waiting
        uow.imports.replace(number, new)
        if number != import_id:
            uow.imports.discard(import_id, by=actor.name, at=_now())
        pending_now = _pending(uow, number, reading, county)
        uow.commit()
    return pending_now


def _answered(uow: UnitOfWork, actor: Actor, import_id: int, again: _Again) -> Pending:
    reading, county = again.reading, again.known.county
    require(actor, _UPLOAD[reading.kind])
    with uow:
        _draft(uow, import_id, "answered", as_read=again.record)
        uow.imports.replace(import_id, _new(reading, again.data, again.known, Deed(actor.name, _now())))
        pending_now = _pending(uow, import_id, reading, county)
        uow.commit()
    return pending_now


def accept(uow: UnitOfWork, actor: Actor, import_id: int) -> ImportRow:
    """Publish a draft that was read without errors and without open questions.

    Raises ``NotReadError``, ``OverlapError`` where its money stands under another name already, and
    ``ChangedMeanwhileError`` where somebody else answered it in the meantime.
    """
    again = _read_again(uow, import_id, {})
    reading, county = again.reading, again.known.county
    require(actor, _UPLOAD[reading.kind])
    with collection_paused(), uow:
        # First of all, so that two who publish at the same time take turns.
        uow.raise_data_version()
        record = _draft(uow, import_id, "accepted", as_read=again.record)
        if earlier := _published(uow, record):
            # It keeps its number: SQLite would give that to the next file, and an open page would be of another one.
            uow.imports.discard(import_id, by=actor.name, at=_now())
            known_row = import_row(uow, earlier)
            uow.commit()
            return known_row
        _take_in(uow, import_id, reading, county, Deed(actor.name, _now()))
        row = import_row(uow, uow.imports.get(import_id))
        uow.commit()
    return row


def _take_in(uow: UnitOfWork, number: int, reading: AnyReading, county: County, deed: Deed) -> None:
    publish_it = partial(_publish, uow, number, reading, county, deed)
    if isinstance(reading, BudgetReading):
        day = county.as_of or deed.at.date()
        keep_becomes(uow, number, reading, county=county, today=day, publish=publish_it)
    else:
        publish_it()


def discard(uow: UnitOfWork, actor: Actor, import_id: int) -> None:
    """Let a draft go; its file stays, and the record says who let it go, and when."""
    with uow:
        require(actor, _UPLOAD[uow.imports.get(import_id).kind])
        _draft(uow, import_id, "discarded")
        uow.imports.discard(import_id, by=actor.name, at=_now())
        uow.commit()


def withdraw(uow: UnitOfWork, actor: Actor, county: County, import_id: int, reason: str) -> ImportRow:
    """Take a published import back: the version before it is in force again, and the record says who, when and why."""
    require(actor, Permission.IMPORT_WITHDRAW)
    why = words_typed(reason, "the reason")
    with uow:
        uow.raise_data_version()
        record = uow.imports.get(import_id)
        if record.state is not ImportState.PUBLISHED:
            raise StateError(f"import {import_id}", record.state.value, "withdrawn")
        uow.imports.withdraw(import_id, by=actor.name, at=_now(), why=why)
        unlearn(uow, import_id)
        lay_links(uow, county)
        remember_findings(uow, county, Cause.WITHDRAWAL, by=actor.name, import_id=import_id)
        row = import_row(uow, uow.imports.get(import_id))
        uow.commit()
    return row


def import_file(  # noqa: PLR0913 - as above
    uow: UnitOfWork,
    actor: Actor,
    *,
    county: County,
    file: str,
    data: bytes,
    kind: Kind,
    answers: Answers,
    on_progress: Progress | None = None,
) -> ImportRow:
    """Read a file and publish it, in one transaction; the same file a second time changes nothing.

    Raises ``NotReadError`` and ``OverlapError``; then nothing of it is kept.
    """
    require(actor, _UPLOAD[kind])
    known = _known(uow, county)
    with collection_paused():
        reading = read_file(data, file, kind, surroundings=known.surroundings, answers=answers, on_progress=on_progress)
        return import_reading(uow, actor, reading, data, county=county, framework=known.framework)


def import_reading(
    uow: UnitOfWork, actor: Actor, reading: AnyReading, data: bytes, *, county: County, framework: Framework
) -> ImportRow:
    """Publish what was read of a file's bytes already, as ``import_file`` does."""
    require(actor, _UPLOAD[reading.kind])
    known, deed = _Known(county, framework), Deed(actor.name, _now())
    with uow:
        # First of all, so that two who publish at the same time take turns.
        uow.raise_data_version()
        earlier = next(iter(_same(uow, reading, ImportState.PUBLISHED)), None)
        if earlier:
            return import_row(uow, earlier)
        number = _keep(uow, reading, data, known, deed)
        _take_in(uow, number, reading, county, deed)
        row = import_row(uow, uow.imports.get(number))
        uow.commit()
    return row


def notes_on(reading: AnyReading, county: County) -> tuple[str, ...]:
    """What a person should know of what a file is taken for, whatever is in force: sentences."""
    return tuple(taken_for(reading, county))


def _publish(uow: UnitOfWork, number: int, reading: AnyReading, county: County, deed: Deed) -> None:
    if reading.outcome is not Outcome.READ:
        raise NotReadError(reading.file, reading.outcome.value)
    publish(uow, number, reading, county, deed)
    learn(uow, number, reading, by=deed.by, at=deed.at)


def _known(uow: UnitOfWork, county: County) -> _Known:
    with uow:
        return _Known(county, framework_in_force(uow, county), remembered(uow))


def _read_again(uow: UnitOfWork, number: int, answers: Answers, *, with_profile: bool = True) -> _Again:
    with uow:
        record = uow.imports.get(number)
        file, data = uow.imports.original(number)
        document = uow.imports.surroundings(number)
        own = own_answers(record.answers, uow.imports.report(number))
        last = uow.profiles.last()
    known = _known_from(document)
    profiles = known.remembered.profiles if with_profile else ()
    known = replace(known, remembered=Remembered(profiles, last))
    reading = read_file(data, file, record.kind, surroundings=known.surroundings, answers={**own, **answers})
    return _Again(record, reading, known, data)


def _known_from(document: object) -> _Known:
    told = dict(document) if isinstance(document, dict) else {}
    used = told.get("profile")
    profiles = (_PROFILE.validate_python(used),) if used else ()
    county, framework = County.model_validate(told["county"]), Framework.model_validate(told["framework"])
    return _Known(county, framework, Remembered(profiles))


def _keep(uow: UnitOfWork, reading: AnyReading, data: bytes, known: _Known, deed: Deed) -> int:
    new = _new(reading, data, known, deed)
    drafts = _same(uow, reading, ImportState.DRAFT)
    if drafts:
        uow.imports.replace(drafts[0].id, new)
        return drafts[0].id
    return uow.imports.add(new)


def _new(reading: AnyReading, data: bytes, known: _Known, deed: Deed) -> NewImport:
    records = reading.lines if isinstance(reading, BudgetReading) else reading.actions
    return NewImport(
        kind=reading.kind,
        file=reading.file,
        content=data,
        sha256=hashlib.sha256(data).hexdigest(),
        by=deed.by,
        at=deed.at,
        layout=reading.layout,
        layout_version=reading.layout_version,
        outcome=reading.outcome,
        answers=reading.answers,
        surroundings=known.document(reading),
        mapping=[asdict(table) for table in reading.tables],
        report=report_of(reading),
        what=what(reading, known.county),
        records=len(records),
        issues=reading.issues,
    )


def _pending(uow: UnitOfWork, number: int, reading: AnyReading, county: County) -> Pending:
    record = uow.imports.get(number)
    same = next((other.id for other in _same(uow, reading, ImportState.PUBLISHED) if other.id != number), None)
    return Pending(
        row=import_row(uow, record),
        report=uow.imports.report(number),
        answers=dict(record.answers),
        same_as=same,
        differences=differences(uow, reading, county),
        overlaps=overlaps(uow, reading, county),
        also=tuple(other.id for other in uow.imports.all() if _is_of_same_file(other, record) and other.id != same),
    )


def _is_of_same_file(other: ImportRecord, record: ImportRecord) -> bool:
    is_there = other.state in (ImportState.DRAFT, ImportState.PUBLISHED)
    return is_there and other.id != record.id and (other.kind, other.sha256) == (record.kind, record.sha256)


def _published(uow: UnitOfWork, draft: ImportRecord) -> ImportRecord | None:
    layout = draft.layout, draft.layout_version
    same = uow.imports.same(draft.kind, draft.sha256, draft.answers, layout)
    return next((record for record in same if record.state is ImportState.PUBLISHED), None)


def _same(uow: UnitOfWork, reading: AnyReading, state: ImportState) -> list[ImportRecord]:
    layout = reading.layout, reading.layout_version
    same = uow.imports.same(reading.kind, reading.sha256, reading.answers, layout)
    return [record for record in same if record.state is state]


def _draft(uow: UnitOfWork, number: int, deed: str, *, as_read: ImportRecord | None = None) -> ImportRecord:
    """A draft that a deed is about to be done to; ``as_read`` is what it was when its file was read for that."""
    record = uow.imports.get(number)
    if record.state is not ImportState.DRAFT:
        raise StateError(f"import {number}", record.state.value, deed)
    if as_read is not None and (record.kind, record.answers) != (as_read.kind, as_read.answers):
        raise ChangedMeanwhileError(number, deed)
    return record


def _now() -> datetime:
    return datetime.now(UTC)
