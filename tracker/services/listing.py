"""The home of imports as pages and commands list them: with their version, and whether they are in force."""

from collections.abc import Iterable

from tracker.records import ImportRecord, Part, PlanHead
from tracker.rows import ImportRow
from tracker.services.unit_of_work import UnitOfWork
from tracker.standing import parts_in_force, plans_in_force


def import_row(uow: UnitOfWork, record: ImportRecord) -> ImportRow:
    """One import."""
    return import_rows(uow, [record])[0]


def import_rows(uow: UnitOfWork, records: Iterable[ImportRecord]) -> tuple[ImportRow, ...]:
    """Imports, in the order given."""
    parts, plans = uow.books.published(), uow.plans.published()
    everything: list[Part | PlanHead] = [*parts, *plans]
    in_force = {part.import_id for part in parts_in_force(parts)} | {plan.import_id for plan in plans_in_force(plans)}
    versions: dict[int, int] = {}
    for one in everything:
        versions[one.import_id] = max(one.version, versions.get(one.import_id, 0))
    return tuple(
        ImportRow(
            id=record.id,
            kind=record.kind,
            file=record.file,
            sha256=record.sha256,
            size=record.size,
            state=record.state,
            in_force=record.id in in_force,
            what=record.what,
            version=versions.get(record.id),
            records=record.records,
            errors=record.errors,
            warnings=record.warnings,
            by=record.by,
            at=record.at,
            layout=record.layout,
            accepted_by=record.published_by,
            accepted_at=record.published_at,
            ended_by=record.withdrawn_by or record.discarded_by,
            ended_at=record.withdrawn_at or record.discarded_at,
            ended_why=record.withdrawn_why,
        )
        for record in records
    )
