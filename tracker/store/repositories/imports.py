"""The home of files that came in: the file itself, what was read of it, and what became of it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, delete, insert, select, update

from importers.issues import Issue, Severity
from importers.reading import Answers, Kind, Outcome
from tracker.errors import NotFoundError
from tracker.records import ImportRecord, NewImport
from tracker.rows import ImportState
from tracker.store.tables import import_issues, imports, stored_files
from tracker.store.types import AnyRow, is_number


class Imports:
    """Every file that came in, draft or published."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, new: NewImport) -> int:
        """Keep a file as a draft, and give its number."""
        statement = insert(imports).values(
            file_id=self._keep_file(new),
            state=ImportState.DRAFT,
            created_by=new.by,
            created_at=new.at,
            **_said(new),
        )
        number = _only(self._connection.execute(statement.returning(imports.c.id)).scalar_one())
        self._keep_issues(number, new.issues)
        return number

    def replace(self, number: int, new: NewImport) -> None:
        """Keep what was read of a draft anew; who brought it and when stays."""
        self._connection.execute(update(imports).where(imports.c.id == number).values(**_said(new)))
        self._connection.execute(delete(import_issues).where(import_issues.c.import_id == number))
        self._keep_issues(number, new.issues)

    def publish(self, number: int, *, by: str, at: datetime, differences: object = None) -> None:
        """Say that a draft is published, and keep what it changed, as JSON."""
        changed = {"state": ImportState.PUBLISHED, "published_by": by, "published_at": at, "differences": differences}
        self._connection.execute(update(imports).where(imports.c.id == number).values(changed))

    def keep_differences(self, number: int, differences: object) -> None:
        """Keep what a published import changed, as JSON, in place of what was kept."""
        self._connection.execute(update(imports).where(imports.c.id == number).values(differences=differences))

    def withdraw(self, number: int, *, by: str, at: datetime, why: str) -> None:
        """Say that a published import is withdrawn; everything of it stays."""
        changed = {"state": ImportState.WITHDRAWN, "withdrawn_by": by, "withdrawn_at": at, "withdrawn_why": why}
        self._connection.execute(update(imports).where(imports.c.id == number).values(changed))

    def discard(self, number: int, *, by: str, at: datetime) -> None:
        """Say that a draft is discarded; everything of it stays."""
        changed = {"state": ImportState.DISCARDED, "discarded_by": by, "discarded_at": at}
        self._connection.execute(update(imports).where(imports.c.id == number).values(changed))

    def get(self, number: int) -> ImportRecord:
        """One import; ``NotFoundError`` where there is none of that number."""
        return _record(self._one(_RECORDS.where(imports.c.id == number), number))

    def all(self) -> tuple[ImportRecord, ...]:
        """Every import, the newest first."""
        return tuple(_record(row) for row in self._connection.execute(_RECORDS.order_by(imports.c.id.desc())))

    def same(self, kind: Kind, sha256: str, answers: Answers, layout: tuple[str, str]) -> tuple[ImportRecord, ...]:
        """The imports of the same file: same bytes, same answers, same layout and layout version; the newest first."""
        statement = _RECORDS.where(
            imports.c.kind == kind,
            stored_files.c.sha256 == sha256,
            imports.c.answers == _listed(answers),
            imports.c.layout == layout[0],
            imports.c.layout_version == layout[1],
        )
        return tuple(_record(row) for row in self._connection.execute(statement.order_by(imports.c.id.desc())))

    def report(self, number: int) -> dict[str, object]:
        """What was read, as `validate` says it."""
        report: dict[str, object] = self._one(select(imports.c.report).where(imports.c.id == number), number).report
        return report

    def differences(self, number: int) -> object:
        """What an import changed when it was published, as JSON; None where nothing stood before it."""
        return self._one(select(imports.c.differences).where(imports.c.id == number), number).differences

    def surroundings(self, number: int) -> object:
        """What the reader knew, as JSON."""
        return self._one(select(imports.c.surroundings).where(imports.c.id == number), number).surroundings

    def original(self, number: int) -> tuple[str, bytes]:
        """The name and the bytes of the file as it came."""
        statement = select(imports.c.file_name, stored_files.c.content).join_from(imports, stored_files)
        row = self._one(statement.where(imports.c.id == number), number)
        return row.file_name, bytes(row.content)

    def _one(self, statement: Select[Any], number: int) -> AnyRow:
        row = self._connection.execute(statement).one_or_none() if is_number(number) else None
        if row is None:
            raise NotFoundError("import", number)
        return row

    def _keep_file(self, new: NewImport) -> int:
        known = select(stored_files.c.id).where(stored_files.c.sha256 == new.sha256)
        file = self._connection.execute(known).scalar_one_or_none()
        if file is not None:
            return _only(file)
        values = {"sha256": new.sha256, "size": len(new.content), "content": new.content}
        return _only(
            self._connection.execute(insert(stored_files).values(values).returning(stored_files.c.id)).scalar_one()
        )

    def _keep_issues(self, number: int, issues: tuple[Issue, ...]) -> None:
        rows = [
            {
                "import_id": number,
                "code": issue.code,
                "severity": issue.severity.value,
                "sheet": issue.cell.sheet if issue.cell else None,
                "row": issue.cell.row if issue.cell else None,
                "column": issue.cell.column if issue.cell else None,
                "field": list(issue.field),
                "value": issue.value,
                "message": issue.message,
            }
            for issue in issues
        ]
        if rows:
            self._connection.execute(insert(import_issues), rows)


