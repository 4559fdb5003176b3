"""The home of opening a store: what is kept of the books in force fits the county's rules, or is made anew."""

from collections.abc import Callable

from tracker.county import County
from tracker.finding_history import Cause
from tracker.services.findings import remember_changed_findings
from tracker.services.laying import is_laid, lay_links
from tracker.services.unit_of_work import UnitOfWork

COUNTY_FILE = "the county's file"
"""Who did it, where the rules of the county changed, or the program that counts by them: nobody says more."""


def bring_up_to_date(look: Callable[[], UnitOfWork], change: Callable[[], UnitOfWork], county: County) -> None:
    """Lay links anew where the kept sums are not those of the books in force and of the county's rules.

    That is so after an upgrade of the store, and where the county's file changed: then what findings come of it is
    remembered. A store that is as it should be is only looked at.
    """
    with look() as uow:
        if is_laid(uow, county):
            return
    with change() as uow:
        uow.raise_data_version()
        lay_links(uow, county)
        remember_changed_findings(uow, county, Cause.RULES, by=COUNTY_FILE)
        uow.commit()
