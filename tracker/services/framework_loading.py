"""The home of loading a framework: from then on it is the one in force."""

from datetime import UTC, datetime

from plans.framework import Framework
from tracker.county import County
from tracker.finding_history import Cause
from tracker.permissions import Actor, Permission, require
from tracker.services.findings import remember_findings
from tracker.services.unit_of_work import UnitOfWork


def load_framework(uow: UnitOfWork, actor: Actor, county: County, framework: Framework) -> Framework:
    """Make a framework the one in force; older versions stay, so that old files keep their meaning.

    Actions and lines serve other goals then, so that what is found may be something else, and is remembered.
    """
    require(actor, Permission.FRAMEWORK_LOAD)
    with uow:
        uow.raise_data_version()
        uow.frameworks.put_in_force(framework, by=actor.name, at=datetime.now(UTC))
        remember_findings(uow, county, Cause.FRAMEWORK, by=actor.name)
        uow.commit()
    return framework
