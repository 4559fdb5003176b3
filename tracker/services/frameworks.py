"""The home of which framework counts."""

from plans.framework import Framework
from tracker.county import County
from tracker.services.unit_of_work import UnitOfWork


def framework_in_force(uow: UnitOfWork, county: County) -> Framework:
    """The framework that was loaded last, else the one that the county's file names; inside a unit of work."""
    return uow.frameworks.in_force() or county.own_framework()
