"""The home of which framework counts: loading one, and saying which is in force."""

from datetime import UTC, datetime

from plans.framework import Framework
from tracker.county import County
from tracker.permissions import Actor, Permission, require
from tracker.services.unit_of_work import UnitOfWork


def load_framework(uow: UnitOfWork, actor: Actor, framework: Framework) -> Framework:
    """Make a framework the one in force; older versions stay, so that old files keep their meaning."""
    require(actor, Permission.FRAMEWORK_LOAD)
    with uow:
        uow.raise_data_version()
        uow.frameworks.put_in_force(framework, by=actor.name, at=datetime.now(UTC))
        uow.commit()
    return framework


def framework_in_force(uow: UnitOfWork, county: County) -> Framework:
    """The framework that was loaded last, else the one that the county's file names; inside a unit of work."""
    return uow.frameworks.in_force() or county.own_framework()