_RECORDS = select(
    imports.c.id,
    imports.c.kind,
    imports.c.file_name,
    stored_files.c.sha256,
    stored_files.c.size,
    imports.c.state,
    imports.c.outcome,
    imports.c.answers,
    imports.c.layout,
    imports.c.layout_version,
    imports.c.what,
    imports.c.records,
    imports.c.errors,
    imports.c.warnings,
    imports.c.created_by,
    imports.c.created_at,
    imports.c.published_by,
    imports.c.published_at,
    imports.c.withdrawn_by,
    imports.c.withdrawn_at,
    imports.c.withdrawn_why,
    imports.c.discarded_by,
    imports.c.discarded_at,
).join_from(imports, stored_files)


def _record(row: AnyRow) -> ImportRecord:
    answers: Mapping[str, list[str]] = row.answers
    return ImportRecord(
        id=row.id,
        kind=Kind(row.kind),
        file=row.file_name,
        sha256=row.sha256,
        size=row.size,
        state=ImportState(row.state),
        outcome=Outcome(row.outcome),
        answers={key: tuple(values) for key, values in answers.items()},
        layout=row.layout,
        layout_version=row.layout_version,
        what=row.what,
        records=row.records,
        errors=row.errors,
        warnings=row.warnings,
        by=row.created_by,
        at=row.created_at,
        published_by=row.published_by,
        published_at=row.published_at,
        withdrawn_by=row.withdrawn_by,
        withdrawn_at=row.withdrawn_at,
        withdrawn_why=row.withdrawn_why,
        discarded_by=row.discarded_by,
        discarded_at=row.discarded_at,
    )


def _said(new: NewImport) -> dict[str, object]:
    severities = [issue.severity for issue in new.issues]
    return {
        "kind": new.kind,
        "file_name": new.file,
        "layout": new.layout,
        "layout_version": new.layout_version,
        "outcome": new.outcome,
        "answers": _listed(new.answers),
        "surroundings": new.surroundings,
        "mapping": new.mapping,
        "report": new.report,
        "what": new.what,
        "records": new.records,
        "errors": severities.count(Severity.ERROR),
        "warnings": severities.count(Severity.WARNING),
    }


def _listed(answers: Answers) -> dict[str, list[str]]:
    return {key: list(values) for key, values in answers.items()}


def _only(number: Any) -> int:  # noqa: ANN401 - what a driver gives
    return int(number)
