"""Files, frameworks and profiles kept in memory, in plain dictionaries: what the real store must agree with."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from importers.issues import Severity
from importers.reading import Answers, HeadingProfile, Kind
from plans.framework import Framework
from tests.memory.state import State
from tracker.errors import NotFoundError
from tracker.records import (
    ImportRecord,
    KeptProfile,
    NewImport,
)
from tracker.rows import ImportState


class MemoryImports:
    def __init__(self, state: State) -> None:
        self._state = state

    def add(self, new: NewImport) -> int:
        number = next(self._state.numbers)
        self._state.imports[number] = _record(number, new), new
        return number

    def replace(self, number: int, new: NewImport) -> None:
        before, _ = self._state.imports[number]
        self._state.imports[number] = replace(_record(number, new), by=before.by, at=before.at), new

    def publish(self, number: int, *, by: str, at: datetime, differences: object = None) -> None:
        self._change(number, state=ImportState.PUBLISHED, published_by=by, published_at=at)
        self._state.differences[number] = json.dumps(differences)

    def keep_differences(self, number: int, differences: object) -> None:
        self._state.differences[number] = json.dumps(differences)

    def withdraw(self, number: int, *, by: str, at: datetime, why: str) -> None:
        self._change(number, state=ImportState.WITHDRAWN, withdrawn_by=by, withdrawn_at=at, withdrawn_why=why)

    def discard(self, number: int, *, by: str, at: datetime) -> None:
        self._change(number, state=ImportState.DISCARDED, discarded_by=by, discarded_at=at)

    def get(self, number: int) -> ImportRecord:
        return self._both(number)[0]

    def all(self) -> tuple[ImportRecord, ...]:
        return tuple(record for record, _ in sorted(self._state.imports.values(), key=lambda both: -both[0].id))

    def same(self, kind: Kind, sha256: str, answers: Answers, layout: tuple[str, str]) -> tuple[ImportRecord, ...]:
        wanted = kind, sha256, dict(answers), layout
        return tuple(
            one for one in self.all() if (one.kind, one.sha256, one.answers, (one.layout, one.layout_version)) == wanted
        )

    def report(self, number: int) -> dict[str, object]:
        told: dict[str, object] = json.loads(json.dumps(self._both(number)[1].report))
        return told

    def differences(self, number: int) -> object:
        self._both(number)
        return json.loads(self._state.differences.get(number, "null"))

    def surroundings(self, number: int) -> object:
        return json.loads(json.dumps(self._both(number)[1].surroundings))

    def original(self, number: int) -> tuple[str, bytes]:
        new = self._both(number)[1]
        return new.file, new.content

    def _both(self, number: int) -> tuple[ImportRecord, NewImport]:
        if number not in self._state.imports:
            raise NotFoundError("import", number)
        return self._state.imports[number]

    def _change(self, number: int, **changes: object) -> None:
        record, new = self._state.imports[number]
        self._state.imports[number] = replace(record, **changes), new  # type: ignore[arg-type] # named above


def _record(number: int, new: NewImport) -> ImportRecord:
    severities = [issue.severity for issue in new.issues]
    return ImportRecord(
        id=number,
        kind=new.kind,
        file=new.file,
        sha256=new.sha256,
        size=len(new.content),
        state=ImportState.DRAFT,
        outcome=new.outcome,
        answers=dict(new.answers),
        layout=new.layout,
        layout_version=new.layout_version,
        what=new.what,
        records=new.records,
        errors=severities.count(Severity.ERROR),
        warnings=severities.count(Severity.WARNING),
        by=new.by,
        at=new.at,
    )


class MemoryFrameworks:
    def __init__(self, state: State) -> None:
        self._state = state

    def in_force(self) -> Framework | None:
        return self._state.in_force

    def put_in_force(self, framework: Framework, *, by: str, at: datetime) -> None:  # noqa: ARG002 - nobody asks
        name = framework.code, framework.version
        places = [place for place, one in enumerate(self._state.frameworks) if (one.code, one.version) == name]
        if places:
            self._state.frameworks[places[0]] = framework
        else:
            self._state.frameworks.append(framework)
        self._state.in_force = framework

    def versions(self) -> tuple[Framework, ...]:
        return tuple(self._state.frameworks)


class MemoryProfiles:
    def __init__(self, state: State) -> None:
        self._state = state

    def all(self) -> tuple[KeptProfile, ...]:
        return tuple(sorted(self._state.profiles.values(), key=lambda kept: kept.kind))

    def keep(self, profile: HeadingProfile, import_id: int | None) -> None:
        self._state.profiles[profile.kind, profile.meaning.fingerprint] = KeptProfile(profile, import_id)

    def remove(self, kind: Kind, fingerprint: str) -> None:
        self._state.profiles.pop((kind, fingerprint), None)

    def last(self) -> Mapping[tuple[Kind, str], Answers]:
        return dict(self._state.last)

    def remember(self, kind: Kind, fingerprint: str, answers: Answers) -> None:
        self._state.last[kind, fingerprint] = dict(answers)

    def forget(self, kind: Kind, fingerprint: str) -> None:
        self._state.last.pop((kind, fingerprint), None)
